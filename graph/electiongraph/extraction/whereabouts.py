"""Tell which seat and which election a statement is about when its own words do not.

Extraction, part of discourse: the results list that the passage stands in, the seat in focus, the person's
own seat; and whether the seat, or the person, belongs to an election before the document's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from electiongraph.body_gazetteers import SINGLE_OFFICES, areas_polled
from electiongraph.extraction.elected_offices import OWN_AREA, regions_with_lists
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.layout_areas import office_told
from electiongraph.extraction.masking import MaskedSentence, slot_indices
from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, LOCAL, kind_of
from electiongraph.extraction.seat_choice import SeatChoice
from electiongraph.extraction.sightings import Focus, Sighting, area_named
from electiongraph.extraction.tenses import GONE
from electiongraph.extraction.timeline import Timeline
from electiongraph.extraction.who import Who
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["FIGURES", "GONE", "Whereabouts"]

# "Ann Smith saw off Bob Jones, an independent, to become the first Mayor of the North East"
_TO_BECOME = re.compile(r"(?:,(?:[^‹›.;]|‹[RG]\d+›){1,80},)? to become (?:the )?(?:[a-z-]+ ){0,3}‹R(\d+)›")
_CONTEST = re.compile(
    r"\b(?:elections?|contest|race|polls?|votes?|ballots?|turnout|job|post|role|battle|elected|voters|count)\b",
    re.IGNORECASE,
)
# "In Medway he trailed by 300": a part of the area of an office.
_OF_PART = re.compile(
    r"(?:[^‹›.;]{0,40}[,;] |But |And )?[Ii]n (?:the )?(?:(?:city|town|borough|district) of )?"
    r"(?!(?:May|June|July|January|February|March|April|August|September|October|November|December)\b)"
    r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*,? (?:alone,? )?‹[PAG]\d+›[^;.]* (?:led|trailed|was ahead|was behind"
    r"|came|won|took|polled|topped|finished|beat|had|got)\b"
)
_IN_REGION = re.compile(r"(?:Meanwhile,? |And |But )?(?:In|On|For|Across) (?:the )?‹L\d+›")
_OF_CANDIDATE = (
    "joint",
    "elected",
    "standsIn",
    "standsFor",
    "candidate",
    "party",
    "incumbentIn",
    "defeatedIn",
)
FIGURES = frozenset(
    (
        "votes", "voteShare", "majority", "majorityShare", "turnout", "majorityThen", "turnoutThen",
        "votesThen", "partyVotes",
    )
)  # fmt: skip

_OF_COUNCIL = re.compile(
    r"\b(?:elections|overall|[Aa]cross the|average|(?:borough|city|county|district|island)-?wide"
    r"|whole (?:borough|city|county|district))\b"
)
_PARLIAMENT = re.compile(
    r"\b(?:MPs?|[Pp]arliament(?:ary)?|Westminster|Commons|[Gg]eneral [Ee]lections?)\b|‹Y\d+›"
)


_ACROSS = re.compile(
    r"\b(?:[Aa]cross|[Tt]hroughout|[Ii]n) (?:the |all of |the whole of |the rest of )?"
    r"(?:Wales|Scotland|England|Northern Ireland|UK|United Kingdom|Britain|country|county|region|nation"
    r"|province|capital|London|[A-Z][a-z]+shire|Midlands|Cornwall|Devon|Kent|Essex|Sussex|Surrey|Norfolk"
    r"|Suffolk|Cumbria)\b"
    r"(?! (?:South|North|East|West|Central))|\b(?:[Nn]ationally|[Nn]ationwide|UK-wide|[Nn]ational turnout)\b"
)


class Whereabouts(Timeline):
    """Resolve the seats and elections of one document."""

    def __init__(
        self,
        document: Document,
        layout: Layout,
        election: str,
        gazetteers: Gazetteers,
        who: Who,
        title_seat: str,
        homes: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(document, layout, election, gazetteers, who)
        self.title_seat = title_seat
        self.homes = homes or {}
        self.home_area = next(iter(self.homes.values()), "")
        self.region, self.region_told_at = "", 0
        self._regions = regions_with_lists(gazetteers)
        self.is_mandate = kind_of(election) in SINGLE_OFFICES
        self._turned_to, self._turned_at = "", 0
        self.predecessors: dict[str, str] = {}
        self.choice = SeatChoice(self)
        self._seats_of: dict[tuple[int, int], list[str]] = {}
        self._polled_as: dict[tuple[str, str], str] = {}

    def seats(self, sighting: Sighting, person: Person | None, focus: Focus) -> list[str]:
        """Return the seats that a match is about, by the surest evidence; empty when there is none."""
        key = (id(sighting.match), id(person))
        if key not in self._seats_of:
            self._seats_of[key] = self._find_seats(sighting, person, focus)
        return self._seats_of[key]

    def _find_seats(self, sighting: Sighting, person: Person | None, focus: Focus) -> list[str]:
        office = sighting.office_area()
        if office is not None:
            told = [seat for seat in sighting.seats_before() if not self.is_of_commons(seat)]
            bare = (told or [focus.seat])[-1] or self.home_area
            if office == OWN_AREA:
                office = self._fitting(bare, office_told(sighting.name("office")))
            area = office
            return [area] if area else []
        if (won := _TO_BECOME.match(sighting.text, sighting.match.until)) and (
            area := area_named(sighting.mention(won[1]))
        ):
            return [area]
        if "mandate" in sighting.match.groups:
            area = self._area_of_mandate(sighting, person, focus)
            return [area] if self.is_mandate and area else []
        if "list" in sighting.match.groups:
            return [self.region] if self.region else []
        if self.is_mandate and _OF_PART.match(sighting.text) and sighting.states(*FIGURES):
            return sighting.seats_named()
        if "‹S" not in sighting.text[: sighting.match.until] and self.begins_with_region(sighting.text):
            return [self.region_of(sighting.clause.masked)] if sighting.states(*_OF_CANDIDATE) else []
        found = self.choice.meant(sighting, person, focus)
        if not any(self.is_of_commons(seat) for seat in found) or _PARLIAMENT.search(sighting.text):
            return found
        # A town in a report on a mayoralty, or a nation's parliament, is no constituency of the Commons.
        own = [seat for seat in found if not self.is_of_commons(seat)]
        return own or ([self.home_area] if self.home_area else [])

    def _area_of_mandate(self, sighting: Sighting, person: Person | None, focus: Focus) -> str:
        """Return the area of "the job" or "the mayoral contest": one named before, the person's, the home."""
        told = [seat for seat in sighting.seats_before() if self.bodies_of(seat)]
        held = [one.value for one in person.member_for] if person else []
        held = held if not told and held and not self.is_of_commons(held[-1]) else [focus.seat, *told]
        area = held[-1] if held[-1] and not self.is_of_commons(held[-1]) else self.home_area
        return area if told else self._fitting(area, office_told(sighting.words("mandate")))

    def region_of(self, masked: MaskedSentence) -> str:
        """Return the region with a list that a sentence names last, "" for none."""
        regions = slot_indices(masked.text, "L")
        return masked.mentions[regions[-1]].name if regions else ""

    def begins_with_region(self, text: str) -> bool:
        """Tell whether a masked sentence begins with a region that elects by list."""
        return "‹L" in text and _IN_REGION.match(text) is not None

    @property
    def has_regions(self) -> bool:
        """Tell whether regions elect members by list at the document's election."""
        return bool(self._regions)

    def is_region(self, seat: str) -> bool:
        """Tell whether a seat is a region that elects by list beside its constituencies."""
        return seat in self._regions

    def is_of_whole_council(self, sighting: Sighting) -> bool:
        """Tell whether a turnout is that of all a council's wards, or of a country's or county's seats."""
        named = sighting.seats_named() or sighting.seats_beside()
        if kind_of(self.election) in (GENERAL, BY_ELECTION):
            text, until = sighting.text, sighting.match.until
            told = _ACROSS.search(text, 0, until) or _ACROSS.match(text, until + 1)
            return not named and told is not None and not sighting.seats_before()
        return kind_of(self.election) == LOCAL and not named and bool(_OF_COUNCIL.search(sighting.text))

    def area_of_office(self, sighting: Sighting, role: str) -> str:
        """Return the area that elects an office which the document's election fills, "" for another."""
        areas = (m.area for m in sighting.clause.masked.mentions if m.kind == "R" and m.name == role)
        area = next(areas, "")
        return self._fitting(self.home_area, office_told(role)) if area == OWN_AREA else area

    def _fitting(self, area: str, kind: str) -> str:
        """Return an area, or that of an office of some kind where no such office is elected in the first."""
        home = self.homes.get(kind, "")
        return home if home and kind not in self.bodies_of(area) else area

    def turned_to_office(self, masked: MaskedSentence, seat: str) -> str:
        """Return the area of the office to whose election a sentence turns, else the seat in focus.

        "There was better news in the race to be police commissioner", in a report on a mayor too.
        """
        if len(self.homes) < 2 or not _CONTEST.search(masked.text):
            return seat
        if any(area_named(mention) for mention in masked.mentions):
            return seat
        said = masked.text + "".join(f" {m.name}" for m in masked.mentions if m.kind == "R")
        area = self._fitting(seat, office_told(said))
        if masked.starts and area != self.section_seat(masked.starts[0]):
            self._turned_to, self._turned_at = area, masked.starts[0]
        return area

    def section_here(self, offset: int, spoken_of: str) -> str:
        """Return the seat of the list above an offset, unless the text has turned to another office."""
        section = self.section_seat(offset)
        if (
            section
            and spoken_of
            and spoken_of == self._turned_to
            and self.section_seat(self._turned_at) == section
        ):
            return ""
        return section

    def tells_of_other_office(self, masked: MaskedSentence) -> bool:
        """Tell whether a sentence begins with the holder of an office that this election does not fill.

        "Police and crime commissioner Ann Smith scraped back last year", in a report on a mayor or a council.
        """
        if not (self.is_mandate or kind_of(self.election) == LOCAL) or any(map(area_named, masked.mentions)):
            return False
        first = next((m for m in masked.mentions if m.kind in "PR"), None)
        kind = office_told(first.name) if first is not None and first.kind == "R" else ""
        return bool(kind) and kind != kind_of(self.election) and kind not in self.homes

    def move_on(self, masked: MaskedSentence) -> None:
        """Remember which earlier election, and which region, a sentence has told of last."""
        self._seats_of.clear()
        for index in slot_indices(masked.text, "L"):
            self.region, self.region_told_at = masked.mentions[index].name, masked.mentions[index].end
        super().move_on(masked)

    def seat_then(self, seat: str, election: str) -> str:
        """Return the seat's predecessor for an earlier election at which the seat did not exist."""
        if election >= self.election or election.endswith("notional"):
            return seat
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(election)
        if known and not any(s.boundary_set == wanted for s in known):
            return self.predecessors.get(seat, seat)
        return seat

    def seat_of_time(self, sighting: Sighting, seat: str, election: str, focus: Focus) -> str:
        """Return the seat as it was at an election: the one of its time that the passage has gone over to.

        "The old Selby division was Labour from 1997. In 2005 he survived by 467" is not of today's seat.
        """
        then = self.seat_then(seat, election)
        told = focus.named_last
        if not told or election.endswith("notional") or sighting.seats_named() or then != seat:
            return then
        return told if not self.existed(seat, election) and self.existed(told, election) else then

    def polled_as(self, seat: str, election: str) -> str:
        """Return under which official name a seat was polled: "Selby" was Selby and Ainsty until 2024."""
        key = (seat, self.gazetteers.boundary_set_on(election or self.election))
        if key not in self._polled_as:
            self._polled_as[key] = self._official_name(*key)
        return self._polled_as[key]

    def _official_name(self, seat: str, boundary_set: str) -> str:
        if seat in areas_polled(kind_of(self.election), self.election):
            return seat
        named = self.gazetteers.seats_named(seat)
        known = [one for one in named if one.name == seat]
        # "East Belfast" and "Belfast East"; longer names are recorded as the text has them.
        if not known and len({one.name for one in named}) == 1 and len(seat.split()) == 2:
            return named[0].name
        if not named and seat:
            # Of one word it is the first of two places: "Bermondsey" for Bermondsey and Old Southwark.
            begins = seat if " " in seat else f"{seat} and "
            whole = {
                one.name
                for one in self.gazetteers.seats
                if one.name.startswith(begins) and one.boundary_set == boundary_set
            }
            return whole.pop() if len(whole) == 1 else seat
        if not known or any(one.boundary_set <= boundary_set for one in known):
            return seat
        return self._longer_name(seat, boundary_set) or seat

    def _longer_name(self, seat: str, boundary_set: str) -> str:
        """Return the one seat of a boundary set whose name goes on after another's: "Dover and Deal"."""
        polled = (one.name for one in self.gazetteers.seats if one.boundary_set == boundary_set)
        longer = [name for name in polled if name.startswith(f"{seat} and ")]
        return longer[0] if len(longer) == 1 else ""

    def existed(self, seat: str, election: str) -> bool:
        """Tell whether a seat, or the one it follows, may have been polled at an earlier election."""
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(election)
        return not known or any(s.boundary_set <= wanted for s in known) or seat in self.predecessors

    def seat_now(self, seat: str) -> str:
        """Return the seat that the text says has replaced one of earlier boundaries, else the seat."""
        if not self.is_of_earlier_boundaries(seat):
            return seat
        told = next((new for new, old in self.predecessors.items() if old == seat), "")
        return told or self._longer_name(seat, self.gazetteers.boundary_set_on(self.election)) or seat

    def is_member_of(self, person: Person, seat: str) -> bool:
        """Tell whether the text says that a person was the member going into the election."""
        own = {attribute.value for attribute in person.member_for}
        if self.is_mandate:
            # A member of Parliament who fights a mayoralty is not its holder.
            return seat in own
        return person.sitting or person.in_house or seat in own or self.predecessors.get(seat, "") in own
