"""Lists in layouts never met: hundreds that hold every pair of choices, each read exactly."""

from collections import Counter
from dataclasses import replace

from layout_choices import CHOICES, applies, is_possible, layouts, with_surroundings
from layout_grammar import Key, Page, page_of

from electiongraph.extraction import extract_facts, fact_record
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.sources import document_from_bytes, document_from_text

PLAIN = {choice: values[0] for choice, values in CHOICES.items()}
LEAST_LAYOUTS, MOST_LAYOUTS = 400, 500
LEAST_OF_EACH = 5


def facts_of(page: Page, gazetteers: Gazetteers) -> set[Key]:
    """Return the facts read from a page, in the form that pages state theirs."""
    if page.is_html:
        document = replace(
            document_from_bytes(page.content.encode(), name="page.html"), published=page.published
        )
    else:
        document = document_from_text(page.content, published=page.published)
    found: set[Key] = set()
    for record in map(fact_record, extract_facts(document, gazetteers)):
        whose = record["party"] if record["predicate"] == "outcome" else record.get("person")
        told = (record["predicate"], record.get("election"), whose, record.get("seat"), record.get("value"))
        found.add(tuple("" if value is None else str(value) for value in told))
    return found


def test_every_layout_gives_exactly_its_facts() -> None:
    gazetteers = load_gazetteers()
    wrong = []
    for number, layout in enumerate(layouts()):
        page = page_of(layout, number)
        found = facts_of(page, gazetteers)
        if found != page.facts:
            wrong.append(
                (layout, sorted(page.facts - found)[:3], sorted(found - page.facts)[:3], page.content)
            )
    shown = "\n\n".join(
        f"{one}\nmissed {missed}\nspurious {more}\n{text}" for one, missed, more, text in wrong[:3]
    )
    assert not wrong, f"{len(wrong)} layouts are misread:\n{shown}"


def test_what_stands_around_a_list_changes_nothing() -> None:
    gazetteers = load_gazetteers()
    wrong = []
    for number, layout in enumerate(layouts()):
        varied = with_surroundings(layout, number)
        page = page_of(varied, number)
        found = facts_of(page, gazetteers)
        if found != page.facts:
            wrong.append((varied, sorted(page.facts ^ found)[:4], page.content))
    shown = "\n\n".join(f"{one}\n{facts}\n{text}" for one, facts, text in wrong[:3])
    assert not wrong, f"{len(wrong)} layouts are misread:\n{shown}"


def test_layouts_are_few_and_hold_every_value() -> None:
    made = list(layouts())
    assert LEAST_LAYOUTS < len(made) < MOST_LAYOUTS
    assert all(map(is_possible, made)) and made == list(layouts())
    used = Counter((name, value) for one in made for name, value in one.items() if applies(name, one))
    for name, values in CHOICES.items():
        for value in values:
            assert used[name, value] >= LEAST_OF_EACH, (name, value, used[name, value])


def test_a_page_states_what_its_layout_says() -> None:
    page = page_of(
        {**PLAIN, "winner": "ELECTED", "closing": "Maj n, t/o t%", "earlier": "2019 majority: n"}, 0
    )
    assert "Rosie Wrighting (Labour) 18,009 ELECTED\nPhilip Hollobone (Conservative) 14,189\n" in page.content
    assert "\nMaj 3,820, t/o 63.3%\n2019 majority: 16,765\n" in page.content
    for fact in (
        ("elected", "2024-07-04", "Rosie Wrighting", "Kettering", ""),
        ("standsFor", "2024-07-04", "Philip Hollobone", "Kettering", "Conservative"),
        ("votes", "2024-07-04", "Matthew Murphy", "Kettering", "85"),
        ("turnout", "2024-07-04", "", "Kettering", "63.3"),
        ("majority", "2019-12-12", "", "Kettering", "16765"),
    ):
        assert fact in page.facts
