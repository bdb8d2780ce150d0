"""Rows: the cells of one candidate's line, card or run-on piece, sorted by use.

Extraction stage, below `layout`. In come `Cell`s, out goes a `Row`: texts that are or may be party and name,
votes, share and flags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from electiongraph.extraction.layout_cells import Cell, in_one_language
from electiongraph.extraction.layout_joined_cells import joined_cells
from electiongraph.extraction.layout_legends import MARKS
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_party_cuts import split_party
from electiongraph.sources.dates import MONTHS

__all__ = ["Row", "read_row"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(name.lower() for name in MONTHS)
# "Jo White (C) retired. Al Grey wins for Lab on 17,346" is no one's row.
_SENTENCES = re.compile(r"[a-z]{4}\. [A-Z]")
_LAST_DAY = 31
_LAST_YEAR = 2099
_NOT_OF_CANDIDATE = frozenset({"change", "rank", "majority", "turnout"})
_OF_OTHERS = frozenset({"ignore", "turnout", "second"})
_WEIGHTLESS = frozenset({"noise", "incumbent"})
_BEFORE_MAJORITY = _WEIGHTLESS | {"elected"}
_TEXTUAL = frozenset({"party", "text", "seat"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line's cells by use.

    Attributes:
        start: Offset of the row in the document's text.
        end: One past its last code point.
        texts: Cells that are or may be party, name or seat, in text order.
        votes: Votes, None when the row has none.
        broken_votes: Votes if a dotted number means thousands ("5.384"), else None.
        share: Share of the vote in percent.
        elected: True when a flag says so.
        outcome: Text of a hold or gain badge, "" when there is none.
        marks: Asterisks, daggers and the like in the row.
        columns: How many columns the line has.
        majority: Majority, where a header row names its column or the word stands beside it.
        past_majority: A year and the majority of its election: "majority 16,470 (2019: 3,769)".
        turnout: Turnout in percent, where a header row names its column.
        incumbent: True when the row says that the person sat for the seat or won again.
        year: The year that opens the row ("2019: ..."), "" when none.
        is_runner_up: True for who came second in a row that names the winner too.
        parties: The texts that name a known party.
        others: The texts that name none.
    """

    start: int
    end: int
    texts: tuple[Cell, ...]
    votes: int | None = None
    broken_votes: int | None = None
    share: float | None = None
    elected: bool = False
    outcome: str = ""
    marks: str = ""
    columns: int = 1
    majority: int | None = None
    past_majority: tuple[int, int] | None = None
    turnout: float | None = None
    incumbent: bool = False
    year: str = ""
    is_runner_up: bool = False
    parties: tuple[Cell, ...] = field(init=False, repr=False, compare=False)
    others: tuple[Cell, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for so often that they are kept.
        object.__setattr__(self, "parties", tuple(cell for cell in self.texts if cell.kind == "party"))
        object.__setattr__(self, "others", tuple(cell for cell in self.texts if cell.kind != "party"))

    @property
    def is_candidate_like(self) -> bool:
        """Tell whether a party stands alone or set off from a name; not in "Cunninghame South"."""
        return any(cell.opener for cell in self.parties) or bool(self.parties and not self.others)

    @property
    def has_figure(self) -> bool:
        """Tell whether there are votes or a share."""
        return self.votes is not None or self.share is not None or self.broken_votes is not None


def read_row(
    cells: Sequence[Cell], span: tuple[int, int], lexicon: Lexicon, columns: Mapping[int, str] | None = None
) -> Row | None:
    """Sort the cells of one candidate's line by use.

    Args:
        cells: The cells in text order.
        span: Start and end of the row in the document's text.
        lexicon: The gazetteers.
        columns: What the header row says of the columns, by number; empty or None without header.

    Returns:
        The row; None when the cells cannot be one candidate's.
    """
    columns = columns or {}
    turnout = _turnout(cells, columns) if columns else None
    cells = [cell for cell in joined_cells(cells) if columns.get(cell.column) not in _OF_OTHERS]
    if columns:
        cells = in_one_language(cells, columns)
        cells = [_by_header(cell, columns.get(cell.column, "")) for cell in cells]
    texts = [cell for cell in cells if cell.kind in _TEXTUAL and columns.get(cell.column) != "flag"]
    if not texts or len(texts) > 6 or _speaks_of_seat(cells, texts, lexicon) or _is_date(cells, texts):
        return None
    if any(_SENTENCES.search(cell.text) for cell in texts if cell.kind == "text"):
        return None
    texts = split_party(_own_party(texts, lexicon), lexicon)
    year = cells[0].text if cells[0].kind == "integer" and _YEAR.fullmatch(cells[0].text) else ""
    past_majority, cells = _past_majority(cells)
    cells = [cell for at, cell in enumerate(cells) if not _is_year(cells, at)]
    majority, cells = _majority(cells, columns)
    votes, broken, share = _figures(cells, columns)
    outcomes = [cell.text for cell in cells if cell.kind == "outcome"]
    return Row(
        start=span[0],
        end=span[1],
        texts=tuple(texts),
        votes=votes,
        broken_votes=broken,
        share=share,
        elected=any(_says_elected(cell, columns.get(cell.column, "")) for cell in cells),
        outcome=outcomes[0] if len(outcomes) == 1 else "",
        marks="".join(sorted(set("".join(map(_marks_of, (*cells, *texts)))))),
        columns=1 + max(cell.column for cell in cells),
        year=year,
        majority=majority,
        past_majority=past_majority,
        turnout=turnout,
        incumbent=any(_says_incumbent(cell) for cell in cells),
    )


def _marks_of(cell: Cell) -> str:
    """Return the marks at a text, or those that stand alone beside a number ("17,609 *")."""
    if cell.kind != "noise":
        return cell.marks
    bare = cell.text.strip()
    return bare if bare and set(bare) <= set(MARKS) else cell.marks


def _speaks_of_seat(cells: Sequence[Cell], texts: Sequence[Cell], lexicon: Lexicon) -> bool:
    """Tell whether a line is about the seat: "Ashcombe Vale – Turnout 61.2%"."""
    words = {
        word
        for cell in cells
        if cell.kind in ("noise", "incumbent", "text")
        for word, _, _ in words_of(cell.text)
    }
    if words & {"turnout", "electorate", "rejected", "spoilt", "spoiled"}:
        return True
    if not words & {"majority", "maj", "swing"} or any(cell.kind == "party" for cell in texts):
        return False
    # "Bedford: Mohammad Yasin, majority 9,430" is about its winner.
    return len(texts) != len(("seat", "name")) or not lexicon.seat_of(texts[0].text, "")


def _is_date(cells: Sequence[Cell], texts: Sequence[Cell]) -> bool:
    """Tell whether a date has the only figures: "By a Reporter, 5 July 2024"; April is a name as well."""
    if all(cell.kind != "integer" or float(cell.value) > _LAST_YEAR for cell in cells):
        return False
    years = [at for at, cell in enumerate(cells) if cell.kind == "integer" and _YEAR.fullmatch(cell.text)]
    if len(texts) == 1 and texts[0].text.lower() in _MONTHS:
        return bool(years) or all(_is_day(cell) for cell in cells if cell.kind not in ("text", "party"))
    dated: set[int] = set()
    for at in years:
        days = [other for other in (at - 1, at - 2) if other >= 0 and _is_day(cells[other])]
        if any(_names_month(cells[other]) for other in (at - 1, at - 2) if other >= 0):
            dated.update((at, *days))
    figures = {
        at for at, cell in enumerate(cells) if cell.kind in ("integer", "percent", "dotted", "ordinal")
    }
    return bool(dated) and figures <= dated


def _is_day(cell: Cell) -> bool:
    return cell.kind == "ordinal" or (cell.kind == "integer" and float(cell.value) <= _LAST_DAY)


def _names_month(cell: Cell) -> bool:
    words = cell.text.lower().split()
    return cell.kind in ("text", "party") and bool(words) and words[-1] in _MONTHS


def _own_party(texts: list[Cell], lexicon: Lexicon) -> list[Cell]:
    """Read "Count Binface (Count Binface Party)" as a person with a party named after them."""
    if len(texts) == 2 and all(cell.kind == "party" for cell in texts):
        first, second = texts
        if " " in first.text and second.text.startswith(first.text) and second.text != first.text:
            return [replace(first, kind="text", value=""), second]
        if " " in second.text and first.text.startswith(second.text) and second.text != first.text:
            return [first, replace(second, kind="text", value="")]
        return texts
    return [cell for at, cell in enumerate(texts) if not (at and _goes_with_party(texts, at, lexicon))]


def _goes_with_party(texts: Sequence[Cell], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a text repeats the party before: "Scottish National Party (SNP)", not "Green (Green)"."""
    cell, before = texts[at], texts[at - 1]
    if cell.opener not in ("(", "-") or cell.text == before.text:
        return False
    is_surname = at + 1 < len(texts) and texts[at + 1].opener == "," and " " not in texts[at + 1].text
    return not is_surname and _is_same_party(before, cell, lexicon)


def _is_same_party(before: Cell, cell: Cell, lexicon: Lexicon) -> bool:
    """Tell whether a text repeats or ends the party before it: "Plaid Cymru - The Party of Wales"."""
    if before.kind != "party":
        return False
    if cell.kind == "party":
        return cell.value == before.value
    return cell.opener == "-" and lexicon.party_of(f"{before.text} - {cell.text}") == before.value


def _says_incumbent(cell: Cell) -> bool:
    """Tell whether a tag calls the person the sitting member, or re-elected."""
    return cell.kind == "incumbent" or (cell.kind == "elected" and cell.text.lower().startswith("re"))


def _says_elected(cell: Cell, heading: str) -> bool:
    if heading == "flag":
        return cell.text.strip().lower() in ("yes", "y", "elected", "winner", "won", "true", "✓", "✔")
    return cell.kind == "elected"


def _is_year(cells: Sequence[Cell], at: int) -> bool:
    """Tell whether a bare 2019 is a year: it opens the row, or stands in a span such as 2010-2019."""
    cell = cells[at]
    if cell.kind not in ("integer", "change") or not _YEAR.fullmatch(cell.text.lstrip("-–—")):
        return False
    if at == 0 and len(cells) > 1:
        return not (
            cells[1].kind in _WEIGHTLESS
            or (
                cells[1].opener == "-"
                and cells[1].kind in _TEXTUAL
                and len([c for c in cells if c.kind == "integer"]) == 1
            )
        )
    before = words_of(cells[at - 1].text) if at and cells[at - 1].kind in _WEIGHTLESS else ()
    if before and before[-1][0] in ("since", "in", "from"):
        return True
    near = [cells[other] for other in (at - 1, at + 1) if 0 <= other < len(cells)]
    return cell.kind == "change" or any(
        other.kind in ("integer", "change") and _YEAR.fullmatch(other.text.lstrip("-–—")) for other in near
    )


def _majority(cells: Sequence[Cell], columns: Mapping[int, str]) -> tuple[int | None, list[Cell]]:
    """Return the majority in a row and the other cells: "Jo Bloggs (Lab) elected, majority 1,083"."""
    for at, cell in enumerate(cells):
        if cell.kind == "integer" and columns.get(cell.column) == "majority":
            return int(cell.value), list(cells)
        if cell.kind != "integer" or columns.get(cell.column):
            continue
        before = cells[at - 1] if at else None
        if before is not None and before.kind == "noise" and before.text.endswith(" by"):
            return None, [*cells[:at], *cells[at + 1 :]]
        if before is not None and before.kind in _BEFORE_MAJORITY and _says_majority(before):
            # "Defending a majority of 1,083" is one of the election before.
            now = int(cell.value) if before.kind != "incumbent" else None
            return now, [*cells[:at], *cells[at + 1 :]]
    return None, list(cells)


def _past_majority(cells: Sequence[Cell]) -> tuple[tuple[int, int] | None, list[Cell]]:
    """Return year and majority of "majority 16,470 (2019: 3,769)", and the other cells."""
    for at in range(2, len(cells) - 1):
        said, figure, year, past = cells[at - 2], cells[at - 1], cells[at], cells[at + 1]
        told = said.kind == "noise" and _says_majority(said) and figure.kind == past.kind == "integer"
        if told and year.kind == "integer" and _YEAR.fullmatch(year.text) and past.opener == ":":
            return (int(year.value), int(past.value)), [*cells[:at], *cells[at + 2 :]]
    return None, list(cells)


def _turnout(cells: Sequence[Cell], columns: Mapping[int, str]) -> float | None:
    for cell in cells:
        if columns.get(cell.column) == "turnout" and cell.kind in ("percent", "decimal", "integer"):
            return float(cell.value) if float(cell.value) <= 100 else None
    return None


def _says_majority(cell: Cell) -> bool:
    return any(word in ("majority", "maj") for word, _, _ in words_of(cell.text))


def _by_header(cell: Cell, heading: str) -> Cell:
    if cell.kind == "party" and cell.opener == "(" and heading == "person":
        return cell
    if cell.kind == "noise" and set(cell.text.strip()) <= set(MARKS):
        return cell
    if cell.kind in ("text", "party", "noise", "outcome") and heading in ("person", "surname", "forename"):
        return replace(cell, kind="text", value="")
    if cell.kind in ("text", "outcome") and heading == "party" and cell.opener in ("|", ""):
        return replace(cell, kind="party", value="")
    if cell.kind == "text" and heading == "seat":
        return replace(cell, kind="seat", value=cell.text)
    return cell


def _figures(
    cells: Sequence[Cell], columns: Mapping[int, str]
) -> tuple[int | None, int | None, float | None]:
    """Return votes, votes if a dotted number means thousands, and share."""
    by_kind = {heading: column for column, heading in columns.items()}
    cells = [cell for cell in cells if columns.get(cell.column) not in _NOT_OF_CANDIDATE]
    votes_column, share_column = by_kind.get("votes"), by_kind.get("share")
    if votes_column is not None:
        numbers = [c for c in cells if c.column == votes_column and c.kind in ("integer", "change")]
    else:
        numbers = [c for c in cells if c.kind == "integer" and c.column != share_column]
        numbers = _without_rank(numbers, cells)
        if not numbers:
            numbers = [c for c in cells if c.kind == "change" and c.text[0] != "+" and "." not in c.text]
    votes = _best_votes(numbers, cells)
    cells = [cell for at, cell in enumerate(cells) if not at or not _says_change(cells[at - 1])]
    shares = [c for c in cells if c.kind == "percent"]
    shares += [c for c in cells if c.kind == "decimal" and (votes is not None or share_column is not None)]
    dotted = [c for c in cells if c.kind == "dotted"]
    if share_column is not None:
        in_column = [
            c for c in cells if c.column == share_column and c.kind in ("percent", "decimal", "integer")
        ]
        shares = in_column or [c for c in shares if c.column != votes_column]
    share = float(shares[0].value) if shares and float(shares[0].value) <= 100 else None
    broken = None
    if dotted:
        if votes is None:
            broken = round(float(dotted[0].value) * 1000)
        elif share is None and float(dotted[0].value) <= 100:
            share = float(dotted[0].value)
    return votes, broken, share


def _says_change(before: Cell) -> bool:
    """Tell whether the figure after a word is a change: "(up 4.2)", "down 17.0"."""
    return before.kind == "noise" and before.text.lower().rpartition(" ")[2] in ("up", "down", "change")


def _without_rank(numbers: list[Cell], cells: Sequence[Cell]) -> list[Cell]:
    if len(numbers) > 1 and numbers[0] is cells[0] and float(numbers[0].value) <= 30:
        return numbers[1:]
    return numbers


def _best_votes(numbers: Sequence[Cell], cells: Sequence[Cell]) -> int | None:
    """Choose the votes among bare integers: by the word after, else by form, else by size."""
    if not numbers:
        return None
    followed = [
        number
        for number in numbers
        if any(c.start >= number.end and c.start - number.end < 3 and "vote" in c.text.lower() for c in cells)
    ]
    grouped = [number for number in numbers if not number.text.isdigit()]
    large = [number for number in numbers if float(number.value) >= 100]
    chosen = (followed or grouped or large or list(numbers))[0]
    return abs(int(chosen.value)) if not isinstance(chosen.value, str) else None
