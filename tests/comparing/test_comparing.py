"""What counts as new, changed and withdrawn."""

from __future__ import annotations

import pytest

from electiongraph.comparing import SINGLE_VALUED, Comparison, compare_facts
from electiongraph.extraction.facts import ARGUMENTS, PREDICATES, Fact, Value
from electiongraph.extraction.stated import StatedFact

DAY = "2024-07-04"


def fact(predicate: str, **arguments: Value | None) -> Fact:
    """Return a fact of Luton North in 2024 unless something else is said."""
    usual: dict[str, Value] = {
        "election": DAY,
        "person": "Sarah Owen",
        "seat": "Luton North",
        "party": "Labour",
    }
    told = {name: arguments.get(name, usual.get(name, "")) for name in ARGUMENTS[predicate]}
    if "declared" in told:
        told["declared"] = arguments.get("declared")
    return Fact(predicate, " ".join(str(value) for value in told.values()), 0, 1, "rule", **told)  # type: ignore[arg-type]


def compare(old: list[Fact], new: list[Fact]) -> Comparison:
    return compare_facts(
        [StatedFact(one, "old.txt", line) for line, one in enumerate(old, 1)],
        [StatedFact(one, "new.txt", line) for line, one in enumerate(new, 1)],
    )


def kinds(old: list[Fact], new: list[Fact]) -> list[str]:
    return [change.kind for change in compare(old, new).changes]


def test_every_value_is_an_argument_of_its_predicate() -> None:
    assert set(SINGLE_VALUED) < set(PREDICATES)
    assert [name for name, value in SINGLE_VALUED.items() if not set(value) <= set(ARGUMENTS[name])] == []


CHANGES = [
    (fact("votes", value=14677), fact("votes", value=14767)),
    (fact("voteShare", value=37.1), fact("voteShare", value=37.2)),
    (fact("standsFor", value="Labour"), fact("standsFor", value="Independent")),
    (fact("elected"), fact("elected", person="Jilleane Brown")),
    (fact("outcome", value="hold", party="Labour"), fact("outcome", value="gain", party="Labour")),
    (fact("outcome", value="hold", party="Labour"), fact("outcome", value="hold", party="Green")),
    (fact("outcome", value="gain", party=""), fact("outcome", value="gain", party="Green")),
    (fact("gainedFrom", value="Labour"), fact("gainedFrom", value="Conservative")),
    (fact("majority", value=7510), fact("majority", value=7511)),
    (fact("majorityShare", value=18.9), fact("majorityShare", value=19)),
    (fact("turnout", value=51.9), fact("turnout", value=59.1)),
    (fact("memberSince", value=2019), fact("memberSince", value=2018)),
    (fact("seatsWon", value=300, declared=400), fact("seatsWon", value=340, declared=450)),
    (fact("seatsWon", value=300, declared=400), fact("seatsWon", value=301, declared=400)),
    (fact("seatsWon", value=300, declared=400), fact("seatsWon", value=411)),
    (fact("seatsChange", value=100), fact("seatsChange", value=101)),
    (fact("nationalShare", value=33.7), fact("nationalShare", value=33.8)),
]


def test_every_single_valued_predicate_has_a_case() -> None:
    assert {old.predicate for old, _ in CHANGES} == set(SINGLE_VALUED)


@pytest.mark.parametrize(("old", "new"), CHANGES, ids=lambda one: f"{one.predicate} {one.value}")
def test_another_value_of_the_same_subject_is_a_change(old: Fact, new: Fact) -> None:
    [change] = compare([old], [new]).changes
    assert (change.kind, change.old and change.old.fact, change.new and change.new.fact) == (
        "changed",
        old,
        new,
    )
    assert compare([old], [old]).changes == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (fact("votes", value=1), fact("votes", value=2, person="Jilleane Brown")),
        (fact("votes", value=1), fact("votes", value=2, seat="Poole")),
        (fact("votes", value=1), fact("votes", value=2, election="2019-12-12")),
        (fact("votes", value=1), fact("votes", value=2, election="2024-07-04 notional")),
        (fact("votes", value=1), fact("votes", value=1, election="2024-07-04 notional")),
        (fact("majority", value=1), fact("majority", value=2, seat="Poole")),
        (fact("elected"), fact("elected", seat="Poole")),
        (fact("elected", seat=""), fact("elected", seat="", person="Jilleane Brown")),
        (fact("seatsWon", value=1), fact("seatsWon", value=2, party="Green")),
        (fact("memberSince", value=2015), fact("memberSince", value=2017, person="Jilleane Brown")),
        (fact("memberSince", value=2015, person="Owen"), fact("memberSince", value=2017)),
        (fact("appointedTo", value="Whip"), fact("appointedTo", value="Minister")),
        (fact("heldRole", value="Whip"), fact("heldRole", value="Minister")),
        (fact("standsIn"), fact("standsIn", seat="Poole")),
        (fact("standsIn"), fact("standsIn", person="Jilleane Brown")),
        (fact("incumbentIn"), fact("incumbentIn", person="Jilleane Brown")),
        (fact("defeatedIn"), fact("defeatedIn", person="Jilleane Brown")),
        (fact("stoodDown"), fact("stoodDown", person="Jilleane Brown")),
        (fact("formerlyNamed", value="Luton"), fact("formerlyNamed", value="Luton West")),
        (fact("newSeat"), fact("newSeat", seat="Poole")),
    ],
    ids=lambda one: one.predicate,
)
def test_other_subjects_and_many_values_are_new_and_withdrawn(old: Fact, new: Fact) -> None:
    assert kinds([old], [new]) == ["new", "withdrawn"]


def test_every_predicate_is_compared_somehow() -> None:
    for predicate in PREDICATES:
        one = fact(predicate, value=1)
        assert kinds([], [one]) == ["new"]
        assert kinds([one], []) == ["withdrawn"]
        assert compare([one], [one]) == Comparison((), 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sarah Owen", "Sarah Jane Owen"),
        ("Sir Robert Syms", "Robert Syms"),
        ("Owen", "Sarah Owen"),
        ("Ed Morello", "Edward Morello"),
        ("SARAH OWEN", "Sarah Owen"),
    ],
)
def test_a_name_that_got_longer_is_the_same_person(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        for predicate in ("votes", "elected", "standsIn", "heldRole", "memberSince"):
            assert (
                kinds([fact(predicate, person=one, value=5)], [fact(predicate, person=other, value=5)]) == []
            )
        [change] = compare(
            [fact("votes", person=one, value=5)], [fact("votes", person=other, value=6)]
        ).changes
        assert change.kind == "changed"


def test_another_spelling_is_a_change() -> None:
    for predicate in ("votes", "standsIn", "standsFor", "incumbentIn"):
        old, new = (fact(predicate, person=name, value=3914) for name in ("Waheed Akbar", "Waheed Akhbar"))
        [change] = compare([old], [new]).changes
        assert (change.kind, change.fact.person) == ("changed", "Waheed Akhbar")


def test_one_letter_makes_another_person_where_no_seat_tells() -> None:
    old, new = (fact("heldRole", person=name, value="Whip") for name in ("Jane Browne", "Jane Brown"))
    assert kinds([old], [new]) == ["new", "withdrawn"]


@pytest.mark.parametrize(
    ("old", "new"), [("2024", DAY), ("", DAY), ("", "2024"), ("2024 notional", f"{DAY} notional")]
)
def test_a_day_that_got_more_exact_is_no_change(old: str, new: str) -> None:
    assert kinds([fact("majority", election=old, value=5)], [fact("majority", election=new, value=5)]) == []
    assert kinds([fact("majority", election=old, value=5)], [fact("majority", election=new, value=6)]) == [
        "changed"
    ]


def test_a_text_that_contradicts_itself_may_give_up_one_value() -> None:
    both = [fact("votes", value=20090), fact("votes", value=20900)]
    assert kinds(both, both[::-1]) == []
    assert kinds(both, both[:1]) == ["withdrawn"]
    assert kinds(both[:1], both) == ["new"]


def test_the_best_name_gets_the_change() -> None:
    old = [fact("votes", person="John Smith", value=1), fact("votes", person="Smith", value=2)]
    new = [fact("votes", person="John Smith", value=3)]
    changed, withdrawn = compare(old, new).changes
    assert changed.old is not None
    assert (changed.kind, changed.old.fact.value) == ("changed", 1)
    assert (withdrawn.kind, withdrawn.fact.value) == ("withdrawn", 2)


def test_tallies_pair_by_how_many_had_declared() -> None:
    old = [fact("seatsWon", value=100, declared=200), fact("seatsWon", value=300, declared=600)]
    new = [fact("seatsWon", value=303, declared=600), fact("seatsWon", value=104, declared=210)]
    pairs = [
        (change.old and change.old.fact.value, change.fact.value) for change in compare(old, new).changes
    ]
    assert pairs == [(300, 303), (100, 104)]


def test_a_statement_made_twice_counts_once_with_both_places() -> None:
    [change] = compare([], [fact("majority", value=18)] * 2 + [fact("turnout", value=60)] * 0).changes
    assert change.new is not None
    assert [(place.source, place.line) for place in change.new.places] == [("new.txt", 1), ("new.txt", 2)]


def test_changes_come_in_the_order_of_the_text() -> None:
    old = [fact("votes", value=1), fact("turnout", value=50), fact("newSeat"), fact("stoodDown")]
    new = [
        fact("heldRole", value="Whip"),
        fact("turnout", value=51),
        fact("votes", value=2),
        fact("standsIn"),
    ]
    told = [(change.kind, change.fact.predicate) for change in compare(old, new).changes]
    assert told == [
        ("new", "heldRole"),
        ("new", "standsIn"),
        ("changed", "turnout"),
        ("changed", "votes"),
        ("withdrawn", "newSeat"),
        ("withdrawn", "stoodDown"),
    ]
    assert compare(old, new).summary == "2 new, 2 changed, 2 withdrawn"
