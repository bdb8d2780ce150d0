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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import ahocorasick

from electiongraph.errors import RuleError
from electiongraph.extraction.lexicon import RULES_FOLDER, vocabulary

__all__ = ["Rule", "State", "expand", "fitting_rules", "load_rules"]

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
        r"(?P<GROUP>‹R\d+›(?:(?: (?:under|for) (?:‹[PA]\d+›|him|her|them)"
        r"| (?:until|from|since|in) (?:‹Y\d+›|last \w+|\w+day))?"
        r"(?:,? and(?: then| later| before that| previously| also"
        r"| once| most recently| latterly| lately| earlier| subsequently)?"
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
        r"|‹P\d+›'s (?:old|former) {SEATWORD}(?: of (?:the )?‹S\d+›)?)"
    ),
    "QUOTE": r"‹Q\d+›",
}
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
        expression: Over the masked sentence, with slots and word groups written out.
        why: The reason for the rule.
        matches: Sentences that it reads.
        rejects: Sentences that look alike and state no such thing.
        needs: Kinds of slots without which it cannot match.
        cue: Words of which one must stand in the sentence, in lower case; empty for none.
        cue_pattern: The cue when it is a pattern and no list of words.
        collapses: True when the match is a description of a person that later rules see as one slot.
        hedged: True when the rule holds in a hedged sentence too (a title says nothing of a result).
        when: "" or the time that the phrase itself tells: "now", "previous", "by-election", or
            "own-majority" (the election at which the person won it), "notional" (the last result, on new
            boundaries), "earlier" (some election before the document's, which other words must tell).
        says: Words of which the match must hold one, also where a description has become a slot.
        by_party: True when the winner is the party that the text named last ("they took the seat").
        least: The smallest count that the rule believes to be one of votes, where its words say no more.
    """

    name: str
    states: tuple[State, ...]
    expression: str
    why: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    needs: frozenset[str]
    cue: frozenset[str]
    cue_pattern: re.Pattern[str] | None
    collapses: bool
    hedged: bool
    when: str
    says: re.Pattern[str] | None = None
    by_party: bool = False
    least: int = 0

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


@functools.lru_cache(maxsize=1)
def load_rules() -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Return the rules that describe people and the rules that state events, each in file order.

    Raises:
        RuleError: When a rule lacks a key or names an unknown group.
    """
    rules = [
        _compile_rule(path, table)
        for path in sorted(RULES_FOLDER.glob("*.toml"))
        if path.name != "vocabulary.toml"
        for table in _tables(path)
    ]
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise RuleError("two rules have this name", where=name, advice="rename one")
    return tuple(r for r in rules if r.collapses), tuple(r for r in rules if not r.collapses)


def fitting_rules(rules: tuple[Rule, ...], text: str) -> Iterator[Rule]:
    """Yield the rules that a masked sentence could match at all: those whose slots and cue it has.

    Examples:
        >>> stating = load_rules()[1]
        >>> "majority-of" in [rule.name for rule in fitting_rules(stating, "‹P0› won ‹S1›")]
        False
    """
    kinds = set(re.findall(r"‹([A-Z])", text))
    if kinds & {"P", "A"}:
        kinds.add("WHO")
    index = _index(id(rules), len(rules))
    fitting = set(index.without_cue)
    for _, word in _cue_automaton().iter(text.lower()):
        fitting.update(index.by_word.get(word, ()))
    for number in sorted(fitting):
        rule = rules[number]
        if rule.needs <= kinds and (rule.cue_pattern is None or rule.cue_pattern.search(text)):
            yield rule


@dataclass(frozen=True, slots=True)
class _Index:
    """The numbers of the rules that any sentence may fit, and of those that want a word, by the word."""

    without_cue: tuple[int, ...]
    by_word: dict[str, tuple[int, ...]]


@functools.lru_cache(maxsize=8)
def _index(identity: int, size: int) -> _Index:
    rules = next((group for group in load_rules() if id(group) == identity and len(group) == size), ())
    words: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for word in rule.cue:
            words.setdefault(word, []).append(number)
    free = tuple(number for number, rule in enumerate(rules) if not rule.cue)
    return _Index(free, {word: tuple(numbers) for word, numbers in words.items()})


@functools.lru_cache(maxsize=1)
def _cue_automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for rule in (*load_rules()[0], *load_rules()[1]):
        for word in rule.cue:
            automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


def _tables(path: Path) -> list[dict[str, object]]:
    with path.open("rb") as file:
        data = tomllib.load(file)
    tables = data.get("rule", [])
    assert isinstance(tables, list)
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
    cue = str(table.get("cue", ""))
    is_pattern = bool(re.search(r"[\\(\[{*+?]", cue))
    return Rule(
        name=str(table["name"]),
        states=tuple(_state(text) for text in [str(table["predicate"]), *_strings(table.get("also", []))]),
        expression=expression,
        why=str(table["why"]),
        matches=tuple(_strings(table["matches"])),
        rejects=tuple(_strings(table["rejects"])),
        needs=frozenset(_needs(source)),
        cue=frozenset() if is_pattern else frozenset(word.lower() for word in cue.split("|") if word),
        cue_pattern=re.compile(cue, re.IGNORECASE) if is_pattern else None,
        collapses=bool(table.get("describes", False)),
        hedged=bool(table.get("hedged", False)),
        when=str(table.get("when", "")),
        says=re.compile(str(table["says"])) if "says" in table else None,
        by_party=bool(table.get("by_party", False)),
        least=int(str(table.get("least", 0))),
    )


@functools.cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def expand(source: str) -> str:
    """Return a rule's pattern with slots and word groups written out.

    Examples:
        >>> print(expand("{PERSON:person} (?:won|wins)"))
        ‹P(?P<person>[0-9]+)› (?:won|wins)
    """
    groups = vocabulary()["groups"]

    def written_out(token: re.Match[str]) -> str:
        name, group = token[1], token[2]
        text = SLOTS.get(name) or PHRASES.get(name) or groups[name]
        if not text:
            raise KeyError(f"{name} is empty")
        text = text.replace("?P<GROUP>", f"?P<{group}>" if group else "?:")
        return _TOKEN.sub(written_out, text)

    return _TOKEN.sub(written_out, source)


def _needs(source: str) -> set[str]:
    """Return the kinds of slots that any match must hold (a slot in an option or a choice does not count)."""
    kinds = {
        "PERSON": "P",
        "SEAT": "S",
        "SEATS": "S",
        "PARTY": "G",
        "ROLE": "R",
        "ROLES": "R",
        "N": "N",
        "PC": "C",
        "YEAR": "Y",
        "WHO": "WHO",
    }
    depth, needed = 0, set()
    for token in re.finditer(r"\\.|\[(?:\\.|[^\]])*\]|\(|\)|\{([A-Z]+)(?::[a-z_0-9]+)?\}(\??)", source):
        if token[0] == "(":
            depth += 1
        elif token[0] == ")":
            depth -= 1
        elif token[1] in kinds and depth == 0 and not token[2]:
            needed.add(kinds[token[1]])
    return (
        needed
        if "|" not in re.sub(r"\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)", "", source)
        else set()
    )


def _state(text: str) -> State:
    predicate, _, rest = text.partition(" ")
    if predicate == "outcome":
        return State(predicate, value=rest)
    return State(predicate, person=rest or "person")


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
