"""Tell of which general election a text is by the members of Parliament that it names.

Extraction, below `document_polls`. A report on an election names those who come in and go out with it more
than those who sit on, and hardly anybody who left before or came later.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from electiongraph.extraction.poll_reports import names_in
from electiongraph.gazetteers import normalise_name, read_concepts
from electiongraph.resources import folder

__all__ = ["election_of_members"]

# How many of the members whom a report on an election names are such as come in with it, and so on.
_NAMED = {"comes in": 0.25, "goes out": 0.25, "sits on": 0.38, "other": 0.12}
# Of the Parliaments before, the gazetteer has only those who have been ministers: who is new, nobody knows.
_FIRST_COMPLETE = "2010-05-06"
# By how much the names must speak for another election: 20 times likelier, in natural logarithms.
_LEAST = 3.0
_POSSESSIVE = re.compile(r"['’]s?\b")


def election_of_members(text: str, likely: str, others: Sequence[str]) -> str:
    """Return the general election for which the members named in a text speak.

    Args:
        text: The text.
        likely: The polling day that other evidence leads to.
        others: The polling days that it leaves possible.

    Returns:
        `likely`, unless the names make one of the others far likelier.

    Examples:
        >>> text = "Ed Balls has lost to Andrea Jenkyns. Vince Cable, David Laws and Esther McVey are out."
        >>> election_of_members(text, "2019-12-12", ("2010-05-06", "2015-05-07", "2017-06-08"))
        '2015-05-07'
        >>> election_of_members("Ed Balls spoke.", "2019-12-12", ("2015-05-07",))
        '2019-12-12'
    """
    named = names_in(normalise_name(_POSSESSIVE.sub("", text)), _parliaments())
    scores = {day: _likelihood(named, day) for day in {likely, *others} if day in _sorts()}
    if likely not in scores:
        return likely
    best = max(scores, key=lambda day: (scores[day], day))
    return best if scores[best] - scores[likely] >= _LEAST else likely


def _likelihood(named: Sequence[str], day: str) -> float:
    """Return the logarithm of how likely a report on an election names just these."""
    sorts, sizes = _sorts()[day]
    return sum(math.log(_share(sort, day) / sizes[sort]) for sort in (sorts.get(n, "other") for n in named))


def _share(sort: str, day: str) -> float:
    return _NAMED[sort] + (_NAMED["comes in"] if sort == "sits on" and day == _FIRST_COMPLETE else 0)


@functools.lru_cache(maxsize=1)
def _parliaments() -> dict[str, frozenset[str]]:
    """Return after which general elections each member sat, by normal name; namesakes count as one."""
    sat: dict[str, set[str]] = defaultdict(set)
    for _, concept in read_concepts(folder("ontology") / "members.ttl"):
        for name in (*concept["prefLabel"], *concept.get("altLabel", ())):
            sat[normalise_name(name)].update(one.rpartition("/")[2] for one in concept["satAfter"])
    return {name: frozenset(days) for name, days in sat.items()}


@functools.lru_cache(maxsize=1)
def _sorts() -> dict[str, tuple[dict[str, str], Counter[str]]]:
    """Return for each general election who comes in, goes out or sits on, and how many do."""
    days = sorted(set().union(*_parliaments().values()))
    found = {}
    for before, day in itertools.pairwise(days):
        sorts = {}
        for name, sat in _parliaments().items():
            if day in sat:
                is_new = before not in sat and day != _FIRST_COMPLETE
                sorts[name] = "comes in" if is_new else "sits on"
            elif before in sat:
                sorts[name] = "goes out"
        sizes = Counter(sorts.values())
        found[day] = (sorts, sizes + Counter(other=len(_parliaments()) - len(sorts)))
    return found
