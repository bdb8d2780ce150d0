"""Load the masked-clause rules: data in `rules/*.toml`, compiled to regular expressions over slots.

A rule says what a turn of phrase states. Its pattern is a regular expression in which line breaks and
indentation do not count and `{NAME}` or `{NAME:group}` stands for a slot or a word group:

    {PERSON:g}  a person                     {WHO:g}    a person or a stand-in ("she", "the minister")
    {SEAT:g}    a seat                       {SEATS:g}  one or several seats
    {REGION:g}  a region with a list
    {WHERE:g}   seats, or "her seat"         {PARTY:g}  a party
    {ROLE:g}    a role                       {ROLES:g}  one or several roles
    {N:g}       a count                      {PC:g}     a percentage
    {YEAR:g}    a year or date               {QUOTE}    direct speech
    {WON} ...   a word group of `rules/vocabulary.toml`

What the groups `person`, `seat`, `party`, `value`, `role`, `year` ... catch are the arguments. `predicate`
and `also` say which facts follow: "outcome hold" gives the value, "defeatedIn loser" the person's group;
the figure of "votes loser" is what `loser_votes` catches.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from electiongraph.errors import RuleError
from electiongraph.extraction.lexicon import RULES_FOLDER, vocabulary
from electiongraph.extraction.required_words import (
    Choice,
    Required,
    RequiredWordsIndex,
    is_closed,
    required_of,
)
from electiongraph.kept_work import kept

__all__ = ["Rule", "RuleSet", "State", "expand", "load_rules", "required_words", "unwritten_rule"]

SLOTS = {
    "PERSON": r"‹P(?P<GROUP>[0-9]+)›",
    "WHO": r"‹[PA](?P<GROUP>[0-9]+)›",
    "SEAT": r"‹S(?P<GROUP>[0-9]+)›",
    "REGION": r"‹L(?P<GROUP>[0-9]+)›",
    "PARTY": r"‹G(?P<GROUP>[0-9]+)›",
    "ROLE": r"‹R(?P<GROUP>[0-9]+)›",
    "N": r"‹N(?P<GROUP>[0-9]+)›",
    "PC": r"‹C(?P<GROUP>[0-9]+)›",
    "YEAR": r"‹Y(?P<GROUP>[0-9]+)›",
}
PHRASES = {
    "SEATS": r"(?P<GROUP>‹S\d+›(?:(?:,| and|, and) (?:the )?‹S\d+›)*)",
    "ROLES": (
        r"(?P<GROUP>‹R\d+›(?:(?: (?:under|for) (?:‹[PA]\d+›|him|her|them)| in the (?:coalition|last"
        r" government)"
        r"| (?:until|from|since|in) (?:‹Y\d+›|last \w+|\w+day))?"
        r"(?:,? and(?: then| later| before that| previously| also"
        r"| once| briefly| most recently| latterly| lately| earlier| subsequently)?"
        r"|,|,? then|; then|,? as well as|,? plus|,? and,[^,.;‹›]{1,30},)"
        r"(?: (?:the|an?|as|also|former|then|once|one-time|onetime|sometime|later|previously|formerly|ex"
        r"|before that))*"
        r"(?: as)? ‹R\d+›)*)"
    ),
    "WHERE": (
        r"(?P<GROUP>(?:{DET} (?:{MOD} ){0,4})?(?:{SEATWORD}(?: of|,) (?:the )?)?"
        r"(?:(?:old|new|former|all|nearby|neighbouring|leafy|marginal|ultra-marginal|true-blue"
        r"|affluent|coastal) )?"
        r"‹S\d+›(?:(?:,| and|, and) (?:the )?‹S\d+›)*(?: (?:parliamentary |Westminster )?{SEATWORD})?"
        r"|{DET} (?:{MOD} ){0,4}(?:parliamentary )?{SEATWORD}|there\b"
        r"|‹P\d+›'s (?:old|former) {SEATWORD}(?: of (?:the )?‹S\d+›)?"
        r"|[Tt]he (?:[A-Z][a-z]+ ){0,2}(?:ultra-)?(?:marginal|bellwether|stronghold|heartland)"
        r"(?= by | from | for | with |[.,;]|$))"
    ),
    "QUOTE": r"‹Q\d+›",
}
# Characters from here on stand for slots and word groups while a pattern is looked at.
_STANDS_FOR_GROUP = 0xE000
_TOKEN = re.compile(r"\{([A-Z]+)(?::([a-z_0-9]+))?\}")


@dataclass(frozen=True, slots=True)
class State:
    """A fact that follows from a rule's match: its predicate, a fixed value, and whose it is."""

    predicate: str
    value: str = ""
    person: str = "person"


@dataclass(frozen=True, slots=True)
class Rule:
    """A turn of phrase and what it states.

    Attributes:
        name: Unique, in words.
        states: The facts or, for a description, the attributes that a match gives.
        source: Its pattern as written.
        expression: Over the masked sentence, with slots and word groups written out.
        why: The reason for the rule.
        matches: Sentences that it reads.
        rejects: Sentences that look alike and state no such thing.
        cue: Words of which the sentence must hold one beside what the pattern says, in lower case; empty for
            none.
        cue_pattern: The cue when it is a pattern and no list of words.
        collapses: True when the match is a description of a person that later rules see as one slot.
        hedged: True when the rule holds in a hedged sentence too (a title says nothing of a result).
        when: "" or the time that the phrase itself tells: "now", "previous", "by-election", or
            "own-majority" (the election at which the person won it), "notional" (the last result, on new
            boundaries), "earlier" (some election before the document's, which other words must tell).
        says: Words of which the match must hold one, also where a description has become a slot.
        by_party: True when the winner is the party that the text named last ("they took the seat").
        least: The smallest count that the rule believes to be one of votes, where its words say no more.
        predicates: Those of its states.
    """

    name: str
    states: tuple[State, ...]
    source: str
    expression: str
    why: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    cue: frozenset[str]
    cue_pattern: re.Pattern[str] | None
    collapses: bool
    hedged: bool
    when: str
    says: re.Pattern[str] | None = None
    by_party: bool = False
    least: int = 0
    predicates: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Gather the predicates."""
        object.__setattr__(self, "predicates", frozenset(state.predicate for state in self.states))

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled expression; a text needs few of the rules, so that none is compiled in vain.

        Raises:
            RuleError: When it does not compile.
        """
        try:
            return _compiled(self.expression)
        except re.error as error:
            raise RuleError(
                f"the pattern does not compile: {error}", where=self.name, advice="mend it"
            ) from None


class RuleSet(tuple[Rule, ...]):
    """Rules in file order that know which of them a sentence could match."""

    @functools.cached_property
    def _index(self) -> RequiredWordsIndex:
        groups = repr((SLOTS, PHRASES, vocabulary()["groups"]))
        told = (text for rule in self for text in (rule.source, *sorted(rule.cue)))
        sources = (*_code_of_deriving(), *(text.encode() for text in (groups, *told)))
        return RequiredWordsIndex(kept("required-words", sources, lambda: [_required(rule) for rule in self]))

    def fitting(self, text: str) -> Iterator[Rule]:
        """Yield the rules that a masked sentence could match at all, having what they require.

        Examples:
            >>> stating = load_rules()[1]
            >>> "majority-of" in [rule.name for rule in stating.fitting("‹P0› won ‹S1›")]
            False
        """
        for number in self._index.fitting(text):
            rule = self[number]
            if rule.cue_pattern is None or rule.cue_pattern.search(text):
                yield rule


def unwritten_rule(name: str, predicate: str, why: str) -> Rule:
    """Return a rule that stands for what code reads, so that its facts have a name like those of patterns."""
    return Rule(
        name=name, states=(State(predicate),), source="", expression="", why=why, matches=(), rejects=(),
        cue=frozenset(), cue_pattern=None, collapses=False, hedged=False, when="",
    )  # fmt: skip


@functools.lru_cache(maxsize=1)
def load_rules() -> tuple[RuleSet, RuleSet]:
    """Return the rules that describe people and the rules that state events, each in file order.

    Raises:
        RuleError: When a rule lacks a key or names an unknown group.
    """
    paths = [path for path in sorted(RULES_FOLDER.glob("*.toml")) if path.name != "vocabulary.toml"]
    read = {path: path.read_bytes() for path in paths}
    tables = kept("rules", read.values(), lambda: [_tables(path.name, read[path]) for path in paths])
    rules = [
        _compile_rule(path, table) for path, of_path in zip(paths, tables, strict=True) for table in of_path
    ]
    for name, number in Counter(rule.name for rule in rules).items():
        if number > 1:
            raise RuleError("two rules have this name", where=name, advice="rename one")
    return RuleSet(r for r in rules if r.collapses), RuleSet(r for r in rules if not r.collapses)


def _code_of_deriving() -> Iterator[bytes]:
    """Yield the code that tells what rules require."""
    yield from (Path(file).read_bytes() for file in (__file__, required_of.__code__.co_filename))


def _required(rule: Rule) -> tuple[Choice, ...]:
    """Return of which strings every sentence that a rule reads holds one each."""
    cue = (rule.cue,) if rule.cue else ()
    return (*cue, *required_words(rule.source).all_choices())


def required_words(source: str) -> Required:
    """Return what the sentences hold that a rule's pattern matches.

    Each slot and word group is looked at once, for all rules.

    Examples:
        >>> [sorted(choice) for choice in required_words("{PERSON:person} (?:won|took) {SEAT}").all_choices()]
        [['› took ‹s', '› won ‹s'], ['‹p'], ['‹s']]
    """
    parts: dict[int, Required] = {}

    def stand_for(token: re.Match[str]) -> str:
        required = _required_of_group(token[1])
        if required is None:
            return _TOKEN.sub(stand_for, _group(token[1]).replace("?P<GROUP>", "?:"))
        number = _STANDS_FOR_GROUP + len(parts)
        parts[number] = required
        return f"(?P<{token[2]}>{chr(number)})" if token[2] else chr(number)

    return required_of(_TOKEN.sub(stand_for, source), parts)


@functools.cache
def _required_of_group(name: str) -> Required | None:
    """Return what a slot or word group requires; None for one that is a bare choice, to be written out."""
    text = _group(name).replace("?P<GROUP>", "?:")
    return required_words(text) if is_closed(_TOKEN.sub("x", text)) else None


def _tables(where: str, written: bytes) -> list[dict[str, object]]:
    try:
        data = tomllib.loads(written.decode("utf-8"))
    except ValueError as error:
        raise RuleError(f"this is no TOML: {error}", where=where, advice="mend it") from None
    tables = data.get("rule", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RuleError("rule is no list of tables", where=where, advice="begin each rule with [[rule]]")
    return tables


def _compile_rule(path: Path, table: dict[str, object]) -> Rule:
    where = f"{path.name}, rule {table.get('name', '?')}"
    missing = {"name", "predicate", "pattern", "why", "matches", "rejects"} - table.keys()
    if missing:
        raise RuleError(f"the rule lacks {', '.join(sorted(missing))}", where=where, advice="add it")
    source = "".join(line.strip("\n").lstrip() for line in str(table["pattern"]).splitlines())
    try:
        expression = expand(source)
    except KeyError as error:
        raise RuleError(f"the pattern names no word group: {error}", where=where, advice="mend it") from None
    except (RecursionError, re.error) as error:
        raise RuleError(f"the pattern does not end: {error}", where=where, advice="mend it") from None
    cue = str(table.get("cue", ""))
    is_pattern = bool(re.search(r"[\\(\[{*+?]", cue))
    return Rule(
        name=str(table["name"]),
        states=tuple(_state(text) for text in [str(table["predicate"]), *_strings(table.get("also", []))]),
        source=source,
        expression=expression,
        why=str(table["why"]),
        matches=_sentences(table, "matches", where),
        rejects=_sentences(table, "rejects", where),
        cue=frozenset() if is_pattern else frozenset(word.casefold() for word in cue.split("|") if word),
        cue_pattern=_word_pattern(cue, where) if is_pattern else None,
        collapses=bool(table.get("describes", False)),
        hedged=bool(table.get("hedged", False)),
        when=str(table.get("when", "")),
        says=_word_pattern(str(table["says"]), where, 0) if "says" in table else None,
        by_party=bool(table.get("by_party", False)),
        least=_count(table.get("least", 0), where),
    )


def _sentences(table: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    sentences = tuple(_strings(table[key]))
    if not sentences:
        raise RuleError(f"{key} is no list of sentences", where=where, advice="give two or more")
    return sentences


def _word_pattern(text: str, where: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    try:
        return re.compile(text, flags)
    except re.error as error:
        raise RuleError(f"{text!r} does not compile: {error}", where=where, advice="mend it") from None


def _count(value: object, where: str) -> int:
    if not isinstance(value, int):
        raise RuleError("least is no whole number", where=where, advice="give a count of votes")
    return value


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def expand(source: str) -> str:
    """Return a rule's pattern with slots and word groups written out.

    Examples:
        >>> print(expand("{PERSON:person} (?:won|wins)"))
        ‹P(?P<person>[0-9]+)› (?:won|wins)
    """

    def written_out(token: re.Match[str]) -> str:
        name, group = token[1], token[2]
        text = _group(name).replace("?P<GROUP>", f"?P<{group}>" if group else "?:")
        return _TOKEN.sub(written_out, text)

    return _TOKEN.sub(written_out, source)


def _group(name: str) -> str:
    """Return how a slot or word group is written in a pattern."""
    text = SLOTS.get(name) or PHRASES.get(name) or vocabulary()["groups"][name]
    if not text:
        raise KeyError(f"{name} is empty")
    return text


def _state(text: str) -> State:
    predicate, _, rest = text.partition(" ")
    if predicate == "outcome":
        return State(predicate, value=rest)
    return State(predicate, person=rest or "person")


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
