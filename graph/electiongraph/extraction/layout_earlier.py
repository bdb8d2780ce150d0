"""Earlier results beside a list: which election they are of, and lines that name who held the seat before.

Extraction stage, below `layout`. In comes a line such as "Previous winner | 2019: Jo Poe (Labour), majority
2,683", out goes an `EarlierWinner`, but only where a label says what the person is and a person stands there;
a party alone ("Held by: Labour") is not enough.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.numerals import read_numeral
from electiongraph.extraction.polling_days import previous_election

__all__ = ["EarlierWinner", "PastMajority", "earlier_election", "read_earlier_winner"]

_YEAR = r"(?:19|20)\d\d"
_WINNER_LABEL = (
    rf"(?:(?:the )?(?:previous|last|prior)(?: general election| time(?:['’]s)?)? (?:winner|victor|holder)"
    rf"|(?P<year1>{_YEAR})(?: general election| result| GE)?(?: winner| victor|: (?:elected|won by))"
    rf"|(?:winner|elected|won|last won)(?: last time| in (?P<year2>{_YEAR})| at the last election)(?: by)?)"
)
_MEMBER_LABEL = (
    r"(?:(?:the )?(?:sitting|outgoing|incumbent|current|existing|defending|retiring|previous|former|last)"
    r" (?:MP|member(?: of parliament)?)|incumbent"
    r"|MP (?:at|before|until|going into) (?:the )?(?:dissolution|election)"
    r"|defending(?: (?:champion|the seat|it))?|defend(?:ed by|er)|(?:seat )?currently held by"
    r"|who holds it(?: now)?)"
)
_LINE = re.compile(
    rf"^\W*(?:(?P<winner>{_WINNER_LABEL})|(?P<member>{_MEMBER_LABEL}))(?:\s+(?P<year3>{_YEAR}))?\s*[:\t|–—-]+\s*"
    rf"(?:\(?(?P<year4>{_YEAR})\)?\s*[:,\t–—-]\s*)?(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PIECE = re.compile(r"\s*[(),;:\t|]\s*|\s+[–—-]\s+")
_MAJORITY = re.compile(r"\bmaj(?:ority)?\b\D{0,8}(\d[\d,]*)(?![\d.]*\s?%)|\b(\d[\d,]*) maj", re.IGNORECASE)
_BY_VOTES = re.compile(r"\bby ([\d,]+|[a-z]+(?:-[a-z]+)?) votes?\b", re.IGNORECASE)
_VOTES = re.compile(r"(?<!by )(?<![\d,.])(\d[\d,]*) votes?\b", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d+)?)\s?(?:%|per cent)")
_LEFT = re.compile(
    r"\b(?:retir(?:ed|ing|es)|st(?:ood|ands?|anding|epp(?:ed|ing)|eps?) (?:down|aside)|bow(?:ed|ing) out|"
    r"(?:did|does|is|was) not (?:re-?)?st?and(?:ing)?|not (?:re-?)?(?:standing|seeking|contesting))\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(r"\b(?:vacant|none|unknown|n/a|new seat)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EarlierWinner:
    """Who held a seat before an election.

    Attributes:
        person: The name.
        party: Usual short form, "" when the line names none.
        year: Of the election that was won, "" when the line does not say.
        is_member: True when the label speaks of the member, not of who won an election.
        left: True when the line says that the person did not stand again.
        majority: Votes, None when the line has none.
        votes: Votes won, None when the line has none.
        share: Percent, None when the line has none.
        turnout: Percent, None when the line has none.
        when: The election as a table of members has it ("2019 by-election"), "" elsewhere.
    """

    person: str
    party: str
    year: str = ""
    is_member: bool = False
    left: bool = False
    majority: int | None = None
    votes: int | None = None
    share: float | None = None
    turnout: float | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class PastMajority:
    """A majority of an earlier election, from a table about a coming one.

    Attributes:
        seat: Official name.
        votes: The majority.
        year: Of its election, "" for the last one.
        is_notional: True when it is of a result recalculated on new boundaries.
    """

    seat: str
    votes: int
    year: str = ""
    is_notional: bool = False


def earlier_election(
    year: str, election: str, lexicon: Lexicon, like: str, *, is_notional: bool = False
) -> str:
    """Return the polling date of an earlier result, "" when it is not known.

    Args:
        year: Its year, "" for the election before `election`.
        election: The polling date that it came before, "" when unknown.
        lexicon: The gazetteers.
        like: The document's election, whose kind comes first in a year.
        is_notional: True for a result recalculated on new boundaries.

    Examples:
        >>> from electiongraph.extraction.layout_lexicon import lexicon_of
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> lexicon = lexicon_of(load_gazetteers())
        >>> earlier_election("", "2024-07-04", lexicon, "2024-07-04", is_notional=True)
        '2019-12-12 notional'
        >>> earlier_election("2017", "2024-07-04", lexicon, "2024-07-04")
        '2017-06-08'
    """
    if year:
        found = lexicon.election_in_year(year, like)
    else:
        found = previous_election(election, lexicon.gazetteers) if election else ""
    return f"{found} notional" if found and is_notional else found


def read_earlier_winner(text: str, lexicon: Lexicon) -> EarlierWinner | None:
    """Read a line that a label introduces as about who held the seat.

    Args:
        text: The line; the cells of a row between tabs.
        lexicon: The gazetteers.

    Returns:
        What it says; None when it is no such line or names no person.

    Examples:
        >>> from electiongraph.extraction.layout_lexicon import lexicon_of
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> lexicon = lexicon_of(load_gazetteers())
        >>> found = read_earlier_winner("2019 winner: Jo Poe (Con), majority 981", lexicon)
        >>> found.person, found.party, found.year, found.majority
        ('Jo Poe', 'Conservative', '2019', 981)
    """
    match = _LINE.match(text) if len(text) < 200 else None
    if match is None:
        return None
    pieces = [piece for piece in _PIECE.split(match["rest"]) if piece]
    first, second = (*pieces, "", "")[:2]
    if lexicon.party_of(first) and not lexicon.party_of(second):
        first, second = second, first
    name = strip_titles(first)
    if not is_name_like(name, least=2) or lexicon.party_of(name) or _NO_PERSON.search(name):
        return None
    rest = match["rest"]
    return EarlierWinner(
        person_name(name),
        lexicon.party_of(second),
        year=next((match[group] for group in ("year1", "year2", "year3", "year4") if match[group]), ""),
        is_member=match["member"] is not None,
        left=bool(_LEFT.search(rest))
        or (match["member"] is not None and "retiring" in match["member"].lower()),
        majority=_count(_MAJORITY, rest) or _count(_BY_VOTES, rest),
        votes=_count(_VOTES, rest),
        share=next((float(share) for share in _SHARE.findall(rest)), None),
    )


def _count(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return read_numeral(next(group for group in match.groups() if group)) if match else None
