"""Measure the named questions side by side: by `ask`, as bare SPARQL on Oxigraph, and on rdflib; run by hand.

Usage: python benchmarks/questions.py GRAPH [SECONDS]   (a folder that `electiongraph build` wrote)

The three get the same graph, in memory, and the same text with the same terms bound in it; `ask` also looks
up the names and gathers rows. Each figure is the best of three runs, rdflib's of one that is stopped after
SECONDS (60; 0 leaves rdflib out). The rows of bare Oxigraph and of rdflib are compared as bags.
"""

from __future__ import annotations

import math
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import rdflib
from pyoxigraph import Store

from electiongraph.answering import ask, read_catalogue
from electiongraph.answering.binding import bind
from electiongraph.answering.catalogue import PARAMETERS, Question
from electiongraph.answering.names import resolve
from electiongraph.store import open_graph
from electiongraph.vocabulary import PREFIXES

RUNS = 3
SECONDS = 60.0
GIVEN = {
    "seat": "Hitchin", "person": "Rachel Reeves", "party": "Labour", "from_party": "Conservative",
    "date": "2024-07-06",
}  # fmt: skip


def parameters_of(question: Question) -> dict[str, str]:
    """Return what a question is asked with: its defaults, and what it needs."""
    needed = {one.name: GIVEN[one.name] for one in question.parameters if one.is_required}
    defaults = {one.name: one.default for one in question.parameters if one.default and one.name != "limit"}
    return defaults | needed


def text_of(store: Store, question: Question) -> str:
    """Return the question's text with its terms bound, of several that a name means the first."""
    terms = {}
    for name, value in parameters_of(question).items():
        if found := resolve(store, name, value):
            terms[PARAMETERS[name]] = found[0]
    return bind(question.text, terms)


def best(run: Callable[[], object]) -> float:
    """Return the shortest of so many runs, in seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return min(times)


def bag_of_oxigraph(store: Store, text: str) -> Counter[tuple[str, ...]]:
    """Return the rows as texts, however often each comes; numbers by their value."""
    solutions = store.query(text, prefixes=PREFIXES)
    return Counter(tuple(plain(getattr(term, "value", "")) for term in row) for row in solutions)


def plain(value: str) -> str:
    """Return a text, of a decimal number its value to nine digits."""
    try:
        return f"{float(value):.9g}"
    except ValueError:
        return value


def answer_of_rdflib(
    dataset: rdflib.Dataset, text: str, sender: multiprocessing.connection.Connection
) -> None:
    """Send how long the query took on rdflib, and its rows."""
    begun = time.perf_counter()
    rows = list(dataset.query(text, initNs=dict(PREFIXES)))
    seconds = time.perf_counter() - begun
    sender.send(
        (seconds, Counter(tuple(plain("" if term is None else str(term)) for term in row) for row in rows))
    )


def run_rdflib(
    dataset: rdflib.Dataset, text: str, seconds: float
) -> tuple[float, Counter[tuple[str, ...]]] | None:
    """Return the time and the rows, or None when so many seconds were not enough."""
    if not seconds:
        return None
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=answer_of_rdflib, args=(dataset, text, sender))
    child.start()
    sender.close()
    try:
        return receiver.recv() if receiver.poll(seconds) else None
    except EOFError:
        return None
    finally:
        child.kill()
        child.join()


def mean(ratios: list[float]) -> str:
    """Return the geometric mean of ratios."""
    return f"{math.exp(sum(map(math.log, ratios)) / len(ratios)):.2f}" if ratios else "-"


def main(place: Path, seconds: float) -> None:
    """Measure and print a Markdown table."""
    store = open_graph(place)
    dataset = rdflib.Dataset()
    if seconds:
        dataset.parse(place / "graph.nq", format="nquads")
    over_bare, over_rdflib, unfinished, unequal = [], [], 0, []
    print("| question | rows | `ask` ms | Oxigraph ms | rdflib ms | equal |")
    print("| --- | --- | --- | --- | --- | --- |")
    for question in read_catalogue():
        text, given = text_of(store, question), parameters_of(question)
        bag = bag_of_oxigraph(store, text)
        ours = best(partial(ask, store, question.name, **given))
        bare = best(partial(bag_of_oxigraph, store, text))
        theirs = run_rdflib(dataset, text, seconds)
        over_bare.append(ours / bare)
        shown, equal = f"over {seconds * 1000:,.0f}", "-"
        if theirs is None:
            unfinished += 1
        else:
            over_rdflib.append(theirs[0] / ours)
            shown, equal = f"{theirs[0] * 1000:,.0f}", "yes" if theirs[1] == bag else "no"
            unequal += [question.name] if theirs[1] != bag else []
        cells = (question.name, f"{bag.total():,}", f"{ours * 1000:.1f}", f"{bare * 1000:.1f}", shown, equal)
        print(f"| {' | '.join(cells)} |", flush=True)
    print(f"\n`ask` takes {mean(over_bare)} times as long as bare Oxigraph.")
    print(f"rdflib takes {mean(over_rdflib)} times as long as `ask` where it ends in {seconds:g} s;")
    print(f"{unfinished} questions do not end; not equal: {', '.join(unequal) or 'none'}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS)
