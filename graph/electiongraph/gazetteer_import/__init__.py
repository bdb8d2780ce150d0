"""Regenerate the gazetteers in `ontology/` from official files and the knowledge kept beside this module.

Run by hand when the official files change: `python -m electiongraph.gazetteer_import OFFICIAL ONTOLOGY`.
Official results (psephology) and ministerial posts (ifg-ministers) come in, with `knowledge/*.toml` for
what no official file says: short forms, Welsh names, colours, aliases of roles, the areas of other bodies and
the parties of other countries. Out go seats.ttl, parties.ttl, roles.ttl, elections.ttl, areas.ttl and
foreign-parties.ttl, byte-identical for the same inputs.
"""

from __future__ import annotations

from electiongraph.gazetteer_import.generation import generate_gazetteers

__all__ = ["generate_gazetteers"]
