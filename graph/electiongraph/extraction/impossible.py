"""Drop statements that cannot be true: results before the poll, and seats before they existed.

Extraction, last step. A text published before polling day tells of forecasts, mock elections and hopes,
whatever its words; of the coming election it can only know who stands. And a figure of five years ago told
beside a new seat is mostly its predecessor's: which that is the sentence did not say.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from electiongraph.extraction.facts import Fact
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, LOCAL, kind_of
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.dates import FULL_DATE
from electiongraph.sources.document import Document

__all__ = ["drop_impossible", "is_before_poll", "is_preview"]

# What is known of an election before it is held.
KNOWN_BEFORE = frozenset(("standsIn", "standsFor", "incumbentIn", "stoodDown", "newSeat"))
# A text that is dated longer before is dated wrongly, by a day that it tells of.
CAMPAIGN_DAYS = 60


# "Turnout dropped from 64% to 50%" compares like with like, be the seat new or not; linking says with which.
_COMPARES = "turnout-from-to"
# Figures of such texts are nobody's votes.
_FORETELLS = re.compile(
    r"\b(?:MRP|[Pp]ollsters?|[Ff]orecasts?|[Pp]rojections?|[Pp]rojected|[Mm]odel(?:ling)?|YouGov|Survation|Savanta|Ipsos"
    r"|[Mm]ock election|opinion polls?)\b"
)

_MOCK = re.compile(r"\b[Mm]ock (?:general )?election")


def is_preview(document: Document, election: str) -> bool:
    """Tell whether a text was published before the poll and foretells nothing: its figures are of before."""
    return is_before_poll(document, election) and not _FORETELLS.search(document.text)


def is_before_poll(document: Document, election: str) -> bool:
    """Tell whether a text was published in the weeks before the poll that it is about, and of no mock one."""
    if not document.published or len(election) < FULL_DATE or _MOCK.search(document.text):
        return False
    return 0 < (_day(election) - _day(document.published)).days <= CAMPAIGN_DAYS


def drop_impossible(
    facts: Iterable[Fact], election: str, published: str, gazetteers: Gazetteers
) -> list[Fact]:
    """Return the facts of a document that can be true.

    Args:
        facts: In any order.
        election: The document's election.
        published: Its day of publication, "" when unknown.
        gazetteers: The seats with their boundary sets.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> facts = [Fact("majority", "q", 0, 1, "r", day, "", "Caerfyrddin", value=4535)
        ...          for day in ("2019-12-12", "2019-12-12 notional", "2024-07-04")]
        >>> def left(published):
        ...     kept = drop_impossible(facts, "2024-07-04", published, load_gazetteers())
        ...     return [fact.election for fact in kept]
        >>> left("2024-07-05"), left("2024-06-19")
        (['2019-12-12 notional', '2024-07-04'], ['2019-12-12 notional'])
    """
    told = list(facts)
    foretold = [fact for fact in told if fact.predicate == "votes" and _is_foretold(fact, published)]
    listed = {fact.seat for fact in told if fact.is_list}
    wards_alone = kind_of(election) == LOCAL
    all_known = {one.date for one in gazetteers.general_elections()}
    if not any(fact.election in all_known and gazetteers.seats_named(fact.seat) for fact in told):
        all_known.clear()  # A text on made-up seats alone.
    return [
        fact
        for fact in told
        if not (fact.election[:FULL_DATE] in all_known and _is_nowhere(fact, election, gazetteers))
        and not (wards_alone and _is_of_commons(fact, election, gazetteers) and fact.seat not in listed)
        and not _is_foretold(fact, published)
        and not any(_is_of_the_same_words(fact, one) for one in foretold)
        and (fact.is_list or _existed(fact, election, gazetteers))
    ]


def _is_of_commons(fact: Fact, election: str, gazetteers: Gazetteers) -> bool:
    """Is a fact of council elections put under a constituency? It is of the council of that name."""
    if fact.election != election or not fact.seat:
        return False
    known = [one for one in gazetteers.seats_named(fact.seat) if one.name == fact.seat]
    return bool(known) and not any(one.body for one in known)


def _is_nowhere(fact: Fact, election: str, gazetteers: Gazetteers) -> bool:
    """Is a fact of prose put under a name that no seat has? Of general elections all seats are known.

    "Ms Lee had gained the Ilkeston and Long Eaton seat", "she won Accrington": a seat by its towns.
    """
    is_general = kind_of(election) in (GENERAL, BY_ELECTION)
    return is_general and bool(fact.seat) and not fact.is_list and not gazetteers.seats_named(fact.seat)


def _is_of_the_same_words(fact: Fact, foretold: Fact) -> bool:
    """Is it the candidacy of somebody whose votes the same words tell before the poll? They are of before."""
    return (
        fact.predicate == "standsIn"
        and (fact.person, fact.seat, fact.election) == (foretold.person, foretold.seat, foretold.election)
        and fact.start < foretold.end
        and foretold.start < fact.end
    )


def _is_foretold(fact: Fact, published: str) -> bool:
    if not published or len(fact.election) < FULL_DATE or fact.predicate in KNOWN_BEFORE:
        return False
    ahead = (_day(fact.election) - _day(published)).days
    return 0 < ahead <= CAMPAIGN_DAYS


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text[:FULL_DATE])


def _existed(fact: Fact, election: str, gazetteers: Gazetteers) -> bool:
    told = fact.election
    if fact.rule == _COMPARES:
        return True
    if not fact.seat or not told or told >= election or told.endswith("notional"):
        return True
    known = [one for one in gazetteers.seats_named(fact.seat) if one.name == fact.seat]
    then = gazetteers.boundary_set_on(told if len(told) >= FULL_DATE else f"{told}-12-31")
    return not known or any(one.boundary_set <= then for one in known)
