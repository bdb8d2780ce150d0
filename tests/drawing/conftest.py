"""A small graph in our own words with real figures of 2024, as two sources would give it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from pyoxigraph import RdfFormat, Store

ID = "https://w3id.org/electiongraph/id/"
PREFIXES = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix eg: <https://w3id.org/electiongraph/ontology#> .
@prefix id: <{ID}> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PARTIES = {
    "PP53": ("Labour", "#e4003b"),
    "PP52": ("Conservative", "#0087dc"),
    "PP90": ("Liberal Democrats", "#faa61a"),
    "PP63": ("Green", "#02a95b"),
    "PP7931": ("Reform UK", "#12b6cf"),
    "PP102": ("SNP", "#fdf38e"),
    "unlisted-others": ("Alliance for Democracy and Freedom", ""),
}
# seat code: (name, outcome, majority, turnout, ((person, party, votes), ...)); the first candidate won
SEATS: dict[str, tuple[str, str, str, str, tuple[tuple[str, str, int | None], ...]]] = {
    "E14001573": (
        "Welwyn Hatfield", "Gain", "3799", "64.38",
        (
            ("Andrew Lewin", "PP53", 19877), ("Grant Shapps", "PP52", 16078), ("Jack Aaron", "PP7931", 6397),
            ("John Munro", "PP90", 3117), ("Sarah Butcher", "PP63", 2986),
        ),
    ),
    "E14001346": (
        "Luton South and South Bedfordshire", "Hold", "6858", "",
        (
            ("Rachel Hopkins", "PP53", 13593), ("Mark Anthony Gaius Versallion", "PP52", 6735),
            ("Attiq Ahmed Malik", "", 5384), ("Norman Maclean", "PP7931", 4759), ("Yasin Rehman", "", 3110),
            ("Edward Carpenter", "PP63", 2401), ("Dominic Griffiths", "PP90", 2400),
        ),
    ),
    "E14001277": (
        "Hertford and Stortford", "", "", "",
        (
            ("Josh Dean", "PP53", 20808), ("Julie Marson", "PP52", 16060), ("John Burmicz", "PP7931", 8325),
            ("Nick Cox", "PP63", 4373), ("Helen Campbell", "PP90", 4167),
            ("Jane Fowler", "unlisted-others", 139), ("Barry Hensall", "", 137),
        ),
    ),
    "E14001446": ("Rochdale", "", "", "", (("Paul Waugh", "PP53", None), ("George Galloway", "", None))),
}  # fmt: skip


@dataclass
class GraphText:
    """TriG under construction."""

    statements: list[str] = field(default_factory=list)

    def say(self, statement: str) -> None:
        self.statements.append(statement)


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def person(name: str, seat: str) -> str:
    return f"<{ID}person/{slug(name)}--2024-07-04-{seat}>"


def say_contest(text: GraphText, code: str) -> None:
    name, outcome, majority, turnout, candidates = SEATS[code]
    contest = f"<{ID}contest/2024-07-04/{code}>"
    seat = f"<{ID}seat/2024/{code}>"
    text.say(f'{seat} a eg:Seat ; rdfs:label "{name}" .')
    text.say(f"{contest} a eg:Contest ; eg:seat {seat} ; eg:election <{ID}election/2024-07-04> .")
    if majority:
        text.say(f"{contest} eg:majority {majority} .")
    if turnout:
        text.say(f"{contest} eg:turnoutPercent {turnout} .")
    if outcome:
        node = f"<{ID}outcome/2024-07-04/{code}/last-general-election>"
        text.say(f"{node} eg:outcomeOf {contest} ; eg:outcomeKind eg:{outcome} ; eg:wonBy <{ID}party/PP53> .")
        text.say(f"{node} eg:baseline eg:LastGeneralElection .")
        if outcome == "Gain":
            text.say(f"{node} eg:gainedFrom <{ID}party/PP52> .")
    for place, (who, party, votes) in enumerate(candidates):
        one, candidacy = person(who, code), f"<{ID}candidacy/2024-07-04/{code}/{slug(who)}>"
        text.say(f'{one} a eg:Person ; rdfs:label "{who}" ; eg:standsIn {seat} .')
        text.say(f"{candidacy} a eg:Candidacy ; eg:candidate {one} ; eg:contest {contest} .")
        text.say(f"{candidacy} eg:elected {'false' if place else 'true'} .")
        if party:
            text.say(f"{candidacy} eg:party <{ID}party/{party}> .")
        if votes is not None:
            text.say(f"{candidacy} eg:votes {votes} .")


def say_defeat(text: GraphText, who: str, code: str, basis: str) -> None:
    node = f"<{ID}incumbency/2024-07-04/{code}/{slug(who)}>"
    text.say(f"{node} eg:incumbent {person(who, code)} ; eg:incumbentSeat <{ID}seat/2024/{code}> .")
    text.say(f"{node} eg:goingInto <{ID}election/2024-07-04> ; eg:defeated true ; eg:basis eg:{basis} .")


def say_roles(text: GraphText) -> None:
    for who, role, held in (
        (person("Grant Shapps", "E14001573"), "Secretary of State for Defence", True),
        (f"<{ID}person/rachel-reeves>", "Chancellor of the Exchequer", False),
        (person("Andrew Lewin", "E14001573"), "Parliamentary Private Secretary", False),
    ):
        node = f"<{ID}role/{slug(role)}>"
        text.say(f'{node} a eg:Role ; rdfs:label "{role}" .')
        text.say(f"{who} {'eg:heldRole' if held else 'eg:appointedTo'} {node} .")
    text.say(f'<{ID}person/rachel-reeves> a eg:Person ; rdfs:label "Rachel Reeves" .')


def say_evidence(text: GraphText) -> str:
    claim, source = f"<{ID}claim/1>", f"<{ID}source/aaaa>"
    candidacy = f"<{ID}candidacy/2024-07-04/E14001573/grant-shapps>"
    return (
        f"GRAPH <{ID}graph/evidence> {{ {claim} eg:claimSubject {candidacy} ; eg:claimProperty eg:votes ;"
        f" eg:claimObject 16078 ; eg:claimedBy {source} ; oa:hasTarget <{ID}claim/1/target> ."
        f" <{ID}claim/1/target> oa:hasSelector <{ID}claim/1/quote> , <{ID}claim/1/position> ."
        f' <{ID}claim/1/quote> oa:exact "Mr Shapps took 16,078" . <{ID}claim/1/position> oa:start 12 . }}'
    )


def graph_text() -> str:
    """Return the graph as TriG: believed, two sources, evidence."""
    believed = GraphText()
    believed.say(f'<{ID}election/2024-07-04> rdfs:label "2024 general election" .')
    believed.say(f'<{ID}election/2024-07-04> eg:pollingDate "2024-07-04"^^xsd:date .')
    for key, (name, colour) in PARTIES.items():
        tail = f' ; eg:colour "{colour}"' if colour else ""
        believed.say(f'<{ID}party/{key}> a eg:Party ; rdfs:label "{name}"{tail} .')
    for iri, title, file_name in (
        ("aaaa", "What the night brought", "night.txt"),
        ("bbbb", "Results in full & in <order>", "list.html"),
    ):
        source = f"<{ID}source/{iri}>"
        believed.say(f'{source} a eg:Source ; dcterms:title "{title}" ; eg:fileName "{file_name}" .')
        believed.say(f'{source} dcterms:issued "2024-07-05"^^xsd:date ; dcterms:publisher "Our Paper" .')
    for code in SEATS:
        say_contest(believed, code)
    say_defeat(believed, "Grant Shapps", "E14001573", "Stated")
    say_defeat(believed, "Julie Marson", "E14001277", "Inferred")
    say_defeat(believed, "George Galloway", "E14001446", "Stated")
    say_roles(believed)
    old = f"<{ID}seat/2010/E14000801>"
    believed.say(f'{old} a eg:Seat ; rdfs:label "Luton South" .')
    believed.say(f"<{ID}seat/2024/E14001346> eg:formerlyNamed {old} .")
    night, full = GraphText(), GraphText()
    say_contest(night, "E14001573")
    for code in SEATS:
        say_contest(full, code)
    named = "\n".join(
        f"GRAPH <{ID}source/{iri}> {{ {' '.join(text.statements)} }}"
        for iri, text in (("aaaa", night), ("bbbb", full))
    )
    return PREFIXES + "\n".join(believed.statements) + "\n" + named + "\n" + say_evidence(believed)


@pytest.fixture(scope="session")
def trig() -> str:
    return graph_text()


@pytest.fixture
def store(trig: str) -> Store:
    store = Store()
    store.load(trig, RdfFormat.TRIG)
    return store
