"""Read annotated articles, and say what is wrong with an annotation.

A corpus is a folder with `articles/` (text or pages) and `gold/` (a `.jsonl` file of fact records for each).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from electiongraph.errors import SourceError
from electiongraph.evaluation.scoring import Record, matches
from electiongraph.extraction.facts import ARGUMENTS
from electiongraph.gazetteers import normalise_name
from electiongraph.sources import Document, read_document

__all__ = ["Case", "gold_faults", "read_cases"]

_ELECTION = re.compile(r"\d{4}(?:-\d\d-\d\d)?(?: notional)?")
_OPTIONAL = frozenset({("outcome", "party")})
_CONTEST = frozenset(("elected", "votes", "voteShare", "standsFor", "defeatedIn"))


@dataclass(frozen=True, slots=True)
class Case:
    """An article with what it states.

    Attributes:
        name: The article's file name without its ending.
        document: The article.
        gold: The facts that a careful reader takes from it.
    """

    name: str
    document: Document
    gold: tuple[Record, ...]


def read_cases(corpus: Path) -> tuple[Case, ...]:
    """Read the annotated articles of a folder, by name.

    Raises:
        SourceError: A folder or an annotation is missing, or a line is no fact record.
    """
    articles = corpus / "articles"
    if not articles.is_dir():
        raise SourceError("has no folder articles", where=str(corpus), advice="name a folder of a corpus")
    return tuple(
        Case(path.stem, read_document(path), tuple(_read_gold(corpus / "gold" / f"{path.stem}.jsonl")))
        for path in sorted(articles.iterdir())
    )


def gold_faults(case: Case) -> Iterator[str]:
    """Say what is wrong with an annotation: keys, quotes that are not in the text, lines told twice.

    Yields:
        One fault a line, with the number of the fact from 1.
    """
    text = _words(case.document.text)
    names = normalise_name(case.document.text)
    for number, fact in enumerate(case.gold, 1):
        predicate = str(fact.get("predicate"))
        if predicate not in ARGUMENTS:
            yield f"{number}: {predicate} is no predicate"
            continue
        quote = _words(str(fact.get("quote", "")))
        if not quote.strip() or quote not in text:
            yield f"{number}: the quote is not in the text: {fact.get('quote')!r}"
        for name in ARGUMENTS[predicate]:
            if name != "declared" and (predicate, name) not in _OPTIONAL and fact.get(name) in (None, ""):
                yield f"{number}: {predicate} has no {name}"
        election = fact.get("election")
        if election is not None and not _ELECTION.fullmatch(str(election)):
            yield f"{number}: {election!r} is no polling date"
        person = normalise_name(str(fact.get("person", "")))
        if person and person.split()[-1] not in names:
            yield f"{number}: the text has no {fact['person']}"
        if predicate in _CONTEST and not _stands(fact, case.gold):
            yield f"{number}: {predicate}, but no standsIn for {fact.get('person')} in {fact.get('seat')}"
        twin = next((i for i, other in enumerate(case.gold[: number - 1], 1) if _is_twin(fact, other)), None)
        if twin is not None:
            yield f"{number}: says what {twin} says"


def _is_twin(fact: Record, other: Record) -> bool:
    return not fact.get("arguable") and not other.get("arguable") and matches(fact, other)


def _stands(fact: Record, gold: Sequence[Record]) -> bool:
    wanted = {**fact, "predicate": "standsIn"}
    return any(other.get("predicate") == "standsIn" and matches(wanted, other) for other in gold)


def _read_gold(path: Path) -> Iterator[Record]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise SourceError(
            "cannot be read", where=str(path), advice="write the facts of the article there"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fact = json.loads(line)
        except ValueError as error:
            raise SourceError(f"line {number} is no JSON ({error})", where=str(path)) from error
        if not isinstance(fact, dict):
            raise SourceError(f"line {number} is no fact record", where=str(path))
        yield fact


def _words(text: str) -> str:
    """Return the letters and figures of a text: what stands between them, a page shows in its own way."""
    return f" {' '.join(''.join(letter if letter.isalnum() else ' ' for letter in text).split())} "
