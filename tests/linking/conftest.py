"""A source made of lines, each with the facts that it states."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from electiongraph.extraction.facts import Fact
from electiongraph.sources.document import Document

Source = tuple[Document, tuple[Fact, ...]]


def _make(name: str, *lines: tuple[str, list[dict[str, object]]]) -> Source:
    text = "".join(f"{line}\n" for line, _ in lines)
    facts, start = [], 0
    for line, told in lines:
        for arguments in told:
            defaults = {"election": "2024-07-04", "rule": "test", "is_list": True}
            fact = {**defaults, **arguments, "quote": line, "start": start, "end": start + len(line)}
            facts.append(Fact(**fact))  # type: ignore[arg-type]
        start += len(line) + 1
    digest = hashlib.sha256((name + text).encode()).hexdigest()
    return Document(text, (), name=name, sha256=digest), tuple(facts)


@pytest.fixture
def make_source() -> Callable[..., Source]:
    return _make
