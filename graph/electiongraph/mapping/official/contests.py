"""Results by candidate and by constituency: candidacies, contests, winners, ranks, holds and gains.

Part of mapping official files. The winner is who has most votes of a contest that elects one member, where
all of its rows are there; for other contests, who the file says is elected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from electiongraph.identifiers import ID, candidacy_iri, outcome_iri, slug
from electiongraph.linking.entity_linking import LinkedElection, LinkedParty, LinkedSeat
from electiongraph.linking.registered_people import RegisteredPeople, Standing, have_word_in_common
from electiongraph.mapping.descriptions import describe_election, describe_party, describe_seat
from electiongraph.mapping.labels import candidacy_label, contest_label, outcome_label, when_of
from electiongraph.mapping.official.ledger import Ledger, decimal
from electiongraph.mapping.official.links import OfficialLinks
from electiongraph.mapping.outcomes import official_baseline
from electiongraph.sources.official.cells import plain
from electiongraph.sources.official.records import CandidacyRow, ContestRow
from electiongraph.vocabulary import FOAF, boolean, count, date, eg, text

__all__ = [
    "SINGLE_MEMBER",
    "Candidacy",
    "Contest",
    "find_contests",
    "is_first",
    "settle_contests",
    "share",
    "standings",
    "write_contests",
]

GENERAL = "general"
SINGLE_MEMBER = (GENERAL, "by-election")


@dataclass(slots=True)
class Candidacy:
    """A row about a candidacy, and its claim; of the rows of several files the first is believed."""

    key: str
    source: str
    row: CandidacyRow
    party: LinkedParty
    iri: str = ""
    person: str = ""
    claim: str = ""
    is_elected: bool | None = None
    is_first: bool = True
    is_of_whole_list: bool = True


@dataclass(slots=True)
class Contest:
    """A contest of official files, its candidacies by votes; `figures` are its own row, with its source.

    `rivals` are the rows that other files have about it. `won_by` and `gained_from` are the parties of the
    outcome that the row names, `baseline` what it means.
    """

    iri: str
    election: LinkedElection
    seat: LinkedSeat
    kind: str
    candidacies: list[Candidacy] = field(default_factory=list)
    figures: ContestRow | None = None
    source: str = ""
    claim: str = ""
    won_by: LinkedParty | None = None
    gained_from: LinkedParty | None = None
    baseline: str = ""
    rivals: list[tuple[str, ContestRow]] = field(default_factory=list)

    @property
    def standing(self) -> list[Candidacy]:
        """Return who stood, each once, by votes."""
        return [one for one in self.candidacies if one.is_first]

    @property
    def winner(self) -> Candidacy | None:
        """Return the only one elected."""
        elected = [one for one in self.standing if one.is_elected]
        return elected[0] if len(elected) == 1 else None

    @property
    def told_winner(self) -> str:
        """Return the member whom the results by constituency name, "" when they name none."""
        rows = ([self.figures] if self.figures else []) + [row for _, row in self.rivals]
        return next((row.winner for row in rows if row.winner), "")

    @property
    def shortfall(self) -> str:
        """Return in words what is missing from the list of candidates, "" when it is whole."""
        votes = [one.row.votes for one in self.standing if one.row.votes is not None]
        valid = self.figures.valid_votes if self.figures else None
        if valid is not None and len(votes) == len(self.standing) and 0 < sum(votes) < valid:
            return f"the votes of all candidates add up to {sum(votes):,} of {valid:,} valid votes"
        shares = [one.row.share_percent for one in self.standing if one.row.share_percent is not None]
        if shares and len(shares) == len(self.standing):
            unit = 1 if all(one == one.to_integral_value() for one in shares) else Decimal("0.1")
            if sum(shares) < 100 - max(Decimal(1), len(shares) * unit / 2):
                return f"the shares of all candidates add up to {sum(shares):.1f}% only"
        return ""

    @property
    def is_whole(self) -> bool:
        """Tell whether nobody is missing who may have had the most votes.

        One file in which no row was refused makes up for another in which one was.
        """
        whole = any(one.is_of_whole_list for one in self.candidacies)
        return whole and not self.shortfall


def find_contests(
    links: OfficialLinks,
    candidacies: Iterable[tuple[str, CandidacyRow]],
    results: Iterable[tuple[str, ContestRow]],
    incomplete: Mapping[str, Collection[int]] | None = None,
) -> list[Contest]:
    """Gather the contests that rows tell of, ordered by IRI.

    Args:
        links: Finds seats, elections and parties.
        candidacies: Rows by candidate, each with the IRI of its source.
        results: Rows by constituency, likewise.
        incomplete: The rows by candidate of whose contest another row was refused, by their source.
    """
    contests: dict[str, Contest] = {}

    def contest_of(row: CandidacyRow | ContestRow) -> Contest:
        kind = links.kind_of(row.kind, row.seat, row.election)
        seat = links.seat_polled(row.seat, row.election, kind)
        election = links.election(row.election, seat, kind)
        iri = links.contest(election, seat)
        return contests.setdefault(iri, Contest(iri, election, seat, kind))

    for source, row in candidacies:
        contest = contest_of(row)
        known = contest.seat.seat
        party = links.party(row.party, row.seat.country or (known.country if known else ""))
        is_whole = row.row not in (incomplete or {}).get(source, ())
        key = f"{source}#row={row.row}"
        contest.candidacies.append(Candidacy(key, source, row, party, is_of_whole_list=is_whole))
    for source, result in results:
        contest = contest_of(result)
        if contest.figures is None:
            contest.figures, contest.source = result, source
        else:
            contest.rivals.append((source, result))
    for contest in contests.values():
        contest.candidacies.sort(key=_by_votes)
    return [contest for _, contest in sorted(contests.items())]


def _by_votes(one: Candidacy) -> tuple[int, str, str]:
    votes = one.row.votes
    return -(-1 if votes is None else votes), one.row.person, one.key


def standings(contests: Iterable[Contest]) -> list[Standing]:
    """Return what identity is decided by, one for each row by candidate."""
    return [
        Standing(
            one.key,
            one.row.person,
            one.row.identifiers,
            contest.iri,
            one.row.election,
            one.party.name,
            weight=2 if one.row.elected or one.row.was_member or one is contest.candidacies[0] else 1,
        )
        for contest in contests
        for one in contest.candidacies
    ]


def settle_contests(contests: Iterable[Contest], people: RegisteredPeople) -> None:
    """Say of every contest who stood there, which of several rows about one person is believed, and who won.

    Args:
        contests: What `find_contests` found; its candidacies are filled in.
        people: Who is who.
    """
    for contest in contests:
        first: dict[str, Candidacy] = {}
        for one in sorted(contest.candidacies, key=lambda one: (one.row.votes is None, one.source)):
            one.person = people.by_key[one.key].iri
            one.iri = candidacy_iri(contest.iri, one.person)
            one.is_first = first.setdefault(one.person, one) is one
        _elect(contest)


def _elect(contest: Contest) -> None:
    """Say who won: whom a file calls elected, else who has most votes, unless a file names another member.

    Where somebody may be missing from the list, most votes are not enough without the member's name.
    """
    told = {one.person for one in contest.candidacies if one.row.elected}
    votes = [one.row.votes for one in contest.standing]
    is_counted = contest.kind in SINGLE_MEMBER and bool(votes) and None not in votes
    if not told and (not is_counted or (len(votes) > 1 and votes[0] == votes[1])):
        return
    first = contest.standing[0]
    member = contest.told_winner
    if not told and (not is_first(member, contest) if member else not contest.is_whole):
        return
    winners = told or {first.person}
    for one in contest.candidacies:
        one.is_elected = one.person in winners


def is_first(member: str, contest: Contest) -> bool:
    """Tell whether a member's name may be that of who has most votes: they have a word in common.

    It is not where it is to the letter that of another candidate.
    """
    first, *others = [one.row.person for one in contest.standing]
    return member == first or (have_word_in_common(member, first) and member not in others)


def write_contests(
    ledger: Ledger, links: OfficialLinks, contests: Sequence[Contest], people: RegisteredPeople
) -> None:
    """Write contests and candidacies down.

    Args:
        ledger: Takes the statements.
        links: Knows which elections were on new boundaries.
        contests: What `settle_contests` has settled; claims are filled in.
        people: Who is who.
    """
    parties = _parties_by_abbreviation(contests)
    for contest in contests:
        ledger.describe(contest.seat.iri, describe_seat, contest.seat)
        ledger.describe(contest.election.iri, describe_election, contest.election)
        ledger.name(contest.iri, contest_label(contest.seat.name, contest.election.name), "Contest")
        told_by = {one.source for one in contest.candidacies} | {source for source, _ in contest.rivals}
        for source in sorted(told_by | {contest.source} - {""}):
            ledger.tell(source, contest.iri, "election", contest.election.iri)
            ledger.tell(source, contest.iri, "seat", contest.seat.iri)
        for one in sorted(contest.candidacies, key=lambda one: not one.is_first):
            _write_candidacy(ledger, contest, one, people)
        _write_places(ledger, contest)
        if contest.figures is not None:
            contest.claim = _write_figures(ledger, contest, contest.source, contest.figures)
            for source, row in contest.rivals:
                _write_figures(ledger, contest, source, row)
            _write_outcome(ledger, links, contest, contest.figures, parties)


def _write_candidacy(ledger: Ledger, contest: Contest, one: Candidacy, people: RegisteredPeople) -> None:
    person = people.by_key[one.key]
    row, source = one.row, one.source
    place = f"{contest.seat.name} {when_of(contest.election)}"
    ledger.describe(one.party.iri, describe_party, one.party)
    ledger.name(person.iri, person.name, "Person", FOAF + "Person")
    ledger.tell(source, person.iri, "standsIn", contest.seat.iri)
    ledger.name(one.iri, candidacy_label(person.name, one.party.name, place), "Candidacy")
    ledger.tell(source, one.iri, "candidate", person.iri)
    ledger.tell(source, one.iri, "contest", contest.iri)
    ledger.tell(source, one.iri, "party", one.party.iri)
    description = row.description or one.party.description
    if description:
        ledger.tell(source, one.iri, "ballotDescription", text(description))
    if row.person != person.name:
        ledger.tell(source, one.iri, "standingName", text(row.person))
    if row.party.adjunct_id:
        adjunct = f"{ID}party/{slug(row.party.adjunct_id).upper()}"
        ledger.name(adjunct, f"party {row.party.adjunct_id}", "Party")
        ledger.tell(source, one.iri, "adjunctParty", adjunct)
    if row.votes is not None:
        ledger.tell(source, one.iri, "votes", count(row.votes))
    if row.share_percent is not None:
        ledger.tell(source, one.iri, "sharePercent", decimal(row.share_percent))
    if row.change_points is not None:
        ledger.tell(source, one.iri, "changePoints", decimal(row.change_points))
    if row.was_member is not None:
        ledger.tell(source, one.iri, "sittingMember", boolean(row.was_member))
    if one.is_elected is not None:
        ledger.tell(source, one.iri, "elected", boolean(one.is_elected))
    one.claim = ledger.cite(source, row.row, one.iri, "candidacy")


def _write_places(ledger: Ledger, contest: Contest) -> None:
    """Write winner, runner-up and ranks, where all votes are known; of several members, how many they are.

    Outside the House of Commons the most votes need not win: ranks stand where they did.
    """
    standing = contest.standing
    votes = [one.row.votes for one in standing]
    winner = contest.winner
    if winner is not None:
        ledger.tell(winner.source, contest.iri, "winner", winner.iri)
    elected = [one for one in standing if one.is_elected]
    if len(elected) > 1 and contest.kind not in SINGLE_MEMBER:
        for source in sorted({one.source for one in elected}):
            ledger.tell(source, contest.iri, "seatsFilled", count(len(elected)))
    is_first_past_the_post = contest.kind in SINGLE_MEMBER or (winner is standing[0] and len(votes) > 1)
    if None in votes or not is_first_past_the_post or not contest.is_whole:
        return
    for one in standing:
        ledger.tell(one.source, one.iri, "rank", count(votes.index(one.row.votes) + 1))
    if winner is not None and len(votes) > 1 and votes.count(votes[1]) == 1:
        ledger.tell(winner.source, contest.iri, "runnerUp", standing[1].iri)


def _write_figures(ledger: Ledger, contest: Contest, source: str, row: ContestRow) -> str:
    for name, number in (
        ("electorate", row.electorate),
        ("validVotes", row.valid_votes),
        ("invalidVotes", row.invalid_votes),
        ("majority", row.majority),
    ):
        if number is not None:
            ledger.tell(source, contest.iri, name, count(number))
    if row.majority is not None and row.valid_votes:
        ledger.tell(source, contest.iri, "majorityPercent", decimal(share(row.majority, row.valid_votes)))
    if row.valid_votes is not None and row.electorate:
        ledger.tell(source, contest.iri, "turnoutPercent", decimal(share(row.valid_votes, row.electorate)))
        ledger.tell(source, contest.iri, "turnoutBasis", eg("ValidVotes"))
        if row.invalid_votes is not None:
            ballots = share(row.valid_votes + row.invalid_votes, row.electorate)
            ledger.tell(source, contest.iri, "allBallotsTurnoutPercent", decimal(ballots))
    if row.declared_at:
        ledger.tell(source, contest.iri, "declaredAt", date(f"{row.declared_at}:00"))
    return ledger.cite(source, row.row, contest.iri, "result")


def share(part: int, whole: int) -> Decimal:
    """Return a part in percent, to two places.

    Examples:
        >>> share(38745, 74866)
        Decimal('51.75')
    """
    return plain((Decimal(100 * part) / whole).quantize(Decimal("0.01")))


def _parties_by_abbreviation(contests: Iterable[Contest]) -> Mapping[tuple[str, str], LinkedParty]:
    """Return what each abbreviation of a party means, by election and at large."""
    found: dict[tuple[str, str], LinkedParty] = {}
    for contest in contests:
        for one in contest.candidacies:
            abbreviation = one.row.party.abbreviation.lower()
            found.setdefault((contest.iri, abbreviation), one.party)
            found.setdefault(("", abbreviation), one.party)
    return found


def _write_outcome(
    ledger: Ledger,
    links: OfficialLinks,
    contest: Contest,
    row: ContestRow,
    parties: Mapping[tuple[str, str], LinkedParty],
) -> None:
    """Write the hold or gain that the file names: against the last general election, by-elections ignored."""
    if not row.outcome:
        return

    def party(abbreviation: str) -> LinkedParty | None:
        key = abbreviation.lower()
        known = parties.get((contest.iri, key)) or parties.get(("", key))
        if known is not None or not abbreviation:
            return known
        named = links.gazetteers.party_named(abbreviation)
        return LinkedParty(named.iri, named.name, named) if named else None

    winner = contest.winner
    won_by = winner.party if winner else party(row.won_by)
    lost_by = party(row.gained_from)
    baseline = official_baseline(contest.election, links.gazetteers)
    contest.won_by, contest.gained_from, contest.baseline = won_by, lost_by, baseline
    iri, is_gain = outcome_iri(contest.iri, baseline), row.outcome == "gain"
    place = f"{contest.seat.name} {when_of(contest.election)}"
    label = outcome_label(
        place, won_by.name if won_by else "", lost_by.name if lost_by else "", is_gain=is_gain
    )
    ledger.name(iri, label, "Outcome")
    ledger.tell(contest.source, iri, "outcomeOf", contest.iri)
    ledger.tell(contest.source, iri, "baseline", eg(baseline))
    ledger.tell(contest.source, iri, "outcomeKind", eg("Gain") if is_gain else eg("Hold"))
    for name, told in (("wonBy", won_by), ("gainedFrom", lost_by)):
        if told is not None:
            ledger.describe(told.iri, describe_party, told)
            ledger.tell(contest.source, iri, name, told.iri)
    ledger.cite(contest.source, row.row, iri, "outcome")
