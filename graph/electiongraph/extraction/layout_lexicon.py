"""The gazetteers as the layout grammar looks them up: by whole cell, by word and by abbreviation.

Extraction stage, below `layout`. In comes a `Gazetteers`, out go official names of parties, seats and
polling dates.
"""

from __future__ import annotations

import copy
import datetime
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.extraction.polling_days import election_in_year
from electiongraph.gazetteers import Election, Gazetteers, Seat

__all__ = ["Lexicon", "Word", "lexicon_of", "words_of"]

Word = tuple[str, int, int]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
LONGEST_NAME = 9
BOUNDARIES_OF_2024 = "2024-05-30"
_CAMPAIGN_DAYS = 60
_LEAST_LETTERS = 3
_MOST_KEPT = 20_000


def _folded(word: str) -> str:
    if word == "&":
        return "and"
    word = word.lower()
    if word.isascii():
        return word.replace("'", "")
    word = unicodedata.normalize("NFKD", word)
    return "".join(c for c in word if not unicodedata.combining(c) and c not in "'’")


@functools.lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, folded, with their offsets.

    Examples:
        >>> words_of("Ynys Môn & King's")
        (('ynys', 0, 4), ('mon', 5, 8), ('and', 9, 10), ('kings', 11, 17))
    """
    return tuple((_folded(match.group()), match.start(), match.end()) for match in WORD.finditer(text))


def _key(text: str) -> str:
    return " ".join(_folded(word) for word in WORD.findall(text))


class Lexicon:
    """Party, seat and election names of one `Gazetteers`, indexed for the layout grammar."""

    def __init__(self, gazetteers: Gazetteers) -> None:
        self.gazetteers = gazetteers
        self._parties: dict[str, str] = {}
        self._parties_of: dict[str, str] = {}
        self._initials: dict[str, str] = {}
        self._seats: dict[str, list[Seat]] = {}
        self._seat_starts: set[str] = set()
        self._shortened: dict[tuple[str, ...], str] = {}
        self._party_words: list[tuple[tuple[str, ...], str]] = []
        for party in gazetteers.parties:
            names = (party.name, party.official_name, *party.aliases, *party.abbreviations)
            for name in names:
                self._add_party(name, party.name)
            for name in sorted({party.name, party.official_name, *party.aliases}):
                self._party_words.append((tuple(_key(name).split()), party.name))
        for seat in gazetteers.seats:
            for name in (seat.name, *seat.aliases) if not seat.is_place else ():
                self._add_seat(name, seat)
        parted = sorted({seat.name for seat in gazetteers.seats if "," in seat.name})
        self.names_with_commas = re.compile("|".join(map(re.escape, parted)) or r"(?!)")
        for seat in gazetteers.seats:
            for name in seat.hidden:
                self._add_seat(name, seat)

    def _add_party(self, name: str, party: str) -> None:
        key = _key(name)
        if not key:
            return
        if len(key) == 1:
            self._initials.setdefault(name.strip(), party)
        else:
            self._parties.setdefault(key, party)

    def _add_seat(self, name: str, seat: Seat) -> None:
        key = _key(name)
        if not key:
            return
        known = self._seats.setdefault(key, [])
        if seat not in known:
            known.append(seat)
        self._seat_starts.add(key.split()[0])

    def with_parties(self, parties: Mapping[str, str]) -> Lexicon:
        """Return a lexicon in which abbreviations mean what a page's legend says.

        Args:
            parties: Usual short form, or the page's own name, by abbreviation.
        """
        if not parties:
            return self
        other = copy.copy(self)
        other._parties, other._initials, other._parties_of = dict(self._parties), dict(self._initials), {}
        other._shortened = {}
        for short, party in parties.items():
            key = _key(short)
            if len(key) == 1:
                other._initials[short] = party
            elif key:
                other._parties[key] = party
        return other

    def party_of(self, text: str) -> str:
        """Return the usual short form of the party that a whole text names, "" when none.

        Args:
            text: "Lab", "the Labour Party", "Labour and Co-operative Party", "C" ...
        """
        known = self._parties_of.get(text)
        if known is None:
            known = self._parties_of[text] = self._find_party(text)
            if len(self._parties_of) > _MOST_KEPT:
                self._parties_of.clear()
        return known

    def _find_party(self, text: str) -> str:
        stripped = text.strip(" .'\"“”‘’*/")
        if stripped in self._initials:
            return self._initials[stripped]
        party = self.party_of_words([word for word, _, _ in words_of(stripped)])
        return party or self._party_in_two_languages(stripped)

    def _party_in_two_languages(self, text: str) -> str:
        """Return the one party that "Llafur/Labour" names on both sides of its stroke, "" when none."""
        halves = text.split("/")
        if len(halves) != 2 or not all(half.strip() for half in halves):
            return ""
        found = {self.party_of_words([word for word, _, _ in words_of(half)]) for half in halves}
        return found.pop() if len(found) == 1 else ""

    def party_of_words(self, words: Sequence[str]) -> str:
        """Return the party that a run of folded words names, "" when none."""
        for wanted in _party_forms(words):
            party = self._parties.get(wanted)
            if party:
                return party
        return ""

    def party_shortened(self, text: str) -> str:
        """Return the only party whose name a text gives with its words cut short, "" when none or several.

        Args:
            text: "One Leic", "Ind. for Direct Democracy" ...
        """
        words = [word for word, _, _ in words_of(text)]
        if len(words) < 2:
            return ""
        key = tuple(words)
        if key not in self._shortened:
            found = {party for names, party in self._party_words if _is_shortened(words, names)}
            if len(self._shortened) > _MOST_KEPT:
                self._shortened.clear()
            self._shortened[key] = found.pop() if len(found) == 1 else ""
        return self._shortened[key]

    def coming_election(self, published: str, election: str) -> str:
        """Return the general election that a text of a campaign looks ahead to, "" when none.

        Args:
            published: Date of publication, "" when unknown.
            election: The polling date that the text is taken to be about.
        """
        if not published:
            return ""
        day = datetime.date.fromisoformat(published[:10])
        for found in self.gazetteers.general_elections():
            ahead = (datetime.date.fromisoformat(found.date) - day).days
            if 0 < ahead <= _CAMPAIGN_DAYS and found.date > election[:10]:
                return found.date
        return ""

    def seat_of(self, text: str, election: str) -> str:
        """Return the official name of the seat that a whole text names, "" when none."""
        return self.best_seat(self._seats.get(_key(text), ()), election)

    def best_seat(self, seats: Iterable[Seat], election: str) -> str:
        """Return the official name of the seat that existed at an election, else of the first."""
        seats = list(seats)
        chosen = [seat for seat in seats if seat.boundary_set == _boundary_set(election)] or seats
        return chosen[0].name if chosen else ""

    def were_polled(self, seats: Iterable[Seat], election: str) -> bool:
        """Tell whether one of the seats of a name existed at an election."""
        return any(seat.boundary_set == _boundary_set(election) for seat in seats)

    def seat_mentions(self, words: Sequence[Word]) -> list[tuple[int, int, list[Seat]]]:
        """Return the seats named in a run of words, longest first at each place.

        Returns:
            (first word, one past the last word, seats) triples in text order, not overlapping.
        """
        mentions = []
        at = 0
        while at < len(words):
            if words[at][0] not in self._seat_starts:
                at += 1
                continue
            for end in range(min(len(words), at + LONGEST_NAME), at, -1):
                seats = self._seats.get(" ".join(word for word, _, _ in words[at:end]))
                if seats:
                    mentions.append((at, end, seats))
                    at = end
                    break
            else:
                at += 1
        return mentions

    def election_in_year(self, year: str, like: str) -> str:
        """Return the polling date of a year, of the kind of a document's election if can be."""
        return election_in_year(int(year), self.gazetteers, like) or year

    def by_elections(self, seats: Iterable[Seat]) -> list[Election]:
        """Return the by-elections held in any of the seats, oldest first."""
        iris = {seat.iri for seat in seats}
        found = [e for e in self.gazetteers.elections if e.kind == "by-election" and e.seat in iris]
        return sorted(found, key=lambda election: election.date)


def _boundary_set(election: str) -> str:
    recent = not election or election >= BOUNDARIES_OF_2024 or election.endswith("notional")
    return "2024" if recent else "2010"


def _is_shortened(words: Sequence[str], names: Sequence[str]) -> bool:
    names = names[:-1] if names[-1:] == ("party",) and words[-1] != "party" else names
    return len(words) == len(names) and all(
        name == word or (len(word) >= _LEAST_LETTERS and name.startswith(word))
        for word, name in zip(words, names, strict=True)
    )


def _party_forms(words: Sequence[str]) -> Iterable[str]:
    words = list(words)
    if words and words[0] == "the":
        words = words[1:]
    yield " ".join(words)
    while words and words[-1] in ("candidate", "candidates"):
        words = words[:-1]
    yield " ".join(words)
    if words[-1:] == ["party"]:
        words = words[:-1]
    yield " ".join(words)
    if words[-2:] in (["co", "op"], ["co", "operative"]):
        words = words[:-2]
    elif words[-1:] in (["coop"], ["cooperative"]):
        words = words[:-1]
    else:
        return
    if words[-1:] == ["and"]:
        words = words[:-1]
    if words[-1:] == ["party"]:
        words = words[:-1]
    yield " ".join(words)


@functools.lru_cache(maxsize=32)
def lexicon_of(gazetteers: Gazetteers) -> Lexicon:
    """Return the lexicon of a `Gazetteers`, built once for each."""
    return Lexicon(gazetteers)
