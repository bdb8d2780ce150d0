"""Draw one seat's contest, and an article's results as cards.

For drawing. Takes `Contest` records, gives a `Scene`; nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from electiongraph.drawing.bars import (
    OF_VALID,
    WORKED_OUT,
    BarStyle,
    Result,
    draw_badge,
    draw_bars,
    read_result,
)
from electiongraph.drawing.colours import GRID, MUTED, PAPER
from electiongraph.drawing.network_picture import Network, draw_network, network_columns
from electiongraph.drawing.records import Contest, Source
from electiongraph.drawing.scene import Area, Rectangle, Scene, Table
from electiongraph.drawing.wording import long_date, source_note
from electiongraph.errors import DrawingError

__all__ = ["draw_cards", "draw_contest"]

MARGIN = 32.0
LARGE = BarStyle(name_size=15, note_size=12.5, name_share=0.31, bar_height=26, gap=12)
SMALL = BarStyle(name_size=12.5, note_size=11, name_share=0.36, bar_height=16, gap=7, is_aligned=True)
CARD_WIDTH, CARD_GAP, CARD_PADDING = 420.0, 20.0, 16.0
MOST_CARDS = 60
LAST = "LastGeneralElection"


def draw_contest(contest: Contest, graph: nx.MultiDiGraph[str], sources: Sequence[Source]) -> Scene:
    """Draw one seat's contest: bars, figures, and who and what the seat is tied to.

    Args:
        contest: The contest.
        graph: The relationships around the seat, for the lower part; left out when it ties nothing.
        sources: The sources of the graph, for the note at the foot.

    Returns:
        A scene with its data as tables.
    """
    result = read_result(contest)
    event = _event(contest, is_under_seat=True)
    scene = Scene(f"{contest.seat.name}: {event}", 960)
    area = Area(MARGIN, MARGIN, scene.width - 2 * MARGIN)
    y = scene.write(contest.seat.name, area, size=30, is_bold=True, leading=1.2)
    y = scene.write(event, area.moved_to(y), size=15, fill=MUTED) + 12
    y = draw_badge(scene, result, area.moved_to(y), 14) + 20
    y = draw_bars(scene, contest, result, area.moved_to(y), LARGE) + 4
    if result.figures:
        y = scene.write(" · ".join(result.figures), area.moved_to(y), size=16, is_bold=True) + 4
    ties = _beyond_the_bars(graph)
    if ties.number_of_edges():
        y += 12
        scene.add(Rectangle(MARGIN, y, area.width, 1, GRID))
        network = network_columns(ties)
        y = scene.write(_network_heading(network), area.moved_to(y + 14), size=17, is_bold=True) + 6
        y = draw_network(scene, area.moved_to(y), network) + 6
    y = _draw_foot(scene, area.moved_to(y + 12), [contest], sources, [result])
    scene.height = round(y + MARGIN - 12, 1)
    scene.description = _sentence(contest, result)
    scene.tables.append(_candidates_table((contest,), has_seat=False))
    return scene


def draw_cards(contests: Sequence[Contest], source: Source, sources: Sequence[Source]) -> Scene:
    """Draw a card for each contest, in a grid.

    Args:
        contests: In the order of the cards, all of one election.
        source: The article.
        sources: The sources of the graph, for the note at the foot.

    Raises:
        DrawingError: When there are more than fit one picture.
    """
    if len(contests) > MOST_CARDS:
        raise DrawingError(
            f"{len(contests)} contests are too many for one picture (at most {MOST_CARDS})",
            advice="draw one seat with: electiongraph draw contest SEAT; or export them all as CSV",
        )
    columns = min(3, len(contests))
    width = 2 * MARGIN + columns * CARD_WIDTH + (columns - 1) * CARD_GAP
    scene = Scene(f"{source.title}: {_event(contests[0])}", width)
    area = Area(MARGIN, MARGIN, width - 2 * MARGIN)
    y = scene.write(_event(contests[0]), area, size=26, is_bold=True, leading=1.2)
    seats = f"{len(contests)} seats" if len(contests) > 1 else "one seat"
    y = scene.write(f"{seats} in “{source.title}”", area.moved_to(y), size=15, fill=MUTED) + 16
    results = [read_result(contest) for contest in contests]
    for row in _rows(list(zip(contests, results, strict=True)), columns):
        y = _draw_row(scene, row, area.moved_to(y)) + CARD_GAP
    y = _draw_foot(scene, area.moved_to(y), contests, sources, results)
    scene.height = round(y + MARGIN - 12, 1)
    named = "; ".join(_sentence(contest, result) for contest, result in zip(contests, results, strict=True))
    scene.description = named
    scene.tables.extend([_results_table(contests, results), _candidates_table(contests, has_seat=True)])
    return scene


def _rows(cards: Sequence[tuple[Contest, Result]], columns: int) -> list[Sequence[tuple[Contest, Result]]]:
    """Break cards into rows; those with bars and those without, which are far shorter, share none."""
    tall = [card for card in cards if _has_votes(card[0])]
    short = [card for card in cards if not _has_votes(card[0])]
    return [group[at : at + columns] for group in (tall, short) for at in range(0, len(group), columns)]


def _has_votes(contest: Contest) -> bool:
    return any(candidate.votes for candidate in contest.candidates)


def _draw_row(scene: Scene, row: Sequence[tuple[Contest, Result]], area: Area) -> float:
    """Draw cards side by side, all as tall as the tallest, and return the bottom edge."""
    places = [
        Area(round(area.x + n * (CARD_WIDTH + CARD_GAP), 1), area.y, CARD_WIDTH) for n in range(len(row))
    ]
    cards = [Scene("", CARD_WIDTH) for _ in row]
    bottoms = [
        _draw_card(card, contest, result, place)
        for card, (contest, result), place in zip(cards, row, places, strict=True)
    ]
    bottom = round(max(bottoms) + CARD_PADDING, 1)
    for card, place in zip(cards, places, strict=True):
        scene.add(Rectangle(place.x, place.y, CARD_WIDTH, bottom - place.y, PAPER, GRID, 4))
        scene.add(*card.shapes)
    return bottom


def _draw_card(card: Scene, contest: Contest, result: Result, place: Area) -> float:
    inner = Area(place.x + CARD_PADDING, place.y + CARD_PADDING - 2, place.width - 2 * CARD_PADDING)
    y = card.write(contest.seat.name, inner, size=18, is_bold=True, leading=1.2) + 6
    y = draw_badge(card, result, inner.moved_to(y), 12)
    y = draw_bars(card, contest, result, inner.moved_to(y + 8), SMALL)
    if result.figures:
        y = card.write(" · ".join(result.figures), inner.moved_to(y), size=13, is_bold=True)
    return y


def _draw_foot(
    scene: Scene,
    area: Area,
    contests: Sequence[Contest],
    sources: Sequence[Source],
    results: Sequence[Result],
) -> float:
    y = area.y
    notes = []
    # Only the first outcome of a contest goes without its baseline.
    if any(contest.outcomes and contest.outcomes[0].baseline == LAST for contest in contests):
        notes.append("Hold and gain are measured against the last general election unless said otherwise.")
    if any(result.is_of_valid for result in results):
        notes.append(OF_VALID)
    if any(result.is_worked_out for result in results):
        notes.append(WORKED_OUT)
    cited = {iri for contest in contests for iri in contest.sources}
    notes.append(source_note([source for source in sources if source.iri in cited]))
    for note in filter(None, notes):
        y = scene.write(note, area.moved_to(y), size=12, fill=MUTED)
    return y


def _beyond_the_bars(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Leave out those who only stood, whom the bars show."""
    told = {"standsIn", "elected"}
    more = {name for *ends, data in graph.edges(data=True) if data["relation"] not in told for name in ends}
    ties = graph.copy()
    ties.remove_nodes_from(
        [name for name in graph if name not in more and graph.nodes[name]["kind"] == "person"]
    )
    return ties


def _network_heading(network: Network) -> str:
    shown = {column.heading for column in network.columns}
    named = [heading.lower() for heading in ("People", "Roles", "Former seats") if heading in shown]
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]])).capitalize() if named else "Ties"


def _event(contest: Contest, *, is_under_seat: bool = False) -> str:
    """Return election and day; under the seat's name a by-election does not name it again."""
    date = long_date(contest.polling_date)
    name = contest.election_name
    if contest.polling_date[:4]:
        name = name.removeprefix(f"{contest.polling_date[:4]} ")
    if is_under_seat:
        name = name.removeprefix(f"{contest.seat.name} ")
    name = name[:1].upper() + name[1:]
    return f"{name}, {date}" if date and date not in name else name


def _sentence(contest: Contest, result: Result) -> str:
    """Say the result in one sentence, for those who cannot see the picture."""
    winner = contest.winner
    party = f" ({winner.party.name})" if winner and winner.party else ""
    votes = f" with {winner.votes:,} votes" if winner and winner.votes is not None else ""
    won = f"{winner.person.name}{party} elected{votes}" if winner else "winner not named"
    parts = [won, result.badge, *result.notes, *result.figures]
    return f"{contest.seat.name}: " + ", ".join(part for part in parts if part) + "."


def _results_table(contests: Sequence[Contest], results: Sequence[Result]) -> Table:
    rows = tuple(
        (
            contest.seat.name,
            ", ".join(part for part in (result.badge, *result.notes) if part),
            contest.winner.person.name if contest.winner else "",
            " · ".join(result.figures),
        )
        for contest, result in zip(contests, results, strict=True)
    )
    return Table("Results", ("Seat", "Result", "Elected", "Majority and turnout"), rows)


def _candidates_table(contests: Sequence[Contest], *, has_seat: bool) -> Table:
    columns = ("Candidate", "Party", "Votes", "Share", "Elected")
    rows = []
    for contest in contests:
        shares = read_result(contest).shares
        for candidate in contest.candidates:
            row = (
                candidate.person.name,
                candidate.party.name if candidate.party else candidate.ballot_description,
                f"{candidate.votes:,}" if candidate.votes is not None else "",
                shares.get(candidate.iri, ""),
                "yes" if candidate.is_elected else "",
            )
            rows.append((contest.seat.name, *row) if has_seat else row)
    return Table("Candidates", ("Seat", *columns) if has_seat else columns, tuple(rows))
