"""Know the offices that a whole area elects in a text about such elections: a mayor, a commissioner.

Extraction, part of mentions. "Tees Valley mayor" is an office of Tees Valley, "the mayor" that of the area
which the text is about; the deputy mayor, the lord mayor and the mayor of another town are neither.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from electiongraph.body_gazetteers import SINGLE_OFFICES
from electiongraph.gazetteers import Gazetteers, normalise_name

__all__ = [
    "OWN_AREA",
    "ElectedOffices",
    "areas_of_two_offices",
    "elected_offices",
    "meant_places",
    "regions_with_lists",
]

# The area of a bare "mayor": that of the text.
OWN_AREA = "*"
# Parliaments in which constituencies have members and regions have lists.
_WITH_LISTS = frozenset(("scottish-parliament", "senedd"))
_OFFICE = re.compile(r"[Mm]ayor\b|[Cc]ommissioner\b|\bPCC\b")
_OTHER = re.compile(r"\b(?:[Dd]eputy|[Ll]ord|[Cc]eremonial|[Ff]ormer|[Aa]cting|European|[Cc]hildren)\b")
_DEPUTY = re.compile(r"\b(?:[Dd]eputy|[Ll]ord|[Aa]cting|[Vv]ice)[ -](?:metro )?$")
_BARE = re.compile(
    r"(?:(?:metro|regional|executive|city|county) )*[Mm]ayor"
    r"|(?:[Pp]olice(?: (?:and|&) [Ff]ire)? (?:(?:and|&) [Cc]rime )?)?[Cc]ommissioner|PCC"
)
# "elected in North Wales" is by the list of the region.
_MEMBERS_OF = ("elected", "returned", "members", "seats")
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class ElectedOffices:
    """The offices of one body's areas.

    Attributes:
        areas: The areas' names by each of their normalised names.
        titles: A pattern of the titles that name an area.
    """

    areas: dict[str, str]
    titles: re.Pattern[str]

    def area_of(self, title: str) -> str:
        """Return the area that elects an office: "Tees Valley" of "Tees Valley mayor".

        Returns:
            Its name; `OWN_AREA` for a bare "mayor"; "" for other offices.
        """
        if not _OFFICE.search(title) or _OTHER.search(title):
            return ""
        words = normalise_name(_POSSESSIVE.sub("", title)).split()
        for length in range(len(words), 0, -1):
            for first in range(len(words) - length + 1):
                name = self.areas.get(" ".join(words[first : first + length]))
                if name:
                    return name
        return OWN_AREA if _BARE.fullmatch(title) else ""

    def completed(
        self, sentence: str, roles: list[tuple[int, int]], places: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Return the offices of a sentence with those whole that an area elects.

        Args:
            sentence: "Ann Smith is Devon and Cornwall's commissioner."
            roles: Spans of offices, of which one may begin at "Cornwall's".
            places: Spans of areas: "... in North Wales and Newport council leader Jo Lee won Gwent".
        """
        for a, b in places:
            if sentence.startswith(" and ", b):
                roles = [(b + len(" and "), end) if start == a else (start, end) for start, end in roles]
        found = [
            title.span()
            for title in self.titles.finditer(sentence)
            if not _DEPUTY.search(sentence, 0, title.start())
        ]
        kept = [(a, b) for a, b in roles if not any(a < d and c < b for c, d in found)]
        return sorted([*kept, *found])


def elected_offices(gazetteers: Gazetteers) -> ElectedOffices | None:
    """Return the elected offices of a body's gazetteers, None where it is a parliament or a council."""
    names = {
        name: seat.name
        for seat in gazetteers.seats
        if seat.body in SINGLE_OFFICES
        for name in (seat.name, *seat.aliases)
    }
    if not names:
        return None
    joined = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    office = rf"(?:{_BARE.pattern})\b"
    titles = rf"\b(?:{joined})(?:['’]s?)? {office}|{office} (?:of|for|in) (?:the )?(?:{joined})(?![\w-])"
    return ElectedOffices({normalise_name(name): of for name, of in names.items()}, re.compile(titles))


@functools.lru_cache(maxsize=32)
def regions_with_lists(gazetteers: Gazetteers) -> frozenset[str]:
    """Return the regions that elect by list beside their constituencies."""
    sorts = ("region", "place")
    return frozenset(s.name for s in gazetteers.seats if s.kind in sorts and s.body in _WITH_LISTS)


@functools.lru_cache(maxsize=32)
def areas_of_two_offices(gazetteers: Gazetteers) -> frozenset[str]:
    """Return the areas that elect both a mayor and a commissioner, where a text is about both."""
    found = {kind: {s.name for s in gazetteers.seats if s.body == kind} for kind in SINGLE_OFFICES}
    return frozenset(set.intersection(*found.values()))


@functools.lru_cache(maxsize=32)
def meant_places(gazetteers: Gazetteers) -> re.Pattern[str] | None:
    """Return a pattern of areas that are named like places where a sentence means the area.

    Of a region its list is meant; a mayoralty is where a sentence on mayors begins with the place.
    """
    places = [seat for seat in gazetteers.seats if seat.is_place]
    lists = sorted({re.escape(seat.name) for seat in places if seat.body in _WITH_LISTS})
    offices = sorted({re.escape(seat.name) for seat in places if seat.body in SINGLE_OFFICES})
    if lists:
        named = f"(?:{'|'.join(lists)})"
        told = "".join(f"|(?<={verb} {word} )" for verb in _MEMBERS_OF for word in ("in", "for"))
        return re.compile(
            rf"\b(?P<name>{named}(?= (?:regional )?(?:list|region)\b)"
            rf"|(?:{told[1:]}){named}(?! (?:East|West)\b))"
        )
    if not offices:
        return None
    named = f"(?P<name>{'|'.join(offices)})"
    owner = f"(?P<owner>{'|'.join(offices)})"
    return re.compile(
        rf"(?:^In|(?:[,;] |\b(?:and|but|while|whereas) )in) (?:the )?{named}"
        r"(?=,? (?:[A-Z]|the (?:city|town|borough|county"
        r"|region)['’]s (?:[a-z-]+ ){0,3}mayor\b))"
        rf"|(?:(?<=\bterm in )|(?<=elected in )|(?<=returned in )|[A-Z][a-z]+ (?:in"
        rf"|of) (?:the )?)(?P<won>{'|'.join(offices)})"
        r"(?=[,.;]|$| (?:and [A-Z]|(?:with|by|after|and was|was|were|all|both|for)\b))(?! (?:City"
        r"|County|Council))"
        rf"|(?:^|(?<= )){owner}(?=['’]s (?:[A-Za-z][a-z]+ ){{0,3}}[Mm]ayor [A-Z]| MP\b)"
    )
