"""Draw who lost to whom: each defeated MP, the seat and the winner in a row.

For drawing. Takes records, gives a `Scene`. The arrow runs from the loser to the winner and has the winner's
colour; the seat stands above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from electiongraph.drawing.bars import WORKED_OUT, read_majority
from electiongraph.drawing.colours import FALLBACK, GRID, INK, MUTED, PAPER, outline_of, party_colour
from electiongraph.drawing.records import Candidate, Contest, Incumbency, Party, Records
from electiongraph.drawing.scene import Area, Curve, Label, Rectangle, Scene, Table
from electiongraph.drawing.typeface import wrap_text
from electiongraph.drawing.wording import source_note
from electiongraph.errors import DrawingError

__all__ = ["Defeat", "draw_defeats", "find_defeats"]

MARGIN, WIDTH, SIDE, PADDING, STRIP = 32.0, 1000.0, 300.0, 12.0, 8.0
MOST_ROWS = 60
TEXT_WIDTH = SIDE - 2 * PADDING - STRIP
NAME_SIZE, NOTE_SIZE = 15.0, 12.0


@dataclass(frozen=True, slots=True)
class Defeat:
    """A sitting MP who lost: the incumbency, and where known the contest, the candidacies and who won.

    The winner's party may be known where the winner is not named, and the other way round.
    """

    incumbency: Incumbency
    contest: Contest | None
    loser: Candidate | None
    winner: Candidate | None
    winning_party: Party | None


def find_defeats(records: Records, election: str = "") -> tuple[Defeat, ...]:
    """Return the defeated sitting MPs by seat, with whom they lost to.

    Args:
        records: What is believed, or what a source says.
        election: Only this polling date, or its beginning; "" for all.
    """
    contests = {(contest.seat.iri, contest.election): contest for contest in records.contests}
    defeats = []
    for incumbency in records.incumbencies:
        contest = contests.get((incumbency.seat.iri, incumbency.election))
        date = contest.polling_date if contest else incumbency.election.rsplit("/", maxsplit=1)[-1]
        if not incumbency.is_defeated or not date.startswith(election):
            continue
        candidates = contest.candidates if contest else ()
        loser = next((one for one in candidates if one.person == incumbency.person), None)
        winner = contest.winner if contest else None
        winner = None if winner == loser else winner
        defeats.append(Defeat(incumbency, contest, loser, winner, _winning_party(contest, loser, winner)))
    return tuple(defeats)


def _winning_party(
    contest: Contest | None, loser: Candidate | None, winner: Candidate | None
) -> Party | None:
    """Return the winner's party, else the one that is said to have won; the loser's cannot be that one."""
    if winner and winner.party:
        return winner.party
    party = contest.winning_party if contest else None
    return None if loser and party == loser.party else party


def draw_defeats(records: Records, election: str = "") -> Scene:
    """Draw who lost to whom.

    Args:
        records: What is believed, or what a source says.
        election: Only this polling date, or its beginning; "" for all.

    Raises:
        DrawingError: When nobody is known to have lost, or too many did for one picture.
    """
    defeats = find_defeats(records, election)
    if not defeats:
        raise DrawingError(
            "no sitting MP is known to have lost here", advice="see: electiongraph ask incumbents-lost"
        )
    if len(defeats) > MOST_ROWS:
        what = f"{len(defeats)} defeats are too many for one picture (at most {MOST_ROWS})"
        narrower = "name a --source" if election else "name a --source or an --election"
        advice = f"{narrower}, write a .gexf file, or list them with: electiongraph ask incumbents-lost"
        raise DrawingError(what, advice=advice)
    scene = Scene("Who lost to whom", WIDTH)
    area = Area(MARGIN, MARGIN, WIDTH - 2 * MARGIN)
    y = scene.write("Who lost to whom", area, size=26, is_bold=True, leading=1.2)
    y = scene.write("Sitting MPs who lost, and who won", area.moved_to(y), size=15, fill=MUTED) + 16
    for defeat in defeats:
        y = _draw_row(scene, defeat, area.moved_to(y)) + 12
    if any(defeat.incumbency.basis == "inferred" for defeat in defeats):
        words = "* Follows from what sources say of the seat and its MP; none says in so many words who lost."
        y = scene.write(words, area.moved_to(y + 6), size=NOTE_SIZE, fill=MUTED)
    if any(defeat.contest and read_majority(defeat.contest)[1] for defeat in defeats):
        y = scene.write(WORKED_OUT, area.moved_to(y + 6), size=NOTE_SIZE, fill=MUTED)
    cited = {iri for defeat in defeats if defeat.contest for iri in defeat.contest.sources}
    if note := source_note([source for source in records.sources if source.iri in cited]):
        y = scene.write(note, area.moved_to(y + 6), size=NOTE_SIZE, fill=MUTED)
    scene.height = round(y + MARGIN - 12, 1)
    scene.tables.append(_table(defeats))
    scene.description = "; ".join(
        f"{loser} lost {seat} to {winner or (f'{party}, ' if party else 'a ') + 'winner not named'}"
        for loser, _, _, seat, _, winner, party, *_ in scene.tables[0].rows
    )
    return scene


def _draw_row(scene: Scene, defeat: Defeat, area: Area) -> float:
    star = "*" if defeat.incumbency.basis == "inferred" else ""
    losing_party = defeat.loser.party if defeat.loser else None
    loser = _lines(defeat.incumbency.person.name + star, losing_party, defeat.loser)
    winner = _winner_lines(defeat)
    seat = wrap_text(defeat.incumbency.seat.name, 14, area.width - 2 * SIDE - 48, is_bold=True)
    majority = read_majority(defeat.contest)[0] if defeat.contest else ""
    needed = len(seat) * 18 + 14 + (18 if majority else 0)
    height = round(max(_height(loser), _height(winner), needed), 1)
    right = area.x + area.width - SIDE
    _draw_person(scene, loser, losing_party, Area(area.x, area.y, SIDE), height)
    _draw_person(scene, winner, defeat.winning_party, Area(right, area.y, SIDE), height)
    middle = (area.x + SIDE + right) / 2
    line = round(area.y + (height - needed) / 2 + len(seat) * 18 + 8, 1)
    for index, text in enumerate(seat):
        baseline = round(line - 10 - 18 * (len(seat) - 1 - index), 1)
        scene.add(Label(middle, baseline, text, 14, is_bold=True, anchor="middle"))
    colour = outline_of(_colour(defeat.winning_party))
    scene.add(Curve(area.x + SIDE + 8, line, right - 8, line, colour, 3, is_arrow=True, is_straight=True))
    if majority:
        scene.add(Label(middle, line + 19, f"majority {majority}", NOTE_SIZE, fill=MUTED, anchor="middle"))
    return round(area.y + height, 1)


Lines = tuple[tuple[str, ...], tuple[str, ...]]


def _lines(name: str, party: Party | None, candidate: Candidate | None) -> Lines:
    """Return the lines of a name and of what stands beneath it."""
    note = party.name if party else "Party not given"
    votes = f", {candidate.votes:,} votes" if candidate and candidate.votes is not None else ""
    return wrap_text(name, NAME_SIZE, TEXT_WIDTH, is_bold=True), wrap_text(
        note + votes, NOTE_SIZE, TEXT_WIDTH
    )


def _winner_lines(defeat: Defeat) -> Lines:
    party = defeat.winning_party
    if defeat.winner is not None:
        return _lines(defeat.winner.person.name, party, defeat.winner)
    words = f"{party.name}, winner not named" if party else "Winner not named"
    return wrap_text(words, NAME_SIZE, TEXT_WIDTH, is_bold=True), ()


def _height(lines: Lines) -> float:
    return 14 + len(lines[0]) * NAME_SIZE * 1.25 + len(lines[1]) * NOTE_SIZE * 1.3


def _draw_person(scene: Scene, lines: Lines, party: Party | None, area: Area, height: float) -> None:
    colour = _colour(party)
    scene.add(Rectangle(area.x, area.y, area.width, height, PAPER, GRID, 3))
    scene.add(Rectangle(area.x, area.y, STRIP, height, colour, outline_of(colour)))
    y = area.y + (height - _height(lines)) / 2 + 6
    for group, size, leading, is_bold in (
        (lines[0], NAME_SIZE, 1.25, True),
        (lines[1], NOTE_SIZE, 1.3, False),
    ):
        for text in group:
            x = area.x + STRIP + PADDING
            scene.add(Label(x, round(y + size, 1), text, size, is_bold, INK if is_bold else MUTED))
            y += size * leading


def _colour(party: Party | None) -> str:
    return party_colour(party.colour) if party else FALLBACK


def _table(defeats: tuple[Defeat, ...]) -> Table:
    rows = tuple(
        (
            defeat.incumbency.person.name,
            *_party_and_votes(defeat.loser.party if defeat.loser else None, defeat.loser),
            defeat.incumbency.seat.name,
            read_majority(defeat.contest)[0] if defeat.contest else "",
            defeat.winner.person.name if defeat.winner else "",
            *_party_and_votes(defeat.winning_party, defeat.winner),
            defeat.incumbency.basis,
        )
        for defeat in defeats
    )
    columns = (
        "Lost",
        "Party",
        "Votes",
        "Seat",
        "Majority",
        "Won",
        "Winner's party",
        "Winner's votes",
        "Basis",
    )
    return Table("Who lost to whom", columns, rows)


def _party_and_votes(party: Party | None, candidate: Candidate | None) -> tuple[str, str]:
    votes = candidate.votes if candidate else None
    return party.name if party else "", f"{votes:,}" if votes is not None else ""
