"""The scheme of roles: ministerial posts of the official file, and offices that texts name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.official_files import OfficialFiles, PostRow
from electiongraph.gazetteer_import.turtle_files import Concept, literal
from electiongraph.gazetteers import normalise_name

__all__ = ["role_concepts"]


@dataclass(slots=True)
class Office:
    """A role while it is being put together.

    Attributes:
        kind: "government", "party", "parliament", "devolved", "local" or "count".
        known: Aliases that the knowledge gives it.
        derived: Aliases that follow from its title.
    """

    kind: str
    known: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)


def role_concepts(official: OfficialFiles, knowledge: Knowledge) -> list[Concept]:
    """Return a concept a role.

    Args:
        official: The official files.
        knowledge: Aliases of posts, patterns for the offices of parties, and all other offices.

    Returns:
        Roles; an alias that two of them would share stays with the one that the knowledge names, else
        with none.
    """
    offices = _known_offices(knowledge)
    for post in official.posts():
        if _is_reported(post):
            title = knowledge.table("titles").text(post.title) or post.title
            offices.setdefault(title, Office("government")).derived.update(_usual_titles(title))
    claimed = {normalise_name(label) for title, of in offices.items() for label in (title, *of.known)}
    uses = Counter(n for of in offices.values() for n in {normalise_name(label) for label in of.derived})
    return [_concept(title, of, claimed, uses) for title, of in offices.items()]


def _concept(title: str, office: Office, claimed: set[str], uses: Counter[str]) -> Concept:
    free = {a for a in office.derived if (n := normalise_name(a)) not in claimed and uses[n] == 1}
    concept = Concept(f"role:{re.sub(r'[^a-z0-9]+', '-', normalise_name(title))}", "eg:Role")
    concept.add("eg:roleKind", literal(office.kind))
    concept.add("skos:prefLabel", literal(title, "@en"))
    concept.add("skos:altLabel", *(literal(alias, "@en") for alias in (office.known | free) - {title}))
    return concept


def _is_reported(post: PostRow) -> bool:
    """Say whether reports name a post: those of the cabinet, and the briefs of ministers of state."""
    if not post.is_recent:
        return False
    if post.is_cabinet or post.rank in ("PM", "DPM", "SoS", "Parl. lead."):
        return True
    return post.rank == "MoS" and not post.title.startswith("Minister of State")


def _known_offices(knowledge: Knowledge) -> dict[str, Office]:
    """Return the offices that the knowledge lists, and those that every party has."""
    offices = {}
    for kind in knowledge.table("roles"):
        titles = knowledge.table("roles").table(kind)
        for title in titles:
            offices[title] = Office(kind, set(titles.texts(title)))
    patterns = knowledge.table("party_offices")
    for party in knowledge.table("parties"):
        forms = knowledge.table("parties").table(party)
        for office in patterns:
            aliases = {
                pattern.format(short=short, full=full)
                for pattern in patterns.texts(office)
                for short in forms.texts("short")
                for full in forms.texts("full")
            }
            offices[f"{office} of {forms.texts('full')[0]}"] = Office("party", aliases)
    return offices


def _usual_titles(title: str) -> Iterator[str]:
    """Yield what reports call the holder of a post.

    Examples:
        >>> list(_usual_titles("Secretary of State for Transport"))
        ['Transport Secretary', 'Secretary for Transport']
        >>> list(_usual_titles("Minister for Immigration"))
        ['Immigration Minister']
    """
    if match := re.fullmatch(r"Secretary of State for (?:the )?(.+)", title):
        yield f"{match[1]} Secretary"
        yield f"Secretary for {match[1]}"
    elif match := re.fullmatch(r"Minister for (?:the )?(.+)", title):
        yield f"{match[1]} Minister"
