"""Tell whose deed a match tells that begins with somebody whom its sentence names in passing.

Extraction, part of discourse. "‹P0› beat ‹P1› to become the MP for ‹S2›" says of ‹P0› that he became it.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.coordination import FINITE
from electiongraph.extraction.masking import slot_indices

__all__ = ["head_of_apposition", "member_since", "subject_of"]

# "‹P0› avenged his defeat by ‹P1›, taking ‹S2›": a participle goes on about the subject.
_PARTICIPLE = re.compile(
    r",? ?(?:taking|winning|gaining|capturing|claiming|securing|holding|seizing|becoming|wiping out"
    r"|overturning|erasing|overhauling|demolishing|shredding|turning)\b"
)
_BY_WHOM = re.compile(
    r"\b(?:by|over|from|against|of|beat|beating|beats|defeated|defeating|ousted|ousting|unseated|unseating)"
    r" (?:the )?(?:‹G\d+›(?:'s?)? )?(?:[a-z-]+ ){0,2}$"
)
# "‹P0› was the only minister other than ‹P1› to lose": of those whom the sentence names beside its subject.
_BESIDE = re.compile(
    r"\b(?:other than|apart from|besides|unlike|alongside|along with|as well as) (?:the )?(?=‹P\d+›)"
)
_WHOSE = re.compile(r", whose (?:[a-z-]+ ){0,3}(?=‹P\d+›)")
_SUCCEEDING = re.compile(r"\b(?:succeeding|following|replacing) (?:the )?(?:‹G\d+›(?:'s)? )?$")
_THEN_AGAIN = re.compile(r", who [^,;.‹›]{1,40}, and (?:was|is|has|had|then|won|held)\b")
_GOES_BACK = re.compile(r"[^,;.]{1,60}, (?:and|but) (?:was|were|then|had|lost|held|won|kept)\b")
# "Ann Smith, a nurse, and Bob Jones, an MP since 2019": the year is the latter's.
_SINCE = re.compile(
    r"(?:\band|\bfrom|\bover|\bbeat|[a-z]ed|\bby|[a-z]ing) (?:the )?(?:‹G\d+›(?:'s?)? )?‹P(\d+)›,"
    r" (?:an? |the |who (?:has|had) )(?:[^‹›,]|‹[SG]\d+›)*since ‹Y\d+›$"
)


_HEAD = re.compile(
    r"[^‹›;:.]{0,40}(?:‹G\d+›(?:'s)? )?‹P(\d+)›(?:, (?:an?|the|who|whose|first|once|elected|himself|herself"
    r"|now|then|‹R\d+› (?:under|to|for|in|of|until))| and (?:the|an?|one of))\b"
)
_VERB = re.compile(rf" ?(?:[a-z]+ly |then |also |duly )?{FINITE}\b")
# What stands before a name that is none of a subject.
_OBJECT = re.compile(
    r"(?:[a-z]+(?:ed|ing|off|out)|beat|beats|saw|off|to|of|by|from|over|against|under|with|for|than|after|behind"
    r"|‹[GR]\d+›(?:'s)?|MP|[a-z]+time)(?: (?:the|an?|then|former|longtime|sitting|retiring)){0,2} $"
)


def member_since(text: str, until: int) -> str:
    """Return the slot of the person in whose own apposition a year stands, "" when there is none."""
    found = _SINCE.search(text, 0, until)
    return found[1] if found else ""


# "Jack Dromey, the husband of Harriet Harman, had been the MP": she ends an aside on him.
_RELATION = (
    r"(?:husband|wife|widow|widower|partner|son|daughter|brother|sister|father|mother|nephew|niece|cousin|aide"
    r"|adviser|assistant|friend|ally|successor|predecessor|protege|protégé|deputy|agent|secretary|spokesman|rival|opponent)"
)
# "‹P0›, 24, is the daughter of the former leader, ‹P1›, who fought the seat": the latter did.
_IS_KIN = (
    rf"(?:, [^,;‹›]{{1,20}},)? (?:is|was) (?:the|an?) (?:[a-z-]+ )?{_RELATION} (?:of|to)"
    r" [^;.‹›]*(?:‹[GRS]\d+›[^;.‹›]*)?‹P(\d+)›, who\b"
)


def subject_of(clause: Clause, at: int, caught: str) -> str:
    """Return the slot of whom a match is about.

    Args:
        clause: The sentence.
        at: Where the match begins in it, after an aside.
        caught: The slot that the match has caught for the person.
    """
    text, slot = clause.masked.text, f"‹P{caught}›"
    if kin := re.compile(rf"{slot}{_IS_KIN}").match(text, max(text.find(slot), 0)):
        return kin[1]
    others = _BESIDE.search(text, 0, max(text.find(slot), 0))
    if others and text.startswith(slot, others.end()):
        return next(map(str, slot_indices(text[: others.start()], "PA")), caught)
    if (
        text.endswith((f"{slot}, ", f"{slot},"), 0, at)
        and (head := _HEAD.match(text))
        and head[1] != caught
        and _VERB.match(text, at)
    ):
        # "‹P0›, a lawyer elected in ‹Y1› when she beat ‹P2›, took ‹N3› votes"
        return head[1] if _OBJECT.search(text, 0, text.find(slot)) else caught
    if text.startswith(f"{slot} to ", at):
        return _beater(clause, at, caught)
    if whose := _WHOSE.search(text, 0, max(text.find(slot), 0)):
        # "‹P0› took it from Labour, whose ‹P1› had stood down, and was beaten by ‹P2›": ‹P0› was.
        after = text[text.find(slot) + len(slot) : at + 60]
        if whose.end() == text.find(slot) and _GOES_BACK.match(after):
            return next(map(str, slot_indices(text[: whose.start()], "PA")), caught)
    if (heir := _SUCCEEDING.search(text, 0, max(text.find(slot), 0))) and _THEN_AGAIN.match(
        text, text.find(slot) + len(slot)
    ):
        # "‹A0› was elected in ‹Y1›, succeeding ‹P2›, who retired, and was re-elected": ‹A0› was.
        return next(map(str, slot_indices(text[: heir.start()], "PA")), caught)
    if _PARTICIPLE.match(text, at):
        before = text[: text.rfind(slot, 0, at)]
        if _BY_WHOM.search(before):
            return next(map(str, slot_indices(before, "PA")), caught)
    return caught


def _beater(clause: Clause, at: int, beaten: str) -> str:
    """Return who beat a person in the words before a match, the person itself when nobody did."""
    for event in clause.events:
        if event.at < at and beaten == event.groups.get("loser", event.groups.get("loser2")):
            return event.groups.get("person", beaten)
    return beaten


def head_of_apposition(text: str, caught: str) -> str:
    """Return whose apposition a person's name ends, else the person."""
    if text.count("‹P") < 2:
        return caught
    found = re.search(
        rf"‹P(\d+)›,(?: ‹N\d+›,)? (?:(?:the|an?|his|her|once|former|formerly) )?(?:[a-z-]+ ){{0,3}}"
        rf"{_RELATION} (?:of|to)"
        rf" [^;.,‹›]*(?:‹[GRS]\d+›[^;.,‹›]*)?‹P{caught}›, "
        rf"|‹P(\d+)›, (?:sacked|fired|expelled|suspended|stripped|backed|booted|thrown|appointed|picked)"
        rf" [^;.,‹›]*\bby ‹P{caught}›(?: [^;.,‹›]*)?, (?!who )",
        text,
    )
    return (found[1] or found[2]) if found else caught
