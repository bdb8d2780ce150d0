"""Choose colours: parties' own, a fallback for the rest, and ink that can be read on them.

For drawing. Contrast is that of the Web Content Accessibility Guidelines 2: 4.5 for text, 3 for shapes.
"""

from __future__ import annotations

import re

__all__ = [
    "FALLBACK",
    "GRID",
    "INK",
    "MUTED",
    "PANEL",
    "PAPER",
    "badge_colours",
    "contrast",
    "outline_of",
    "pale",
    "party_colour",
]

PAPER, PANEL, INK, MUTED, GRID = "#ffffff", "#f4f4f1", "#1a1a1a", "#565656", "#c9c9c4"
FALLBACK = "#8a8a85"
TEXT_CONTRAST, NEAR_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0, 1.6
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def party_colour(colour: str) -> str:
    """Return a party's colour in lower case, or the fallback where none is known.

    Examples:
        >>> party_colour("#E4003B"), party_colour("")
        ('#e4003b', '#8a8a85')
    """
    return colour.lower() if COLOUR.fullmatch(colour) else FALLBACK


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    Examples:
        >>> round(contrast("#ffffff", "#000000"))
        21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def badge_colours(colour: str) -> tuple[str, str]:
    """Return ground and ink of a badge in a party's colour.

    White ink where that looks right, on a slightly darker ground when it must be; black on pale colours.

    Examples:
        >>> badge_colours("#e4003b"), badge_colours("#fdf38e")
        (('#e4003b', '#ffffff'), ('#fdf38e', '#1a1a1a'))
    """
    if contrast(colour, PAPER) >= TEXT_CONTRAST:
        return colour, PAPER
    if contrast(colour, PAPER) >= NEAR_CONTRAST:
        return _darken(colour, PAPER, TEXT_CONTRAST), PAPER
    return colour, INK


def outline_of(colour: str, paper: str = PAPER) -> str:
    """Return a line colour that keeps a pale shape visible on the paper; the colour itself when it is."""
    return colour if contrast(colour, paper) >= SHAPE_CONTRAST else _darken(colour, paper, 2.2)


def pale(colour: str) -> str:
    """Return a colour mixed with twice as much white.

    Examples:
        >>> pale("#e4003b")
        '#f6aabd'
    """
    parts = [(int(colour[at : at + 2], 16) + 2 * 255) // 3 for at in (1, 3, 5)]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _darken(colour: str, paper: str, wanted: float) -> str:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    for step in range(100, 0, -4):
        darker = "#" + "".join(f"{part * step // 100:02x}" for part in parts)
        if contrast(darker, paper) >= wanted:
            return darker
    return INK


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
