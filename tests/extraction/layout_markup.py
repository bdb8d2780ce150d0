"""Rows and cells set as lines, lists and tables, in text and in HTML."""

from __future__ import annotations

import html
from collections.abc import Callable

from layout_choices import NONE

__all__ = ["bullet", "in_lines", "joined", "table"]


def joined(fields: list[str], joint: str) -> str:
    """Join the fields of a row; a joint with "x" sets the second in brackets."""
    if "x" in joint:
        left, right = joint.split("x")
        return f"{fields[0]} {left}{fields[1]}{right}{fields[2]}"
    return joint.join(fields)


def bullet(form: str, number: int) -> str:
    return "" if form == NONE else form.replace("1", str(number))


def in_lines(arrangement: str, rows: list[str], form: str) -> str:
    if not arrangement.startswith("<"):
        lines = [bullet(form, number) + row for number, row in enumerate(rows, 1)]
        return ("\n\n" if arrangement == "spaced lines" else "\n").join(lines)
    rows = [html.escape(row) for row in rows]
    if arrangement == "<br>":
        return f"<p>{'<br>'.join(rows)}</p>"
    tag, outer = {"<ul>": ("li", "ul"), "<ol>": ("li", "ol"), "<p>": ("p", ""), "<div>": ("div", "section")}[
        arrangement
    ]
    inner = "".join(f"<{tag}>{row}</{tag}>" for row in rows)
    return f"<{outer}>{inner}</{outer}>" if outer else inner


def table(arrangement: str, heads: list[str], rows: list[list[str]]) -> str:
    if arrangement == "transposed <table>":
        columns = zip(heads, *rows, strict=True)
        shown = "".join(
            f"<tr><th>{head}</th>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"
            for head, *texts in columns
        )
        return f"<table>{shown}</table>"
    if arrangement.startswith("<table>"):
        head = (
            f"<tr>{''.join(f'<th>{text}</th>' for text in heads)}</tr>"
            if "without" not in arrangement
            else ""
        )
        body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
        return f"<table>{head}{body}</table>"
    lined: dict[str, Callable[[list[str]], str]] = {
        "pipe table": " | ".join,
        "tab table": "\t".join,
        "comma table": ",".join,
        "markdown table": lambda row: f"| {' | '.join(row)} |",
    }
    join = lined[arrangement]
    rule = [join(["---"] * len(heads))] if arrangement == "markdown table" else []
    return "\n".join([join(heads), *rule, *map(join, rows)])
