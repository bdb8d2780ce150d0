"""Draw one contest's votes as bars in party colours, and say its result in words.

For drawing. Bars are sorted by votes; each names candidate and party in words too, so that nobody has to
know the colours. Figures that the graph does not hold are left out or, where they follow from all the votes
listed, worked out and marked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from electiongraph.drawing.colours import INK, MUTED, badge_colours, outline_of, party_colour
from electiongraph.drawing.records import Candidate, Contest, Outcome
from electiongraph.drawing.scene import Area, Label, Rectangle, Scene
from electiongraph.drawing.typeface import text_width, wrap_text

__all__ = ["WORKED_OUT", "BarStyle", "Result", "draw_badge", "draw_bars", "read_majority", "read_result"]

# A seat with fewer candidates listed may be listed in part, and nothing is worked out from a part.
FEWEST_FOR_SUMS = 5
TENTH, CLOSE = Decimal("0.1"), Decimal("0.006")
WORKED_OUT = "Shares and majorities that no source gives are worked out from the votes listed."
OF_VALID = "Shares are percent of the valid votes."
BASELINE_WORDS = {
    "LastGeneralElection": "the last general election",
    "NotionalLastGeneralElection": "the last general election on the new boundaries",
    "DepartingMember": "the departing MP",
}


@dataclass(frozen=True, slots=True)
class BarStyle:
    """Sizes of bars and their words.

    Attributes:
        name_size: Font size of names and figures, in pixels.
        note_size: Font size of parties.
        name_share: The part of the width that names may take.
        bar_height: Height of a bar.
        gap: Between rows.
        is_aligned: Whether names always take their part, so that the bars of neighbouring cards line up.
    """

    name_size: float
    note_size: float
    name_share: float
    bar_height: float
    gap: float
    is_aligned: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A contest's result in words.

    Attributes:
        badge: "Labour gain", "Labour hold", "Labour win"; "" when nobody is known to have won.
        badge_colour: Of the winning party.
        notes: What stands beside the badge: from whom it was gained, other baselines.
        figures: "Majority 7,510", "Turnout 51.99%".
        shares: The share of each candidate, as a text, by the candidacy's IRI.
        is_worked_out: Whether a share or the majority was worked out here from the votes listed.
        is_of_valid: Whether the shares are of the valid votes, as sources give them or their number.
    """

    badge: str
    badge_colour: str
    notes: tuple[str, ...]
    figures: tuple[str, ...]
    shares: dict[str, str]
    is_worked_out: bool
    is_of_valid: bool


def read_result(contest: Contest) -> Result:
    """Put a contest's result into words."""
    first = contest.outcomes[0] if contest.outcomes else None
    party = contest.winning_party
    kind = first.kind if first else "win"
    badge = f"{party.name} {kind}" if party else kind.capitalize() if first else ""
    if len(contest.elected) > 1:
        badge = f"{len(contest.elected)} elected"
    notes = _notes(contest)
    shares, worked_out = _shares(contest)
    majority, majority_worked_out = read_majority(contest)
    figures = [f"Majority {majority}{_majority_by_votes(contest)}"] if majority else []
    if contest.turnout_percent is not None:
        basis = {"ValidVotes": " (valid votes)", "AllBallots": " (all ballots)"}.get(
            contest.turnout_basis, ""
        )
        figures.append(f"Turnout {_plain(contest.turnout_percent)}%{basis}")
    colour = party_colour(party.colour if party else "")
    is_of_valid = bool(shares) and not worked_out
    is_worked_out = worked_out or majority_worked_out
    return Result(badge, colour, notes, tuple(figures), shares, is_worked_out, is_of_valid)


def draw_badge(scene: Scene, result: Result, area: Area, size: float) -> float:
    """Draw the hold or gain badge with its notes, and return the bottom edge: the top one without a badge."""
    if not result.badge:
        return area.y
    x, y = area.x, area.y
    colour, ink = badge_colours(result.badge_colour)
    words = result.badge.upper()
    lines = wrap_text(words, size, area.width - 16, is_bold=True)
    width = round(max(text_width(line, size, is_bold=True) for line in lines) + 16, 1)
    height = round(len(lines) * size * 1.25 + 8, 1)
    scene.add(Rectangle(x, y, width, height, colour, outline_of(colour), 3))
    inner = Area(x + 8, y + 3, area.width - 16)
    scene.write(words, inner, size=size, is_bold=True, fill=ink, leading=1.25)
    bottom = y + height
    notes = list(result.notes)
    if notes and len(lines) == 1 and text_width(notes[0], size) + width + 8 <= area.width:
        scene.add(Label(round(x + width + 8, 1), round(y + 3 + size, 1), notes.pop(0), size, fill=MUTED))
    for note in notes:
        bottom = scene.write(note[0].upper() + note[1:], area.moved_to(bottom + 3), size=size, fill=MUTED)
    return round(bottom, 1)


def draw_bars(scene: Scene, contest: Contest, result: Result, area: Area, style: BarStyle) -> float:
    """Draw a row for each candidate: name and party, bar, votes and share.

    Args:
        scene: Where to draw.
        contest: Whose candidates.
        result: Its result, with the shares.
        area: Where.
        style: Sizes.

    Returns:
        The bottom edge.
    """
    most = max((candidate.votes or 0 for candidate in contest.candidates), default=0)
    names = _names_width(contest, area, style) if most else area.width
    bars = area.x + names + 10
    figures = [_figures(candidate, result) for candidate in contest.candidates]
    widest = max((_figures_width(figure, style) for figure in figures), default=0)
    longest = area.x + area.width - bars - widest - 8
    y = area.y
    for candidate, figure in zip(contest.candidates, figures, strict=True):
        bottom = _draw_name(scene, candidate, Area(area.x, y, names), style)
        middle = y + max(style.bar_height, bottom - y) / 2
        at = bars
        if candidate.votes is not None and most:
            colour = party_colour(candidate.party.colour if candidate.party else "")
            length = round(max(1.5, longest * candidate.votes / most), 1)
            top = round(middle - style.bar_height / 2, 1)
            scene.add(Rectangle(bars, top, length, style.bar_height, colour, outline_of(colour)))
            at += length + 8
        if most:
            _draw_figures(scene, figure, at, round(middle + style.name_size * 0.35, 1), style)
        y = round(max(bottom, y + style.bar_height) + style.gap, 1)
    if not most:
        words = "Votes not given" if contest.candidates else "Candidates not given"
        y = scene.write(words, area.moved_to(y), size=style.note_size, fill=MUTED) + style.gap
    return y


def _names_width(contest: Contest, area: Area, style: BarStyle) -> float:
    """Return what the longest name needs, up to the share that names may take before they wrap."""
    needed = max(
        max(
            text_width(candidate.person.name, style.name_size, is_bold=bool(candidate.is_elected)),
            text_width(_party_note(candidate), style.note_size),
        )
        for candidate in contest.candidates
    )
    most = area.width * style.name_share
    return round(most if style.is_aligned else min(needed + 8, most), 1)


def _party_note(candidate: Candidate) -> str:
    party = candidate.party.name if candidate.party else candidate.ballot_description or "Party not given"
    return f"{party} – elected" if candidate.is_elected else party


def _draw_name(scene: Scene, candidate: Candidate, area: Area, style: BarStyle) -> float:
    name, is_elected = candidate.person.name, bool(candidate.is_elected)
    bottom = scene.write(name, area, size=style.name_size, is_bold=is_elected, leading=1.2)
    return scene.write(
        _party_note(candidate), area.moved_to(bottom), size=style.note_size, fill=MUTED, leading=1.25
    )


def _figures_width(figure: tuple[str, str], style: BarStyle) -> float:
    votes, share = figure
    return text_width(votes, style.name_size, is_bold=True) + 7 + text_width(share, style.name_size)


def _figures(candidate: Candidate, result: Result) -> tuple[str, str]:
    share = result.shares.get(candidate.iri, "")
    if candidate.votes is None:
        return "", f"{share} (votes not given)" if share else "votes not given"
    return f"{candidate.votes:,}", share


def _draw_figures(scene: Scene, figure: tuple[str, str], x: float, y: float, style: BarStyle) -> None:
    votes, share = figure
    if votes:
        scene.add(Label(round(x, 1), y, votes, style.name_size, is_bold=True, fill=INK))
        x += text_width(votes, style.name_size, is_bold=True) + 7
    if share:
        scene.add(Label(round(x, 1), y, share, style.name_size, fill=MUTED))


def _notes(contest: Contest) -> tuple[str, ...]:
    """Return from whom a seat was gained, and what other baselines make of it."""
    first = contest.outcomes[0] if contest.outcomes else None
    if first is None:
        return ()
    about = [f"from {first.gained_from.name}"] if first.gained_from else []
    # A hold against nobody knows what adds nothing to a hold.
    others = [one for one in contest.outcomes[1:] if one.baseline in BASELINE_WORDS or one.kind != first.kind]
    agreeing = [one for one in others if _is_like(one, first)]
    is_last = first.baseline == "LastGeneralElection"
    baselines = [one.baseline for one in (agreeing if is_last else [first, *agreeing])]
    against = " and ".join(BASELINE_WORDS[name] for name in baselines if name in BASELINE_WORDS)
    if against:
        about.append(f"also if measured against {against}" if is_last else f"measured against {against}")
    elif not is_last:
        about.append("no source says against what")
    notes = [", ".join(about)] if about else []
    notes.extend(_other_outcome(outcome) for outcome in others if outcome not in agreeing)
    return tuple(notes)


def _is_like(one: Outcome, other: Outcome) -> bool:
    """Return whether another baseline gives the same: it may leave out from whom a seat was gained."""
    return (
        one.baseline in BASELINE_WORDS
        and one.kind == other.kind
        and (one.gained_from is None or one.gained_from == other.gained_from)
    )


def _other_outcome(outcome: Outcome) -> str:
    source = f" from {outcome.gained_from.name}" if outcome.gained_from else ""
    baseline = BASELINE_WORDS.get(outcome.baseline)
    return f"a {outcome.kind}{source} " + (
        f"if measured against {baseline}" if baseline else "by another account"
    )


def _shares(contest: Contest) -> tuple[dict[str, str], bool]:
    """Return the shares, and whether they are worked out from the votes listed.

    Those that sources give come first; others are of the valid votes where a source says how many these are.
    Where there is neither, all are worked out from a list that seems whole.
    """
    found = {one.iri: one.share_percent for one in contest.candidates if one.share_percent is not None}
    votes = _all_votes(contest)
    total = contest.valid_votes or (sum(votes) if votes else 0)
    exact = {
        one.iri: Decimal(100 * one.votes) / total
        for one in contest.candidates
        if one.votes is not None and total
    }
    if not found:
        shares = {iri: f"{_rounded(share, TENTH)}%" for iri, share in exact.items()}
        return shares, bool(exact) and not contest.valid_votes
    # One decimal at most, the same for all: some sources write 8.2 for 8.20, others only whole percents.
    is_fine = any(share != share.to_integral_value() for share in found.values())
    step = TENTH if is_fine else Decimal(1)
    shown = {}
    told = exact | found if contest.valid_votes else found
    for iri, share in told.items():
        # A share of 17.55 that was 17.547 is 17.5, not 17.6: round once, from the votes, where they agree.
        precise = exact.get(iri, share)
        shown[iri] = f"{_rounded(precise if abs(precise - share) < CLOSE else share, step)}%"
    return shown, False


def _rounded(share: Decimal, step: Decimal) -> Decimal:
    return share.quantize(step, ROUND_HALF_UP)


def _majority_by_votes(contest: Contest) -> str:
    """Return what the votes listed make of the majority where a source gives another figure, else ""."""
    votes = _all_votes(contest)
    if votes is None or contest.majority is None or contest.winner is not contest.candidates[0]:
        return ""
    lead = votes[0] - votes[1]
    return "" if lead == contest.majority else f" (the votes listed give {lead:,})"


def read_majority(contest: Contest) -> tuple[str, bool]:
    """Return the majority in words, and whether it was worked out here; "" when it cannot be known."""
    votes = _all_votes(contest)
    if contest.majority is not None:
        share = f" ({_plain(contest.majority_percent)}%)" if contest.majority_percent is not None else ""
        return f"{contest.majority:,}{share}", False
    if votes is None or contest.winner is not contest.candidates[0]:
        return "", False
    return f"{votes[0] - votes[1]:,}", True


def _all_votes(contest: Contest) -> list[int] | None:
    """Return every candidate's votes; None when one lacks them or too few are listed to trust the list."""
    votes = [candidate.votes for candidate in contest.candidates if candidate.votes is not None]
    return votes if len(votes) == len(contest.candidates) >= FEWEST_FOR_SUMS else None


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
