"""What sources disagree on comes out as data; what only looks so does not."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph

from electiongraph.building import BuiltGraph, build_from_facts
from electiongraph.identifiers import ID
from electiongraph.mapping.cross_checks import _name_kind
from electiongraph.mapping.disagreements import Disagreement
from electiongraph.vocabulary import EG

LUTON = "Luton North"


def kinds(built: BuiltGraph) -> dict[str, list[Disagreement]]:
    found: dict[str, list[Disagreement]] = {}
    for one in built.disagreements:
        found.setdefault(one.kind, []).append(one)
    return found


def told(one: Disagreement) -> list[object]:
    return list(dict.fromkeys(claim.fact.person or claim.fact.value for claim in one.claims))


def test_swapped_digits_against_a_stated_majority(articles):
    [one] = kinds(build_from_facts(articles))["TransposedDigits"]
    assert {claim.fact.value for claim in one.claims} == {1923, 18358, 16453}
    assert one.preferred is not None
    assert one.preferred.fact.value == 1923
    assert "16,435" in one.reason


def test_stated_majority_against_votes_that_imply_another(articles):
    [one] = kinds(build_from_facts(articles))["ArithmeticConflict"]
    assert {claim.fact.value for claim in one.claims} == {4748, 20808, 16016}
    assert one.preferred is None
    assert "4,792" in one.reason


def test_spellings_of_names_are_reported_with_the_better_witnessed_first(articles):
    found = {tuple(told(one)) for one in kinds(build_from_facts(articles))["NameSpelling"]}
    assert found == {
        ("Waheed Akbar", "Waheed Akhbar"),
        ("Paul Trathen", "Paul Trathern"),
        ("Cade Sibley", "Cade Silbey"),
        ("Dave Holland", "David Holland"),
    }


def test_fuller_names_are_forms_and_no_contradictions(articles):
    built = build_from_facts(articles)
    forms = kinds(built)["NameForm"]
    assert {told(one)[0] for one in forms} == {
        "James Fletcher",
        "Mark Versallion",
        "Attiq Malik",
        "Sukhinder Hundal",
    }
    assert built.contradictions == len(built.disagreements) - len(forms)


@pytest.mark.parametrize(
    ("preferred", "other", "kind"),
    [
        ("Joshua Robert Abraham Dean", "Josh Dean", "NameForm"),
        ("Joshua Robert Abraham Dean", "Joshua Dean", "NameForm"),
        ("Dave Holland", "David Holland", "NameSpelling"),
        ("Waheed Akbar", "Waheed Akhbar", "NameSpelling"),
    ],
)
def test_a_name_that_leaves_out_middle_names_is_a_form_even_when_it_is_clipped(preferred, other, kind):
    assert _name_kind(preferred, other) == kind


def test_hold_and_gain_against_two_baselines(articles):
    [one] = kinds(build_from_facts(articles))["BaselineConflict"]
    assert {claim.fact.seat for claim in one.claims} == {"Mid Bedfordshire"}
    assert {claim.fact.value for claim in one.claims} == {"hold", "gain"}
    assert one.preferred is None


def test_notional_majorities_told_as_the_result(articles):
    found = kinds(build_from_facts(articles))["NotionalAgainstActual"]
    values = {tuple(claim.fact.value for claim in one.claims) for one in found}
    assert values == {(19620, 17806, 17806), (10955, 10733, 10773)}
    assert all(one.preferred and one.preferred.fact.value in (19620, 10955) for one in found)


def test_party_told_in_three_ways(articles):
    [one] = kinds(build_from_facts(articles))["PartyConflict"]
    assert {claim.fact.person for claim in one.claims} == {"Antonio Vitiello"}
    assert len(one.claims) == 3
    assert one.preferred is not None
    assert one.preferred.fact.value == "English Democrats"


def test_new_seat_against_renamed_seat(articles):
    found = kinds(build_from_facts(articles))["LineageConflict"]
    assert {one.claims[0].fact.seat for one in found} == {
        "Dunstable and Leighton Buzzard",
        "Milton Keynes Central",
        "Mid Buckinghamshire",
    }


def test_nothing_else_is_reported(articles):
    found = kinds(build_from_facts(articles))
    assert {kind: len(members) for kind, members in found.items()} == {
        "TransposedDigits": 1,
        "ArithmeticConflict": 1,
        "NameSpelling": 4,
        "NameForm": 4,
        "BaselineConflict": 1,
        "NotionalAgainstActual": 2,
        "PartyConflict": 1,
        "LineageConflict": 3,
        "CoverageConflict": 1,
    }


def majority(
    value: int, *, election: str = "2024-07-04", seat: str = LUTON
) -> tuple[str, list[dict[str, object]]]:
    return f"majority {value}", [
        {"predicate": "majority", "seat": seat, "value": value, "election": election}
    ]


def turnout(value: float, words: str) -> tuple[str, list[dict[str, object]]]:
    return words, [{"predicate": "turnout", "seat": LUTON, "value": value}]


def test_votes_that_fit_the_majority_are_preferred_to_more_witnesses(make_source, make_result):
    won = ("Sarah Owen", "Labour", 14677)
    sources = [
        make_source("a", *make_result(LUTON, won, ("Jilleane Brown", "Conservative", 7176), outlet="A ")),
        make_source("b", *make_result(LUTON, won, ("Jilleane Brown", "Conservative", 7176), outlet="B ")),
        make_source(
            "c",
            *make_result(LUTON, won, ("Jilleane Brown", "Conservative", 7167), outlet="C "),
            majority(7510),
        ),
    ]
    [one] = [d for d in build_from_facts(sources).disagreements if d.property_iri.endswith("votes")]
    assert one.kind == "TransposedDigits"
    assert one.preferred is not None
    assert one.preferred.fact.value == 7167
    assert "7,510" in one.reason


def test_more_independent_witnesses_are_preferred(make_source, make_result):
    def brown(votes: int, outlet: str) -> list[tuple[str, list[dict[str, object]]]]:
        return make_result(LUTON, ("Jilleane Brown", "Conservative", votes), outlet=outlet)

    copied = "As declared by the returning officer at the count in Luton this morning: "
    sources = [
        make_source("a", *brown(7100, copied)),
        make_source("b", ("Another headline", []), *brown(7100, copied)),
        make_source("c", *brown(7167, "C ")),
        make_source("d", *brown(7167, "D ")),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.preferred is not None
    assert one.preferred.fact.value == 7167
    assert one.reason == "told by 2 independent sources against 1"


def test_the_later_statement_is_preferred_when_nothing_else_decides(make_source):
    sources = [
        make_source("early", majority(7000), published="2024-07-05T01:00"),
        make_source("late", majority(7510), published="2024-07-05T09:00"),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.preferred is not None
    assert one.preferred.fact.value == 7510


def test_undecided_values_have_no_preferred_claim_but_one_stands(make_source):
    built = build_from_facts([make_source("a", majority(7000)), make_source("b", majority(7510))])
    [one] = built.disagreements
    assert one.preferred is None
    assert "nothing in the sources decides" in one.reason
    believed = [q for q in built.quads if q.predicate.value.endswith("#majority") and "Default" in repr(q)]
    assert len(believed) == 1


def test_rounded_figures_are_one_figure(make_source):
    sources = [
        make_source("a", turnout(51.99, "51.99% turnout")),
        make_source("b", turnout(52, "a turnout of 52%")),
        make_source("c", turnout(52.0, "52.0 per cent")),
    ]
    assert build_from_facts(sources).disagreements == ()


def test_turnouts_a_little_apart_may_be_counted_in_two_ways(make_source):
    sources = [
        make_source("a", turnout(51.75, "turnout 51.75%")),
        make_source("b", turnout(51.97, "51.97% voted")),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.kind == "TurnoutBasisConflict"


def test_one_digit_apart(make_source):
    [one] = build_from_facts(
        [make_source("a", majority(7510)), make_source("b", majority(7570))]
    ).disagreements
    assert one.kind == "OneDigitDifference"


def test_tallies_at_different_counts_are_no_disagreement(make_source):
    def tally(value: int, declared: int | None) -> tuple[str, list[dict[str, object]]]:
        record = {"predicate": "seatsWon", "party": "Labour", "value": value, "declared": declared}
        return f"Labour {value} of {declared}", [record]

    sources = [make_source("a", tally(395, 600), tally(410, 641)), make_source("b", tally(412, None))]
    assert build_from_facts(sources).disagreements == ()
    late = make_source("c", tally(409, 641))
    [one] = build_from_facts([*sources, late]).disagreements
    assert {claim.fact.value for claim in one.claims} == {410, 409}


def test_equal_majorities_before_and_after_the_boundary_change_are_no_disagreement(make_source):
    seat = "North East Hertfordshire"
    source = make_source(
        "a",
        majority(18189, election="2019-12-12", seat=seat),
        ("unchanged by the new boundaries", majority(18189, election="2019-12-12 notional", seat=seat)[1]),
    )
    assert build_from_facts([source]).disagreements == ()


def test_a_list_without_the_winner_says_nothing_about_the_majority(make_source, make_result):
    source = make_source(
        "a",
        ("Sarah Owen held it", [{"predicate": "elected", "person": "Sarah Owen", "seat": LUTON}]),
        majority(7510),
        *make_result(
            LUTON,
            ("Jilleane Brown", "Conservative", 7167),
            ("James Fletcher", "Reform UK", 4666),
            ("Toqueer Shah", "Independent", 4393),
        ),
    )
    assert build_from_facts([source]).disagreements == ()


def test_two_winners_of_one_seat(make_source):
    def won(person: str) -> tuple[str, list[dict[str, object]]]:
        return f"{person} won", [{"predicate": "elected", "person": person, "seat": LUTON}]

    [one] = build_from_facts(
        [make_source("a", won("Sarah Owen")), make_source("b", won("Jilleane Brown"))]
    ).disagreements
    assert one.property_iri.endswith("#winner")


def test_a_seat_that_a_source_calls_new_and_traces_itself_is_no_disagreement(make_source):
    seat = "Harpenden and Berkhamsted"
    facts = [
        {"predicate": "newSeat", "seat": seat},
        {"predicate": "formerlyNamed", "seat": seat, "value": "Hitchin and Harpenden", "election": ""},
    ]
    sources = [
        make_source("a", ("a new seat with parts of an old one", facts)),
        make_source("b", ("the brand new seat", facts[:1])),
    ]
    assert build_from_facts(sources).disagreements == ()


def test_gain_in_prose_after_a_by_election_measures_against_the_departing_member(make_source):
    seat = "Mid Bedfordshire"
    gain = {"predicate": "outcome", "seat": seat, "value": "gain", "party": "Conservative", "is_list": False}
    hold = {"predicate": "outcome", "seat": seat, "value": "hold", "party": "Conservative"}
    sources = [
        make_source("a", ("They won it back after last year's by-election.", [gain])),
        make_source("b", ("CONSERVATIVE HOLD", [hold])),
    ]
    built = build_from_facts(sources)
    [one] = built.disagreements
    assert one.kind == "BaselineConflict"
    outcomes = {
        q.subject.value.rsplit("/", 1)[1] for q in built.quads if q.predicate.value.endswith("outcomeKind")
    }
    assert outcomes == {"departing-member", "last-general-election"}


def test_hold_and_gain_against_one_baseline_contradict(make_source):
    def outcome(value: str) -> tuple[str, list[dict[str, object]]]:
        return f"LABOUR {value}", [{"predicate": "outcome", "seat": LUTON, "value": value, "party": "Labour"}]

    sources = [
        make_source("a", outcome("hold")),
        make_source("b", outcome("hold")),
        make_source("c", outcome("gain")),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.kind == "ValueConflict"
    assert one.preferred is not None
    assert one.preferred.fact.value == "hold"


def test_the_winning_party_is_not_believed_to_have_lost_the_seat(make_source):
    seat = {"seat": "Mid Bedfordshire"}
    gain = {**seat, "predicate": "outcome", "value": "gain", "party": "Conservative"}
    wrong, right = (
        {**seat, "predicate": "gainedFrom", "value": party} for party in ("Conservative", "Labour")
    )
    sources = [
        make_source("a", ("gain", [gain, wrong])),
        make_source("b", ("also", [wrong])),
        make_source("c", ("x", [right])),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.preferred is not None
    assert one.preferred.fact.value == "Labour"


WHOLE = (
    ("Sarah Owen", "Labour", 14677),
    ("Jilleane Brown", "Conservative", 7167),
    ("Toqueer Shah", "Independent", 4393),
)


def test_a_mistaken_majority_that_votes_and_another_majority_refute_is_one_disagreement(
    make_source, make_result
):
    sources = [
        make_source("results", *make_result(LUTON, *WHOLE), majority(7510)),
        make_source("weekly", majority(7570)),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.kind == "OneDigitDifference"
    assert one.preferred is not None
    assert one.preferred.fact.value == 7510
    assert one.reason == "fits the votes: 14,677 less 7,167"


def test_a_mistaken_count_of_votes_is_one_disagreement(make_source, make_result):
    wrong = (WHOLE[0], ("Jilleane Brown", "Conservative", 7176), WHOLE[2])
    sources = [
        make_source("a", *make_result(LUTON, *wrong, outlet="A ")),
        make_source("b", *make_result(LUTON, *WHOLE, outlet="B ")),
        make_source("c", majority(7510)),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.kind == "TransposedDigits"
    assert one.preferred is not None
    assert one.preferred.fact.value == 7167


def test_the_believed_majority_only_is_held_against_the_votes(make_source, make_result):
    won = [("Sarah Owen won", [{"predicate": "elected", "person": "Sarah Owen", "seat": LUTON}])]
    sources = [
        make_source("results", *make_result(LUTON, *WHOLE), *won),
        make_source("a", majority(7600)),
        make_source("b", majority(7600)),
        make_source("c", majority(7700)),
    ]
    found = kinds(build_from_facts(sources))
    [value], [arithmetic] = found["OneDigitDifference"], found["ArithmeticConflict"]
    assert value.preferred is not None
    assert {claim.fact.value for claim in arithmetic.claims} == {7600, 14677, 7167}
    assert len(build_from_facts(sources).disagreements) == 2


def test_years_are_not_grouped_and_counts_are(make_source):
    def since(year: int) -> tuple[str, list[dict[str, object]]]:
        record = {"predicate": "memberSince", "person": "Sarah Owen", "seat": LUTON, "value": year}
        return f"MP since {year}", [record]

    built = build_from_facts(
        [make_source("a", since(2017), majority(7510)), make_source("b", since(2019), majority(7570))]
    )
    labels = {
        quad.object.value
        for quad in built.quads
        if "/disagreement/" in quad.subject.value and quad.predicate.value.endswith("#label")
    }
    assert {label.rpartition(": ")[2] for label in labels} == {
        "MP since 2019 or 2017",
        "majority 7,570 or 7,510",
    }


def believed(built: BuiltGraph) -> set[tuple[str, str, str]]:
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in built.quads
        if isinstance(quad.graph_name, DefaultGraph)
    }


def overruled_beliefs(built: BuiltGraph) -> list[Disagreement]:
    """Return the disagreements whose preferred claim is not what the believed graph holds."""
    held = believed(built)
    said = {
        (quad.subject.value, quad.predicate.value.rsplit("#")[-1]): quad.object.value
        for quad in built.quads
        if str(quad.graph_name).endswith("/graph/evidence>")
    }
    wrong = []
    for one in built.disagreements:
        if one.preferred is not None and one.property_iri.startswith(EG) and one.kind != "LineageConflict":
            iri = one.preferred.iri
            claimed = tuple(said[(iri, name)] for name in ("claimSubject", "claimProperty", "claimObject"))
            if claimed not in held:
                wrong.append(one)
    return wrong


def test_the_believed_graph_holds_what_is_preferred(articles):
    built = build_from_facts(articles)
    assert sum(1 for one in built.disagreements if one.preferred) >= 8
    assert overruled_beliefs(built) == []


def test_a_hold_that_more_sources_tell_is_believed_though_others_name_a_loser(make_source):
    def outcome(value: str) -> tuple[str, list[dict[str, object]]]:
        return f"LABOUR {value}", [{"predicate": "outcome", "seat": LUTON, "value": value, "party": "Labour"}]

    lost = [{"predicate": "gainedFrom", "seat": LUTON, "value": "Conservative"}]
    sources = [
        make_source("a", outcome("hold")),
        make_source("b", outcome("hold")),
        make_source("c", outcome("gain")),
        *(make_source(name, (f"{name}: the Conservatives lost it", lost)) for name in "def"),
    ]
    built = build_from_facts(sources)
    assert [one.preferred.fact.value for one in built.disagreements if one.preferred] == ["hold"]
    assert overruled_beliefs(built) == []


def test_a_notional_majority_told_by_more_sources_is_not_believed(make_source):
    day, seat = "2019-12-12", "Welwyn Hatfield"
    sources = [
        make_source("a", majority(10733, election=day, seat=seat)),
        make_source("b", ("B says 10,733", majority(10733, election=day, seat=seat)[1])),
        make_source("c", majority(10955, election=day, seat=seat)),
        make_source("d", majority(10773, election=f"{day} notional", seat=seat)),
    ]
    built = build_from_facts(sources)
    [one] = built.disagreements
    assert one.kind == "NotionalAgainstActual"
    assert overruled_beliefs(built) == []
    assert "10955" in {value for _, name, value in believed(built) if name.endswith("#majority")}


def test_a_source_that_calls_result_and_notional_figure_equal_mistakes_nothing(make_source):
    day, seat = "2019-12-12", "North East Hertfordshire"
    sources = [
        make_source(
            "a",
            majority(18189, election=day, seat=seat),
            ("unchanged", majority(18189, election=f"{day} notional", seat=seat)[1]),
        ),
        make_source("b", majority(18819, election=day, seat=seat)),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.kind == "TransposedDigits"
    assert one.preferred is None


def test_a_majority_that_fits_the_votes_is_no_notional_one(make_source, make_result):
    day, seat = "2019-12-12", "Welwyn Hatfield"
    votes = make_result(seat, ("Ann Lee", "Labour", 20773), ("Bo Ray", "Green", 10000), election=day)
    sources = [
        make_source("a", *votes, majority(10773, election=day, seat=seat)),
        make_source("b", majority(10955, election=day, seat=seat)),
        make_source("c", majority(10773, election=f"{day} notional", seat=seat)),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.kind == "ValueConflict"
    assert one.preferred is not None
    assert one.preferred.fact.value == 10773


@pytest.mark.parametrize(
    ("first", "second"),
    [("", "2024-07-05T09:00"), ("2024-07-05", "2024-07-05T09:00"), ("2024-07-05", "2024-07-05")],
)
def test_what_has_no_date_of_its_own_is_not_the_earlier_statement(make_source, first, second):
    sources = [
        make_source("a", majority(7000), published=first),
        make_source("b", majority(7510), published=second),
    ]
    [one] = build_from_facts(sources).disagreements
    assert one.preferred is None
    assert "nothing in the sources decides" in one.reason


def test_disputed_figures_are_marked_in_the_believed_graph(articles):
    built = build_from_facts(articles)
    marks = {
        (subject.removeprefix(ID), iri) for subject, name, iri in believed(built) if name == EG + "disputedBy"
    }
    assert {subject for subject, _ in marks} == {
        "candidacy/2024-07-04/E14001283/josh-dean",
        "candidacy/2024-07-04/E14001283/julie-marson",
        "candidacy/2024-07-04/E14001393/nikki-da-costa",
        "contest/2019-12-12/E14000744",
        "contest/2019-12-12/E14001027",
        "contest/2024-07-04/E14001283",
        "contest/2024-07-04/E14001393",
    }
    described = {
        quad.subject.value for quad in built.quads if quad.predicate.value == EG + "disagreementKind"
    }
    assert {iri for _, iri in marks} <= described
