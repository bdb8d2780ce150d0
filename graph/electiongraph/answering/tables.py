"""Hold an answer and render it as CSV, JSON, Markdown or a plain table.

Nothing is ever cut: a table that is wider than the screen stays whole, since it may be on its way into
another program.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Answer", "Cell", "Scalar", "cell_text", "one_line", "plain_table", "quoted"]

Scalar = str | int | bool | Decimal | None
Cell = Scalar | tuple[Scalar, ...]
SEPARATOR = " | "
# So many commas without a space make words a row of a table, of which people are shown so much.
FEWEST_CELLS = 6
LONGEST_ROW = 64


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: rows under named columns.

    Attributes:
        columns: Names of the columns.
        rows: One tuple a row, in the order of the question; a cell that gathers several values is a tuple.
        name: Name of the question; "" for none.
        definition: What exactly was counted.
        parameters: What the question's parameters were bound to, as names and readable values.
        total: How many rows there were before a limit cut them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    definition: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    total: int = field(default=-1)

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_csv(self) -> str:
        r"""Return comma-separated values with a header line; gathered values are joined by " | ".

        Examples:
            >>> Answer(("seat", "votes"), (("Luton North", 14677),)).to_csv()
            'seat,votes\nLuton North,14677\n'
        """
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([cell_text(cell) for cell in row] for row in self.rows)
        return stream.getvalue()

    def to_json(self) -> str:
        """Return a JSON object: name, definition, parameters, columns, and rows as objects.

        Examples:
            >>> print(Answer(("seat",), (("Hitchin",),), name="gains").to_json(), end="")
            {
              "question": "gains",
              "definition": "",
              "parameters": {},
              "columns": [
                "seat"
              ],
              "rows": [
                {
                  "seat": "Hitchin"
                }
              ]
            }
        """
        rows = [{name: _json_cell(cell) for name, cell in record.items()} for record in self.records()]
        document = {
            "question": self.name,
            "definition": self.definition,
            "parameters": dict(self.parameters),
            "columns": list(self.columns),
            "rows": rows,
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def to_markdown(self) -> str:
        r"""Return a pipe table.

        Examples:
            >>> print(Answer(("seat", "votes"), (("A|B", None),)).to_markdown(), end="")
            | seat | votes |
            | --- | --- |
            | A\|B |  |
        """
        lines = [self.columns, ("---",) * len(self.columns)]
        lines += [tuple(_markdown_cell(cell) for cell in row) for row in self.rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def to_table(self) -> str:
        """Return columns aligned with spaces, numbers to the right, gathered values one below another.

        Examples:
            >>> print(Answer(("seat", "votes"), (("Hitchin", 22067), ("Hendon", None))).to_table(), end="")
            seat     votes
            -------  -----
            Hitchin  22067
            Hendon
        """
        return plain_table(self.columns, self.rows)


def cell_text(cell: Cell, separator: str = SEPARATOR) -> str:
    """Return a cell as text: "" for None, "true" and "false", gathered values joined."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return separator.join(cell_text(part) for part in cell)
    return str(cell)


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a plain table as `Answer.to_table` describes."""
    lines: list[list[str]] = [list(columns), []]
    right = [False] * len(columns)
    for number, row in enumerate(rows):
        right = [
            (number == 0 or was) and (cell is None or _is_number(cell))
            for was, cell in zip(right, row, strict=True)
        ]
        cells = [
            [quoted(cell_text(part)) for part in (cell if isinstance(cell, tuple) else (cell,))]
            for cell in row
        ]
        height = max((len(parts) for parts in cells), default=1)
        lines += [[parts[i] if i < len(parts) else "" for parts in cells] for i in range(height)]
    widths = [max(_width(line[i]) for line in lines if line) for i in range(len(columns))]
    lines[1] = ["-" * width for width in widths]
    return "".join(_aligned(line, widths, right) for line in lines)


def one_line(cell: Cell) -> str:
    r"""Return a cell without line ends, nor the control characters that could command a terminal.

    Examples:
        >>> one_line("two\nlines")
        'two lines'
    """
    text = " ".join(cell_text(cell).split())
    if text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(letter) == "Cc" else letter for letter in text)


def quoted(words: str) -> str:
    """Return words for a person to read: on one line, and of a row of a table of data only the beginning.

    Examples:
        >>> quoted("Labour held Luton North, Bedford and Hitchin, he said.")
        'Labour held Luton North, Bedford and Hitchin, he said.'
        >>> quoted("E14001425,E12000009,Poole,,South West,England,Borough,Labour,Lab,PP53,14168,0.318")
        'E14001425,E12000009,Poole,,South West,England,Borough,Labour…'
    """
    text = one_line(words)
    is_row = text.count(",") - text.count(", ") >= FEWEST_CELLS
    cut = text.rfind(",", 0, LONGEST_ROW)
    return f"{text[:cut]}…" if is_row and len(text) > LONGEST_ROW and cut > 0 else text


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


def _aligned(line: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for text, width, to_right in zip(line, widths, right, strict=True):
        space = " " * (width - _width(text))
        padded.append(space + text if to_right else text + space)
    return "  ".join(padded).rstrip() + "\n"


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(unicodedata.category(letter) in ("Mn", "Me", "Cf") for letter in text)
    return len(text) + wide - marks


def _markdown_cell(cell: Cell) -> str:
    parts = cell if isinstance(cell, tuple) else (cell,)
    texts = [one_line(part).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for part in parts]
    return "<br>".join(texts)


def _json_cell(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return [_json_cell(part) for part in cell]
    return float(cell) if isinstance(cell, Decimal) else cell
