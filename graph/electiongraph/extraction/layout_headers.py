"""Header rows of tables: what each column holds, of which election, and which rows they fit.

Extraction stage, below `layout`. In come the texts of a header row's cells, out go kinds by column number:
"person", "votes", "majority@2019" for a figure of an earlier election, "ignore" for what means nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from electiongraph.extraction.layout_lexicon import words_of

__all__ = ["comma_columns", "fitting_columns", "header_kinds", "is_comma_header", "is_head", "joined_heads"]

_HEADERS: dict[str, tuple[str, ...]] = {
    "person": ("candidate", "candidates", "candidate name", "name", "name of candidate",
        "candidates name", "names of candidates", "full name", "ymgeisydd", "enw", "enwr ymgeisydd"),
    "winner": ("winner", "winning candidate", "elected", "elected mp", "new mp", "mp elected"),
    "party": ("party", "description", "political party", "party name", "affiliation",
        "description if any", "party or description", "party affiliation", "candidates party",
        "disgrifiad"),
    "votes": ("votes", "vote", "number of votes", "votes received", "votes cast", "total votes",
        "votes polled", "no of votes", "vote number", "votes number", "poll", "total",
        "votes recorded", "votes won", "valid votes", "pleidleisiau", "nifer y pleidleisiau"),
    "first count": ("first preference", "first preferences", "first prefs", "1st prefs",
        "first preference votes", "1st preferences", "1st preference votes", "1st preference",
        "first round", "1st round", "round one", "round 1", "first choice", "first choices", "1st choice",
        "1st choices", "first count", "1st count", "primary votes", "primary vote", "1st pref", "first pref"),
    "second": ("second", "2nd", "second place", "runner up", "runners up", "came second",
        "in second place", "2nd place", "nearest rival", "closest rival", "main rival", "beat",
        "second placed candidate", "runner up and votes", "runner up party", "second placed"),
    "share": ("share", "vote share", "share of vote", "share of votes", "of vote", "of votes",
        "percentage", "percent", "per cent", "percentage of votes", "share of the vote", "pct",
        "vote percentage", "percentage of vote", "of the vote", "votes share"),
    "change": ("change", "swing", "chg", "percentage change", "change in share", "share change",
        "change since", "vote share change", "change from", "net change", "points change",
        "change pts", "vs"),
    "flag": ("elected or not elected", "elected or not", "status", "elected y n", "outcome", "result",
        "results", "canlyniad", "hold gain", "hold or gain", "gain or hold", "what happened",
        "held or gained"),
    "surname": ("surname", "last name", "family name", "candidate surname"),
    "forename": ("forename", "forenames", "first name", "first names", "given names", "given name",
        "other names", "other names in full", "candidate forename", "candidate first name"),
    "seat": ("constituency", "seat", "ward", "constituency name", "division", "etholaeth"),
    "majority": ("majority", "maj", "new majority", "winning majority", "mwyafrif"),
    "turnout": ("turnout", "poll turnout", "voter turnout", "percentage turnout", "turnout percent",
        "turnout percentage"),
    "rank": ("rank", "position", "pos", "place", "no"),
    "seats": ("seats", "seats won", "mps", "total seats"),
    "ignore": ("address", "home address", "agent", "gender", "age", "sex", "electorate",
        "sitting mp", "occupation", "proposer", "twitter", "notes", "source",
        "second preference", "second preferences",
        "2nd preferences", "2nd preference", "second prefs", "2nd prefs", "second round", "2nd round",
        "round two", "round 2", "second choice", "second choices", "2nd choice", "final round",
        "final count", "final", "transfers", "after transfers", "final total", "count", "quotas",
        "held by", "holder", "defending", "swing needed", "swing required", "target", "region", "county"),
}  # fmt: skip
_HEADER_KINDS = {name: kind for kind, names in _HEADERS.items() for name in names}
_SHARES = frozenset(
    ("%", "(%)", "% share", "Share %", "% vote", "Vote %", "% votes", "Votes %", "% of vote", "Share (%)")
)
_CHANGES = frozenset(
    ("+/-", "+/–", "±", "+/−", "±%", "+/-%", "% +/-", "+-", "+ / -", "%+/-", "+/- %", "∆%", "Δ")
)
_IGNORED_HEAD = re.compile(
    r"\b(?:sign(?:ed|atures?)|proposers?|seconders?|assentors?|subscribers?|nomination papers?|address|"
    r"agents?|reasons?|deposit|photo|biograph)",
    re.IGNORECASE,
)
_PAST_MAJORITY = re.compile(
    r"(?=.*(?:\b(?:19|20)\d\d\b|\bnotional|\bprevious|\blast))(?:[\w.]+ ){0,3}(?:maj|majority)\.?"
    r"(?: (?:in|at|from))?[\s(]*(?:the |last |previous )*(?:(?:19|20)\d\d|election|time)?(?: GE| election)?"
    r"[\s(,]*(?:notional)?\)?",
    re.IGNORECASE,
)
_COMMA = re.compile(r",(?!(?<=\d,)\d{3}(?!\d))")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BY_YEAR = re.compile(r" (?:in|at|of|from|last time)$")
_OF_A_CANDIDATE = ("party", "votes", "share")
_FIGURES = frozenset({"votes", "share", "majority", "turnout"})
_NAMES = frozenset({"person", "winner", "party", "seat", "surname", "forename"})
_OF_A_YEAR = ("votes", "share", "majority", "turnout")
_LONGEST_HEAD = 60
_SURELY_A_HEADER = 3


# "| | 2024 | 2019 |": two elections side by side.
_ONLY_YEAR = re.compile(
    r"[\s(*]*((?:19|20)\d\d)(?: (?:general )?(?:election|result|votes?))?[\s)*]*", re.IGNORECASE
)


def header_kinds(heads: Sequence[str], *, is_marked: bool = False) -> dict[int, str]:
    """Return what a header row says of the columns, by number; empty when it is no header row.

    Args:
        heads: The text of each cell.
        is_marked: True for a row that the page marks as a header, and which may therefore name columns that
            mean nothing here.

    Examples:
        >>> header_kinds(["Candidate", "Party", "Votes", "2019 votes"])
        {0: 'person', 1: 'party', 2: 'votes', 3: 'votes@2019'}
    """
    kinds: dict[int, str] = {}
    unknown = 0
    by_year = sum(_ONLY_YEAR.fullmatch(shown) is not None for shown in heads) > 1
    for number, shown in enumerate(heads):
        only_year = _ONLY_YEAR.fullmatch(shown) if by_year else None
        if only_year is not None:
            kinds[number] = f"votes@{only_year[1]}"
            continue
        kind = _header_kind(shown) or ("ignore" if is_marked and _IGNORED_HEAD.search(shown) else "")
        if kind:
            kinds[number] = kind
        elif shown.strip():
            unknown += 1
            if unknown > 1 and not is_marked:
                return {}
    has_digits = any(character.isdigit() for head in heads for character in _YEAR.sub("", head))
    if unknown and not is_marked and (len(kinds) < _SURELY_A_HEADER or has_digits):
        return {}
    kinds = _of_first_count(_of_runner_up(kinds))
    if "person" in kinds.values() or "surname" in kinds.values():
        kinds = {number: "flag" if kind == "winner" else kind for number, kind in kinds.items()}
    winners = [number for number, kind in kinds.items() if kind == "winner"]
    kinds |= dict.fromkeys(winners[1:], "ignore")
    return kinds if len(kinds) > 1 and len(set(kinds.values()) - {"ignore"}) > 1 else {}


def _of_first_count(kinds: dict[int, str]) -> dict[int, str]:
    """Let the first count have the votes: what is added to it later are preferences."""
    if "first count" not in kinds.values():
        return kinds
    told = {"votes": "ignore", "first count": "votes"}
    return {number: told.get(kind, kind) for number, kind in kinds.items()}


def _of_runner_up(kinds: dict[int, str]) -> dict[int, str]:
    """Give the runner-up the columns after theirs that repeat what the winner's have: party, votes."""
    second = next((number for number, kind in kinds.items() if kind == "second"), None)
    if second is None:
        return kinds
    told = {kind for number, kind in kinds.items() if number < second}
    return {
        number: "second" if number > second and kind in told and kind in _OF_A_CANDIDATE else kind
        for number, kind in kinds.items()
    }


def joined_heads(heads: list[str], above: Sequence[str]) -> list[str]:
    """Join a header row to the one above it, a tab between them: "2019" over "Votes" and over "%".

    What stands over all columns is no head of theirs but says what the table is.
    """
    if len(above) != len(heads) or (above[0] and not any(above[1:])):
        return heads
    joined: list[str] = []
    group = ""
    for upper, lower in zip(above, heads, strict=True):
        group = upper if upper or not lower else group
        joined.append(f"{group}\t{lower}" if lower else upper)
    return joined


def is_comma_header(shown: str) -> bool:
    """Tell whether a line names columns between commas: "Candidate, party, votes"."""
    parts = shown.split(",")
    return len(parts) > 1 and len(shown) < 120 and all(map(is_head, parts))


def comma_columns(shown: str) -> list[tuple[int, int]]:
    """Return the spans between the commas of a line, those within a number aside."""
    cuts = [match.start() for match in _COMMA.finditer(shown)]
    return list(zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(shown)], strict=True))


def is_head(shown: str) -> bool:
    """Tell whether a text is the head of a column and nothing else."""
    return len(shown) < _LONGEST_HEAD and bool(_kind_of_head(shown))


def fitting_columns(
    columns: dict[int, str], width: int, election: str, texts: Sequence[str] = ()
) -> dict[int, str]:
    """Return the header's reading when a row has its columns; figures of other years are ignored.

    Args:
        columns: Kinds by column number, as the header says.
        width: How many columns the row has.
        election: Polling date whose figures are wanted.
        texts: The row's texts, by column; they show whether header or row has lost its first, empty cell.
    """
    if not columns or abs(width - (max(columns) + 1)) > 1:
        return {}
    fitting = {}
    # A row may leave out the seat that the first of its rows has.
    left_out = width == max(columns) and columns.get(0) == "seat" and len(columns) > 3
    shift = -1 if left_out else _shift(columns, width, texts)
    for number, heading in columns.items():
        kind, is_past, when = heading.partition("@")
        fitting[number + shift] = "ignore" if is_past and when != election[:4] else kind
    return {number: "person" if kind == "winner" else kind for number, kind in fitting.items()}


def _shift(columns: dict[int, str], width: int, texts: Sequence[str]) -> int:
    """Return by how many columns a row of another width stands beside its header: 1, -1 or 0."""
    missing = width - (max(columns) + 1)
    if not missing or not texts:
        return 0
    return missing if _fit(columns, texts, missing) > _fit(columns, texts, 0) else 0


def _fit(columns: dict[int, str], texts: Sequence[str], shift: int) -> int:
    """Count the columns of names and figures that hold what their head says."""
    fit = 0
    for number, kind in columns.items():
        at = number + shift
        if 0 <= at < len(texts) and texts[at].strip():
            has_digits = any(character.isdigit() for character in texts[at])
            fit += has_digits == (kind in _FIGURES) if kind in _FIGURES or kind in _NAMES else 0
    return fit


def _header_kind(shown: str) -> str:
    """Return what a head says of its column, "" when nothing known; of two joined heads the lower decides."""
    upper, _, lower = shown.rpartition("\t")
    kind = _kind_of_head(lower) or (_kind_of_head(f"{upper} {lower}") if upper else "")
    if kind in ("votes", "share") and (of_round := _kind_of_head(upper)) in ("first count", "ignore"):
        return of_round if kind == "votes" or of_round == "ignore" else kind
    year = _YEAR.search(upper)
    if not year or kind not in _OF_A_YEAR:
        return kind
    is_notional = kind == "majority" and "notional" in upper.lower()
    return f"{kind}@{year.group()}{' notional' if is_notional else ''}"


def _kind_of_head(shown: str) -> str:
    bare = shown.strip(" *_")
    if bare in _SHARES:
        return "share"
    if bare in _CHANGES:
        return "change"
    if bare in ("#", "No."):
        return "rank"
    year = _YEAR.search(bare) if "20" in bare or "19" in bare else None
    if "maj" in bare.lower() and _PAST_MAJORITY.fullmatch(bare):
        notional = " notional" if "notional" in bare.lower() else ""
        return f"majority@{year.group() if year else ''}{notional}"
    words = " ".join(word for word, _, _ in words_of(_YEAR.sub("", bare) if year else bare))
    kind = _HEADER_KINDS.get(words, "")
    if year and not kind:
        kind = _HEADER_KINDS.get(_BY_YEAR.sub("", words), "")
    if "change" in words or "+/-" in bare:
        kind = "change"
    if kind in _OF_A_YEAR and year:
        kind = f"{kind}@{year.group()}"
    if not kind and "/" in bare:
        # In two languages: "Pleidleisiau / Votes".
        return next(filter(None, map(_kind_of_head, bare.split("/"))), "")
    return "share" if kind == "votes" and "%" in bare else kind
