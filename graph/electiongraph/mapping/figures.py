"""Compare figures as a text gives them: rounded figures, swapped digits, notional ones.

Pure functions on numbers and the words that state them; reconciling decides with them.
"""

from __future__ import annotations

import re

__all__ = ["are_compatible", "are_digits_swapped", "are_one_digit_apart", "decimals_stated", "grouped"]

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def decimals_stated(quote: str, value: float) -> int:
    """Return how many decimals a quote gives a percentage, so that 65.10 counts as exact to two.

    Examples:
        >>> decimals_stated("Turnout: 65.10%", 65.1), decimals_stated("a turnout of 52 per cent", 52)
        (2, 0)
        >>> decimals_stated("just under half", 49.9)
        1
    """
    for match in NUMBER.finditer(quote):
        written = match.group().rstrip(".,")
        try:
            if float(written.replace(",", "")) == float(value):
                return len(written.partition(".")[2])
        except ValueError:
            continue
    return len(repr(float(value)).partition(".")[2]) if float(value) != int(value) else 0


def are_compatible(one: float, one_decimals: int, other: float, other_decimals: int) -> bool:
    """Tell whether two percentages can be one figure, rounded to different lengths.

    Examples:
        >>> are_compatible(51.99, 2, 52, 0), are_compatible(28.8, 1, 28.7, 1)
        (True, False)
    """
    if one_decimals == other_decimals:
        return one == other
    decimals = min(one_decimals, other_decimals)
    half_unit = 0.5 / float(10**decimals)
    return abs(one - other) <= half_unit + 1e-9


def are_digits_swapped(one: int, other: int) -> bool:
    """Tell whether swapping two neighbouring digits turns one number into the other.

    Examples:
        >>> are_digits_swapped(16435, 16453), are_digits_swapped(16016, 16060)
        (True, False)
    """
    left, right = str(abs(one)), str(abs(other))
    if len(left) != len(right) or left == right:
        return False
    at = next(i for i, digit in enumerate(left) if digit != right[i])
    return left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]


def are_one_digit_apart(one: int, other: int) -> bool:
    """Tell whether the numbers differ in one digit, or one has one digit more.

    Examples:
        >>> are_one_digit_apart(10733, 10773), are_one_digit_apart(1923, 19230), are_one_digit_apart(98, 77)
        (True, True, False)
    """
    left, right = sorted((str(abs(one)), str(abs(other))), key=len)
    if len(left) < 3 or left == right:
        return False
    if len(left) == len(right):
        return sum(a != b for a, b in zip(left, right, strict=True)) == 1
    return len(right) - len(left) == 1 and any(
        right[:at] + right[at + 1 :] == left for at in range(len(right))
    )


def grouped(value: str | int | float) -> str:
    """Return a figure as people read it, with commas between thousands.

    Examples:
        >>> grouped(16435), grouped(51.99)
        ('16,435', '51.99')
    """
    return f"{value:,}" if isinstance(value, int) else str(value)
