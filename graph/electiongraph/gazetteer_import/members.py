"""The scheme of members: who sat in the House of Commons after which general election."""

from __future__ import annotations

from collections import Counter, defaultdict

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.official_files import GENERAL_ELECTIONS, MemberRow, OfficialFiles
from electiongraph.gazetteer_import.turtle_files import ID, Concept, literal

__all__ = ["member_concepts"]

EARLIEST = "1979"


def member_concepts(official: OfficialFiles, knowledge: Knowledge) -> list[Concept]:
    """Return a concept a member.

    Args:
        official: The official files.
        knowledge: The polling days of general elections before theirs, as the scheme of elections has them.

    Returns:
        Who has won a seat since 2010, and of the Parliaments since 1979 those who have ever been ministers,
        by Parliament's number; the name most often given to a person is the label, others are further labels.
    """
    earlier = (day for day in knowledge.table("house-of-commons").texts("polled") if day >= EARLIEST)
    days = sorted({*earlier, *GENERAL_ELECTIONS.values()})
    names: dict[str, Counter[str]] = defaultdict(Counter)
    sat: dict[str, set[str]] = defaultdict(set)
    for row in (*official.winners(), *official.spells()):
        after = _parliaments(row, days)
        if row.mnis_id and after:
            names[row.mnis_id][row.person] += 1
            sat[row.mnis_id].update(after)
    return [_concept(mnis, names[mnis], sat[mnis]) for mnis in sorted(names)]


def _parliaments(row: MemberRow, days: list[str]) -> set[str]:
    """Return after which general elections somebody sat in a spell."""
    ends = [*days[1:], "9999"]
    until = row.until or "9999"
    spans = zip(days, ends, strict=True)
    return {day for day, end in spans if day <= row.since < end or row.since < day < until}


def _concept(mnis: str, names: Counter[str], sat: set[str]) -> Concept:
    concept = Concept(f"<{ID}member/{mnis}>", "eg:Person")
    label = min(names, key=lambda name: (-names[name], name))
    concept.add("skos:prefLabel", literal(label, "@en"))
    concept.add("skos:altLabel", *(literal(name, "@en") for name in names if name != label))
    concept.add("eg:identifiedBy", literal(f"mnis:{mnis}"))
    concept.add("eg:satAfter", *(f"election:{day}" for day in sat))
    return concept
