"""The labels of the things that the model makes: contests, candidacies, outcomes and the like.

Part of mapping. Names of seats, people and parties come in, one readable line goes out.
"""

from __future__ import annotations

from electiongraph.linking.entity_linking import LinkedElection

__all__ = [
    "candidacy_label",
    "contest_label",
    "incumbency_label",
    "outcome_label",
    "succession_label",
    "when_of",
]


def when_of(election: LinkedElection) -> str:
    """Return an election in short: "2024", "2019 notional", "by-election 2023-10-19"."""
    if election.kind == "by-election":
        return f"by-election {election.date}"
    return f"{election.key[:4]} notional" if election.kind == "notional" else election.key[:4]


def contest_label(seat: str, election: str) -> str:
    """Return the label of a contest.

    Examples:
        >>> contest_label("Luton North", "2024 general election")
        'Luton North, 2024 general election'
        >>> contest_label("Mid Bedfordshire", "2023 Mid Bedfordshire by-election")
        '2023 Mid Bedfordshire by-election'
    """
    return election if "by-election" in election else f"{seat}, {election}"


def candidacy_label(person: str, party: str, place: str) -> str:
    """Return the label of a candidacy, without what is unknown.

    Examples:
        >>> candidacy_label("Sarah Owen", "Labour", "Luton North 2024")
        'Sarah Owen, Labour, Luton North 2024'
    """
    return ", ".join(part for part in (person, party, place) if part)


def outcome_label(place: str, winner: str, loser: str, *, is_gain: bool) -> str:
    """Return the label of an outcome.

    Examples:
        >>> outcome_label("Aylesbury 2024", "Labour", "Conservative", is_gain=True)
        'Aylesbury 2024: Labour gain from Conservative'
    """
    kind = "gain" if is_gain else "hold"
    whose = f"{winner} " if winner else ""
    return f"{place}: {whose}{kind}" + (f" from {loser}" if loser else "")


def incumbency_label(person: str, seat: str, when: str) -> str:
    """Return the label of an incumbency."""
    return f"{person}, sitting MP for {seat} going into {when}"


def succession_label(old: str, new: str) -> str:
    """Return the label of a succession of seats."""
    return f"{old} to {new}"
