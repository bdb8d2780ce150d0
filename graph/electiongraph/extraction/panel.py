"""Read documents with several extractors: verify, count and join what each of them finds.

Extraction, above the extractors. The rules' facts are taken as they are; those of every other extractor are
held to the same rule (`verification`). An extractor that fails is reported and stops nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from electiongraph.errors import ExtractorError
from electiongraph.extraction.extractors import RULES, Extractor, RuleExtractor, one_line, open_extractor
from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

if TYPE_CHECKING:
    from electiongraph.extraction.verification import Reason

__all__ = ["Panel", "Report", "open_panel"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What has become of the facts of one extractor.

    Attributes:
        extractor: Its name.
        kept: How many of its facts hold.
        dropped: How many do not, by reason, the most frequent first.
        failures: What went wrong, each message once, with the first document and how many there were.
    """

    extractor: str
    kept: int = 0
    dropped: tuple[tuple[Reason, int], ...] = ()
    failures: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the counts as one line.

        Examples:
            >>> from electiongraph.extraction.verification import Reason
            >>> print(Report("llm", 41, ((Reason.QUOTE, 4), (Reason.NUMBER, 3))))
            llm: 41 facts kept, 7 dropped: 4 quote not in the text, 3 number not in the quote
            >>> print(Report("llm", 1))
            llm: 1 fact kept, 0 dropped
        """
        facts = "1 fact" if self.kept == 1 else f"{self.kept:,} facts"
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in self.dropped)
        dropped = f"{sum(count for _, count in self.dropped):,} dropped"
        return f"{self.extractor}: {facts} kept, {dropped}" + (f": {reasons}" if reasons else "")


class Panel:
    """The extractors chosen for one run, and the tally of what they find."""

    def __init__(self, extractors: Sequence[Extractor], broken: Sequence[Report] = ()) -> None:
        """Take extractors.

        Args:
            extractors: In any order; the rules' facts always come first.
            broken: Reports on those that could not even be opened.
        """
        self.has_rules = any(isinstance(one, RuleExtractor) for one in extractors)
        self._others = tuple(one for one in extractors if not isinstance(one, RuleExtractor))
        self._broken = tuple(broken)
        self._tallies = [_Tally(one.name) for one in self._others]

    @property
    def is_of_rules_alone(self) -> bool:
        """Tell whether the rules read, and nothing else was chosen."""
        return self.has_rules and not self._others and not self._broken

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return a report on each extractor but the rules, in the order given."""
        return (*self._broken, *(tally.report() for tally in self._tallies))

    def extract(self, document: Document, gazetteers: Gazetteers) -> tuple[Fact, ...]:
        """Return the facts that the extractors find in a document, in text order, each once.

        Examples:
            >>> from electiongraph.gazetteers import load_gazetteers
            >>> from electiongraph.sources import document_from_text
            >>> document = document_from_text("Labour held Luton North.")
            >>> [fact.predicate for fact in open_panel(["rules"]).extract(document, load_gazetteers())]
            ['outcome']
        """
        rules = RuleExtractor().extract(document, gazetteers) if self.has_rules else ()
        return self.complete(document, rules, gazetteers)

    def complete(
        self, document: Document, rules_facts: Sequence[Fact], gazetteers: Gazetteers
    ) -> tuple[Fact, ...]:
        """Return the facts that the rules have found together with those of the other extractors.

        Figures are doubted anew, since another extractor may have read the votes that a majority needs.

        Args:
            document: The source.
            rules_facts: What the rules have read in it; left out when the rules are not of the panel.
            gazetteers: Names of seats, parties, roles and elections.
        """
        facts = list(rules_facts) if self.has_rules else []
        for extractor, tally in zip(self._others, self._tallies, strict=True):
            facts += _read(extractor, tally, document, gazetteers)
        if not self._others:
            return tuple(facts)
        from electiongraph.extraction.arithmetic import doubt_contradictions  # noqa: PLC0415 - takes patterns
        from electiongraph.extraction.merging import merge_facts  # noqa: PLC0415

        return tuple(doubt_contradictions(merge_facts(facts)))


def open_panel(extractors: Sequence[Extractor | str]) -> Panel:
    """Return the extractors that are named, ready to read documents.

    Args:
        extractors: Names with their options, such as "rules" and "llm:openai:gpt-4o", or extractors; the same
            name twice counts once.

    Returns:
        The panel. A plug-in that is broken is left out and stands in its reports.

    Raises:
        ExtractorError: When one is not installed or not set up, or none is left.

    Examples:
        >>> open_panel(["rules"]).reports
        ()
    """
    opened: list[Extractor] = []
    broken: list[Report] = []
    for one in dict.fromkeys(extractors):
        if not isinstance(one, str):
            opened.append(one)
            continue
        try:
            opened.append(open_extractor(one))
        except ExtractorError:
            raise
        except (Exception, SystemExit) as error:
            logger.debug("the extractor %s cannot be opened", one, exc_info=True)
            name = one.partition(":")[0]
            broken.append(Report(name, failures=(f"{name}: the plug-in is broken: {one_line(error)}",)))
    if not opened:
        told = "; ".join(failure for report in broken for failure in report.failures)
        raise ExtractorError(told or "no extractor is named", advice=f"{RULES} is always there")
    return Panel(opened, broken)


class _Tally:
    """Count the facts of one extractor."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.kept = 0
        self.dropped: Counter[Reason] = Counter()
        self.failed: dict[str, list[str]] = {}

    def report(self) -> Report:
        from electiongraph.extraction.verification import Reason  # noqa: PLC0415 - takes patterns

        order = list(Reason)
        dropped = sorted(self.dropped.items(), key=lambda item: (-item[1], order.index(item[0])))
        failures = []
        for message, documents in self.failed.items():
            more = f" (and {len(documents) - 1:,} more)" if len(documents) > 1 else ""
            failures.append(f"{self.name}: {documents[0]}{more}: {message}")
        return Report(self.name, self.kept, tuple(dropped), tuple(failures))


def _read(
    extractor: Extractor, tally: _Tally, document: Document, gazetteers: Gazetteers
) -> tuple[Fact, ...]:
    """Return the facts of an extractor that hold; whatever it does, nothing but its own facts is lost."""
    found: tuple[object, ...] = ()
    try:
        found = tuple(extractor.extract(document, gazetteers))
    except (Exception, SystemExit) as error:
        logger.debug("the extractor %s fails on %s", tally.name, document.name, exc_info=True)
        message = one_line(error)
        if isinstance(error, ExtractorError):
            found = error.found
            message = message.removeprefix(f"{tally.name}: ")
        tally.failed.setdefault(message, []).append(document.name or "a text")
    from electiongraph.extraction.verification import verify_facts  # noqa: PLC0415 - takes patterns

    verified = verify_facts(document, found, gazetteers)
    tally.kept += len(verified.facts)
    tally.dropped.update(verified.dropped)
    logger.info(
        "%s: %s: %d facts kept, %d dropped",
        tally.name,
        document.name,
        len(verified.facts),
        len(verified.dropped),
    )
    return tuple(_signed(fact, tally.name) for fact in verified.facts)


def _signed(fact: Fact, name: str) -> Fact:
    """Return a fact whose rule says which extractor it is from."""
    if fact.rule == name or fact.rule.startswith(f"{name}:"):
        return fact
    return replace(fact, rule=f"{name}:{fact.rule}" if fact.rule else name)
