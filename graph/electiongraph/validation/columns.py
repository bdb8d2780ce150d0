"""Hold one graph as columns: of each property, who has which values.

Takes N-Triples as Oxigraph writes them; a term is the text that stands there, so that a value of a million
statements is looked at once. What has one value, as nearly everything has, lies in one dictionary, further
values in another: the second alone tells who has too many.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set

import pyoxigraph

from electiongraph.vocabulary import RDF_TYPE

__all__ = ["KIND", "Columns", "Relation", "lexical", "term_of"]

KIND = f"<{RDF_TYPE}>"


class Relation:
    """Who has which values: those of one property, or of a path of properties.

    Attributes:
        first: The first value of each subject.
        more: The further values of the subjects that have several.
    """

    __slots__ = ("_distinct", "_failing", "_inverse", "first", "more")

    def __init__(self) -> None:
        """Begin with nobody."""
        self.first: dict[str, str] = {}
        self.more: dict[str, list[str]] = {}
        self._distinct: set[str] | None = None
        self._failing: dict[Callable[[str], object], frozenset[str]] = {}
        self._inverse: dict[str, list[str]] | None = None

    def add(self, subject: str, value: str) -> None:
        """Add a value, once."""
        known = self.first.setdefault(subject, value)
        if known != value and value not in (others := self.more.setdefault(subject, [])):
            others.append(value)
        self._distinct = self._inverse = None
        self._failing.clear()

    def values(self, subject: str) -> list[str]:
        """Return the values of a subject, in no order."""
        if subject in self.more:
            return [self.first[subject], *self.more[subject]]
        return [self.first[subject]] if subject in self.first else []

    def distinct(self) -> set[str]:
        """Return all values, each once."""
        if self._distinct is None:
            self._distinct = set(self.first.values()).union(*self.more.values())
        return self._distinct

    def with_values(self, subjects: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Give the places of some subjects, each with each of its values."""
        if self.more:
            return ((place, one) for place, subject in enumerate(subjects) for one in self.values(subject))
        found = enumerate(map(self.first.get, subjects))
        return ((place, one) for place, one in found if one is not None)

    def subjects_of(self, value: str) -> list[str]:
        """Return who has a value."""
        if self._inverse is None:
            self._inverse = defaultdict(list)
            for subject, one in self.pairs():
                self._inverse[one].append(subject)
        return self._inverse.get(value, [])

    def failing(self, test: Callable[[str], object]) -> frozenset[str]:
        """Return the values that do not pass a test."""
        if test not in self._failing:
            self._failing[test] = frozenset(itertools.filterfalse(test, self.distinct()))
        return self._failing[test]

    def having(self, values: Collection[str], among: Set[str]) -> set[str]:
        """Return those of some subjects that have one of some values."""
        if not values:
            return set()
        return {subject for subject, value in self.pairs() if value in values and subject in among}

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give each subject with each of its values."""
        yield from self.first.items()
        for subject, values in self.more.items():
            for value in values:
                yield subject, value


NOTHING = Relation()


class Columns:
    """The statements of one graph by property; filled first, then read."""

    def __init__(self) -> None:
        """Begin with no statements."""
        self._relations: dict[str, Relation] = defaultdict(Relation)
        self._instances: dict[tuple[str, ...], frozenset[str]] = {}

    def read(self, lines: str) -> None:
        r"""Add the statements of N-Triples as Oxigraph writes them.

        Examples:
            >>> columns = Columns()
            >>> columns.read('<x:a> <x:p> "1" .\n<x:a> <x:p> "2" .\n')
            >>> columns.relation("<x:p>").values("<x:a>")
            ['"1"', '"2"']
        """
        relations = self._relations
        for line in lines.split(" .\n"):
            if line:
                subject, prop, value = line.split(" ", 2)
                relation = relations[prop]
                if relation.first.setdefault(subject, value) is not value:
                    relation.add(subject, value)

    def add(self, subject: str, prop: str, value: str) -> None:
        """Add one statement."""
        self._relations[prop].add(subject, value)

    def relation(self, prop: str) -> Relation:
        """Return who has which values of a property."""
        return self._relations.get(prop, NOTHING)

    def relations(self) -> Mapping[str, Relation]:
        """Return all properties with who has which values."""
        return self._relations

    def things(self) -> set[str]:
        """Return all things of which something is stated."""
        return set().union(*(relation.first for relation in self._relations.values()))

    def instances(self, kinds: Iterable[str]) -> frozenset[str]:
        """Return the things that are said to be of one of some classes."""
        wanted = tuple(kinds)
        if wanted not in self._instances:
            relation = self.relation(KIND)
            things = (thing for kind in wanted for thing in relation.subjects_of(kind))
            self._instances[wanted] = frozenset(things)
        return self._instances[wanted]


def term_of(token: str) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Return the term that N-Triples write so."""
    if token.startswith("<"):
        return pyoxigraph.NamedNode(token[1:-1])
    if token.startswith("_:"):
        return pyoxigraph.BlankNode(token[2:])
    [quad] = pyoxigraph.parse(f"<x:s> <x:p> {token} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object


@functools.lru_cache(maxsize=1024)
def _unescaped(token: str) -> str:
    return str(term_of(token).value)


def lexical(token: str) -> str:
    r"""Return the text of a literal, or the IRI of a thing.

    Examples:
        >>> lexical('"4"^^<x:integer>'), lexical('"a\\nb"@en'), lexical("<x:a>")
        ('4', 'a\nb', 'x:a')
    """
    if not token.startswith('"'):
        return token[1:-1]
    return _unescaped(token) if "\\" in token else token[1 : token.rindex('"')]
