"""The date of a text whose dateline names a weekday and no year."""

from __future__ import annotations

import pytest

from electiongraph.sources import document_from_text


@pytest.mark.parametrize(
    ("dateline", "text", "published"),
    [
        # 27 June was a Thursday in 2024 and in 2019, of which the text speaks too: the last counts.
        ("Ely Weekly News, Thursday June 27", "In 2019 it was close. In 2024 it may be.", "2024-06-27"),
        ("Friday 9 June", "Labour took Ipswich. In 2015 and in 2017 it was close.", "2017-06-09"),
        # No year named has it on that day.
        ("Ely Weekly News, Monday June 27", "In 2019 it was close. In 2024 it may be.", ""),
        # No year is named at all.
        ("Ely Weekly News, Thursday June 27", "It was close. It may be again.", ""),
        # A sentence is no dateline.
        ("The count began on Friday 9 June", "Labour took Ipswich. In 2017 it was close.", ""),
    ],
)
def test_the_last_year_named_with_that_weekday_dates_the_text(
    dateline: str, text: str, published: str
) -> None:
    assert document_from_text(f"Who stands where\n\n{dateline}\n\n{text}\n").published == published
