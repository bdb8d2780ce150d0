"""Find names in a document: those of people, seats, parties and offices, and the elections that it speaks of.

Extraction, part of verification. A name stands somewhere only when it stands there whole: "Poole" is not
named in "Mid Dorset and North Poole", nor "Neil Duncan" in "Neil Duncan-Jordan".
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from electiongraph.extraction.document_polls import document_election
from electiongraph.extraction.elections import NOTIONAL
from electiongraph.extraction.lexicon import LOWER_CASE_PARTIES, NameHit, build_lexicon, gender_of
from electiongraph.extraction.office_titles import office_key, office_name
from electiongraph.extraction.polling_days import previous_election
from electiongraph.extraction.roles import find_roles
from electiongraph.gazetteers import Gazetteers, normalise_name
from electiongraph.sources.document import Document

__all__ = ["NamedText"]

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+(?:[’'ʼ][^\W_]+)*|&")
_GAP = re.compile(r"[^\S\n]*(?:[-‐‑–—,&/’'ʼ]|\n)?[^\S\n]*")
# "J. Smith", "St. Ives": here a full stop ends no sentence.
_GAP_AFTER_SHORT_WORD = re.compile(r"\.[^\S\n]*")
_POSSESSIVE = re.compile(r"[’'ʼ]s$")
_RANK_BEFORE = re.compile(r"\b(?:shadow|deputy|assistant|vice)[ -]$", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:(?P<he>he|him|his|himself)|(?P<she>she|her|hers|herself))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    forms: frozenset[str]


class NamedText:
    """A document in which names can be looked up."""

    def __init__(self, document: Document, gazetteers: Gazetteers) -> None:
        self.document = document
        self.text = document.text
        self.gazetteers = gazetteers
        self.lexicon = build_lexicon(gazetteers)
        self._words = [
            _Word(found.start(), found.end(), _forms(found.group())) for found in _WORD.finditer(self.text)
        ]
        self._places: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            for form in word.forms:
                self._places.setdefault(form, []).append(number)
        self._hits = self.lexicon.find(self.text)

    @functools.cached_property
    def election(self) -> str:
        """Return the polling date that the document reports on."""
        return document_election(self.document, self.gazetteers)

    def names_person(self, name: str, start: int, end: int, context: Iterable[Span]) -> bool:
        """Tell whether `text[start:end]` speaks of a person whom the document names in full.

        Args:
            name: The full name.
            start: First code point of the stretch.
            end: One past its last.
            context: The sentences that the stretch lies in.

        Returns:
            True when the full name stands there, or stands elsewhere in the document while the stretch has
            the surname, or a pronoun after the surname has been named.
        """
        full = list(self._spans_of_person(name))
        if _any_inside(full, start, end):
            return True
        if not full:
            return False
        seats = {(hit.start, hit.end) for hit in self._hits if hit.kind == "seat"}
        surname = [
            span
            for span in self._spans(name.rsplit(maxsplit=1)[-1])
            if self._is_uncut(span) and span not in seats
        ]
        if _any_inside(surname, start, end):
            return True
        named_before = any(b <= end for _, b in surname)
        named_near = any(_any_inside(surname, *sentence) for sentence in context)
        return (named_before or named_near) and self._has_pronoun_for(name, start, end)

    def names_seat(self, name: str) -> bool:
        """Tell whether the document names a seat in a form that the gazetteers know, or in these words."""
        forms = [name]
        for seat in self.gazetteers.seats_named(name):
            if seat.name == name:
                forms += [*seat.aliases, *seat.hidden, *seat.places]
        own = {normalise_name(form) for form in forms}
        return any(
            self._is_uncut(span)
            and self.text[span[0]].isupper()
            and not self._is_inside_other_name(span, "seat", own)
            for form in forms
            for span in self._spans(form)
        )

    def names_party(self, name: str) -> bool:
        """Tell whether the document names a party in a form that the gazetteers know, or in these words."""
        party = self.gazetteers.party_named(name)
        if any(hit.kind == "party" and hit.name == name for hit in self._hits):
            return True
        forms = [name, name.removesuffix(" Party")]
        forms += () if party is None else (party.official_name, *party.prose_names)
        short = () if party is None else party.abbreviations
        own = {normalise_name(form) for form in forms}
        if any(
            (self.text[span[0]].isupper() or self.text[slice(*span)].lower() in LOWER_CASE_PARTIES)
            and not self._is_inside_other_name(span, "party", own)
            for form in forms
            for span in self._spans(form)
        ):
            return True
        written = {form for one in short if len(one) > 1 for form in (one, one.upper())}
        return any(self.text[slice(*span)] in written for form in short for span in self._spans(form))

    def names_office(self, name: str, start: int, end: int) -> bool:
        """Tell whether `text[start:end]` names an office, in whichever of its forms."""
        role = self.gazetteers.role_named(name)
        forms = [name] if role is None else [name, role.name, *role.aliases]
        own = {normalise_name(form) for form in forms}
        for form in forms:
            for span in self._spans(form):
                if (
                    start <= span[0]
                    and span[1] <= end
                    and not _RANK_BEFORE.search(self.text[max(0, span[0] - 12) : span[0]])
                    and not self._is_inside_other_name(span, "role", own)
                ):
                    return True
        quote = self.text[start:end]
        keys = {office_key(form) for form in forms}
        offices = find_roles(quote, self.lexicon.find(quote))
        return any(office_key(office_name(quote[a:b])) in keys for a, b in offices)

    def speaks_of_election(self, election: str, seat: str) -> bool:
        """Tell whether an election is the document's own, the last such before it, or one that it names.

        Args:
            election: Polling date or year, with " notional" or without.
            seat: The seat that the fact is about, "" for none.
        """
        day = election.removesuffix(NOTIONAL)
        if day in (self.election, previous_election(self.election, self.gazetteers)):
            return True
        if self.election.startswith(day) or day[:4] in self._places:
            return True
        seats = {one.iri for one in self.gazetteers.seats_named(seat)}
        return any(one.seat in seats for one in self.gazetteers.elections_on(day) if one.seat)

    def _spans_of_person(self, name: str) -> Iterator[Span]:
        """Yield where a full name stands, also as lists print it ("BROWN, Jilleane")."""
        *given, surname = name.split()
        for form in (name, f"{surname} {' '.join(given)}"):
            for span in self._spans(form):
                if self._is_uncut(span) and self.text[span[0]].isupper():
                    yield span

    def _has_pronoun_for(self, name: str, start: int, end: int) -> bool:
        gender = gender_of(name.split(maxsplit=1)[0])
        return any(
            not gender or found.lastgroup == gender for found in _PRONOUN.finditer(self.text, start, end)
        )

    def _spans(self, name: str) -> Iterator[Span]:
        """Yield where the words of a name stand one after the other."""
        wanted = [_forms(found.group()) for found in _WORD.finditer(name)]
        if not wanted:
            return
        for number in sorted({place for form in wanted[0] for place in self._places.get(form, ())}):
            words = self._words[number : number + len(wanted)]
            if (
                len(words) == len(wanted)
                and all(word.forms & forms for word, forms in zip(words, wanted, strict=True))
                and all(self._are_joined(one, other) for one, other in itertools.pairwise(words))
            ):
                yield words[0].start, self._end_of_name(words[-1], wanted[-1])

    def _end_of_name(self, word: _Word, wanted: frozenset[str]) -> int:
        """Return where a name ends whose last word may have an "'s" that is none of it."""
        possessive = _POSSESSIVE.search(self.text[word.start : word.end])
        is_bare = possessive is not None and normalise_name(self.text[word.start : word.end]) not in wanted
        return word.start + possessive.start() if possessive and is_bare else word.end

    def _are_joined(self, one: _Word, other: _Word) -> bool:
        gap = self.text[one.end : other.start]
        is_short = one.end - one.start <= 3
        return bool(_GAP.fullmatch(gap) or (is_short and _GAP_AFTER_SHORT_WORD.fullmatch(gap)))

    def _is_uncut(self, span: Span) -> bool:
        """Does a name stand there whole, and not as a part of a hyphenated one?"""
        before, after = self.text[max(0, span[0] - 2) : span[0]], self.text[span[1] : span[1] + 2]
        is_cut_before = len(before) == 2 and before[1] in "-‐‑" and before[0].isalnum()
        is_cut_after = len(after) == 2 and after[0] in "-‐‑" and after[1].isupper()
        return not (is_cut_before or is_cut_after)

    def _is_inside_other_name(self, span: Span, kind: str, own: set[str]) -> bool:
        """Is this a part of the longer name of something else?"""
        return any(
            hit.kind == kind
            and hit.start <= span[0]
            and span[1] <= hit.end
            and hit.end - hit.start > span[1] - span[0]
            and not self._is_one_of(hit, own)
            for hit in self._hits
        )

    def _is_one_of(self, hit: NameHit, own: set[str]) -> bool:
        words = self.text[hit.start : hit.end]
        # "Justice Secretary and Lord Chancellor" are two offices under one name.
        halves = words.split(" and ") if hit.kind == "role" else ()
        return any(normalise_name(one) in own for one in (hit.name, words, *halves))


def _forms(word: str) -> frozenset[str]:
    """Return how a word may be written: plain, and without the "s" of its genitive."""
    forms = (normalise_name(word), normalise_name(_POSSESSIVE.sub("", word)))
    return frozenset(form.replace(" ", "") for form in forms)


def _any_inside(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(start <= a and b <= end for a, b in spans)
