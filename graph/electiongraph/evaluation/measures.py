"""Score extraction on annotated articles: precision and recall, by article, layout, predicate and rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from electiongraph.evaluation.corpora import Case
from electiongraph.evaluation.scoring import Comparison, Record, compare
from electiongraph.extraction import extract_facts, fact_record
from electiongraph.gazetteers import Gazetteers, load_gazetteers

__all__ = ["Score", "Scored", "layout_of", "score_cases", "tally"]


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts were right, missed and wrong.

    Attributes:
        matched: Facts found that the gold has.
        missed: Facts of the gold that were not found.
        spurious: Facts found that the gold does not have.
    """

    matched: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float:
        """Return the part of what was found that is right, 0 to 1; 1 when nothing was found."""
        return self.matched / found if (found := self.matched + self.spurious) else 1.0

    @property
    def recall(self) -> float:
        """Return the part of the gold that was found, 0 to 1; 1 when there is none."""
        return self.matched / wanted if (wanted := self.matched + self.missed) else 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """An article, and its extraction beside its gold."""

    case: Case
    comparison: Comparison


def score_cases(cases: Iterable[Case], gazetteers: Gazetteers | None = None) -> tuple[Scored, ...]:
    """Extract the facts of annotated articles and compare them with the gold.

    Args:
        cases: The articles.
        gazetteers: Where names are looked up; those of the package when None.
    """
    known = gazetteers or load_gazetteers()
    return tuple(
        Scored(case, compare(case.gold, [fact_record(fact) for fact in extract_facts(case.document, known)]))
        for case in cases
    )


def layout_of(fact: Record, gold: Iterable[Record]) -> str:
    """Return "list" for a fact of a results line, else "prose"; what is in no gold goes by its quote."""
    if "rule" not in fact:
        return "list" if fact.get("layout") == "list" else "prose"
    lines = (str(line["quote"]).strip(" •*-") for line in gold if line.get("layout") == "list")
    quote = str(fact["quote"]).strip(" •*-")
    return "list" if any(line in quote or quote in line for line in lines) else "prose"


def tally(scored: Iterable[Scored], by: str) -> Mapping[str, Score]:
    """Count right, missed and wrong facts in groups.

    Args:
        scored: The articles with their comparisons.
        by: "layout", "predicate", "article" or "rule"; what is missed has no rule and is left out there.

    Returns:
        The scores by the group's name, sorted.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in scored:
        group = _grouping(one, by)
        for wanted, found in one.comparison.matched:
            counts[group(found if by == "rule" else wanted)][0] += 1
        for wanted in one.comparison.missed if by != "rule" else ():
            counts[group(wanted)][1] += 1
        for found in one.comparison.spurious:
            counts[group(found)][2] += 1
    return {name: Score(*counts[name]) for name in sorted(counts)}


def _grouping(scored: Scored, by: str) -> Callable[[Record], str]:
    groupings: dict[str, Callable[[Record], str]] = {
        "layout": lambda fact: layout_of(fact, scored.case.gold),
        "predicate": lambda fact: str(fact["predicate"]),
        "article": lambda _: scored.case.name,
        "rule": lambda fact: str(fact["rule"]),
    }
    return groupings[by]
