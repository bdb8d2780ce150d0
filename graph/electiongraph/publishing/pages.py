"""Write the pages of a publication for people: index.html, README.md and LICENCES.md.

Their frames stand in `templates/`. The page asks for nothing from anywhere: its style is in it, its pictures
lie beside it, and it has no script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from electiongraph.exporting.attribution import CitedSource, attributions_of
from electiongraph.exporting.published_files import PublishedFile
from electiongraph.identifiers import ID

__all__ = ["Contents", "index_page", "licences_page", "readme_page"]

MIT = "https://spdx.org/licenses/MIT"
# What is said of a source without claims, whether or not its kind is known.
SILENT = {True: "read beside the others, no claims of its own", False: "read, no fact found"}
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#])")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a publication holds.

    Attributes:
        title: What it is called.
        description: What it is, in a sentence.
        day: The latest day that the sources tell of, or that of publication; "" when none is known.
        data: The graph in each format.
        tables: The tables, each with its number of rows.
        pictures: SVG and PNG, each picture's two files one after the other.
        described: Descriptions, ontology and shapes.
        sources: What it rests on.
        quads: How many statements the graph has, all graphs together.
    """

    title: str
    description: str
    day: str
    data: tuple[PublishedFile, ...]
    tables: tuple[tuple[PublishedFile, int], ...]
    pictures: tuple[PublishedFile, ...]
    described: tuple[PublishedFile, ...]
    sources: tuple[CitedSource, ...]
    quads: int


def index_page(contents: Contents) -> bytes:
    """Return `index.html`."""
    beside = [file for file in contents.described if "/" not in file.path]
    terms = [file for file in contents.described if "/" in file.path]
    pages = ["tables", "data", *(["pictures"] if contents.pictures else []), "sources"]
    return _fill(
        "index.html",
        title=escape(contents.title),
        description=escape(contents.description),
        told=escape(_told(contents)),
        links=" ".join(f'<a href="#{page}">{page.capitalize()}</a>' for page in pages),
        tables=_table(
            ("file", "one row is", "rows", "size"),
            ((_link(file), escape(file.title), rows, _size(file.size)) for file, rows in contents.tables),
        ),
        data=_files_table([*contents.data, *beside]),
        terms_summary=f"Ontology and shapes: {_counted(len(terms), 'file')}",
        terms=_files_table(terms),
        pictures=_pictures(contents.pictures),
        licences=_licences(contents.sources),
        sources=_sources(contents.sources),
    )


def readme_page(contents: Contents) -> bytes:
    """Return `README.md`: what is here, and how to load it."""
    beside = [file for file in contents.described if "/" not in file.path]
    return _fill(
        "README.md",
        title=_plain(contents.title),
        description=_plain(contents.description),
        told=_plain(_told(contents)),
        base=ID,
        tables="\n".join(
            f"| [{_plain(file.path)}]({file.path}) | {rows:,} | {_plain(file.title)} |"
            for file, rows in contents.tables
        ),
        data="\n".join(
            f"- [{file.path}]({file.path}): {_plain(file.title)}; {_size(file.size)}."
            for file in (*contents.data, *beside)
        ),
    )


def licences_page(contents: Contents) -> bytes:
    """Return `LICENCES.md`: the statements that licences ask for, and each source."""
    works = [
        f"- {_plain(work.statement)} {_plain(work.publisher)}: [{_plain(work.work)}]({work.homepage}). "
        f"Licence: [{_plain(work.licence)}]({work.licence_url})."
        for work in attributions_of(contents.sources)
    ]
    own = f"- The ontology and the shapes are those of electiongraph, under the [MIT licence]({MIT})."
    return _fill(
        "LICENCES.md",
        licences="\n".join([*works, own]),
        sources="\n".join(
            f"- {_plain(source.title)} ({'; '.join(_plain(part) for part in _told_of(source))})"
            for source in contents.sources
        ),
    )


def _fill(name: str, **words: str) -> bytes:
    template = (files(__package__) / "templates" / name).read_text(encoding="utf-8")
    return Template(template).substitute(words).encode("utf-8")


def _told(contents: Contents) -> str:
    """Return how much there is, and until when."""
    day = f" The latest day that they tell of is {contents.day[:10]}." if contents.day else ""
    telling = sum(source.claims > 0 for source in contents.sources)
    silent = len(contents.sources) - telling
    read = f"; {silent:,} more read" if silent else ""
    return f"{contents.quads:,} statements from {_counted(telling, 'source')}{read}.{day}"


def _told_of(source: CitedSource) -> list[str]:
    """Return who published a source, when and where, its licence, and how much rests on it."""
    return [
        source.publisher or "publisher not named",
        *([source.issued[:10]] if source.issued else []),
        *([source.address] if source.address else []),
        *([source.attribution.licence] if source.attribution else []),
        _counted(source.claims, "claim") if source.claims else SILENT[source.attribution is not None],
    ]


def _files_table(listed: Iterable[PublishedFile]) -> str:
    rows = ((_link(file), escape(file.title), _size(file.size)) for file in listed)
    return _table(("file", "what it is", "size"), rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table; what stands under "rows", "size" and "claims" is a number."""
    kinds = {"rows": "number", "size": "number", "claims": "number", "date": "date"}
    classes = [f' class="{kinds[head]}"' if head in kinds else "" for head in heads]
    head = "".join(f"<th{kind}>{name}</th>" for kind, name in zip(classes, heads, strict=True))
    body = "\n".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{cell if isinstance(cell, str) else format(cell, ',')}</td>"
            for kind, cell in zip(classes, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    filled = f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>"
    return f'<div class="scroll"><table>\n{filled}\n</table></div>'


def _pictures(pictures: Sequence[PublishedFile]) -> str:
    """Return the section of pictures; "" when there are none."""
    figures = [
        f'<figure><img src="{escape(file.path)}" alt="{escape(file.title)}" loading="lazy">\n'
        f'<figcaption>{escape(file.title)}: <a href="{escape(file.path)}">SVG</a>, '
        f'<a href="{escape(file.path[:-4])}.png">PNG</a></figcaption></figure>'
        for file in pictures
        if file.path.endswith(".svg")
    ]
    if not figures:
        return ""
    return "\n".join(['<section id="pictures">', "<h2>Pictures</h2>", *figures, "</section>"])


def _sources(sources: Sequence[CitedSource]) -> str:
    """Return the table of the sources that claims rest on, and below it the names of the others."""
    cells = (
        (escape(one.title), escape(one.publisher) or "–", escape(one.issued[:10]) or "–", one.claims)
        for one in sources
        if one.claims
    )
    parts = [_table(("source", "publisher", "date", "claims"), cells)]
    for is_known, words in SILENT.items():
        silent = [one for one in sources if not one.claims and (one.attribution is not None) == is_known]
        if silent:
            named = "; ".join(escape(one.title) for one in silent)
            parts.append(f'<p class="soft">{words[0].upper()}{words[1:]}: {named}.</p>')
    return "\n".join(parts)


def _licences(sources: Iterable[CitedSource]) -> str:
    works = [
        f'<li>{escape(work.statement)} <a href="{escape(work.homepage)}">{escape(work.publisher)}: '
        f"{escape(work.work)}</a>. "
        f'Licence: <a href="{escape(work.licence_url)}">{escape(work.licence)}</a>.</li>'
        for work in attributions_of(sources)
    ]
    mit = f'<a href="{MIT}">MIT licence</a>'
    return "\n".join([*works, f"<li>The ontology and the shapes are electiongraph's, under the {mit}.</li>"])


def _link(file: PublishedFile) -> str:
    name = escape(file.path.rsplit("/", 1)[-1]).replace("_", "_<wbr>")
    return f'<a href="{escape(file.path)}">{name}</a>'


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _size(size: int) -> str:
    """Return a size as people say it.

    Examples:
        >>> _size(512), _size(66_500), _size(285_018_940)
        ('512 B', '66 kB', '285 MB')
    """
    for limit, unit in ((10**6, "MB"), (10**3, "kB")):
        if size >= limit:
            return f"{size / limit:,.0f} {unit}"
    return f"{size} B"


def _plain(words: str) -> str:
    """Return words as Markdown that means just them."""
    return MARKDOWN.sub(r"\\\1", " ".join(words.split()))
