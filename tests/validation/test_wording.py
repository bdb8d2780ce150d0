"""Counts in findings are written as people read them."""

from __future__ import annotations

import pytest

from electiongraph.validation.wording import figures_in, group_thousands, grouped_count


@pytest.mark.parametrize(
    ("message", "template", "expected"),
    [
        ("{?a} has 1598 votes", "{?a} has {?b} votes", "{?a} has 1,598 votes"),
        ("Party of 1832 has 1598", "{?a} has {?b}", "Party of 1832 has 1,598"),
        ("about 51.75% of 1234567", "about {?a}% of {$b}", "about 51.75% of 1,234,567"),
        ("not of this template 1598", "{?a} has {?b}", "not of this template 1598"),
    ],
)
def test_counts_in_messages_are_grouped_and_names_left(message: str, template: str, expected: str) -> None:
    assert group_thousands(message, [template]) == expected
    assert figures_in(grouped_count("1598")) == ("1,598",)
