"""Mask a sentence: every mention becomes a slot, so that a rule reads "‹P0› held ‹S1›" whoever and wherever.

Extraction, between mentions and rules. A slot is ‹ + kind + index of the mention + ›. Every character of
the masked text knows which run of the document it stands for, so that a match gives its quote back.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from electiongraph.extraction.lexicon import vocabulary
from electiongraph.extraction.mentions import Mention

__all__ = ["MaskedSentence", "mask_sentence", "slot_indices"]

# The text's own angle quotation marks must not look like slots.
_PLAIN = str.maketrans("’‘ʼ`‐‑\n\r\t\xa0‹›", "''''--    <>")


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence with its mentions as slots.

    Attributes:
        text: The masked text; apostrophes are straight, parentheses that name nothing are dropped.
        starts: For each of its characters the first document offset that it stands for.
        ends: For each of its characters one past the last document offset.
        mentions: What the slots stand for, by index.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document offsets of `text[start:end]`; end must exceed start."""
        return self.starts[start], self.ends[end - 1]

    def collapse(self, start: int, end: int, slot: str) -> MaskedSentence:
        """Return the sentence with `text[start:end]` replaced by a slot that covers all of it."""
        a, b = self.span(start, end)
        n = len(slot)
        return MaskedSentence(
            self.text[:start] + slot + self.text[end:],
            self.starts[:start] + (a,) * n + self.starts[end:],
            self.ends[:start] + (b,) * n + self.ends[end:],
            self.mentions,
        )


def mask_sentence(text: str, start: int, end: int, mentions: list[Mention]) -> MaskedSentence:
    """Return `text[start:end]` with its mentions as slots.

    Examples:
        >>> mask_sentence("Sarah Owen won (again).", 0, 23, [Mention("P", 0, 10, "Sarah Owen")]).text
        '‹P0› won.'
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for index, mention in enumerate(mentions):
        pieces.append(text[at : mention.start].translate(_PLAIN))
        starts.extend(range(at, mention.start))
        ends.extend(range(at + 1, mention.start + 1))
        slot = f"‹{mention.kind}{index}›"
        pieces.append(slot)
        starts.extend([mention.start] * len(slot))
        ends.extend([mention.end] * len(slot))
        at = mention.end
    pieces.append(text[at:end].translate(_PLAIN))
    starts.extend(range(at, end))
    ends.extend(range(at + 1, end + 1))
    # "LABOUR'S Ann Smith"
    shown = "".join(pieces).replace("›'S ", "›'s ")
    if not _LOWER.search(shown) and "‹P" in shown and "‹G" not in shown:
        shown = _CAPITALS.sub(lambda word: word.group().lower(), shown)
    elif len(_LOWER.findall(shown)) > 1:
        shown = _SHOUTED.sub(lambda word: word.group().lower(), shown)
    masked = _without_clock(MaskedSentence(shown, tuple(starts), tuple(ends), tuple(mentions)), text)
    return _without_asides(_with_commas(masked))


_LOWER = re.compile(r"(?<![\w’'])[a-z]{2,}")
_CAPITALS = re.compile(r"\b(?!MPs?\b)[A-Z]{2,}\b")
# "Mark Jenkinson has GAINED Workington": what a headline writer stresses.
_SHOUTED = re.compile(
    r"\b(?:RE-)?(?:GAINED|HELD|WON|WINS?|LOST|BEAT(?:EN|S)?|OUSTED|TAKES|TOOK|TAKEN|DEFEATED|ELECTED"
    r"|UNSEATED|REGAINED|RETAINED|RETAINS|SURVIVED|SURVIVES|MAJORITY|VOTES|TURNOUT|HAS|HAVE|WAS|FROM|WITH|AFTER)\b"
)


def slot_indices(text: str, kinds: str) -> list[int]:
    """Return the indices of the slots of these kinds, in order.

    Examples:
        >>> slot_indices("‹S1› and ‹S3› went to ‹G4›", "S")
        [1, 3]
    """
    return [int(index) for index in _slots_of(kinds).findall(text)] if text else []


@functools.cache
def _slots_of(kinds: str) -> re.Pattern[str]:
    return re.compile(rf"‹[{kinds}](\d+)›")


@functools.lru_cache(maxsize=1)
def _aside() -> re.Pattern[str]:
    """Return the expression for brackets that name nothing; a minister's brief names an office."""
    brief = vocabulary()["groups"]["BRIEF"]
    return re.compile(rf" ?\((?!{brief}\))(?:[^()‹›]{{0,60}}|[^()‹›]{{0,40}}‹[QY]\d+›[^()‹›]{{0,20}})\)")


# "Ann Smith - a Liberal Democrat who fought the seat before - came second": dashes for commas.
_BETWEEN_DASHES = re.compile(
    r"(?<=›) [-–—] (?=(?:an?|the|who|whose|once|former|formerly|then|now|himself|herself|his|her|one) )"
    r"[^;.–—]{1,100}?(?<! [-–—]) [-–—] (?=[a-z])"
)


# "MORAY (0218) Con gain from SNP": the hour of the declaration stands for a colon.
_AFTER_SEAT = re.compile(r"\W{0,4}‹S\d+›(?P<hour> ?\((?:‹N\d+›|[\d.: ]{3,6})(?: ?[ap]m)?\) ?[:–-]?)(?= )")
_HOUR = re.compile(r" ?\((?:[01]?\d|2[0-3])[.:]?[0-5]\d ?(?:[ap]m)?\) ?[:–-]?")


def _without_clock(masked: MaskedSentence, text: str) -> MaskedSentence:
    """Return a line of a file of flashes with a colon for the hour after the seat that it begins with."""
    found = _AFTER_SEAT.match(masked.text)
    if found is None:
        return masked
    start, end = masked.span(found.start("hour"), found.end("hour"))
    return masked.collapse(*found.span("hour"), ":") if _HOUR.fullmatch(text[start:end]) else masked


def _with_commas(masked: MaskedSentence) -> MaskedSentence:
    """Return a sentence with commas for the dashes around an aside on whom or what it has just named."""
    while " - " in masked.text or "–" in masked.text or "—" in masked.text:
        found = _BETWEEN_DASHES.search(masked.text)
        if found is None:
            break
        for at in (found.end() - 3, found.start()):
            masked = MaskedSentence(
                masked.text[:at] + "," + masked.text[at + 2 :],
                masked.starts[: at + 1] + masked.starts[at + 2 :],
                masked.ends[: at + 1] + masked.ends[at + 2 :],
                masked.mentions,
            )
    return masked


def _without_asides(masked: MaskedSentence) -> MaskedSentence:
    while found := _aside().search(masked.text):
        a, b = found.span()
        masked = MaskedSentence(
            masked.text[:a] + masked.text[b:],
            masked.starts[:a] + masked.starts[b:],
            masked.ends[:a] + masked.ends[b:],
            masked.mentions,
        )
    return masked
