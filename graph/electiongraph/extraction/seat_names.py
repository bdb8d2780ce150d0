"""Know the seats that a document names in its own way: those of its lists, and parts of longer names.

Extraction, part of mentions. A results list has wards and divisions that no gazetteer has; and once a text
has named Harrogate and Knaresborough in full, "in Harrogate" is said of that seat.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from electiongraph.extraction.layout import Layout
from electiongraph.extraction.layout_party_lists import PARTY_LIST
from electiongraph.extraction.lexicon import NameHit, fold, given_names, word_set
from electiongraph.gazetteers import Gazetteers, Seat

__all__ = ["SeatNames", "is_part_of_longer_name"]

_JOINT = re.compile(r", and |, | and | & ")
_COMPASS = frozenset(
    "north south east west central mid inner outer the upper lower new great old city st isle newton"
    " milton".split()
)
# Of two seats that the text has just named: "the former was gained by Ann Smith, the latter held".
_OF_TWO = re.compile(
    r"(?:(?<=\b[Ii]n )|(?<=\bwon )|(?<=\btook )|(?<=\bheld )|(?<=\blost )|(?<=\bgained )|(?<=\bretained )"
    r"|(?<=\bkept ))the (?P<one>former|latter)(?: seat| constituency)?\b(?=[,.;]|$| [A-Z][a-z’'-]+ [A-Z]"
    r"| (?:by|with|from|and|while|for|but|to|it|the|he|she)\b)"
    r"|\b[Tt]he (?P<other>former|latter)(?: seat| constituency)?(?= by [A-Z]| (?:went|fell|stayed|turned"
    r"|swung|changed hands|remained|elected|returned|by (?:just|a mere|only|[\d,]+)"
    r"|(?:was|is|were) (?:(?:also|then|narrowly) )?(?:gained|won|held|taken|captured|lost|retained|snatched"
    r"|seized|regained|defended|represented)|had (?:an? )?(?:[a-z]+ ){0,2}(?:majority|turnout)|where)\b)"
)
# "Wolverhampton South East", "Birmingham Perry Barr"
_TOWN_AND_HALF = re.compile(r"([A-Z][\w’'-]+) ([A-Z].*)")
# "took South", "in Perry Barr", where a town of several seats is spoken of.
_HALF = re.compile(
    r"\b(?:[Ii]n|took|won|held|gained|lost|kept|retained|regained|captured|for) "
    r"([A-Z][\w’'-]+(?: (?:and |& )?[A-Z][\w’'-]+){0,4}?)"
    r"(?:(?=[.;]|,(?! [A-Z])|, (?:[A-Z][\w’'-]+ ){2}|$| (?:and|by|with|from|for|where|but|to|on|in|is|was|has"
    r"|had|too|the|there|it|Labour|as|after|though|while)\b)|(?= (?P<next>[A-Z][\w’'-]+) [A-Z]))"
)
# Parts that are mostly said of another place.
_ELSEWHERE = frozenset(("westminster",))
# Where a part of a seat's name stands for the seat, and what may not follow it there.
_PLACED = re.compile(
    r"\b(?:[Ii]n|[Ff]or|[Aa]t|won|wins|wrested|lost|loses|losing|winning|held|holds|holding|took|takes|taking|gained|gains"
    r"|gain|retained|contested|represent(?:s|ed)?) (?:the |neighbouring |nearby )*"
    r"([A-ZÀ-Þ][\w’'-]*[a-z](?: [A-ZÀ-Þ][\w’'-]*[a-z]){0,3}(?: and [A-ZÀ-Þ][\w’'-]*[a-z])?)(?![\w’'-])"
    r"(?! (?:and [A-Z]|& |[Cc]ouncil|[Tt]own|[Cc]ity|[Ww]ard|[Hh]ospital|[Mm]arket|[Rr]oad|[Ss]treet"
    r"|[Cc]ollege|[Ss]chool|[Ll]eisure|[Bb]orough|[Hh]all))"
    r"|\bThe ([A-ZÀ-Þ][\w’'-]*[a-z]) (?:seat|constituency)\b"
)


_AFTER_PARTY = re.compile(r",? ([A-ZÀ-Þ][\w’'-]+(?: (?:and |upon |on |of )?[A-ZÀ-Þ][\w’'-]+){0,4})\)")
_JOINED = re.compile(r"\b[A-ZÀ-Þ][\w’']+(?: [A-ZÀ-Þ][\w’']+)*(?:[—–-][A-ZÀ-Þ][\w’']+(?: [A-ZÀ-Þ][\w’']+)*)+")


_PIECE = re.compile(r"[^—–-]+")


# What may follow a seat with a capital and be no part of its name.
_AFTER_SEAT = frozenset("mp msp ms mla td lok vidhan constituency sir dame lord lady".split())


class SeatNames:
    """The seats of one document that its words name otherwise than the gazetteers do.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> names = SeatNames(load_gazetteers(), "2024-07-04", ["Harrogate and Knaresborough"])
        >>> [hit.name for hit in names.find("He won by 8,238 votes in Harrogate.", [])]
        ['Harrogate and Knaresborough']
    """

    def __init__(self, gazetteers: Gazetteers, election: str, known: Iterable[str] = ()) -> None:
        self._parts = _parts_of_names(gazetteers, gazetteers.boundary_set_on(election))
        self._meant: dict[str, str] = {}
        self._surnames: set[str] = set()
        self._towns: list[str] = []
        self._named: list[str] = []
        self._of_lists: re.Pattern[str] | None = None
        for name in known:
            self._note(name)

    def learn_layout(self, layout: Layout, gazetteers: Gazetteers) -> None:
        """Note the seats of the results lists, as those that prose may name anywhere.

        A single word that no gazetteer has is taken for one only where a place is likely, since wards are
        called Park and Heath.
        """
        names = sorted({fact.seat for fact in layout.facts if fact.seat and fact.rule != PARTY_LIST})
        for name in names:
            self._note(name)
        unlisted = [name for name in names if not gazetteers.seats_named(name)]
        long = sorted((re.escape(name) for name in unlisted if " " in name), key=len, reverse=True)
        short = [re.escape(name) for name in unlisted if " " not in name and len(name) > 3]
        forms = [*(rf"\b{name}" for name in long), *(rf"(?<=\bin ){name}" for name in short)]
        self._of_lists = re.compile(rf"(?:{'|'.join(forms)})\b(?! [A-Z])") if forms else None

    def find(self, sentence: str, hits: list[NameHit]) -> list[NameHit]:
        """Return what a sentence names, with further seats, and note those that it names in full.

        Args:
            sentence: Where to look.
            hits: What the gazetteers find in it.
        """
        for hit in hits:
            if hit.kind == "seat":
                self._note(hit.name)
        joined, hits = self._joined(sentence, hits)
        found = [
            *joined,
            *(
                NameHit("seat", *place.span(), place.group())
                for place in (self._of_lists.finditer(sentence) if self._of_lists else ())
            ),
        ]
        for place in _PLACED.finditer(sentence):
            group = 1 if place[1] else 2
            part = place[group].lower()
            if name := self._meant.get(part) or self._parts.sure.get(part, ""):
                found.append(NameHit("seat", *place.span(group), name))
        found += self._halves(sentence)
        found += self._in_brackets(sentence, hits) if "(" in sentence else ()
        if "former" in sentence or "latter" in sentence:
            found += self._of_two(sentence, [*hits, *found])
        named = _longest([*hits, *found])
        seats = sorted((hit.start, hit.name) for hit in named if hit.kind == "seat")
        self._named = list(dict.fromkeys(name for _, name in seats)) or self._named
        return named

    def _halves(self, sentence: str) -> Iterator[NameHit]:
        """Yield the seats of a town that the text has named, by the rest of their names: "took South"."""
        for town in self._parts.towns.findall(sentence):
            self._note_town(town)
        for half in _HALF.finditer(sentence) if self._towns else ():
            told = (self._parts.halves[town].get(half[1], "") for town in reversed(self._towns))
            follows = half["next"]
            if (name := next(filter(None, told), "")) and (not follows or follows.lower() in given_names()):
                yield NameHit("seat", *half.span(1), name)

    def _note_town(self, town: str) -> None:
        if town not in self._towns[-1:]:
            self._towns = [*(known for known in self._towns if known != town), town]

    def _of_two(self, sentence: str, hits: list[NameHit]) -> Iterator[NameHit]:
        """Yield "the former" and "the latter" of two seats that this sentence or the last one has named."""
        for found in _OF_TWO.finditer(sentence) if "the" in sentence.lower() else ():
            here = list(dict.fromkeys(h.name for h in hits if h.kind == "seat" and h.end < found.start()))
            two = here if len(here) == 2 else self._named
            if len(two) == 2 and len(here) in (0, 2):
                yield NameHit("seat", *found.span(), two[(found["one"] or found["other"]) == "latter"])

    def _in_brackets(self, sentence: str, hits: list[NameHit]) -> Iterator[NameHit]:
        """Yield the seats beside a party in brackets, by a part of their names: "(Lab, Erdington)"."""
        for hit in hits:
            if hit.kind != "party" or not sentence.startswith("(", hit.start - 1):
                continue
            place = _AFTER_PARTY.match(sentence, hit.end)
            part = place[1].lower() if place else ""
            owners = self._parts.owners.get(part, ())
            if place and (name := self._meant.get(part) or (owners[0] if len(owners) == 1 else "")):
                yield NameHit("seat", *place.span(1), name)

    def completed(self, hit: NameHit) -> NameHit:
        """Return a seat's name with the official name of which it is a part, if it is a part of one only.

        A name that no gazetteer has is known from now on: "took Ayr from the Conservatives ... in Ayr".
        """
        seats = self._parts.owners.get(hit.name.lower(), ())
        self._meant.setdefault(hit.name.lower(), hit.name)
        return NameHit("seat", hit.start, hit.end, seats[0]) if len(seats) == 1 else hit

    def _joined(self, sentence: str, hits: list[NameHit]) -> tuple[list[NameHit], list[NameHit]]:
        """Return the names of several places of which a gazetteer has one, and the hits that remain.

        "Peterborough—Kawartha" is a seat. A surname is joined by a hyphen too, and first stands after a given
        name: the Burton of "David Burton-Sampson" is none.
        """
        spans = {(hit.start, hit.end) for hit in hits if hit.kind == "seat"}
        dashed = {a for a, b in spans if sentence[b : b + 1] in "—–-" or (a and sentence[a - 1] in "—–-")}
        joined: list[NameHit] = []
        for found in _JOINED.finditer(sentence) if dashed else ():
            if dashed.isdisjoint(range(*found.span())):
                continue
            pieces = {
                found.start() + piece.start(): piece.group() for piece in _PIECE.finditer(found.group())
            }
            whole = any(a in pieces and set(pieces[a][b - a :].lower().split()) <= _COMPASS for a, b in spans)
            if whole and found.group() not in self._surnames:
                joined.append(NameHit("seat", *found.span(), found.group()))
            elif "-" in found.group():
                self._surnames.add(found.group().split()[-1])
                hits = [h for h in hits if h.kind != "seat" or not found.start() <= h.start < found.end()]
        return joined, hits

    def _note(self, name: str) -> None:
        if town := self._parts.town_of.get(name):
            self._note_town(town)
        for part in self._parts.of.get(name, ()):
            self._meant[part] = name if self._meant.get(part, name) == name else ""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of the seats' names of one boundary set.

    Attributes:
        of: By seat, those by which it may be called.
        owners: By part, the seats.
        sure: By part, the seat that it can only mean: "Perry Barr", "Sutton and Devonport".
        halves: By town of several seats, these by the rest of their names: "South", "Perry Barr".
        town_of: By seat, the town that its name begins with.
        towns: Finds the names of these towns.
    """

    of: dict[str, tuple[str, ...]]
    owners: dict[str, tuple[str, ...]]
    sure: dict[str, str]
    halves: dict[str, dict[str, str]]
    town_of: dict[str, str]
    towns: re.Pattern[str]


@functools.lru_cache(maxsize=4)
def _parts_of_names(gazetteers: Gazetteers, boundary_set: str) -> _Parts:
    """Return the parts by which the seats of a boundary set may be called."""
    seats = sorted(gazetteers.seats, key=lambda seat: seat.boundary_set == boundary_set)
    names = {seat.name.lower() for seat in gazetteers.seats}
    now = [seat for seat in seats if seat.boundary_set == boundary_set]
    in_town = Counter(seat.name.replace(",", "").split()[0] for seat in now)
    of: dict[str, tuple[str, ...]] = {}
    owners: dict[str, tuple[str, ...]] = defaultdict(tuple)
    sure: dict[str, str] = {}
    for seat in seats:
        pieces = {*_JOINT.split(seat.name), *seat.places}
        first, _, rest = seat.name.replace(",", "").partition(" ")
        in_part = in_town[first] >= 2 and rest[:1].isupper()
        compass = {first.lower(), rest.partition(" ")[0].lower()} & _COMPASS
        tails = {rest} if in_part and not compass else set()
        lowered = (
            {piece.lower().removeprefix("great ").removeprefix("the ") for piece in pieces | tails}
            - names
            - _ELSEWHERE
        )
        of[seat.name] = tuple(sorted(p for p in lowered if set(p.split()) - _COMPASS and len(p) > 3))
        if seat.boundary_set != boundary_set:
            continue
        for part in of[seat.name]:
            owners[part] = (*owners[part], seat.name)
        sure |= {tail.lower(): seat.name for tail in tails if " " in tail}
    sure = {part: name for part, name in sure.items() if len(owners[part]) == 1}
    halves, town_of = _halves_of_towns(now)
    towns = re.compile(rf"\b({'|'.join(map(re.escape, halves)) or '(?!)'})\b(?! Council)")
    return _Parts(of, owners, sure, halves, town_of, towns)


def _halves_of_towns(seats: list[Seat]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return the seats of each town of several by the rest of their names, and the town of each seat."""
    halves: dict[str, dict[str, str]] = defaultdict(dict)
    for seat in seats:
        if (parts := _TOWN_AND_HALF.fullmatch(seat.name)) and parts[1].lower() not in _COMPASS:
            for half in {parts[2], *_JOINT.split(parts[2])}:
                # What two seats of a town share stands for neither.
                halves[parts[1]][half] = "" if half in halves[parts[1]] else seat.name
    halves = {town: named for town, named in halves.items() if len(set(named.values())) > 1}
    return halves, {name: town for town, named in halves.items() for name in named.values() if name}


def _longest(hits: list[NameHit]) -> list[NameHit]:
    """Return names without those that stand inside a longer one."""
    chosen: list[NameHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if not any(h.start < hit.end and hit.start < h.end for h in chosen):
            chosen.append(hit)
    return chosen


def is_part_of_longer_name(sentence: str, hit: NameHit) -> bool:
    """Is the seat's or party's name a part of something else ("Bedford Borough Council")?"""
    if hit.kind != "seat":
        return False
    after = re.match(r" ([A-Z][\w’'-]+)( [A-Z])?", sentence[hit.end :])
    is_person = after and after[2] and fold(after[1]) in given_names()
    word = fold(after[1]) if after and not is_person else ""
    if word in word_set("never") and word not in _AFTER_SEAT:
        return True
    before = re.search(r"([A-Z][\w’'-]+) (?:of |upon )?$", sentence[: hit.start])
    return bool(
        before
        and fold(before[1]) in ("university", "port", "royal", "bank", "isle", "lord", "lady", "baroness")
    )
