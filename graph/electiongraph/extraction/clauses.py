"""Read a sentence with the rules: first what describes people, then what happened.

Extraction, third part. Out come matches: which rule fired, what its groups caught, where it stands, and
whether the sentence takes it back. Who "she" is and which seat is meant is left to `discourse`.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from electiongraph.extraction.appositions import without_plain_appositions
from electiongraph.extraction.coordination import further_verbs
from electiongraph.extraction.factuality import is_hedged
from electiongraph.extraction.lexicon import vocabulary
from electiongraph.extraction.masking import MaskedSentence, mask_sentence, slot_indices
from electiongraph.extraction.mentions import Mention, Scan, find_mentions
from electiongraph.extraction.portraits import with_subject
from electiongraph.extraction.rules import Rule, RuleSet, load_rules
from electiongraph.extraction.spoken_words import as_written
from electiongraph.extraction.subject_asides import closed_aside

__all__ = ["Clause", "RuleMatch", "read_sentence"]


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that fired.

    Attributes:
        rule: Which.
        groups: What its groups caught, as text of the masked sentence or the index of a slot.
        caught: The same, and by a group's name without a number what the first of its doubles caught
            ("person2" for "person" in another branch of the pattern).
        start: First document offset of the match.
        end: One past the last.
        at: Where its verb begins in the masked sentence, after an aside on the subject.
        until: One past its end there.
        hedge: Why it is no stated fact, "" when it is one.
    """

    rule: Rule
    groups: dict[str, str]
    start: int
    end: int
    at: int
    until: int
    hedge: str = ""
    caught: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Name doubles by the group that they are of."""
        caught = dict(self.groups)
        for name in sorted(self.groups):
            caught.setdefault(name.rstrip("23456"), self.groups[name])
        object.__setattr__(self, "caught", caught)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence as the rules read it.

    Attributes:
        start: First document offset.
        end: One past the last.
        masked: With people's descriptions collapsed.
        descriptions: Matches that describe people.
        events: Matches that state something.
    """

    start: int
    end: int
    masked: MaskedSentence
    descriptions: tuple[RuleMatch, ...]
    events: tuple[RuleMatch, ...]


def read_sentence(
    text: str,
    scan: Scan,
    surnames: frozenset[str],
    subject: Mention | None = None,
    *,
    is_first: bool = False,
) -> Clause:
    """Return what the rules find in a sentence.

    Args:
        text: The document's text.
        scan: The sentence.
        surnames: Lower-case surnames of the people that the document names.
        subject: Whose name stands above the sentence, which may not repeat it.
        is_first: Whether it is the first below that name.
    """
    describing, stating = load_rules()
    start, end = scan.start, scan.start + len(scan.sentence)
    masked = as_written(mask_sentence(text, start, end, find_mentions(scan, surnames)))
    masked = with_subject(masked, subject, is_first=is_first) if subject else masked
    if not masked.mentions and not _OF_A_SEAT.search(masked.text):
        return Clause(start, end, masked, (), ())
    masked, descriptions = _collapse(masked, describing, text)
    masked = _with_stand_ins(without_plain_appositions(masked))
    events = []
    for rule in stating.fitting(masked.text):
        for found in rule.pattern.finditer(masked.text):
            hedge = "" if rule.hedged else is_hedged(_own_part(found), _stated_from(found), found.end())
            match = _rule_match(rule, found, masked, hedge)
            if rule.says is None or rule.says.search(text, match.start, match.end):
                events.append(match)
    events += _further_events(text, masked, stating)
    if closed_aside(masked.text)[1]:
        events = _past_aside(text, masked, stating, events)
    return Clause(start, end, masked, descriptions, tuple(events))


def _further_events(text: str, masked: MaskedSentence, rules: RuleSet) -> Iterator[RuleMatch]:
    """Yield what the further verbs of a subject state, read as if it stood before each of them."""
    for at, subject in further_verbs(masked.text):
        whole = f"{masked.text[:at]}{subject} {masked.text[at:]}"
        shift = len(subject) + 1
        opening = _OPENING[subject[1]]
        for rule in rules.fitting(whole):
            if not rule.expression.startswith(opening):
                continue
            found = rule.pattern.match(whole, at)
            if found is None or found.end() - shift <= at or found.groupdict().get("aside"):
                continue
            until = found.end() - shift
            if _RELATIVE_TIME.search(masked.text, at, until + 60):
                continue
            hedge = "" if rule.hedged else is_hedged(masked.text, at, until)
            groups = {name: caught for name, caught in found.groupdict().items() if caught}
            match = RuleMatch(rule, groups, *masked.span(at, until), at, until, hedge)
            if rule.says is None or rule.says.search(text, match.start, match.end):
                yield match


def _past_aside(
    text: str, masked: MaskedSentence, rules: RuleSet, events: list[RuleMatch]
) -> list[RuleMatch]:
    """Return what a sentence states whose subject has an aside on others: what follows is of the subject."""
    start, end = closed_aside(masked.text)
    kept = [one for one in events if not start <= bisect_left(masked.starts, one.start) < end < one.until]
    said = {(one.rule.name, one.until) for one in kept}
    whole = masked.text[:start] + masked.text[end:]
    for rule in rules.fitting(whole):
        for found in rule.pattern.finditer(whole):
            until = found.end() + end - start
            if not found.start() < start < found.end() or (rule.name, until) in said:
                continue
            hedge = "" if rule.hedged else is_hedged(whole, found.start(), found.end())
            groups = {name: caught for name, caught in found.groupdict().items() if caught}
            named = map(str, slot_indices(whole[start : found.end()], "P"))
            if "memberSince" in rule.predicates and any(one not in groups.values() for one in named):
                continue
            at = max(_core(found), start) + end - start
            match = RuleMatch(rule, groups, *masked.span(found.start(), until), at, until, hedge)
            if rule.says is None or rule.says.search(text, match.start, match.end):
                kept.append(match)
    return kept


# "... and held it two years later": of another election than the verb before it.
_RELATIVE_TIME = re.compile(r"\b(?:later|afterwards|the (?:following|next) (?:year|month|time)|thereafter)\b")
# How the expressions of rules begin whose subject is a person, or a party.
_OPENING = {
    "P": ("‹P(", "‹[PA]("),
    "A": ("‹[PA](",),
    "G": ("‹G(", "(?:[Tt]he )?‹G("),
}


def _rule_match(rule: Rule, found: re.Match[str], masked: MaskedSentence, hedge: str = "") -> RuleMatch:
    groups = {name: caught for name, caught in found.groupdict().items() if caught}
    lead = _LEAD.match(found.group())
    a, b = masked.span(found.start() + (lead.end() if lead else 0), found.end())
    return RuleMatch(rule, groups, a, b, _core(found), found.end(), hedge)


# A sentence without a name may speak of "the seat" or of "the outgoing MP", or say that two "meet again".
_OF_A_SEAT = re.compile(
    r"seat|constituency|again|rematch|re-match|(?:outgoing|defeated|ousted|departing|unseated) MP\b"
)
# What joins a match to the words before it is none of its quote.
_LEAD = re.compile(r"[ ,;:–—-]*(?:and |but )?(?=.)")


def _own_part(found: re.Match[str]) -> str:
    """Return the sentence as far as it may hedge a match: what follows a closed aside is not on it."""
    start, end = closed_aside(found.string)
    is_inside = start <= found.start("aside" if found.groupdict().get("aside") else 0) and found.end() <= end
    return found.string[:end] if end and is_inside else _without_aside(found)


def _without_aside(found: re.Match[str]) -> str:
    """Return the sentence with the aside on the subject blanked: what it hedges is another statement."""
    text = found.string
    aside = found.groupdict().get("aside") or ""
    # "‹P0› could be beaten": what runs on without a comma is the verb's own.
    if len(aside) < 8 or not aside.startswith((",", " (", " who", " which", " and")):
        return text
    a, b = found.span("aside")
    if _TELLS_DOUBT.match(text, a, b):
        return text
    return text[:a] + "," + " " * (b - a - 1) + text[b:]


# "Bob Jones, it is thought, won": such an aside is on the statement.
_TELLS_DOUBT = re.compile(
    r",? (?:it (?:is|was|has been|seems|appears)|sources|insiders|reportedly|apparently|allegedly"
    r"|by all accounts)\b"
)


def _stated_from(found: re.Match[str]) -> int:
    """Return where what may be hedged begins: a relative clause ("Jane Smith, who won") states by itself."""
    return (
        _core(found)
        if (found.groupdict().get("aside") or "").strip(" ,") in ("who", "which")
        else found.start()
    )


def _core(found: re.Match[str]) -> int:
    """Return where a match begins to state something: after "Jane Smith, who had hoped for more,"."""
    aside = found.groupdict().get("aside")
    return found.end("aside") if aside else found.start()


def _collapse(
    masked: MaskedSentence, rules: RuleSet, text: str
) -> tuple[MaskedSentence, tuple[RuleMatch, ...]]:
    """Replace every description of a person by the person's slot, innermost first."""
    descriptions: list[RuleMatch] = []
    for _ in range(3):
        changed = False
        for rule in rules.fitting(masked.text):
            at = 0
            while found := rule.pattern.search(masked.text, at):
                slot = f"‹P{found['person']}›"
                tail = len(found.group()) - len(found.group().rstrip(" ,"))
                end = found.end() - tail
                if found.group()[: len(found.group()) - tail] == slot:
                    at = found.end()
                    continue
                hedge = "" if rule.hedged else is_hedged(masked.text, found.start(), found.end())
                match = _rule_match(rule, found, masked, hedge)
                if rule.says is not None and not rule.says.search(text, match.start, match.end):
                    at = found.end()
                    continue
                descriptions.append(match)
                masked = masked.collapse(found.start(), end, slot)
                at = found.start() + len(slot)
                changed = True
        if not changed:
            break
    return masked, tuple(descriptions)


# After these words a noun phrase says what somebody is or loses, and stands for nobody.
_SAYS_WHAT = "been is was be become became becomes as stays remains still declared elected".split()
_SAYS_WHOM = "unseating ousting defeating beating toppling".split()
_NOT_AFTER = "".join(f"(?<!{word} )" for word in (*_SAYS_WHAT, *_SAYS_WHOM, "›,", "› -", "›"))


_FORMER = "(?:former |one-time |onetime |sometime |ex-)"


@functools.lru_cache(maxsize=1)
def _stand_in_pattern() -> re.Pattern[str]:
    """Return the expression for a noun phrase that stands for a person ("the former barrister")."""
    nouns = vocabulary()["groups"]["PERSONNOUN"]
    return re.compile(
        rf"\b(?=(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Oo]ur) ){_NOT_AFTER}(?:"
        rf"\w+ (?:(?:[a-z'-]+|‹[SG]\d+›(?:'s)?|[A-Z][a-z]+|‹Y\d+›|[0-9]{{2}}-year-old) ){{0,3}}?(?:{nouns})\b"
        r"(?! (?:for|of|in) ‹S)(?! since)"
        r"(?!(?: here| there| instead| this time)? (?:is|was|were)(?: instead)?"
        r" (?:(?:the|an?) (?:(?!(?:over|of|from|against|to|with|by|as) )[a-z-]+ ){0,3})?"
        r"(?:‹G\d+›(?:'s?)? )?‹P)"
        r"(?!,? (?:the (?:[a-z-]+ ){1,3})?‹P)(?!'s? ‹P)"
        r"(?! (?:of|from|for) (?:the )?‹G)"
        r"|[Tt]he (?:(?:[a-z'-]+|‹G\d+›) ){0,2}?(?:MP|candidate) (?:for|in) ‹S\d+›"
        r"(?!,? ‹P)(?! since)(?! (?:is|was|are|will be)(?: now)? (?:[a-z'-]+ ){0,2}(?:‹G\d+›(?:'s)? )?‹P)"
        r"|[Tt]he (?:[a-z'-]+ )?candidate (?:for|of) (?:the )?‹G\d+›(?!,? ‹P)"
        r"|[Tt]he (?:[a-z-]+ )?‹G\d+›(?! (?:is|was) (?:the )?(?:[a-z-]+ ){0,2}‹P)"
        r"(?='s (?:majority|vote|lead|tally|share|total|poll)\b"
        r"|(?: who| also| just| narrowly|, (?:an?|who) (?:[^,‹›]|‹[YNXSR]\d+›){1,60},)?"
        r" (?:was|is|has|had|won|held|lost|took|who|beat|polled|came|finished|clung|got|received|secured|said"
        r"|conceded|trailed|kept|retained|ousted|defeated|unseated|gained|saw|thanked|told|ended|managed)\b)"
        r"|[Tt]he (?:[a-z-]+ ){0,2}?(?!latter|other|former|number|winner)[a-z]{3,}"
        r"(?:er|or|ist|ian|ant|man|woman)"
        r"(?= (?:polled|beat|unseated|ousted|defeated|saw off|edged out|conceded)\b)"
        r"|[Tt]he (?:[a-z-]+ )?‹G\d+› (?:‹R\d+›|man|woman)(?= [a-z]|'s |, (?:who|an?)\b))"
        r"|(?:^|(?<=[.,;] )|(?<= and )|(?<= as )|(?<= but )|(?<= when )|(?<= after )|(?<= before )"
        r"|(?<= while )|(?<= because )|(?<= where )|(?<=Instead )|(?<=Then )|(?<=Now ))"
        rf"(?:The|the|THE) (?:outgoing |departing |(?:[a-z-]+ )?{_FORMER})?‹R\d+›(?!,? ‹P)"
        r"(?=,? (?:‹[A-Z]|[a-z]+))"
        r"|^‹R\d+›(?= (?:loses|lost|holds|wins|ousted|survives|hangs on|clings on|is out|beaten)\b)"
    )


def _with_stand_ins(masked: MaskedSentence) -> MaskedSentence:
    """Turn "the Braintree MP" and "the former barrister" into slots of their own."""
    at = 0
    while found := _stand_in_pattern().search(masked.text, at):
        words = found.group()
        if re.fullmatch(r"[Tt]he (?:[a-z-]+ )?‹G\d+›", words) and not _is_one_person(masked, words):
            at = found.end()
            continue
        a, b = masked.span(found.start(), found.end())
        index = len(masked.mentions)
        masked = MaskedSentence(
            masked.text, masked.starts, masked.ends, (*masked.mentions, Mention("A", a, b, words))
        )
        slot = f"‹A{index}›"
        also = _AND_ALSO.match(masked.text, found.end()) or _FROM_PLACE.match(masked.text, found.end())
        masked = masked.collapse(found.start(), also.end() if also else found.end(), slot)
        at = found.start() + len(slot)
    return masked


# "The farmer and businessman took ‹S›" is one person.
_AND_ALSO = re.compile(
    r" and (?:(?:former|one-time|ex|part-time|keen|local) )?(?!(?:the|an?|his|her)\b)"
    r"(?:[a-z-]+ ){0,2}?[a-z-]+(?:er|or|ist|ian|ant|man|woman|ess|eer|ent|nurse|vet|MP|pilot|coach|critic)"
    r"(?= (?:was|has|took|takes|won|lost|beat|polled|held|gained|ousted|unseated|defeated|came|finished)\b)"
)


# "The Labour councillor from Bridgnorth polled ‹N›"
_FROM_PLACE = re.compile(
    r" (?:from|of) (?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    r"(?= (?:polled|won|took|got|beat|received|was|has|had|held|secured|came|finished|saw|unseated|ousted)\b)"
)
_MEMBERS = frozenset(
    (
        "tory",
        "conservative",
        "liberal democrat",
        "lib dem",
        "independent",
        "unionist",
        "nationalist",
        "ulster unionist",
        "democratic unionist",
        "liberal",
        "socialist",
        "social democrat",
        "scottish nationalist",
    )
)


def _is_one_person(masked: MaskedSentence, words: str) -> bool:
    """Does "the Tory" mean a person? A party's own name ("the SNP") does not."""
    mention = masked.mentions[slot_indices(words, "G")[0]]
    return mention.words.lower() in _MEMBERS
