"""Explain a person, seat, party, role or fact: what is believed, who says so, what was overruled.

Takes a graph and the words of a user, gives an `Explanation` with the exact words of the sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from electiongraph.answering.explanation import Explanation, Group, Saying, Statement
from electiongraph.answering.explanation_queries import (
    BELIEVED,
    BEST_TWO,
    CLAIMS,
    NODES,
    REASONS,
    SPELLINGS,
)
from electiongraph.answering.names import either, labels_of, nearest_names, resolve, select
from electiongraph.answering.row_claims import row_claims
from electiongraph.answering.source_labels import source_labels
from electiongraph.errors import QueryError
from electiongraph.graph_values import whole_number
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, PROV, RDFS_LABEL, SKOS

__all__ = ["explain"]

KINDS = ("person", "seat", "party", "role")
# The words of a user for the properties that they are about.
FACT_WORDS = {
    "appointed": ("appointedTo",), "appointment": ("appointedTo",), "defeated": ("defeated", "elected"),
    "elected": ("elected", "winner"), "former name": ("formerlyNamed",), "formerly": ("formerlyNamed",),
    "gain": ("outcomeKind", "gainedFrom", "wonBy"), "hold": ("outcomeKind", "gainedFrom", "wonBy"),
    "incumbent": ("incumbent", "defeated", "stoodDown"), "lost": ("defeated", "elected"),
    "majority": ("majority", "majorityPercent"), "member since": ("memberSince",),
    "outcome": ("outcomeKind", "gainedFrom", "wonBy"), "party": ("party", "ballotDescription"),
    "role": ("appointedTo", "heldRole"), "roles": ("appointedTo", "heldRole"),
    "runner up": ("runnerUp", "rank"),
    "seats": ("seatsWon", "seatsChange"), "share": ("sharePercent", "nationalSharePercent"),
    "stands in": ("standsIn",), "stood down": ("stoodDown",), "turnout": ("turnoutPercent", "turnoutBasis"),
    "vote share": ("sharePercent", "nationalSharePercent"), "votes": ("votes",),
    "winner": ("winner", "elected"), "won": ("winner", "elected"),
}  # fmt: skip
# Structure, not news: these say how nodes hang together, and their labels say it already.
UNTOLD = frozenset(
    EG + name
    for name in (
        "appointee", "baseline", "basis", "boundarySet", "candidate", "contest", "disputedBy", "election",
        "gainedFromBasis", "goingInto",
        "incumbentSeat", "isFinal", "outcomeBasis", "outcomeOf", "role", "seat", "tallyOf",
        "turnoutBasis", "declaredSeats",
    )
) | {RDFS_LABEL, PROV + "wasDerivedFrom", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}  # fmt: skip
BASES = frozenset((EG + "basis", EG + "outcomeBasis"))
# What follows from the claims that an inferred thing is derived from.
INFERRED = frozenset(
    EG + name
    for name in ("defeated", "gainedFrom", "heldSeat", "incumbencyKind", "outcomeKind", "stoodDown", "wonBy")
)
SAID_BY_THE_LABEL = frozenset({EG + "incumbent", EG + "party"})
Row = dict[str, NamedNode | Literal]


def explain(store: Store, text: str) -> Explanation:
    """Explain what the graph holds of a person, seat, party, role or fact.

    Args:
        store: The graph.
        text: A name, or a fact's word with a name: "majority Luton North", "Sarah Owen votes".

    Returns:
        What is believed, with the words of the sources, and what was overruled.

    Raises:
        QueryError: When nothing in the graph has the name, or nothing of that sort is told of it.
    """
    words = " ".join(text.split())
    properties, things = _understand(store, words)
    labels = source_labels(store)
    groups = [
        group
        for thing in things
        for node in (thing, *_nodes_about(store, thing))
        if (group := _explain_node(store, node, properties, labels))
    ]
    if not groups:
        raise QueryError(
            "the graph tells nothing of that sort", where=text, advice="leave the fact's word out"
        )
    return Explanation(words, tuple(dict.fromkeys(groups)))


def _nodes_about(store: Store, thing: NamedNode) -> list[NamedNode]:
    """Return the contests, candidacies and the like that are about a thing."""
    nodes = (row["node"] for row in select(store, NODES, thing=thing))
    return sorted((node for node in nodes if isinstance(node, NamedNode)), key=_recent_first)


def _recent_first(node: NamedNode) -> tuple[str, list[int], str]:
    """Order contests, candidacies and the like by kind, each kind from the latest polling day backwards."""
    parts = node.value.split("/id/", 1)[-1].split("/")
    order = {"contest": "0", "outcome": "1", "incumbency": "2", "candidacy": "3"}
    when = parts[1] if len(parts) > 1 else ""
    return order.get(parts[0], parts[0]), [-ord(letter) for letter in when], node.value


def _understand(store: Store, words: str) -> tuple[frozenset[str], tuple[NamedNode, ...]]:
    """Return the properties asked for (empty for all) and the things that the words name."""
    known = _things(store, words)
    if known:
        return frozenset(), known
    plain = words.casefold().replace("-", " ")
    name = words
    for phrase in sorted(FACT_WORDS, key=lambda one: (-len(one), one)):
        rest = ""
        if plain.startswith(f"{phrase} "):
            rest = words[len(phrase) :].strip().removeprefix("of ").removeprefix("in ")
        elif plain.endswith(f" {phrase}"):
            rest = words[: -len(phrase)].strip()
        if rest and (known := _things(store, rest)):
            return frozenset(EG + told for told in FACT_WORDS[phrase]), known
        name = rest if rest and name == words else name
    raise QueryError("nothing in this graph has that name", where=words, advice=_advice(store, name))


def _things(store: Store, name: str) -> tuple[NamedNode, ...]:
    """Return what has a name: of two sorts of things the one that bears it in full, as the seat Hendon."""
    found_by_kind = []
    for kind in KINDS:
        try:
            found = resolve(store, kind, name)
        except QueryError:
            continue
        found_by_kind.append(tuple(term for term in found if isinstance(term, NamedNode)))
    in_full = (found for found in found_by_kind if any(_bears(store, term, name) for term in found))
    return next(in_full, next(iter(found_by_kind), ()))


def _bears(store: Store, term: NamedNode, name: str) -> bool:
    labels = store.quads_for_pattern(term, NamedNode(RDFS_LABEL), None, DefaultGraph())
    return any(isinstance(q.object, Literal) and q.object.value.casefold() == name.casefold() for q in labels)


def _advice(store: Store, name: str) -> str:
    labels = (label for kind in KINDS for names in labels_of(store, kind).values() for label in names)
    near = nearest_names(name, labels)
    return f"did you mean {either(near)}?" if near else "give a person, seat or party"


def _explain_node(
    store: Store, node: NamedNode, properties: frozenset[str], labels: Mapping[str, str]
) -> Group | None:
    """Return what is told of one node, None when nothing of the sort asked for is."""
    believed = select(store, BELIEVED, node=node)
    claims = _claims(store, node, labels)
    reasons = _read_reasons(select(store, REASONS, node=node))
    label = next((row["value"].value for row in believed if row["property"].value == RDFS_LABEL), node.value)
    told = _tell_believed(believed, claims, reasons) + _tell_overruled(believed, claims, reasons)
    told += _tell_spellings(_cited(select(store, SPELLINGS, node=node), labels))
    if all(row["property"].value != EG + "majority" for row in believed):
        told += _work_out_majority(store, node, labels)
    respelt = {one.value for iri, one in told if one.property == "also written"}
    told = [(iri, one) for iri, one in told if one.property != "alt label" or one.value not in respelt]
    wanted = [one for iri, one in told if not properties or iri in properties]
    statements = sorted(wanted, key=lambda one: (one.property, one.standing == "overruled", one.value))
    return Group(label, node.value, tuple(statements)) if statements else None


def _claims(store: Store, node: NamedNode | Literal, labels: Mapping[str, str]) -> list[Row]:
    """Return what sources say of a thing, in words and by rows, or what it was inferred from."""
    rows = select(store, CLAIMS, node=node)
    if isinstance(node, NamedNode):
        rows += row_claims(store, node)
    return sorted(_cited(rows, labels), key=lambda row: (row["source"].value, _line(row)))


def _cited(rows: Iterable[Row], labels: Mapping[str, str]) -> list[Row]:
    """Return the rows with their sources as they are cited."""
    return [
        row | {"source": Literal(labels.get(row["source_iri"].value, row["source"].value))} for row in rows
    ]


def _work_out_majority(
    store: Store, node: NamedNode, labels: Mapping[str, str]
) -> list[tuple[str, Statement]]:
    """Return the majority of a contest that no source gives, from the votes of the best two."""
    told = []
    for row in select(store, BEST_TWO, node=node):
        sayings: list[Saying] = []
        for candidacy, votes in (("winner_iri", "votes"), ("second_iri", "runner_up_votes")):
            claims = _claims(store, row[candidacy], labels)
            sayings += _sayings(
                claim
                for claim in claims
                if claim["property"].value == EG + "votes" and claim["value"] == row[votes]
            )
        won, lost = (whole_number(row[name].value) for name in ("votes", "runner_up_votes"))
        if won is None or lost is None:
            continue
        winner, second = row["winner"].value, row["runner_up"].value
        reason = f"worked out from the votes: {winner} {won:,}, less {second} {lost:,}"
        statement = Statement("majority", str(won - lost), "derived", reason, tuple(dict.fromkeys(sayings)))
        told.append((EG + "majority", statement))
    return told


def _read_reasons(rows: Iterable[Row]) -> dict[str, str]:
    """Return why the values of a property are believed or overruled, by property."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        reasons[row["property"].value].append(row["reason"].value)
    return {name: "; ".join(dict.fromkeys(told)) for name, told in reasons.items()}


def _tell_spellings(rows: Iterable[Row]) -> list[tuple[str, Statement]]:
    """Return the other spellings of a name, each with who writes it so."""
    written: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        written[(row["value"].value, row["reason"].value)].append(row)
    return [
        (SKOS + "altLabel", Statement("also written", name, "overruled", reason, _sayings(of_name)))
        for (name, reason), of_name in written.items()
    ]


def _tell_believed(
    believed: Sequence[Row], claims: Sequence[Row], reasons: dict[str, str]
) -> list[tuple[str, Statement]]:
    """Return the believed statements, by property, each with the sayings that give its value."""
    supporting: dict[tuple[str, NamedNode | Literal], list[Row]] = defaultdict(list)
    for claim in claims:
        supporting[(claim["property"].value, claim["value"])].append(claim)
    is_inferred = any(
        row["property"].value in BASES and row["value"].value == EG + "Inferred" for row in believed
    )
    told = []
    for row in believed:
        name = row["property"].value
        if name in UNTOLD:
            continue
        rows = supporting.get((name, row["value"]), [])
        standing = "believed" if rows else "derived"
        if not rows and is_inferred and name in INFERRED:
            rows, standing = list(claims), "inferred"
        if name in (EG + "wonBy", EG + "outcomeKind") and not rows:
            rows, standing = list(claims), "believed" if claims else "derived"
        if standing == "derived" and name in SAID_BY_THE_LABEL:
            continue
        if standing == "derived" and _is_from_gazetteer(name):
            standing = "believed"
        reason = reasons.get(name, "")
        told.append((name, Statement(_words(name), _readable(row), standing, reason, _sayings(rows))))
    return told


def _tell_overruled(
    believed: Sequence[Row], claims: Sequence[Row], reasons: dict[str, str]
) -> list[tuple[str, Statement]]:
    """Return the values that sources give and that are not believed."""
    held = {(row["property"].value, row["value"]) for row in believed}
    derived = {row["value"] for row in believed if row["property"].value == PROV + "wasDerivedFrom"}
    overruled: dict[tuple[str, NamedNode | Literal], list[Row]] = defaultdict(list)
    for claim in claims:
        key = (claim["property"].value, claim["value"])
        if key not in held and claim["claim"] not in derived:
            overruled[key].append(claim)
    told = []
    for (name, _), rows in overruled.items():
        value, reason = _readable(rows[0]), reasons.get(name, "")
        told.append((name, Statement(_words(name), value, "overruled", reason, _sayings(rows))))
    return told


def _is_from_gazetteer(name: str) -> bool:
    names = (
        "colour",
        "country",
        "gssCode",
        "jurisdiction",
        "officialName",
        "region",
        "registerId",
        "roleKind",
    )
    return name.removeprefix(EG) in names or name.startswith(SKOS)


def _sayings(rows: Iterable[Row]) -> tuple[Saying, ...]:
    said = [
        Saying(
            row["words"].value,
            row["source"].value,
            row["published"].value if "published" in row else "",
            _line(row),
        )
        for row in rows
    ]
    return tuple(dict.fromkeys(said))


def _line(row: Row) -> int:
    """Return the line where a claim stands; 0 where the graph gives no number."""
    return whole_number(row["line"].value) or 0


def _readable(row: Row) -> str:
    if isinstance(row["value"], Literal):
        return row["value"].value
    iri = row["value"].value
    if "value_label" in row:
        # The same name under two sets of boundaries is two seats.
        older = " (boundaries of 2010)" if iri.startswith(f"{ID}seat/2010/") else ""
        return row["value_label"].value + older
    return _words(iri) if iri.startswith(EG) else iri


def _words(iri: str) -> str:
    """Return a term's name in words.

    Examples:
        >>> _words("https://w3id.org/electiongraph/ontology#majorityPercent")
        'majority percent'
    """
    name = iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
