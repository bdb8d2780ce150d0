"""What is wrong with a row of an official file.

First stage. A fault names file, row and column, says what is there and what to do; the row is refused or,
where only one cell is doubtful, loaded without it.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CellError", "Fault"]


class CellError(ValueError):
    """A cell that cannot be read; `column` is its heading."""

    def __init__(self, column: str, what: str) -> None:
        super().__init__(what)
        self.column = column


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a row.

    Attributes:
        file: The file as the user named it.
        row: Number of the row, from 1, the heading counted.
        column: Heading of the column; "" when it is about the whole row.
        what: What is wrong.
        is_refused: Whether the row is left out of the graph.

    Examples:
        >>> print(Fault("results.csv", 3, "votes", "'12a' is no count"))
        results.csv, row 3, column votes: '12a' is no count; the row is left out
    """

    file: str
    row: int
    column: str
    what: str
    is_refused: bool = True

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        then = "the row is left out" if self.is_refused else "the row is kept"
        return f"{self.file}, row {self.row}{column}: {self.what}; {then}"
