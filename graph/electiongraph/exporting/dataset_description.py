"""Describe a published graph with VoID and DCAT: what is in it, in which files, from whom, how licensed.

File addresses are relative to the description, so that it is true wherever the folder is put. No clock is
read: the day is given, and may be the latest that the sources tell of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from electiongraph.exporting.attribution import CitedSource, attributions_of
from electiongraph.exporting.publication import VOID, dataset_iri
from electiongraph.exporting.published_files import PublishedFile
from electiongraph.identifiers import ID
from electiongraph.vocabulary import EG, PREFIXES, RDF_TYPE

__all__ = ["dataset_description", "latest_day"]

NAMESPACES = {
    **{prefix: PREFIXES[prefix] for prefix in ("dcterms", "eg", "foaf", "prov", "rdfs", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": VOID,
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
# What the data use that is not written by a prefix of its own.
VOCABULARIES = (
    EG,
    *sorted(PREFIXES[prefix] for prefix in ("dcterms", "foaf", "oa", "prov", "schema", "skos")),
)
DATA_DUMPS = (".ttl", ".trig", ".nq", "graph.jsonld")

DAYS = (f"{PREFIXES['dcterms']}issued", *(EG + name for name in ("pollingDate", "declaredAt", "startedOn")))

Property = tuple[str, Sequence[str]]


def dataset_description(
    store: Store,
    files: Sequence[PublishedFile],
    sources: Sequence[CitedSource],
    *,
    title: str,
    description: str,
    issued: str = "",
) -> bytes:
    """Return the description as Turtle.

    Args:
        store: The graph.
        files: Its distributions.
        sources: What it rests on.
        title: Of the dataset.
        description: Of the dataset.
        issued: Date or time of publication; "" to tell none.

    Returns:
        UTF-8 Turtle whose relative addresses are those of the files beside it.
    """
    iri = dataset_iri(source.iri for source in sources)
    blocks = [
        _dataset(iri, store, files, sources, title, description, issued),
        *(_distribution(file) for file in files),
        *_attributions(sources),
        *(_source(source) for source in sources),
        *_partitions(store),
    ]
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(NAMESPACES.items()))
    return (prefixes + "\n" + "\n".join(blocks)).encode("utf-8")


def latest_day(store: Store) -> str:
    """Return the latest day that the sources tell of: published, polled, declared, or in office since.

    Args:
        store: The graph.

    Returns:
        An ISO 8601 date; "" when no day is told.
    """
    days = {
        quad.object.value[:10]
        for predicate in DAYS
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph())
        if isinstance(quad.object, Literal)
    }
    return max(days, default="")


def _dataset(
    iri: str,
    store: Store,
    files: Sequence[PublishedFile],
    sources: Sequence[CitedSource],
    title: str,
    description: str,
    issued: str,
) -> str:
    believed = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    subjects = {quad.subject for quad in believed}
    works = attributions_of(sources)
    vocabularies = [f"<{one}>" for one in VOCABULARIES]
    return _block(
        f"<{iri}>",
        [
            ("a", ["dcat:Dataset", "void:Dataset"]),
            ("dcterms:title", [_text(title, "en")]),
            ("dcterms:description", [_text(description, "en")]),
            ("dcterms:issued", [_time(issued)] if issued else []),
            ("dcterms:rights", [_text(one.statement, "en") for one in works]),
            ("dcterms:source", [f"<{one.homepage}>" for one in works]),
            ("prov:wasDerivedFrom", [f"<{source.iri}>" for source in sources]),
            ("void:uriSpace", [_text(ID)]),
            ("void:vocabulary", vocabularies),
            ("void:triples", [str(len(believed))]),
            ("void:distinctSubjects", [str(len(subjects))]),
            ("void:classPartition", [f"<#class-{name}>" for name, _, _ in _class_counts(store)]),
            ("void:propertyPartition", [f"<#property-{name}>" for name, _, _ in _property_counts(store)]),
            ("void:dataDump", [f"<{one.path}>" for one in files if one.path.endswith(DATA_DUMPS)]),
            ("dcat:distribution", [f"<#{_fragment(one.path)}>" for one in files]),
        ],
    )


def _distribution(file: PublishedFile) -> str:
    name = _fragment(file.path)
    distribution = _block(
        f"<#{name}>",
        [
            ("a", ["dcat:Distribution"]),
            ("dcterms:title", [_text(file.title, "en")]),
            ("dcat:downloadURL", [f"<{file.path}>"]),
            ("dcat:accessURL", [f"<{file.path}>"]),
            ("dcat:mediaType", [f"<{MEDIA_TYPES}{file.media_type}>"]),
            ("dcat:byteSize", [f'"{file.size}"^^xsd:nonNegativeInteger']),
            ("spdx:checksum", [f"<#checksum-{name}>"]),
        ],
    )
    checksum = _block(
        f"<#checksum-{name}>",
        [
            ("a", ["spdx:Checksum"]),
            ("spdx:algorithm", ["spdx:checksumAlgorithm_sha256"]),
            ("spdx:checksumValue", [f'"{file.sha256}"^^xsd:hexBinary']),
        ],
    )
    return f"{distribution}\n{checksum}"


def _attributions(sources: Sequence[CitedSource]) -> Iterator[str]:
    for work in attributions_of(sources):
        yield _block(
            f"<{work.homepage}>",
            [
                ("dcterms:title", [_text(work.work, "en")]),
                ("dcterms:publisher", [f"<#publisher-{_fragment(work.publisher)}>"]),
                ("dcterms:license", [f"<{work.licence_url}>"]),
            ],
        )
    named = {source.publisher for source in sources if source.publisher}
    for publisher in sorted(named.union(work.publisher for work in attributions_of(sources))):
        yield _block(
            f"<#publisher-{_fragment(publisher)}>",
            [("a", ["foaf:Organization"]), ("foaf:name", [_text(publisher)])],
        )


def _source(source: CitedSource) -> str:
    work = source.attribution
    return _block(
        f"<{source.iri}>",
        [
            ("a", ["prov:Entity"]),
            ("dcterms:title", [_text(source.title)]),
            (
                "dcterms:publisher",
                [f"<#publisher-{_fragment(source.publisher)}>"] if source.publisher else [],
            ),
            ("dcterms:license", [f"<{work.licence_url}>"] if work else []),
            ("dcterms:isPartOf", [f"<{work.homepage}>"] if work else []),
            ("dcterms:issued", [_time(source.issued)] if source.issued else []),
        ],
    )


def _partitions(store: Store) -> Iterator[str]:
    for name, iri, count in _class_counts(store):
        yield _block(f"<#class-{name}>", [("void:class", [f"<{iri}>"]), ("void:entities", [str(count)])])
    for name, iri, count in _property_counts(store):
        yield _block(f"<#property-{name}>", [("void:property", [f"<{iri}>"]), ("void:triples", [str(count)])])


def _class_counts(store: Store) -> list[tuple[str, str, int]]:
    """Return the classes in what is believed: fragment, IRI, how many things."""
    typed = store.quads_for_pattern(None, NamedNode(RDF_TYPE), None, DefaultGraph())
    counts = Counter(quad.object.value for quad in typed if isinstance(quad.object, NamedNode))
    return [(_fragment(_short(iri)), iri, count) for iri, count in sorted(counts.items())]


def _property_counts(store: Store) -> list[tuple[str, str, int]]:
    """Return the properties in what is believed: fragment, IRI, how many triples."""
    counts = Counter(q.predicate.value for q in store.quads_for_pattern(None, None, None, DefaultGraph()))
    return [(_fragment(_short(iri)), iri, count) for iri, count in sorted(counts.items())]


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}-{iri[len(namespace) :]}"
    return iri


def _fragment(name: str) -> str:
    """Return a name as it may stand behind a hash."""
    return "".join(letter if letter.isalnum() and letter.isascii() else "-" for letter in name)


def _text(value: str, language: str = "") -> str:
    return f"{Literal(value)}" + (f"@{language}" if language else "")


def _time(value: str) -> str:
    return f'"{value}"^^xsd:{"dateTime" if "T" in value else "date"}'


def _block(subject: str, properties: Sequence[Property]) -> str:
    lines = []
    for name, values in properties:
        if len(values) == 1:
            lines.append(f"{name} {values[0]}")
        elif values:
            lines.append(f"{name}\n        " + ",\n        ".join(values))
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"
