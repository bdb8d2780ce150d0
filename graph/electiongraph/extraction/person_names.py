"""Tell a person's name in a run of capitals: where it begins, and whether it is one at all.

Extraction, part of mentions.
"""

from __future__ import annotations

from electiongraph.extraction.lexicon import Lexicon, fold_word, given_names, word_set

__all__ = ["is_no_name", "name_begins", "without_verdict"]


def name_begins(words: list[tuple[int, str]]) -> int:
    """Return which word of a run of capitals begins the name.

    Args:
        words: The words with their offsets.

    Examples:
        >>> name_begins([(0, "Royal"), (6, "Marine"), (13, "Ann"), (17, "Smith")])
        2
    """
    # "In Folkestone Mr Vaughan": what stands before a form of address is no part of the name.
    addressed = [n for n, (_, word) in enumerate(words[:-1]) if n and fold_word(word).rstrip(".") in _ADDRESS]
    if addressed and fold_word(words[0][1]).rstrip(".") not in word_set("titles"):
        return addressed[0]
    for number, (_, word) in enumerate(words[:-1]):
        folded = fold_word(word)
        if folded in given_names() or folded.rstrip(".") in word_set("titles"):
            return number
        is_calling = folded in word_set("callings") or folded.startswith("ex-")
        # "Flamboyant Ann Smith", "Outspoken Ann Smith": an adjective before a whole name.
        if not number and len(words) > 2 and folded.endswith(_OF_ADJECTIVES):
            is_calling = fold_word(words[1][1]) in given_names()
        if not is_calling and folded not in word_set("never"):
            # "Barrister Xanthe Yun": the calling stands first and a whole name follows.
            return number if 0 < number <= len(words) - 2 else 0
    return 0


def is_no_name(words: list[str], lexicon: Lexicon) -> bool:
    """Tell whether a run of capitals is a place, a body or a headline's phrase and no person.

    Args:
        words: In lower case, without accents.
        lexicon: The gazetteers' names.

    Examples:
        >>> from electiongraph.extraction.lexicon import build_lexicon
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> lexicon = build_lexicon(load_gazetteers())
        >>> is_no_name(["ann", "smith"], lexicon), is_no_name(["kent", "police"], lexicon)
        (False, True)
    """
    if words[0] in given_names():
        return any(w in _NEVER_AFTER_GIVEN for w in words[1:])
    if any(w in word_set("never") or w in word_set("leading") for w in words):
        return True
    return words[-1] in _NEVER_LAST or all(w in lexicon.place_words for w in words)


_OF_ADJECTIVES = (
    "ous", "ful", "less", "able", "ible", "ist", "eer", "ish", "winger", "ial", "ical", "ional", "spoken",
    "hearted", "minded", "profile", "serving", "-hit", "yant", "aire", "ite", "backer", "campaigner",
)  # fmt: skip
_ADDRESS = frozenset("mr mrs ms miss mx sir dame cllr councillor".split())
# "the Prestatyn GP", "the returning officer, Gun Wharf".
_NEVER_LAST = frozenset(
    "sheriff lieutenant gp wharf olympian businessman businesswoman solicitor barrister councillor"
    " backbencher".split()
)
_NEVER_AFTER_GIVEN = frozenset(
    "council party street road university hospital school airport station arena stadium palace centre "
    "sheriff lieutenant trust college society parliament election seat image mp says wins loses holds said"
    " gain gains hold held there".split()
)


# "Jo Swinson OUT": what befell her is no surname.
_VERDICTS = frozenset(
    "OUT IN GONE WINS HOLDS LOSES LOST WON BEATEN SAFE BACK SURVIVES ELECTED OUSTED KEEPS TAKES GAINS CLINGS"
    " SCRAPES HANGS IS HAS RETURNS TOPPLED DEFEATED UNSEATED CONCEDES QUITS RESIGNS STEPS BECOMES"
    " RETAINS".split()
)


def without_verdict(words: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the words of a name without the capitals that tell what became of its bearer.

    Examples:
        >>> without_verdict([(0, "Jo"), (3, "Swinson"), (11, "OUT")])
        [(0, 'Jo'), (3, 'Swinson')]
        >>> without_verdict([(0, "ED"), (3, "BALLS"), (9, "LOSES"), (15, "SEAT")])
        [(0, 'ED'), (3, 'BALLS')]
    """
    if len(words) > 2 and words[0][1].isupper() and fold_word(words[0][1]) in given_names():
        # "ED BALLS LOSES SEAT": a headline all in capitals.
        cut = next((at for at, (_, word) in enumerate(words) if word.rstrip(".!:") in _VERDICTS), 0)
        return words[:cut] if cut > 1 else words
    shouted = len(words) > 2 and words[-1][1].rstrip(".!") in _VERDICTS and not words[0][1].isupper()
    return without_verdict(words[:-1]) if shouted else words
