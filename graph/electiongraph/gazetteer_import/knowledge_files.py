"""Read the hand-written knowledge of the gazetteers: TOML in, typed tables out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Knowledge", "read_knowledge"]

FOLDER = Path(__file__).parent / "knowledge"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A TOML table whose values are texts, lists of texts and tables."""

    values: Mapping[str, object]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def text(self, key: str) -> str:
        """Return the text under a key, "" when there is none."""
        return str(self.values.get(key, ""))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under a key, empty when there is none."""
        found = self.values.get(key, [])
        return tuple(str(item) for item in found) if isinstance(found, list) else (str(found),)

    def table(self, key: str) -> Knowledge:
        """Return the table under a key, an empty one when there is none."""
        found = self.values.get(key, {})
        return Knowledge(found if isinstance(found, dict) else {})


def read_knowledge(name: str) -> Knowledge:
    """Read `knowledge/<name>.toml`.

    Args:
        name: "areas", "elections", "foreign_parties", "parties", "roles", "schemes" or "seats".

    Returns:
        The whole file as a table.
    """
    return Knowledge(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))
