"""How many of the people, seats and parties that the five articles name are linked to their official numbers.

`five_articles.csv` was made from the raw official files, apart from the program, and checked by hand: a line
a name, with the number that it means; none for who is in no register. People are told by article, seats by
election.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import electiongraph
from electiongraph.gazetteers import load_gazetteers
from electiongraph.linking.candidacies import Candidacies, refuse_strangers
from electiongraph.linking.entity_linking import LinkedFact, distinct_sources, link_facts
from electiongraph.linking.office_holders import link_office_holders
from electiongraph.linking.people import resolve_people
from electiongraph.mapping.official import map_official
from electiongraph.mapping.official.facts import OfficialFacts, files_of
from electiongraph.mapping.official.reference import reference_of
from electiongraph.sources import gather

SHARED = Path(__file__).resolve().parents[3] / "shared"
LIST = Path(__file__).with_name("five_articles.csv")
LEAST = 0.99
# Of the advisor on antisemitism the facts tell no seat, and his name alone links nobody.
UNLINKED = [("person", "001", "John Mann", "")]

pytestmark = pytest.mark.skipif(
    not (SHARED / "official").is_dir() or not (SHARED / "articles").is_dir(),
    reason="the five articles and the official files are not on this machine",
)

Key = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def expected() -> dict[Key, str]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert len(rows) > 370
    return {(row["thing"], row["article"], row["name"], row["election"]): row["identifier"] for row in rows}


@pytest.fixture(scope="module")
def found() -> dict[Key, set[str]]:
    gathered = gather([SHARED / "articles", SHARED / "official"], max_bytes=20_000_000)
    gazetteers = load_gazetteers()
    official = map_official(gathered.tables, gazetteers)
    reference = reference_of(official, gazetteers)
    rows = OfficialFacts(reference, files_of(gathered.tables))
    candidacies = Candidacies((), gazetteers, rows)
    texts = distinct_sources((one, electiongraph.extract(one)) for one in gathered.documents)
    kept = [(source, refuse_strangers(facts, candidacies)[0]) for source, facts in texts]
    claims = link_office_holders(link_facts(kept, gazetteers, candidacies), reference.holders())
    people = resolve_people([*claims, *rows.of_contests(rows.touched(claims))])
    numbers = {person.iri: person.identifiers for person in people.persons}
    found: dict[Key, set[str]] = {}
    for claim in claims:
        for key, number in _named(claim, numbers.get(people.by_claim.get(claim.iri, ""), ())):
            found.setdefault(key, set()).add(number)
    return found


def _named(claim: LinkedFact, numbers: tuple[str, ...]) -> list[tuple[Key, str]]:
    """Return each name of a claim with the number that it was linked to, "" for none."""
    article, fact = claim.source.document.name[:3], claim.fact
    named: list[tuple[Key, str]] = []
    if fact.person:
        order = {"mnis": 0, "democracy-club": 1}
        known = sorted(
            (one for one in numbers if one.split(":")[0] in order), key=lambda n: order[n.split(":")[0]]
        )
        named.append((("person", article, fact.person, ""), known[0] if known else ""))
    if claim.seat:
        gss = claim.seat.seat.gss if claim.seat.seat else ""
        named.append((("seat", "", fact.seat, claim.election.key if claim.election else ""), gss))
    if claim.party:
        name = str(fact.value) if fact.predicate in ("standsFor", "gainedFrom") else fact.party
        named.append((("party", "", name, ""), claim.party.party.register_id if claim.party.party else ""))
    return named


def test_no_link_is_wrong(expected, found):
    wrong = {
        key: (numbers, expected[key])
        for key, numbers in found.items()
        if key in expected and numbers - {expected[key], ""}
    }
    assert wrong == {}


def test_nearly_all_names_are_linked(expected, found):
    checked = [key for key in found if key in expected]
    right = [key for key in checked if found[key] == {expected[key]}]
    assert [key for key in sorted(checked) if key not in right] == UNLINKED
    assert len(right) / len(checked) >= LEAST


def test_the_list_has_every_name_that_is_found(expected, found):
    assert [key for key in sorted(found) if key not in expected] == []
    missed = Counter(key[0] for key in expected if key not in found)
    assert missed["person"] <= 6
    assert missed["seat"] == missed["party"] == 0
