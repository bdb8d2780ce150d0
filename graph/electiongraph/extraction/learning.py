"""Learn from the whole document what its people are, before any statement is resolved.

Extraction, part of discourse: a person's party may stand three paragraphs below the sentence that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.layout_party_lists import PARTY_LIST
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.membership import membership_ended
from electiongraph.extraction.office_statements import role_names
from electiongraph.extraction.office_titles import NO_PARTIES, party_in_office
from electiongraph.extraction.people import Attribute, People, Person
from electiongraph.extraction.sightings import Sighting

__all__ = ["learn_clauses", "learn_layout", "note_mentions"]

_PAST = re.compile(
    r"\b(?:former|formerly|ex|one-?time|once|sometime|then)\b|-(?:led|run|controlled)\b", re.IGNORECASE
)
# "... with 16,912 votes for the Tories": the party of the clause's subject.
_FOR_PARTY = re.compile(
    r"(?: back| again)?(?:, [^,.;‹›]{1,40},)?"
    r"(?:,? (?:with|by|on|in|at) (?:(?!against | to ‹)[^,;.‹›]|‹[NCS]\d+›){1,40}?)?"
    r",? for (?:the )?‹G(\d+)›(?! since)"
)
_AND = re.compile(r"(?:^|[;:] )‹P(\d+)› and $")
# Several of a party, by a form of its name that is no party's own: "the independents", "the two Tories".
_SEVERAL = re.compile(
    r"(?:the |two |three |four )*(?:independents|conservatives|tories|liberal democrats"
    r"|lib dems) (?=[A-Z])",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(r"‹P\d+›(?:, ‹P\d+›)*,? and ‹P\d+›(?! of\b)")
_FELLOW = re.compile(r"\b[Ff]ellow\b")
_FORMER = re.compile(r"(?:the |an? )?(?:former|ex-?|one-?time|once)\b", re.IGNORECASE)
_FORMER_MEMBER = re.compile(r"\b(?:former|ex-|one-?time)(?: (?!minister|leader)[A-Za-z]+){0,3} ?MP\b")
_OWN_SEAT = frozenset(("memberFor", "standsIn", "elected", "defeatedIn", "incumbentIn"))
_FATES = frozenset(("elected", "stoodDown", "stoodDownIfIncumbent", "defeatedIn", "defeatedIfIncumbent"))
# "Tessa Munt, the sitting Lib Dem,"
_IN_OFFICE = re.compile(r", the (?:sitting|incumbent) (?!councillor|mayor)")
_SITTING = frozenset(("memberSince", "incumbentThen", "incumbentIn"))


def learn_layout(statements: ContestStatements, layout: Layout) -> None:
    """Remember the seats and parties of the results lists."""
    for fact in layout.facts:
        if fact.predicate in ("standsIn", "standsFor") and fact.election == statements.where.election:
            person = statements.who.people.add(fact.person)
            if fact.rule != PARTY_LIST and not statements.where.is_region(fact.seat):
                person.seats.append(Attribute(fact.seat, fact.start, fact.end))
            if fact.predicate == "standsFor":
                person.parties.append(Attribute(str(fact.value), fact.start, fact.end))


# "MP for Hitchin from 2005 to 2015": a member of that time.
_FROM_TO = re.compile(
    r",? (?:from|between) (?:[A-Z]\w+ )?\d{4} (?:to|until|till|and) (?:[A-Z]\w+ )?(\d{4})\b"
)


# "who represented East Surrey as a Conservative for nine years": of a time that is over.
_SAT_FOR_IT = re.compile(
    r"\b(?:represented|sat for|sat in|served|held|was (?:first )?elected|was an? MP)\b[^.;]{0,60}"
    r"\b(?:as an?|for the)\b[^.;,]{0,40}\b(?:for (?:[a-z-]+|\d+) (?:years|terms)|until|from \d{4}"
    r"|between \d{4}"
    r"|before (?:switching|defecting|leaving|joining))"
)
_LENGTH_OF_SPELL = 25


def learn_clauses(statements: ContestStatements, clauses: Iterable[Clause]) -> None:
    """Remember what descriptions and plain statements say of people."""
    people = statements.who.people
    several: list[tuple[Sighting, Attribute]] = []
    for clause in clauses:
        for match in (*clause.descriptions, *clause.events):
            sighting = Sighting(clause, match)
            person = statements.who.named(clause, sighting.caught("person"))
            if person is not None:
                _learn_parties(statements, sighting, person)
                if match.rule.collapses and _SEVERAL.match(statements.text, match.start, match.end):
                    several.append((sighting, Attribute(sighting.name("party"), match.start, match.end)))
                _learn_seats(statements, sighting, person)
            if match.rule.states[0].predicate == "partiesInOrder":
                _learn_parties_in_order(statements, sighting)
            if not match.hedge:
                _learn_fates(statements, sighting)
        note_mentions(people, clause)
    for sighting, party in several:
        _learn_party_of_several(statements, sighting, party)
    for person in people:
        person.mentioned = 0
        person.parties = person.parties or person.former_parties


def note_mentions(people: People, clause: Clause) -> None:
    """Note where a sentence names its people: a bare surname is that of whom the text has named last."""
    for mention in clause.masked.mentions:
        named = people.find(mention.name, mention.title) if mention.kind == "P" else None
        if named is not None:
            named.mentioned = mention.start


def _learn_parties(statements: ContestStatements, sighting: Sighting, person: Person) -> None:
    match, party = sighting.match, sighting.name("party")
    is_office = sighting.states("heldRole", "appointedTo")
    past = bool(_PAST.search(statements.text, match.start, match.end))
    if party:
        if _FELLOW.search(statements.text, match.start, match.end):
            _learn_fellow(statements, sighting, party)
        if sighting.states("party", "candidate") and (
            (is_office and not past) or not match.rule.name.startswith("role-")
        ):
            former = (
                match.rule.collapses and _FORMER.match(statements.text, match.start, match.end)
            ) or _SAT_FOR_IT.search(statements.text, match.start, match.end + _LENGTH_OF_SPELL)
            known = person.former_parties if former else person.parties
            known.append(Attribute(party, match.start, match.end))
        return
    own = any(
        s.predicate in ("elected", "candidate", "standsIn") and s.person == "person"
        for s in match.rule.states
    )
    tail = _FOR_PARTY.match(sighting.text, match.until) if own else None
    if tail and "‹N" in tail.group() and sighting.states("votes"):
        tail = None  # another's count: "Ann Smith polled 1,498, with 412 for the Greens"
    if (
        tail
        and (rival := sighting.caught("loser"))
        and any(p.start >= sighting.clause.start for p in person.parties)
    ):
        # "Ann Smith (Con) beat Bob Jones for Labour": the winner's party has been told.
        person = statements.who.named(sighting.clause, rival) or person
    if tail:
        end = sighting.clause.masked.ends[tail.end() - 1]
        person.parties.append(Attribute(sighting.mention(tail[1]).name, match.start, end))
    elif is_office and (match.rule.collapses or match.rule.name == "office-as-apposition"):
        inside = [m for m in sighting.clause.masked.mentions if match.start <= m.start and m.end <= match.end]
        named = {m.name for m in inside if m.kind == "G" and m.name not in NO_PARTIES}
        for role in role_names(statements, sighting):
            named.add(party_in_office(role, statements.where.gazetteers))
        if len(named - {""}) == 1:
            known = person.former_parties if past else person.parties
            known.append(Attribute((named - {""}).pop(), match.start, match.end))


def _learn_party_of_several(statements: ContestStatements, sighting: Sighting, party: Attribute) -> None:
    """Learn the party of those named after the first of several: "the independents Ann Smith and Bo Lund"."""
    text = sighting.text
    found = _AND_OTHERS.match(text, max(text.find(f"‹P{sighting.caught('person')}›"), 0))
    for index in slot_indices(found.group(), "P")[1:] if found and party.value else ():
        person = statements.who.named(sighting.clause, str(index))
        if person is not None and not person.parties:
            person.parties.append(party)


def _learn_parties_in_order(statements: ContestStatements, sighting: Sighting) -> None:
    """Learn the parties of several people that a sentence names in the same order."""
    match = sighting.match
    matched = sighting.text[match.at : match.until]
    people, parties = slot_indices(matched, "P"), slot_indices(matched, "G")
    if len(people) != len(parties):
        return
    for index, party in zip(people, parties, strict=True):
        person = statements.who.named(sighting.clause, str(index))
        if person is not None:
            person.parties.append(Attribute(sighting.mention(party).name, match.start, match.end))


def _learn_fellow(statements: ContestStatements, sighting: Sighting, party: str) -> None:
    """Learn the party of whom a sentence names last before "a fellow Conservative"."""
    mentions = sighting.clause.masked.mentions
    before = [m for m in mentions if m.kind == "P" and m.end <= sighting.match.start]
    person = statements.who.people.find(before[-1].name, before[-1].title) if before else None
    if person is not None and not person.parties:
        person.parties.append(Attribute(party, sighting.match.start, sighting.match.end))


def _learn_seats(statements: ContestStatements, sighting: Sighting, person: Person) -> None:
    match, seats = sighting.match, sighting.seats_named()
    predicates = {state.predicate for state in match.rule.states if state.person == "person"}
    if match.hedge or ("memberSince" in predicates and membership_ended(sighting)):
        return
    if "outcome" in {state.predicate for state in match.rule.states}:
        # Who holds a seat for a party need not have been its member.
        predicates -= _SITTING
    if match.rule.collapses and _FORMER_MEMBER.search(statements.text, match.start, match.end):
        predicates -= {*_SITTING, "memberFor"}
    ended = _FROM_TO.match(statements.text, match.end) if match.rule.collapses else None
    is_over = ended is not None and ended[1] < statements.where.election[:4]
    is_here = is_over and not statements.where.is_mandate
    predicates -= _SITTING if is_over else set()
    if match.rule.collapses and _IN_OFFICE.search(statements.text, match.start, match.end):
        person.sitting = True
    if "defeatedIn" in predicates:
        person.defeated = person.beaten = True
    if "sits" in predicates:
        person.in_house = True
    seat = seats[0] if seats else ""
    if predicates & _SITTING and (
        "defeatedIn" not in predicates
        or statements.where.election_of(sighting, seat) == statements.where.election
    ):
        person.sitting = True
    if len(seats) != 1 or statements.where.is_region(seats[0]):
        return
    attribute = Attribute(seats[0], match.start, match.end)
    if predicates & {"memberFor", "incumbentIn"} and not is_over:
        person.member_for.append(attribute)
    if predicates & _OWN_SEAT and (
        is_here or statements.where.election_of(sighting, seats[0]) == statements.where.election
    ):
        person.seats.append(attribute)
    loser = statements.who.named(sighting.clause, match.groups.get("loser", ""))
    if loser is not None:
        loser.seats.append(attribute)


def _beside_subject(statements: ContestStatements, sighting: Sighting) -> Person | None:
    """Return the first of two of whom a match names the second: "Ann Smith and Bob Jones were beaten"."""
    before = sighting.text[: max(sighting.text.find(f"‹P{sighting.caught('person')}›"), 0)]
    found = _AND.search(before)
    return statements.who.named(sighting.clause, found[1]) if found else None


def _learn_fates(statements: ContestStatements, sighting: Sighting) -> None:
    """Remember who won, who was beaten and who did not stand at the document's election."""
    told = [
        (state.predicate, person)
        for state in sighting.match.rule.states
        if state.predicate in _FATES
        and (person := statements.who.named(sighting.clause, sighting.caught(state.person))) is not None
    ]
    seat = "".join(sighting.seats_named()[:1])
    if not told or statements.where.election_of(sighting, seat) != statements.where.election:
        return
    if (other := _beside_subject(statements, sighting)) is not None:
        told += [(predicate, other) for predicate, person in told if person is told[0][1]]
    for predicate, person in told:
        person.won = person.won or predicate == "elected"
        person.left = person.left or predicate.startswith("stoodDown")
        person.beaten = person.beaten or predicate.startswith("defeated")
