"""Read a run of tallies as one statement: "Labour 30 (up one), Plaid Cymru 13, the Lib Dems one (unchanged)".

Extraction, part of discourse. Such a sentence names parties, each with its seats and what that is more or
less than before; the verb, and the word for seats, stand once or in the heading above.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from electiongraph.body_gazetteers import body_of
from electiongraph.extraction.clauses import Clause, RuleMatch
from electiongraph.extraction.contest_statements import ContestStatements
from electiongraph.extraction.factuality import is_hedged
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.mentions import Mention
from electiongraph.extraction.numerals import read_numeral
from electiongraph.extraction.polling_days import kind_of
from electiongraph.extraction.rules import unwritten_rule
from electiongraph.extraction.sightings import Draft, Focus, Sighting
from electiongraph.extraction.tally_statements import FORETOLD, counts_here, why_not_national

__all__ = ["run_drafts"]

_COUNT = (
    r"(?P<count>\d{1,3}(?![\d,.]?\d)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:a single|a lone|a solitary)|none(?! of)|nil)"
)
_SEATS = r"(?:seats?|MPs?|MSPs?|MLAs?|MSs?|AMs?|TDs?|members|ridings|constituencies)"
_LEADS = (
    r"(?:(?:[Pp]arty|again|also|now|still|together|currently|already|so far|comfortably|has|have"
    r"|had|is|are|was"
    r"|were|on|with|at|won|wins|winning|took|taking|got|getting|claimed|claiming|secured|securing|finished|finish"
    r"|finishes|finishing|ended|ending|ends|end|came back|comes? back|coming back|emerges?|emerged|emerging"
    r"|returned|returns|left|keeps?|kept|retains?|retained"
    r"|remained|remains?|stayed|stays?|(?:reduced|cut|down|back|up|slips?|slipped|falls?|fell|dropped|drops?"
    r"|rises?|rose|climbs?|climbed|grew|grows?|shrank|shrinks?|jumps?|jumped|crashed|slumped) to|as|the night"
    r"|the largest party"
    r"|the biggest party|the single largest party|second|third|fourth|next|last|holds?|held"
    r"|picked up|just|only"
    r"|a mere|a total of|all|unchanged|home"
    r"|at (?:Stormont|Holyrood)|in the (?:new )?(?:Assembly|Senedd|Parliament|Dáil|parliament))[ ,]+)*"
)
_NUMBER = r"(?P<NAME>\d{1,3}|[a-z]+(?:-[a-z]+)?)"
# "Labour up three to 16" tells the change before the count.
_FIRST_CHANGE = rf"(?:(?:up|(?P<fewer_now>down)) (?:by )?{_NUMBER.replace('NAME', 'by')} (?:to|on|at) )?"
_TALLY = re.compile(
    rf"(?:['’]s?)?(?:\s*[:–—-])?,?\s+{_LEADS}{_FIRST_CHANGE}{_COUNT}(?![\w-])(?: of the \d+)?(?:(?: Senedd|"
    rf" Assembly| Holyrood)? {_SEATS}\b)?"
    r"(?! (?:for|(?:went |gone |goes |going )?to) ?(?:the )?(?:$|[A-Z])| short)"
)
# "31 for the Conservatives, 24 for Labour"
_BEFORE = re.compile(
    rf"(?<![\w.,£]){_COUNT}(?: {_SEATS})? (?:for|(?:went|gone|goes|going) to) (?:(?:the|its|their) )?$"
)
# "Alliance has one, as do the Ulster Unionists and the TUV"
_AS_DO = re.compile(
    r"‹G\d+›[^‹›.;]{0,40}(?P<count>‹N\d+›|\bone|\bnone)\b[^‹›.;]{0,15},? (?:as|and so) (?:do|does|did|have"
    r"|has) "
)
# "Aontú and the Greens two and one respectively"
_RESPECTIVELY = re.compile(
    r"‹G(\d+)›,? and (?:the )?‹G(\d+)›[^‹›.;]{0,30}(?P<first>‹N\d+›|\bone) and (?P<second>‹N\d+›|one)"
    rf"(?: {_SEATS})?,? respectively"
)
_SO_JOINED = re.compile(r"(?:,? and |, )?(?:the )?‹G(\d+)›")
# "The Ulster Unionists, Alliance and the TUV won one each"
_EACH = re.compile(
    r"(?P<all>‹G\d+›(?:, (?:the )?‹G\d+›)*,? and (?:the )?‹G\d+›)(?: [a-z]+){0,3} (?P<count>‹N\d+›|one)"
    rf"(?: {_SEATS})? (?:each|apiece)\b"
)


def _number(name: str) -> str:
    return _NUMBER.replace("NAME", name)


_CHANGE = re.compile(
    r",?\s*(?:\(|[–—-] )?(?:"
    rf"(?:(?:up|a (?:net )?gain of|an increase of|gaining|plus)|(?P<down>down|a (?:net )?loss of"
    rf"|losing|minus))"
    rf" (?:by )?{_number('number')}"
    r"|(?P<signed>[+−–-]\d{1,3})(?![\d.%])"
    rf"|{_number('after')} (?:(?:seats? )?(?:more|up)|(?P<fewer>(?:seats? )?(?:fewer|down)))\b"
    r"|(?P<none>unchanged|no change|n/?c|the same(?: as)?|±0|=|(?<=\()0(?=\))))"
    r"(?= ?(?:seats?|on|from|than|since|\)|,|;|\.|[–—-] |and\b|$))"
)
# What shows a sentence to be about seats, in itself or in its opening words.
_OF_SEATS = re.compile(
    rf"\b{_SEATS}\b|\b[Ss](?:tate|tanding|trength|tandings) of (?:the )?(?:main )?(?:parties|play)"
    r"|\b(?:[Hh]ow|[Ww]here) (?:the|all) parties (?:now |finally |all )?(?:stand|stood|finished|ended up)\b"
    r"|\b(?:[Ff]inal|[Ff]ull|[Oo]verall|[Nn]ew|[Ll]atest) (?:seat )?(?:tally|result|score|state|line-up|count"
    r"|standings)\b|\b[Pp]arty (?:strengths|standings)\b|\bits tally|\b[Rr]esults in\b|\bdeclarations\b"
)
_SHARE = re.compile(r"\s*(?:%|per ?cent|pc\b|point|votes?\b|councillors\b)")
_OF_ANOTHER_YEAR = re.compile(
    r"^,? (?:back )?(?:in|at) (?:the )?(?:(?:19|20)\d\d|(?:last|previous) )|^ (?:last time|previously)"
)
_BARE = re.compile(
    r"(?:[‹›GNPX\d\s,;.:()+−–±-]|and|the|others?|one|two|three|four|five|six|seven|eight|nine)*$"
)
_THEN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Bb]y|[Ss]ince|[Ff]rom) (?:the )?(?:[a-z]+ of )?(?P<year>(?:19|20)\d\d)\b|\b(?:last"
    r" time|years (?:ago|earlier)|previous(?:ly)?)\b"
)
_NEXT_COUNT = re.compile(r"‹G\d+›[^‹›]*‹N\d+›")
_LEAST = 2
# How near the tallies of the sentence before stand.
_NEAR = 100


@dataclass(frozen=True, slots=True)
class _Item:
    """A party of the run, its seats and their change, with the run of the text that tells each."""

    slot: int
    party: Mention
    count: int
    start: int
    end: int
    change: int | None
    change_end: int


def run_drafts(statements: ContestStatements, clause: Clause, focus: Focus) -> Iterator[Draft]:
    """Yield the tallies and changes that a sentence tells in a run.

    Args:
        statements: What turns matches into facts.
        clause: The sentence.
        focus: How many seats had declared.
    """
    masked, text = clause.masked, statements.text
    slots = slot_indices(masked.text, "G")
    runs_on = statements.tally_told_at > 0 and clause.start - statements.tally_told_at < _NEAR
    kind = kind_of(statements.where.election)
    named = masked.text.find("‹G")
    bare = len(slots) > _LEAST and _BARE.match(masked.text, named) is not None
    if len(slots) < _LEAST or not (runs_on or bare or _OF_SEATS.search(text, clause.start, clause.end)):
        return
    then = _THEN.search(text, clause.start, masked.mentions[slots[0]].start)
    if then and not (then["year"] and statements.where.election.startswith(then["year"])):
        return
    if not counts_here(statements, masked.text, counting=focus.declared is not None):
        return
    items = list(_items(text, clause, slots))
    of_seats = runs_on or body_of(kind) or _OF_SEATS.search(text, clause.start, clause.end)
    # At home such lines are mostly those of exit polls, unless they tell what is more or less for each.
    if not of_seats and (named or any(item.change is None for item in items)):
        return
    told = masked.text.replace(" none", " nil")
    if len(items) < _LEAST or is_hedged(told, 0, len(told)) or FORETOLD.search(told):
        return
    drafts = [draft for item in items for draft in _drafted(statements, clause, item, focus)]
    if all(draft.fact for draft in drafts):
        yield from drafts


def _items(text: str, clause: Clause, slots: list[int]) -> Iterator[_Item]:
    mentions = clause.masked.mentions
    shared = dict(_shared(clause))
    end = clause.start
    for number, slot in enumerate(slots):
        party = mentions[slot]
        until = mentions[slots[number + 1]].start if number + 1 < len(slots) else clause.end
        before = _BEFORE.search(text, end, party.start)
        found = None if slot in shared else before or _TALLY.match(text, party.end, until)
        end = party.end
        if found is None:
            if slot in shared:
                yield _Item(slot, party, shared[slot], party.start, party.end, None, 0)
            continue
        told = party.end if before else found.end()
        if _SHARE.match(text, told) or _OF_ANOTHER_YEAR.match(text[told:until]):
            continue
        count = _value(found["count"])
        changed = _CHANGE.match(text, told, min(until + 4, clause.end))
        change = _changed(changed) if changed else None
        if count is None:
            continue
        if not before and found["by"]:
            by = read_numeral(found["by"])
            change = by if by is None or not found["fewer_now"] else -by
        start = found.start() if before else party.start
        yield _Item(slot, party, count, start, told, change, changed.end() if changed else told)
        end = told


def _shared(clause: Clause) -> Iterator[tuple[int, int]]:
    """Yield the parties that have as many seats as another one, with the number."""
    text, mentions = clause.masked.text, clause.masked.mentions

    def number(words: str) -> int:
        slots = slot_indices(words, "N")
        return int(mentions[slots[0]].number) if slots else _value(words) or 0

    for same in _AS_DO.finditer(text):
        at = same.end()
        while joined := _SO_JOINED.match(text, at):
            yield int(joined[1]), number(same["count"])
            at = joined.end()
    for both in _RESPECTIVELY.finditer(text):
        yield int(both[1]), number(both["first"])
        yield int(both[2]), number(both["second"])
    for each in _EACH.finditer(text):
        for slot in slot_indices(each["all"], "G"):
            yield slot, number(each["count"])


def _value(words: str) -> int | None:
    return 0 if words in ("none", "nil") else read_numeral(words)


def _changed(found: re.Match[str]) -> int | None:
    if found["none"]:
        return 0
    if found["signed"]:
        return int(found["signed"][1:]) * (1 if found["signed"][0] == "+" else -1)
    number = read_numeral(found["number"] or found["after"])
    return None if number is None else -number if found["down"] or found["fewer"] else number


_RULES = {told: unwritten_rule("tally-run", told, "a run of tallies") for told in ("seatsWon", "seatsChange")}


def _drafted(statements: ContestStatements, clause: Clause, item: _Item, focus: Focus) -> Iterator[Draft]:
    """Yield the facts of one party of a run."""
    text = clause.masked.text
    at = text.index(f"‹G{item.slot}›")
    further = text.find("‹G", at + 1)
    until = further if further > 0 else len(text)
    election = statements.where.election
    told = [("seatsWon", item.count, item.end)]
    if item.change is not None:
        told.append(("seatsChange", item.change, item.change_end))
    for predicate, value, end in told:
        match = RuleMatch(_RULES[predicate], {"party": str(item.slot)}, item.start, end, at, until)
        sighting = Sighting(clause, match)
        counted = _NEXT_COUNT.match(text, at)
        at_count = dataclasses.replace(match, until=counted.end()) if counted else match
        reason = why_not_national(statements, sighting, item.party.name) or why_not_national(
            statements, Sighting(clause, at_count), item.party.name
        )
        if reason:
            yield Draft(match, None, reason)
            continue
        statements.tally_told_at = end
        yield statements.draft(
            sighting, predicate, election, party=item.party.name, value=value, declared=focus.declared
        )
