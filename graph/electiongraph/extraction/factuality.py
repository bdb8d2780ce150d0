"""Tell what a text states from what it fears, hopes, forecasts, denies, asks or quotes.

Extraction, fifth part. A match counts only when nothing before it in its clause, nor anything that frames
the whole sentence, takes the statement back.
"""

from __future__ import annotations

import functools
import re
import tomllib
from bisect import bisect_right

from electiongraph.extraction.alternatives import one_of
from electiongraph.extraction.lexicon import RULES_FOLDER

__all__ = ["hedge_before", "is_hedged", "is_imagined"]

# "Once X wins, ..." tells of no win yet, nor does "X will win"; an appointment that will be made is news.
_LATER_CLAUSE = re.compile(r"\b(?:when|once|until|as soon as|whenever|by the time)(?: the)? $", re.IGNORECASE)
# "Jane Smith or John Brown will be the next MP" elects neither.
_ALTERNATIVE = re.compile(r"‹[PA]\d+›,? or (?:the )?$")
_PRESENT = re.compile(
    r"‹[PGA]\d+› (?:[a-z]+ly )?(?:wins?|holds?|loses?|takes?|gains?|becomes?|keeps?|is|are)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|'ll|shall|going to) (?:[a-z]+ly )?"
    r"(?:win|lose|gain|capture|poll|finish|romp|cling|oust|unseat|topple|beat|be (?:home|elected|in|out"
    r"|ahead))\b"
)
_SAYS = re.compile(r"\b(?:say|says|claims?|claimed) $")
_REPORTED = re.compile(
    r"\b(?:said|says|told|added|adding|claimed|insisted|argued|joked|tweeted|posted)"
    r"(?: [^‹›,.;]{0,30})? that\b",
    re.IGNORECASE,
)


_FORMS = {
    "before": r"\b(?:{})\b",
    "after": r"^[^.;]{{0,40}}?\b(?:{})\b",
    "at_once_after": r"(?:{})",
    "frame": r"\b(?:{})",
    "boundary": r"{}",
    "authority": r"\b(?:{})",
    "harmless": r"(?:{})",
    "imagined": r"\b(?:{})\b",
}
_CASED = frozenset(("boundary", "authority", "imagined"))


@functools.lru_cache(maxsize=len(_FORMS))
def _pattern(name: str) -> re.Pattern[str]:
    """Return one of the lists of `rules/hedges.toml` as an expression."""
    with (RULES_FOLDER / "hedges.toml").open("rb") as file:
        alternatives: list[str] = tomllib.load(file)[name]
    if name in _CASED:
        return re.compile(_FORMS[name].format("|".join(alternatives)))
    return re.compile(_FORMS[name].format(one_of(alternatives)), re.IGNORECASE)


def is_imagined(text: str) -> bool:
    """Tell whether a paragraph works with made-up people and figures.

    Examples:
        >>> is_imagined("Suppose that Hitchin were a tie."), is_imagined("Nobody could imagine a tie there.")
        (True, False)
    """
    return _pattern("imagined").search(text) is not None


def hedge_before(text: str, start: int) -> str:
    """Return the word that takes back what follows offset `start` of a masked sentence, "" when none does."""
    clause = _clause_before(text, start)
    found = _pattern("before").search(clause)
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
    if _is_question(text):
        return "a question"
    frame = _frame(text)
    if frame and (_is_setting(text, frame) or not _is_past_frame(text, frame.start(), start)):
        return frame.group().strip()
    if _ALTERNATIVE.search(text[max(0, start - 12) : start]) or text.startswith(" or ‹P", end):
        return "an alternative"
    if _LATER_CLAUSE.search(text[max(0, start - 20) : start]) and _PRESENT.match(text, start):
        return "a time to come"
    future = _FUTURE.search(text, max(0, start - 12), end)
    if future:
        return future.group()
    before = hedge_before(text, start)
    if before:
        return before
    matched = _ASIDE_ON_PERSON.sub(" ", text[start:end])
    inside = _pattern("before").search(matched)
    if inside and not _is_about_the_past(matched, inside):
        return inside.group()
    rest = _rest_of_clause(text, start, end)
    after = _pattern("after").search(rest) or _pattern("at_once_after").match(rest)
    if after:
        return after.group().strip()
    reported = _REPORTED.search(_clause_before(text, start)) or _SAYS.search(text, max(0, start - 12), start)
    if reported and not _pattern("authority").search(text[: reported.end() + max(0, start - reported.end())]):
        return "reported speech"
    return ""


# "Ann Smith, who was returned in ‹S›, is expected to lead": the main clause hedges something else.
_IN_RELATIVE = re.compile(r", (?:who|which)\b[^,;]*$")
_MAIN_GOES_ON = re.compile(r", (?=(?:is|are|was|has|had|will|could|may|might|looks|seems) )")


def _rest_of_clause(text: str, start: int, end: int) -> str:
    """Return what follows a statement, in a relative clause no more than the rest of that."""
    if not _IN_RELATIVE.search(text, 0, start):
        return text[end:]
    ended = _MAIN_GOES_ON.search(text, end)
    return text[end : ended.start()] if ended else text[end:]


@functools.lru_cache(maxsize=256)
def _is_question(text: str) -> bool:
    return text.rstrip("\"'”’) ").endswith("?")


@functools.lru_cache(maxsize=256)
def _frame(text: str) -> re.Match[str] | None:
    """Return what may frame a whole masked sentence: "in the poll", "had it been a real vote"."""
    return _pattern("frame").search(text)


@functools.lru_cache(maxsize=256)
def _boundary_ends(text: str) -> list[int]:
    """Return where the boundaries between the clauses of a masked sentence end."""
    return [boundary.end() for boundary in _pattern("boundary").finditer(text)]


def _clause_before(text: str, start: int) -> str:
    ends = _boundary_ends(text)
    after = bisect_right(ends, start)
    begin = ends[after - 1] if after else 0
    relative = _RELATIVE.match(text, begin, start) if text[begin - 4 : begin] in _RELATIVE_WORDS else None
    return _ASIDE_ON_PERSON.sub(" ", text[relative.end() if relative else begin : start])


# "X, who had hoped for more, has won": what the relative clause hedges is not what the main clause says.
_RELATIVE_WORDS = (" who", "hich", "here")
_RELATIVE = re.compile(r"[^,;]{1,80}, (?=(?:has|have|had|was|were|is|are|then|also|duly|won|lost|held) )")


# "X, tipped as a future leader, lost", "X - backed by nobody - won": so too what the aside tells of somebody.
_ASIDE_ON_PERSON = re.compile(
    r"(?<=›)(?:, (?:once |long |widely |often |previously )*(?:tipped|touted|seen|regarded|billed|hailed"
    r"|considered|talked of|spoken of|described) (?:as|by|for)\b[^,;]{1,60}, "
    r"|, the (?:man|woman|one) (?:who|tipped|once|widely)\b[^,;]{1,60}, "
    r"| [-–—] [a-z]+ed (?:as|by|for|with)\b[^;–—]{1,60}? [-–—] )(?=[a-z])"
)


def _is_setting(text: str, frame: re.Match[str]) -> bool:
    """Does the frame open the sentence as what it all plays in ("In the novel, X wins", "In a poll, ...")?"""
    opening = text[: frame.end()]
    if frame.start() == 0 and opening.startswith(("Had ", "If ", "Were ", "Should ")):
        return True
    return bool(re.match(r"(?:In (?:an? |the )?|According to (?:an? |the )?)", opening)) and (
        frame.start() == 0 or bool(re.fullmatch(r"In (?:an?|the) ", text[: frame.start()]))
    )


def _is_past_frame(text: str, frame: int, start: int) -> bool:
    """Does the frame stand in another clause ("defying the polls, X won", "X won; the poll had said")?"""
    between = text[frame:start] if frame < start else text[start:frame]
    if frame > start and (_COMPARED.search(between) or _CONSEQUENCE.search(between)):
        return True
    if _REFUTED.search(between):
        return True
    return bool(re.search(r";|\bbut\b|\balthough\b|\bdespite\b|, ‹[PAGS]\d+›", between)) or bool(
        re.search(
            r"\b(?:despite|defying|defied|confounding|contrary to|after|unlike)\b[^;]{0,40}$", text[:frame]
        )
    )


# "A confident forecast came to grief: the turnout was ..."
_REFUTED = re.compile(r"\b(?:came to grief|(?:was|were|proved) (?:wrong|wide))\b.*: ")
# "more than the exit poll said", "in line with the forecast", ", and the bookmakers ...": another statement.
_COMPARED = re.compile(
    r"(?:, (?:and|though|while|whereas|as)"
    r"|\b(?:than|in line with|despite|contrary to|defying|confounding|just as|exactly as|as \S+ had))"
    r"(?: (?:[a-z']+|‹[AP]\d+›)){0,3} $"
)


# ", leaving the party with none if projections are right": what follows from it is another statement.
_CONSEQUENCE = re.compile(r", (?:leaving|making|giving|putting|taking|bringing|meaning)\b")


def _is_about_the_past(matched: str, inside: re.Match[str]) -> bool:
    """Does the word inside the match belong to the statement itself ("failed to hold", "as expected")?"""
    window = matched[max(0, inside.start() - 12) : inside.end() + 12]
    return bool(_pattern("harmless").search(window))
