"""Nothing overlaps, nothing is cut, everything can be read, and no figure is made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import networkx as nx
import pytest
from pyoxigraph import Store

from electiongraph.drawing.bars import read_result
from electiongraph.drawing.colours import PAPER, contrast
from electiongraph.drawing.contest_picture import draw_cards, draw_contest
from electiongraph.drawing.defeats_picture import draw_defeats
from electiongraph.drawing.drawings import (
    Drawing,
    appointments_drawing,
    article_drawing,
    contest_drawing,
    defeats_drawing,
    relationships_drawing,
)
from electiongraph.drawing.layered import Column, Node, draw_layers
from electiongraph.drawing.records import Candidate, Contest, Outcome, Party, Person, Seat, read_records
from electiongraph.drawing.relationships import build_relationships
from electiongraph.drawing.scene import Area, Box, Curve, Rectangle, Scene
from electiongraph.drawing.selection import find_contest
from electiongraph.errors import DrawingError

LONG_NAMES = (
    "Bartholomew Featherstonehaugh-Cholmondeley-Warner", "Ann Li", "Maximilian Alexander Worthington Smythe",
    "Jo Bo", "Llanfairpwllgwyngyllgogerychwyrndrobwll Oyelaran", "Siân Ŵyn Llŷr", "A B", "Zoë",
    "Count of the Outermost Reaches of the Constituency", "Éamonn Ó Cuív",
    "Őrsi Åström", "Nguyễn Thị Minh Khai",
)  # fmt: skip
DRAWINGS: dict[str, Callable[[Store], Drawing]] = {
    "contest": lambda store: contest_drawing(store, "Welwyn Hatfield"),
    "long contest": lambda store: contest_drawing(store, "Luton South and South Bedfordshire"),
    "no votes": lambda store: contest_drawing(store, "Rochdale"),
    "one article": lambda store: article_drawing(store, "night.txt"),
    "all seats": lambda store: article_drawing(store, "list.html"),
    "appointments": appointments_drawing,
    "defeats": defeats_drawing,
    "relationships": relationships_drawing,
}


def assert_readable(scene: Scene) -> None:
    """Check every text against every other shape."""
    labels = scene.labels()
    page = Box(0, 0, scene.width, scene.height)
    rectangles = [shape for shape in scene.shapes if isinstance(shape, Rectangle)]
    assert labels
    for at, label in enumerate(labels):
        assert page.contains(label.box), f"cut by the page: {label.text}"
        assert label.size >= 11
        for other in labels[at + 1 :]:
            assert not label.box.overlaps(other.box), f"{label.text!r} over {other.text!r}"
        ground = PAPER
        for rectangle in rectangles:
            if rectangle.box.overlaps(label.box):
                assert rectangle.box.contains(label.box), f"{label.text!r} crosses an edge"
                ground = rectangle.fill
        assert contrast(label.fill, ground) >= 4.5, f"{label.text!r} on {ground}"
    for curve in scene.shapes:
        if isinstance(curve, Curve):
            for x, y in curve.points():
                assert not any(label.box.overlaps(Box(x, y, x, y)) for label in labels)
    for one in rectangles:
        assert page.contains(one.box)
        for other in rectangles:
            apart = not one.box.overlaps(other.box)
            assert apart or one.box.contains(other.box) or other.box.contains(one.box)


def party(name: str, colour: str) -> Party:
    return Party(name, f"urn:{name}", colour)


def crowded(contest: Contest, *, has_votes: bool) -> Contest:
    """Return a contest of twelve with long names, pale and unknown colours and gaps in the figures."""
    parties = [
        party("SNP", "#fdf38e"), party("Official Monster Raving Loony Party", "#fff000"), None,
        party("Alliance for Democracy and Freedom", ""), party("Conservative", "#0087dc"),
    ]  # fmt: skip
    votes = [31234, 31233, 9000, 4000, 3000, 2000, 1000, 500, 50, 7, None, None]
    candidates = tuple(
        Candidate(f"urn:c{at}", Person(name, f"urn:p{at}"), parties[at % 5], "", votes[at], None, at == 0)
        for at, name in enumerate(LONG_NAMES)
    )
    if not has_votes:
        candidates = tuple(replace(candidate, votes=None) for candidate in candidates)
    outcome = Outcome("gain", parties[3], parties[1], "DepartingMember")
    other = Outcome("hold", parties[3], None, "UnstatedBaseline")
    return replace(
        contest,
        seat=Seat("Inverness, Skye and West Ross-shire with Cumbernauld, Kilsyth and Kirkintilloch", "urn:s"),
        candidates=candidates,
        outcomes=(outcome, other),
        turnout_basis="AllBallots",
        turnout_percent=Decimal("61.25"),
    )


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_overlaps_and_nothing_is_cut(store: Store, name: str) -> None:
    assert_readable(DRAWINGS[name](store).scene())


@pytest.mark.parametrize("has_votes", [True, False])
def test_twelve_long_names_fit(store: Store, has_votes: bool) -> None:
    records = read_records(store)
    contest = crowded(find_contest(records, "Rochdale"), has_votes=has_votes)
    graph = build_relationships(replace(records, contests=(contest,), incumbencies=(), appointments=()))
    scene = draw_contest(contest, graph, records.sources)
    assert_readable(scene)
    written = " ".join(label.text for label in scene.labels())
    for name in LONG_NAMES:
        assert all(word in written.replace(" ", "") for word in name.replace("-", " ").split())


@pytest.mark.parametrize("count", [1, 2, 3, 4, 18])
def test_cards_fit_from_one_to_eighteen(store: Store, count: int) -> None:
    records = read_records(store)
    contests = [*records.contests, crowded(records.contests[0], has_votes=True)] * 4
    title = "A headline as long as the night was, with all that the returning officers said " * 3
    source = replace(records.sources[0], title=title.strip())
    assert_readable(draw_cards(contests[:count], source, records.sources))


def test_more_than_sixty_names_are_refused_with_advice() -> None:
    nodes = tuple(Node(str(number), f"Name {number}") for number in range(61))
    with pytest.raises(DrawingError, match=r"61 names are too many.*\.gexf"):
        draw_layers(Scene("", 800), Area(0, 0, 800), [Column("Names", nodes)], [], lead=0)


def test_more_than_sixty_cards_are_refused(store: Store) -> None:
    records = read_records(store)
    with pytest.raises(DrawingError, match="too many"):
        draw_cards([records.contests[0]] * 61, records.sources[0], records.sources)


def test_bars_are_sorted_and_proportional(store: Store) -> None:
    scene = contest_drawing(store, "Welwyn Hatfield").scene()
    bars = [shape for shape in scene.shapes if isinstance(shape, Rectangle) and shape.height == 26]
    assert [bar.fill for bar in bars] == ["#e4003b", "#0087dc", "#12b6cf", "#faa61a", "#02a95b"]
    assert bars[1].width / bars[0].width == pytest.approx(16078 / 19877, abs=0.001)


def test_unknown_party_gets_the_fallback_colour(store: Store) -> None:
    scene = contest_drawing(store, "Hertford and Stortford").scene()
    bars = [shape for shape in scene.shapes if isinstance(shape, Rectangle) and shape.height == 26]
    assert [bar.fill for bar in bars[-2:]] == ["#8a8a85", "#8a8a85"]


def test_missing_votes_are_said_and_not_drawn(store: Store) -> None:
    scene = contest_drawing(store, "Rochdale").scene()
    words = [label.text for label in scene.labels()]
    assert "Votes not given" in words
    assert not any("Majority" in word for word in words)
    assert not [shape for shape in scene.shapes if isinstance(shape, Rectangle) and shape.height == 26]


def test_shares_and_majority_are_worked_out_from_whole_lists_only(store: Store) -> None:
    contest = find_contest(read_records(store), "Hertford and Stortford")
    result = read_result(contest)
    assert result.is_worked_out
    assert result.figures == ("Majority 4,748",)
    doubtful = read_result(replace(contest, majority=4_792))
    assert doubtful.figures == ("Majority 4,792 (the votes listed give 4,748)",)
    assert result.shares[contest.candidates[0].iri] == "38.5%"
    part = replace(contest, candidates=contest.candidates[:4])
    assert not read_result(part).is_worked_out
    assert read_result(part).shares == {}


def test_given_shares_are_rounded_once(store: Store) -> None:
    contest = find_contest(read_records(store), "Luton South and South Bedfordshire")
    given = [Decimal(share) for share in ("35.42", "17.55", "14.03", "12.4", "8.1", "6.26", "6.25")]
    candidates = tuple(
        replace(one, share_percent=share) for one, share in zip(contest.candidates, given, strict=True)
    )
    shares = read_result(replace(contest, candidates=candidates)).shares
    assert list(shares.values())[:2] == ["35.4%", "17.5%"]


def test_outcome_against_another_baseline_is_said(store: Store) -> None:
    contest = find_contest(read_records(store), "Welwyn Hatfield")
    other = Outcome("hold", contest.outcomes[0].party, None, "DepartingMember")
    result = read_result(replace(contest, outcomes=(*contest.outcomes, other)))
    assert result.badge == "Labour gain"
    assert result.notes == ("from Conservative", "a hold if measured against the departing MP")


def test_baselines_that_give_the_same_are_said_together(store: Store) -> None:
    contest = find_contest(read_records(store), "Welwyn Hatfield")
    first = contest.outcomes[0]
    same = [replace(first, baseline=name) for name in ("NotionalLastGeneralElection", "DepartingMember")]
    unstated = replace(first, baseline="UnstatedBaseline", gained_from=None)
    result = read_result(replace(contest, outcomes=(first, *same, unstated)))
    against = "the last general election on the new boundaries and the departing MP"
    assert result.notes == (f"from Conservative, also if measured against {against}",)
    assert read_result(replace(contest, outcomes=tuple(same))).notes == (
        f"from Conservative, measured against {against}",
    )
    assert read_result(replace(contest, outcomes=(unstated,))).notes == ("no source says against what",)


def test_shares_are_of_the_valid_votes_where_these_are_known(store: Store) -> None:
    records = read_records(store)
    contest = find_contest(records, "Hertford and Stortford")
    two = replace(contest, candidates=contest.candidates[:2], valid_votes=60_000)
    result = read_result(two)
    assert list(result.shares.values()) == [f"{one.votes / 600:.1f}%" for one in two.candidates if one.votes]
    assert result.is_of_valid
    assert not result.is_worked_out
    scene = draw_contest(two, nx.MultiDiGraph(), records.sources)
    assert "Shares are percent of the valid votes." in [label.text for label in scene.labels()]
    assert not read_result(contest).is_of_valid


def test_below_the_bars_stand_those_alone_of_whom_more_is_known(store: Store) -> None:
    contest = find_contest(read_records(store), "Welwyn Hatfield")
    graph = contest_drawing(store, "Welwyn Hatfield").graph
    assert graph is not None
    texts = [label.text for label in draw_contest(contest, graph(), ()).labels()]
    assert texts.count("Grant Shapps") == 2
    assert texts.count("Jack Aaron") == 1


def test_a_by_election_names_its_seat_once(store: Store) -> None:
    contest = find_contest(read_records(store), "Rochdale")
    held = replace(contest, election_name="2024 Rochdale by-election", polling_date="2024-02-29")
    scene = draw_contest(held, nx.MultiDiGraph(), ())
    assert scene.title == "Rochdale: By-election, 29 February 2024"


def test_defeats_name_loser_seat_and_winner_and_mark_the_inferred(store: Store) -> None:
    scene = defeats_drawing(store).scene()
    rows = scene.tables[0].rows
    assert [(row[0], row[3], row[5], row[-1]) for row in rows] == [
        ("Julie Marson", "Hertford and Stortford", "Josh Dean", "inferred"),
        ("George Galloway", "Rochdale", "Paul Waugh", "stated"),
        ("Grant Shapps", "Welwyn Hatfield", "Andrew Lewin", "stated"),
    ]
    words = [label.text for label in scene.labels()]
    assert "Julie Marson*" in words
    assert "Grant Shapps" in words


@pytest.mark.parametrize(
    ("party", "words", "won"),
    [
        (Party("Green", "green", "#02A95B"), "Green, winner not named", "Green"),
        # The loser's own party cannot be the one that won, whatever an outcome says.
        (
            Party("Conservative", "https://w3id.org/electiongraph/id/party/PP52", "#0087dc"),
            "Winner not named",
            "",
        ),
        (None, "Winner not named", ""),
    ],
)
def test_a_winner_who_is_not_named_is_shown_by_the_party(
    store: Store, party: Party | None, words: str, won: str
) -> None:
    records = read_records(store)
    contest = find_contest(records, "Welwyn Hatfield")
    losers = tuple(one for one in contest.candidates if not one.is_elected)
    outcomes = (Outcome("gain", party, None, "LastGeneralElection"),)
    changed = replace(contest, candidates=losers, outcomes=outcomes)
    contests = tuple(changed if one is contest else one for one in records.contests)
    scene = draw_defeats(replace(records, contests=contests))
    [row] = [row for row in scene.tables[0].rows if row[0] == "Grant Shapps"]
    assert row[5:8] == ("", won, "")
    assert words in [label.text for label in scene.labels()]
    assert (
        f"Grant Shapps lost Welwyn Hatfield to {words if won else 'a winner not named'}" in scene.description
    )
    strokes = {shape.stroke for shape in scene.shapes if isinstance(shape, Curve)}
    assert ("#02a95b" in strokes) == bool(won)
    assert_readable(scene)


def test_a_contest_without_a_named_winner_says_which_party_won(store: Store) -> None:
    contest = find_contest(read_records(store), "Welwyn Hatfield")
    losers = tuple(one for one in contest.candidates if not one.is_elected)
    outcomes = (Outcome("gain", Party("Green", "green", "#02A95B"), None, "LastGeneralElection"),)
    unnamed = replace(contest, candidates=losers, outcomes=outcomes)
    assert (read_result(unnamed).badge, read_result(unnamed).badge_colour) == ("Green gain", "#02a95b")
    scene = draw_contest(unnamed, build_relationships(replace(read_records(store), contests=())), ())
    assert scene.description.startswith("Welwyn Hatfield: winner not named, Green gain")


def test_source_note_names_only_the_sources_of_the_contest(store: Store) -> None:
    words = " ".join(label.text for label in contest_drawing(store, "Rochdale").scene().labels())
    assert "Source: Results in full & in <order> (Our Paper, 5 July 2024)" in words


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda store: contest_drawing(store, "Welwyn"), "did you mean Welwyn Hatfield"),
        (lambda store: contest_drawing(store, "Rochdale", election="2019"), "there are those of 2024-07-04"),
        (article_drawing, "several sources; say which: Results in full"),
        (lambda store: article_drawing(store, "morning"), "no source is called 'morning'"),
        (lambda store: appointments_drawing(store, source="night").scene(), "no appointments here"),
        (lambda store: defeats_drawing(store, source="night").scene(), "no sitting MP"),
        (lambda store: relationships_drawing(store, person="Nobody"), None),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_advice(
    store: Store, call: Callable[[Store], object], words: str | None
) -> None:
    if words is None:
        drawing = call(store)
        assert isinstance(drawing, Drawing)
        with pytest.raises(DrawingError, match=r"no person called .Nobody."):
            drawing.scene()
        return
    with pytest.raises(DrawingError) as raised:
        call(store)
    assert words in str(raised.value)
