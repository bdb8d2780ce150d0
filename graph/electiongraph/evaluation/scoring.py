"""Compare facts with a gold annotation: tolerant where texts vary in wording, exact in what they state.

Facts are the records of `fact_record` or of a gold line, as dicts. Gold facts marked `"arguable": true` count
neither for nor against.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from electiongraph.extraction.facts import ARGUMENTS
from electiongraph.gazetteers import load_gazetteers, normalise_name

__all__ = ["Comparison", "Record", "compare", "matches"]

Record = Mapping[str, object]

PERCENT_TOLERANCE = 0.06
ALL_SEATS = 650
_TITLES = frozenset(
    "sir dame lord lady baroness baron dr doctor mr mrs ms miss mx prof professor rev reverend cllr "
    "councillor rt right hon honourable the".split()
)
_POST_NOMINALS = frozenset(
    "mp msp ms mla mep am obe mbe cbe kbe dbe kcb bem kc qc jp dl frs phd pc esq".split()
)
_SHORT_FORMS = tuple(
    frozenset(line.split())
    for line in (
        "alexander alex sandy",
        "andrew andy drew",
        "anthony tony",
        "catherine katherine kathryn cathy kate katie",
        "charles charlie chuck",
        "christopher christine chris kit",
        "david dave davey",
        "edward ed eddie ted ned",
        "elizabeth liz beth betty eliza",
        "geoffrey jeffrey geoff jeff",
        "henry harry hal",
        "james jim jimmy jamie",
        "john jack jonathan jon johnny",
        "joseph joe",
        "kenneth ken",
        "lawrence laurence larry",
        "margaret maggie meg peggy",
        "matthew matt",
        "michael mike mick",
        "nicholas nick nicola nicky",
        "patricia pat tricia patrick paddy",
        "peter pete",
        "philip phillip phil",
        "rebecca becky",
        "richard rick dick",
        "robert rob bob bobby",
        "ronald ron",
        "stephen steven steve",
        "susan sue",
        "thomas tom",
        "timothy tim",
        "victoria vicky",
        "william bill will billy",
    )
)
_ROLE_NOISE = frozenset(
    "the of for and at in on to a an uk british his her their then new newly former formerly ex outgoing "
    "incoming current sitting previous previously acting party".split()
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Facts beside the gold.

    Attributes:
        matched: Each gold fact that was found, with the fact that is it, in the gold's order.
        missed: The gold facts that were not found, in the gold's order.
        spurious: The facts that no gold line states, in their own order.
    """

    matched: tuple[tuple[Record, Record], ...]
    missed: tuple[Record, ...]
    spurious: tuple[Record, ...]


def compare(gold: Sequence[Record], facts: Sequence[Record]) -> Comparison:
    """Pair facts with gold facts one to one, as many as possible; a fact found twice is spurious once.

    Args:
        gold: What the text states.
        facts: What extraction found.

    Examples:
        >>> line = {"predicate": "majority", "election": "2019-12-12", "seat": "Bedford", "value": 145}
        >>> compare([line], [line | {"value": 154}]).missed == (line,)
        True
    """
    firm = [fact for fact in gold if not fact.get("arguable")]
    debatable = [fact for fact in gold if fact.get("arguable")]
    partners = [[j for j, fact in enumerate(facts) if matches(wanted, fact)] for wanted in firm]
    owner: dict[int, int] = {}

    def find_partner(i: int, visited: set[int]) -> bool:
        for j in partners[i]:
            if j in visited:
                continue
            visited.add(j)
            if j not in owner or find_partner(owner[j], visited):
                owner[j] = i
                return True
        return False

    found = {i for i in range(len(firm)) if find_partner(i, set())}
    pairs = {i: facts[j] for j, i in owner.items()}
    spurious = [
        fact
        for j, fact in enumerate(facts)
        if j not in owner and not any(matches(wanted, fact) for wanted in debatable)
    ]
    return Comparison(
        tuple((firm[i], pairs[i]) for i in sorted(found)),
        tuple(fact for i, fact in enumerate(firm) if i not in found),
        tuple(spurious),
    )


def matches(gold: Record, fact: Record) -> bool:
    """Say whether a fact is the one that a gold line states (a gold outcome without party accepts any)."""
    predicate = str(gold["predicate"])
    return predicate == fact["predicate"] and all(
        _comparison(predicate, name)(gold.get(name), fact.get(name)) for name in ARGUMENTS[predicate]
    )


def _comparison(predicate: str, argument: str) -> Callable[[object, object], bool]:
    if argument != "value":
        compared = _ARGUMENT_COMPARISONS[argument]
        return _same_winner if (predicate, argument) == ("outcome", "party") else compared
    return _VALUE_COMPARISONS.get(predicate, _same_number)


def _same_election(gold: object, found: object) -> bool:
    if not isinstance(gold, str) or not isinstance(found, str):
        return False
    one, other = sorted((gold, found), key=len)
    if ("notional" in one) != ("notional" in other):
        return False
    return one == other or (re.fullmatch(r"\d{4}(?: notional)?", one) is not None and one[:4] == other[:4])


def _same_name(gold: object, found: object) -> bool:
    return _seat_words(str(gold or "")) == _seat_words(str(found or "")) != ()


def _seat_words(name: str) -> tuple[str, ...]:
    return tuple(word for word in normalise_name(name).split() if word not in ("the", "constituency"))


def _same_person(gold: object, found: object) -> bool:
    one, other = _name_words(str(gold or "")), _name_words(str(found or ""))
    if one == other:
        return bool(one)
    if min(len(one), len(other)) < 2 or not _same_surname(one[-1], other[-1]):
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    return _is_covered(short, long)


@functools.lru_cache(maxsize=4096)
def _name_words(name: str) -> tuple[str, ...]:
    words = normalise_name(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _POST_NOMINALS:
        words.pop()
    return tuple(words)


def _same_surname(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 5 and _is_one_edit_apart(one, other))


def _is_one_edit_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        different = [i for i in range(len(one)) if one[i] != other[i]]
        if len(different) == 2 and different[1] == different[0] + 1:
            i, j = different
            return one[i] == other[j] and one[j] == other[i]
        return len(different) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _is_covered(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Has every given name of the shorter list its own counterpart in the longer one?"""
    return not short or any(
        _same_given_name(short[0], name) and _is_covered(short[1:], long[:i] + long[i + 1 :])
        for i, name in enumerate(long)
    )


def _same_given_name(one: str, other: str) -> bool:
    return (
        one.startswith(other)
        or other.startswith(one)
        or any(one in forms and other in forms for forms in _SHORT_FORMS)
    )


def _same_party(gold: object, found: object) -> bool:
    return _party_key(str(gold or "")) == _party_key(str(found or ""))


@functools.lru_cache(maxsize=512)
def _party_key(name: str) -> str:
    party = load_gazetteers().party_named(name)
    return party.name if party else normalise_name(name)


def _same_winner(gold: object, found: object) -> bool:
    return gold is None or (isinstance(found, str) and _same_party(gold, found))


def _same_role(gold: object, found: object) -> bool:
    (words, parties), (other_words, other_parties) = _role_key(str(gold or "")), _role_key(str(found or ""))
    return words == other_words != frozenset() and (
        parties == other_parties or not parties or not other_parties
    )


@functools.lru_cache(maxsize=2048)
def _role_key(role: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that tell an office, and the parties that it names."""
    gazetteers = load_gazetteers()
    text = re.sub(r"['’]s\b|['’]\B", "", role)
    text = re.sub(r"(?i)\bsecretary of state\b", "secretary", text)
    text = re.sub(
        r"(?i)^(?:the )?((?:shadow )?)chancellor(?: of the exchequer)?$", r"\1chancellor exchequer", text
    )
    text = re.sub(r"(?i)\bco-?(leader|ordinator|convener)", r"co\1", text)
    text = re.sub(r"(?i)\bPM\b", "prime minister", text)
    parties: set[str] = set()
    words = text.split()
    for length in (4, 3, 2, 1):
        for i in range(len(words) - length + 1):
            party = gazetteers.party_named(" ".join(words[i : i + length]))
            if party and not (length == 1 and words[i].islower()):
                parties.add(party.name)
                words[i : i + length] = [""] * length
    return frozenset(normalise_name(" ".join(words)).split()) - _ROLE_NOISE, frozenset(parties)


def _same_number(gold: object, found: object) -> bool:
    one, other = _number(gold), _number(found)
    return one is not None and one == other


def _same_percent(gold: object, found: object) -> bool:
    one, other = _number(gold), _number(found)
    return one is not None and other is not None and abs(one - other) <= PERCENT_TOLERANCE + 1e-9


def _same_declared(gold: object, found: object) -> bool:
    return _same_number(ALL_SEATS if gold is None else gold, ALL_SEATS if found is None else found)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    digits = re.sub(r"[,\s%]", "", str(value)).translate(str.maketrans("−–", "--"))
    return float(digits) if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", digits) else None


_ARGUMENT_COMPARISONS: dict[str, Callable[[object, object], bool]] = {
    "election": _same_election,
    "person": _same_person,
    "seat": _same_name,
    "party": _same_party,
    "declared": _same_declared,
}
_VALUE_COMPARISONS: dict[str, Callable[[object, object], bool]] = {
    "standsFor": _same_party,
    "gainedFrom": _same_party,
    "outcome": lambda gold, found: gold == found,
    "formerlyNamed": _same_name,
    "appointedTo": _same_role,
    "heldRole": _same_role,
    "voteShare": _same_percent,
    "majorityShare": _same_percent,
    "turnout": _same_percent,
    "nationalShare": _same_percent,
}
