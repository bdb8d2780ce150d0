"""Both engines find the same in real data with one fault each: seeded faults in the surroundings of a thing.

Each fault is set in a copy of its surroundings whose things are renamed, and all copies are checked at once.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from electiongraph.validation import validate

ID = "https://w3id.org/electiongraph/id/"
EG = "https://w3id.org/electiongraph/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
KIND = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NUMBERS = (XSD + "integer", XSD + "decimal")
# How many things around one are taken with it, and of how many steps.
MOST, STEPS = 10, 2

Quads = list[Quad]
Fault = Callable[[Quads, Quad, random.Random], Quads]


def is_number(term: object) -> bool:
    return isinstance(term, Literal) and term.datatype.value in NUMBERS


def instead(quads: Quads, old: Quad, *values: NamedNode | Literal) -> Quads:
    """Return the statements with other values in place of one."""
    return [quad for quad in quads if quad != old] + [
        Quad(old.subject, old.predicate, value, old.graph_name) for value in values
    ]


def drop(quads: Quads, one: Quad, _: random.Random) -> Quads:
    return instead(quads, one)


def drop_everywhere(quads: Quads, one: Quad, _: random.Random) -> Quads:
    return [quad for quad in quads if (quad.subject, quad.predicate) != (one.subject, one.predicate)]


def double(quads: Quads, one: Quad, chance: random.Random) -> Quads:
    others = [q.object for q in quads if q.predicate == one.predicate and q.object != one.object]
    return instead(quads, one, one.object, chance.choice(others or [Literal("another")]))


def retype(quads: Quads, one: Quad, chance: random.Random) -> Quads:
    datatype = NamedNode(XSD + chance.choice(("integer", "decimal", "date", "boolean", "gYear", "string")))
    return instead(quads, one, Literal(getattr(one.object, "value", "?"), datatype=datatype))


def put_language(quads: Quads, one: Quad, _: random.Random) -> Quads:
    return instead(quads, one, Literal(getattr(one.object, "value", "?"), language="cy"))


def link_elsewhere(quads: Quads, one: Quad, chance: random.Random) -> Quads:
    return instead(quads, one, NamedNode(chance.choice(quads).subject.value))


def name_nothing(quads: Quads, one: Quad, _: random.Random) -> Quads:
    return instead(quads, one, NamedNode(ID + "nowhere"))


def exceed(quads: Quads, one: Quad, chance: random.Random) -> Quads:
    if not is_number(one.object):
        return instead(quads, one, Literal(""))
    return instead(
        quads, one, Literal(chance.choice(("-1", "10000000", "100.5")), datatype=one.object.datatype)
    )


def shift(quads: Quads, one: Quad, chance: random.Random) -> Quads:
    """Put a sum wrong by a little."""
    if not is_number(one.object):
        return instead(quads, one, Literal(getattr(one.object, "value", "") + " ?"))
    value = float(one.object.value) + chance.choice((-900, -9, 1, 9, 90, 900, 9000))
    return instead(quads, one, Literal(f"{value:.0f}", datatype=one.object.datatype))


def postdate(quads: Quads, one: Quad, _: random.Random) -> Quads:
    return instead(quads, one, Literal("2931-02-28", datatype=NamedNode(XSD + "date")))


def unmake(quads: Quads, one: Quad, chance: random.Random) -> Quads:
    """Give the thing another class."""
    kinds = sorted({quad.object.value for quad in quads if quad.predicate == KIND})
    kept = [quad for quad in quads if (quad.subject, quad.predicate) != (one.subject, KIND)]
    return [*kept, Quad(one.subject, KIND, NamedNode(chance.choice(kinds)), one.graph_name)]


FAULTS: tuple[Fault, ...] = (
    drop, drop_everywhere, double, retype, put_language, link_elsewhere, name_nothing, exceed, shift, shift,
    postdate, unmake,
)  # fmt: skip


def surroundings(store: Store, thing: NamedNode) -> Quads:
    """Return what all graphs say of a thing and of those around it."""
    known, edge = {thing}, [thing]
    for _ in range(STEPS):
        near = [
            other
            for node in edge
            for quads in (
                store.quads_for_pattern(node, None, None),
                store.quads_for_pattern(None, None, node),
            )
            for other in sorted({o for q in quads for o in (q.subject, q.object)}, key=str)[:MOST]
        ]
        edge = [node for node in dict.fromkeys(near) if isinstance(node, NamedNode) and node not in known]
        edge = [node for node in edge if node.value.startswith(ID)][:MOST]
        known.update(edge)
    return sorted((quad for node in known for quad in store.quads_for_pattern(node, None, None)), key=str)


def renamed(quads: Quads, name: str) -> Iterator[Quad]:
    """Give statements on things that are named apart from those of other copies; parties keep their names."""

    def rename(term: NamedNode | Literal) -> NamedNode | Literal:
        is_own = isinstance(term, NamedNode) and term.value.startswith(ID) and "/party/" not in term.value
        return NamedNode(f"{ID}{name}/{term.value.removeprefix(ID)}") if is_own else term

    for quad in quads:
        yield Quad(rename(quad.subject), quad.predicate, rename(quad.object), quad.graph_name)


def mutated(store: Store, faults: int, seed: int) -> Store:
    """Return a store of so many surroundings with one fault each."""
    chance = random.Random(seed)
    properties = sorted({quad.predicate.value for quad in store} - {KIND.value})
    broken = Store()
    for number in range(faults):
        told = list(store.quads_for_pattern(None, NamedNode(chance.choice(properties)), None))
        one = chance.choice(sorted(told, key=str))
        fault = FAULTS[number % len(FAULTS)]
        if not isinstance(one.subject, NamedNode):
            continue
        quads = surroundings(store, one.subject)
        broken.extend(renamed(fault(quads, one, chance), f"fault{number}-{fault.__name__}"))
    return broken


def assert_both_find_the_same(broken: Store, least: int) -> None:
    found, judged = set(validate(broken)), set(validate(broken, engine="pyshacl"))
    assert {(f.focus, f.shape, f.message) for f in found} == {(f.focus, f.shape, f.message) for f in judged}
    assert found == judged
    assert len({finding.shape for finding in judged}) >= least


def test_both_engines_find_the_same_faults(night: Store) -> None:
    assert_both_find_the_same(mutated(night, 42, seed=1), least=30)


@pytest.mark.official
def test_both_engines_find_the_same_faults_in_official_results(full_graph: Store) -> None:
    assert_both_find_the_same(mutated(full_graph, 200, seed=2), least=80)


def test_a_mutation_changes_its_own_copy_alone(night: Store) -> None:
    assert all(isinstance(quad.subject, NamedNode) for quad in mutated(night, 12, seed=3))
    one = next(iter(night.quads_for_pattern(None, NamedNode(EG + "votes"), None, DefaultGraph())))
    assert len(drop([one], one, random.Random(0))) == 0
    assert {q.object.value for q in shift([one], one, random.Random(0))} != {one.object.value}
