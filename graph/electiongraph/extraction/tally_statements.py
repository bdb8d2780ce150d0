"""Turn matches about national tallies into facts: seats won, their change, and shares of the vote.

Extraction, part of discourse. Seats on councils, in devolved parliaments and in one region are no national
tallies, unless the party stands in that country alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from electiongraph.body_gazetteers import ABROAD, NATIONS, body_of
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, election_in_year, kind_of
from electiongraph.extraction.rules import State
from electiongraph.extraction.sightings import Draft, Focus, Sighting

__all__ = [
    "ALL_SEATS",
    "FORETOLD",
    "TALLIES",
    "counts_here",
    "counts_seats",
    "tally_drafts",
    "why_not_national",
]

TALLIES = frozenset(("seatsWon", "seatsChange", "nationalShare", "seatsChangeDown", "seatsWonBefore"))

_TOLD_AS = {"seatsChangeDown": "seatsChange", "seatsWonBefore": "seatsWon"}
# The seats of the House of Commons: more than these no party can win.
ALL_SEATS = 650
# "Labour took all three seats": those of a town, not of the country.
_ALL_OF_A_PLACE = re.compile(
    r"\b(?:all|both|each)(?: (?:of )?(?:the|its|their|our))? ‹N\d+› (?:seats|constituencies)"
    r"(?! (?:(?:have|has|had|having|now|been|were|are|being) )*(?:declared|counted|reported|decided|filled"
    r"|known)\b| in,)"
)
_COUNCIL = re.compile(r"\bcounc(?:il|ils|illors?)\b|\bwards?\b|\blocal elections?\b", re.IGNORECASE)
_DEVOLVED = re.compile(r"\b(?:Senedd|Holyrood|Stormont|MSPs|MLAs|MSs)\b|\bassembl(?:y|ies)\b", re.IGNORECASE)
_FORECAST = re.compile(
    r"\bMRP\b|seat-by-seat (?:forecast|projection|poll)|\b(?:our|the|new) (?:model|forecast|projection)\b"
)
_SEATS = re.compile(
    r"\b(?:MPs|seats?|tally|haul|results|constituencies|MLAs|MSPs|new (?:House|Commons))\b", re.I
)
_NATIONAL = re.compile(
    r"nation(?:al|wide)|overall|across (?:the|Britain)|\bUK\b|seats|constituencies|\bcountry"
    r"|‹N\d+› (?:MPs|Members of Parliament)",
    re.IGNORECASE,
)
_SURELY_NATIONAL = re.compile(
    r"nation(?:al|wide)|across (?:the (?:UK|country)|Britain)|\bUK\b(?! ‹)|\bcountry", re.I
)
_REGION = re.compile(
    r"^(?: seats?| MPs| constituencies)?(?: (?:\w+ )?(?:seats?|MPs))?,? (?:here )?"
    r"(?:in|across|throughout|north of|on) (?:the )?"
    r"(?P<region>Scotland|Wales|Northern Ireland|border|‹S\d+›|region|county|city|area|borough|district"
    r"|[Cc]apital|London|[Ss]outh|[Nn]orth|[Ee]ast|[Ww]est|[Mm]idlands|Yorkshire|Cornwall|Devon|Kent|Essex|[A-Z][a-z]+shire|island)\b"
)
_REGIONAL_SEATS = re.compile(
    r"‹N\d+› (?P<region>Scottish|Welsh|London|Northern Irish|English) (?:seats|MPs|constituencies)"
)
_REGION_BEFORE = re.compile(
    r"(?:^|[,;] |\b(?:and|but|while) )(?:[Ii]n|[Aa]cross|[Tt]hroughout) (?:the )?"
    r"(?P<region>Scotland|Wales|Northern Ireland|[Cc]apital|London|Greater \w+"
    r"|(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern|[ -][Ee]ast|[ -][Ww]est)?(?: (?:of )?England)?"
    r"|(?:East|West) Midlands"
    r"|Midlands|Yorkshire|Cornwall|Devon|Kent|Essex|Sussex|Surrey|Norfolk|Suffolk|Cumbria|[A-Z][a-z]+shire"
    r"|(?:county|city|region|borough|district))\b(?:,| as a whole)?"
    r"(?:(?!nation|overall|across|UK|Britain)[^.;]){0,160}$"
)
_REGIONAL_SHARE = re.compile(
    r"^(?:[^.;,‹›]{0,20})? (?:of the |in )?(?P<region>Scottish|Welsh|Northern Irish|London|Scotland|Wales"
    r"|Northern Ireland|regional) (?:vote|share|electorate)"
)
# "the Scottish Conservatives won 13"
_NATIONAL_BRANCH = re.compile(
    r"\b(?P<region>Scottish|Welsh) (?=(?:Conservatives|Tories|Labour|Lib|Greens)\b)"
)
# "took ‹C0› of the vote, ‹G1›" goes on about shares.
_IN_SHARES = re.compile(r"‹C\d+› (?:of|share)\b[^‹›.;]{0,30}(?:‹[GN]\d+›[^‹›.;]{0,12})*$")
FORETOLD = re.compile(
    r"\b(?:suggest|predict|forecast|project|estimat|will win|would win|exit poll)", re.IGNORECASE
)
_OF_REGION = re.compile(
    r"\bof (?P<region>Scotland|Wales|Northern Ireland|London|England)'s (?:‹N\d+› )?(?:seats|MPs)"
)
_BETWEEN_THEM = re.compile(r"(?: (?:seats|MPs|members))? between (?:them|the)\b")
# Seats of one region's list, or of all lists, are not all that a party has.
_OF_LIST = re.compile(
    r"\b(?:on|from|of|off) the (?:[A-Z][\w-]+ |‹S\d+› )*(?:regional |additional )?list\b|\b(?:regional|list)"
    r" (?:list|seats|members|MSPs)\b",
    re.IGNORECASE,
)
_FEWEST_VOTES = 10
_WON_FOR_PARTY = re.compile(r"‹N\d+› for (?:the )?‹G")
# How near a tally stands to the one before whose word for seats holds for it too.
_NEAR = 200
# The country that a party of the gazetteer stands in, where it is not all of Great Britain.
_HOME = {"SNP": "Scotland", "Alba": "Scotland", "Plaid Cymru": "Wales"}
_ADJECTIVES = {
    "Scottish": "Scotland",
    "Welsh": "Wales",
    "Northern Irish": "Northern Ireland",
    "border": "Scotland",
}
_YEAR_AFTER = re.compile(r"^(?: (?:seats?|MPs))?,? (?:back )?(?:in|at) (?:the )?‹Y(\d+)›")
_YEAR_BEFORE = re.compile(
    r"(?:^|[,;] |\band |\bby |\bbut )(?:[Bb]ack )?(?:[Ii]n |by )?‹Y(\d+)›"
    r"(?:,| (?:when |it |they |the )*)[^;‹›]{0,25}(?:‹G\d+›)?[^;‹›]{0,25}$"
)


def tally_drafts(
    statements: ContestStatements, sighting: Sighting, state: State, focus: Focus
) -> Iterator[Draft]:
    """Yield national tallies; seats of councils or devolved parliaments and shares of one seat are none."""
    figure = state.person if state.person != "person" else "value"
    value, text = sighting.number(figure), sighting.text
    party = _party(statements, sighting, focus)
    counting = focus.declared is not None
    if value is not None and value > ALL_SEATS:
        return
    if (
        not party
        or value is None
        or (party == "Speaker" and value > 1)
        or not counts_here(statements, text, counting=counting)
    ):
        return
    runs_on = 0 <= sighting.match.start - statements.tally_told_at < _NEAR
    if not (counting or runs_on or _SEATS.search(text)) and state.predicate != "nationalShare":
        return
    if _ALL_OF_A_PLACE.search(text) or "‹L" in text:
        return
    reason = why_not_national(statements, sighting, party)
    if _runs_on(sighting) and FORETOLD.search(text[: sighting.match.at]):
        reason = "the later part of a forecast"
    if state.predicate == "nationalShare":
        with_seats = sighting.match.rule.name == "seats-with-share"
        bare = sighting.match.rule.name == "share-in-run" and not _SURELY_NATIONAL.search(text)
        if (
            slot_indices(text, "S")
            or not (counting or with_seats or _NATIONAL.search(text))
            or (bare and not counting)
        ):
            reason = "a share of one seat or of no known count"
    elif isinstance(value, float):
        return
    elif _runs_on(sighting) and _IN_SHARES.search(text[: sighting.match.at]):
        reason = "a share that leaves out its sign"
    if reason:
        yield Draft(sighting.match, None, reason)
        return
    down = state.predicate == "seatsChangeDown"
    election = _election(statements, sighting)
    if state.predicate == "seatsWonBefore":
        election = statements.where.previous()
    elif state.predicate == "seatsWon":
        statements.tally_told_at = sighting.match.end
    yield statements.draft(
        sighting,
        _TOLD_AS.get(state.predicate, state.predicate),
        election,
        party=party,
        value=-value if down else value,
        declared=focus.declared if election == statements.where.election else None,
    )


def counts_seats(sighting: Sighting) -> bool:
    """Tell whether a handful won for a party was of seats, not votes: "Ann Smith and Jo Lee won two"."""
    caught = sighting.caught("value")
    return (
        sighting.states("votes")
        and caught.isdigit()
        and sighting.mention(caught).number < _FEWEST_VOTES
        and bool(_WON_FOR_PARTY.match(sighting.text, sighting.text.find(f"‹N{caught}›")))
    )


def _runs_on(sighting: Sighting) -> bool:
    """Does a rule read the later members of a run, whose verb stands with the first?"""
    return sighting.match.rule.name in ("party-on-count", "share-in-run", "and-party-share")


def counts_here(statements: ContestStatements, text: str, *, counting: bool) -> bool:
    """Could a sentence of this document tell a tally of the parliament that it reports on?"""
    kind = kind_of(statements.where.election)
    kind = body_of(kind) or kind
    if kind not in (GENERAL, BY_ELECTION, *NATIONS, *ABROAD) or _COUNCIL.search(text):
        return False
    if kind not in NATIONS and _DEVOLVED.search(text) and "at Westminster" not in text:
        return False
    return counting or not _FORECAST.search(statements.text[:800])


# "At 7am, with 642 seats in, they had 358": what may stand before the party of the sentence before.
_OPENS_WITH = re.compile(r"(?:[^‹›]|‹[NXYD]\d+›){0,60}")


def _party(statements: ContestStatements, sighting: Sighting, focus: Focus) -> str:
    """Return whose tally it is: the party named, that of the leader named, or the one spoken of."""
    leader = statements.who.named(sighting.clause, sighting.match.groups.get("leader", ""))
    if leader is not None and leader.parties:
        return leader.parties[0].value
    if not sighting.match.rule.by_party or sighting.name("party"):
        return sighting.name("party")
    before = slot_indices(sighting.text[: sighting.match.at], "G")
    whole = sighting.text[: sighting.match.until]
    if not before and _OPENS_WITH.fullmatch(sighting.text[: sighting.match.at]) and "he party" not in whole:
        return focus.party
    return sighting.mention(before[0]).name if before else ""


def _election(statements: ContestStatements, sighting: Sighting) -> str:
    """Return the election of a tally: of the year beside it, else of the clause."""
    where, match, text = statements.where, sighting.match, sighting.text
    if " than" in text[match.at : match.until] and not _YEAR_BEFORE.search(text[: match.at]):
        return where.election
    if re.search(r"\b(?:now|still|currently)\b", text[match.at : match.until]):
        return where.election
    found = _YEAR_AFTER.match(text[match.until :]) or _YEAR_BEFORE.search(text[: match.at])
    year = int(sighting.mention(found[1]).number) if found else 0
    if year and match.rule.states[0].predicate in ("seatsWon", "nationalShare"):
        return election_in_year(year, where.gazetteers, where.election) or where.election
    return where.election_of(sighting, "")


def _branch_of_nation(statements: ContestStatements, start: int) -> re.Match[str] | None:
    """Return the nation whose branch of a party a tally is of, in a text about the whole country."""
    kind = kind_of(statements.where.election)
    if (body_of(kind) or kind) in NATIONS:
        return None
    return _NATIONAL_BRANCH.search(statements.text, max(0, start - 10), start + 30)


def why_not_national(statements: ContestStatements, sighting: Sighting, party: str) -> str:
    """Return why a tally is that of a region, "" when it is none or the party stands there alone."""
    match, text = sighting.match, sighting.text
    after = _REGION.match(text[match.until :])
    if _BETWEEN_THEM.match(text, match.until):
        return "what several parties have together"
    if _OF_REGION.search(text[: match.until]) or _OF_LIST.search(text):
        return "a tally of one region"
    found = (
        after
        or _branch_of_nation(statements, match.start)
        or _REGIONAL_SHARE.match(text[match.until :])
        or _REGIONAL_SEATS.search(text[match.at : match.until + 30])
        or _REGION_BEFORE.search(text[: match.at])
    )
    if found is None:
        return ""
    known = statements.where.gazetteers.party_named(party)
    home = _HOME.get(party) or (known.jurisdiction if known else "")
    region = _ADJECTIVES.get(found["region"], found["region"])
    kind = kind_of(statements.where.election)
    if NATIONS.get(body_of(kind) or kind) == region:
        return ""
    return "" if home == region and region != "Great Britain" else "a tally of one region"
