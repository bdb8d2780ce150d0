"""Tell where a document speaks of members who lost their seats, and who they are.

Extraction, part of discourse. "Who lost their seats?" above a feature, "OUT" above a list of ministers or
"among the Labour casualties" before a name make plain that whoever was beaten there had been the member.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from electiongraph.extraction.facts import Fact
from electiongraph.sources.document import Block, Document

__all__ = ["FALLEN", "Fallen", "Portrait", "losses_of_portraits"]

# The rule that losses have which only a portrait as a whole tells.
FALLEN = "portrait-of-loser"

_KNOWN = (
    r"(?:[Mm]inisters|MPs|MSPs|MSs|AMs|MLAs|[Nn]ames|[Bb]easts|[Ff]aces|[Ff]igures|[Gg]randees"
    r"|[Bb]ig-?hitters|[Hh]eavyweights|[Vv]eterans|[Ss]talwarts|[Cc]abinet|[Ff]ront ?bench(?:ers)?"
    r"|[Bb]ackbenchers|[Ll]eaders|[Mm]embers|[Tt]hose|[Ii]ncumbents|the great and the good|[Rr]ebels"
    r"|[Dd]efectors)"
)
_FELL = (
    r"(?:lost|lose|fell|fallen|felled|swept (?:away|aside|out)|sent packing|shown the (?:door|exit)"
    r"|(?:are|were|is) out\b|ousted|toppled|beaten|rejected|unseated|defeated|dumped|went under"
    r"|(?:kicked|booted|turfed|thrown|voted|cleared) out|bit(?:e|ing)? the dust|washed away)"
)
_LOSERS = (
    r"(?:lost|losing|lose|loses) (?:their|his|her) seats?\b|\bcasualties\b|\bscalps\b|Portillo moments?\b"
    r"|\bthe fallen\b|(?:biggest|other|election|election-night|night's) losers\b"
)
# Of the head of a document, which then is all about them.
_TITLE = re.compile(
    rf"{_KNOWN}(?: [\w'’-]+){{0,4}} {_FELL}|{_LOSERS}|[Ww]ho(?:'s|’s| is)? (?:lost|fell|out)\b"
)
_NOT_YET = re.compile(
    r"\b(?:could|may|might|would|will|set to|at risk|to watch|expected|facing|fear|poll|forecast"
    r"|projected|if)\b"
)
# A heading above those who lost, and one above others.
_OUT = re.compile(
    r"(?:(?:and |who's |who’s |the )?(?:out|gone|also gone|also out|losers|casualties|fallen|beaten|defeated"
    r"|ousted|unseated|lost|big losers|the losers|sent packing|shown the door|lost their seats?))\W*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:and |the |just |who's |who’s )*(?:in|safe|still standing|still here|survivors|survived|held"
    r"|held on|hung on|clung on|winners|new faces|back|saved|the ones? (?:that|who) got away|stood down"
    r"|retired|standing down|stepped down|left)\b[^.]{0,30}",
    re.IGNORECASE,
)
# A sentence that says so of whom it and the rest of its paragraph name.
_WORDS = r"(?:[\w'’-]+ )"
_AMONG = re.compile(
    rf"\b(?:(?:[Aa]mong|[Oo]f) (?:the|its|their|those) {_WORDS}{{0,4}}"
    r"(?:casualties|scalps|victims|losers|fallen)"
    r"|(?:[Cc]asualties|[Ss]calps) (?:included|were|of the night)"
    rf"|(?:[Aa]mong|[Oo]ther|[Ii]ncluding) (?:the |those )?{_WORDS}{{0,5}}?(?:who |to )(?:have )?"
    rf"(?:{_FELL}|be {_FELL}|go\b|fall\b)"
    rf"|(?:[Ss]itting|[Ii]ncumbent|[Ss]erving) {_WORDS}{{0,2}}(?:MPs|MSPs|MLAs|AMs|members) "
    rf"(?:(?:also|both|all|were|have) )*(?:went|{_FELL})"
    r"|(?:[Aa]ll|[Bb]oth|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix) (?:of )?(?:the |its |their )?"
    rf"{_WORDS}{{0,3}}MPs (?:(?:also|both|all|were|have|had) )*(?:went|gone|{_FELL})"
    r"|(?:ministers|frontbenchers|grandees|big names|big beasts|MPs|secretaries|heavyweights|veterans)"
    rf"(?: [\w'’-]+){{0,2}} {_FELL}"
    r"|^(?:Also |And )?(?:[Gg]one|[Oo]ut|[Oo]usted)(?: too| as well)?(?::| are\b| go\b)"
    r"|(?:wiped out|wipe-?out) at Westminster|roll[ -]call of the fallen)"
)
_LONG = 30


@dataclasses.dataclass(frozen=True, slots=True)
class Portrait:
    """A part of a document with somebody's name as its heading.

    Attributes:
        person: Whom it is about.
        start: Where the heading begins.
        end: Where the part ends.
    """

    person: str
    start: int
    end: int


class Fallen:
    """The parts of one document that tell of members who lost."""

    def __init__(self, document: Document) -> None:
        self._spans = sorted(_spans(document))
        self._starts = [start for start, _ in self._spans]

    def tells_at(self, offset: int) -> bool:
        r"""Tell whether the text at an offset speaks of members who lost their seats.

        Examples:
            >>> from electiongraph.sources import document_from_text
            >>> text = "How we voted\n\nAnn Smith held Poole. Among the casualties was Bob Jones of Hexham."
            >>> fallen = Fallen(document_from_text(text))
            >>> fallen.tells_at(20), fallen.tells_at(70)
            (False, True)
        """
        number = bisect_right(self._starts, offset)
        return any(offset < end for _, end in self._spans[:number])


def _spans(document: Document) -> Iterator[tuple[int, int]]:
    blocks = [block for block in document.blocks if block.kind in ("heading", "paragraph")]
    is_about = _is_title_of_fallen(document, blocks)
    begun = 0 if is_about else -1
    for block in blocks:
        words = document.text_of(block).strip().strip("#* ")
        if len(words.split()) <= 7:
            if _OUT.fullmatch(words):
                begun = block.start if begun < 0 else begun
            elif _OTHERS.fullmatch(words) and begun >= 0:
                yield begun, block.start
                begun = -1
        elif begun < 0 and (told := _AMONG.search(words)) and not _NOT_YET.search(words[: told.end()]):
            at = document.text.find(words, block.start)
            yield max(document.text.rfind(". ", 0, at + told.start()), block.start), block.end
    if begun >= 0:
        yield begun, len(document.text)


def _is_title_of_fallen(document: Document, blocks: Sequence[Block]) -> bool:
    """Is a document, by its title and what stands between that and the text, about members who lost?"""
    head = [document.title]
    for block in blocks[:3]:
        words = document.text_of(block)
        if len(words.split()) > _LONG or words.endswith("."):
            break
        head.append(words)
    return any(_TITLE.search(words) and not _NOT_YET.search(words) for words in head)


def losses_of_portraits(
    facts: Iterable[Fact], portraits: Sequence[Portrait], fallen: Fallen, election: str
) -> Iterator[Fact]:
    """Yield that whom a portrait among the fallen is about lost the one seat that it says another won.

    Args:
        facts: All facts of the document.
        portraits: Its parts with names as headings.
        fallen: Where it tells of members who lost.
        election: The document's election.
    """
    facts = [fact for fact in facts if fact.election == election and fact.seat and not fact.is_list]
    about: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for fact in facts:
        if fact.person:
            about[fact.person].add((fact.predicate, fact.seat))
    for portrait in portraits:
        if not fallen.tells_at(portrait.start):
            continue
        inside = [fact for fact in facts if portrait.start <= fact.start < portrait.end]
        won = [fact for fact in inside if fact.predicate == "elected"]
        own = about[portrait.person]
        seats = {fact.seat for fact in won}
        if len(seats) != 1 or any(what in ("elected", "stoodDown") for what, _ in own):
            continue
        seat = seats.pop()
        others = {place for what, place in own if what == "standsIn"} - {seat}
        sat = {f.person for f in facts if f.seat == seat and f.predicate in ("incumbentIn", "stoodDown")}
        if others or sat - {portrait.person}:
            continue
        for predicate in ("standsIn", "incumbentIn", "defeatedIn"):
            if (predicate, seat) not in own:
                yield dataclasses.replace(
                    won[0], predicate=predicate, person=portrait.person, rule=FALLEN, party="", value=""
                )
