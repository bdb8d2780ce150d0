"""Choose the seat that a statement is about, by the surest evidence that the document has.

Extraction, part of discourse. In this order: the seat that the words themselves name, or that stands beside
them; what "that seat" points at; where the person stands, as the whole document says it; the seat that the
sentence has named before; the results list that the passage stands in; the seat in focus. A statement on a
place that is no seat ("Next door, ...") is about none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Person
from electiongraph.extraction.sightings import Focus, Sighting
from electiongraph.extraction.spoken_seats import is_in_passing, seats_spoken_of
from electiongraph.extraction.subject_asides import closed_aside
from electiongraph.gazetteers import Gazetteers, Seat
from electiongraph.sources.dates import MONTHS

if TYPE_CHECKING:
    from electiongraph.extraction.whereabouts import Whereabouts

__all__ = ["SeatChoice"]

_OWN = re.compile(r"\b(?:his|her|their) ")
_OF_THE_PAST = re.compile(
    rf"‹Y\d+›|\b(?:in|last) (?:{'|'.join(MONTHS)})\b"
    r"|\b(?:ago|last time|previous|before|then|by-election|until|years (?:later|after|on)"
    r"|(?:former|old) ‹S\d+›|had (?:been|held|won))\b"
)
# "... by 300 votes in Harrogate": of a place that no gazetteer has, not of the seat that comes next.
_UNKNOWN_PLACE = re.compile(rf"(?: votes?)? in (?:the )?(?!{'|'.join(name[:4] for name in MONTHS)})[A-Z]")
_THAT_SEAT = re.compile(r"\bthat (?:seat|constituency)\b")
# "Smith won the former by 428 votes and Jones the latter"
_OF_TWO = re.compile(
    r"(?:\b(?:won|took|held|gained|lost|kept|in|at|for|claimed|retained)|‹P\d+›) the (former|latter)\b"
    r"(?=[.,;]|$| (?:by|with|on|after|despite|from|and|while|for)\b)"
    r"|\b(?:won|took|held|gained|lost|kept|claimed|retained) the (first|second)\b"
    r"(?=[.,;]|$| (?:by|with|on|after|despite|from|and|while|for)\b)"
    r"|(?:^|[;,] |\b(?:and|but|while) )[Tt]he (former|latter)(?: seat| constituency)?"
    r"(?=,? (?:had (?:an? )?(?:[a-z]+ ){0,2}(?:majority|turnout)|went|fell|stayed|changed hands|swung|elected"
    r"|was (?:held|won|gained|lost|taken|captured|retained)|returned|where"
    r"|with (?:an? )?(?:[a-z]+ ){0,2}majority|is (?:held|defended))\b)"
)
_THERE = re.compile(r"\bthere\b(?! (?:was|were|is|are|had|has|have|will|would|can|could|to)\b)")
_ENDS_THERE = re.compile(r"(?: of)?(?: ‹N\d+›)?(?: votes)? there[.,;]")
_SOME_SEAT = re.compile(
    r"\b(?:a|an|another|one|the)(?: (?:of|the|other|remaining|last|final|[a-z]+|‹[NX]\d+›)){0,3}?"
    r" (?:list|regional|council|top-up|county|Senedd|Holyrood) seats?\b"
    r"|, an? (?:former |sitting |fellow )?(?:regional |regional list |list )(?:member|MSP|MS|AM)\b"
)
_SEAT_OF_COUNTY = re.compile(r"\b[Tt]he (?:[A-Z][a-z]+ ){1,2}(?:seat|constituency|one)\b")
_WON_IT = re.compile(r"\b(?:won|held|took|gained|regained|captured|retained|kept|snatched|lost) it\b")
# "..., losing Swindon South", "... to win in Hitchin": the sentence goes on to name the seat.
_GOES_ON_TO_NAME = re.compile(
    r"(?!,? who (?:had )?[a-z]+ (?:the )?‹S\d+›(?: seat)?,? (?:in ‹Y|[a-z]+ years (?:ago|earlier)|last time))"
    r"[^‹›;.]{0,30}?\b(?:los(?:ing|es|t)|w[io]n(?:ning|s)?|tak(?:ing|es)|gain(?:ing|ed)|h[eo]ld(?:ing|s)?"
    r"|contesting|fighting|defending"
    r"|surviving|(?:clinging|holding|hanging) on|squeaking home"
    r"|scraping home) (?:(?:in )?(?:the )?(?:seat of )?|in )‹S(\d+)›"
)


_MEMBER_UNTIL = re.compile(
    r"\b(?:MP for|member for|sat for|represented|held) (?:the )?‹S(\d+)›(?: seat)?,?"
    r" (?:until|from ‹Y\d+› (?:to|until)|between ‹Y\d+› and) ‹Y\d+›,? (?:when|but|and|before)\b"
)
_SUBJECTS_ASIDE = re.compile(
    r"[^‹›;.]{0,30}(?:‹G\d+›(?:'s)? )?‹P(?P<subject>\d+)›(?P<aside>, who [^;]*?,) (?=[a-z])"
)


# How somebody has come to Parliament is told of his or her own seat, not of the one spoken of.
_OF_ONES_OWN = frozenset(("came-to-parliament-at-by-election-of",))
# "‹P0›, who had a majority of more than ‹X1› in ‹S2› in ‹Y3›, lost to ‹P4›"
_WON_BEFORE = re.compile(
    r"(?:[A-Z][a-z]+ |But |And )?‹P\d+›,? who (?:(?:had|has|first|only|just|narrowly) )*"
    r"(?:won|took|held|gained|captured|kept|retained|(?:a|the) (?:[a-z]+ )?majority|enjoyed|defended)\b"
    r"(?:[^;.,‹›]|‹[NXGCY]\d+›){0,60}?‹S(?P<seat>\d+)›(?:[^;.,‹›]|‹[NXGCY]\d+›){0,60},"
)


class SeatChoice:
    """Choose the seats of one document's statements."""

    def __init__(self, where: Whereabouts) -> None:
        self._where = where
        self._full_names: dict[str, str] = {}
        self._only_seat = _polled_alone(where.election, where.gazetteers)
        # The seat that the sentence has told of last, at the document's election.
        self.told_here = ""

    def meant(self, sighting: Sighting, person: Person | None, focus: Focus) -> list[str]:
        """Return the seats that a match is about, by the surest evidence; empty when there is none."""
        seats = [self.as_it_is_now(seat, sighting) for seat in self._surest(sighting, person, focus)]
        here = self._where.section_seat(sighting.match.start) or focus.seat
        return [here] if seats and self._stands_here_now(sighting, seats, here) else seats

    def _surest(self, sighting: Sighting, person: Person | None, focus: Focus) -> list[str]:
        match = sighting.match
        if named := sighting.seats_named() or sighting.seats_beside():
            return named
        said = sighting.text[match.at : match.until]
        if "‹S" not in sighting.text[: match.until] and (spoken_of := self._seat_pointed_at(sighting, focus)):
            own_seat = _own_seat(person) if _WON_IT.search(said) and not _THAT_SEAT.search(said) else ""
            return [own_seat or spoken_of]
        before = sighting.seats_before()
        if not before and self._where.is_mandate and (area := sighting.area_described()):
            return [area]
        if focus.seat and sighting.goes_on_about_subject():
            before = []
        elif focus.seat and sighting.names_only_memberships():
            before = [seat for seat in before if not self._where.is_of_earlier_boundaries(seat)]
        subject = person or self._where.who.spoken_of_in(sighting, focus)
        if not before and (of_loser := self._seat_of_loser(sighting)):
            return [of_loser]
        if bound := self._bound_seat(sighting, subject, is_figure=person is None):
            return [bound]
        other = self._other_of_match(sighting, person) if person and not person.stands else None
        if not before and (bound := self._bound_seat(sighting, other, is_figure=False)):
            return [bound]
        if not before and self._is_of_some_seat(said, focus):
            return []
        is_of_before = match.rule.name == "measured-against-rival" and self._where.is_preview
        # Whom a member had beaten the last time may stand elsewhere now.
        known = [attribute.value for attribute in person.seats] if person and not is_of_before else []
        own = [seat for seat in known if not self._where.is_of_earlier_boundaries(seat)]
        clause = sighting.clause
        memberships = [held for one in (person, other) if one is not None for held in one.member_for]
        told = [a.value for a in memberships if clause.start <= a.start < clause.end]
        is_old = bool(told) and self._where.is_of_earlier_boundaries(told[-1])
        if told and not before and self._where.is_of_commons(told[-1]) and not (is_old and focus.seat):
            return told[-1:]
        if not before and (left := self._seat_left(sighting)):
            return [left]
        section = self._where.section_here(match.start, focus.seat)
        if section and not before and self._where.election_of(sighting, "") != self._where.election:
            return [self._seat_of_earlier(sighting, person, focus, section)]
        turned = sighting.is_elsewhere(focus.seat or section or self._where.title_seat)
        if turned and self._where.opens_section(sighting.clause.start):
            turned = False  # "Hendon", and below it "Next door Matthew Offord ...".
        if turned or (focus.elsewhere and not before):
            return []
        if (
            self._only_seat
            and not before
            and not own
            and (elsewhere := self._told_elsewhere(sighting, person))
        ):
            return [elsewhere]
        if self._only_seat and not before and self._where.election_of(sighting, "") == self._where.election:
            return [self._only_seat]
        is_past = before and before[-1] != section and self._is_of_past(sighting)
        if own and section in own and not is_past:
            return [section]
        if not (own or before or section) and (
            past := self._only_past(sighting, subject) or self._only_past(sighting, other)
        ):
            return [past]
        if before and (not own or before[-1] in own or not _OWN.search(said)):
            return [before[-1]]
        if len(set(own)) == 1 or (own and focus.seat in own):
            return [focus.seat if focus.seat in own else own[-1]]
        last = self._where.who.subject(sighting) if person is None else self._other_of_match(sighting, person)
        if (
            last
            and len({a.value for a in last.seats}) == 1
            and self._where.election_of(sighting, "") == self._where.election
        ):
            return [last.seats[-1].value]
        if not before and (of_subject := self._seat_of_subject(sighting)):
            return [of_subject]
        if not before and (defended := self._seat_won_before(sighting)):
            return [defended]
        if person is not None and (sighting.is_one_of_group() or match.rule.name in _OF_ONES_OWN):
            return []
        if person is not None and not before and not section and self.told_here and not focus.elsewhere:
            # "Jess Brown-Fuller took it, with nearly twice Gillian Keegan's count": a rival in the same seat.
            return [self.told_here]
        return self._by_passage(sighting, person, focus, section)

    def _stands_here_now(self, sighting: Sighting, seats: list[str], here: str) -> bool:
        """Does somebody stand now, in the seat in focus, of whom only old seats are told beside?

        "Blyth and Ashington is new. Ian Lavery, who has been Wansbeck's member, hopes to represent it."
        """
        is_now = sighting.match.rule.when == "now" and sighting.states("standsIn", "candidate")
        old = self._where.is_of_earlier_boundaries
        return is_now and bool(here) and not old(here) and all(old(seat) for seat in seats)

    def _seat_of_subject(self, sighting: Sighting) -> str:
        """Return where the subject of a sentence stands, of whom an aside without a seat tells.

        "Naomi Long, who turfed out Peter Robinson in 2010, was removed from Belfast East."
        """
        aside = _SUBJECTS_ASIDE.match(sighting.text)
        if not aside or not aside.start("aside") <= sighting.match.until <= aside.end():
            return ""
        subject = self._where.who.named(sighting.clause, aside["subject"])
        seat = subject.stands if subject else ""
        after = [sighting.mention(i).name for i in slot_indices(sighting.text[aside.end() :], "S")]
        is_then = seat in after[:1] and self._where.existed(seat, self._where.election_of(sighting, seat))
        return seat if is_then else ""

    def _seat_won_before(self, sighting: Sighting) -> str:
        """Return the seat, if still polled, that an aside on the subject of a sentence says was won.

        "Evan Harris, who had a majority of 7,683 in Oxford West and Abingdon in 2005, lost to ..."
        """
        won = _WON_BEFORE.match(sighting.text)
        if not won or won.end() > sighting.match.until:
            return ""
        seat = sighting.mention(won["seat"]).name
        return "" if self._where.is_of_earlier_boundaries(seat) else seat

    def _is_of_past(self, sighting: Sighting) -> bool:
        return self._where.election_of(sighting, "") < self._where.election

    def _seat_left(self, sighting: Sighting) -> str:
        """Return the seat of a membership that has ended, in whose sentence a match tells of that time.

        "... the professor, who was MP for North East Fife until 2019, when he was defeated"
        """
        left = _MEMBER_UNTIL.search(sighting.text, 0, sighting.match.until)
        if not left or self._where.election_of(sighting, "") == self._where.election:
            return ""
        return sighting.mention(left[1]).name

    def _bound_seat(self, sighting: Sighting, subject: Person | None, *, is_figure: bool) -> str:
        """Return where somebody stands whom a match, or its sentence, is about; "" where that is not told.

        A figure is of the seat that the sentence has named since: "Sarah Owen won, while Luton South ...".
        """
        if subject is None or not subject.stands or (is_figure and sighting.has_seat_since_person()):
            return ""
        election = self._where.election_of(sighting, subject.stands)
        # Of an earlier election a majority is the member's, in the seat that he or she defends.
        defended = is_figure and election == self._where.previous() and not sighting.names_winner_or_seat()
        return subject.stands if election == self._where.election or defended else ""

    def _told_elsewhere(self, sighting: Sighting, person: Person | None) -> str:
        """Return the other seat whose contest the text has just told of, where one of the match fought it."""
        other = self._other_of_match(sighting, person) if person is not None else None
        for one in (person, other):
            told = self._where.seats_told_of(one.name) if one is not None and not one.seats else set()
            if len(told) == 1 and self._only_seat not in told:
                return told.pop()
        return ""

    def _is_of_some_seat(self, said: str, focus: Focus) -> bool:
        """Tell whether words are about a seat without a name: "a list seat", "the Essex seat" of two."""
        several = len(set(focus.block_seats)) > 1
        return bool(_SOME_SEAT.search(said) or (several and _SEAT_OF_COUNTY.search(said)))

    def _seat_pointed_at(self, sighting: Sighting, focus: Focus) -> str:
        """Return what "that seat" is, or "there", or the "it" that somebody won; "" when none is meant.

        Of another election "it" is the seat in focus; of this one what the paragraph has named last.
        """
        said = sighting.text[sighting.match.at : sighting.match.until]
        if _THAT_SEAT.search(said) and (told := [s for s in focus.seats if not self._where.is_region(s)]):
            return told[-1]
        if len(focus.seats) > 1 and (found := _OF_TWO.findall(sighting.text[: sighting.match.until])):
            return focus.seats[-2 if "former" in found[-1] or "first" in found[-1] else -1]
        there = _THERE.search(sighting.text, 0, sighting.match.until)
        there = there or _ENDS_THERE.match(sighting.text, sighting.match.until)
        last = focus.named_last
        if there and self._only_seat and last not in ("", self._only_seat):
            return last
        won_it = _WON_IT.search(said)
        if not there and not won_it:
            return ""
        if self._where.election_of(sighting, "") == self._where.election:
            is_old = self._where.is_of_earlier_boundaries(focus.named_last)
            return (focus.seat if is_old else focus.named_last) if won_it else ""
        return (focus.seats[-1] if there and focus.seats else "") or focus.seat

    def as_it_is_now(self, seat: str, sighting: Sighting) -> str:
        """Return the seat of today that a short or old name means: "clings on in Keighley".

        It is one that the document names in full: Keighley and Ilkley.
        """
        full = self._full_names.get(seat, "")
        if not full or not _OF_THE_PAST.search(sighting.text):
            return full or seat
        # "Mr Grant, who won the Ayr seat in 2017": nor was it polled then.
        return seat if self._named(seat) else full

    def polled_now(self, sighting: Sighting, focus: Focus) -> str:
        """Return the seat of today that a match is about whose words name one of before, "" for none."""
        here = (self._where.section_seat(sighting.match.start), focus.seat, self._where.title_seat)
        known = (*sighting.seats_in_passing(), *here)
        return next((one for one in known if one and not self._where.is_of_earlier_boundaries(one)), "")

    def learn(self, names: Iterable[str]) -> None:
        """Note for each short name of a seat that is polled no more the one full name that begins with it."""
        told = set(names)
        self._only_seat = self._only_seat or _polled_alone(self._where.election, self._where.gazetteers, told)
        now = self._where.gazetteers.boundary_set_on(self._where.election)
        polled = {n for n in told if any(s.boundary_set == now for s in self._named(n))}
        for short in told - polled:
            longer = [name for name in polled if name.startswith((f"{short} ", f"{short}, "))]
            if len(longer) == 1:
                self._full_names[short] = longer[0]

    def _named(self, name: str) -> list[Seat]:
        return [seat for seat in self._where.gazetteers.seats_named(name) if seat.name == name]

    def _other_of_match(self, sighting: Sighting, person: Person) -> Person | None:
        """Return whom a match names first when it is about another: the member whom the person beat."""
        other = self._where.who.named(sighting.clause, sighting.caught("person"))
        return other if other is not person and not person.seats else None

    def _seat_of_loser(self, sighting: Sighting) -> str:
        """Return the seat of the member whom a match, or a figure's sentence, names as beaten.

        "Wes Streeting defeated Lee Scott, MP for Ilford North since 2005, by 589 votes."
        """
        clause = sighting.clause
        caught = sighting.caught("loser")
        if not caught and "person" not in sighting.match.groups:
            caught = next((m.groups["loser"] for m in clause.events if m.groups.get("loser")), "")
        loser = self._where.who.named(clause, caught) if caught else None
        if loser is None or not loser.sitting:
            return ""
        said = [a.value for a in loser.member_for if clause.start <= a.start < clause.end]
        no_other = said and not self._where.is_of_commons(said[-1])
        return said[-1] if no_other and not self._where.is_of_earlier_boundaries(said[-1]) else ""

    def _by_passage(self, sighting: Sighting, person: Person | None, focus: Focus, section: str) -> list[str]:
        going_on = _GOES_ON_TO_NAME.match(sighting.text, sighting.match.until)
        after = [sighting.mention(going_on[1]).name] if going_on else sighting.seats_after()[:1]
        past = [] if person is None or person.stands or after else self._own_past(sighting)
        if past and (focus.seat or section) not in past:
            return past if len(past) == 1 else []
        if section:
            return [self._in_section(section, focus)]
        # "Nick Clegg is gone. He was ousted in Hallam ..." opens a paragraph on another seat than the last.
        match = sighting.match
        is_whole = match.until - match.at >= len(sighting.text) - 1
        is_new = focus.goes_on and person is not None and not (person.seats or person.member_for)
        opens = (
            focus.upcoming if (is_whole or is_new) and person is not None and not focus.block_seats else ""
        )
        # "Sheryll Murray, first elected in 2010, won by more in South East Cornwall": the aside is of there.
        spoken_of = [sighting.mention(i).name for i in seats_spoken_of(sighting.text)]
        is_aside = 0 < sighting.match.until <= closed_aside(sighting.text)[1]
        is_aside = is_aside or sighting.states("stoodDown", "stoodDownIfIncumbent")
        is_named_first = is_aside and person not in focus.people and not focus.block_seats
        candidates = [
            *(after if going_on or (is_named_first and len(spoken_of) == 1 and after == spoken_of) else []),
            opens,
            focus.seat,
            *after,
            *([person.seats[-1].value] if person and person.seats else []),
            *([person.member_for[-1].value] if person and person.member_for else []),
            *sighting.seats_in_passing()[-1:],
            "" if _UNKNOWN_PLACE.match(sighting.text, sighting.match.until) else focus.upcoming,
            self._where.title_seat,
            self._where.home_area,
        ]
        return [seat for seat in candidates if seat][:1]

    def _in_section(self, section: str, focus: Focus) -> str:
        """Return the seat of the results list of a passage, or one that its paragraph has turned to."""
        elsewhere = [seat for seat in focus.block_seats if not self._where.is_of_earlier_boundaries(seat)]
        return elsewhere[-1] if elsewhere and section not in elsewhere else section

    def _seat_of_earlier(self, sighting: Sighting, person: Person | None, focus: Focus, section: str) -> str:
        """Return the seat of an earlier election that no words name: who won then mostly sits there now."""
        stands = person.stands if person and sighting.states("elected", "electedThen", "incumbentIn") else ""
        sure = sighting.states("memberSince") or not focus.block_seats
        return stands if stands and sure else self._in_section(section, focus)

    def _only_past(self, sighting: Sighting, person: Person | None) -> str:
        """Return the one seat in which the text has told of somebody's past, "" for none or several.

        It is one that was polled at the election that the match is about.
        """
        past = {*person.fought, *(held.value for held in person.member_for)} if person else set()
        if len(past) != 1:
            return ""
        seat = self._where.seat_now(past.pop())
        election = self._where.election_of(sighting, "", person)
        is_then = election < self._where.election or not self._where.is_of_earlier_boundaries(seat)
        is_elsewhere = self._where.is_mandate and not self._where.bodies_of(seat)
        is_polled = not (self._where.is_region(seat) or is_elsewhere) and self._where.existed(seat, election)
        return seat if is_then and is_polled else ""

    def _own_past(self, sighting: Sighting) -> list[str]:
        """Return the seats, polled now, that the sentence tells of in an aside on its subject alone.

        "Alan Brown, who took Kilmarnock and Loudoun in 2015, lost" is about no other seat told of before.
        """
        slots = slot_indices(sighting.text[: sighting.match.until], "S")
        named = {sighting.mention(i).name for i in slots if not is_in_passing(sighting.text, i)}
        aside = named - set(sighting.seats_before())
        return sorted(own for own in aside if not self._where.is_of_earlier_boundaries(own))


def _own_seat(person: Person | None) -> str:
    """Return the one seat that the text calls somebody's own; "" where there is none, or are several."""
    own = {one.value for one in person.member_for} if person is not None else set()
    return own.pop() if len(own) == 1 else ""


def _polled_alone(election: str, gazetteers: Gazetteers, told: Iterable[str] = ()) -> str:
    """Return the seat of the only by-election of a day, or the only one told of; "" for other elections."""
    that_day = [one for one in gazetteers.elections if one.date == election]
    if any(one.kind != "by-election" for one in that_day):
        return ""
    polled = {one.seat for one in that_day}
    seats = [seat.name for seat in gazetteers.seats if seat.iri in polled]
    named = seats if len(that_day) == 1 else [seat for seat in seats if seat in told]
    return named[0] if len(named) == 1 else ""
