"""Draw who was appointed to what: columns of people, roles and the seats that the people won or hold.

For drawing. Takes records, gives a `Scene`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from electiongraph.drawing.colours import FALLBACK, MUTED, outline_of, party_colour
from electiongraph.drawing.layered import Column, Link, Node, draw_layers
from electiongraph.drawing.records import Appointment, Party, Person, Records, Seat
from electiongraph.drawing.scene import Area, Scene, Table
from electiongraph.drawing.wording import source_note
from electiongraph.errors import DrawingError

__all__ = ["draw_appointments"]

MARGIN, WIDTH = 32.0, 1100.0


def draw_appointments(records: Records, people: Collection[str] = ()) -> Scene:
    """Draw the appointments of a graph.

    Args:
        records: What is believed, or what a source says.
        people: IRIs of the only people to draw; empty for all.

    Raises:
        DrawingError: When there are none, or too many to read.
    """
    appointments = sorted(
        {
            item
            for item in records.appointments
            if not item.is_held and (not people or item.person.iri in people)
        },
        key=_order,
    )
    if not appointments:
        raise DrawingError("no appointments here", advice="build the graph from an article that reports some")
    standing = _standing(records)
    appointees = tuple(dict.fromkeys(item.person for item in appointments))
    roles = dict.fromkeys((item.role_iri, item.role) for item in appointments)
    seats = dict.fromkeys(standing[one.iri][0] for one in appointees if one.iri in standing)
    links = _links(appointments, standing)
    columns = [
        Column("Person", tuple(_person_node(one, standing) for one in appointees)),
        Column("Appointed as", tuple(Node(iri, name[:1].upper() + name[1:]) for iri, name in roles)),
    ]
    if seats:
        columns.append(Column("MP or candidate for", tuple(Node(seat.iri, seat.name) for seat in seats)))
    scene = Scene("Appointments", WIDTH if seats else WIDTH * 0.68)
    area = Area(MARGIN, MARGIN, scene.width - 2 * MARGIN)
    y = scene.write("Who was appointed to what", area, size=26, is_bold=True, leading=1.2) + 14
    y = draw_layers(scene, area.moved_to(y), columns, links, lead=1, gap_share=0.18) + 18
    cited = {iri for item in appointments for iri in item.sources}
    sources = [source for source in records.sources if source.iri in cited]
    if note := source_note(sources):
        y = scene.write(note, area.moved_to(y), size=12, fill=MUTED)
    scene.height = round(y + MARGIN - 12, 1)
    rows = tuple((item.person.name, item.role, _seat_name(standing, item.person)) for item in appointments)
    scene.description = "; ".join(f"{name}: {role}" for name, role, _ in rows) + "."
    scene.tables.append(Table("Appointments", ("Person", "Role", "Seat"), rows))
    return scene


def _links(appointments: Sequence[Appointment], standing: Standing) -> list[Link]:
    links = []
    for item in appointments:
        colour = _colour(standing, item.person)
        links.append(Link(0, item.person.iri, item.role_iri, colour, 2.0))
        if item.person.iri in standing:
            links.append(Link(1, item.role_iri, standing[item.person.iri][0].iri, colour, 2.0))
    return links


Standing = dict[str, tuple[Seat, Party | None]]


def _standing(records: Records) -> Standing:
    """Return each person's seat, the one won latest or else stood in latest, and party."""
    found: Standing = {}
    ordered = sorted(
        (
            (contest.polling_date, bool(candidate.is_elected), contest.iri, contest, candidate)
            for contest in records.contests
            for candidate in contest.candidates
        ),
        key=lambda entry: entry[:3],
    )
    for _, _, _, contest, candidate in ordered:
        found[candidate.person.iri] = (contest.seat, candidate.party)
    for incumbency in records.incumbencies:
        found.setdefault(incumbency.person.iri, (incumbency.seat, None))
    return found


def _order(item: Appointment) -> tuple[str, str, str, str]:
    """Sort by surname, as a reader looks people up."""
    name = item.person.name
    return (name.rsplit(" ", maxsplit=1)[-1].casefold(), name, item.person.iri, item.role)


def _person_node(person: Person, standing: Standing) -> Node:
    party = standing[person.iri][1] if person.iri in standing else None
    colour = party_colour(party.colour) if party else ""
    return Node(person.iri, person.name, party.name if party else "", colour, is_person=True)


def _colour(standing: Standing, person: Person) -> str:
    party = standing[person.iri][1] if person.iri in standing else None
    return outline_of(party_colour(party.colour)) if party else FALLBACK


def _seat_name(standing: Standing, person: Person) -> str:
    return standing[person.iri][0].name if person.iri in standing else ""
