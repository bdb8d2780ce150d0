"""The choices that make a layout, and as few layouts as hold every pair of them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping

__all__ = [
    "CHOICES",
    "IN_LINES",
    "NONE",
    "RUN_ON",
    "Layout",
    "applies",
    "is_possible",
    "layouts",
    "with_surroundings",
]

Layout = Mapping[str, str]
NONE = "-"
IN_LINES = ("lines", "spaced lines", "<ul>", "<ol>", "<p>", "<br>", "<div>")
RUN_ON = ("run on ;", "run on .", "run on ,", "run on |", "wrapped ;")
_TABLES = ("pipe table", "tab table", "<table>", "<table> without header", "markdown table", "comma table")
_CARDS = ("cards", "spaced cards", "<div> cards", "<dl>")
_HEADED = ("pipe table", "tab table", "<table>", "markdown table", "<div> cards and <table>")
_ABOVE = (NONE, "Number of seats: 1", "Change on year")
_OTHERS = ("transposed <table>", "<table> of seats", "tab table of seats", "party headings")

CHOICES: dict[str, tuple[str, ...]] = {
    "arrangement": (*IN_LINES, *RUN_ON, *_TABLES, *_CARDS, *_OTHERS),
    "order": (
        "name party votes", "party name votes", "votes name party", "name votes party", "votes party name",
        "party votes name",
    ),
    "joint": (
        "(x) ", ", ", " - ", " – ", " | ", "\t", " / ", ": ", "   ", " ", " ..... ", "(x) - ", "(x): ",
        "[x] ", " — ",
    ),
    "name": (
        "Given Surname", "SURNAME, Given", "Given SURNAME", "Surname, Given", "GIVEN SURNAME",
        "SURNAME Given", "G Surname", "Surname, G", "Title Given Surname", "SURNAME (Given)",
    ),
    "party": ("full", "short", "code", "register", "SHORT"),
    "number": ("1,234", "1234", "1 234", "1,234 votes"),
    "figures": (
        "votes", "votes (share%)", "votes (share%, change)", "votes share%", "votes share change",
        "share% votes", "votes (share%) (change)", "votes (change)", "votes, share per cent", "votes | share",
    ),
    "heading": (
        "Seat", "SEAT", "Seat:", "## Seat", "Seat - OUTCOME", "SEAT: Outcome", "Seat (outcome)",
        "Seat constituency", "Result for Seat", "Seat result in full", "0213 SEAT", "1. Seat",
        "Seat, electorate", "Seat / Outcome below", "Seat – turnout%", "Seat (electorate e)",
    ),
    "winner": (NONE, "ELECTED", "elected", "✓", "*", "capitals", "label before", "(elected)", "+"),
    "closing": (
        NONE, "Majority: n", "Con maj n", "Majority n (share%). Turnout t%", "Maj n, t/o t%",
        "Turnout: t per cent", "Electorate e; turnout n (t%); majority n", "on lines", "Outcome. Majority n",
        "Party hold by n votes", "Majority | n", "n majority", "spoilt papers", "MAJORITY n TURNOUT t%",
        "Majority over party", "swing between",
    ),
    "place": ("after", "before", "apart"),
    "bullet": (NONE, "• ", "- ", "* ", "1. ", "1) ", "1 ", "– "),
    "earlier": (
        NONE, "2019: Con maj n", "2019 result block", "2019 majority: n", "Last time: run on",
        "Previous majority", "In 2019", "(2019: n)",
    ),
}  # fmt: skip

_IN_ROWS = (*IN_LINES, *RUN_ON)
_WITH_COMMA = ("SURNAME, Given", "Surname, Given", "Surname, G")
_INITIALS = ("G Surname", "Surname, G")
_WITH_BRACKETS = ("(x) ", "(x) - ", "(x): ", "[x] ")


def applies(choice: str, layout: Layout) -> bool:
    """Tell whether a choice makes a difference in the arrangement of a layout."""
    arrangement = layout["arrangement"]
    if choice == "joint":
        return arrangement in _IN_ROWS
    if choice == "order":
        return arrangement not in ("transposed <table>", "party headings", "<dl>")
    if choice == "figures":
        return arrangement in (*_IN_ROWS, *_TABLES)
    if choice == "heads":
        return arrangement in _HEADED
    if choice == "above":
        return "of seats" not in arrangement and arrangement not in RUN_ON
    if choice == "bullet":
        return arrangement in ("lines", "spaced lines", "party headings")
    if choice == "heading":
        return "of seats" not in arrangement
    if choice in ("closing", "place", "earlier"):
        return "of seats" not in arrangement and not (choice == "place" and layout.get("closing") == NONE)
    return True


def is_possible(layout: Layout) -> bool:
    """Tell whether choices go together in a text that a reader could make sense of."""
    return not any((*_clashing_marks(layout), *_unclear_paragraphs(layout), *_unclear_flags(layout)))


def _clashing_marks(layout: Layout) -> Iterator[bool]:
    """Say where the same mark would both part and join, or nothing would part two fields."""
    arrangement, joint, number = layout["arrangement"], layout["joint"], layout["number"]
    order, name, party, figures = layout["order"], layout["name"], layout["party"], layout["figures"]
    is_column = joint in (" | ", "\t", "   ")
    yield name in _WITH_COMMA and (joint == ", " or arrangement in ("run on ,", "comma table"))
    yield number == "1 234" and joint in (" ", "   ", ", ")
    yield joint == " " and (
        order in ("party votes name", "votes party name") or party in ("register", "code")
    )
    yield joint == " " and name in ("SURNAME Given", "SURNAME (Given)", *_WITH_COMMA)
    yield joint in (" - ", " – ", " — ") and party == "register"
    # A bracket about the second field: not about votes, nor a bracket within a bracket.
    yield joint in _WITH_BRACKETS and (order.split()[1] == "votes" or party == "register")
    yield name == "SURNAME (Given)" and joint in _WITH_BRACKETS and order.endswith("name")
    yield name == "SURNAME (Given)" and party == "register"
    yield figures == "votes | share" and not is_column
    yield figures != "votes" and not order.endswith("votes") and joint in (" ", ", ")
    yield number == "1,234 votes" and (figures == "votes | share" or is_column)
    yield arrangement == "comma table" and (
        number == "1,234" or figures in ("votes (share%, change)", "votes, share per cent")
    )


def _unclear_paragraphs(layout: Layout) -> Iterator[bool]:
    """Say where a paragraph would not show where one candidate ends and the next begins."""
    arrangement, joint, order = layout["arrangement"], layout["joint"], layout["order"]
    figures = layout["figures"]
    yield arrangement == "run on ," and (joint not in _WITH_BRACKETS or figures == "votes, share per cent")
    yield arrangement == "run on ." and figures in ("votes share%", "votes share change", "share% votes")
    yield arrangement == "run on ." and layout["party"] == "code" and order.endswith("party")
    yield arrangement in (*RUN_ON, "<p>", "<ul>", "<ol>", "<br>", "<div>") and joint in ("\t", "   ")
    yield arrangement in RUN_ON and joint in (" | ", " ..... ")
    yield arrangement in RUN_ON and order.startswith("votes") and figures != "votes"
    yield arrangement in ("wrapped ;", "run on .") and order.startswith("votes")
    yield arrangement == "wrapped ;" and (layout["number"] == "1 234" or order.endswith("name"))
    yield arrangement == "wrapped ;" and figures == "share% votes"
    # There the figures of the seat are sentences.
    is_apart = layout["place"] != "after"
    yield arrangement in RUN_ON and layout["closing"] in ("on lines", "Majority | n") and not is_apart


def _unclear_flags(layout: Layout) -> Iterator[bool]:
    """Say where a flag, a bullet or a name could be taken for something else."""
    arrangement, joint, order = layout["arrangement"], layout["joint"], layout["order"]
    name, winner, bullet = layout["name"], layout["winner"], layout["bullet"]
    # Elsewhere in a text a name is given in full, and then it is so in the facts.
    yield name in _INITIALS and layout["earlier"] in ("2019 result block", "Last time: run on")
    yield arrangement == "party headings" and (name == "Surname, G" or bullet == "1 ")
    # Capitals say who won only where nobody else has them, a mark only where no bullet is the same.
    yield winner == "capitals" and "SURNAME" in name
    yield winner == "*" and bullet == "* "
    yield winner == "label before" and (bullet != NONE or arrangement in RUN_ON)
    yield winner in ("elected", "ELECTED") and joint == " "
    yield bullet.startswith("1") and order.startswith("votes") and (bullet == "1 " or joint == " ")


def with_surroundings(layout: Layout, number: int) -> dict[str, str]:
    """Add what stands around a list, by turns: a line above it, heads in two languages, a second table."""
    arrangement = layout["arrangement"]
    if arrangement == "<div> cards" and number % 2:
        arrangement = "<div> cards and <table>"
    above = _ABOVE[number % len(_ABOVE)]
    # A ward's list says "Elected:" once, above all of them.
    above = NONE if layout["winner"] == "label before" else above
    return {
        **layout,
        "arrangement": arrangement,
        "above": above,
        "heads": (NONE, "two languages")[number % 2],
    }


def layouts(seed: int = 1) -> Iterator[dict[str, str]]:
    """Give layouts that together hold every possible pair of values, the same ones each time."""
    chance = random.Random(seed)
    names = list(CHOICES)
    wanted = {
        ((one, left), (two, right))
        for one, two in itertools.combinations(names, 2)
        for left in CHOICES[one]
        for right in CHOICES[two]
    }
    order = sorted(wanted)
    chance.shuffle(order)
    for pair in order:
        if pair not in wanted:
            continue
        layout = _with_pair(dict(pair), wanted, chance)
        if layout is not None:
            wanted -= set(_pairs(layout))
            yield layout
        wanted.discard(pair)


def _with_pair(
    given: dict[str, str], wanted: set[tuple[tuple[str, str], tuple[str, str]]], chance: random.Random
) -> dict[str, str] | None:
    """Fill in the other choices so that many wanted pairs are held; None where the pair is impossible."""
    best: dict[str, str] | None = None
    most = 0
    for _ in range(2):
        layout = {name: CHOICES[name][0] for name in CHOICES} | given
        free = [name for name in CHOICES if name not in given]
        chance.shuffle(free)
        if not is_possible(layout) and not _repair(layout, free, chance):
            continue
        for name in free:
            values = [value for value in CHOICES[name] if is_possible({**layout, name: value})]
            chance.shuffle(values)
            layout[name] = max(values, key=lambda value: _gain({**layout, name: value}, name, wanted))
        held = len(set(_pairs(layout)) & wanted)
        if held > most and all(applies(name, layout) for name in given):
            best, most = layout, held
    return best


def _repair(layout: dict[str, str], free: list[str], chance: random.Random) -> bool:
    """Change free choices at random until the layout is possible."""
    for _ in range(60):
        name = chance.choice(free)
        layout[name] = chance.choice(CHOICES[name])
        if is_possible(layout):
            return True
    return False


def _gain(layout: Layout, name: str, wanted: set[tuple[tuple[str, str], tuple[str, str]]]) -> int:
    if not applies(name, layout):
        return 0
    pairs = (
        ((one, layout[one]), (name, layout[name]))
        if _before(one, name)
        else ((name, layout[name]), (one, layout[one]))
        for one in CHOICES
        if one != name
    )
    return sum(pair in wanted for pair in pairs)


_RANK = {name: rank for rank, name in enumerate(CHOICES)}


def _before(one: str, two: str) -> bool:
    return _RANK[one] < _RANK[two]


def _pairs(layout: Layout) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    names = [name for name in CHOICES if applies(name, layout)]
    for one, two in itertools.combinations(names, 2):
        yield (one, layout[one]), (two, layout[two])
