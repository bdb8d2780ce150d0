"""Find offices that sources give to different people, and those that the register of ministers does not know.

Takes mapped facts and what the register contradicts, gives `Disagreement` records.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.linking.entity_linking import LinkedFact
from electiongraph.linking.witnesses import Witnesses
from electiongraph.mapping.disagreements import Disagreement, spread
from electiongraph.mapping.explanations import OfficeConflict
from electiongraph.mapping.reconciling import Alternative
from electiongraph.mapping.statements import MappedFact
from electiongraph.vocabulary import eg, node

__all__ = ["find_office_disagreements", "is_sole_office"]

# Offices of which there is one: two people appointed to one of them in one month cannot both be.
_SOLE = re.compile(
    r"^(?:Secretary of State for|First Secretary|Chancellor of|Lord Chancellor|Lord Privy|Lord President|"
    r"(?:Deputy )?Prime Minister|Attorney General|Solicitor General|Leader of|Chief Secretary|First Minister)"
)
MONTH = len("2024-07")


def is_sole_office(name: str) -> bool:
    """Tell whether an office is one of those of which there is one.

    Examples:
        >>> is_sole_office("Chancellor of the Exchequer"), is_sole_office("Lord Commissioner of HM Treasury")
        (True, False)
    """
    return _SOLE.match(name) is not None


def find_office_disagreements(
    facts: Sequence[MappedFact],
    conflicts: Iterable[OfficeConflict],
    days: Mapping[str, str],
    witnesses: Witnesses,
) -> list[Disagreement]:
    """Return the offices over which sources disagree.

    Args:
        facts: The mapped facts of all sources.
        conflicts: Where the register of ministers contradicts a text.
        days: On which day each source speaks, by its IRI.
        witnesses: Counts who says what.
    """
    found: dict[tuple[str, ...], Disagreement] = {}
    by_rows: dict[tuple[str, ...], list[OfficeConflict]] = defaultdict(list)
    people = {one.claim.iri: one.person for one in facts}
    for conflict in conflicts:
        by_rows[tuple(one.iri for one in conflict.official)].append(conflict)
    for key, own in sorted(by_rows.items()):
        found[key] = _against_register(own, people)
    contradicted = {conflict.claim.iri for own in by_rows.values() for conflict in own}
    return [*found.values(), *_between_texts(facts, contradicted, days, witnesses)]


def _against_register(own: Sequence[OfficeConflict], people: dict[str, str]) -> Disagreement:
    first = own[0]
    claims = spread(
        Alternative(node(eg("role")), members)
        for members in (first.official, tuple(conflict.claim for conflict in own))
    )
    assert first.claim.role is not None
    subject = first.claim.role.iri if first.is_decided else people[first.claim.iri]
    preferred = claims[0] if first.is_decided else None
    reason = "; ".join(dict.fromkeys(conflict.reason for conflict in own))
    return Disagreement(subject, eg(first.claim.fact.predicate), "RoleConflict", claims, preferred, reason)


def _between_texts(
    facts: Iterable[MappedFact], contradicted: set[str], days: Mapping[str, str], witnesses: Witnesses
) -> list[Disagreement]:
    """Return where texts of one month appoint different people to an office of which there is one."""
    told: dict[tuple[str, str], dict[str, list[LinkedFact]]] = defaultdict(lambda: defaultdict(list))
    for one in facts:
        role = one.claim.role
        if role and one.claim.fact.predicate == "appointedTo" and is_sole_office(role.name):
            month = days.get(one.claim.source.iri, "")[:MONTH]
            if one.claim.iri not in contradicted and not one.claim.source.is_official:
                told[(role.iri, month)][one.person].append(one.claim)
    found = []
    for (role_iri, _), holders in sorted(told.items()):
        if len(holders) > 1:
            ranked = sorted(holders.items(), key=lambda item: (-witnesses.count(item[1]), item[0]))
            counts = [witnesses.count(claims) for _, claims in ranked]
            claims = spread(Alternative(node(person), tuple(own)) for person, own in ranked)
            is_decided = counts[0] > counts[1]
            reason = "one office, one holder; "
            reason += (
                f"told by {counts[0]} independent sources against {counts[1]}"
                if is_decided
                else "nothing in the sources decides who it is"
            )
            preferred = claims[0] if is_decided else None
            found.append(Disagreement(role_iri, eg("appointedTo"), "RoleConflict", claims, preferred, reason))
    return found
