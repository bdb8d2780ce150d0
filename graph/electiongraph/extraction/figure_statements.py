"""Turn matches about figures into facts: votes, shares, majorities, turnouts, now and at earlier elections.

Extraction, part of discourse. Each function takes the statements of the document and a match whose person,
seat and election are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Person
from electiongraph.extraction.polling_days import previous_election
from electiongraph.extraction.sightings import Draft, Focus, Resolved, Sighting
from electiongraph.extraction.whereabouts import GONE

if TYPE_CHECKING:
    from electiongraph.extraction.contest_statements import ContestStatements

__all__ = [
    "drafts_in_order",
    "earlier_figure_drafts",
    "figure_drafts",
    "owned_majority_drafts",
    "party_vote_drafts",
    "same_figure_drafts",
    "score_drafts",
    "vote_drafts",
]

# Figures smaller than this are ages, places, years of service.
FEWEST_VOTES = 100
# "Bob Jones, who lost by 40 votes": what somebody loses by is no majority of the time before.
_BY = re.compile(r"[ ,]*(?:by |(?:lost|loses|losing|beaten|defeated|ousted|(?:went|goes|going) down)\b)")
# No candidate has ever polled more in a seat of the House of Commons; a party has, in the country.
MOST_VOTES = 60_000
_NAMED = re.compile(r"\b(?:(?P<majority>majority|margin|lead)|[Tt]urnout)\b")
# A majority as small as this is more likely one of seats.
FEWEST_OF_PARLIAMENT = 25
_OF_A_CONTEST = re.compile(
    r"‹[SP]\d+›|\b(?:votes?|just|only|mere|recounts?|counts?|smallest|slimmest|closest|paper-thin|wafer-thin|slender"
    r"|knife-edge|won|lost|beat|beaten|held|victory)\b"
)
_OWNER = re.compile(r"‹[PA](\d+)›(?:'s?)?(?:, who [^,;‹›]{1,40},|,? who)? (?:[a-z-]+ ){0,3}$")
_OWNED = re.compile(
    r"‹P(\d+)›(?:(?:'s?|, whose) (?:(?:[a-z-]+|‹[YGS]\d+›(?:'s)?) ){0,3}?| (?:had|enjoyed) an? (?:[a-z-]+ )?)"
    r"(?:(?:majority|lead|margin|cushion|advantage),?(?: (?:(?!win|won|take|gain)[a-z-]+|in ‹S\d+›)){0,4} )?$"
)
# "the SNP's 14,339 majority", "Labour's majority of 4,637"
_OF_PARTY = re.compile(
    r"(?:^|[^‹›]{3})‹G(\d+)›'s? (?:(?:[a-z-]+|‹[YS]\d+›) ){0,3}?(?:(?:majority|lead|cushion)(?: in ‹S\d+›)?"
    r" (?:of|was|is) (?:just |only )?)?$"
)
# What is defended, overturned or gone is the majority of the election before.
_OF_BEFORE = re.compile(
    r"\b(?:defend(?:ing|ed|s)|overturn(?:ed|ing|s)?|inherit(?:ed|ing)|protecting|nursing|sitting on"
    r"|wip(?:ed|ing) out|overc[ao]me"
    r"|demolish(?:ed|ing)|despite|revers(?:ed|ing)|ate|eat(?:en|ing)|devour(?:ed|ing)|gobbled up|chewed up"
    r"|munched through|swallowed|burned through|tore up|torn up"
    r"|eras(?:ed|ing)|having (?:had|enjoyed)|had (?:had|enjoyed)"
    r"|had been (?:held|won|taken|retained)|(?:started|began|went in"
    r"|went into [a-z ]{3,25}) with)"
    r" (?:(?!as ‹P| and ‹[PS]| to (?:win|take|gain|claim) | and (?:won|took) )[^;.,‹›]|‹[PGYSA]\d+›){0,60}"
    r"(?:, (?:just|only|a mere) )?$"
    r"|\blos(?:es|ing|t) (?:an?|his|her|the|its|their) (?:(?!new\b)[a-z-]+ )?$"
)
# "defended Lancaster and Fleetwood by 2,380" tells of the new majority.
_DEFENDED_BY = re.compile(
    r"\b(?:defend(?:ed|s) (?:(?:the )?‹S\d+›|(?:his|her|the) (?:[a-z-]+ |‹S\d+› )?seat|it)"
    r"|overc[ao]m(?:e|ing) ‹P\d+›),? (?:by|with (?:an? )?(?:[a-z-]+ )?(?:(?:majority|margin) of)?) ?"
    r"(?:just |only )?$"
)
# Who is adrift and not second is adrift of somebody else than the winner's margin tells.
_NOT_SECOND = re.compile(
    r"\b(?:third|fourth|fifth|sixth|(?<!at )last|bottom)\b"
    r"(?! (?:time|term|election|night|week|year|month|session|parliament|spring|summer|autumn|winter|decade))"
)
_ANOTHER_FOLLOWS = re.compile(r"(?:,| and|, and|,? while|;) (?:the )?‹P")
# "Her majority grew by 2,528 to 6,791" is no score.
_TREND = re.compile(
    r"\b(?:grow\w*|grew|f[ae]ll\w*|ris[ei]\w*|rose|cut|reduced|increas\w+|shr[aiu]nk\w*|slashed|dropp?\w*|widen\w*)"
    r"[^;.]{0,25}$"
)
_HAD_BEEN = re.compile(r"\bhad (?:been|stood at) (?:[a-z]+ ){0,2}‹N")
_AS_OBJECT = re.compile(
    r"\b(?:beat|beats|beating|defeat(?:ed|s|ing)|oust(?:ed|s|ing)|unseat(?:ed|s|ing)|toppl(?:ed|es|ing)|over|behind"
    r"|second to|runner-up to|lost to|losing to|from) (?:the |[a-z-]+ ){0,2}"
    r"(?:‹G\d+›(?:'s?)? (?:[a-z-]+ )?)?(?:MP,? )?$"
)
_LOST_TO = re.compile(
    r"\b(?:los(?:t|es|ing)|missed out|f[ae]ll(?:s|en|ing)?|(?:went|goes|gone|going) down|succumb\w*|conced\w*"
    r"|g[ai]v(?:e|es|en|ing) way|(?:second|runner-up) to|no match for|bowed)\b"
)
_BEHIND = re.compile(r"\b(?:behind|adrift|short|shy|ahead of|clear of|in front of)\b")


def vote_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield a person's votes or share; those of a rival stand in a group named after the rival's."""
    sighting, predicate = resolved.sighting, resolved.state.predicate
    rule, caught = sighting.match.rule, sighting.match.groups
    shares = rule.states[0].predicate == "voteShare"
    group = "share" if predicate == "voteShare" and ("share" in caught or not shares) else "value"
    if resolved.state.person != "person":
        own = f"{resolved.state.person}_{'share' if predicate == 'voteShare' else 'votes'}"
        group = own if own in rule.pattern.groupindex else group
    value = _own_of_two(resolved, group)
    # "Ann Smith beat Bob Jones with 40.7 per cent": the figure is the winner's.
    if rule.name == "person-share" and _AS_OBJECT.search(sighting.text[: sighting.match.at]):
        return
    if value is None or _is_round(sighting.mention(sighting.caught(group)).name, value):
        return
    if predicate == "votes" and resolved.person is not None:
        statements.counts[resolved.seat, resolved.election, resolved.person.name] = value
    yield statements.resolved_draft(resolved, predicate, value=value)


def _own_of_two(resolved: Resolved, group: str) -> int | float | None:
    """Return a figure, of two counts in a sentence on a victory the one that whoever it is must have had.

    "Bob Jones lost to Ann Smith by 54: 18,993 votes to 18,939" tells the winner's count first.
    """
    sighting = resolved.sighting
    value = sighting.number(group)
    counts = [sighting.number(name) for name in ("value", "loser_votes")]
    if None in counts or group not in ("value", "loser_votes"):
        return value
    lower, higher = sorted(count for count in counts if count is not None)
    subject_lost = _LOST_TO.search(_said(sighting)) is not None
    return lower if subject_lost == (group == "value") else higher


def figure_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield a majority or a turnout, of the election before where it was defended, or has gone."""
    sighting, predicate = resolved.sighting, resolved.state.predicate
    group = "share" if predicate == "majorityShare" else "value"
    value = sighting.number(group)
    if value is None:
        return
    words = sighting.mention(sighting.caught(group)).name
    matched = sighting.text[sighting.match.at : sighting.match.until + 6]
    if predicate == "majority" and (isinstance(value, float) or (words.isalpha() and "vote" not in matched)):
        return
    if predicate == "majority" and _is_none_of_a_seat(sighting, value):
        statements.note_figure(predicate)
        return
    if predicate == "majority" and _BEHIND.search(matched) and _NOT_SECOND.search(_clause_of(sighting)):
        return
    election, seat = resolved.election, resolved.seat
    past = sighting.match.rule.when == "previous" or (
        predicate == "majority"
        and (
            _is_of_the_defeated(statements, sighting) or _is_gone(sighting) or bool(_HAD_BEEN.search(matched))
        )
    )
    if past and election == statements.where.election:
        election = statements.where.previous()
        seat = statements.where.seat_then(seat, election)
    elif past and sighting.match.rule.when == "previous" and election == statements.where.year_when(sighting):
        election = previous_election(election, statements.where.gazetteers)
    owner = _owner_told(statements, sighting) if predicate == "majority" else None
    if owner is not None and election == statements.where.election:
        statements.note_figure(predicate)
        statements.owned.append((sighting, predicate, owner, seat, value))
        return
    party = _OF_PARTY.search(sighting.text, 0, sighting.text.find(f"‹N{sighting.caught('value')}›"))
    if party is not None and predicate == "majority" and election == statements.where.election:
        statements.note_figure(predicate)
        statements.owned_by_parties.append((sighting, sighting.mention(party[1]).name, seat, value))
        return
    yield statements.draft(sighting, predicate, election, seat=seat, value=value)


def owned_majority_drafts(statements: ContestStatements) -> Iterator[Draft]:
    """Yield the majorities told as somebody's: of the election before where another has won the seat now.

    So it is with the victory that whoever has a majority must have won.
    """
    now = statements.where.election
    for sighting, predicate, owner, seat, value in statements.owned:
        election, seat_then = now, seat
        winners = statements.named[("elected", seat, now)]
        told = statements.named
        left = any(owner.name in told[(name, seat, now)] for name in ("stoodDown", "defeatedIn"))
        gone = left or ((owner.left or owner.beaten) and not owner.won)
        if (winners or gone) and owner.name not in winners:
            election = statements.where.previous()
            seat_then = statements.where.seat_then(seat, election)
        person = None if predicate == "majority" else owner
        yield statements.draft(sighting, predicate, election, person=person, seat=seat_then, value=value)
    for sighting, party, seat, value in statements.owned_by_parties:
        parties = {
            held.value for one in statements.named[("elected", seat, now)].values() for held in one.parties
        }
        is_past = bool(parties) and party not in parties
        election = statements.where.previous() if is_past else now
        seat_then = statements.where.seat_then(seat, election)
        yield statements.draft(sighting, "majority", election, seat=seat_then, value=value)


def earlier_figure_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield the figure of the election before, or of the year that stands beside it."""
    sighting, value = resolved.sighting, resolved.sighting.number("then")
    if value is None:
        return
    where = statements.where
    held = where.by_election_beside(sighting, "then", resolved.seat)
    before = where.previous()
    if where.is_preview and resolved.election[:10] == before[:10]:
        before = previous_election(before, where.gazetteers)
    then = held or where.election_beside(sighting, "then") or before
    if then:
        predicate = resolved.state.predicate.removesuffix("Then")
        seat = where.seat_then(resolved.seat, then)
        yield statements.draft(sighting, predicate, then, person=resolved.person, seat=seat, value=value)


def same_figure_drafts(statements: ContestStatements, resolved: Resolved) -> Iterator[Draft]:
    """Yield what the majority or the turnout told of last was, or is, at another election."""
    sighting = resolved.sighting
    named = _NAMED.search(_said(sighting))
    predicate = ((named["majority"] and "majority") or "turnout") if named else statements.told_figure
    value = sighting.number("value")
    kind = sighting.mention(sighting.caught("value")).kind
    if value is not None and (predicate, kind) in (("majority", "N"), ("turnout", "C")):
        yield statements.resolved_draft(resolved, predicate, value=value)


def drafts_in_order(
    statements: ContestStatements, sighting: Sighting, predicate: str, focus: Focus
) -> Iterator[Draft]:
    """Yield the figures of several people, or seats, that the sentence names in the same order."""
    text, match = sighting.text, sighting.match
    figures = [sighting.mention(i).number for i in slot_indices(match.groups["figures"], "N")]
    whole = text[text.rfind(";", 0, match.at) + 1 : match.until]
    slots = slot_indices(whole, "P" if predicate == "votes" else "S")[-len(figures) :]
    own = slot_indices(whole, "P" if predicate == "votes" else "S")
    if len(own) != len(figures) or min(figures) < FEWEST_VOTES:
        return
    for slot, figure in zip(slots, figures, strict=True):
        if predicate == "majority":
            seat = sighting.mention(slot).name
            election = statements.where.election_of(sighting, seat)
            yield statements.draft(sighting, predicate, election, seat=seat, value=figure)
            continue
        person = statements.who.named(sighting.clause, str(slot))
        seats = statements.where.seats(sighting, person, focus)
        if person is not None and seats:
            election = statements.where.election_of(sighting, seats[0], person)
            for name, value in (("standsIn", ""), ("votes", figure)):
                yield statements.draft(sighting, name, election, person=person, seat=seats[0], value=value)


def score_drafts(statements: ContestStatements) -> Iterator[Draft]:
    """Yield the counts of the two whom a text names in a contest: the higher is the winner's."""
    for sighting, seat, election in statements.scored:
        won = statements.named[("elected", seat, election)]
        stood = (
            statements.named[("defeatedIn", seat, election)] or statements.named[("standsIn", seat, election)]
        )
        lost = {name: person for name, person in stood.items() if name not in won}
        for named in (_people_in(statements, sighting), _people_before(statements, sighting)):
            here = {person.name for person in named}
            if len(lost) > 1:
                lost = {name: person for name, person in lost.items() if name in here} or lost
        if len(won) != 1 or len(lost) > 1 or _TREND.search(sighting.text[: sighting.match.at]):
            continue
        figures = [int(sighting.mention(i).number) for i in slot_indices(_said(sighting), "N")]
        people = (*won.values(), *lost.values())
        for person, figure in zip(people, sorted(figures, reverse=True), strict=False):
            yield statements.draft(sighting, "votes", election, person=person, seat=seat, value=figure)


def party_vote_drafts(statements: ContestStatements) -> Iterator[Draft]:
    """Yield the counts told of a party only, where the text names one candidate of it in the contest."""
    for sighting, seat, election, group in statements.of_parties:
        party, figure = sighting.name("party"), sighting.number(group)
        told = {
            name: person
            for predicate in ("standsIn", "elected", "defeatedIn", "votes")
            for name, person in statements.named[(predicate, seat, election)].items()
            if any(attribute.value == party for attribute in person.parties)
        }
        if len(told) != 1 or figure is None or figure > MOST_VOTES:
            continue
        ((name, person),) = told.items()
        if name not in statements.named[("votes", seat, election)]:
            yield statements.draft(sighting, "votes", election, person=person, seat=seat, value=figure)


def _is_round(words: str, value: int | float) -> bool:
    """Is it a thousand or more in words, without hundreds: "home by five thousand"?"""
    return value >= 1000 and value % 1000 == 0 and not any(c.isdigit() for c in words)


def _is_none_of_a_seat(sighting: Sighting, value: int | float) -> bool:
    """Is it a figure nobody has counted, or a handful that the words give to no contest?

    A majority of 12 is a government's, unless the sentence tells of votes, a seat or how small it is.
    """
    if _is_round(sighting.mention(sighting.caught("value")).name, value):
        return True
    return value < FEWEST_OF_PARLIAMENT and not _OF_A_CONTEST.search(sighting.text)


def _owner_told(statements: ContestStatements, sighting: Sighting) -> Person | None:
    """Return whose majority it is called: "Steve Brine's majority of 985"."""
    text, match = sighting.text, sighting.match
    at = re.search(rf"‹N{sighting.caught('value')}›", text[match.at : match.until])
    owner = _OWNED.search(text[: match.at + at.start()]) if at else None
    return statements.who.named(sighting.clause, owner[1]) if owner else None


def _is_of_the_defeated(statements: ContestStatements, sighting: Sighting) -> bool:
    """Is it "her majority of 11,982", and has she lost this time, or left?"""
    if _BY.match(sighting.text, sighting.match.at):
        return False
    owner = _OWNER.search(sighting.text[: sighting.match.at])
    person = statements.who.named(sighting.clause, owner[1]) if owner else None
    if person is None:
        return False
    now = statements.where.election
    left = any(
        person.name in people
        for (predicate, _, day), people in statements.named.items()
        if predicate == "stoodDown" and day == now
    )
    return person.defeated or left


def _is_gone(sighting: Sighting) -> bool:
    """Does the sentence say that a majority was defended, or has vanished? Then it is that of before."""
    text, match = sighting.text, sighting.match
    if match.rule.when == "now":
        return False
    at = re.search(rf"‹[NC]{sighting.caught('value')}›", text[match.at : match.until])
    before = text[: match.at + at.start()] if at else text[: match.at]
    if _DEFENDED_BY.search(before):
        return False
    return bool(
        _OF_BEFORE.search(before) or GONE.match(text, match.until) or _SHRINKS.match(text, match.until)
    )


# "... saw a majority of 11,609 shrivel to 1,719"
_SHRINKS = re.compile(r"(?: in (?:the )?‹S\d+›)? (?:shrivel|shrink|dwindle|crumple|fall|drop|tumble) to\b")


def _people_in(statements: ContestStatements, sighting: Sighting) -> Iterator[Person]:
    for index in slot_indices(sighting.text, "P"):
        if person := statements.who.named(sighting.clause, str(index)):
            yield person


def _people_before(statements: ContestStatements, sighting: Sighting) -> Iterator[Person]:
    for index in slot_indices(sighting.text[: sighting.match.at], "P"):
        if person := statements.who.named(sighting.clause, str(index)):
            yield person


def _said(sighting: Sighting) -> str:
    return sighting.text[sighting.match.at : sighting.match.until]


def _clause_of(sighting: Sighting) -> str:
    """Return the sentence from its last semicolon before a match to shortly after it."""
    text, match = sighting.text, sighting.match
    after = _ANOTHER_FOLLOWS.split(text[match.until : match.until + 25])[0]
    return text[max(text.rfind(";", 0, match.at), 0) : match.until] + after
