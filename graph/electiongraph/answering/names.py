"""Find what a user means by a name: the seats, parties, people and elections of a graph.

Names are compared without regard to case, accents, punctuation and "&"; a graph's own labels come first,
then the aliases of the gazetteers ("Tories", "Mid Bucks"), and official codes always work.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from electiongraph.answering.binding import bind
from electiongraph.errors import QueryError, UnknownNameError
from electiongraph.gazetteers import load_gazetteers, normalise_name
from electiongraph.vocabulary import EG, PREFIXES, RDF_TYPE, SKOS, XSD

__all__ = [
    "either",
    "labels_of",
    "latest_election",
    "nearest_names",
    "region_names",
    "resolve",
    "select",
]

# Below this share of common letters two names only look alike to a machine.
LEAST_LIKENESS = 0.75
SHORTEST_PART = 3
MOST_SUGGESTIONS = 5
BY_ELECTIONS = "by-elections"
_IRI = re.compile(r"""[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+""")
REGIONS = """
SELECT DISTINCT ?region WHERE { ?seat eg:region|eg:country ?region }
ORDER BY ?region
"""
CODES = ("gssCode", "registerId")
CLASSES = {"party": "Party", "person": "Person", "role": "Role", "seat": "Seat"}
LABELS = """
SELECT ?thing ?label WHERE {
  {
    ?thing a ?class ;
      rdfs:label ?label .
    FILTER(CONTAINS(REPLACE(LCASE(?label), "[^a-z0-9]+", ""), ?word) || REGEX(?label, "[^ -~]"))
  }
  UNION
  {
    ?thing skos:prefLabel|skos:altLabel|eg:officialName|eg:gssCode|eg:registerId ?label .
    FILTER EXISTS { ?thing a ?class }
  }
}
ORDER BY ?thing ?label
"""
ELECTIONS = """
SELECT DISTINCT ?election ?class ?date ?label WHERE {
  VALUES ?class { eg:GeneralElection eg:ByElection eg:NotionalElection eg:Election }
  ?election a ?class ; eg:pollingDate ?date .
  OPTIONAL { ?election rdfs:label ?label }
  FILTER EXISTS { ?anything eg:election|eg:tallyOf|eg:goingInto ?election }
}
ORDER BY DESC(?date) ?election
"""


def select(store: Store, text: str, **terms: NamedNode | Literal) -> list[dict[str, NamedNode | Literal]]:
    """Return the solutions of a SELECT over the believed graph, each with its bound variables only.

    Args:
        store: The graph.
        text: SPARQL; the usual prefixes need no declaration.
        **terms: Terms for variables.

    Returns:
        One dictionary a solution.
    """
    solutions = store.query(bind(text, terms), prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: term for name in names if isinstance(term := solution[name], NamedNode | Literal)}
        for solution in solutions
    ]


def labels_of(store: Store, kind: str, word: str = "") -> dict[str, list[str]]:
    """Return the labels and codes of everything of a kind, by IRI.

    Args:
        store: The graph.
        kind: "party", "person", "role" or "seat".
        word: Leave out what cannot have this word, of letters a to z and digits, in its normalised label.

    Returns:
        Labels sorted within each IRI, IRIs sorted.
    """
    labels: dict[str, list[str]] = {}
    terms: dict[str, NamedNode | Literal] = {"class": NamedNode(EG + CLASSES[kind]), "word": Literal(word)}
    for row in select(store, LABELS, **terms):
        labels.setdefault(row["thing"].value, []).append(row["label"].value)
    return labels


def resolve(store: Store, kind: str, name: str) -> tuple[NamedNode | Literal, ...]:
    """Return the terms that a user's words for a parameter stand for.

    Args:
        store: The graph.
        kind: "seat", "party", "from_party", "person", "role", "election", "region", "date" or "percent".
        name: The words, an official code or a full IRI.

    Returns:
        One term or more (a seat's name may hold under two sets of boundaries); empty only for the
        election "all", which restricts nothing.

    Raises:
        UnknownNameError: When nothing in the graph has the name; the message names the nearest.
        QueryError: When it is no name: a percentage or a day that is none.
    """
    kind = "party" if kind == "from_party" else kind
    if kind in ("date", "percent"):
        return (_date(name) if kind == "date" else _percent(name),)
    if kind == "region":
        return (_region(store, name),)
    if kind == "election":
        return _elections(store, name)
    if _is_one(store, name, kind):
        return (NamedNode(name),)
    chosen = _sought_by(store, kind, name) or _called(store, kind, name)
    if not chosen:
        advice = _advice(name, labels_of(store, kind))
        raise UnknownNameError(f"this graph has no {kind} of that name", where=name, advice=advice)
    # A later set of boundaries comes first: its IRI has the later year.
    order = sorted(chosen, reverse=kind == "seat")
    return tuple(NamedNode(iri) for iri in order)


def latest_election(store: Store) -> NamedNode | None:
    """Return the latest general election that the graph says anything about, else its latest election.

    None when there is none.
    """
    general = store.quads_for_pattern(
        None, NamedNode(RDF_TYPE), NamedNode(EG + "GeneralElection"), DefaultGraph()
    )
    days = {quad.subject: _polling_day(store, quad.subject) for quad in general}
    for election in sorted(days, key=lambda one: days[one], reverse=True):
        if days[election] and isinstance(election, NamedNode) and _is_told_of(store, election):
            return election
    found = (row["election"] for row in select(store, ELECTIONS))
    return next((one for one in found if isinstance(one, NamedNode)), None)


def _polling_day(store: Store, election: NamedNode | BlankNode | Triple) -> str:
    """Return the polling day of an election as the graph has it; "" for none."""
    days = store.quads_for_pattern(election, NamedNode(EG + "pollingDate"), None, DefaultGraph())
    return next((quad.object.value for quad in days if isinstance(quad.object, Literal)), "")


def _is_told_of(store: Store, election: NamedNode) -> bool:
    """Tell whether the graph says anything about an election."""
    naming = (NamedNode(EG + name) for name in ("election", "tallyOf", "goingInto"))
    return any(next(store.quads_for_pattern(None, name, election, DefaultGraph()), None) for name in naming)


def _kind_of(row: Mapping[str, NamedNode | Literal]) -> str:
    """Return the name of a class of an election; "Election", which all are, says nothing more."""
    return row["class"].value.rsplit("#", 1)[1]


def _is_one(store: Store, iri: str, kind: str) -> bool:
    """Tell whether an IRI is that of a thing of a kind."""
    if not _IRI.fullmatch(iri):
        return False
    return Quad(NamedNode(iri), NamedNode(RDF_TYPE), NamedNode(EG + CLASSES[kind])) in store


def _sought_by(store: Store, kind: str, name: str) -> list[str]:
    """Return IRIs that the graph itself lists under a name or a code."""
    wanted = [(SKOS + "hiddenLabel", normalise_name(name)), *((EG + code, name) for code in CODES)]
    found = [
        quad.subject.value
        for name_of, value in wanted
        for quad in store.quads_for_pattern(None, NamedNode(name_of), Literal(value), DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    ]
    return [iri for iri in dict.fromkeys(found) if _is_one(store, iri, kind)]


def _called(store: Store, kind: str, name: str) -> list[str]:
    """Return IRIs whose labels, one after the other, say a name; else what the gazetteers give it to."""
    wanted = normalise_name(name)
    labels = labels_of(store, kind, _rarest_word(wanted))
    chosen = [iri for iri, names in labels.items() if any(normalise_name(label) == wanted for label in names)]
    if not chosen:
        chosen = [iri for iri in _known_elsewhere(kind, name) if _is_one(store, iri, kind)]
    if not chosen and kind == "person":
        chosen = _with_words(labels, wanted)
    return chosen


def _rarest_word(wanted: str) -> str:
    """Return the longest word of a normalised name that labels spell with the same letters; "" for none."""
    words = (word for word in wanted.split() if word.isascii() and word != "and")
    return max(words, key=len, default="")


def _known_elsewhere(kind: str, name: str) -> list[str]:
    """Return IRIs that the gazetteers give to a name."""
    gazetteers = load_gazetteers()
    if kind == "seat":
        return [seat.iri for seat in gazetteers.seats_named(name)]
    found = {"party": gazetteers.party_named, "role": gazetteers.role_named}.get(kind)
    thing = found(name) if found else None
    return [thing.iri] if thing else []


def _with_words(labels: dict[str, list[str]], wanted: str) -> list[str]:
    """Return those with all the wanted words in one label, for those who give a surname."""
    words = set(wanted.split())
    return [
        iri
        for iri, names in labels.items()
        if words and any(words <= set(normalise_name(label).split()) for label in names)
    ]


def nearest_names(name: str, labels: Iterable[str]) -> list[str]:
    """Return the names that somebody who wrote `name` may have meant, the likeliest first.

    Args:
        name: What was written.
        labels: The names there are.

    Returns:
        Names that begin with it, then names that have it among their words, then names that are spelt
        nearly so; none that only shares some letters.

    Examples:
        >>> nearest_names("Luton", ["Clacton", "Luton South", "Luton North", "South Luton"])
        ['Luton North', 'Luton South', 'South Luton']
        >>> nearest_names("Hitchen", ["Hitchin", "Kitchener Ward"])
        ['Hitchin']
    """
    wanted = normalise_name(name)
    readable: dict[str, str] = {}
    for label in sorted(labels):
        readable.setdefault(normalise_name(label), label)
    if not wanted:
        return []
    spaced = {key: f" {key}" for key in sorted(readable)}
    chosen = [key for key in spaced if key.startswith(wanted)] if len(wanted) >= SHORTEST_PART else []
    if len(wanted) >= SHORTEST_PART:
        chosen += [key for key, text in spaced.items() if f" {wanted}" in text]
    if not chosen:
        chosen = difflib.get_close_matches(wanted, list(spaced), n=3, cutoff=LEAST_LIKENESS)
    return [readable[key] for key in dict.fromkeys(chosen)][:MOST_SUGGESTIONS]


def either(words: Iterable[str]) -> str:
    """Return words as a choice.

    Examples:
        >>> either(["a", "b", "c"])
        'a, b or c'
    """
    listed = list(words)
    return " or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _advice(name: str, labels: dict[str, list[str]]) -> str:
    near = nearest_names(name, (label for names in labels.values() for label in names))
    return f"did you mean {either(near)}?" if near else "check the spelling"


def _percent(text: str) -> Literal:
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise QueryError("this is no percentage", where=text, advice="give a number such as 30 or 27.5")
    return Literal(format(number, "f"), datatype=NamedNode(XSD + "decimal"))


def _date(text: str) -> Literal:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise QueryError("this is no day", where=text, advice="write it as 2024-07-05") from None
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))


def _region(store: Store, name: str) -> Literal:
    """Find a region of England, or a country, by the name that the seats of the graph give it."""
    regions = region_names(store)
    for label, region in regions.items():
        if normalise_name(label) == normalise_name(name) and isinstance(region, Literal):
            return region
    advice = f"it has {', '.join(regions)}" if regions else "its seats have no regions"
    raise UnknownNameError("this graph has no such region", where=name, advice=advice)


def region_names(store: Store) -> dict[str, NamedNode | Literal]:
    """Return the regions and countries of the graph's seats by their names."""
    return {row["region"].value: row["region"] for row in select(store, REGIONS)}


def _elections(store: Store, name: str) -> tuple[NamedNode, ...]:
    """Find elections by "latest", "all", a year, "2019 notional", a polling date, a label or an IRI.

    A year is that of a general election, else of all by-elections and elections to other bodies in it;
    "by-elections" are all of them, "2023 by-elections" those of a year.
    """
    if name == "all":
        return ()
    if name == "latest":
        latest = latest_election(store)
        return (latest,) if latest else ()
    rows = select(store, ELECTIONS)
    wanted = normalise_name(name)
    chosen = []
    of_year = []
    for row in rows:
        election, date = row["election"], row["date"].value
        kind = _kind_of(row)
        forms = {election.value, normalise_name(row["label"].value) if "label" in row else ""}
        suffix = " notional" if kind == "NotionalElection" else ""
        forms.add(normalise_name(date) + suffix)
        if kind in ("GeneralElection", "NotionalElection"):
            forms |= {date[:4] + suffix, f"{date[:4]} general election{suffix}"}
        if kind == "ByElection":
            forms |= {normalise_name(BY_ELECTIONS), normalise_name(f"{date[:4]} {BY_ELECTIONS}")}
        if isinstance(election, NamedNode) and (wanted in forms or name in forms):
            chosen.append(election)
        if isinstance(election, NamedNode) and date[:4] == wanted:
            of_year.append(election)
    chosen = chosen or of_year
    if not chosen:
        known = list(dict.fromkeys(row["date"].value for row in rows))
        dates = ", ".join(known[:5]) + (", ..." if len(known) > 5 else "")
        advice = f"it has {dates}" if known else "build a graph from reports of an election first"
        raise UnknownNameError("this graph has no such election", where=name, advice=advice)
    return tuple(dict.fromkeys(chosen))
