"""Names and parties without anything between them: "Jo White Labour", "Labour's Jo White".

Extraction stage, below `layout`. In come the cells of a row, out go the same with the party set apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from electiongraph.extraction.layout_cells import Cell
from electiongraph.extraction.layout_legends import MARKS
from electiongraph.extraction.layout_lexicon import Lexicon, words_of

__all__ = ["split_party"]

_CONNECTING_TEXT = """
    for of the candidate representing from s by
"""
_CONNECTING = frozenset(_CONNECTING_TEXT.split())


def split_party(texts: list[Cell], lexicon: Lexicon) -> list[Cell]:
    """Cut a known party off the end or the start of a text when no cell is a party by itself.

    Args:
        texts: The cells of a row that are or may be party, name or seat, in text order.
        lexicon: The gazetteers.

    Returns:
        The same cells, or one of them as two.
    """
    if any(cell.kind == "party" for cell in texts):
        return texts
    if len(texts) == 1:
        return _cut_party(texts[0], lexicon) or texts
    if len(texts) == 2 and texts[1].opener == "," and len(texts[0].text.split()) == 1:
        return [texts[0], *(_cut_party(texts[1], lexicon) or texts[1:])]
    return texts


def _cut_party(cell: Cell, lexicon: Lexicon) -> list[Cell]:
    words = words_of(cell.text)
    if len(words) < 2 or lexicon.seat_of(cell.text, ""):
        return []
    names = [word for word, _, _ in words]
    for length in [*range(min(len(words) - 2, 7), 0, -1), *range(len(words) - 1, min(len(words) - 2, 7), -1)]:
        party = _cased_party(cell.text[words[-length][1] :], lexicon)
        rest = _trimmed(cell.text, words[:-length], from_end=True)
        if party and len(rest) > 1 and lexicon.party_of(cell.text[: rest[0][2]]) == party:
            # "Green Jo Green" is Jo Green.
            return [_part(cell, rest[:1], party), _part(cell, [*rest[1:], *words[-length:]])]
        if party and rest:
            return [_part(cell, rest), _part(cell, words[-length:], party)]
    for length in range(min(len(words) - 1, 7), 0, -1):
        head = words[:length]
        party = _cased_party(cell.text[: head[-1][2]], lexicon)
        if not party and names[length - 1].endswith("s"):
            party = lexicon.party_of_words([*names[: length - 1], names[length - 1][:-1]])
        rest = _trimmed(cell.text, words[length:], from_end=False)
        # "R Largan" is an initial and a surname, even where R is a party.
        if party and len(rest) > (head[-1][2] == 1):
            return [_part(cell, head, party), _part(cell, rest)]
    return []


def _cased_party(text: str, lexicon: Lexicon) -> str:
    return lexicon.party_of(text) if text[:1].isupper() else ""


def _trimmed(
    text: str, words: Sequence[tuple[str, int, int]], *, from_end: bool
) -> Sequence[tuple[str, int, int]]:
    at = -1 if from_end else 0
    while words and words[at][0] in _CONNECTING and not text[words[at][1]].isupper():
        words = words[:-1] if from_end else words[1:]
    return words


def _part(cell: Cell, words: Sequence[tuple[str, int, int]], party: str = "") -> Cell:
    start, end = words[0][1], words[-1][2]
    marked = cell.text[end : end + 1]
    while end < len(cell.text) and cell.text[end] in ".)'\"”’":
        end += 1
    return replace(
        cell,
        kind="party" if party else "text",
        text=cell.text[start:end],
        start=cell.start + start,
        end=cell.start + end,
        value=party,
        marks=cell.marks + marked if marked and marked in MARKS and not party else cell.marks,
    )
