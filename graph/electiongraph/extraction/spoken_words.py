"""Read speech and live text as if written: without a speaker's label, "she's" or "of course".

Extraction, between masking and the rules: what is left reads like a sentence of a newspaper, so that the same
rules match it.
"""

from __future__ import annotations

import re

from electiongraph.extraction.masking import MaskedSentence

__all__ = ["as_written"]

_VERDICT = r"GAINS?|HOLDS?|WINS?|LOST|LOSS|OUT|IN|ELECTED|FELL|FALLS|GONE|MAJORITY|TURNOUT|BEATEN|WON|SAFE"
# "PRESENTER (Leeds): ", "0221 ", "4/ ", "BREAKING: ", "Well, "
_LABEL = re.compile(
    rf"(?:"
    rf"(?!(?:[^:]*\b)?(?:{_VERDICT})\b[^:]*:)"
    r"[A-Z][A-Z'.&/-]+(?: [A-Z\d'.&/-]+){0,4}(?: \([A-Za-z ]+\))?: (?=.)"
    r"|(?:Presenter|Reporter|Analyst|Host|Anchor|Correspondent|Newsreader|Returning [Oo]fficer|Announcer"
    r"|Pundit"
    r"|Political [Ee]ditor|Co-presenter|Studio|Guest)(?: \d| [A-Z]\b)?(?: \([A-Za-z ]+\))?: (?=.)"
    r"|(?:BREAKING|Breaking|FLASH|Flash|SNAP|Snap|ALERT|Alert|NEWSFLASH|UPDATE|JUST IN|Just in|NEW|URGENT)"
    r"(?: NEWS| news)?(?::| -| –| —|!|\.) (?=.)"
    r"|(?:Well|OK|Okay|Right|Oh|Ah|Wow|Alright|All right|Look|Listen|Anyway|Yes|Yep|Yeah|Crikey|Blimey|Gosh"
    r"|Hang on|Here we go|There we are|There we have it|Sorry|Good news|Confirmed|Official)"
    r"(?:,|!|:|\.\.\.|…| –| —| -) (?=[A-Z‹a-z])"
    r"|[🚨⚡❗🔴🔵🟡🟢🟠⚠ ]+(?=[A-Z‹])"
    r")"
)
_COUNTED = re.compile(r"‹N(\d+)›(?:/‹N\d+›|/\d+)?(/|\)| (?=‹[PRGS]|[A-Z]))[ ]?")
_NAMED = re.compile(r"‹([PR])(\d+)›: (?=[A-Z]|‹[SPA])")
_CLOCK = re.compile(r"[0-2]\d[0-5]\d")
_DONE = (
    r"lost|won|held|kept|beaten|gone(?= (?:to|‹|over|back|down|out))"
    r"|taken|been|done|got|gained|retained|regained|become|made|seen|stood"
    "|come|clung"
    "|hung|hauled|increased|doubled|halved|polled|represented|sat|served|fallen|turned|swung|flipped|ousted"
    "|unseated"
    "|defeated|survived|squeaked|scraped|pulled|edged|romped|claimed|snatched|grabbed|picked|finished|added"
    "|cut|secured"
    "|moved|dropped|slipped|risen|grown|shrunk|swept|knocked|turfed|chucked|booted|seen off|pinched|nicked"
    "|overturned"
)
_HOW = (
    r"(?:(?:just|only|already|also|now|finally|easily|comfortably|narrowly|actually|really|never|always|first"
    r"|barely|once) )*"
)
_CONTRACTED = re.compile(
    rf"(?:(?<=›)|(?<=\bwho)|(?<=\bWho)|(?<=\b[Ii]t)|(?<=\b[Tt]hat)|(?<=\b[Tt]here)|(?<=\b[Tt]hey)"
    rf"|(?<=\b[Ww]e))"
    rf"'(?:(?P<had>d)(?= {_HOW}(?:had|{_DONE})\b)"
    rf"|(?P<has>s)(?= {_HOW}(?:{_DONE})\b(?! (?:seats?|votes?|majority|support)\b))"
    r"|(?P<have>ve)(?= )"
    r"|(?P<be>s)(?= (?:(?:now|also|just|only|safely|comfortably|narrowly|apparently not) )*"
    r"(?:(?:out|in|back|home|safe|gone|toast|history|through)(?=[.,;!?]|$| (?:by|with|and|too|for|here"
    r"|there|at)\b)"
    r"|the (?:new|first|next|MP)\b|(?:your|our|their) (?:new|next|(?:‹G\d+› )?MP)\b))"
    r"|(?P<are>re)(?= ))"
)
_FIGURES = re.compile(
    r"\b(?:majority|turnout|margin|lead|vote|share|total)(?P<be>'s)(?= (?:[a-z]+ ){0,3}(?:‹[NCX]|down\b"
    r"|up\b|cut\b))"
)
# ", of course," says nothing; "apparently" and "I think" do.
_ASIDE = re.compile(
    r",? (?:of course|by the way|incidentally|remember|you(?:'ll| will| may| might)? (?:remember|recall)"
    r"|I should say|it (?:has to|must) be said|let's not forget|don't forget|as you(?:'d| would"
    r"| might) expect"
    r"|to nobody's surprise|to everyone's surprise|frankly|folks|everyone|ladies and gentlemen|unsurprisingly"
    r"|you won't believe (?:this|it)|wait for it|get this"
    r"|would you believe(?: it)?|believe it or not|obviously|obvs)(?:,|(?=[.!?;]|$))"
)


def as_written(masked: MaskedSentence) -> MaskedSentence:
    """Return a sentence without its label, contractions and empty asides.

    Examples:
        >>> from electiongraph.extraction.masking import mask_sentence
        >>> from electiongraph.extraction.mentions import Mention
        >>> text = "REPORTER: Ann Day's lost it"
        >>> as_written(mask_sentence(text, 0, 27, [Mention("P", 10, 17, "Ann Day")])).text
        '‹P0› has lost it'
    """
    for _ in range(3):
        end = _label_end(masked)
        if not end:
            break
        masked = MaskedSentence(masked.text[end:], masked.starts[end:], masked.ends[end:], masked.mentions)
    if "'" in masked.text:
        masked = _in_full(masked)
    while found := _ASIDE.search(masked.text):
        masked = _without(masked, *found.span())
    return masked


def _label_end(masked: MaskedSentence) -> int:
    """Return where a sentence begins after its label, 0 for none."""
    if found := _LABEL.match(masked.text):
        return found.end()
    if counted := _COUNTED.match(masked.text):
        words = masked.mentions[int(counted[1])].name
        return counted.end() if counted[2] in "/)" or _CLOCK.fullmatch(words) else 0
    if named := _NAMED.match(masked.text):
        words = masked.mentions[int(named[2])].name
        speaks = words.isupper() if named[1] == "P" else words.lower().endswith("returning officer")
        return named.end() if speaks else 0
    return 0


def _in_full(masked: MaskedSentence) -> MaskedSentence:
    for pattern in (_CONTRACTED, _FIGURES):
        at = 0
        while found := pattern.search(masked.text, at):
            verb = {"had": "had", "has": "has", "have": "have", "be": "is", "are": "are"}[
                str(found.lastgroup)
            ]
            begin = masked.text.rindex("'", 0, found.end())
            masked = masked.collapse(begin, found.end(), f" {verb}")
            at = begin + 1
    return masked


def _without(masked: MaskedSentence, start: int, end: int) -> MaskedSentence:
    return MaskedSentence(
        masked.text[:start] + masked.text[end:],
        masked.starts[:start] + masked.starts[end:],
        masked.ends[:start] + masked.ends[end:],
        masked.mentions,
    )
