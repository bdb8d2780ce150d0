"""Describe the tables as a Frictionless data package: types, meanings, keys, sizes and checksums.

The meaning of a column is what the ontology says of the property that it holds, unless the table says it
better. See https://datapackage.org for the format.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from electiongraph.exporting.attribution import Attribution
from electiongraph.exporting.published_files import PublishedFile
from electiongraph.exporting.tables import BETWEEN_VALUES, IDENTIFIER, Column, Table
from electiongraph.identifiers import ID
from electiongraph.resources import folder
from electiongraph.vocabulary import PREFIXES, RDFS_LABEL

__all__ = ["data_package"]

NAME = "A name for people to read."

Json = str | int | bool | Sequence["Json"] | Mapping[str, "Json"]


def data_package(
    tables: Sequence[tuple[Table, PublishedFile]],
    *,
    title: str,
    description: str,
    attributions: Sequence[Attribution] = (),
    created: str = "",
) -> bytes:
    """Return `datapackage.json`.

    Args:
        tables: The tables with the files that they were written to.
        title: Of the whole.
        description: Of the whole.
        attributions: The works that the data come from.
        created: An ISO 8601 time; "" to tell none.

    Returns:
        UTF-8 JSON that ends with a newline.
    """
    names = {table.spec.name for table, _ in tables}
    package: dict[str, Json] = {
        "profile": "tabular-data-package",
        "name": "electiongraph",
        "title": title,
        "description": description,
        **({"created": created} if created else {}),
        "licenses": [
            {"name": one.licence_id, "title": one.licence, "path": one.licence_url} for one in attributions
        ],
        "sources": [{"title": f"{one.publisher}: {one.work}", "path": one.homepage} for one in attributions],
        "resources": [_resource(table, file, names) for table, file in tables],
    }
    kept = {key: value for key, value in package.items() if value != []}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(table: Table, file: PublishedFile, names: Collection[str]) -> dict[str, Json]:
    spec = table.spec
    identifier: dict[str, Json] = {
        "name": IDENTIFIER,
        "type": "string",
        "description": f"Identifier: put {ID} before it for the address of the thing.",
        "constraints": {"required": True, "unique": True},
    }
    keys: list[Json] = [
        {"fields": column.name, "reference": {"resource": _target(column, spec.name), "fields": IDENTIFIER}}
        for column in spec.columns
        if _is_key(column, table) and column.table in names
    ]
    schema: dict[str, Json] = {
        "fields": [identifier, *(_field(column, table) for column in spec.columns)],
        "primaryKey": IDENTIFIER,
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [""],
    }
    return {
        "name": spec.name,
        "title": spec.title,
        "description": _comments().get(spec.class_iri, spec.title),
        "profile": "tabular-data-resource",
        "path": file.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True},
        "rows": len(table.rows),
        "rdfType": spec.class_iri,
        "schema": schema,
    }


def _target(column: Column, own: str) -> str:
    """Return the table that a key leads to; in Table Schema "" is the table itself."""
    return "" if column.table == own else column.table


def _is_key(column: Column, table: Table) -> bool:
    return bool(column.table) and not column.many and column.name not in table.overfull


def _field(column: Column, table: Table) -> dict[str, Json]:
    """Return a column as a field; a column that holds several values after all is text."""
    has_many = column.many or column.name in table.overfull
    last = column.paths[-1][-1]
    meaning = column.description or (NAME if last == RDFS_LABEL else _comments().get(last, ""))
    notes = [
        f'Several values stand with "{BETWEEN_VALUES}" between them.' if has_many else "",
        f'Identifiers of the table "{column.table}".' if column.table else "",
    ]
    return {
        "name": column.name,
        "type": "string" if has_many else column.type,
        "description": " ".join(filter(None, (meaning, *notes))),
        "propertyPath": " or ".join("/".join(_short(step) for step in path) for path in column.paths),
    }


def _short(iri: str) -> str:
    prefix, namespace = max(
        ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace)),
        key=lambda one: len(one[1]),
    )
    return f"{prefix}:{iri[len(namespace) :]}"


@cache
def _comments() -> dict[str, str]:
    """Return what the ontology says of each class and property."""
    comment = NamedNode(PREFIXES["rdfs"] + "comment")
    triples = parse(path=str(folder("ontology") / "election.ttl"), format=RdfFormat.TURTLE)
    return {
        triple.subject.value: triple.object.value
        for triple in triples
        if triple.predicate == comment
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, Literal)
    }
