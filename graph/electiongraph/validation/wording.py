"""Put the counts in a finding's words as people read them: "1,598".

SHACL fills a message's variables with bare numbers; what stands in their places is found again with the
template of the message, so that names and years are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from electiongraph.mapping.figures import grouped

__all__ = ["figures_in", "group_thousands", "grouped_count"]

VARIABLE = re.compile(r"\{[?$]\w+\}")
COUNT = re.compile(r"-?\d+")
FIGURE = re.compile(r"\d[\d,.]*")


def grouped_count(text: str) -> str:
    """Return a whole number with commas between thousands; any other text as it is.

    Examples:
        >>> grouped_count("1598"), grouped_count("51.99"), grouped_count("Labour")
        ('1,598', '51.99', 'Labour')
    """
    return grouped(int(text)) if COUNT.fullmatch(text) else text


def group_thousands(message: str, templates: Iterable[str]) -> str:
    """Return a message with commas in the whole numbers that fill its variables.

    Args:
        message: The message as SHACL filled it in.
        templates: The messages, with variables, that it may come from; one that it does not fit is passed.

    Examples:
        >>> group_thousands("The 1922 list has 1598 votes.", ["The 1922 list has {?votes} votes."])
        'The 1922 list has 1,598 votes.'
    """
    for template in templates:
        fixed = VARIABLE.split(template)
        found = re.fullmatch("(.*?)".join(map(re.escape, fixed)), message, re.DOTALL)
        if found is not None:
            filled = [grouped_count(text) for text in found.groups()]
            return "".join(part for pair in zip(fixed, [*filled, ""], strict=True) for part in pair)
    return message


def figures_in(message: str) -> tuple[str, ...]:
    """Return the figures of a message in their order.

    Examples:
        >>> figures_in("The majority is given as 1,598, but Simon Hoare has only 1,589 votes more.")
        ('1,598', '1,589')
    """
    return tuple(figure.rstrip(".,") for figure in FIGURE.findall(message))
