"""Measure and wrap text with the metrics of the font that the pictures are set in.

For drawing. The font, Election Sans, travels with the package: it has the widths of Arial, Helvetica and
Liberation Sans, so that what is measured here fits on every machine, and PNG files look the same everywhere.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["FAMILY", "Typeface", "font_files", "text_width", "wrap_text"]

FAMILY = "'Liberation Sans', Arial, Helvetica, sans-serif"
FOLDER = Path(__file__).resolve().parent / "fonts"
REGULAR, BOLD = FOLDER / "ElectionSans-Regular.ttf", FOLDER / "ElectionSans-Bold.ttf"


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font's advance widths, in thousandths of the size, by code point."""

    widths: dict[int, float]
    missing: float

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in pixels at `size` pixels."""
        return sum(self.widths.get(ord(letter), self.missing) for letter in text) * size / 1000


def font_files() -> tuple[str, str]:
    """Return the paths of the regular and the bold font."""
    return str(REGULAR), str(BOLD)


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of a text in pixels, rounded to a tenth.

    Args:
        text: One line.
        size: Font size in pixels.
        is_bold: Whether it is set in bold.

    Examples:
        >>> text_width("Luton North", 20)
        104.5
    """
    return round(_typeface(is_bold).width(text, size), 1)


def wrap_text(text: str, size: float, limit: float, *, is_bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines no wider than a limit; nothing is ever left out.

    Lines break at spaces; a single word wider than the limit breaks at a hyphen or, failing that, inside.

    Args:
        text: What to set.
        size: Font size in pixels.
        limit: Greatest width in pixels.
        is_bold: Whether it is set in bold.

    Returns:
        The lines in order; at least one.

    Examples:
        >>> wrap_text("Luton South and South Bedfordshire", 20, 200)
        ('Luton South and', 'South Bedfordshire')
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, is_bold=is_bold) <= limit:
            lines[-1] = joined
            continue
        lines.extend(_break_word(word, size, limit, is_bold=is_bold))
    return tuple(lines) or ("",)


def _break_word(word: str, size: float, limit: float, *, is_bold: bool) -> list[str]:
    parts: list[str] = []
    while text_width(word, size, is_bold=is_bold) > limit and len(word) > 1:
        fitting = 1
        while text_width(word[: fitting + 1], size, is_bold=is_bold) <= limit:
            fitting += 1
        hyphen = word.rfind("-", 0, fitting)
        cut = hyphen + 1 if hyphen > 0 else fitting
        parts.append(word[:cut])
        word = word[cut:]
    return [*parts, word]


@lru_cache(maxsize=2)
def _typeface(is_bold: bool) -> Typeface:
    """Read a font's widths from its tables `head`, `hhea`, `hmtx` and `cmap` (format 4)."""
    data = (BOLD if is_bold else REGULAR).read_bytes()
    tables: dict[bytes, int] = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = offset
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = [
        struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * glyph)[0] * 1000 / units
        for glyph in range(metrics)
    ]
    widths = {
        code: advances[min(glyph, metrics - 1)] for code, glyph in _characters(data, tables[b"cmap"]).items()
    }
    return Typeface(widths, 1000.0)


def _characters(data: bytes, table: int) -> dict[int, int]:
    """Return the glyph of every character, from the first subtable of the map."""
    start = table + struct.unpack_from(">L", data, table + 8)[0]
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, start + 16 + 4 * count)
    at = start + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, at)
    glyphs: dict[int, int] = {}
    for segment in range(count):
        for code in range(starts[segment], min(ends[segment], 0xFFFE) + 1):
            if offsets[segment] == 0:
                glyph = (code + deltas[segment]) & 0xFFFF
            else:
                place = at + 2 * segment + offsets[segment] + 2 * (code - starts[segment])
                glyph = struct.unpack_from(">H", data, place)[0]
                glyph = (glyph + deltas[segment]) & 0xFFFF if glyph else 0
            if glyph:
                glyphs[code] = glyph
    return glyphs
