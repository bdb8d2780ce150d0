"""Put the gazetteers together: official rows and knowledge in, Turtle texts out."""

from __future__ import annotations

from pathlib import Path

from electiongraph.gazetteer_import.areas import area_concepts, foreign_party_concepts
from electiongraph.gazetteer_import.elections import election_concepts
from electiongraph.gazetteer_import.former_seats import former_seat_concepts
from electiongraph.gazetteer_import.knowledge_files import read_knowledge
from electiongraph.gazetteer_import.members import member_concepts
from electiongraph.gazetteer_import.official_files import OfficialFiles
from electiongraph.gazetteer_import.parties import party_concepts
from electiongraph.gazetteer_import.roles import role_concepts
from electiongraph.gazetteer_import.seats import seat_concepts
from electiongraph.gazetteer_import.turtle_files import Concept, write_scheme

__all__ = ["generate_gazetteers"]


def generate_gazetteers(official_folder: Path) -> dict[str, str]:
    """Generate the Turtle text of every gazetteer.

    Args:
        official_folder: The folder that holds `psephology/` and `ifg-ministers/`.

    Returns:
        Text by file name: areas.ttl, elections.ttl, foreign-parties.ttl, former-seats.ttl,
        members.ttl, parties.ttl, roles.ttl, seats.ttl.

    Raises:
        SourceError: When an official file is missing or is not what its name says.
    """
    official = OfficialFiles(official_folder)
    headers = read_knowledge("schemes")
    concepts: dict[str, list[Concept]] = {
        "areas": area_concepts(read_knowledge("areas")),
        "elections": election_concepts(official, read_knowledge("elections")),
        "foreign-parties": foreign_party_concepts(read_knowledge("foreign_parties")),
        "former-seats": former_seat_concepts(official, read_knowledge("seats")),
        "members": member_concepts(official, read_knowledge("elections")),
        "parties": party_concepts(official, read_knowledge("parties")),
        "roles": role_concepts(official, read_knowledge("roles")),
        "seats": seat_concepts(official, read_knowledge("seats")),
    }
    return {f"{name}.ttl": write_scheme(name, headers.table(name), of) for name, of in concepts.items()}
