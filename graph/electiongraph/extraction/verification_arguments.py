"""Check that a fact has the form of the fact record, whoever made it.

Extraction, part of verification: predicate, types and ranges. What the document says is checked elsewhere.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import TypeGuard

from electiongraph.extraction.elections import NOTIONAL
from electiongraph.extraction.facts import ARGUMENTS, PERCENTAGES, Fact
from electiongraph.extraction.lexicon import fold, word_set
from electiongraph.extraction.polling_days import election_in_year
from electiongraph.gazetteers import Gazetteers, normalise_name

__all__ = [
    "COUNTS",
    "PARTY_VALUES",
    "ROLES",
    "has_valid_arguments",
    "is_fact_record",
    "tidy_fact",
]

COUNTS = frozenset(("votes", "majority", "seatsWon", "seatsChange", "memberSince"))
ROLES = frozenset(("appointedTo", "heldRole"))
# Predicates whose value is the name of a party.
PARTY_VALUES = frozenset(("standsFor", "gainedFrom"))
TEXTS = ("predicate", "quote", "rule", "election", "person", "seat", "party")
ARGUMENT_DEFAULTS: dict[str, str | None] = {
    "election": "", "person": "", "seat": "", "party": "", "value": "", "declared": None,
}  # fmt: skip
# The House of Commons has 650 seats, and never had more than 707.
MOST_SEATS = 707
LONGEST_NAME = 5
_ELECTION = re.compile(r"(?:\d{4}-\d\d-\d\d|(?:18|19|20)\d\d)(?: notional)?")


def is_fact_record(fact: object) -> TypeGuard[Fact]:
    """Tell whether something that an extractor gave is a fact whose fields have their types.

    Examples:
        >>> is_fact_record(Fact("newSeat", "new", 0, 3, "test", seat="Hitchin", election="2024-07-04"))
        True
        >>> is_fact_record({"predicate": "newSeat"})
        False
    """
    return (
        isinstance(fact, Fact)
        and all(isinstance(getattr(fact, name), str) for name in TEXTS)
        and all(_is_whole(number) for number in (fact.start, fact.end))
        and isinstance(fact.value, str | int | float)
        and not isinstance(fact.value, bool)
        and (fact.declared is None or _is_whole(fact.declared))
    )


def tidy_fact(fact: Fact, gazetteers: Gazetteers, like: str = "") -> Fact:
    """Return a fact with its names in the form that the rules give them; what cannot be tidied stays.

    Seats and parties get their usual names, people lose their titles, the year of an election becomes its
    polling date, and arguments that the predicate does not have are emptied, as is a doubt.

    Args:
        fact: What an extractor gave.
        gazetteers: Names of seats, parties, roles and elections.
        like: The document's election, whose kind a bare year means.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> fact = Fact("standsFor", "", 0, 0, "test", "2024", "Sir Jim Lee", "Mid Bucks", value="Tory")
        >>> tidy = tidy_fact(fact, load_gazetteers())
        >>> tidy.election, tidy.person, tidy.seat, tidy.value
        ('2024-07-04', 'Jim Lee', 'Mid Buckinghamshire', 'Conservative')
    """
    own = ARGUMENTS.get(fact.predicate, ())
    changes: dict[str, str | int | float | None] = {}
    for name, default in ARGUMENT_DEFAULTS.items():
        changes[name] = getattr(fact, name) if name in own else default
    changes = {name: " ".join(one.split()) if isinstance(one, str) else one for name, one in changes.items()}
    changes["election"] = _polling_date(str(changes["election"]), gazetteers, like)
    changes["person"] = _without_titles(str(changes["person"]))
    changes["seat"] = _seat_name(str(changes["seat"]), gazetteers)
    changes["party"] = _party_name(str(changes["party"]), gazetteers)
    value = changes["value"]
    if fact.predicate in PARTY_VALUES and isinstance(value, str):
        changes["value"] = _party_name(value, gazetteers)
    elif fact.predicate == "formerlyNamed" and isinstance(value, str):
        changes["value"] = _seat_name(value, gazetteers)
    # mypy does not follow which argument has which type through a dict.
    return dataclasses.replace(fact, doubt="", **changes)  # type: ignore[arg-type]


def has_valid_arguments(fact: Fact, gazetteers: Gazetteers) -> bool:
    """Tell whether a fact of a known predicate has all its arguments, each of its type and in its range.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> fact = Fact("turnout", "", 0, 0, "test", "2024-07-04", seat="Luton North", value=51.9)
        >>> has_valid_arguments(fact, load_gazetteers())
        True
        >>> has_valid_arguments(dataclasses.replace(fact, value=519.0), load_gazetteers())
        False
    """
    names = ARGUMENTS[fact.predicate]
    optional = {"declared", "party"} if fact.predicate == "outcome" else {"declared"}
    if any(getattr(fact, name) == "" for name in names if name not in optional):
        return False
    if "election" in names and not _is_election(fact.election):
        return False
    if "person" in names and not _is_name_of_person(fact.person, gazetteers):
        return False
    if fact.declared is not None and not 0 < fact.declared <= MOST_SEATS:
        return False
    return "value" not in names or _is_value(fact)


def _is_value(fact: Fact) -> bool:
    value = fact.value
    if fact.predicate in PERCENTAGES:
        return not isinstance(value, str) and 0 <= value <= 100
    if fact.predicate in COUNTS:
        return isinstance(value, int) and _is_count(fact.predicate, value)
    if not isinstance(value, str):
        return False
    if fact.predicate == "outcome":
        return value in ("hold", "gain")
    return any(letter.isalpha() for letter in value) and value != fact.seat


def _is_count(predicate: str, value: int) -> bool:
    if predicate == "memberSince":
        return 1900 <= value <= 2099
    if predicate == "seatsChange":
        return -MOST_SEATS <= value <= MOST_SEATS
    if predicate == "seatsWon":
        return 0 <= value <= MOST_SEATS
    return value > 0


def _is_whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)


def _is_election(election: str) -> bool:
    if not _ELECTION.fullmatch(election):
        return False
    day = election.removesuffix(NOTIONAL)
    try:
        return len(day) == 4 or bool(datetime.date.fromisoformat(day))
    except ValueError:
        return False


def _is_name_of_person(name: str, gazetteers: Gazetteers) -> bool:
    """Has a name a given name and a surname, in capitals, and is it that of no seat, party or office?"""
    words = name.split()
    if not 2 <= len(words) <= LONGEST_NAME or any(letter.isdigit() for letter in name):
        return False
    if not all(word[0].isupper() or fold(word) in word_set("particles") for word in words):
        return False
    key = normalise_name(name)
    is_seat = any(key == normalise_name(seat.name) for seat in gazetteers.seats_named(name))
    return not (is_seat or gazetteers.party_named(name) or gazetteers.role_named(name))


def _without_titles(name: str) -> str:
    words = name.split()
    while len(words) > 1 and fold(words[0]).rstrip(".") in word_set("titles"):
        words.pop(0)
    while len(words) > 1 and words[-1].isupper() and fold(words[-1]) in word_set("post_nominals") - {"ms"}:
        words.pop()
    return " ".join(words).rstrip(",")


def _polling_date(election: str, gazetteers: Gazetteers, like: str) -> str:
    """Return the polling date of the election of a bare year; anything else as it is."""
    year, is_notional, rest = election.partition(NOTIONAL)
    if not re.fullmatch(r"\d{4}", year) or rest:
        return election
    return (election_in_year(int(year), gazetteers, like) or year) + is_notional


def _seat_name(name: str, gazetteers: Gazetteers) -> str:
    """Return the official form of a seat's name or alias; other words stay as the text has them."""
    key = normalise_name(name)
    seats = gazetteers.seats_named(name)
    exact = [seat.name for seat in seats if normalise_name(seat.name) == key]
    known = {seat.name for seat in seats if any(normalise_name(alias) == key for alias in seat.aliases)}
    return exact[0] if exact else known.pop() if len(known) == 1 else name


def _party_name(name: str, gazetteers: Gazetteers) -> str:
    party = gazetteers.party_named(name) if name else None
    return name if party is None else party.name
