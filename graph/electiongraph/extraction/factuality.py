"""Tell what a text states from what it fears, hopes, forecasts, denies, asks or quotes.

Extraction, fifth part. A match counts only when nothing before it in its clause, nor anything that frames
the whole sentence, takes the statement back.
"""

from __future__ import annotations

import re

__all__ = ["hedge_before", "is_hedged"]

# Words before the statement, in its own clause, that make it less than a fact.
_BEFORE = re.compile(
    r"\b(?:might|may(?! ‹Y)|could|would|should|can|cannot|can't|must|shall|ought to"
    r"|expect(?:ed(?! appointments?| announcements?)|s|ing)?|tipp?(?:ed|s|ing)?|predict(?:ed|s|ing|ions?)?|forecast(?:ed|s|ing)?|project(?:ed|s|ions?)|projected"
    r"|suggest(?:ed|s|ing|ions?)?|(?<!result )indicat(?:ed|es|ing|ions?)|point(?:ed|s|ing) to|model(?:led|ling)|poll (?:has|puts|gave|gives|shows|suggests)"
    r"|rumou?r(?:ed|s)?|speculat(?:ed|ion|ing)|understood|believed|thought to|said to|reported(?:ly)? to|reportedly|allegedly|apparently"
    r"|claim(?:ed|s|ing) (?:that|to|he|she|they|‹)|hop(?:e|ed|es|ing|eful)|want(?:ed|s|ing)?|wish(?:ed|es)?|aim(?:ed|s|ing)?|plan(?:ned|s|ning)?|intend(?:ed|s)?"
    r"|fear(?:ed|s|ing)?|worr(?:y|ied|ies)|threaten(?:ed|s)?|risk(?:s|ed|ing)?|in danger of|at risk of|on course|on track|set to|poised|due to (?=be\b|win|hold|declare|lose|become|stand)|likely|unlikely|possibl[ey]|probabl[ey]|perhaps|maybe|potential(?:ly)?"
    r"|confident|optimistic|bullish|quietly|dream(?:t|s|ed|ing)?|look(?:s|ed|ing)? (?:like|set|certain|likely|to)|appear(?:s|ed)?|seem(?:s|ed)?"
    r"|attempt(?:ed|ing|s)? to|trying|tried|try to|bid(?:ding)? to|seeking|seek to|sought|vow(?:ed|s)?|pledg(?:ed|es)|promis(?:ed|es)|fighting to|battl(?:e|ing) to|bidding|urg(?:ed|es|ing)|call(?:ed|s|ing) (?:on|for)"
    r"|whether|if|unless|were (?:he|she|they|it|‹[A-Z]\d+›) to|should (?:he|she|they|it|‹[A-Z]\d+›)|had (?:he|she|they|it|‹[A-Z]\d+›) (?:won|held|stood|lost|been)|even if|as if|in case|provided|assuming|suppose|imagine"
    r"|exit poll|opinion poll|survey|simulation|bookmakers?|bookies|odds|betting|pundits?|analysts?|MRP|YouGov|Ipsos|Survation|More in Common|Electoral Calculus|favourites? to|sources? (?:say|said|close|in|at|told|believe|have)|insiders? (?:say|said)|aides? (?:say|said)"
    r"|not|never|neither|nor|no one|nobody|none|didn't|hasn't|haven't|wasn't|weren't|isn't|aren't|won't|don't|doesn't|hadn't|without|rather than|instead of|far from|failed to|fail to|fails to|denied|denies|deny|refus(?:ed|es)|ruled out|declin(?:ed|es)|false(?:ly)?|incorrect(?:ly)?|wrongly|mistaken(?:ly)?|untrue|myth|short of|yet to|nearly|almost|came close to|close to|all but|half-expected"
    r"|word (?:is|has it|at the count is)|reports? (?:are coming in |suggest |say |claim |from the count )?(?:that|of)|hear(?:ing|s)? that|told that|whisper(?:s|ed|ing)?|gossip|waiting|await(?:s|ing|ed)?(?! trial| sentenc)|to be decided|too close to call|in line (?:to|for)|widely seen|frontrunner|front-runner|touted|mooted|linked with|considered for|eyed|wanted|called for|decide whether|asks?|asked|invit(?:ed|es)|wonder(?:ed|s|ing)?|think(?! tanks?)|thinks|thought|believes?|reckon(?:s|ed)?|feels?|felt(?! like)|guess|bet|betting|insist(?:s|ed)?"
    r"|until (?:he|she|they|it|‹[A-Z]\d+›)|pretend(?:ed|ing)?|joked?|satir(?:e|ical)|fiction(?:al)?|mock|hypothetical|scenario|would-be|next time|warn(?:s|ed|ing)?"
    r"|as though|by all accounts|talk (?:is|that|of)|chatter|hunch|(?:feeling|mood|sense|view|belief|buzz|verdict|consensus)(?: [^‹›,.;]{0,30})? is(?: that)?|convinced|adamant|certain that|sure that"
    r"|(?:forecasters?|pollsters?|experts?|commentators?|psephologists?|tipsters?)|(?:we|I|are|'re|am|'m) (?:now |being )?(?:hearing|told)|understands? (?:that|‹)|head(?:ing|ed) (?:for|to|towards)|wrong to say|not the case"
    r"|(?:activists?|workers?|supporters?|campaigners?|agents?|tellers?|strategists?|canvassers?|observers|friends|allies|critics|opponents|reports?|newspapers?|papers|tabloids|social media|posts?|tweets?)(?: [^‹›.;,]{1,30})? (?:say|says|said|saying|claim|claims|claimed)"
    r"|let(?: us|'s) say|(?:at|on|in) the (?:first|second|third|latest) (?:recount|re-count|bundle|sample)|sampl(?:es|ing)"
    r"|with (?:half|most|some|many|a (?:third|quarter|few)|‹[NCX]\d+›)(?: of)?(?: the| all)? (?:boxes|votes?|ballots|papers|polling districts)\b[^‹›,]{0,20} (?:open|opened|counted|in|verified|sampled|left)"
    r"|lined up|in the (?:frame|running|mix)|contenders? (?:to|for)|turned down|turning down|turns down|reject(?:ed|s|ing)?|offered|sounded out|passed over|overlooked|was to have|were to have|no longer expected|brac(?:ed|ing) (?:to|for)|resigned to|fac(?:es|ed|ing) (?:losing|defeat|calls)|calls (?:for|to))\b",
    re.IGNORECASE,
)
# Words after the statement that take it back.
_AFTER = re.compile(
    r"^[^.;]{0,40}?\b(?:according to (?:the |an? )?(?:exit poll|poll|projection|forecast|rumou?rs?|sources|survey|model|YouGov|insiders|bookmakers)|if (?:the )?(?:exit poll|polls?|forecast|swing|rumou?rs?|he|she|they|it)|(?<!and )(?<!but )(?<!who )(?<!which )(?:is|are) (?:expected|forecast|projected|predicted|likely|tipped)|sources (?:say|said|claim)|(?:the )?(?:exit poll|poll|forecast|projection|model) (?:says|suggests|suggested|predicted|predicts|shows|indicates|found)"
    r"|(?:remains?|is) (?:possible|likely|probable|a possibility|on the cards|in prospect|in sight|within reach|unlikely|unconfirmed)|(?:if|unless|provided|assuming)(?: that)? (?:the |a |an )?(?:‹|he\b|she\b|they\b|it\b)|says? (?:‹[NG]\d+› |one |an? |most |some )?(?:pundits?|analysts?|pollsters?|sources?|forecasters?|insiders?|bookmakers|commentators?)|reports? (?:suggest|say|claim)|remains to be seen|is in doubt|looks? (?:likely|set|possible)|would (?:be|mean|have)|was (?:false|wrong|untrue|incorrect|premature)|but (?:that|this) was (?:wrong|false)|in an (?:alternative|imaginary))"
    r"|^(?:,? (?:it|this|that|which|so it))? (?:is|was) (?:widely )?(?:rumou?red|claimed|alleged|understood|thought|believed|reported)\b",
    re.IGNORECASE,
)
# Frames of the whole sentence.
_FRAME = re.compile(
    r"(?:^|\b)(?:exit poll|opinion polls?|polling (?:by|from|suggests|model)|forecasts?\b|projections?|rumou?rs?\b|bookmakers|bookies|according to (?:the )?(?:poll|projection|model|sources)|MRP|predict(?:s|ed|ion|ions)\b|hypothetical|imagine\b|simulation|parallel (?:universe|world)|alternate history|counterfactual|mock election|straw poll"
    r"|\bin (?:the|a|an|his|her|our|this|one|another)(?: [a-z-]+){0,2} (?:novel|drama|film|movie|play|thriller|sitcom|series|episode|dream|fantasy|video game|board game|satire|sketch|universe|reality|timeline))",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"'”’)]*\s*$")
_BOUNDARY = re.compile(
    r"^(?:(?!Assum|Provid|Suppos|Grant|Judg|Accord|Project|Bas|Consider|Barr|Forecast|Predict)[A-Z]\w+(?:ing|ed)\b|Despite|Contrary to|Against|Unlike|As (?:widely |had been |many |most |‹A\d+› )*(?:expected|predicted|forecast|feared|hoped))[^,;:]{0,80}, (?=‹[PAGS])"
    r"|;|: |(?:,|^| -| –| —)? ?\b(?:but|although|(?<!as )though|while|whereas|yet(?! to\b)|however|after which|and then|until)\b|, (?:and|so|as|with|who|which|where|when)\b|\band (?=‹[PAGS]\d+›)|\bwhen\b|\bas,? (?=‹)| – | — "
)
# Whoever announces a result or an appointment states it; everybody else merely says so.
_AUTHORITY = re.compile(
    r"\b(?:[Tt]he council|[Oo]fficials?|[Rr]eturning [Oo]fficer|‹R\d+›|Downing Street|No\.? ?10|No\.? ‹N\d+›|Number 10|Buckingham Palace|[Ee]lectoral (?:[Oo]ffice|[Cc]ommission)|[Cc]ounters|[Cc]ount staff|[Dd]eclar|announced|confirmed)"
)
# "Once X wins, ..." tells of no win yet, nor does "X will win"; an appointment that will be made is news.
_LATER_CLAUSE = re.compile(r"\b(?:when|once|until|as soon as|whenever|by the time)(?: the)? $", re.IGNORECASE)
_PRESENT = re.compile(
    r"‹[PGA]\d+› (?:[a-z]+ly )?(?:wins?|holds?|loses?|takes?|gains?|becomes?|keeps?|is|are)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|shall|going to) (?:[a-z]+ly )?(?:win|lose|gain|capture|poll|finish|romp|cling|oust|unseat|topple|beat)\b"
)
_SAYS = re.compile(r"\b(?:say|says|claims?|claimed) $")
_REPORTED = re.compile(
    r"\b(?:said|says|told|added|adding|claimed|insisted|argued|joked|tweeted|posted)(?: [^‹›,.;]{0,30})? that\b",
    re.IGNORECASE,
)


def hedge_before(text: str, start: int) -> str:
    """Return the word that takes back what follows offset `start` of a masked sentence, "" when none does."""
    clause = _clause_before(text, start)
    found = _BEFORE.search(clause)
    return found.group() if found else ""


def is_hedged(text: str, start: int, end: int) -> str:
    """Return why a match is no stated fact, "" when it is one.

    Args:
        text: The masked sentence.
        start: Where the match begins.
        end: One past its end.

    Examples:
        >>> is_hedged("‹P0› is tipped to win ‹S1›", 0, 26)
        'tipped'
        >>> is_hedged("‹P0› has won ‹S1›", 0, 17)
        ''
    """
    if _QUESTION.search(text):
        return "a question"
    frame = _FRAME.search(text)
    if frame and not _is_past_frame(text, frame.start(), start):
        return frame.group().strip()
    if _LATER_CLAUSE.search(text[max(0, start - 20) : start]) and _PRESENT.match(text, start):
        return "a time to come"
    future = _FUTURE.search(text, max(0, start - 12), end)
    if future:
        return future.group()
    before = hedge_before(text, start)
    if before:
        return before
    inside = _BEFORE.search(text[start:end])
    if inside and not _is_about_the_past(text[start:end], inside):
        return inside.group()
    after = _AFTER.search(text[end:])
    if after:
        return after.group().strip()
    reported = _REPORTED.search(_clause_before(text, start)) or _SAYS.search(text, 0, start)
    if reported and not _AUTHORITY.search(text[: reported.end() + max(0, start - reported.end())]):
        return "reported speech"
    return ""


def _clause_before(text: str, start: int) -> str:
    begin = 0
    for boundary in _BOUNDARY.finditer(text):
        if boundary.end() > start:
            break
        begin = boundary.end()
    return text[begin:start]


def _is_past_frame(text: str, frame: int, start: int) -> bool:
    """Does the frame stand in another clause ("defying the polls, X won", "X won; the poll had said")?"""
    between = text[frame:start] if frame < start else text[start:frame]
    if frame > start and _COMPARED.search(between):
        return True
    return bool(re.search(r";|\bbut\b|\balthough\b|\bdespite\b|, ‹[PAGS]\d+›", between)) or bool(
        re.search(
            r"\b(?:despite|defying|defied|confounding|contrary to|after|unlike)\b[^;]{0,40}$", text[:frame]
        )
    )


# "...more than the exit poll said", "in line with the forecast", ", and the bookmakers ...": another statement.
_COMPARED = re.compile(
    r"(?:, (?:and|though|while|whereas|as)|\b(?:than|in line with|despite|contrary to|defying|confounding|just as|exactly as|as \S+ had))(?: [a-z']+){0,3} $"
)
_HARMLESS = re.compile(
    r"(?:failed|fails|fail) to|failing to|not (?:to )?(?:stand|run|seek)|did not (?:stand|seek|run|contest|defend)|didn't (?:stand|run|seek)|no longer|(?:decided|chose|opted|chosen) (?:not )?to|chose|want|expected, |could not|couldn't|(?:almost|nearly) (?:‹|an? |half|all|every|as |\w+ (?:years|votes|decades|months|times))|short of (?:unseating|beating|ousting|toppling|dislodging)|unable|widely expected|as expected|risk|never",
    re.IGNORECASE,
)


def _is_about_the_past(matched: str, inside: re.Match[str]) -> bool:
    """Does the word inside the match belong to the statement itself ("failed to hold", "as expected")?"""
    window = matched[max(0, inside.start() - 12) : inside.end() + 12]
    return bool(_HARMLESS.search(window))
