"""Map official files to quads: results, seats and their overlaps, parties, members and ministers.

Part of mapping. Tables come in, quads go out, with the people they tell of; what a text says is compared with
them later.
"""

from electiongraph.mapping.official.graph import OfficialGraph, map_official

__all__ = ["OfficialGraph", "map_official"]
