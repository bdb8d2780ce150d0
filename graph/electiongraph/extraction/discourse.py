"""Resolve what a sentence leaves to the reader: which seat, which election, who "she" is.

Extraction, fourth part. Sentences come in with their matches; facts go out with every argument named. A
statement whose seat or person cannot be told is dropped, with the reason kept for `--explain`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.elections import by_election_date, clause_election, election_in_year, previous_general_election
from electiongraph.extraction.facts import ARGUMENTS, Fact, Value
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.extraction.rules import State
from electiongraph.gazetteers import Gazetteers

__all__ = ["Draft", "Resolver"]

_DECLARED = re.compile(
    r"(?:[Aa]fter|[Ww]ith|[Oo]nce|[Bb]y the time|[Ff]rom)(?: just| only| all)? ‹[NX](?P<declared>\d+)›(?: (?:out )?of(?: the)? ‹N\d+›)?(?: (?:seats|constituenc(?:y|ies)|results?|declarations?|counts?|had|have|been|of|the|now|were|are))*(?: (?:declared|in|counted|reported|called)|,|\.\.\.|$|…)"
    r"|‹N(?P<declared2>\d+)›(?: of(?: the)? ‹N\d+›)? (?:seats|results|constituencies) (?:declared|in|counted|have declared|had declared|have been declared)"
)
_OWN = re.compile(r"\b(?:his|her|their) ")
_NATIONAL = frozenset(("seatsWon", "seatsChange", "nationalShare", "seatsChangeDown"))
_PREVIOUS_ONLY = frozenset(("majorityThen", "turnoutThen"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact, or the reason why a match gave none."""

    match: RuleMatch
    fact: Fact | None
    reason: str = ""


@dataclass(slots=True)
class Focus:
    """What the text has just spoken of.

    Attributes:
        segment: Number of the post or passage; a heading begins a new one.
        seat: The seat in focus, "" for none.
        people: Those mentioned in this segment, the latest last.
        declared: Seats declared when the tallies of this segment were true.
        appointed: The last office that somebody was given here.
        party: The party named last in this segment, which "they" may mean.
        cataphor: The party of the winners that the passage goes on to name.
        block_seats: Seats mentioned so far in this paragraph.
        upcoming: The first seat that the paragraph goes on to name.
        heading_party: The party that the headline gives to somebody whom only the text below names.
    """

    segment: int = 0
    seat: str = ""
    people: list[Person] = field(default_factory=list)
    declared: int | None = None
    appointed: str = ""
    seats: list[str] = field(default_factory=list)
    party: str = ""
    cataphor: Attribute | None = None
    heading_party: Attribute | None = None
    block_seats: list[str] = field(default_factory=list)
    upcoming: str = ""


class Resolver:
    """Turn the matches of one document into facts."""

    def __init__(self, text: str, layout: Layout, people: People, election: str, gazetteers: Gazetteers, title_seat: str = "") -> None:
        self.text = text
        self.layout = layout
        self.people = people
        self.election = election
        self.gazetteers = gazetteers
        self.title_seat = title_seat
        self.predecessors: dict[str, str] = {}
        self.candidates = _listed_candidates(layout)

    # ---------------------------------------------------------------------------- first pass: attributes

    def learn(self, clauses: Iterable[Clause]) -> None:
        """Remember what descriptions and plain statements say of people, for the whole document."""
        for fact in self.layout.facts:
            if fact.predicate in ("standsIn", "standsFor") and fact.election == self.election:
                person = self.people.add(fact.person)
                person.seats.append(Attribute(fact.seat, fact.start, fact.end))
                if fact.predicate == "standsFor":
                    person.parties.append(Attribute(str(fact.value), fact.start, fact.end))
        for clause in clauses:
            for match in (*clause.descriptions, *clause.events):
                self._learn(clause, match)
            for mention in clause.masked.mentions:
                person = self.people.find(mention.name, mention.title) if mention.kind == "P" else None
                if person is not None:
                    person.mentioned = mention.start
        for person in self.people:
            person.mentioned = 0

    def _learn(self, clause: Clause, match: RuleMatch) -> None:
        person = self._named_person(clause, _caught(match, "person"))
        if person is None:
            return
        party = self._name(clause, match, "party") or self._name(clause, match, "party2")
        if not party and any(s.predicate in ("elected", "candidate", "standsIn") and s.person == "person" for s in match.rule.states):
            tail = _FOR_PARTY.match(clause.masked.text, match.until)
            if tail:
                party = clause.masked.mentions[int(tail[1])].name
                person.parties.append(Attribute(party, match.start, clause.masked.ends[tail.end() - 1]))
        if party and any(s.predicate in ("party", "candidate") for s in match.rule.states) and not _is_former_party(match):
            person.parties.append(Attribute(party, match.start, match.end))
        if not party and match.rule.collapses and "role" in match.groups and not re.match(r"(?:the )?(?:former|ex|one-time)\b", self.text[match.start : match.end], re.IGNORECASE):
            for role in self._role_names(clause, match):
                led = re.match(r"(.+?)(?:['’]s)?(?: [Pp]arty(?:['’]s)?)? (?:deputy |interim |acting )?(?:co-)?leader$", role)
                known = self.gazetteers.party_named(led[1]) if led else None
                if known:
                    person.parties.append(Attribute(known.name, match.start, match.end))
        seats = self._explicit_seats(clause, match)
        predicates = {state.predicate for state in match.rule.states if state.person == "person"}
        if predicates & {"memberSince", "incumbentThen", "incumbentIn"} and not match.hedge:
            person.sitting = True
        if len(seats) == 1 and not match.hedge and predicates & {"memberFor", "standsIn", "elected", "defeatedIn", "incumbentIn"}:
            default = self._election(clause, match, seats[0]) == self.election
            attribute = Attribute(seats[0], match.start, match.end)
            if "memberFor" in predicates or "incumbentIn" in predicates:
                person.member_for.append(attribute)
            if default:
                person.seats.append(attribute)
        for loser in ("loser",):
            other = self._named_person(clause, match.groups.get(loser, ""))
            if other is not None and len(seats) == 1 and not match.hedge:
                other.seats.append(Attribute(seats[0], match.start, match.end))

    # ------------------------------------------------------------------------------ second pass: facts

    def resolve(self, clause: Clause, focus: Focus) -> Iterator[Draft]:
        """Yield what the matches of a sentence state, in text order; the focus moves on.

        Args:
            clause: The sentence.
            focus: What was spoken of before; changed in place.
        """
        for index in slot_indices(clause.masked.text, "A"):
            self._adopt_party(clause, index, focus)
        declared = _DECLARED.search(clause.masked.text)
        if declared:
            index = declared["declared"] or declared["declared2"]
            number = int(clause.masked.mentions[int(index)].number)
            focus.declared = None if number >= 650 else number
        claimed = _claimed_figures(clause)
        for match in sorted((*clause.descriptions, *clause.events), key=lambda m: (m.start, -m.end)):
            figure = match.groups.get("value", "")
            if figure in claimed and match.rule.states[0].predicate == "majority" and not match.rule.when:
                continue
            for state in match.rule.states:
                yield from self._drafts(clause, match, state, focus)
        self._note_people(clause, focus)
        seats = [clause.masked.mentions[i].name for i in slot_indices(clause.masked.text, "S")]
        if seats:
            focus.seats.extend(seats)
            focus.block_seats.extend(seats)
            current = [seat for seat in seats if not self._is_of_earlier_boundaries(seat)]
            focus.seat = current[-1] if current else focus.seat or seats[-1]
        parties = slot_indices(clause.masked.text, "G")
        if parties:
            focus.party = clause.masked.mentions[parties[0]].name

    def _adopt_party(self, clause: Clause, index: int, focus: Focus) -> None:
        """Learn from "the Tory candidate" the party of the person spoken of, when no party is known yet."""
        mention = clause.masked.mentions[index]
        slots = slot_indices(mention.name, "G")
        if not slots or not focus.people or slot_indices(clause.masked.text[: clause.masked.text.find(f"‹A{index}›")], "P"):
            return
        person = focus.people[-1]
        if not person.parties:
            person.parties.append(Attribute(clause.masked.mentions[slots[0]].name, mention.start, mention.end))

    def _note_people(self, clause: Clause, focus: Focus) -> None:
        for index in slot_indices(clause.masked.text, "P"):
            person = self._named_person(clause, str(index))
            if person is not None:
                person.mentioned = clause.masked.mentions[index].start
            if person is not None and focus.heading_party and not focus.people and not person.parties:
                person.parties.append(focus.heading_party)
            if person is not None and f"‹P{index}› writes" not in clause.masked.text and f"‹P{index}› reports" not in clause.masked.text:
                focus.people.append(person)

    def _drafts(self, clause: Clause, match: RuleMatch, state: State, focus: Focus) -> Iterator[Draft]:
        if state.predicate in ("party", "memberFor") and not (state.predicate == "memberFor" and _is_new_member(self.text, match)):
            return
        if match.hedge:
            yield Draft(match, None, f"taken back by “{match.hedge}”")
            return
        if state.predicate in _NATIONAL:
            yield from self._tally(clause, match, state, focus)
        elif state.predicate in ("appointedTo", "heldRole", "ledParty", "heldShadow", "heldShadowBrief", "chairOf"):
            yield from self._roles(clause, match, state, focus)
        elif state.predicate in ("formerlyNamed", "newSeat", "value-from-context"):
            yield from self._lineage(clause, match, state, focus)
        elif state.predicate == "winnersParty":
            name = self._name(clause, match, "party") or self._name(clause, match, "party2")
            focus.cataphor = Attribute(name, match.start, match.end)
        elif state.predicate == "distributed":
            yield from self._distributed(clause, match, focus)
        else:
            yield from self._contest_facts(clause, match, state, focus)

    # ------------------------------------------------------------------------------ facts of a contest

    def _contest_facts(self, clause: Clause, match: RuleMatch, state: State, focus: Focus) -> Iterator[Draft]:
        predicate = state.predicate
        person: Person | None = None
        needs_person = "person" in ARGUMENTS.get(predicate, ()) or predicate in _PERSONAL
        if needs_person:
            caught = _caught(match, state.person)
            if not caught and state.person != "person":
                return
            person = self._person(clause, match, caught, focus)
            if person is None:
                yield Draft(match, None, "nobody that the stand-in could mean")
                return
        if predicate == "memberSince" and person is not None:
            year = self._number(clause, match, "value")
            yield self._draft(match, "memberSince", "", person=person, value=year)
            return
        seats = self._seats(clause, match, person, focus)
        if not seats:
            yield Draft(match, None, "no seat that it could be about")
            return
        for seat in seats:
            election = self._election(clause, match, seat, person)
            if election.endswith("notional") and self._is_of_earlier_boundaries(seat):
                seat = self._section_seat(match.start) or focus.seat or seat
            yield from self._state_facts(clause, match, state, person, self._seat_then(seat, election), election, focus)

    def _state_facts(self, clause: Clause, match: RuleMatch, state: State, person: Person | None, seat: str, election: str, focus: Focus) -> Iterator[Draft]:
        predicate = state.predicate
        if predicate in ("elected", "standsIn", "incumbentIn", "defeatedIn", "stoodDown", "candidate", "memberFor"):
            if predicate == "elected" and person is not None and not person.parties and focus.cataphor and election == self.election:
                person.parties.append(focus.cataphor)
            if predicate in ("incumbentIn", "defeatedIn", "stoodDown") and election != self.election:
                if predicate != "stoodDown" or "year" in match.groups:
                    return
                election = self.election
            if match.rule.when == "previous" and election == self.election:
                election = previous_general_election(self.election, self.gazetteers)
                seat = self._seat_then(seat, election)
            if predicate == "memberFor":
                yield self._draft(match, "elected", election, person=person, seat=seat)
            name = {"candidate": "standsIn", "memberFor": "standsIn"}.get(predicate, predicate)
            yield self._draft(match, name, election, person=person, seat=seat)
        elif predicate in ("votes", "voteShare"):
            group = "value" if predicate == "votes" or "share" not in match.groups else "share"
            if predicate == "voteShare" and "share" not in match.groups and match.rule.states[0].predicate != "voteShare":
                return
            value = self._number(clause, match, group)
            if value is not None:
                yield self._draft(match, predicate, election, person=person, seat=seat, value=value)
        elif predicate in ("majority", "majorityShare", "turnout"):
            yield from self._figure(clause, match, predicate, seat, election)
        elif predicate in ("majorityThen", "turnoutThen"):
            value = self._number(clause, match, "then")
            then = previous_general_election(self.election, self.gazetteers)
            if value is not None and then:
                yield self._draft(match, predicate.removesuffix("Then"), then, seat=self._seat_then(seat, then), value=value)
        elif predicate == "outcome":
            party = self._name(clause, match, "party") or self._name(clause, match, "party2") or (focus.party if match.rule.by_party else "")
            party = party or self._party_in_words(clause, match)
            yield self._draft(match, "outcome", election, seat=seat, value=state.value, party=party)
        elif predicate == "overturnedBy":
            then = by_election_date("", clause.masked, seat, self.election, self.gazetteers) if re.search("[Bb]y[- ]?election", clause.masked.text) else ""
            winner = self._person(clause, match, "", focus)
            party_then = winner.party_at(match.start) if winner else None
            yield self._draft(match, "outcome", then or self.election, seat=seat, value="gain", party=party_then.value if party_then else "")
            lost_by = self._name(clause, match, "from_party")
            if lost_by:
                yield self._draft(match, "gainedFrom", then or self.election, seat=seat, value=lost_by)
        elif predicate == "gainedFrom":
            party = self._name(clause, match, "from_party")
            if party:
                yield self._draft(match, "gainedFrom", election, seat=seat, value=party)
        else:
            yield from self._derived(clause, match, state, person, seat, election)

    def _derived(self, clause: Clause, match: RuleMatch, state: State, person: Person | None, seat: str, election: str) -> Iterator[Draft]:
        predicate = state.predicate
        if person is None:
            return
        if predicate == "gainedFromOf":
            party = person.party_at(match.start)
            if party and election == self.election:
                yield self._draft(match, "gainedFrom", election, seat=seat, value=party.value)
        elif predicate == "defeatedIfIncumbent":
            if self._is_member_of(person, seat) and election == self.election:
                yield self._draft(match, "incumbentIn", election, person=person, seat=seat)
                yield self._draft(match, "defeatedIn", election, person=person, seat=seat)
        elif predicate == "electedFromMajority":
            for name in ("elected", "standsIn", "incumbentIn"):
                yield self._draft(match, name, self.election, person=person, seat=seat)
        elif predicate in ("electedThen", "standsInThen"):
            year = self._number(clause, match, "value")
            then = election_in_year(int(year), self.gazetteers) if year else ""
            if then and then < self.election:
                name = predicate.removesuffix("Then")
                yield self._draft(match, name, then, person=person, seat=self._seat_then(seat, then))
        elif predicate == "incumbentThen":
            person.member_for.append(Attribute(seat, match.start, match.end))
        elif predicate == "partyOf":
            party_name = self._name(clause, match, "party")
            if party_name:
                person.parties.append(Attribute(party_name, match.start, match.end))

    def _figure(self, clause: Clause, match: RuleMatch, predicate: str, seat: str, election: str) -> Iterator[Draft]:
        named = [name for name in ("value", "value2", "value3") if name in match.groups]
        group = "share" if predicate == "majorityShare" else named[0] if named else ""
        value = self._number(clause, match, group)
        if value is None:
            return
        if match.rule.when == "previous" and election == self.election:
            election = previous_general_election(self.election, self.gazetteers)
            seat = self._seat_then(seat, election)
        words = clause.masked.mentions[int(match.groups[group])].name
        if predicate == "majority" and (not isinstance(value, int) or (words.isalpha() and "vote" not in clause.masked.text[match.at : match.until + 6])):
            return
        yield self._draft(match, predicate, election, seat=seat, value=value)

    def _distributed(self, clause: Clause, match: RuleMatch, focus: Focus) -> Iterator[Draft]:
        matched = clause.masked.text[match.at : match.until]
        people = [self._named_person(clause, str(i)) for i in slot_indices(matched, "P")]
        seats = [clause.masked.mentions[i].name for i in slot_indices(matched, "S")]
        for person, seat in zip(people, seats, strict=False):
            if person is not None:
                person.seats.append(Attribute(seat, match.start, match.end))
                if not person.parties and focus.cataphor:
                    person.parties.append(focus.cataphor)
                for name in ("elected", "standsIn"):
                    yield self._draft(match, name, self.election, person=person, seat=seat)

    # ---------------------------------------------------------------------------------- tallies, offices

    def _tally(self, clause: Clause, match: RuleMatch, state: State, focus: Focus) -> Iterator[Draft]:
        text = clause.masked.text
        party = self._name(clause, match, "party") or self._name(clause, match, "party2")
        value = self._number(clause, match, "value" if "value" in match.groups else "value2")
        if state.predicate == "seatsWon" and match.rule.name == "party-on-count" and focus.declared is None and not re.search(r"‹N\d+› (?:seats?|MPs|constituencies)", text):
            return
        if not party or value is None or re.search(r"\bcounc(?:il|ils|illors?)\b|\bwards?\b", text):
            return
        if state.predicate == "nationalShare":
            national = focus.declared is not None or re.search(r"national|overall|across (?:the|Britain)|\bUK\b|seats|constituencies", text)
            if slot_indices(text, "S") or not national:
                yield Draft(match, None, "a share of one seat or of no known count")
                return
        if state.predicate.startswith("seats") and isinstance(value, float):
            return
        predicate = state.predicate
        if predicate == "seatsChangeDown":
            predicate, value = "seatsChange", -value
        election = self._election(clause, match, "")
        yield Draft(match, self._fact(match, predicate, election, party=party, value=value, declared=focus.declared))

    def _roles(self, clause: Clause, match: RuleMatch, state: State, focus: Focus) -> Iterator[Draft]:
        if state.person != "person" and state.person not in match.groups:
            return
        person = self._person(clause, match, _caught(match, state.person), focus)
        if person is None:
            yield Draft(match, None, "nobody that the stand-in could mean")
            return
        if state.predicate == "ledParty":
            parties = slot_indices(clause.masked.text[: match.at], "G")
            nearest = clause.masked.mentions[parties[-1]].name if parties else focus.party
            party = self._name(clause, match, "party") or nearest
            if party:
                yield self._draft(match, "heldRole", "", person=person, value=f"{party} leader")
            return
        if state.predicate == "chairOf":
            yield self._draft(match, "heldRole", "", person=person, value=f"chair of the {match.groups['body'].strip()}")
            return
        if state.predicate in ("heldShadow", "heldShadowBrief"):
            role = person.appointed[-1].value if state.predicate == "heldShadow" and person.appointed else focus.appointed
            if role:
                yield self._draft(match, "heldRole", "", person=person, value=f"Shadow {role}")
            return
        for role in self._role_names(clause, match):
            predicate = state.predicate
            if predicate == "heldRole" and (self._is_count_office(role) or _is_new_role(self.text[match.start : match.end])):
                predicate = "appointedTo"
            if predicate == "appointedTo":
                person.appointed.append(Attribute(role, match.start, match.end))
                focus.appointed = role
            person.roles.append(Attribute(role, match.start, match.end))
            yield self._draft(match, predicate, "", person=person, value=_plain_role(role))

    def _role_names(self, clause: Clause, match: RuleMatch) -> Iterator[str]:
        """Yield the offices of a match; two in one breath ("Lord Chancellor and Justice Secretary") apart."""
        caught = match.groups.get("role", "")
        for index in [int(caught)] if caught.isdigit() else slot_indices(caught, "R"):
            name = clause.masked.mentions[index].name
            halves = re.split(r" and (?:the )?", name)
            if len(halves) == 2 and all(self.gazetteers.role_named(half) for half in halves):
                yield from halves
            else:
                yield name

    def _is_count_office(self, role: str) -> bool:
        known = self.gazetteers.role_named(role)
        return known.kind == "count" if known else False

    def _lineage(self, clause: Clause, match: RuleMatch, state: State, focus: Focus) -> Iterator[Draft]:
        seat = self._name(clause, match, "seat") or self._section_seat(match.start) or focus.seat
        if state.predicate == "newSeat":
            if seat:
                yield self._draft(match, "newSeat", self.election, seat=seat)
            return
        if state.predicate == "value-from-context" or "value" not in match.groups:
            earlier = [name for name in focus.seats if name != seat]
            value = earlier[-1] if earlier else ""
        else:
            value = self._name(clause, match, "value")
        if seat and value and seat != value:
            self.predecessors.setdefault(seat, value)
            yield self._draft(match, "formerlyNamed", "", seat=seat, value=value)

    # --------------------------------------------------------------------------------- who and where

    def _name(self, clause: Clause, match: RuleMatch, group: str) -> str:
        caught = match.groups.get(group, "")
        return clause.masked.mentions[int(caught)].name if caught.isdigit() else ""

    def _party_in_words(self, clause: Clause, match: RuleMatch) -> str:
        """Return the party that stands in the words for the seat: "her Labour seat of Luton North"."""
        slots = slot_indices(match.groups.get("seat", ""), "G")
        return clause.masked.mentions[slots[0]].name if slots else ""

    def _number(self, clause: Clause, match: RuleMatch, group: str) -> int | float | None:
        caught = match.groups.get(group, "")
        return clause.masked.mentions[int(caught)].number if caught.isdigit() else None

    def _named_person(self, clause: Clause, caught: str) -> Person | None:
        if not caught.isdigit():
            return None
        mention = clause.masked.mentions[int(caught)]
        return self.people.find(mention.name, mention.title) if mention.kind == "P" else None

    def _person(self, clause: Clause, match: RuleMatch, caught: str, focus: Focus) -> Person | None:
        """Return the person that a group caught, a stand-in means, or the sentence has as its subject."""
        possessive = match.groups.get("possessive", "")
        if possessive:
            indices = slot_indices(clause.masked.text[: match.at], "P")
            subject = self._named_person(clause, str(indices[-1])) if indices else None
            gender = "she" if possessive == "her" else "he"
            others = [p for p in focus.people if p is not subject and p.gender in ("", gender)]
            return others[-1] if others else None
        if not caught:
            indices = slot_indices(clause.masked.text[: match.at], "PA")
            caught = str(indices[-1]) if indices else ""
            if not caught:
                return focus.people[-1] if focus.people else None
        mention = clause.masked.mentions[int(caught)]
        if mention.kind == "P":
            return self._named_person(clause, caught)
        return self._stand_in(clause, int(caught), match, focus)

    def _stand_in(self, clause: Clause, index: int, match: RuleMatch, focus: Focus) -> Person | None:
        mention = clause.masked.mentions[index]
        before = clause.masked.text.find(f"‹A{index}›")
        earlier = [self._named_person(clause, str(i)) for i in slot_indices(clause.masked.text[: max(before, 0)], "P")]
        recent = [person for person in (*focus.people, *earlier) if person is not None]
        words = mention.name
        party_slots = slot_indices(words, "G")
        seat_slots = slot_indices(words, "S")
        if words in ("he", "she"):
            fitting = [p for p in recent if p.gender in ("", words)]
            sure = [p for p in recent if p.gender == words]
            if sure and fitting[-1] in earlier:
                fitting = sure
            if fitting:
                fitting[-1].gender = words
            return fitting[-1] if fitting else None
        if seat_slots:
            seat = clause.masked.mentions[seat_slots[0]].name
            for person in reversed(recent):
                if any(a.value == seat for a in (*person.member_for, *person.seats)):
                    return person
            if recent and not recent[-1].member_for:
                recent[-1].member_for.append(Attribute(seat, mention.start, mention.end))
                recent[-1].seats.append(Attribute(seat, mention.start, mention.end))
                return recent[-1]
            return None
        if party_slots:
            party = clause.masked.mentions[party_slots[0]].name
            candidate = self._candidate_of(party, self._section_seat(match.start) or focus.seat, recent)
            if candidate is None and recent and not recent[-1].parties:
                recent[-1].parties.append(Attribute(party, mention.start, mention.end))
                return recent[-1]
            return candidate
        role_slots = slot_indices(words, "R")
        if role_slots:
            return self._holder(clause.masked.mentions[role_slots[0]].name, words, recent, mention.start, mention.end)
        return recent[-1] if recent else None

    def _holder(self, role: str, words: str, recent: list[Person], start: int, end: int) -> Person | None:
        """Return who holds or held an office: whom the text gave it to, or else whom it has just spoken of."""
        known = self.gazetteers.role_named(role)
        for person in reversed([*self.people, *recent]):
            for held in person.roles:
                if held.value.lower() == role.lower() or (known is not None and self.gazetteers.role_named(held.value) == known):
                    return person
        if not recent:
            return None
        recent[-1].roles.append(Attribute(role, start, end))
        return recent[-1]

    def _candidate_of(self, party: str, seat: str, recent: list[Person]) -> Person | None:
        for person in reversed(recent):
            if person.parties and person.parties[-1].value == party and (not seat or not person.seats or any(a.value == seat for a in person.seats)):
                return person
        listed = [p for p in self.people if any(a.value == party for a in p.parties) and any(a.value == seat for a in p.seats)]
        return listed[0] if len(listed) == 1 else None

    def _explicit_seats(self, clause: Clause, match: RuleMatch) -> list[str]:
        for group in ("seat", "seat2", "seat3"):
            caught = match.groups.get(group, "")
            if caught == "it":
                return []
            if caught.isdigit():
                return [clause.masked.mentions[int(caught)].name]
            slots = slot_indices(caught, "S")
            if slots:
                return [clause.masked.mentions[i].name for i in slots]
        return []

    def _seats(self, clause: Clause, match: RuleMatch, person: Person | None, focus: Focus) -> list[str]:
        """Return the seats that a match is about, the surest evidence first."""
        explicit = self._explicit_seats(clause, match)
        if explicit:
            return explicit
        text = clause.masked.text
        before = [clause.masked.mentions[i].name for i in slot_indices(text[: match.until], "S")]
        own = [a.value for a in person.seats] if person else []
        section = self._section_seat(match.start)
        if section and not before and self._election(clause, match, "") != self.election:
            return [section]
        if own and section in own:
            return [section]
        if before and (not own or before[-1] in own or not _OWN.search(text[match.at : match.until])):
            return [before[-1]]
        if len(set(own)) == 1 or (own and focus.seat in own):
            return [focus.seat if focus.seat in own else own[-1]]
        subjects = slot_indices(text[: match.at], "P") if person is None else []
        subject = self._named_person(clause, str(subjects[-1])) if subjects else None
        if subject is not None and len({a.value for a in subject.seats}) == 1 and self._election(clause, match, "") == self.election:
            return [subject.seats[-1].value]
        if section:
            elsewhere = [seat for seat in focus.block_seats if not self._is_of_earlier_boundaries(seat)]
            return [elsewhere[-1] if elsewhere and section not in elsewhere else section]
        if focus.seat:
            return [focus.seat]
        after = [clause.masked.mentions[i].name for i in slot_indices(text[match.until :], "S")]
        if after:
            return [after[0]]
        if own:
            return [own[-1]]
        if person and person.member_for:
            return [person.member_for[-1].value]
        return [seat for seat in (focus.upcoming or self.title_seat,) if seat]

    def _section_seat(self, offset: int) -> str:
        for section in self.layout.sections:
            if section.start <= offset < section.end:
                return section.seat
        return ""

    def note_heading(self, clauses: Iterable[Clause], focus: Focus) -> None:
        """Remember the party that a headline gives to somebody whom only the text below names."""
        for clause in clauses:
            found = _PARTY_HEADING.match(clause.masked.text)
            if found and not slot_indices(clause.masked.text, "P"):
                mention = clause.masked.mentions[int(found[1])]
                focus.heading_party = Attribute(mention.name, clause.start, clause.end)

    def _is_member_of(self, person: Person, seat: str) -> bool:
        if person.sitting:
            return True
        own = {a.value for a in person.member_for}
        return seat in own or self.predecessors.get(seat, "") in own

    # -------------------------------------------------------------------------------------- when

    def _election(self, clause: Clause, match: RuleMatch, seat: str, person: Person | None = None) -> str:
        year = match.groups.get("year", "")
        if year.isdigit():
            number = int(clause.masked.mentions[int(year)].number)
            return (election_in_year(number, self.gazetteers) if number else "") or self.election
        if match.rule.when == "now":
            named = re.search(r"[Bb]y[- ]?election", clause.masked.text)
            return (by_election_date("", clause.masked, seat, self.election, self.gazetteers) if named else "") or self.election
        if match.rule.when == "by-election":
            return by_election_date("", clause.masked, seat, self.election, self.gazetteers) or self.election
        election = clause_election(clause.masked, match.at, match.until, seat, self.election, self.gazetteers)
        if election != self.election or not seat:
            return election
        if person is None and (before := slot_indices(clause.masked.text[: match.at], "P")):
            person = self._named_person(clause, str(before[-1]))
        if self._is_of_earlier_boundaries(seat) or (person is not None and self._did_not_stand_now(person, seat, match.start)):
            return previous_general_election(self.election, self.gazetteers)
        return election

    def _is_of_earlier_boundaries(self, seat: str) -> bool:
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(self.election)
        return bool(known) and all(s.boundary_set < wanted for s in known) and any(s.name == seat for s in known)

    def _did_not_stand_now(self, person: Person, seat: str, offset: int) -> bool:
        """Is the person missing from the full results list of the section, which has its winner?"""
        listed = self.candidates.get(seat)
        return bool(listed) and self._section_seat(offset) == seat and person.name not in listed

    def _seat_then(self, seat: str, election: str) -> str:
        """Return the seat's predecessor for an earlier election at which the seat did not exist."""
        if election >= self.election or election.endswith("notional"):
            return seat
        known = self.gazetteers.seats_named(seat)
        wanted = self.gazetteers.boundary_set_on(election)
        if known and not any(s.boundary_set == wanted for s in known) and seat in self.predecessors:
            return self.predecessors[seat]
        return seat

    # ------------------------------------------------------------------------------------- output

    def _draft(self, match: RuleMatch, predicate: str, election: str, person: Person | None = None, seat: str = "", party: str = "", value: Value | None = "") -> Draft:
        if person is not None and predicate in ("standsIn", "elected", "defeatedIn") and election == self.election:
            person.seats.append(Attribute(seat, match.start, match.end))
        if person is not None and predicate == "incumbentIn":
            person.member_for.append(Attribute(seat, match.start, match.end))
        return Draft(match, self._fact(match, predicate, election, person.name if person else "", seat, party, "" if value is None else value))

    def _fact(self, match: RuleMatch, predicate: str, election: str, person: str = "", seat: str = "", party: str = "", value: Value = "", declared: int | None = None) -> Fact:
        quote = self.text[match.start : match.end]
        return Fact(predicate, quote, match.start, match.end, match.rule.name, election, person, seat, party, value, declared)


_PERSONAL = frozenset(("candidate", "gainedFromOf", "defeatedIfIncumbent", "electedFromMajority", "electedThen", "standsInThen", "incumbentThen", "partyOf", "memberFor"))


_PARTY_HEADING = re.compile(r"(?:Outside |Former |Ex-|Senior |Veteran )?‹G(\d+)› (?:[a-z]+ ){0,2}(?:MP|minister|beast|grandee|veteran|heavyweight|candidate|leader|name|rebel|incumbent|contender|‹R\d+›)\b")
# "... with 16,912 votes for the Tories": the party of the clause's subject.
_FOR_PARTY = re.compile(r"(?: back| again)?(?:,? (?:with|by|on|in|at) (?:[^,;.‹›]|‹[NCS]\d+›){1,40}?)?,? for (?:the )?‹G(\d+)›(?! since)")


def _caught(match: RuleMatch, group: str) -> str:
    """Return what a group caught, or its double in another branch of the pattern ("person2")."""
    for name in (group, f"{group}2", f"{group}3"):
        if name in match.groups:
            return match.groups[name]
    return ""


def _claimed_figures(clause: Clause) -> set[str]:
    """Return the figures that a rule reads as those of an earlier election, which others must leave alone."""
    return {
        figure
        for match in clause.events
        if match.rule.when or match.rule.states[0].predicate in _PREVIOUS_ONLY
        for figure in (match.groups.get("value", ""), match.groups.get("value2", ""), match.groups.get("then", ""))
        if figure
    }


def _listed_candidates(layout: Layout) -> dict[str, set[str]]:
    """Return the candidates of every results list that is complete: it has the winner, or shares to 100."""
    listed: dict[str, set[str]] = {}
    parties: dict[str, set[str]] = {}
    shares: dict[str, float] = {}
    for fact in layout.facts:
        if fact.predicate == "votes":
            listed.setdefault(fact.seat, set()).add(fact.person)
        elif fact.predicate == "standsFor":
            parties.setdefault(fact.seat, set()).add(str(fact.value))
        elif fact.predicate == "voteShare":
            shares[fact.seat] = shares.get(fact.seat, 0.0) + float(fact.value)
    winners = {f.seat: f.party for f in layout.facts if f.predicate == "outcome" and f.party}
    winners |= {f.seat: "elected" for f in layout.facts if f.predicate == "elected"}
    return {
        seat: people
        for seat, people in listed.items()
        if winners.get(seat) in parties.get(seat, set()) | {"elected"} or shares.get(seat, 0.0) >= 98.5
    }


def _is_former_party(match: RuleMatch) -> bool:
    return match.rule.name.startswith("role-") or False


def _is_new_member(text: str, match: RuleMatch) -> bool:
    return bool(re.match(r"(?:the )?(?:new|newly[- ]elected)\b", text[match.start : match.end], re.IGNORECASE))


def _is_new_role(quote: str) -> bool:
    return bool(re.match(r"(?:the |his |her )?(?:new|newly[- ]appointed)\b", quote, re.IGNORECASE))


def _plain_role(role: str) -> str:
    return re.sub(r"\s+", " ", role).strip()
