"""Whose press release a text is: the party that "we", "our" and "the party" mean in it.

Extraction. In comes a document's text, out goes the party that its letterhead or its imprint names.
"""

from __future__ import annotations

import re

from electiongraph.extraction.layout_lexicon import Lexicon

__all__ = ["issuing_party"]

# What a party's own statement to the press says of itself.
_RELEASE = re.compile(
    r"\b(?:(?:press|news|media) (?:release|statement|notice)|for immediate (?:release|use)|notes? (?:to"
    r"|for) editors?)\b",
    re.IGNORECASE,
)
# The law wants it on whatever a party prints.
_IMPRINT = re.compile(
    r"\b(?:promoted|published|printed)(?:,? (?:and )?(?:promoted|published|printed))* by [^\n]{3,120}?"
    r"\bon behalf of (?:the )?(?P<party>[^,.;:()\n]{3,60}?)(?=[,.;:()\n]| (?:both|all) (?:at|of)\b| at \d|$)",
    re.IGNORECASE,
)
_HEAD = 6
_LONGEST_LETTERHEAD = 80
_MOST_WORDS = 9
_LONGEST_NAME = 4
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_OFFICE = re.compile(
    r"\b(?:press|news|media|office|headquarters|HQ|release|group|association|branch)\b", re.IGNORECASE
)
_SMALL = frozenset(
    "of the for and in from by on at to press news media office release statement group".split()
)
# A headline of the release, and no letterhead.
_HEADLINE = re.compile(
    r"\b(?:wins?|won|takes?|took|gains?|gained|holds?|held|celebrat\w+|announc\w+|hails?|turns?|sweeps?|surges?|makes?|elected"
    r"|victor\w+|MPs?|is|are|has|have|loses?|lost|thanks?|vows?|pledges?|calls?|says?|best|historic|after|as|with)\b",
    re.IGNORECASE,
)


def issuing_party(text: str, lexicon: Lexicon) -> str:
    r"""Return the party that has issued a text, "" for any text but a party's own.

    Args:
        text: The document's text.
        lexicon: The gazetteers.

    Examples:
        >>> from electiongraph.extraction.layout_lexicon import lexicon_of
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> lexicon = lexicon_of(load_gazetteers())
        >>> issuing_party("PRESS RELEASE\nScottish Liberal Democrats\n\nWe have won.", lexicon)
        'Liberal Democrats'
        >>> issuing_party("Labour in Kent\n\nWe have won.", lexicon)
        ''
    """
    if imprint := _IMPRINT.search(text):
        named = _party_in(imprint["party"], lexicon)
        if named:
            return named
    if not _RELEASE.search(text):
        return ""
    head = [line.strip() for line in text[: _HEAD * 4 * _LONGEST_LETTERHEAD].splitlines() if line.strip()]
    for line in head[:_HEAD]:
        if len(line) > _LONGEST_LETTERHEAD or _HEADLINE.search(line):
            continue
        words = _WORD.findall(line)
        if len(words) > _MOST_WORDS or not all(word[0].isupper() or word in _SMALL for word in words):
            continue
        if line.isupper() and len(words) > _LONGEST_NAME and not _OFFICE.search(line):
            continue
        if named := _party_in(line, lexicon):
            return named
    return ""


def _party_in(text: str, lexicon: Lexicon) -> str:
    """Return the only party that a text names, "" when none or several."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    found = set()
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + _LONGEST_NAME), at, -1):
            named = " ".join(words[at:end])
            if named[0].isupper() and len(named) > 2 and (party := lexicon.party_of(named)):
                found.add(party)
                at = end
                break
        else:
            at += 1
    return found.pop() if len(found) == 1 else ""
