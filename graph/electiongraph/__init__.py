r"""Turn what is written about elections into a knowledge graph that can be trusted, asked and published.

Nine functions do what the command line does: `read` and `extract` for texts, `build`, `add` and `load` for
graphs, `ask`, `validate` and `relationship_graph` for what is in them, `diff` for what changed. Nothing heavy
is imported before a function needs it.

Examples:
    >>> import electiongraph
    >>> from electiongraph.resources import folder
    >>> graph = electiongraph.build([folder("examples") / "dorset_results.txt"])
    >>> answer = electiongraph.ask(graph, "incumbents-lost", seat="Poole")
    >>> [(row["person"], row["basis"]) for row in answer.records()]
    [('Robert Syms', 'stated')]
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, which with `pathlib` is half of what the command line takes to start
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import networkx as nx
    from pyoxigraph import Store
    from rdflib import Dataset

    from electiongraph.adding import Addition
    from electiongraph.answering import Answer
    from electiongraph.building import BuiltGraph
    from electiongraph.comparing import Comparison
    from electiongraph.extraction import Extractor, Fact
    from electiongraph.extraction.stated import StatedFact
    from electiongraph.sources import Document
    from electiongraph.validation import Finding

    Article = Document | Path | str
    Graph = BuiltGraph | Store | Dataset | Path | str | None
    Side = Document | BuiltGraph | Store | Dataset | Path | str

__all__ = ["add", "ask", "build", "diff", "extract", "load", "read", "relationship_graph", "validate"]


def read(path: Path | str, *, max_bytes: int = 5_000_000, allow_private: bool = False) -> Document:
    """Read an article: its text, blocks, title, day of publication and checksum.

    Args:
        path: A plain text or HTML file, an http or https address, or "-" for standard input.
        max_bytes: The largest size that is read, in bytes.
        allow_private: Fetch also from addresses that are not public.

    Returns:
        The document. Every offset in the program refers to its `text`.

    Raises:
        SourceError: When it is missing, empty, too large, binary or undecodable, or may not be fetched.

    Examples:
        >>> from electiongraph.resources import folder
        >>> document = read(folder("examples") / "first_cabinet.txt")
        >>> document.title, document.published
        ('Starmer names his first cabinet', '2024-07-05')
    """
    from electiongraph.sources import read_document

    return read_document(path, max_bytes=max_bytes, allow_private=allow_private)


def extract(article: Article, *, extractors: Sequence[Extractor | str] = ("rules",)) -> tuple[Fact, ...]:
    """Return the facts that an article states, in the order of its text.

    Args:
        article: A document, the path of a file, or the address of a page. For a text that you hold as a
            string, use `electiongraph.sources.document_from_text`.
        extractors: What reads it: "rules", the name of one that is installed with its option, such as
            "llm:openai:gpt-4o", or an object with a `name` and a method `extract`.

    Returns:
        Facts, each with `quote`, `start`, `end` and `rule`; the quote is `document.text[start:end]`.

    Raises:
        SourceError: When a path cannot be read.
        ExtractorError: When an extractor is not installed, not set up, or fails.

    Examples:
        >>> from electiongraph.sources import document_from_text
        >>> text = "Labour's Amanda Martin won Portsmouth North by 780 votes. Poole might go to a recount."
        >>> sorted((fact.predicate, fact.quote) for fact in extract(document_from_text(text)))[1]
        ('majority', "Labour's Amanda Martin won Portsmouth North by 780 votes")
    """
    from electiongraph.errors import ExtractorError
    from electiongraph.extraction import open_panel
    from electiongraph.gazetteers import load_gazetteers

    panel = open_panel(extractors)
    facts = panel.extract(_document(article), load_gazetteers())
    failures = [failure for report in panel.reports for failure in report.failures]
    if failures:
        raise ExtractorError("; ".join(failures), found=facts)
    return facts


def build(
    articles: Iterable[Article],
    output: Path | str | None = None,
    *,
    extractors: Sequence[Extractor | str] = ("rules",),
    candidates: Iterable[Path | str] = (),
    jobs: int = 1,
    force: bool = False,
) -> BuiltGraph:
    """Build the graph of some articles.

    Args:
        articles: Documents, paths of files or addresses of pages or feeds, in any order; the graph does not
            depend on it.
        output: Where to write the graph: a folder, or a file that ends in .nq or .trig; None writes
            nothing.
        extractors: What reads them, as for `extract`. One that fails stops nothing: the graph's `reports` say
            what became of its facts.
        candidates: CSV files of who stood where; facts on anybody else in those contests are refused.
        jobs: How many processes read.
        force: Replace what electiongraph did not write.

    Returns:
        The graph in memory, which `ask`, `validate` and `relationship_graph` take as it is.

    Raises:
        SourceError: When a path cannot be read.
        ExtractorError: When an extractor is not installed or not set up.
        GraphError: When the graph cannot be written.

    Examples:
        >>> from electiongraph.resources import folder
        >>> names = ("dorset_results.txt", "dorset_weekly.txt")
        >>> graph = build([folder("examples") / name for name in names])
        >>> len(graph.sources), graph.contradictions
        (2, 1)
    """
    from pathlib import Path

    from electiongraph.building import build_graph
    from electiongraph.extraction import open_panel
    from electiongraph.sources import Document, gather
    from electiongraph.sources.candidate_lists import read_candidates
    from electiongraph.store import check_target, write_lines

    panel = open_panel(extractors)
    target = None if output is None else Path(output)
    if target is not None:
        check_target(target, force=force)
    given = list(articles)
    gathered = gather(article for article in given if not isinstance(article, Document))
    if gathered.errors:
        raise gathered.errors[0]
    documents = [*(one for one in given if isinstance(one, Document)), *gathered.documents]
    known = [one for path in candidates for one in read_candidates(Path(path))[0]]
    graph = build_graph(documents, panel=panel, candidates=known, tables=gathered.tables, jobs=jobs)
    if target is not None:
        write_lines(
            graph.lines, target, graph.manifest(), pages=gathered.pages, memory=graph.memory, force=force
        )
    return graph


def add(
    graph: Path | str, articles: Iterable[Article] = (), *, without: Iterable[str] = (), jobs: int = 1
) -> Addition:
    """Add articles to a graph in a folder, or take some out, at the cost of what they touch.

    Args:
        graph: A folder that `build` wrote.
        articles: What comes, as for `build`. A page takes the place of what was read at its address before.
        without: What goes: the name of a file, an address, or the beginning of a SHA-256.
        jobs: How many processes read.

    Returns:
        What came and went. The graph is then to the byte what `build` makes of all its sources.

    Raises:
        SourceError: When a path cannot be read.
        GraphError: When there is no graph that can be added to, or no source of a name.

    Examples:
        >>> import tempfile
        >>> from electiongraph.resources import folder
        >>> with tempfile.TemporaryDirectory() as place:
        ...     _ = build([folder("examples") / "dorset_results.txt"], f"{place}/graph")
        ...     added = add(f"{place}/graph", [folder("examples") / "dorset_weekly.txt"])
        >>> added.added, added.removed
        (('dorset_weekly.txt',), ())
    """
    from dataclasses import replace
    from pathlib import Path

    from electiongraph.adding import add_sources
    from electiongraph.sources import Document, gather

    given = list(articles)
    gathered = gather(article for article in given if not isinstance(article, Document))
    if gathered.errors:
        raise gathered.errors[0]
    documents = (*(one for one in given if isinstance(one, Document)), *gathered.documents)
    return add_sources(Path(graph), replace(gathered, documents=documents), without=tuple(without), jobs=jobs)


def load(graph: Graph = None) -> Dataset:
    """Return a graph as an rdflib dataset: what is believed in the default graph, a named graph a source.

    Args:
        graph: A folder or file that `electiongraph build` wrote, or what `build` gave; None for the folder
            electiongraph-data.

    Returns:
        A dataset of its own. Its default graph is not the union: `graph()` names see single sources.

    Raises:
        GraphError: When there is no graph, or it is damaged.

    Examples:
        >>> from electiongraph.resources import folder
        >>> dataset = load(build([folder("examples") / "somerton_by_election.txt"]))
        >>> majority = "SELECT ?votes { ?contest eg:majority ?votes } ORDER BY ?votes"
        >>> [int(row.votes) for row in dataset.default_graph.query(majority)]
        [11008, 19213]
    """
    from pyoxigraph import DefaultGraph
    from rdflib import Dataset

    from electiongraph.validation.queried_graph import TermConverter
    from electiongraph.vocabulary import PREFIXES

    dataset = Dataset(default_union=False)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    convert = TermConverter().convert
    for quad in _store(graph):
        is_believed = isinstance(quad.graph_name, DefaultGraph)
        target = dataset.default_graph if is_believed else dataset.graph(convert(quad.graph_name))
        target.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    return dataset


def ask(graph: Graph, name: str, **parameters: str | int) -> Answer:
    """Answer one of the named questions; `electiongraph ask` lists them.

    Args:
        graph: What `build` or `load` gave, or the path of a graph; None for the folder electiongraph-data.
        name: The question's name, such as "incumbents-lost".
        **parameters: `seat`, `party`, `person`, `role`, `election`, `percent` and `limit`, as far as the
            question takes them; names as people write them.

    Returns:
        Columns and rows, with `records()`, `to_csv()`, `to_json()`, `to_markdown()` and `to_table()`.

    Raises:
        QueryError: When there is no such question, or a name is that of nothing in the graph.
        GraphError: When there is no graph, or it is damaged.

    Examples:
        >>> from electiongraph.resources import folder
        >>> graph = build([folder("examples") / "south_coast_live.html"])
        >>> answer = ask(graph, "smallest-majorities", limit=1)
        >>> [(row["seat"], row["majority"]) for row in answer.records()]
        [('Portsmouth North', 780)]
    """
    from electiongraph.answering import ask as ask_store

    return ask_store(_store(graph), name, **parameters)


def validate(graph: Graph = None) -> tuple[Finding, ...]:
    """Check a graph against the SHACL shapes: what is believed, and what each source says by itself.

    Args:
        graph: What `build` or `load` gave, or the path of a graph; None for the folder electiongraph-data.

    Returns:
        Findings, violations first; empty when nothing is wrong.

    Raises:
        GraphError: When there is no graph, or it is damaged.

    Examples:
        >>> from electiongraph.sources import document_from_text
        >>> text = "Labour's Sarah Owen held Luton North with 14,677 votes. Turnout was 519.9%."
        >>> for finding in validate(build([document_from_text(text, title="Luton", name="slip.txt")])):
        ...     print(f"{finding.severity}: {finding.seat}: {finding.message}")
        Violation: Luton North: A turnout must be one percentage from 0 to 100.
    """
    from electiongraph.validation import validate as validate_store

    return validate_store(_store(graph))


def relationship_graph(
    graph: Graph = None,
    *,
    seat: str | None = None,
    person: str | None = None,
    source: str | None = None,
    election: str | None = None,
) -> nx.MultiDiGraph[str]:
    """Return people, seats and roles with what ties them, as a networkx graph.

    Args:
        graph: What `build` or `load` gave, or the path of a graph; None for the folder electiongraph-data.
        seat: Only this seat, its people, their roles and its former names.
        person: Only this person with seats, roles and who beat whom.
        source: Only what this source says: its title or file name.
        election: Only this polling date, or its beginning, such as "2024".

    Returns:
        A directed multigraph: nodes with `label`, `kind`, `party` and `colour`, edges with `relation`, and
        where known `election`, `votes`, `share_percent`, `basis` and `quote`.

    Raises:
        DrawingError: When the graph has no such seat, person or source.
        GraphError: When there is no graph, or it is damaged.

    Examples:
        >>> from electiongraph.resources import folder
        >>> graph = build([folder("examples") / "dorset_results.txt"])
        >>> poole = relationship_graph(graph, seat="Poole")
        >>> lost = [(start, end) for start, end, name in poole.edges(data="relation") if name == "lostTo"]
        >>> [(poole.nodes[start]["label"], poole.nodes[end]["label"]) for start, end in lost]
        [('Robert Syms', 'Neil Duncan-Jordan')]
    """
    from electiongraph.drawing.relationships import relationship_graph as relate

    return relate(_store(graph), seat=seat, person=person, source=source, election=election)


def diff(old: Side, new: Side) -> Comparison:
    r"""Return which facts are new, changed or withdrawn between two articles or graphs.

    Args:
        old: A document, a graph in memory, or the place of an article, of what `extract` printed (.jsonl) or
            of a graph.
        new: What it is compared with, the same.

    Returns:
        The changes, each with the fact on either side and every place where it is stated.

    Raises:
        SourceError: When an article cannot be read.
        GraphError: When a graph cannot be.

    Examples:
        >>> from electiongraph.sources import document_from_text
        >>> [first, second] = (document_from_text(f"Poole\n\nMajority: {votes}") for votes in (18, 81))
        >>> [change] = diff(first, second).changes
        >>> change.kind, change.old.fact.value, change.new.fact.value
        ('changed', 18, 81)
    """
    from electiongraph.comparing import compare_facts

    return compare_facts(_stated_facts(old), _stated_facts(new))


def _stated_facts(side: Side) -> tuple[StatedFact, ...]:
    from pathlib import Path

    from electiongraph.mapping.recorded_facts import read_facts
    from electiongraph.sides import facts_of_documents, facts_of_place
    from electiongraph.sources import Document

    if isinstance(side, Document):
        return facts_of_documents([side])
    if not isinstance(side, Path | str):
        return read_facts(_store(side))
    facts, gathered = facts_of_place(side)
    if gathered.errors:
        raise gathered.errors[0]
    return facts


def _document(article: Article) -> Document:
    from electiongraph.sources import Document

    return article if isinstance(article, Document) else read(article)


def _store(graph: Graph) -> Store:
    """Return what was given as a store."""
    from pathlib import Path

    from pyoxigraph import RdfFormat, Store

    from electiongraph.building import BuiltGraph
    from electiongraph.store import open_graph

    if isinstance(graph, Store):
        return graph
    if graph is None or isinstance(graph, Path | str):
        return open_graph(None if graph is None else Path(graph))
    if isinstance(graph, BuiltGraph):
        return graph.store()
    store = Store()
    store.bulk_load(graph.serialize(format="nquads").encode(), format=RdfFormat.N_QUADS)
    return store
