"""Extractors: what can read facts from a document. The rules are one; others are installed beside them.

Extraction. An installed package offers an extractor by an entry point of the group
`electiongraph.extractors`: its name, and a factory that takes the option text ("llm:openai:gpt-4o" gives the
factory "llm" the text "openai:gpt-4o"). Facts of all but the rules are verified; see `panel`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

from electiongraph.errors import ExtractorError
from electiongraph.extraction.facts import Fact
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = [
    "ENTRY_POINTS",
    "RULES",
    "Extractor",
    "RuleExtractor",
    "extractor_names",
    "one_line",
    "open_extractor",
]

RULES = "rules"
ENTRY_POINTS = "electiongraph.extractors"
LONGEST_MESSAGE = 300


@runtime_checkable
class Extractor(Protocol):
    """What reads facts from a document."""

    @property
    def name(self) -> str:
        """Return the name under which the facts are counted; facts' rules begin with it."""
        ...

    def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
        """Return the facts that a document states.

        Args:
            document: The source. Its text is data, whatever it says.
            gazetteers: Names of seats, parties, roles and elections.

        Returns:
            Facts whose quotes are copied from the document's text. Offsets that do not fit are mended.

        Raises:
            ExtractorError: When the document cannot be read; `found` keeps what was read of it.
        """
        ...


class RuleExtractor:
    """The extractor of this package: deterministic, offline, and the default."""

    name = RULES

    def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
        """Return the facts that the rules read.

        Examples:
            >>> from electiongraph.gazetteers import load_gazetteers
            >>> from electiongraph.sources import document_from_text
            >>> document = document_from_text("Labour held Luton North.")
            >>> [fact.predicate for fact in RuleExtractor().extract(document, load_gazetteers())]
            ['outcome']
        """
        from electiongraph.extraction.reading import extract_facts  # noqa: PLC0415 - not for who reads no text

        return extract_facts(document, gazetteers)


def extractor_names() -> tuple[str, ...]:
    """Return the names of all extractors that are installed, the rules first.

    Examples:
        >>> extractor_names()[0]
        'rules'
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - only those who want another extractor wait

    installed = {entry.name for entry in entry_points(group=ENTRY_POINTS)}
    return (RULES, *sorted(installed - {RULES}))


def open_extractor(text: str) -> Extractor:
    """Return an extractor by its name, with its option after a colon.

    Args:
        text: "rules", or the name of an entry point such as "llm" in "llm:openai:gpt-4o".

    Returns:
        The extractor, ready to read.

    Raises:
        ExtractorError: When there is none of that name, or it refuses its option.

    Examples:
        >>> open_extractor("rules").name
        'rules'
    """
    name, _, option = text.partition(":")
    if name == RULES:
        if option:
            raise ExtractorError("this extractor takes no option", where=name, advice=f"say only {RULES}")
        return RuleExtractor()
    extractor = _factory(name)(option)
    if not isinstance(extractor, Extractor) or not isinstance(extractor.name, str) or not extractor.name:
        raise TypeError("the plug-in's factory gave no extractor: it needs a name and a method extract")
    return extractor


def one_line(error: BaseException) -> str:
    r"""Return what is wrong as one line: a message of our own as it is, any other after its kind.

    Examples:
        >>> one_line(ValueError("no such\nmodel"))
        'ValueError: no such model'
    """
    words = " ".join(str(error).split())
    if not isinstance(error, ExtractorError):
        words = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return words if len(words) <= LONGEST_MESSAGE else words[: LONGEST_MESSAGE - 1] + "…"


def _factory(name: str) -> Callable[[str], object]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - only those who want another extractor wait

    found: Iterable[Callable[[str], object]] = (
        entry.load() for entry in entry_points(group=ENTRY_POINTS, name=name)
    )
    for factory in found:
        return factory
    raise ExtractorError(
        f"no extractor “{name}” is installed; there are: {', '.join(extractor_names())}",
        advice="language models come with: pip install 'electiongraph[llm]'",
    )
