"""A generator of layouts: real results set as a few independent choices say, with the facts they state."""

from __future__ import annotations

import html
import itertools
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from layout_choices import IN_LINES, NONE, RUN_ON, Layout, applies
from layout_markup import bullet, in_lines, joined, table
from layout_results import RESULTS, Candidate, Party, Result

__all__ = ["Key", "Page", "page_of"]

Key = tuple[str, ...]
_COLUMNS = {"name": "Candidate", "party": "Party", "votes": "Votes", "share": "% share", "change": "Change"}
_WELSH = {"name": "Ymgeisydd", "party": "Plaid", "votes": "Pleidleisiau"}
_PREVIOUS = {"2024-07-04": "2019-12-12", "2019-12-12": "2017-06-08", "2017-06-08": "2015-05-07",
             "2015-05-07": "2010-05-06"}  # fmt: skip
_WIDTH = 72


@dataclass(frozen=True)
class Page:
    """A text or page, when it was published, and the facts that it states."""

    content: str
    is_html: bool
    published: str
    facts: frozenset[Key]


def page_of(layout: Layout, number: int) -> Page:
    """Set two or three results as a layout says, chosen by a number."""
    groups = [list(group) for _, group in itertools.groupby(RESULTS, key=lambda result: result.election)]
    group = groups[number % len(groups)]
    turned = group[number % len(group) :] + group[: number % len(group)]
    results = turned[: 2 + number % 2]
    writer = _Writer(layout, results)
    content = writer.page()
    election = results[0].election
    return Page(
        content, writer.is_html, f"{election[:8]}{int(election[8:]) + 1:02d}", frozenset(writer.facts)
    )


class _Writer:
    def __init__(self, layout: Layout, results: list[Result]) -> None:
        self.layout = {name: value if applies(name, layout) else NONE for name, value in layout.items()}
        self.results = results
        self.is_html = layout["arrangement"].startswith(("<", "transposed"))
        self.facts: set[Key] = set()
        self.election = results[0].election
        self.year = self.election[:4]
        self.before = _PREVIOUS[self.election]

    def page(self) -> str:
        """Return the whole text or page."""
        title = f"General election {self.year}: how the area voted"
        legend = {
            "*": "An asterisk (*) marks the winner of each seat.",
            "capitals": "Winners are shown in capitals.",
            "+": "+ denotes elected",
        }.get(self.layout["winner"], "")
        if "of seats" in self.layout["arrangement"]:
            blocks = [self.table_of_seats()]
        else:
            blocks = [self.block(number, result) for number, result in enumerate(self.results, 1)]
        if self.is_html:
            body = "\n".join(filter(None, (f"<h1>{title}</h1>", legend and f"<p>{legend}</p>", *blocks)))
            return f"<html><head><title>{title}</title></head><body><article>{body}</article></body></html>"
        return "\n\n".join(filter(None, (title, legend, *blocks))) + "\n"

    # The parts of one seat's result.

    def block(self, number: int, result: Result) -> str:
        """Return one seat with heading, list and figures."""
        heading = [*self.heading(number, result), *self.above()]
        closing = self.closing(result)
        earlier = self.earlier(result)
        listed = self.list_of(result)
        place = self.layout["place"]
        if self.layout["arrangement"] in RUN_ON:
            return self.run_on_block(heading, listed, closing, earlier)
        if self.is_html:
            heads = [f"<h2>{html.escape(heading[0])}</h2>", *(f"<p>{line}</p>" for line in heading[1:])]
            notes = [f"<p>{html.escape(line)}</p>" for line in closing]
            after = [f"<p>{html.escape(line)}</p>" for line in earlier]
            parts = [*heads, *notes, listed] if place == "before" else [*heads, listed, *notes]
            return "\n".join([*parts, *after])
        gap = [""] if place == "apart" else []
        parts = [*closing, listed] if place == "before" else [listed, *(gap if closing else []), *closing]
        return "\n".join([*heading, *parts, *earlier])

    def run_on_block(self, heading: list[str], listed: str, closing: list[str], earlier: list[str]) -> str:
        place = self.layout["place"]
        if place == "after" and closing:
            listed = f"{listed} {' '.join(line if line[-1] in '.!' else line + '.' for line in closing)}"
            closing = []
        if self.layout["arrangement"].startswith("wrapped"):
            listed = textwrap.fill(listed, _WIDTH, break_long_words=False, break_on_hyphens=False)
        parts = [*closing, listed] if place == "before" else [listed, *closing]
        return "\n".join([*heading, *parts, *earlier])

    def heading(self, number: int, result: Result) -> list[str]:
        """Return the lines above a list."""
        seat, form = result.seat, self.layout["heading"]
        if form == NONE:
            return []
        if "utcome" in form.lower():
            self.add_outcome(result)
        if "turnout" in form:
            self.add("turnout", result, result.turnout)
        winner = result.candidates[0].party
        return {
            "Seat": [seat],
            "SEAT": [seat.upper()],
            "Seat:": [f"{seat}:"],
            "## Seat": [seat if self.is_html else f"## {seat}"],
            "Seat - OUTCOME": [f"{seat} - {self.outcome(result, 'full').upper()}"],
            "SEAT: Outcome": [f"{seat.upper()}: {self.outcome(result, 'short')}"],
            "Seat (outcome)": [f"{seat} ({self.outcome(result, 'short')})"],
            "Seat constituency": [f"{seat} constituency"],
            "Result for Seat": [f"Result for {seat}"],
            "Seat result in full": [f"{seat} result in full"],
            "0213 SEAT": [f"02{number}3 {seat.upper()}"],
            "1. Seat": [f"{number}. {seat}"],
            "Seat, electorate": [seat, f"Electorate: {result.electorate:,}"],
            "Seat (electorate e)": [f"{seat} (electorate {result.electorate:,})"],
            "Seat / Outcome below": [seat, f"{winner.full} {self.outcome(result, '')}"],
            "Seat – turnout%": [f"{seat} – {result.turnout}% turnout"],
        }[form]

    def above(self) -> list[str]:
        """Return a line between heading and list that names no seat and turns to no other election."""
        form = self.layout.get("above", NONE)
        return [] if form == NONE else [form.replace("year", self.before[:4])]

    def outcome(self, result: Result, form: str) -> str:
        """Return "Lab gain from Con" or "Lab hold", with the parties' names in a form."""
        party = result.candidates[0].party
        shown = f"{getattr(party, form)} {result.outcome}" if form else result.outcome
        loser = next((c.party for c in result.candidates if c.party.name == result.loser), None)
        return (
            f"{shown} from {getattr(loser, form or 'full')}" if loser and result.outcome == "gain" else shown
        )

    def closing(self, result: Result) -> list[str]:
        """Return the lines with the seat's figures."""
        form = self.layout["closing"]
        if form == NONE:
            return []
        majority, turnout, share = f"{result.majority:,}", f"{result.turnout}", f"{result.majority_share}"
        votes, party = f"{sum(c.votes for c in result.candidates):,}", result.candidates[0].party
        second = result.candidates[1].party
        if form not in ("Turnout: t per cent", "spoilt papers"):
            self.add("majority", result, result.majority)
        if "urnout" in form or form.endswith("t%") or form in ("on lines", "spoilt papers", "swing between"):
            self.add("turnout", result, result.turnout)
        if "(share%)" in form:
            self.add("majorityShare", result, result.majority_share)
        if form == "Outcome. Majority n" or form.startswith("Party hold"):
            self.add_outcome(result)
        electorate = f"{result.electorate:,}"
        return {
            "Majority: n": [f"Majority: {majority}"],
            "Con maj n": [f"{party.short} maj {majority}"],
            "Majority n (share%). Turnout t%": [f"Majority {majority} ({share}%). Turnout {turnout}%"],
            "Maj n, t/o t%": [f"Maj {majority}, t/o {turnout}%"],
            "Turnout: t per cent": [f"Turnout: {turnout} per cent"],
            "Electorate e; turnout n (t%); majority n": [
                f"Electorate {electorate}; turnout {votes} ({turnout}%); majority {majority}"
            ],
            "on lines": [f"Electorate: {electorate}", f"Turnout: {turnout}%", f"Majority: {majority}"],
            "Outcome. Majority n": [f"{self.outcome(result, 'full')}. Majority {majority}"],
            "Party hold by n votes": [f"{self.outcome(result, 'short')} by {majority} votes"],
            "Majority | n": [f"Majority | {majority}"],
            "n majority": [f"{majority} majority"],
            "spoilt papers": [f"Spoilt papers: 148. Turnout: {turnout}%"],
            "MAJORITY n TURNOUT t%": [f"MAJORITY {majority} TURNOUT {turnout}%"],
            "Majority over party": [f"{party.short} majority over {second.short}: {majority}"],
            "swing between": [
                f"Majority {majority}. Swing {second.short} to {party.short} 4.5%. Turnout {turnout}%."
            ],
        }[form]

    def earlier(self, result: Result) -> list[str]:
        """Return the lines about the election before."""
        form, year = self.layout["earlier"], self.before[:4]
        if form == NONE:
            return []
        majority, party = result.earlier_majority, result.candidates[1].party
        people = [(c, 2 * c.votes + 11) for c in result.candidates[1:3]]
        told = [f"{c.given} {c.surname} ({c.party.short}) {votes:,}" for c, votes in people]
        if "majority" in form.lower() or form in ("2019: Con maj n", "(2019: n)", "In 2019"):
            self.facts.add(("majority", self.before, "", result.seat, str(majority)))
        else:
            for candidate, votes in people:
                self.add_candidate(candidate, result, self.before, f"{candidate.given} {candidate.surname}")
                name = f"{candidate.given} {candidate.surname}"
                self.facts.add(("votes", self.before, name, result.seat, str(votes)))
        return {
            "2019: Con maj n": [f"{year}: {party.short} maj {majority:,}"],
            "2019 result block": ["", f"{year} result", *told],
            "2019 majority: n": [f"{year} majority: {majority:,}"],
            "Last time: run on": [f"{year}: {'; '.join(told)}."],
            "Previous majority": [f"Previous majority: {majority:,}"],
            "In 2019": [f"In {year}: {party.full} majority {majority:,}"],
            "(2019: n)": [f"(Majority in {year}: {majority:,})"],
        }[form]

    # The list.

    def list_of(self, result: Result) -> str:
        """Return the candidates of one seat."""
        arrangement = self.layout["arrangement"]
        if arrangement in RUN_ON:
            separator = {";": "; ", ".": ". ", ",": ", ", "|": " | "}[arrangement[-1]]
            return f"{separator.join(self.rows(result))}."
        if arrangement in IN_LINES:
            return in_lines(arrangement, list(self.rows(result)), self.layout["bullet"])
        if arrangement == "party headings":
            return self.under_parties(result)
        if "card" in arrangement or arrangement == "<dl>":
            return self.cards(result)
        return self.table(result)

    def rows(self, result: Result) -> Iterator[str]:
        for at, candidate in enumerate(result.candidates):
            name = self.name(candidate, result, is_winner=at == 0)
            fields = {
                "name": name,
                "party": self.party(candidate.party),
                "votes": self.figures(candidate, result),
            }
            row = joined([fields[part] for part in self.layout["order"].split()], self.layout["joint"])
            yield self.flagged(row, is_winner=at == 0)

    def flagged(self, row: str, *, is_winner: bool) -> str:
        """Return a row with what says that its candidate has won."""
        flag = self.layout["winner"]
        if not is_winner:
            return row
        if flag == "label before":
            return f"Elected: {row}"
        mark = {"ELECTED": " ELECTED", "elected": " - elected", "(elected)": " (elected)", "✓": " ✓"}.get(
            flag, ""
        )
        return row + mark

    def figures(self, candidate: Candidate, result: Result) -> str:
        """Return votes, share and change."""
        form = self.layout["figures"]
        votes = self.votes(candidate)
        share, change = (
            f"{candidate.share}",
            f"{candidate.change:+}" if candidate.change is not None else "n/a",
        )
        if "share" in form:
            self.add("voteShare", result, candidate.share, self.person(candidate))
        return {
            NONE: votes,
            "votes": votes,
            "votes (share%)": f"{votes} ({share}%)",
            "votes (share%, change)": f"{votes} ({share}%, {change})",
            "votes share%": f"{votes} {share}%",
            "votes share change": f"{votes} {share}% {change}",
            "share% votes": f"{share}% {votes}",
            "votes (share%) (change)": f"{votes} ({share}%) ({change})",
            "votes (change)": f"{votes} ({change})",
            "votes, share per cent": f"{votes}, {share} per cent",
            "votes | share": f"{votes}{self.layout['joint']}{share}",
        }[form]

    def votes(self, candidate: Candidate) -> str:
        shown = f"{candidate.votes:,}"
        # Without a comma some counts would look like years.
        is_like_year = 1900 <= candidate.votes < 2100
        return {
            "1234": shown if is_like_year else str(candidate.votes),
            "1 234": shown.replace(",", " "),
            "1,234 votes": f"{shown} votes",
        }.get(self.layout["number"], shown)

    def party(self, party: Party) -> str:
        form = self.layout["party"]
        return party.short.upper() if form == "SHORT" else str(getattr(party, form))

    def person(self, candidate: Candidate) -> str:
        """Return the name that facts give a candidate."""
        return {"G Surname": f"{candidate.given[0]} {candidate.surname}",
                "Surname, G": f"{candidate.given[0]} {candidate.surname}",
                }.get(
            self.layout["name"], f"{candidate.given} {candidate.surname}"
        )  # fmt: skip

    def name(self, candidate: Candidate, result: Result, *, is_winner: bool) -> str:
        """Return a candidate's name as the list has it, and add what their row states."""
        given, surname = candidate.given, candidate.surname
        loud = surname.upper()
        flag = self.layout["winner"]
        shown = {
            "Given Surname": f"{given} {surname}",
            "SURNAME, Given": f"{loud}, {given}",
            "Given SURNAME": f"{given} {loud}",
            "Surname, Given": f"{surname}, {given}",
            "GIVEN SURNAME": f"{given} {surname}".upper(),
            "SURNAME Given": f"{loud} {given}",
            "G Surname": f"{given[0]} {surname}",
            "Surname, G": f"{surname}, {given[0]}",
            "Title Given Surname": f"Dr {given} {surname}",
            "SURNAME (Given)": f"{loud} ({given})",
        }[self.layout["name"]]
        self.add_candidate(candidate, result, self.election, self.person(candidate))
        self.add("votes", result, candidate.votes, self.person(candidate))
        if is_winner and flag != NONE:
            self.add("elected", result, "", self.person(candidate))
        if is_winner and flag in ("*", "+"):
            return f"{shown}{flag}"
        return shown.upper() if is_winner and flag == "capitals" else shown

    def cells(self, candidate: Candidate, result: Result, *, is_winner: bool) -> list[tuple[str, str]]:
        """Return heads and texts of a candidate's cells."""
        name = self.flagged(self.name(candidate, result, is_winner=is_winner), is_winner=is_winner)
        fields = {"name": name, "party": self.party(candidate.party), "votes": self.votes(candidate)}
        order = self.layout["order"].split() if self.layout["order"] != NONE else list(fields)
        heads = dict(_COLUMNS)
        if self.layout.get("heads", NONE) != NONE:
            heads |= {part: f"{welsh} / {heads[part]}" for part, welsh in _WELSH.items()}
        cells = [(heads[part], fields[part]) for part in order]
        form = self.layout["figures"]
        if "share" in form:
            self.add("voteShare", result, candidate.share, self.person(candidate))
            cells.append((_COLUMNS["share"], f"{candidate.share}{'%' if '%' in form else ''}"))
        if "change" in form:
            change = f"{candidate.change:+}" if candidate.change is not None else "n/a"
            cells.append((_COLUMNS["change"], change))
        return cells

    def table(self, result: Result) -> str:
        rows = [self.cells(c, result, is_winner=at == 0) for at, c in enumerate(result.candidates)]
        heads = [head for head, _ in rows[0]]
        texts = [[text for _, text in row] for row in rows]
        return table(self.layout["arrangement"].removeprefix("<div> cards and "), heads, texts)

    def table_of_seats(self) -> str:
        """Return one table with the candidates of all seats."""
        rows: list[list[str]] = []
        heads: list[str] = []
        for result in self.results:
            for at, candidate in enumerate(result.candidates):
                cells = self.cells(candidate, result, is_winner=at == 0)
                heads = ["Constituency", *(head for head, _ in cells)]
                rows.append([result.seat, *(text for _, text in cells)])
        return table(self.layout["arrangement"].removesuffix(" of seats"), heads, rows)

    def cards(self, result: Result) -> str:
        """Return each candidate as a card of several lines."""
        rows = [
            [text for _, text in self.cells(c, result, is_winner=at == 0)]
            for at, c in enumerate(result.candidates)
        ]
        arrangement = self.layout["arrangement"]
        if arrangement == "<dl>":
            shown = (f"<dt>{name} ({party})</dt><dd>{votes}</dd>" for name, party, votes, *_ in rows)
            return f"<dl>{''.join(shown)}</dl>"
        if arrangement.startswith("<div> cards"):
            inner = ("".join(f"<div>{text}</div>" for text in row) for row in rows)
            cards = "\n".join(f'<div class="card">{text}</div>' for text in inner)
            return f"{cards}\n{self.table(result)}" if arrangement.endswith("<table>") else cards
        return ("\n\n" if arrangement == "spaced cards" else "\n").join("\n".join(row) for row in rows)

    def under_parties(self, result: Result) -> str:
        """Return each candidate under a heading of the party."""
        lines: list[str] = []
        for at, candidate in enumerate(result.candidates):
            name = self.name(candidate, result, is_winner=at == 0)
            mark = bullet(self.layout["bullet"], 1)
            lines += [
                self.party(candidate.party),
                mark + self.flagged(f"{name} {self.votes(candidate)}", is_winner=at == 0),
            ]
        return "\n".join(lines)

    # The facts.

    def add(self, predicate: str, result: Result, value: object, person: str = "") -> None:
        self.facts.add((predicate, self.election, person, result.seat, str(value)))

    def add_candidate(self, candidate: Candidate, result: Result, election: str, person: str) -> None:
        self.facts.add(("standsIn", election, person, result.seat, ""))
        self.facts.add(("standsFor", election, person, result.seat, candidate.party.name))

    def add_outcome(self, result: Result) -> None:
        party = result.candidates[0].party.name
        self.facts.add(("outcome", self.election, party, result.seat, result.outcome))
        if result.loser:
            self.add("gainedFrom", result, result.loser)
