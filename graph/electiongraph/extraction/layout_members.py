"""Tables of a seat's members: "Election | Member | Party", each row somebody elected in that year.

Extraction stage, below `layout`. In come the texts of header and rows, out go `EarlierWinner`s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_earlier import EarlierWinner
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_names import is_name_like, person_name, strip_titles
from electiongraph.extraction.layout_sections import election_in

__all__ = ["is_header_of_members", "members_election", "read_member"]

_NOTE = re.compile(r"\s*\[\w{1,3}\]|[†‡*]+$")
_WHEN = re.compile(
    r"(?:year |date )?(?:of )?(?:election|elected|years?|first elected|term(?: of office)?|dates?|period"
    r"|from)",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"member(?: of (?:the )?parliament)?|mp|m\.p\.|msp|ms|name|representative|member \(mp\)", re.IGNORECASE
)
_PARTY = re.compile(r"(?:political )?party", re.IGNORECASE)
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)\s?[-–—]")
_ELECTION = re.compile(
    r"(?:[A-Z][a-z]+ )?(?:19|20)\d\d"
    r"(?: (?:general election|by-?election)|\s?[-–—]\s?(?:\d{2,4}|present|date|now)?)?",
    re.IGNORECASE,
)


def is_header_of_members(heads: Sequence[str]) -> bool:
    """Tell whether a row heads a table of a seat's members.

    Examples:
        >>> is_header_of_members(["Election", "", "Member[4]", "Party"])
        True
    """
    shown = _told(heads)
    return len(shown) in (3, 4) and all(
        pattern.fullmatch(head) for pattern, head in zip((_WHEN, _MEMBER, _PARTY), shown, strict=False)
    )


def read_member(texts: Sequence[str], lexicon: Lexicon) -> EarlierWinner | None:
    """Read a row of a table of members; None when it names no election, person and party.

    Args:
        texts: The row's texts, by column.
        lexicon: The gazetteers.
    """
    shown = _told(texts)
    if len(shown) < 3 or not _ELECTION.fullmatch(shown[0]):
        return None
    name = strip_titles(shown[1])
    party = lexicon.party_of(shown[2])
    if not party or not is_name_like(name, least=2):
        return None
    return EarlierWinner(person_name(name), party, when=shown[0])


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


def _told(texts: Sequence[str]) -> list[str]:
    """Return what the cells hold without references; colours of parties stand in empty ones."""
    return [bare for bare in (_NOTE.sub("", text).strip() for text in texts) if bare]
