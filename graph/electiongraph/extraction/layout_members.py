"""Tables of a seat's members: "Election | Member | Party", each row somebody elected in that year.

Extraction stage, below `layout`. In come the texts of header and rows, out go `EarlierWinner`s. Columns come
in any order, with the majority, the turnout and the winner's votes or share where the table has them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_earlier import EarlierWinner
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_sections import election_in
from electiongraph.extraction.numerals import read_numeral

__all__ = ["members_columns", "members_election", "read_member"]

_NOTE = re.compile(r"\s*\[\w{1,3}\]|[†‡*]+$")
_HEADS: dict[str, re.Pattern[str]] = {
    kind: re.compile(expression, re.IGNORECASE)
    for kind, expression in {
        "when": r"(?:general )?(?:year |date )?(?:of )?(?:the )?(?:elections?|elected|years?|first elected"
        r"|term(?: of office)?|dates?|period|from|poll|contest)(?: year| date)?",
        "member": r"(?:(?:elected |winning |successful )?(?:member(?: of (?:the )?parliament)?|mp|m\.p\.|msp"
        r"|ms|candidate|person)|name|representative|member \(mp\)"
        r"|(?:mp|member|candidate|who) (?:elected|returned|won)|elected|winner|victor|won by)",
        "party": r"(?:political |winning |winner['’]s )?party",
        "majority": r"(?:winning )?(?:majority|maj\.?)(?: \(votes\)| in votes)?",
        "turnout": r"turnout(?: ?\(?%\)?)?",
        "votes": r"(?:winner['’]s |winning )?votes?(?: won| polled)?",
        "share": r"(?:winner['’]s |winning )?(?:vote )?share(?: of (?:the )?vote)?(?: ?\(?%\)?)?"
        r"|% of (?:the )?vote",
        "other": r"runners?[- ]up|second(?: place| party)?|2nd|swing|notes?|hold or gain|result|main rival"
        r"|electorate",
    }.items()
}
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)\s?[-–—]")
_POLL = r"(?:general election|by-? ?election|GE|BE)"
_ELECTION = re.compile(
    rf"(?:{_POLL}[,:]? )?(?:(?:\d{{1,2}} )?[A-Z][a-z]+ )?(?:19|20)\d\d"
    rf"(?:[ ,:]* ?\(?{_POLL}\)?|\s?[-–—]\s?(?:\d{{2,4}}|present|date|now)?)?",
    re.IGNORECASE,
)
_BY_ELECTION = re.compile(r"\bBE\b")
_PARTY_AFTER = re.compile(r"(?P<name>[^(,]+?)\s*[(,]\s*(?P<party>[^()]+?)\)?")
_COUNT = re.compile(r"\d[\d,. ]*\d|\d")
_SHARE = re.compile(r"\d{1,2}(?:\.\d+)?")


def members_columns(heads: Sequence[str]) -> tuple[str, ...]:
    """Return what the columns of a table of a seat's members hold, "" for one without a head.

    Returns:
        "when", "member", "party", "majority", "turnout", "votes", "share" or "other" for each column; nothing
        where the row does not head such a table.

    Examples:
        >>> members_columns(["Election", "", "Member[4]", "Party"])
        ('when', '', 'member', 'party')
        >>> members_columns(["Candidate", "Party", "Votes"])
        ()
    """
    kinds = tuple(_kind_of(_bare(head)) for head in heads)
    told = [kind for kind in kinds if kind]
    if None in kinds or len(told) < 3 or len(told) != len(set(told) - {"other"}) + told.count("other"):
        return ()
    # Without a party's column it must be plain that somebody won: "Year | Winner | Majority".
    is_members = {"when", "member"} <= set(told) and ("party" in told or "majority" in told)
    return tuple(str(kind) for kind in kinds) if is_members else ()


def _kind_of(head: str) -> str | None:
    """Return what a column holds by its head, "" for an empty one, None when it is none of these tables'."""
    if not head:
        return ""
    return next((kind for kind, pattern in _HEADS.items() if pattern.fullmatch(head)), None)


def read_member(texts: Sequence[str], columns: Sequence[str], lexicon: Lexicon) -> EarlierWinner | None:
    """Read a row of a table of members; None when it names no election, person and party.

    Args:
        texts: The row's texts, by column.
        columns: What these hold, as `members_columns` gives it.
        lexicon: The gazetteers.
    """
    for cells in _by_column(texts, columns):
        when, member, party = cells.get("when", ""), cells.get("member", ""), cells.get("party", "")
        if not party and (named := _PARTY_AFTER.fullmatch(member)):
            member, party = named["name"], named["party"]
        name, known = strip_titles(member), lexicon.party_of(party)
        if not _ELECTION.fullmatch(when) or not known or not is_name_like(name, least=2):
            continue
        # Of who sat from 1997 to 2010 a majority may be of any election.
        figures = {} if _SPAN.match(when) else cells
        return EarlierWinner(
            person_name(name),
            known,
            when=_BY_ELECTION.sub("by-election", when),
            majority=_count(figures.get("majority", "")),
            votes=_count(figures.get("votes", "")),
            share=_percent(figures.get("share", "")),
            turnout=_percent(figures.get("turnout", "")),
        )
    return None


def _by_column(texts: Sequence[str], columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the cells by what they hold: place by place, and once more without empty ones."""
    bare = [_bare(text) for text in texts]
    told, kinds = [text for text in bare if text], [kind for kind in columns if kind]
    readings = []
    if len(bare) == len(columns):
        readings.append(dict(zip(columns, bare, strict=True)))
    if len(told) == len(kinds):
        readings.append(dict(zip(kinds, told, strict=True)))
    return readings


def _count(text: str) -> int | None:
    return read_numeral(text) if _COUNT.fullmatch(text) else None


def _percent(text: str) -> float | None:
    bare = text.removesuffix("%").strip()
    return float(bare) if _SHARE.fullmatch(bare) else None


def members_election(when: str, seat: str, lexicon: Lexicon) -> str:
    """Return the polling date that the first column gives, "" when it is not known.

    Args:
        when: "2019 by-election", "2010-2015".
        seat: The seat, to find its by-elections.
        lexicon: The gazetteers.
    """
    seats = [one for _, _, found in lexicon.seat_mentions(words_of(seat)) for one in found]
    years = _SPAN.match(when)
    date = election_in(years["first"] if years else when, lexicon, "", seats)
    return date if len(date) > len("2019") else ""


def _bare(text: str) -> str:
    """Return what a cell holds without references; colours of parties stand in empty ones."""
    return _NOTE.sub("", text).strip()
