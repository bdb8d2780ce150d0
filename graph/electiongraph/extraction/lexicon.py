"""Find every name of a gazetteer in a text: seats, parties and roles, longest name first.

Extraction. Built once from the gazetteers; a scan costs the same however many names there are.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import ahocorasick

from electiongraph.body_gazetteers import NATIONS
from electiongraph.extraction.elected_offices import (
    ElectedOffices,
    elected_offices,
    meant_places,
    regions_with_lists,
)
from electiongraph.gazetteers import Gazetteers, Party, Role, Seat

__all__ = [
    "Lexicon",
    "NameHit",
    "build_lexicon",
    "fold",
    "gender_of",
    "given_names",
    "vocabulary",
    "word_set",
]

NameKind = Literal["seat", "party", "role"]
RULES_FOLDER = Path(__file__).parent / "rules"
# A party that is also an everyday adjective names the party only where the text prints a capital.
LOWER_CASE_PARTIES = frozenset(("independent", "independents", "tory", "tories"))
# A seat that turns or stays a colour; the colour is a party only there.
_TURNED = re.compile(
    r"\b(?:turn(?:ed|s|ing)?|flipp(?:ed|ing)|flips|paint(?:ed|s|ing)|kept|keeps?|keeping)"
    r"(?: (?!in |at |to |up |his |her |a |it )[a-z'-]+){1,5}?"
    r"(?: from)? (?P<turned>(?:blue|green|orange|red)(?: to (?:blue|green|orange|red))?)"
    r"(?=[.,;!]|$| (?:for|by|in|after|and|but|with|while|though|as|despite|on|at|this)\b)"
    r"|\b(?:turn(?:ed|s|ing)?|stay(?:ed|s)?|remain(?:ed|s)?|goes|went|gone|flipp(?:ed|ing)|flips|switched|swung)"
    r"(?: (?:solidly|firmly|over|back))?(?: from)? (?P<colours>[a-z]+(?: to [a-z]+)?)\b(?! with\b)"
    r"|\b(?:in|into|from) (?:the )?(?P<column>[a-z]+)(?= (?:column|corner|camp|hands|ownership)\b)"
    r"|, (?:solidly |safely |true )?(?P<since>[a-z]+)(?= (?:since|at every))"
)
APOSTROPHES = str.maketrans("’‘ʼ`–—", "''''--")


@dataclass(frozen=True, slots=True)
class NameHit:
    """A gazetteer name found in a text.

    Attributes:
        kind: Which gazetteer.
        start: First code point.
        end: One past the last.
        name: The official or short form; the text's own words where they are no usual form of it.
    """

    kind: NameKind
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """An automaton over all names, the words of seats' names, the parties' colours and abbreviations.

    Attributes:
        offices: In a text about mayors or commissioners what is known of these offices; else None.
        places: Areas that are named like places, where a sentence means the area.
        regions: In a text about a nation's parliament the regions that elect by list; else empty.
    """

    automaton: ahocorasick.Automaton
    place_words: frozenset[str]
    colours: dict[str, str]
    abbreviations: dict[str, str]
    offices: ElectedOffices | None = None
    regions: frozenset[str] = frozenset()
    places: re.Pattern[str] | None = None

    def find(self, text: str) -> list[NameHit]:
        """Return the names in a text, in order, not overlapping, the longest where several fit."""
        folded = fold(text)
        hits = []
        for last, (kind, name, length) in self.automaton.iter(folded):
            start, end = last - length + 1, last + 1
            if _stands_alone(folded, start, end) and _is_capitalised(text[start:end], kind):
                hits.append(NameHit(kind, start, end, name or text[start:end]))
        for found in _TURNED.finditer(folded):
            group = found.lastgroup or ""
            for colour in re.finditer(r"[a-z]+", found[group]):
                if colour.group() in self.colours:
                    start = found.start(group) + colour.start()
                    name = self.colours[colour.group()]
                    hits.append(NameHit("party", start, start + len(colour.group()), name))
        hits.extend(
            NameHit("party", *found.span(1), self.abbreviations[found[1].lower()])
            for found in _AFTER_NAME.finditer(text)
            if found[1].lower() in self.abbreviations
        )
        if " gain" in text or " hold" in text or " GAIN" in text or " HOLD" in text:
            for found in _OF_VERDICT.finditer(text):
                short = found[found.lastindex or 1].lower()
                if short in self.abbreviations:
                    hits.append(
                        NameHit("party", *found.span(found.lastindex or 1), self.abbreviations[short])
                    )
        if self.places is not None:
            found_places = self.places.finditer(text)
            hits.extend(
                NameHit("seat", *found.span(found.lastgroup or 0), found[found.lastgroup or 0])
                for found in found_places
            )
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.kind))
        chosen: list[NameHit] = []
        for hit in hits:
            if not chosen or hit.start >= chosen[-1].end:
                chosen.append(hit)
        return chosen


def fold(text: str) -> str:
    """Lower-case a text and straighten its apostrophes without changing any offset.

    Examples:
        >>> fold("Workers’ Party")
        "workers' party"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(APOSTROPHES)


@functools.lru_cache(maxsize=4096)
def fold_word(word: str) -> str:
    """Fold a single word, which a text is likely to have again."""
    return fold(word)


# "Andrew Lewin (Lab)": only there is an abbreviation sure to be a party's.
_AFTER_NAME = re.compile(r"(?<=[\wà-ÿ.,] \()(?:(?:aged )?\d\d[,;] ?)?([A-Z][A-Za-z&. -]{0,13})(?=[),:;]| \d)")
# "LD gain from Con", "Lab HOLD"
_OF_VERDICT = re.compile(
    r"\b(LD|Lab|LAB|Con|CON|LDem|Ref|REF|Ind|Grn)(?= (?:gain|GAIN|hold|HOLD)\b)"
    r"|(?<=(?:gain|GAIN) from )(LD|Lab|LAB|Con|CON|LDem|Ref|REF|Ind|Grn)\b"
)


@functools.lru_cache(maxsize=32)
def build_lexicon(gazetteers: Gazetteers) -> Lexicon:
    """Build the automaton over every name of the gazetteers."""
    automaton = ahocorasick.Automaton()
    words: set[str] = set()
    # In a report of their own election an MSP is a member like an MP, and that is no office.
    is_of_nation = any(seat.body in NATIONS for seat in gazetteers.seats)
    for role in gazetteers.roles:
        if not (is_of_nation and role.name.startswith("Member of the")):
            _add_names(automaton, "role", role)
    for party in gazetteers.parties:
        _add_names(automaton, "party", party)
    for seat in sorted(gazetteers.seats, key=lambda seat: (seat.boundary_set, seat.name)):
        if not seat.is_place:
            _add_names(automaton, "seat", seat)
        words.update(fold(seat.name).replace(",", " ").replace("-", " ").split())
    for seat in gazetteers.seats:
        _add_hidden_names(automaton, seat)
    automaton.make_automaton()
    colours = {party.colour_name: party.name for party in gazetteers.parties if party.colour_name}
    abbreviations = {short.lower(): p.name for p in gazetteers.parties for short in p.abbreviations}
    place_words = frozenset(words) - {"and", "the", "of", "on", "upon", "under"}
    offices, regions = elected_offices(gazetteers), regions_with_lists(gazetteers)
    places = meant_places(gazetteers)
    return Lexicon(automaton, place_words, colours, abbreviations, offices, regions, places)


@functools.lru_cache(maxsize=1)
def vocabulary() -> dict[str, dict[str, str]]:
    """Return the word classes of `rules/vocabulary.toml`."""
    with (RULES_FOLDER / "vocabulary.toml").open("rb") as file:
        return tomllib.load(file)


@functools.lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return given names that are common on ballot papers, in lower case."""
    return frozenset(_given_names())


def gender_of(given_name: str) -> str:
    """Return "he" or "she" for a given name that ballot papers show for one of them alone, else ""."""
    return {"m": "he", "f": "she"}.get(_given_names().get(given_name.lower(), ""), "")


@functools.lru_cache(maxsize=1)
def _given_names() -> dict[str, str]:
    """Return "m", "f" or "-" by given name; a line of the file is a name, a space and one of these."""
    lines = (RULES_FOLDER / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return {line[:-2]: line[-1] for line in lines}


@functools.lru_cache(maxsize=16)
def word_set(name: str) -> frozenset[str]:
    """Return one of the name lists of the vocabulary as a set of lower-case words."""
    return frozenset(vocabulary()["names"][name].split())


def _add_names(automaton: ahocorasick.Automaton, kind: NameKind, entry: Seat | Party | Role) -> None:
    forms = entry.prose_names if isinstance(entry, Party) else (entry.name, *entry.aliases)
    for form in forms:
        folded = fold(form)
        if len(folded) > 2 and folded not in automaton:
            automaton.add_word(folded, (kind, entry.name, len(folded)))


def _add_hidden_names(automaton: ahocorasick.Automaton, seat: Seat) -> None:
    for form in seat.hidden:
        if fold(form) not in automaton:
            # "East Belfast" is Belfast East in other order; a misspelling stays as the text has it.
            turned = " and " not in form and sorted(fold(form).split()) == sorted(fold(seat.name).split())
            name = seat.name if turned else ""
            automaton.add_word(fold(form), ("seat", name, len(form)))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (
        not (
            before.isalnum()
            or (
                before in "-'"
                and start > 1
                and text[start - 2].isalnum()
                and text[start - 4 : start] != "non-"
            )
        )
        and not after.isalnum()
    )


def _is_capitalised(text: str, kind: NameKind) -> bool:
    if kind == "role":
        return True
    return text[0].isupper() or (kind == "party" and text.lower() in LOWER_CASE_PARTIES)
