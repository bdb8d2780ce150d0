"""Tell when a clause is about an election to another body than the document's.

Extraction, part of discourse: councils, mayors, the parliaments of the nations.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clause_windows import clause_around, opening_phrase
from electiongraph.extraction.masking import MaskedSentence
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, days_of_kind, kind_of
from electiongraph.gazetteers import Gazetteers

__all__ = [
    "OF_COMMONS",
    "TO_PARLIAMENT",
    "election_of_other_body",
    "follows_vote_on_leader",
    "is_of_other_poll",
]

# Nobody is elected for a seat of the House of Commons at these.
TO_PARLIAMENT = re.compile(
    r"\b(?:in|at) the (?:‹Y\d+› |last |previous )?general election|‹Y\d+› general election"
    r"|\b(?:stood|standing|ran|candidate|elected) (?:for|to) (?:Parliament|Westminster)\b|\bWestminster seat"
)
# In a text about a nation's parliament: "At Westminster the seat is held by Fay Jones."
OF_COMMONS = re.compile(
    r"(?:At Westminster|In the (?:House of )?Commons|(?:The|Its|Their) (?:UK |United Kingdom )?"
    r"(?:Westminster|Commons|UK [Pp]arliament(?:ary)?) (?:seat|constituency))\b"
)
# Elections to other bodies than the House of Commons, told of in passing.
_OTHER_POLL = re.compile(
    r"\b(?:(?:[Cc]ouncil|[Ll]ocal|[Mm]ayoral|Holyrood|Senedd|Stormont|Assembly|European|[Cc]ounty|[Bb]orough"
    r"|[Pp]arish|[Dd]istrict|[Cc]ity|PCC|[Cc]ommissioner|[Ll]eadership|[Ww]ard|Scottish Parliament|Lok Sabha)"
    r"(?:'s)? (?:by-)?(?:elections?|polls?|contest|race|vote|ballot|count|selection)"
    r"|(?:council|ward|Holyrood|Senedd|Assembly|Scottish Parliament|Welsh Assembly|district"
    r"|parish) (?:seats?|wards?|constituency)"
    r"|[Mm]ayor(?:alty)? (?:of|in|for)|[Rr]eferendum|(?:to|for|at) (?:Holyrood|the Senedd|Stormont"
    r"|the Assembly"
    r"|the European Parliament|(?:the )?[A-Z][a-z]+ (?:[Cc]ity |[Cc]ounty )?[Cc]ouncil)"
    r"|police and crime commissioner)\b"
)
# No newspaper prints a longer one, in code points; what looks like one is a table or a broken file.
LONGEST_PARAGRAPH = 3_000
_VOTE_ON_LEADER = re.compile(
    r"(?<!who was )(?<!who had been )(?<!having been )\b(?:elected|re-elected|chosen) (?:as )?"
    r"(?:the |its |their |new |joint |party |\w+'s )*(?:deputy |co-)?leaders?\b"
    r"|leadership (?:election|contest|race|ballot)|ballot of (?:party )?members"
)


def follows_vote_on_leader(text: str, at: int) -> bool:
    """Tell whether the paragraph in which an offset lies has told of the election of a party's leader."""
    begin = max(text.rfind("\n\n", 0, at) + 1, at - LONGEST_PARAGRAPH)
    may_tell = text.find("leader", begin, at) >= 0 or text.find("ballot of ", begin, at) >= 0
    return may_tell and _VOTE_ON_LEADER.search(text, begin, at) is not None


# "... second to Ann Smith when she was elected the county's police and crime commissioner"
_WHEN_ELECTED = re.compile(
    r"[^;.‹›]{0,12}(?: ‹P\d+›)?,? when ‹[PA]\d+› (?:was (?:first |re-)?elected|became|won"
    r"|took)[^;.‹›]{0,40}‹R(\d+)›"
)
_ELECTED_OFFICE = re.compile(r"\b(?:mayor|commissioner)\b", re.IGNORECASE)
_SETTING = re.compile(r"(?:At|In) [^,;.]{0,80},")


def is_of_other_poll(masked: MaskedSentence, at: int, until: int, default: str) -> bool:
    """Tell whether a clause is about an election to a council, a mayoralty, a nation's parliament.

    Args:
        masked: The sentence.
        at: Where the match begins in it.
        until: One past its end.
        default: The document's election; where that is none to the House of Commons the answer is no.
    """
    if kind_of(default) not in (GENERAL, BY_ELECTION):
        return False
    setting = _SETTING.match(masked.text)
    return bool(
        _OTHER_POLL.search(clause_around(masked.text, at, until))
        or (setting and setting.end() <= at and _OTHER_POLL.search(setting.group()))
    )


# "in the 2021 Senedd election", "at May's council elections"
_NAMED_POLL = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Aa]fter|[Ss]ince|[Dd]uring) (?:(?:the|last|this|[A-Z][a-z]+'s|‹Y\d+›'s) )*"
    r"(?:‹Y(?P<year>\d+)› )?(?P<body>Holyrood|Scottish Parliament|Scottish parliamentary|Senedd"
    r"|Welsh Assembly|Assembly|Stormont|local|council|county council|borough|district|mayoral|European)"
    r"(?: [Pp]arliament(?:ary)?| council)?"
    r" (?:elections?|polls?|contest)\b(?: (?:of|in) ‹Y(?P<year2>\d+)›)?"
)
_BODIES = {
    "Holyrood": "scottish-parliament", "Scottish Parliament": "scottish-parliament",
    "Scottish parliamentary": "scottish-parliament", "Senedd": "senedd", "Welsh Assembly": "senedd",
    "Assembly": "northern-ireland-assembly", "Stormont": "northern-ireland-assembly", "mayoral": "mayoral",
    "European": "european-parliament",
}  # fmt: skip


def election_of_other_body(
    masked: MaskedSentence, at: int, until: int, default: str, gazetteers: Gazetteers
) -> str | None:
    """Return the election to another body than the document's that a clause names.

    Returns:
        A polling date; "" when the clause does not say which; None when it names none.
    """
    when = _WHEN_ELECTED.match(masked.text, until)
    if when and _ELECTED_OFFICE.search(masked.mentions[int(when[1])].name):
        return ""
    if not _NAMED_POLL.search(masked.text):
        return None
    opener = opening_phrase(masked.text, at)
    for text in (clause_around(masked.text, at, until), opener):
        named = _NAMED_POLL.search(text)
        kind = _BODIES.get(named["body"], "local") if named else ""
        if named and kind != kind_of(default):
            slot = named["year"] or named["year2"]
            year = int(masked.mentions[int(slot)].number) if slot else 0
            days = [day for day in days_of_kind(gazetteers, kind) if day.startswith(str(year))]
            return days[-1] if year and days else ""
    return None
