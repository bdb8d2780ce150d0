"""Candidate rows: what the cells of one line, card or run-on piece say of one candidate.

Extraction stage, below `layout`. In come `Cell`s, out go `Row`s (the cells sorted by use) and, once the rows
of a run are seen together, `Candidate`s. Only together do rows show which text is a name and which a party
that no gazetteer knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from electiongraph.extraction.layout_cells import Cell, is_noise
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_names import (
    has_surname_first,
    is_capital_surname,
    is_name_like,
    person_name,
    strip_titles,
)

__all__ = ["Candidate", "Row", "read_row", "resolve_rows"]

_CONNECTING = frozenset("for of the candidate representing from s by".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
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
        starred: True when a text bears an asterisk or dagger.
        shape: The kinds of the cells that matter, for comparing neighbours.
        columns: How many columns the line has.
        majority: Majority, where a header row names its column.
        year: The year that opens the row ("2019: ..."), "" when none.
    """

    start: int
    end: int
    texts: tuple[Cell, ...]
    votes: int | None = None
    broken_votes: int | None = None
    share: float | None = None
    elected: bool = False
    outcome: str = ""
    starred: bool = False
    shape: tuple[str, ...] = ()
    columns: int = 1
    majority: int | None = None
    year: str = ""

    @property
    def parties(self) -> tuple[Cell, ...]:
        """Return the cells that name a known party."""
        return tuple(cell for cell in self.texts if cell.kind == "party")

    @property
    def others(self) -> tuple[Cell, ...]:
        """Return the texts that name no known party."""
        return tuple(cell for cell in self.texts if cell.kind != "party")

    @property
    def has_figure(self) -> bool:
        """Tell whether there are votes or a share."""
        return self.votes is not None or self.share is not None or self.broken_votes is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as one row gives them; `party` is "" when the row names none."""

    row: Row
    person: str
    party: str
    seat: str = ""
    is_known_party: bool = True


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
    cells = [cell for cell in cells if columns.get(cell.column) != "ignore"]
    cells = [_by_header(cell, columns.get(cell.column, "")) for cell in cells]
    texts = [cell for cell in cells if cell.kind in _TEXTUAL and columns.get(cell.column) != "flag"]
    if not texts or len(texts) > 6 or _speaks_of_seat(cells, texts):
        return None
    texts = _split_party(_own_party(texts), lexicon)
    year = cells[0].text if cells[0].kind == "integer" and _YEAR.fullmatch(cells[0].text) else ""
    cells = [cell for at, cell in enumerate(cells) if not _is_year(cells, at)]
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
        starred=any(cell.starred for cell in cells),
        shape=tuple(cell.kind for cell in texts) + ("votes",) * (votes is not None),
        columns=1 + max(cell.column for cell in cells),
        year=year,
        majority=_majority(cells, columns),
    )


def _speaks_of_seat(cells: Sequence[Cell], texts: Sequence[Cell]) -> bool:
    """Tell whether a line is about the seat: "Ashcombe Vale – Turnout 61.2%"."""
    words = {word for cell in cells if cell.kind in ("noise", "text") for word, _, _ in words_of(cell.text)}
    if words & {"turnout", "electorate", "rejected", "spoilt", "spoiled"}:
        return True
    return bool(words & {"majority", "maj", "swing"}) and not any(cell.kind == "party" for cell in texts)


def _own_party(texts: list[Cell]) -> list[Cell]:
    """Read "Count Binface (Count Binface Party)" as a person with a party named after them."""
    if len(texts) == 2 and all(cell.kind == "party" for cell in texts):
        first, second = texts
        if " " in first.text and second.text.startswith(first.text) and second.text != first.text:
            return [replace(first, kind="text", value=""), second]
        if " " in second.text and first.text.startswith(second.text) and second.text != first.text:
            return [first, replace(second, kind="text", value="")]
    return texts


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
        return not (cells[1].kind == "noise" or (cells[1].opener == "-" and cells[1].kind in _TEXTUAL and len(
            [c for c in cells if c.kind == "integer"]
        ) == 1))
    near = [cells[other] for other in (at - 1, at + 1) if 0 <= other < len(cells)]
    return cell.kind == "change" or any(
        other.kind in ("integer", "change") and _YEAR.fullmatch(other.text.lstrip("-–—")) for other in near
    )


def _majority(cells: Sequence[Cell], columns: Mapping[int, str]) -> int | None:
    for cell in cells:
        if cell.kind == "integer" and columns.get(cell.column) == "majority":
            return int(cell.value)
    return None


def _by_header(cell: Cell, heading: str) -> Cell:
    if cell.kind in ("text", "party", "noise", "outcome") and heading in ("person", "surname", "forename"):
        return replace(cell, kind="text", value="")
    if cell.kind in ("text", "outcome") and heading == "party" and cell.opener in ("|", ""):
        return replace(cell, kind="party", value="")
    if cell.kind == "text" and heading == "seat":
        return replace(cell, kind="seat", value=cell.text)
    return cell


def _figures(cells: Sequence[Cell], columns: Mapping[int, str]) -> tuple[int | None, int | None, float | None]:
    """Return votes, votes if a dotted number means thousands, and share."""
    by_kind = {heading: column for column, heading in columns.items()}
    cells = [cell for cell in cells if columns.get(cell.column) not in ("change", "rank", "majority")]
    votes_column, share_column = by_kind.get("votes"), by_kind.get("share")
    if votes_column is not None:
        numbers = [c for c in cells if c.column == votes_column and c.kind in ("integer", "change")]
    else:
        numbers = [c for c in cells if c.kind == "integer" and c.column != share_column]
        numbers = _without_rank(numbers, cells)
        if not numbers:
            numbers = [c for c in cells if c.kind == "change" and c.text[0] != "+" and "." not in c.text]
    votes = _best_votes(numbers, cells)
    shares = [c for c in cells if c.kind == "percent"]
    shares += [c for c in cells if c.kind == "decimal" and (votes is not None or share_column is not None)]
    dotted = [c for c in cells if c.kind == "dotted"]
    if share_column is not None:
        in_column = [c for c in cells if c.column == share_column and c.kind in ("percent", "decimal", "integer")]
        shares = in_column or [c for c in shares if c.column != votes_column]
    share = float(shares[0].value) if shares and float(shares[0].value) <= 100 else None
    broken = None
    if dotted:
        if votes is None:
            broken = round(float(dotted[0].value) * 1000)
        elif share is None and float(dotted[0].value) <= 100:
            share = float(dotted[0].value)
    return votes, broken, share


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


def _split_party(texts: list[Cell], lexicon: Lexicon) -> list[Cell]:
    """Cut a known party off the end or the start of a text when no cell is a party by itself."""
    if any(cell.kind == "party" for cell in texts):
        return texts
    if len(texts) == 1:
        return _cut_party(texts[0], lexicon) or texts
    if len(texts) == 2 and texts[1].opener == "," and len(texts[0].text.split()) == 1:
        return [texts[0], *(_cut_party(texts[1], lexicon) or texts[1:])]
    return texts


def _cut_party(cell: Cell, lexicon: Lexicon) -> list[Cell]:
    words = words_of(cell.text)
    if len(words) < 2:
        return []
    names = [word for word, _, _ in words]
    for length in [*range(min(len(words) - 2, 7), 0, -1), *range(len(words) - 1, min(len(words) - 2, 7), -1)]:
        party = _cased_party(cell.text[words[-length][1] :], names[-length:], lexicon)
        rest = _trimmed(words[:-length], from_end=True)
        if party and rest:
            return [_part(cell, rest), _part(cell, words[-length:], party)]
    for length in range(min(len(words) - 1, 7), 0, -1):
        head = words[:length]
        party = _cased_party(cell.text[: head[-1][2]], names[:length], lexicon)
        if not party and names[length - 1].endswith("s"):
            party = lexicon.party_of_words([*names[: length - 1], names[length - 1][:-1]])
        rest = _trimmed(words[length:], from_end=False)
        if party and rest:
            return [_part(cell, head, party), _part(cell, rest)]
    return []


def _cased_party(text: str, names: list[str], lexicon: Lexicon) -> str:
    return lexicon.party_of(text) if text[:1].isupper() else ""


def _trimmed(words: list[tuple[str, int, int]], *, from_end: bool) -> list[tuple[str, int, int]]:
    at = -1 if from_end else 0
    while words and words[at][0] in _CONNECTING:
        words = words[:-1] if from_end else words[1:]
    return words


def _part(cell: Cell, words: Sequence[tuple[str, int, int]], party: str = "") -> Cell:
    start, end = words[0][1], words[-1][2]
    while end < len(cell.text) and cell.text[end] in ".)'\"”’":
        end += 1
    return replace(
        cell,
        kind="party" if party else "text",
        text=cell.text[start:end],
        start=cell.start + start,
        end=cell.start + end,
        value=party,
    )


def resolve_rows(
    rows: Sequence[Row], lexicon: Lexicon, election: str, columns: Mapping[int, str] | None = None
) -> list[Candidate | None]:
    """Say for each row of a run who the candidate is and for which party.

    Args:
        rows: Rows that stand together.
        lexicon: The gazetteers.
        election: Polling date, to choose among seats of one name.
        columns: What the header row says of the columns.

    Returns:
        One Candidate or None for each row, in order; None for a row without a person.
    """
    habits = _Habits(
        columns or {}, _surname_first(rows), _capitals_first(rows), _party_is_last(rows), _party_opener(rows)
    )
    return [_resolve(row, lexicon, election, habits) for row in rows]


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the rows of a run are written.

    Attributes:
        columns: What the header row says of the columns.
        surname_first: "Brown, Jilleane".
        capitals_first: "BROWN Jilleane".
        party_is_last: The party stands after the name.
        opener: The separator before the party.
    """

    columns: Mapping[int, str]
    surname_first: bool
    capitals_first: bool
    party_is_last: bool
    opener: str


def _capitals_first(rows: Sequence[Row]) -> bool:
    opening = sum(any(has_surname_first(cell.text) for cell in row.others) for row in rows)
    return opening > 1 and 2 * opening > len(rows)


def _surname_first(rows: Sequence[Row]) -> bool:
    """Tell whether "Brown, Jilleane" is how this run writes names: at least half of the known rows."""
    pairs = [row for row in rows if row.parties and _comma_pair(row.others)]
    return bool(pairs) and 2 * len(pairs) >= len([row for row in rows if row.parties])


def _comma_pair(texts: Sequence[Cell]) -> bool:
    return (
        len(texts) == 2
        and texts[1].opener == ","
        and is_name_like(texts[0].text)
        and is_name_like(strip_titles(texts[1].text) or "x")
        and (is_capital_surname(texts[0].text) or len(texts[0].text.split()) <= 2)
    )


def _party_is_last(rows: Sequence[Row]) -> bool:
    last = first = 0
    for row in rows:
        if row.parties and row.others:
            if row.parties[0].start > row.others[0].start:
                last += 1
            else:
                first += 1
    return last >= first


def _party_opener(rows: Sequence[Row]) -> str:
    openers = Counter(row.parties[0].opener for row in rows if row.parties and row.others)
    return openers.most_common(1)[0][0] if openers else ""


def _resolve(row: Row, lexicon: Lexicon, election: str, habits: _Habits) -> Candidate | None:
    headed = {habits.columns.get(cell.column, ""): cell for cell in row.texts}
    if "surname" in headed and "forename" in headed:
        surname, forename = headed["surname"], headed["forename"]
        party = headed.get("party") or next((c for c in row.texts if c.kind == "party"), None)
        return _candidate(row, person_name(forename.text, surname.text), party)
    seat = ""
    party, others = _chosen_party(row, habits)
    if len(others) > 1:
        seat, others = _without_seat(others, lexicon, election)
    if party is None and len(others) > 1:
        party, others = _unknown_party(others, habits)
    person = _person(others, habits)
    if not person or lexicon.seat_of(person, election):
        return None
    if party is None and row.outcome:
        words = [word for word, _, _ in words_of(row.outcome)]
        names = (lexicon.party_of_words(words[:end]) for end in range(len(words), 0, -1))
        return Candidate(row, person, next(filter(None, names), ""), seat=seat)
    return replace(_candidate(row, person, party), seat=seat)


def _chosen_party(row: Row, habits: _Habits) -> tuple[Cell | None, list[Cell]]:
    """Take one cell as the party; a name such as "Christian" or "GREEN" may name one too."""
    parties, others = list(row.parties), list(row.others)
    if len(parties) < 2:
        return (parties[0] if parties else None), others
    at_place = [cell for cell in parties if cell.opener == habits.opener] or parties
    chosen = at_place[-1] if habits.party_is_last else at_place[0]
    if any(is_name_like(strip_titles(cell.text) or "0", least=2) for cell in others):
        return parties[0], others
    return chosen, [cell for cell in row.texts if cell is not chosen]


def _candidate(row: Row, person: str, party: Cell | None) -> Candidate:
    if party is None:
        return Candidate(row, person, "")
    known = isinstance(party.value, str) and bool(party.value)
    return Candidate(row, person, str(party.value) if known else party.text, is_known_party=known)


def _without_seat(others: list[Cell], lexicon: Lexicon, election: str) -> tuple[str, list[Cell]]:
    for at, cell in enumerate(others):
        name = cell.text if cell.kind == "seat" else lexicon.seat_of(cell.text, election)
        rest = others[:at] + others[at + 1 :]
        if name and any(is_name_like(other.text, least=2) for other in rest):
            return lexicon.seat_of(name, election) or name, rest
    return "", others


def _unknown_party(others: list[Cell], habits: _Habits) -> tuple[Cell | None, list[Cell]]:
    """Take the text that stands where the run's other rows have their party."""
    if habits.surname_first and len(others) == 2 and _comma_pair(others):
        return None, others
    names = 2 if habits.surname_first and _comma_pair(others[:2]) else 1
    if habits.opener == "(":
        bracketed = [at for at, cell in enumerate(others) if at and cell.opener == "("]
        if bracketed:
            return _joined(others[bracketed[0] :]), others[: bracketed[0]]
    if habits.party_is_last:
        return _joined(others[names:]), others[:names]
    return _joined(others[:-1]), others[-1:]


def _joined(cells: Sequence[Cell]) -> Cell:
    """Join the parts of a party's name: "Putting Crewe First, Independent Residents Group"."""
    text = cells[0].text
    for cell in cells[1:]:
        text += f" ({cell.text})" if cell.opener == "(" else f", {cell.text}"
    return replace(cells[0], text=text, end=cells[-1].end)


def _person(others: list[Cell], habits: _Habits) -> str:
    if not others:
        return ""
    if len(others) == 1:
        text = strip_titles(others[0].text)
        return person_name(text, surnames_first=habits.capitals_first) if is_name_like(text) else ""
    first, second = others[0], others[1]
    if len(others) == 2 and all(is_name_like(strip_titles(cell.text) or "x") for cell in others):
        if not strip_titles(second.text) or is_noise([word for word, _, _ in words_of(second.text)]):
            return person_name(first.text)
        if second.opener == "," and (habits.surname_first or is_capital_surname(first.text)):
            return person_name(second.text, first.text)
        if second.opener == "|" and is_capital_surname(first.text) and not is_capital_surname(second.text):
            return person_name(second.text, first.text)
        if second.opener == "|" and is_capital_surname(second.text) and not is_capital_surname(first.text):
            return person_name(first.text, second.text)
    if habits.surname_first and _comma_pair(others[:2]):
        return person_name(second.text, first.text)
    at_place = first if habits.party_is_last else others[-1]
    if is_name_like(strip_titles(at_place.text) or "0", least=2):
        return person_name(at_place.text, surnames_first=habits.capitals_first)
    return ""
