"""Measure the named questions side by side: `ask`, bare SPARQL on Oxigraph, rdflib; run by hand.

Usage: python benchmarks/questions.py GRAPH [SECONDS [QUESTION...]]   (a folder that `build` wrote)

The three get the same graph, in memory, and the same text with the same terms bound in it, once for each
thing that a name means; `ask` also looks up the names, makes values of the terms and gathers rows, where the
others only run to the last row. Seconds
are the processor's. `ask` and Oxigraph take turns five times, and the median counts; rdflib runs once and is
stopped after SECONDS (20; 0 leaves it out), which then count as if it had ended there. The rows of Oxigraph
and of rdflib are compared as bags.
"""

from __future__ import annotations

import itertools
import math
import multiprocessing
import resource
import statistics
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

RUNS = 5
SECONDS = 20.0
GIVEN = {
    "seat": "Hitchin", "person": "Rachel Reeves", "party": "Labour", "from_party": "Conservative",
    "date": "2024-07-06",
}  # fmt: skip


def parameters_of(question: Question) -> dict[str, str]:
    """Return what a question is asked with: its defaults, and what it needs."""
    needed = {one.name: GIVEN[one.name] for one in question.parameters if one.is_required}
    defaults = {one.name: one.default for one in question.parameters if one.default and one.name != "limit"}
    return defaults | needed


def texts_of(store: Store, question: Question) -> list[str]:
    """Return the question's text with its terms bound, once for each thing that a name means."""
    choices = [
        [(PARAMETERS[name], term) for term in found]
        for name, value in parameters_of(question).items()
        if (found := resolve(store, name, value))
    ]
    return [bind(question.text, dict(terms)) for terms in itertools.product(*choices)]


def in_turns(*runs: Callable[[], object]) -> list[float]:
    """Return the median seconds of each, run in turns."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(RUNS):
        for run, taken in zip(runs, times, strict=True):
            begun = time.process_time()
            run()
            taken.append(time.process_time() - begun)
    return [statistics.median(taken) for taken in times]


def run_to_end(store: Store, texts: list[str]) -> None:
    """Run queries to their last rows and look at none."""
    for text in texts:
        for _ in store.query(text, prefixes=PREFIXES):
            pass


def bag_of_oxigraph(store: Store, texts: list[str]) -> Counter[tuple[str, ...]]:
    """Return the rows as texts, however often each comes; numbers by their value."""
    rows = (row for text in texts for row in store.query(text, prefixes=PREFIXES))
    return Counter(tuple(plain(getattr(term, "value", "")) for term in row) for row in rows)


def plain(value: str) -> str:
    """Return a text, of a decimal number its value to nine digits."""
    try:
        return f"{float(value):.9g}"
    except ValueError:
        return value


def answer_of_rdflib(
    dataset: rdflib.Dataset, texts: list[str], seconds: float, sender: multiprocessing.connection.Connection
) -> None:
    """Send how long queries took on rdflib, and their rows; the system ends the process after the seconds."""
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds)))
    begun = time.process_time()
    rows = [row for text in texts for row in dataset.query(text, initNs=dict(PREFIXES))]
    taken = time.process_time() - begun
    sender.send(
        (taken, Counter(tuple(plain("" if term is None else str(term)) for term in row) for row in rows))
    )


def run_rdflib(
    dataset: rdflib.Dataset, texts: list[str], seconds: float
) -> tuple[float, Counter[tuple[str, ...]]] | None:
    """Return the time and the rows, or None when so many seconds were not enough."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    words = (dataset, texts, seconds, sender)
    child = multiprocessing.get_context("fork").Process(target=answer_of_rdflib, args=words)
    child.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        return None
    finally:
        child.join()


def mean(ratios: list[float]) -> str:
    """Return the geometric mean of ratios."""
    return f"{math.exp(sum(map(math.log, ratios)) / len(ratios)):.2f}" if ratios else "-"


def main(place: Path, seconds: float, names: list[str]) -> None:
    """Measure and print a Markdown table."""
    store, dataset = open_graph(place), rdflib.Dataset()
    if seconds:
        dataset.parse(place / "graph.nq", format="nquads")
    over_bare, over_rdflib, unfinished, unequal = [], [], 0, []
    print("| question | rows | `ask` ms | Oxigraph ms | ratio | rdflib ms | equal |")
    print("| --- | --: | --: | --: | --: | --: | --- |")
    for question in read_catalogue():
        if names and question.name not in names:
            continue
        texts, given = texts_of(store, question), parameters_of(question)
        bag = bag_of_oxigraph(store, texts)
        ours, bare = in_turns(partial(ask, store, question.name, **given), partial(run_to_end, store, texts))
        over_bare.append(ours / bare)
        shown, equal = "-", "-"
        if seconds:
            theirs = run_rdflib(dataset, texts, seconds)
            over_rdflib.append((theirs[0] if theirs else seconds) / ours)
            unfinished += theirs is None
            shown = f"{theirs[0] * 1000:,.0f}" if theirs else f"over {seconds * 1000:,.0f}"
            equal = "-" if theirs is None else "yes" if theirs[1] == bag else "no"
            unequal += [question.name] if equal == "no" else []
        cells = (question.name, f"{bag.total():,}", f"{ours * 1000:.1f}", f"{bare * 1000:.1f}")
        print(f"| {' | '.join((*cells, f'{ours / bare:.2f}', shown, equal))} |", flush=True)
    print(f"\n`ask` takes {mean(over_bare)} times as long as bare Oxigraph.")
    if seconds:
        print(
            f"rdflib takes at least {mean(over_rdflib)} times as long as `ask`, stopped after {seconds:g} s;"
        )
        print(f"{unfinished} questions do not end; not equal: {', '.join(unequal) or 'none'}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS, sys.argv[3:])
