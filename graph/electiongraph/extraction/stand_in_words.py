"""Tell from a stand-in's words, and those after it, whom it can mean: a winner or a loser, a man or a woman.

Extraction, part of discourse.
"""

from __future__ import annotations

import re

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.masking import slot_indices
from electiongraph.extraction.people import Person
from electiongraph.extraction.sightings import Focus

__all__ = [
    "BARE_OPENER",
    "FORMER",
    "KIN",
    "OF_OTHERS",
    "PARTYS_FIGURE",
    "fate_told",
    "gender_told",
    "of_fate",
    "opening_pronoun",
    "owner_of_rival",
    "teller_of_relative",
]

# "The former Lib Dem councillor" need be of that party no more.
FORMER = re.compile(
    r"[Tt]he (?:former|ex-|one-time|onetime) ?‹G\d+›.*(?:councillor|candidate|activist|member)$"
)
# "A former aide to Tony Blair, she won": the phrase before a pronoun that names others beside its person.
BARE_OPENER = re.compile(
    r"(?:(?:A|An|One|Once|Long|Like|Unlike|Alongside|Born|Raised|Educated|Tipped|Seen|Formerly|Previously|Now"
    r"|Ever|Another|Among|Backed|Endorsed|Supported|Hailed|First elected|Elected|Still|Together with"
    r"|Along with|As (?:an? |the )?(?:former |one-time )?(?:aide|adviser|ally|deputy|successor|predecessor"
    r"|friend|protege|protégé))\b"
    r"(?:(?!\b(?:was|were|is|are|had|has|have|who|when|after|as|but|while|said)\b)[^;:])*, |"
    r"(?:But|And|Yet),? )+"
)
# "Ken Clarke, chancellor under John Major, held it ..., when he ...": the latter is none of the seat's.
OF_OTHERS = re.compile(
    r"\b(?:under|(?:aide|adviser|assistant|secretary|heir|successor) to|(?:son|daughter|wife|husband|widow"
    r"|nephew|niece|grandson|ally|friend|government|cabinet|protégé) of) (?:the )?‹P\d+›(?=,)"
)
# "The ‹G›'s majority was 18,789, far from what he enjoyed before": the party's candidate.
PARTYS_FIGURE = re.compile(
    r"(?:The |But the |And the )?‹G(\d+)›(?:'s?)? (?:(?:candidate|man|woman|winner|[a-z]+)'s )?"
    r"(?:majority|lead|margin|share|vote|victory|win|tally|total)\b"
)
_WINS = re.compile(
    r"(?: (?:who|has|had|also|then|duly|narrowly|comfortably|easily|just|only))* (?:won|wins|beat|beats|took"
    r"|takes|saw off|edged|defeated|ousted|unseated|toppled|gained|held|kept|retained|clung"
    r"|romped|secured a majority)\b"
)
_LOSES = re.compile(
    r"(?: (?:who|has|had|also|then|duly|narrowly|only|just))* (?:lost|loses|conceded|trailed|fell"
    r"|left|blamed|(?:was|came|finished) (?:second|third|fourth|fifth|last|beaten|defeated|runner-up|ousted)"
    r"|paid tribute|congratulated|was (?:gracious|philosophical|tearful|magnanimous))\b"
)


# "The shadow paymaster general, who had a majority of 22,675, lost"
_WHO_ASIDE = re.compile(
    r"^, who (?:[^;‹›]|‹[NYSGR]\d+›){1,100}?, "
    r"(?=(?:has |had |was |narrowly )?(?:lost|won|beaten|held|conceded)\b)"
)
# "The former councillor polled 19,551 to his 16,265"
_TO_OTHERS = re.compile(
    r" (?:[a-z]+ly )?(?:polled|took|had|got|won|received|secured|finished with) (?:[a-z]+ ){0,2}‹N(\d+)›"
    r"(?: votes)?"
    r" (?:to|against) (?:his|her|their|(?:the )?‹[PAG]\d+›'s?|(?:his|her) [a-z]+'s) ‹N(\d+)›"
)
# "The SNP man had won the seat two years earlier": whoever held it before.
_HELD_BEFORE = re.compile(
    r"(?:,? who)? had (?:also |only |first |previously |narrowly |himself |herself )*"
    r"(?:won|taken|held|captured|gained|been (?:the )?(?:MP|member)|represented|seized|snatched|sat)\b"
    r"[^.;]{0,80}(?:‹Y\d+›|\byears (?:ago|earlier|before)|\blast time|\bsince\b|\bpreviously)"
)
# "The son of the late Ian Paisley took 28,521 votes": whom the sentence before was about.
KIN = re.compile(
    r"(?:^|[;:] )The (?:[a-z-]+ ){0,2}(?:son|daughter|widow|widower|wife|husband|brother|sister|nephew|niece"
    r"|grandson|granddaughter) of (?:the )?(?:[a-z-]+ ){0,3}(?:‹R\d+› )?$"
)
_OPENED = re.compile(r"(?:When|After|[‹›\w]+ (?:years?|months?|weeks?) after) ‹A(\d+)› [^,;]*, $")
_WOMAN = re.compile(r"(?:woman|mistress|mother|widow|girl)\b", re.IGNORECASE)
_MAN = re.compile(r"(?<!wo)(?:man|father|widower|boy)\b", re.IGNORECASE)


def of_fate(fate: str, recent: list[Person]) -> Person | None:
    """Return the one of those spoken of who has won, or has lost or left, as the text tells elsewhere."""
    told = {id(p): p for p in recent if (p.won if fate == "won" else (p.beaten or p.left) and not p.won)}
    return next(iter(told.values())) if len(told) == 1 and len({id(p) for p in recent}) > 1 else None


def fate_told(clause: Clause, index: int) -> str:
    """Return "won" or "lost" as the words after a stand-in tell, "" for neither."""
    words, after = clause.masked.mentions[index].name, clause.masked.text.partition(f"‹A{index}›")[2]
    if _HELD_BEFORE.match(after):
        return "lost"
    after = _WHO_ASIDE.sub(" ", after)
    if (counts := _TO_OTHERS.match(after)) is not None:
        own, others = (clause.masked.mentions[int(counts[i])].number for i in (1, 2))
        return "won" if own > others else "lost"
    if _WINS.match(after) or re.search(r"\b(?:winning|victorious|newcomer|victor|winner|new MP)\b", words):
        return "won"
    gone = re.search(r"\b(?:defeated|beaten|ousted|unseated|losing|outgoing|departing|grandee)\b", words)
    return "lost" if gone or _LOSES.match(after) else ""


def gender_told(clause: Clause, index: int) -> str:
    """Return "he" or "she" as a stand-in's words or the next pronoun of its sentence tell, "" for neither."""
    words = clause.masked.mentions[index].name
    words += "".join(f" {clause.masked.mentions[i].name}" for i in slot_indices(words, "R"))
    if _WOMAN.search(words) or _MAN.search(words):
        return "she" if _WOMAN.search(words) else "he"
    after = clause.masked.text.partition(f"‹A{index}›")[2]
    following = slot_indices(after, "PA")[:1]
    pronoun = clause.masked.mentions[following[0]].name if following else ""
    return pronoun if pronoun in ("he", "she") else ""


# "..., lost to Ann Smith of the Liberals, who sat until she": whom the relative clause is about.
_IN_RELATIVE = re.compile(
    r"‹P(\d+)›(?: of [^,;.‹›]{1,30})?, who (?:[a-z]+ ){1,5}(?:until|before|when|after) $"
    r"|‹P(\d+)›, who (?:bec[ao]me|was|made|had|has) (?:[a-z]+ ){1,7}(?:[A-Z][a-z]+ )?when $"
)


def teller_of_relative(before: str) -> str:
    """Return the slot of the person whose relative clause ends before a pronoun, "" for none.

    Examples:
        >>> teller_of_relative("‹P0› lost to ‹P1›, who sat until ")
        '1'
    """
    found = _IN_RELATIVE.search(before)
    return (found[1] or found[2]) if found else ""


def opening_pronoun(clause: Clause, before: str, pronoun: str) -> int:
    """Return the slot of the same pronoun in the clause that opens the sentence, -1 for none.

    "Nine years after he lost it to Derek Thomas, he is back": both are the same man.
    """
    found = _OPENED.match(before)
    return int(found[1]) if found and clause.masked.mentions[int(found[1])].name == pronoun else -1


# "His Conservative opponent": another than he.
_ANOTHERS = re.compile(
    r"[Hh](?:is|er) .*\b(?:rivals?|opponents?|challengers?|contenders?|predecessors?|successors?|runner-up)$"
)


def owner_of_rival(words: str, focus: Focus, earlier: list[Person]) -> Person | None:
    """Return whose rival or predecessor a stand-in is, None where it is nobody's."""
    if not _ANOTHERS.match(words):
        return None
    return earlier[-1] if earlier else focus.subject
