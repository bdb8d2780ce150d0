"""What a label says became of all listed below it: "Labour's new MPs", "Ministers who lost their seats".

Extraction stage, below `layout`. In comes the text of a label, out goes a `RosterLabel`. A label that hedges,
or that speaks of two fates, says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from electiongraph.extraction.layout_lexicon import Lexicon

__all__ = ["BEATEN", "ELECTED", "LEFT", "STANDS", "RosterLabel", "read_roster_label"]

ELECTED, BEATEN, LEFT, STANDS = "elected", "beaten", "left", "stands"
_PREDICATES: dict[str, tuple[str, ...]] = {
    ELECTED: ("standsIn", "elected"),
    BEATEN: ("standsIn", "incumbentIn", "defeatedIn"),
    LEFT: ("incumbentIn", "stoodDown"),
    STANDS: ("standsIn",),
}
_MEMBERS = (
    r"(?:MPs?|MSPs?|MSs?|AMs?|MLAs?|TDs?|members?|ministers?|secretaries|whips|frontbench(?:ers)?"
    r"|incumbents?"
    r"|parliamentarians|big (?:names?|beasts?|hitters?)|well[- ]known (?:names|faces)|familiar faces"
    r"|colleagues)"
)
_FATES: dict[str, re.Pattern[str]] = {
    fate: re.compile(expression, re.IGNORECASE)
    for fate, expression in {
        LEFT: r"\b(?:standing|stands?|stood|stepping|stepped|steps?|standing) down\b|\bretir(?:ing|ed"
        r"|ees?)\b"
        r"|\bnot (?:standing|running|contesting|seeking|defending|fighting)\b|\bbowing out\b|\bleaving"
        r" (?:the (?:Commons|House)|Parliament|Westminster|politics)\b|\bcalling it a day\b|\bquitting\b",
        BEATEN: rf"\b{_MEMBERS}\b[^.:;]{{0,40}}\b(?:lost|lose|out|gone|beaten|defeated|ousted|unseated"
        rf"|fell|fallen)\b"
        r"|\b(?:lost|losing|lose) their (?:seats|jobs as MPs)\b|\b(?:casualt(?:y|ies)|scalps)\b"
        rf"|\b(?:ousted|unseated|defeated|beaten|toppled|fallen) (?:\w+ ){{0,2}}{_MEMBERS}\b"
        r"|\bseats? (?:\w+ ){0,2}lost\b|\blosses\b",
        ELECTED: rf"\b(?:new|newly elected|first-time|re-?elected|returning|elected|returned"
        rf"|winning) (?:\w+ ){{0,3}}{_MEMBERS}\b"
        rf"|\b{_MEMBERS} (?:\w+ ){{0,3}}(?:elected|re-?elected|returned)\b|\bwinners\b|\bvictors\b"
        r"|\bgains?\b|\bgained\b|\bholds\b|\bseats (?:that )?(?:\w+ ){0,2}(?:won|took|taken|held"
        r"|captured)\b"
        r"|\bnew (?:intake|faces)\b|\bclass of ['’]?(?:20)?\d\d\b|\bwho (?:has |have |'ve |’ve )?won\b"
        r"|\b(?:was|were|been|newly|duly) (?:re-?)?(?:elected|returned)\b"
        r"|\bwelcom\w+ to (?:the )?(?:Westminster|Parliament|Holyrood|Senedd|Commons|House|Stormont)\b"
        rf"|\bnow has \w+ {_MEMBERS}\b|\bwho won\b|\bthe elected\b|\b(?:men|women|people"
        rf"|candidates) elected\b"
        r"|\belected for the first time\b",
        STANDS: r"\bcandidates?\b|\bprospective\b|\bcontenders\b|\bhopefuls\b|\bwho(?: is| are|['’]s"
        r"|['’]re) standing\b"
        r"|\bselected\b|\bPPCs?\b|\bwill (?:stand|fight|contest)\b|\bstanding (?:for|in)\b",
    }.items()
}
# What hedges, looks ahead or back, or speaks of other people than of members of a parliament.
_UNSURE = re.compile(
    r"\b(?:could|may(?! \d)|might|would|should|if|tipped|expected|likely|unlikely|predict\w*"
    r"|forecast\w*|project\w+"
    r"|in danger|at risk|under threat|vulnerable|targets?|to watch|poll(?:s|ing)?|need\w*|nearly|almost"
    r"|narrowly missed"
    r"|failed|hop(?:ing|ed?s?)|fear\w*|battlegrounds?|marginals?|councillors?|council|wards?|former"
    r"|previous(?:ly)?|past"
    r"|outgoing|once|who\?|what|why|how|tributes?|obituar\w+|questions?|survived|safe|in the cabinet"
    r"|withdr\w+|disqualified|disowned|deselected|suspended|rejected|ineligible)\b"
    r"|\bwill (?:lose|win)\b|\?$",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\bgain(?:s|ed)?\b|\bseats (?:that )?(?:\w+ ){0,2}(?:won|took|taken|captured) from\b", re.IGNORECASE
)
_HELD = re.compile(r"\bholds\b|\bseats (?:that )?(?:\w+ ){0,2}held\b", re.IGNORECASE)
_AGAIN = re.compile(r"\bre-?elected\b|\breturning\b", re.IGNORECASE)
_OTHER_SIDE = frozenset("from over to by against".split())
_ARTICLES = frozenset("the".split())
_OURS = re.compile(r"\b(?:our|we|us)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST_PARTY = 4


@dataclass(frozen=True, slots=True)
class RosterLabel:
    """What a label says of everybody below it.

    Attributes:
        fate: `ELECTED`, `BEATEN`, `LEFT` or `STANDS`.
        party: Their party's usual short form, "" when it names none.
        other: The party that the seats were taken from, or lost to.
        outcome: "gain", "hold" or "".
        is_again: True when they were members before.
        is_ours: True when it says "our" or "we".
    """

    fate: str
    party: str = ""
    other: str = ""
    outcome: str = ""
    is_again: bool = False
    is_ours: bool = False

    @property
    def predicates(self) -> tuple[str, ...]:
        """Return the predicates that hold for everybody below it."""
        again = ("incumbentIn",) if self.fate == ELECTED and self.is_again else ()
        return (*_PREDICATES[self.fate], *again)


def read_roster_label(text: str, lexicon: Lexicon) -> RosterLabel | None:
    """Read what a label says of everybody listed below it; None when it says nothing certain.

    Args:
        text: The label.
        lexicon: The gazetteers.

    Examples:
        >>> from electiongraph.extraction.layout_lexicon import lexicon_of
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> lexicon = lexicon_of(load_gazetteers())
        >>> label = read_roster_label("Labour gains from the Conservatives", lexicon)
        >>> label.fate, label.outcome, label.party, label.other
        ('elected', 'gain', 'Labour', 'Conservative')
        >>> read_roster_label("Ministers who could lose their seats", lexicon)
    """
    if _UNSURE.search(text):
        return None
    fates = [fate for fate, pattern in _FATES.items() if pattern.search(text)]
    if fates == [ELECTED, STANDS]:
        fates = [ELECTED]
    if len(fates) != 1:
        return None
    own, other = _parties(text, lexicon)
    if len(own) > 1 or len(other) > 1:
        return None
    outcome = ""
    if fates[0] == ELECTED:
        outcome = "gain" if _TAKEN.search(text) else "hold" if _HELD.search(text) else ""
    return RosterLabel(
        fates[0],
        party="".join(own),
        other="".join(other),
        outcome=outcome,
        is_again=bool(_AGAIN.search(text)),
        is_ours=bool(_OURS.search(text)),
    )


def _parties(text: str, lexicon: Lexicon) -> tuple[set[str], set[str]]:
    """Return the parties that a label names as theirs, and as the other side's."""
    words = [word.removesuffix("'s").removesuffix("’s").removesuffix("’") for word in _WORD.findall(text)]
    own: set[str] = set()
    other: set[str] = set()
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_PARTY), at, -1):
            named = " ".join(words[at:end])
            party = lexicon.party_of(named) if named[0].isupper() and len(named) > 2 else ""
            if party:
                before = [word.lower() for word in words[:at] if word.lower() not in _ARTICLES][-1:]
                (other if before and before[0] in _OTHER_SIDE else own).add(party)
                at = end
                break
        else:
            at += 1
    return own, other
