"""Pictures of the whole: elections, swings, careers and families, on a graph of seven seats."""

from __future__ import annotations

import builtins
import hashlib
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, Store

from electiongraph.cli.draw import command
from electiongraph.drawing.career_records import read_career
from electiongraph.drawing.family_picture import family_graph, read_successions
from electiongraph.drawing.flows_picture import count_flows
from electiongraph.drawing.hexmap_layout import parse_layout
from electiongraph.drawing.majorities_picture import smallest_majorities
from electiongraph.drawing.scene import Fragment, Polygon, Scene
from electiongraph.drawing.swing_picture import find_swings
from electiongraph.drawing.whole_drawings import (
    career_drawing,
    family_drawing,
    flows_drawing,
    hexmap_drawing,
    majorities_drawing,
    swing_drawing,
)
from electiongraph.drawing.whole_records import (
    find_baseline,
    find_election,
    find_party,
    read_party_votes,
    read_whole_election,
)
from electiongraph.errors import DrawingError

GRAPH = Path(__file__).resolve().parent / "whole.trig"
# Rows count upwards; the eighth hexagon is of a seat of which the graph knows nothing.
HEXES = {
    "S14000051": ("Orkney and Shetland", 1, 4),
    "W07000112": ("Ynys Môn", 0, 1),
    "E14001384": ("North Bedfordshire", 2, 2),
    "E14001084": ("Bedford", 3, 2),
    "E14001359": ("Mid Bedfordshire", 2, 1),
    "E14001289": ("Hitchin", 3, 1),
    "E14001345": ("Luton North", 3, 0),
    "E14001346": ("Luton South and South Bedfordshire", 2, 0),
}
ID = "https://w3id.org/electiongraph/id/"


def layout(form: str = "odd-r", without: str = "", by_name: bool = False) -> tuple[str, str]:
    hexes = {
        (f"seat-{at}" if by_name else code): {"n": name, "q": column, "r": row}
        for at, (code, (name, column, row)) in enumerate(HEXES.items())
        if code != without
    }
    return json.dumps({"layout": form, "hexes": hexes}), "seven.hexjson"


@pytest.fixture
def whole() -> Store:
    store = Store()
    store.bulk_load(path=str(GRAPH), format=RdfFormat.TRIG)
    return store


def drawings(store: Store) -> dict[str, Callable[[], Scene]]:
    return {
        "hexmap": hexmap_drawing(store, layout=layout()).scene,
        "waffle": hexmap_drawing(store).scene,
        "notional": hexmap_drawing(store, is_notional=True).scene,
        "flows": flows_drawing(store).scene,
        "swing": swing_drawing(store).scene,
        "swing by seat": swing_drawing(store, is_by_seat=True).scene,
        "majorities": majorities_drawing(store).scene,
        "career": career_drawing(store, "Anna Soubry").scene,
        "family": family_drawing(store, "Mid Bedfordshire").scene,
    }


NAMES = tuple(drawings(Store()))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_and_nothing_is_cut(whole: Store, name: str) -> None:
    scene = drawings(whole)[name]()
    labels = scene.labels()
    assert len(labels) > 5
    for one, other in combinations(labels, 2):
        assert not one.box.overlaps(other.box), (one.text, other.text)
    for label in labels:
        assert label.box.left >= 0, label.text
        assert label.box.right <= scene.width, label.text
        assert label.box.bottom <= scene.height, label.text
    charts = [shape for shape in scene.shapes if isinstance(shape, Fragment)]
    for chart in charts:
        assert chart.box.right <= scene.width
        assert not any(chart.box.overlaps(label.box) for label in labels)


@pytest.mark.parametrize("name", NAMES)
def test_pictures_have_words_for_those_who_cannot_see_them(whole: Store, name: str) -> None:
    scene = drawings(whole)[name]()
    root = ET.fromstring(scene.svg())
    assert root.findtext("{http://www.w3.org/2000/svg}title") == scene.title
    assert scene.description
    assert scene.tables
    assert any(label.text.startswith("Source") for label in scene.labels())


def test_a_hexagon_for_each_seat_with_its_mark_and_a_blank_one_for_the_unknown(whole: Store) -> None:
    scene = hexmap_drawing(whole, layout=layout()).scene()
    hexagons = [shape for shape in scene.shapes if isinstance(shape, Polygon)]
    notes = {shape.note: shape.fill for shape in hexagons}
    assert len(notes) == 8
    assert notes["Hitchin: Labour, Alistair Strathern, majority 8,109"] == "#e4003b"
    assert notes["Luton South and South Bedfordshire: no result in the graph"] == "#ffffff"
    texts = [label.text for label in scene.labels()]
    assert texts.count("L") == 4  # three hexagons and the legend
    assert texts.count("LD") == 2
    assert "No result in the graph" in texts


@pytest.mark.parametrize("form", ["odd-r", "even-r", "odd-q", "even-q"])
def test_hexagons_of_every_layout_touch_but_do_not_overlap(form: str) -> None:
    hexes = {f"{q}-{r}": {"q": q, "r": r} for q in range(-2, 3) for r in range(-2, 3)}
    found = parse_layout(json.dumps({"layout": form, "hexes": hexes}), "grid").hexagons
    gaps = [((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a, b in combinations(found, 2)]
    assert min(gaps) == pytest.approx(1, abs=0.001)
    assert sum(gap < 1.01 for gap in gaps) == 56  # what a field of five by five has of neighbours
    north, south = (next(one for one in found if one.key == key) for key in ("0-2", "0--2"))
    assert north.y < south.y


def test_a_layout_without_codes_is_matched_by_name(whole: Store) -> None:
    scene = hexmap_drawing(whole, layout=layout(by_name=True)).scene()
    assert sum(isinstance(shape, Polygon) for shape in scene.shapes) == 8


def test_a_layout_that_lacks_a_seat_is_refused(whole: Store) -> None:
    with pytest.raises(DrawingError, match="no hexagon for 1 of 7 seats: Hitchin"):
        hexmap_drawing(whole, layout=layout(without="E14001289")).scene()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b", "no HexJSON"),
        ("[]", "no HexJSON"),
        ('{"layout": "odd-r", "hexes": {"A": {"q": 1}}}', "no HexJSON"),
        ('{"layout": "round", "hexes": {}}', "none of odd-r"),
        ('{"layout": "odd-r", "hexes": {}}', "no hexagons"),
        (
            '{"layout": "odd-r", "hexes": {"A": {"q": 1, "r": 1}, "B": {"q": 1, "r": 1}}}',
            "A and B are in one place",
        ),
    ],
)
def test_what_is_no_layout_is_refused(text: str, message: str) -> None:
    with pytest.raises(DrawingError, match=message):
        parse_layout(text, "layout.hexjson")


def test_squares_stand_by_region_and_party(whole: Store) -> None:
    scene = hexmap_drawing(whole).scene()
    squares = [shape for shape in scene.shapes if isinstance(shape, Polygon)]
    assert len(squares) == 7
    first = [shape.fill for shape in squares[:5]]
    assert first == ["#e4003b"] * 3 + ["#0087dc"] * 2
    assert "5 seats: Labour 3, Conservative 2" in [label.text for label in scene.labels()]


def test_flows_go_from_the_notional_winner_to_the_winner(whole: Store) -> None:
    after = read_whole_election(whole, find_election(whole))
    before = find_baseline(whole, after)
    flows = {
        (f.before.name, f.after.name): f.seats for f in count_flows(before, after) if f.before and f.after
    }
    assert flows == {
        ("Conservative", "Conservative"): 2,
        ("Labour", "Labour"): 2,
        ("Conservative", "Labour"): 1,
        ("Conservative", "Plaid Cymru"): 1,
        ("Liberal Democrats", "Liberal Democrats"): 1,
    }
    texts = [label.text for label in flows_drawing(whole).scene().labels()]
    assert "2019 (notional)" in texts
    assert any(text.startswith("2 of 7 seats changed party") for text in texts)


def test_without_a_notional_result_there_are_no_flows_and_no_swing(whole: Store) -> None:
    of_notional = NamedNode(f"{ID}election/2019-12-12-notional")
    for quad in list(whole.quads_for_pattern(None, None, of_notional)):
        whole.remove(quad)
    for drawing in (flows_drawing(whole), swing_drawing(whole), hexmap_drawing(whole, is_notional=True)):
        with pytest.raises(DrawingError, match="no notional result in the graph"):
            drawing.scene()


def test_a_swing_is_half_of_rise_and_fall(whole: Store) -> None:
    after = read_whole_election(whole, find_election(whole))
    before = find_baseline(whole, after)
    was, now = read_party_votes(whole, before.election), read_party_votes(whole, after.election)
    parties = list(now.parties.values())
    pair = find_party(parties, "tory"), find_party(parties, "Labour")
    swings = {one.result.name: one.points for one in find_swings(after, was, now, pair)}
    assert "Orkney and Shetland" not in swings  # neither is among the four largest there
    rise, fall = Decimal("43.9288") - Decimal("26.1834"), Decimal("47.0191") - Decimal("28.486")
    assert swings["Hitchin"] == (rise + fall) / 2
    assert swing_drawing(whole).scene().title == "Swing from Conservative to Labour, 2019 to 2024"
    other_way = swing_drawing(whole, parties=("Labour", "Conservative")).scene()
    assert other_way.title.startswith("Swing from Labour to Conservative")


def test_parties_that_nobody_knows_or_that_met_nowhere_are_refused(whole: Store) -> None:
    with pytest.raises(DrawingError, match="no party called 'Wombles' here; there are"):
        swing_drawing(whole, parties=("Wombles",)).scene()
    with pytest.raises(DrawingError, match="stood nowhere in both"):
        swing_drawing(whole, parties=("SNP", "Plaid Cymru")).scene()
    with pytest.raises(DrawingError, match="between two parties"):
        swing_drawing(whole, parties=("SNP", "SNP")).scene()
    with pytest.raises(DrawingError, match="between two parties"):
        swing_drawing(whole, parties=("SNP", "Labour", "Conservative")).scene()


def test_the_smallest_majorities_come_first(whole: Store) -> None:
    results = read_whole_election(whole, find_election(whole)).results
    found = [(one.name, one.majority) for one in smallest_majorities(results)]
    assert found[:2] == [("Ynys Môn", 637), ("Mid Bedfordshire", 1321)]
    only = majorities_drawing(whole, party="Plaid Cymru").scene()
    assert only.tables[0].rows == (("Ynys Môn", "Plaid Cymru", "Llinos Medi", "637", "1.95%"),)
    with pytest.raises(DrawingError, match="no party called 'SNP' here"):
        majorities_drawing(whole, party="SNP").scene()


def test_charts_say_what_to_install(whole: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load = builtins.__import__

    def without_charts(name: str, *rest: Any, **options: Any) -> Any:
        if name.partition(".")[0] == "vl_convert":
            raise ImportError(name)
        return load(name, *rest, **options)

    monkeypatch.setattr(builtins, "__import__", without_charts)
    with pytest.raises(DrawingError, match=r"pip install 'electiongraph\[charts\]'"):
        majorities_drawing(whole).scene()
    assert flows_drawing(whole).scene()


def test_spells_that_follow_on_each_other_are_one(whole: Store) -> None:
    career = read_career(whole, "anna soubry")
    assert [(one.name, one.started_on, one.ended_on) for one in career.seats] == [
        ("Broxtowe", "2010-05-06", "2019-11-06")
    ]
    assert [one.name for one in career.parties] == [
        "Conservative",
        "Independent",
        "Independent Group for Change",
    ]
    assert [one.name for one in career.offices] == [
        "Minister for Public Health",
        "Minister of State, Ministry of Defence",
    ]
    texts = [label.text for label in career_drawing(whole, "Anna Soubry").scene().labels()]
    assert "Broxtowe, 2010–2019" in texts
    assert "Independent Group for Change, from 2019" in texts
    assert "The graph has 1 other person of this name, who may be the same." in texts


def test_people_who_are_none_or_several_or_without_days_are_refused(whole: Store) -> None:
    with pytest.raises(DrawingError, match="no person called 'Ana Soubri'; did you mean Anna Soubry"):
        career_drawing(whole, "Ana Soubri").scene()
    with pytest.raises(DrawingError, match=r"2 people are called .John Smith.*john-smith--a"):
        career_drawing(whole, "John Smith").scene()
    with pytest.raises(DrawingError, match="no dates of the career of Jo Undated"):
        career_drawing(whole, "Jo Undated").scene()
    only_stood = career_drawing(whole, "Alistair Strathern").scene()
    assert "2024 Hitchin, elected" in [label.text for label in only_stood.labels()]


def test_a_family_has_parents_and_children_with_shares(whole: Store) -> None:
    family, slight = family_graph(read_successions(whole), "Mid Bedfordshire")
    assert nx.is_directed_acyclic_graph(family)
    old, new = f"{ID}seat/2010/E14000813", f"{ID}seat/2024/E14001359"
    assert {family.nodes[name]["label"] for name in family.successors(old)} == {
        "Hitchin", "Mid Bedfordshire", "North Bedfordshire",
    }  # fmt: skip
    assert {family.nodes[name]["label"] for name in family.predecessors(new)} == {
        "Bedford",
        "Mid Bedfordshire",
    }
    assert slight == 0
    texts = [label.text for label in family_drawing(whole, "Mid Bedfordshire").scene().labels()]
    for share in ("80%", "99.9%", "16%", "20%", "3.5%", "4.2%", "0.1%"):
        assert share in texts
    assert "Conservative, 2024" in texts


def test_a_family_is_a_graph_file_too_and_a_map_is_none(whole: Store) -> None:
    gexf = family_drawing(whole, "Hitchin").render("gexf").decode()
    assert "share_of_predecessor_percent" in gexf
    with pytest.raises(DrawingError, match="this picture is no graph"):
        hexmap_drawing(whole).render("graphml")


def test_seats_without_a_family_are_refused(whole: Store) -> None:
    with pytest.raises(
        DrawingError, match="no seat with boundary changes called 'Bedfort'; did you mean Bedford"
    ):
        family_drawing(whole, "Bedfort").scene()
    with pytest.raises(DrawingError, match="no boundary changes in the graph"):
        family_drawing(Store(), "Bedford").scene()


DIGESTS = """
import hashlib, json, sys
from pyoxigraph import RdfFormat, Store
from electiongraph.drawing import whole_drawings as drawings
store = Store()
store.load(open(sys.argv[1], encoding="utf-8").read(), RdfFormat.TRIG)
layout = (open(sys.argv[2], encoding="utf-8").read(), "layout")
for drawing in (
    drawings.hexmap_drawing(store, layout=layout),
    drawings.hexmap_drawing(store),
    drawings.flows_drawing(store),
    drawings.swing_drawing(store),
    drawings.swing_drawing(store, is_by_seat=True),
    drawings.majorities_drawing(store),
    drawings.career_drawing(store, "Anna Soubry"),
    drawings.family_drawing(store, "Mid Bedfordshire"),
):
    for form in ("svg", "png", "html"):
        print(form, hashlib.sha256(drawing.render(form, 1)).hexdigest())
"""


def test_same_bytes_under_any_hash_seed_locale_and_order(tmp_path: Path) -> None:
    (tmp_path / "layout.hexjson").write_text(layout()[0], encoding="utf-8")
    text = GRAPH.read_text(encoding="utf-8")
    believed, marker, named = text.partition("GRAPH <source/a>")
    lines = believed.splitlines()
    heads = [line for line in lines if line.startswith("@")]
    others = [line for line in lines if line and not line.startswith(("@", "#"))]
    shuffled = tmp_path / "shuffled.trig"
    shuffled.write_text("\n".join([*heads, *reversed(others), marker + named]), encoding="utf-8")
    found = set()
    for path, seed, language in ((GRAPH, "0", "C.UTF-8"), (shuffled, "1", "C")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": "Asia/Tokyo"}
        run = [sys.executable, "-c", DIGESTS, str(path), str(tmp_path / "layout.hexjson")]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
        assert len(done.stdout.splitlines()) == 24
        found.add(hashlib.sha256(done.stdout.encode()).hexdigest())
    assert len(found) == 1


def draw(*arguments: str | Path) -> tuple[int, str, BaseException | None]:
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    return result.exit_code, result.output, result.exception


def test_the_command_draws_each_of_them(tmp_path: Path) -> None:
    (tmp_path / "layout.hexjson").write_text(layout()[0], encoding="utf-8")
    runs: list[list[str | Path]] = [
        ["hexmap", GRAPH, "--hexmap", tmp_path / "layout.hexjson", "--election", "2024"],
        ["hexmap", GRAPH, "--notional", "--election", "2019"],
        ["flows", GRAPH],
        ["swing", GRAPH, "--party", "Con", "--party", "Lib Dem", "--by", "seat"],
        ["majorities", GRAPH, "--party", "Labour"],
        ["career", "Anna Soubry", GRAPH],
        ["career", GRAPH, "--person", "Anna Soubry"],
        ["family", "Hitchin", GRAPH],
        ["family", GRAPH, "--seat", "Hitchin"],
    ]
    for number, arguments in enumerate(runs):
        for form in ("svg", "png", "html"):
            target = tmp_path / f"{number}.{form}"
            assert draw(*arguments, "-o", target)[::2] == (0, None), arguments
            assert target.stat().st_size > 1000
    assert (tmp_path / "5.svg").read_bytes() == (tmp_path / "6.svg").read_bytes()


def test_the_command_says_what_is_missing(tmp_path: Path) -> None:
    assert "say which person" in draw("career")[1]
    assert "give the seat once" in draw("family", "Hitchin", GRAPH, "--seat", "Hitchin")[1]
    assert "the layout cannot be read" in str(draw("hexmap", GRAPH, "--hexmap", tmp_path / "none")[2])
    assert "there are those of 2024-07-04" in str(draw("majorities", GRAPH, "--election", "1850")[2])


@pytest.mark.parametrize("name", ["hexmap", "flows", "swing", "majorities", "career", "family"])
def test_help_ends_with_examples(name: str) -> None:
    code, words, _ = draw(name, "--help")
    assert code == 0
    assert f"electiongraph draw {name}" in words
