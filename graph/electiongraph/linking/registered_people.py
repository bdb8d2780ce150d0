"""Say who is who in official files: which candidacies, memberships and appointments are one person's.

Linking, for official files. People are joined by the numbers that registers give them (Parliament's,
Democracy Club's), never by a name across contests. Within a contest rows of one file are people of their own;
rows of two files are one person when their names are forms of one name that nobody else there has, and their
parties or the very words of the names agree. A number that two rows give to people whose names have not a
word in common belongs to those who have it most often; the other rows are told of and stand without it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.identifiers import ID, person_iri, slug
from electiongraph.linking.names import STRENGTH, NameMatch, match_names, name_tokens

__all__ = [
    "MISTAKEN_NUMBER",
    "RegisteredPeople",
    "RegisteredPerson",
    "Standing",
    "have_word_in_common",
    "resolve_registered",
]

MISTAKEN_NUMBER = "{number} is the number of {other}; {name} is taken for somebody else"
# From the strongest number to the weakest: how it begins, and how it stands in an IRI.
REGISTERS = {"mnis": "mnis", "democracy-club": "dc", "own": "own", "ifg": "ifg"}
# Words of a name that tell nothing.
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """One row about one person.

    Attributes:
        key: Names the row.
        name: Full name.
        identifiers: As "mnis:1382".
        contest: IRI of the contest; "" for a row that is of none.
        day: Day of the row, ISO 8601; the latest spelling names the person.
        party: What tells two people of one name in one contest apart.
        weight: How much the row is to be believed about whose number it is.
    """

    key: str
    name: str
    identifiers: tuple[str, ...]
    contest: str = ""
    day: str = ""
    party: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A person of official files.

    Attributes:
        iri: From the strongest number, else from the name within the contest.
        name: The latest spelling.
        other_names: Other spellings, sorted.
        identifiers: All numbers, sorted.
    """

    iri: str
    name: str
    other_names: tuple[str, ...]
    identifiers: tuple[str, ...]

    @property
    def identified_by(self) -> str:
        """Return by what rows were found to be this person's: the strongest number, "" for a single row."""
        return _strongest(self.identifiers)


@dataclass(frozen=True, slots=True)
class RegisteredPeople:
    """The people of official files.

    Attributes:
        persons: Ordered by IRI.
        by_key: The person of each row.
        by_identifier: The person of each number.
        mistaken: For each row with a number that is another's, a text that says so.
    """

    persons: tuple[RegisteredPerson, ...]
    by_key: Mapping[str, RegisteredPerson]
    by_identifier: Mapping[str, RegisteredPerson]
    mistaken: Mapping[str, str]


def resolve_registered(rows: Sequence[Standing]) -> RegisteredPeople:
    """Find the people of official files.

    Args:
        rows: All rows about people, in their fixed order.

    Returns:
        The people, and the person of each row.

    Examples:
        >>> rows = [Standing("a", "Oliver Heald", ("mnis:69",), "c/1", "2010-05-06"),
        ...         Standing("b", "Sir Oliver Heald", ("mnis:69",), "c/2", "2015-05-07"),
        ...         Standing("c", "Ann Other", ("mnis:69",), "c/3", "2017-06-08")]
        >>> people = resolve_registered(rows)
        >>> [person.name for person in people.persons]
        ['Ann Other', 'Sir Oliver Heald']
        >>> people.mistaken["c"]
        'mnis:69 is the number of Sir Oliver Heald; Ann Other is taken for somebody else'
    """
    numbers, mistaken = _believed_numbers(rows)
    groups = _Groups()
    for row in rows:
        groups.add(row.key, numbers[row.key])
    for one, other in _same_in_contest(rows, numbers):
        groups.join(one.key, other.key)
    members: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        members[groups.root(row.key)].append(row)
    persons = _named(list(members.values()), numbers)
    by_key = {row.key: person for person, own in persons for row in own}
    by_identifier = {number: person for person, _ in persons for number in person.identifiers}
    ordered = tuple(sorted((person for person, _ in persons), key=lambda person: person.iri))
    return RegisteredPeople(ordered, by_key, by_identifier, mistaken)


class _Groups:
    """Joins rows that have a number in common."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        parent = self._parent.setdefault(name, name)
        while parent != self._parent[parent]:
            self._parent[parent] = parent = self._parent[self._parent[parent]]
        self._parent[name] = parent
        return parent

    def join(self, one: str, other: str) -> None:
        self._parent[self.root(other)] = self.root(one)

    def add(self, key: str, numbers: Iterable[str]) -> None:
        root = self.root(key)
        for number in numbers:
            self._parent[self.root(f"#{number}")] = root


def _same_in_contest(
    rows: Sequence[Standing], numbers: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Standing, Standing]]:
    """Yield the pairs of rows that two files have about one candidate of a contest."""
    contests: dict[str, dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.contest:
            contests[row.contest][row.key.partition("#")[0]].append(row)
    for by_source in contests.values():
        sources = [by_source[source] for source in sorted(by_source)]
        for place, own in enumerate(sources):
            for others in sources[place + 1 :]:
                yield from _pairs(own, others, numbers)


def _pairs(
    own: Sequence[Standing], others: Sequence[Standing], numbers: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Standing, Standing]]:
    """Yield the pairs of rows of two files that nobody else of the contest could make."""
    found = [
        (STRENGTH[match], one, other)
        for one in own
        for other in others
        if (match := match_names(one.name, other.name)) is not None
        and not _have_other_numbers(numbers[one.key], numbers[other.key])
        and (one.party == other.party or match is NameMatch.SAME)
    ]
    for strength, one, other in found:
        rivals = [pair for pair in found if (pair[1] is one or pair[2] is other) and pair[0] <= strength]
        of_party = [pair for pair in rivals if pair[1].party == pair[2].party]
        if len(rivals) == 1 or (len(of_party) == 1 and of_party[0][1:] == (one, other)):
            yield one, other


def _have_other_numbers(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one register gives both a number, and not the same."""
    mine, theirs = ({number.partition(":")[0]: number for number in numbers} for numbers in (one, other))
    return any(mine[register] != theirs[register] for register in mine.keys() & theirs.keys())


def _believed_numbers(rows: Sequence[Standing]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return the numbers that each row is believed to have, and what is said of those refused."""
    sharing: dict[str, list[Standing]] = defaultdict(list)
    for row in rows:
        for number in row.identifiers:
            sharing[number].append(row)
    refused: dict[tuple[str, str], str] = {}
    for number, own in sorted(sharing.items()):
        if len({row.name for row in own}) > 1:
            refused |= _refused(number, own)
    numbers = {
        row.key: tuple(number for number in row.identifiers if (row.key, number) not in refused)
        for row in rows
    }
    return numbers, {key: text for (key, _), text in refused.items()}


def _refused(number: str, rows: Sequence[Standing]) -> dict[tuple[str, str], str]:
    """Return which of the rows that share a number are of somebody else, with a text that says so."""
    parts: list[tuple[set[str], list[Standing]]] = []
    for row in rows:
        words = _words(row.name)
        near = [part for part in parts if _have_word_in_common(part[0], words)]
        joined: tuple[set[str], list[Standing]] = (words, [row])
        for part in near:
            joined = (joined[0] | part[0], [*part[1], *joined[1]])
            parts.remove(part)
        parts.append(joined)
    if len(parts) == 1:
        return {}
    best = max(parts, key=_belief)
    other = max(best[1], key=lambda row: row.day).name
    return {
        (row.key, number): MISTAKEN_NUMBER.format(number=number, other=other, name=row.name)
        for part in parts
        if part is not best
        for row in part[1]
    }


def _belief(part: tuple[set[str], list[Standing]]) -> tuple[int, str, str]:
    """Return how much speaks for rows to have a number: their weight, then the latest of them."""
    rows = part[1]
    return sum(row.weight for row in rows), max(row.day for row in rows), max(row.name for row in rows)


def _words(name: str) -> set[str]:
    return {word for word in name_tokens(name) if len(word) >= _SHORTEST_WORD} or set(name_tokens(name))


def have_word_in_common(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: they share a word, or one begins with a word of the other.

    Examples:
        >>> have_word_in_common("Edward Davey", "Ed Davey"), have_word_in_common("Ann Other", "Ed Davey")
        (True, False)
    """
    return _have_word_in_common(_words(one), _words(other))


def _have_word_in_common(one: set[str], other: set[str]) -> bool:
    """Tell whether names share a word, or one begins with a word of the other ("Carr", "Carrzee")."""
    if one & other:
        return True
    return any(
        long.startswith(short)
        for left in one
        for right in other
        for short, long in [sorted((left, right), key=len)]
        if len(short) > _SHORTEST_WORD
    )


def _strongest(identifiers: Sequence[str]) -> str:
    registers = list(REGISTERS)
    known = [one for one in identifiers if one.partition(":")[0] in REGISTERS]
    return min(known, key=lambda one: (registers.index(one.partition(":")[0]), len(one), one), default="")


def _named(
    groups: Sequence[list[Standing]], numbers: Mapping[str, tuple[str, ...]]
) -> list[tuple[RegisteredPerson, list[Standing]]]:
    """Give each group of rows a name and an IRI; namesakes in a contest get their party into it."""
    told: list[tuple[str, str, list[str], list[str], list[Standing]]] = []
    for own in groups:
        identifiers = sorted({number for row in own for number in numbers[row.key]})
        latest = max(own, key=lambda row: (bool(row.contest), row.day, row.name))
        others = sorted({row.name for row in own} - {latest.name})
        strongest = _strongest(identifiers)
        if strongest:
            register, _, number = strongest.partition(":")
            iri = f"{ID}person/{REGISTERS[register]}-{slug(number)}"
        else:
            iri = person_iri(latest.name, latest.contest)
        told.append((iri, latest.name, others, identifiers, own))
    counts = Counter(iri for iri, *_ in told)
    persons = []
    for iri, name, others, identifiers, own in told:
        apart = f"{iri}--{slug(own[0].party or own[0].key)}" if counts[iri] > 1 else iri
        persons.append((RegisteredPerson(apart, name, tuple(others), tuple(identifiers)), own))
    return persons
