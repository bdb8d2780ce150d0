"""Find where the title of an office ends: "for X", "at the Department of X", "of Swindon Borough Council".

Extraction, part of mentions: the right edges of the offices that `roles` finds.
"""

from __future__ import annotations

import re

from electiongraph.extraction.lexicon import given_names
from electiongraph.extraction.office_titles import brief_words

__all__ = ["OF_ROLE_OFFICES", "after_body", "after_brief", "after_brief_words"]

_NEXT_WORD = re.compile(r"((?:,| and|, and| &)? (?:the )?)([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'-]*)")
OF_ROLE_OFFICES = re.compile(
    r"(?:advis[eo]r|chief of staff|press secretary|spokes\w+|private secretary|envoy"
    r"|director of communications)$",
    re.IGNORECASE,
)
_DEPARTMENT = re.compile(
    r" (?:at|in) (?!the same |same )(?:the )?(?:(?:[a-z]+,? (?:and )?){1,4}(?:department|ministry)\b"
    r"|(?:[A-Z]\w+ ){1,2}Office\b|Treasury\b|Defra\b|DWP\b|DHSC\b|MoD\b"
    r"|(?:Department|Ministry) (?:for|of) (?:the )?)"
)
_BODY = re.compile(
    r" (?:of|for) (?:(?:his|her|their|its|our) (?=party\b)|the )?(?:(?:(?!(?:on|in|at|and|who|for|of|the|by)\b)[\w’'-]+ ){1,3}(?:[Gg]roup)\b"
    r"|party|council|opposition|Opposition|official opposition|board"
    r"|(?:House of )?(?:Commons|Lords)|House"
    r"|(?:[\w’'-]+ ){1,5}(?:[Cc]ommittee|[Cc]ouncil|[Gg]roup|[Bb]oard|[Aa]ssembly)\b)"
)
_COUNCIL_TAIL = re.compile(
    r"(?: (?:[Bb]orough|[Cc]ity|[Cc]ounty|[Dd]istrict|[Tt]own|[Mm]etropolitan))?(?: [Cc]ouncil"
    r"| [Aa]ssembly| [Pp]arty| [Cc]ommittee| [Gg]roup)\b"
)
_OWN_GROUP = re.compile(r"[’']s (?:[A-Z][\w&-]+ ){0,3}(?:[a-z]+ )?[Gg]roup\b")
# "Minister for civil society,": what a brief is called by the words up to the comma.
_CLOSED_SUBJECT = re.compile(
    r"(?: (?!(?:in|at|on|who|which|the|an?|from|under|until|to|was|is|his|her|years|months|some"
    r"|more|over)\b)[a-z-]+){1,6}(?=[,.;]|$)"
)
_OPENS_BRIEF = re.compile(
    r" (?:for|of|on|to(?= the ))(?= )(?! (?:family|health|personal|business) reasons\b)"
)
_EARLY_YEARS = re.compile(r"(?<=[Ee]arly) [Yy]ears\b")
_IN_HOUSE = re.compile(r"(?<=eader) (?:in the (?:Commons|Lords)|at (?:Westminster|Holyrood|Stormont))\b")
_ON_COUNCIL = re.compile(
    r" (?:on|at) (?:the )?(?:[A-Z][\w&-]+ (?:and |& |of |upon )?){1,4}(?:[Cc]ouncil|Assembly|Authority)\b"
    r"|(?<=[Gg]roup) (?:on|at) (?:the|its|their) (?:(?:city|county|borough|district|town) )?(?:council|authority)\b"
)


def after_brief(sentence: str, end: int, *, has_brief: bool = False) -> int:
    """Return where "for X", "at the Department of X" or "to the Treasury" after a minister ends.

    Args:
        sentence: Its text.
        end: Where the noun ends.
        has_brief: True when the brief stands before the noun: the climate minister's department says no more.
    """
    department = None if has_brief else _DEPARTMENT.match(sentence, end)
    if department:
        inside = after_brief_words(sentence, department.end() - 1)
        return inside if inside > department.end() else len(sentence[: department.end()].rstrip())
    subject = re.compile(r" on [a-z-]+\b").match(sentence, end)
    if subject and OF_ROLE_OFFICES.search(sentence[:end][-20:]):
        return max(subject.end(), after_brief_words(sentence, end + 3))
    opening = _OPENS_BRIEF.match(sentence, end)
    if opening is None:
        portfolio = re.compile(r" without [Pp]ortfolio\b").match(sentence, end)
        return portfolio.end() if portfolio else end
    stop = after_brief_words(sentence, opening.end())
    if stop == opening.end():
        the = re.compile(r" the (?=[A-Z])").match(sentence, opening.end())
        named = re.compile(r"(?<=Minister of State for) (?=[A-Z])").match(sentence, end + 4)
        stop = _after_capitals(sentence, (the or named).end()) if the or named else stop
        closed = (
            _CLOSED_SUBJECT.match(sentence, opening.end())
            if sentence[:end].endswith("ister") and sentence.startswith(" for", end)
            else None
        )
        stop = closed.end() if closed and not the else stop
    return stop if stop > opening.end() else end


def after_brief_words(sentence: str, end: int) -> int:
    stop, first = end, True
    while found := _NEXT_WORD.match(sentence, stop):
        gap, word = found[1], found[2]
        plain = re.sub(r"[’']s?$", "", word.lower())
        if plain not in brief_words() or (first and gap.strip() not in ("", "the")):
            break
        if (
            not first
            and gap.startswith((",", " and"))
            and word[0].isupper() != sentence[end:].lstrip(" the")[:1].isupper()
        ):
            break
        if gap == ", " and not re.compile(r"(?:[\w’' -]|, ){0,40}? and ").match(sentence, found.end()):
            break
        stop, first = found.end(), False
    years = _EARLY_YEARS.match(sentence, stop)
    return years.end() if years else stop


def after_body(sentence: str, end: int) -> int:
    """Return where "of Swindon Borough Council" after a leader, a mayor or a chair ends."""
    house = _IN_HOUSE.match(sentence, end)
    if house:
        return house.end()
    body = _BODY.match(sentence, end)
    opening = re.compile(r" (?:of|for) (?:(?:his|her|their|its|our) (?=party\b)|the )?").match(sentence, end)
    if opening is None:
        on_council = _ON_COUNCIL.match(sentence, end)
        return on_council.end() if on_council else end
    stop = _after_capitals(sentence, opening.end())
    own = _OWN_GROUP.match(sentence, stop) if stop > opening.end() else None
    if own:
        return own.end()
    tail = _COUNCIL_TAIL.match(sentence, stop) if stop > opening.end() else None
    stop = tail.end() if tail else stop
    if stop == opening.end():
        stop = body.end() if body else end
    on_council = _ON_COUNCIL.match(sentence, stop)
    return on_council.end() if on_council else stop


def _after_capitals(sentence: str, end: int) -> int:
    stop = end
    for _ in range(6):
        found = re.compile(
            r"(?:(?: (?:of|and|&|upon|on|the|of the|for))? )?([A-ZÀ-Þ][\w’'-]*\w)"
            if stop > end
            else r"([A-ZÀ-Þ][\w’'-]*\w)"
        ).match(sentence, stop)
        if (
            found is None
            or (stop > end and found[1].lower() in given_names())
            or found[1] in ("Sir", "Dame", "Mr", "Ms", "Cllr")
        ):
            break
        name = re.sub(r"[’']s$", "", found[1])
        stop = found.start(1) + len(name)
        if name != found[1]:
            break
    return stop
