"""Lay what texts say of offices beside the register of ministers.

Part of mapping official files. A text names somebody for an office that somebody else held then, or an office
that the register does not know: both are told, with the register's row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from electiongraph.extraction.facts import Fact
from electiongraph.identifiers import claim_iri
from electiongraph.linking.entity_linking import LinkedFact, LinkedRole, Source
from electiongraph.linking.names import NameMatch, match_names
from electiongraph.linking.office_holders import OfficeHolders, OfficeSpell, days_of
from electiongraph.mapping.explanations import OfficeConflict
from electiongraph.sources.candidate_lists import Candidate

__all__ = ["compare_offices"]

RULE = "official-row"
GOVERNMENT = ("", "government")
# So many months after a change of office a text may still call the old holder by it, or the new one already.
_CHANGING_MONTHS = 2
_MATCHING = frozenset((NameMatch.SAME, NameMatch.FULLER, NameMatch.SHORT_FORM, NameMatch.SURNAME_ONLY))
_FORMER = re.compile(
    r"\b(?:former|ex|then|previous(?:ly)?|outgoing|shadow|served as|acting)\b", re.IGNORECASE
)


def compare_offices(
    claims: Sequence[LinkedFact],
    holders: OfficeHolders,
    sources: Mapping[str, Source],
    spans: Mapping[str, Sequence[tuple[int, int]]],
) -> tuple[list[LinkedFact], list[OfficeConflict]]:
    """Return what the register says of the offices that texts tell of, and where it contradicts them.

    Args:
        claims: The linked facts of texts.
        holders: Who held which office.
        sources: The official files by their IRI.
        spans: Where each row of a file stands, by the file's IRI.

    Returns:
        The rows that confirm or contradict as facts, each once; and the contradictions.
    """
    days = days_of(claims)
    stated: dict[str, LinkedFact] = {}
    conflicts = []

    def rows_of(
        spells: Iterable[OfficeSpell], role: LinkedRole | None, predicate: str
    ) -> tuple[LinkedFact, ...]:
        told = [_fact_of(one, role or one.roles[0], predicate, sources, spans) for one in spells]
        return tuple(stated.setdefault(one.iri, one) for one in told)

    for claim in claims:
        day = days.get(claim.source.iri, "")
        if claim.role is None or not day or claim.fact.predicate not in ("appointedTo", "heldRole"):
            continue
        is_news = claim.fact.predicate == "appointedTo"
        near = holders.in_office(claim.role.iri, day, _CHANGING_MONTHS)
        own = [one for one in near if _is_meant(claim, one)]
        if own:
            rows_of([one for one in own if one.iri == claim.appointment], claim.role, claim.fact.predicate)
        elif near and holders.is_sole(claim.role.iri) and (is_news or _is_said_of_now(claim, holders)):
            official = rows_of(near[-1:], claim.role, claim.fact.predicate)
            who = " and ".join(f"{one.person.name} from {one.since}" for one in near[-1:])
            reason = f"the register of ministers gives the office to {who}"
            conflicts.append(OfficeConflict(claim, official, reason, is_decided=True))
        elif is_news and claim.candidate is not None and not holders.is_known(claim.role.iri):
            appointed = holders.appointed(claim.candidate.person_iri, day)
            if appointed and (claim.role.role.kind if claim.role.role else "") in GOVERNMENT:
                names = " and ".join(dict.fromkeys(one.roles[0].name for one in appointed))
                reason = f"the register of ministers has no such office; it names {claim.fact.person} {names}"
                conflicts.append(
                    OfficeConflict(claim, rows_of(appointed, None, "appointedTo"), reason, is_decided=False)
                )
    return list(stated.values()), conflicts


def _is_meant(claim: LinkedFact, spell: OfficeSpell) -> bool:
    """Tell whether a claim is about who held an office: by identity, or by name where none is known."""
    if claim.candidate is not None and claim.candidate.person_iri:
        return claim.candidate.person_iri == spell.person.iri
    return _is_called(claim.fact.person, spell)


def _is_called(name: str, spell: OfficeSpell) -> bool:
    names = (spell.person.name, *spell.person.other_names)
    return any(match_names(name, known) in _MATCHING for known in names)


def _is_said_of_now(claim: LinkedFact, holders: OfficeHolders) -> bool:
    """Tell whether a text calls somebody the holder who never was."""
    assert claim.role is not None
    document, start = claim.source.document, claim.fact.start
    words = document.text[max(0, start - 20) : claim.fact.end]
    if _FORMER.search(words):
        return False
    return not any(_is_called(claim.fact.person, one) for one in holders.ever_in_office(claim.role.iri))


def _fact_of(
    spell: OfficeSpell,
    role: LinkedRole,
    predicate: str,
    sources: Mapping[str, Source],
    spans: Mapping[str, Sequence[tuple[int, int]]],
) -> LinkedFact:
    document = sources[spell.source].document
    start, end = spans[spell.source][spell.row - 1]
    person = spell.person
    return LinkedFact(
        iri=claim_iri(spell.source, "row", str(spell.row), predicate, role.name),
        source=sources[spell.source],
        fact=Fact(
            predicate, document.text[start:end], start, end, RULE, person=person.name, value=role.name,
            is_list=True,
        ),
        role=role,
        candidate=Candidate("", "", person.name, "", person.identifiers, person.iri, person.name),
        appointment=spell.iri,
    )  # fmt: skip
