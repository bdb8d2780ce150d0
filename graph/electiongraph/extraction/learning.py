"""Learn from the whole document what its people are, before any statement is resolved.

Extraction, part of discourse: a person's party may stand three paragraphs below the sentence that needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.layout import Layout
from electiongraph.extraction.office_statements import role_names
from electiongraph.extraction.people import Attribute, Person
from electiongraph.extraction.sightings import Sighting
from electiongraph.gazetteers import Gazetteers

__all__ = ["learn_clauses", "learn_layout"]

_PAST = re.compile(
    r"\b(?:former|formerly|ex|one-?time|once|sometime|then)\b|-(?:led|run|controlled)\b", re.IGNORECASE
)
# "... with 16,912 votes for the Tories": the party of the clause's subject.
_FOR_PARTY = re.compile(
    r"(?: back| again)?(?:, [^,.;‹›]{1,40},)?(?:,? (?:with|by|on|in|at) (?:[^,;.‹›]|‹[NCS]\d+›){1,40}?)?"
    r",? for (?:the )?‹G(\d+)›(?! since)"
)
# What is a party's name and in an office's name mostly something else.
NO_PARTIES = frozenset(
    (
        "Alliance",
        "City",
        "Independent",
        "Justice",
        "Workers",
        "Women",
        "Equality",
        "Union",
        "Reform",
        "Brexit",
        "Brexit Party",
    )
)
_OWN_SEAT = frozenset(("memberFor", "standsIn", "elected", "defeatedIn", "incumbentIn"))
_SITTING = frozenset(("memberSince", "incumbentThen", "incumbentIn"))


def learn_layout(statements: ContestStatements, layout: Layout) -> None:
    """Remember the seats and parties of the results lists."""
    for fact in layout.facts:
        if fact.predicate in ("standsIn", "standsFor") and fact.election == statements.where.election:
            person = statements.who.people.add(fact.person)
            person.seats.append(Attribute(fact.seat, fact.start, fact.end))
            if fact.predicate == "standsFor":
                person.parties.append(Attribute(str(fact.value), fact.start, fact.end))


def learn_clauses(statements: ContestStatements, clauses: Iterable[Clause]) -> None:
    """Remember what descriptions and plain statements say of people."""
    people = statements.who.people
    for clause in clauses:
        for match in (*clause.descriptions, *clause.events):
            sighting = Sighting(clause, match)
            person = statements.who.named(clause, sighting.caught("person"))
            if person is not None:
                _learn_parties(statements, sighting, person)
                _learn_seats(statements, sighting, person)
        for mention in clause.masked.mentions:
            named = people.find(mention.name, mention.title) if mention.kind == "P" else None
            if named is not None:
                named.mentioned = mention.start
    for person in people:
        person.mentioned = 0


def _learn_parties(statements: ContestStatements, sighting: Sighting, person: Person) -> None:
    match, party = sighting.match, sighting.name("party")
    tells_office = sighting.states("heldRole", "appointedTo") and not _PAST.search(
        statements.text[match.start : match.end]
    )
    if party:
        if sighting.states("party", "candidate") and (
            tells_office or not match.rule.name.startswith("role-")
        ):
            person.parties.append(Attribute(party, match.start, match.end))
        return
    own = any(
        s.predicate in ("elected", "candidate", "standsIn") and s.person == "person"
        for s in match.rule.states
    )
    tail = _FOR_PARTY.match(sighting.text, match.until) if own else None
    if tail:
        end = sighting.clause.masked.ends[tail.end() - 1]
        person.parties.append(Attribute(sighting.mention(tail[1]).name, match.start, end))
    elif tells_office and (match.rule.collapses or match.rule.name == "office-as-apposition"):
        inside = [m for m in sighting.clause.masked.mentions if match.start <= m.start and m.end <= match.end]
        named = {m.name for m in inside if m.kind == "G" and m.name not in NO_PARTIES}
        for role in role_names(statements, sighting):
            named.add(_party_in(role, statements.where.gazetteers))
        if len(named - {""}) == 1:
            person.parties.append(Attribute((named - {""}).pop(), match.start, match.end))


def _party_in(office: str, gazetteers: Gazetteers) -> str:
    """Return the party that an office names: "deputy leader of Reform UK", "Labour mayor"; "" for none."""
    words = office.replace("’", "'").replace("'s", "").split()
    for length in (4, 3, 2, 1):
        for first in range(len(words) - length + 1):
            name = " ".join(words[first : first + length])
            party = gazetteers.party_named(name) if name[0].isupper() else None
            if party is not None and name not in NO_PARTIES:
                return party.name
    return ""


def _learn_seats(statements: ContestStatements, sighting: Sighting, person: Person) -> None:
    match, seats = sighting.match, sighting.seats_named()
    predicates = {state.predicate for state in match.rule.states if state.person == "person"}
    if match.hedge:
        return
    if "defeatedIn" in predicates:
        person.defeated = True
    if "sits" in predicates:
        person.in_house = True
    if predicates & _SITTING:
        person.sitting = True
    if len(seats) != 1:
        return
    attribute = Attribute(seats[0], match.start, match.end)
    if predicates & {"memberFor", "incumbentIn"}:
        person.member_for.append(attribute)
    if (
        predicates & _OWN_SEAT
        and statements.where.election_of(sighting, seats[0]) == statements.where.election
    ):
        person.seats.append(attribute)
    loser = statements.who.named(sighting.clause, match.groups.get("loser", ""))
    if loser is not None:
        loser.seats.append(attribute)
