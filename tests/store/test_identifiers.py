from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode

from electiongraph import identifiers as ids

HOSTILE = [
    "", " ", ".", "..", "../../etc/passwd", "a/b", "<script>", 'x" y', "a\nb", "a\x00b", "%2e%2e", "?q=1#f",
    "O’Neill",
    "Łódź", "選挙", "Ωmega", "\u202eeldroW", "\ud800", "😀", "a" * 500, "İstanbul", "ß", "{x}|^`\\",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_an_iri(name):
    slug = ids.slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 60
    contest = ids.contest_iri("2024-07-04", "E14001345")
    person = ids.person_iri(name, contest)
    for iri in (
        person,
        ids.candidacy_iri(contest, person),
        ids.unlisted_iri("seat", name),
        ids.contest_iri(name, slug),
        ids.election_iri(name),
        ids.appointment_iri(person, ids.unlisted_iri("role", name)),
    ):
        NamedNode(iri)
        assert "/../" not in iri
        assert iri.startswith(ids.ID)


def test_names_that_lose_letters_keep_apart():
    slugs = [ids.slug(name) for name in ("選挙", "投票", "Ωmega", "mega", "a" * 500, "a" * 501)]
    assert len(set(slugs)) == len(slugs)


def test_the_forms_of_the_iris():
    contest = ids.contest_iri("2019-12-12 notional", "E14001063")
    assert contest.endswith("/id/contest/2019-12-12-notional/E14001063")
    person = ids.person_iri("Sarah Owen", ids.contest_iri("2024-07-04", "E14001347"))
    assert person.endswith("/id/person/sarah-owen--2024-07-04-E14001347")
    candidacy = ids.candidacy_iri(ids.contest_iri("2024-07-04", "E14001347"), person)
    assert candidacy.endswith("/id/candidacy/2024-07-04/E14001347/sarah-owen")
    assert ids.tally_iri("2024-07-04", f"{ids.ID}party/PP53", 600).endswith("/id/tally/2024-07-04/PP53/600")
    assert ids.tally_iri("2024-07-04", f"{ids.ID}party/PP53", None).endswith("/PP53/final")


def test_a_digest_does_not_confuse_its_parts():
    assert ids.digest("a", "b") != ids.digest("a\x1fb")
    assert ids.digest("ab", "") != ids.digest("a", "b")
