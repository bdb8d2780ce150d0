"""Find the folders that travel with the package: ontology, shapes, queries and examples.

In a wheel they lie inside the package; in a checkout beside `graph/`.
"""

from __future__ import annotations

from pathlib import Path

from electiongraph.errors import ResourceError

__all__ = ["folder"]

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Return the folder `name` of the package or of the checkout.

    Args:
        name: "ontology", "shapes", "queries" or "examples".

    Returns:
        An existing folder.

    Raises:
        ResourceError: When neither place has it.
    """
    for place in (PACKAGE / name, CHECKOUT / name):
        if place.is_dir():
            return place
    raise ResourceError(
        "this folder is missing from the installation", where=name, advice="install electiongraph again"
    )
