"""Hold an explanation: what is believed of a thing, who says so in which words, and what was overruled."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from electiongraph.answering.tables import one_line, quoted

__all__ = ["Explanation", "Group", "Saying", "Statement"]


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of one source at one place."""

    words: str
    source: str
    published: str
    line: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property.

    Attributes:
        property: In words, for example "majority".
        value: Readable value.
        standing: "believed", "inferred" (it follows from the sayings), "derived" (worked out from other
            figures; the sayings, if any, give those) or "overruled".
        reason: Why it is believed or overruled, where sources disagree.
        sayings: Who says so, ordered by source and line.
    """

    property: str
    value: str
    standing: str
    reason: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The statements about one thing: a contest, a candidacy, the person."""

    about: str
    iri: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a graph holds of what a user asked about, group by group."""

    text: str
    groups: tuple[Group, ...]

    def to_json(self) -> str:
        """Return the explanation as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def to_text(self) -> str:
        """Return the explanation as indented lines: thing, statement, sayings."""
        lines: list[str] = []
        for group in self.groups:
            lines += [f"\n{one_line(group.about)}"] if lines else [one_line(group.about)]
            for statement in group.statements:
                standing = "" if statement.standing == "believed" else f"  [{statement.standing}]"
                lines.append(f"  {statement.property}: {one_line(statement.value)}{standing}")
                lines += [f"    {_cited(saying)}" for saying in statement.sayings]
                if statement.reason:
                    lines.append(f"    why: {one_line(statement.reason)}")
        return "".join(f"{line}\n" for line in lines)


def _cited(saying: Saying) -> str:
    published = f", {saying.published}" if saying.published else ""
    return f"“{quoted(saying.words)}” — {one_line(saying.source)}{published}, line {saying.line}"
