"""Choose the pictures of a publication: who won each seat, close contests, who lost to whom, appointments.

What would be too much for one picture is left out, as the drawing stage decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pyoxigraph import DefaultGraph, NamedNode, Store

from electiongraph.drawing.appointments_picture import draw_appointments
from electiongraph.drawing.contest_picture import draw_contest
from electiongraph.drawing.defeats_picture import draw_defeats
from electiongraph.drawing.picture_files import png_bytes
from electiongraph.drawing.records import Contest, Records, read_records
from electiongraph.drawing.relationships import build_relationships
from electiongraph.drawing.scene import Scene
from electiongraph.drawing.whole_drawings import flows_drawing, hexmap_drawing
from electiongraph.errors import DrawingError
from electiongraph.identifiers import slug
from electiongraph.vocabulary import EG, RDF_TYPE

__all__ = ["pictures"]

MOST_CONTESTS = 5
# With fewer seats known, a picture of who won each seat would pass for the whole election.
FEWEST_SEATS = 100


def pictures(store: Store) -> Iterator[tuple[str, str, bytes]]:
    """Yield the pictures that can be drawn, each as SVG and PNG: file name, title, bytes.

    Args:
        store: The graph.
    """
    records = read_records(store)
    day = _latest_day(store, records)
    scenes = _whole_scenes(store, day) if _is_whole(records, day) else []
    scenes += [
        (f"who-lost-to-whom-{slug(day)}", lambda: draw_defeats(records, day)),
        ("appointments", lambda: draw_appointments(records)),
    ]
    scenes += [
        (f"contest-{slug(day)}-{slug(contest.seat.name)}", _contest_scene(records, contest))
        for contest in _closest(records, day)
    ]
    names: set[str] = set()
    for name, make in scenes:
        try:
            scene = make()
            written = (("svg", scene.svg().encode()), ("png", png_bytes(scene)))
        except DrawingError:
            continue
        # Two seats may share a name over two sets of boundaries.
        own = name if name not in names else f"{name}-{len(names)}"
        names.add(own)
        for form, data in written:
            yield f"{own}.{form}", scene.title, data


def _is_whole(records: Records, day: str) -> bool:
    won = [one for one in records.contests if one.polling_date == day and one.winning_party is not None]
    return len(won) >= FEWEST_SEATS


def _whole_scenes(store: Store, day: str) -> list[tuple[str, Callable[[], Scene]]]:
    """Return what draws who won each seat, and from which party."""
    return [
        (f"seats-{slug(day)}", hexmap_drawing(store, election=day).scene),
        (f"flows-{slug(day)}", flows_drawing(store, election=day).scene),
    ]


def _latest_day(store: Store, records: Records) -> str:
    """Return the day of the latest general election, else of the latest whose contests are known."""
    typed = store.quads_for_pattern(
        None, NamedNode(RDF_TYPE), NamedNode(f"{EG}GeneralElection"), DefaultGraph()
    )
    general = {quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)}
    days = {contest.polling_date for contest in records.contests if contest.election in general}
    return max(days or {contest.polling_date for contest in records.contests}, default="")


def _closest(records: Records, day: str) -> list[Contest]:
    """Return the contests of a day with the smallest majorities, those disputed about equal by name."""
    known = [
        (contest.majority, contest.seat.name, contest.iri, contest)
        for contest in records.contests
        if contest.polling_date == day and contest.majority is not None
    ]
    return [contest for *_, contest in sorted(known, key=lambda one: one[:3])[:MOST_CONTESTS]]


def _contest_scene(records: Records, contest: Contest) -> Callable[[], Scene]:
    """Return what draws a contest with who and what its seat is tied to."""
    people = {candidate.person for candidate in contest.candidates}
    near = replace(
        records,
        contests=(contest,),
        incumbencies=tuple(
            one
            for one in records.incumbencies
            if one.election == contest.election and (one.seat == contest.seat or one.person in people)
        ),
        appointments=tuple(one for one in records.appointments if one.person in people),
        former_seats=tuple(pair for pair in records.former_seats if contest.seat in pair),
    )
    return lambda: draw_contest(contest, build_relationships(near), records.sources)
