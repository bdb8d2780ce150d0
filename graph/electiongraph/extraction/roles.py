"""Find offices in a sentence: those of the gazetteer, and those that the grammar of titles makes.

Extraction, part of mentions. "Home Secretary" is listed; "minister for X", "food security minister" and
"leader of Z council" are read by their form, whether or not anybody has listed them: a head noun
("minister"), what stands before it ("shadow", the words of a brief, a place, a party) and what follows.
"""

from __future__ import annotations

import re

from electiongraph.extraction.lexicon import NameHit, given_names, word_set
from electiongraph.extraction.office_ends import OF_ROLE_OFFICES, after_body, after_brief, after_brief_words
from electiongraph.extraction.office_titles import brief_words

__all__ = ["find_roles"]

_HEAD = re.compile(
    r"\b(?:(?P<brief>[Uu]nder-?[Ss]ecretary|[Ss]ecretary"
    r"|(?<!Methodist )(?<!Baptist )(?<!Church )(?<!Congregational )(?<!Presbyterian )[Mm]inister"
    r"|[Ss]pokes(?:man|woman|person)"
    r"|[Cc]abinet [Mm]ember|[Ll]ead [Mm]ember|[Pp]ortfolio [Hh]older"
    r"|[Aa]dvis[eo]r|[Tt]sar|[Ee]nvoy|[Cc]onven[eo]r)"
    r"|(?P<place>(?:[Ll]ord )?[Mm]ayor|[Cc]ouncillor|[Pp]rovost|[Cc]ommissioner)"
    r"|(?P<body>[Cc]o-?leaders?|(?:(?<=[Dd]eputy )|(?<=cting )|(?<=oint ))[Ll]eaders"
    r"|[Ll]eader(?:ship)?"
    r"|(?:[Cc]o-|[Vv]ice-)?[Cc]hair(?:man|woman|person|(?<=oint chair)men|(?<=arty chair)men|(?<=ice-chair)men)?"
    r"|[Cc]hief [Ee]xecutive|[Vv]ice-?[Pp]resident"
    r"|[Pp]resident|[Gg]overnor|[Tt]reasurer)"
    r"|(?P<fixed>[Cc]hief of [Ss]taff|(?:[Pp]olice [Aa]rea |[Cc]ombined [Aa]uthority )?[Rr]eturning [Oo]fficer"
    r"|[Cc]hief [Ee]lectoral [Oo]fficer|Taoiseach|T[áa]naiste|[Cc]hief [Ww]hip|[Ww]hip"
    r"|(?:(?<=arty['’]s )|(?<=arty ))[Gg]eneral [Ss]ecretary"
    r"|(?<!Deputy )(?<!Lord )(?<!Commons )Speaker(?=,? (?:Sir|Dame|Mr|Mrs|Ms) )"
    r"|(?<=[Dd]eputy )[Ss]peaker|(?<=[Ee]lected )Speaker|(?<= as )Speaker|(?<=become )Speaker|(?<=became )Speaker"
    r"|[Aa]ssembly [Mm]ember|[Pp]residing [Oo]fficer|co-?ordinator"
    r"|[Cc]oordinator|(?<=[Cc]ampaign )[Cc]hief|(?<=[Ee]lection )[Cc]hief"
    r"|[Dd]irector of [Cc]ommunications))(?:\b|(?=s [A-ZÀ-Þ][\w’'-]* [A-ZÀ-Þ])|(?=s(?:[,.;]|$| who\b| and\b| under\b| in\b| to\b)))(?!-)"
)
_PREVIOUS_WORD = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ’'-]*)((?:,| and|, and| &)? )$")
_PARTY_OFFICES = re.compile(
    r"(?:leader|chair|spokes|whip|ordinator|chief\b|general secretary|president|treasurer)", re.IGNORECASE
)
# The briefs and departments whose minister is a secretary of state.
_SECRETARYSHIP = (
    "(?:health|housing|justice|education|defence|home|foreign|transport|culture|environment|energy|business"
    "|science|trade|work and pensions|levelling[- ]up|science and technology|health and social care"
    "|energy security and net zero|culture, media and sport|business and trade"
    ")"
)
_DEPARTMENT_OF_SECRETARY = re.compile(
    rf"\b({_SECRETARYSHIP} (?:brief|portfolio))\b(?! at)|in charge of (?:the )?((?:Department"
    rf"|Ministry) (?:for|of) {_SECRETARYSHIP})\b",
    re.IGNORECASE,
)
_COMMISSIONER = re.compile(
    r"(?:\b[A-Z][\w-]+(?:[’']s)? (?:and [A-Z][\w-]+(?:[’']s)? )?)?\b(?:[Dd]eputy )?"
    r"[Pp]olice(?:,? (?:and |& )?[Ff]ire,?(?: (?:and|&) [Cc]rime)?| (?:and|&) [Cc]rime)? [Cc]ommissioner\b"
    r"(?! of [Pp]olice)"
    r"(?: for (?:the )?[A-Z][\w-]+(?: (?:and |& )?[A-Z][\w-]+){0,2})?"
)
_OWN_BODY = re.compile(
    r"(?:\b(?:[A-Z][\w&-]+ (?:and |& |of )?){1,4}Council"
    r"|\b(?:county|city|borough|district|town) council)[’']s? $"
)
_COUNCIL_BEFORE = re.compile(
    r"(?:(?:^|[Ff]ormer |[Tt]he |(?<=[.,;:] ))(?:[A-Z][\w-]+ (?:and |& )?){1,4}"
    r"|\b(?:[A-Z][\w-]+ (?:of |upon )?){1,3})"
    r"[Cc]ouncil $"
)
# "the West of England metro mayor"
_REGION_BEFORE = re.compile(r"\b(?:West|East|North|South|Isle|City) of $")
_PARTYS_OWN = re.compile(r"\bparty[’']s (?:(?:deputy|vice|joint|national|acting|interim) )?$")
# "a whip in the last government" is an office, the whip that a rebel loses is none.
_A_WHIP = re.compile(r"(?:\b[Aa]|\b[Ff]ormer|\bex|\b[Ee]x|[Oo]ne-time|[Gg]overnment)[ -]$")
_AFTER_WHIP = re.compile(r"(?:,|[.;)]|$| (?:in|under|until|for|who|and|from|when)\b| [A-Z][a-z]+ [A-Z])")
# "the Infrastructure Minister Jo Lee", "Devaswom Minister K. Radhakrishnan": a brief that no list has.
_NAMED_BRIEF = re.compile(r"\b(?P<brief>[A-Z][a-z]{4,}(?:(?:,? and)? [A-Z][a-z]{4,})?) $")
# "one of the party's deputy leaders" is a deputy leader; "its deputy leaders" are people yet to be named.
_PLURAL = re.compile(r"s(?! [A-ZÀ-Þ])\b")
_ONE_OF = re.compile(r"\b[Oo]ne of (?:[\w’'-]+ ){0,6}$")
# "The first minister to go" is the first of several ministers, not the First Minister.
_FIRST_TO = re.compile(r"first ministers? to [a-z]")


def find_roles(sentence: str, hits: list[NameHit]) -> list[tuple[int, int]]:
    """Return the spans of offices: the gazetteer's, and those that the grammar of titles makes.

    Args:
        sentence: Its text.
        hits: The gazetteers' names in it.

    Returns:
        Spans in text order, not overlapping, the longest where several fit.

    Examples:
        >>> sentence = "Ann Smith, the food security minister, met the leader of Swindon council."
        >>> [sentence[a:b] for a, b in find_roles(sentence, [])]
        ['food security minister', 'leader of Swindon council']
    """
    spans = []
    for hit in hits:
        if hit.kind == "role" and not _FIRST_TO.match(sentence, hit.start):
            before = re.search(r"(?:[Ss]hadow|[Dd]eputy) $", sentence[: hit.start])
            spans.append((before.start() if before else hit.start, hit.end))
    listed = list(spans)
    for head in _HEAD.finditer(sentence):
        span = _office_around(sentence, head, hits)
        if span is not None:
            spans.append(_joined_with_listed(*span, listed))
    if "ommissioner" in sentence:
        spans.extend(_without_leading(sentence, *found.span()) for found in _COMMISSIONER.finditer(sentence))
    if "hadow" not in sentence:
        spans.extend(
            found.span(found.lastindex or 0) for found in _DEPARTMENT_OF_SECRETARY.finditer(sentence)
        )
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    chosen: list[tuple[int, int]] = []
    for a, b in spans:
        if a < b and not any(c < b and a < d for c, d in chosen):
            chosen.append((a, b))
    return sorted(chosen)


def _without_leading(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Drop a first word that is none of a title: "Former", "The", "Then"."""
    word = sentence[start:end].split(" ", 1)[0]
    return (start + len(word) + 1, end) if word.lower() in word_set("no_places") else (start, end)


def _office_around(sentence: str, head: re.Match[str], hits: list[NameHit]) -> tuple[int, int] | None:
    """Return the span of the office whose head noun stands here, None when the noun alone is none."""
    kind = str(head.lastgroup)
    start = _left_edge(sentence, head, kind)
    if _PLURAL.match(sentence, head.end()) and (
        start == head.start() or not _ONE_OF.search(sentence, 0, head.start())
    ):
        return None
    if kind == "place":
        for hit in hits:
            if hit.kind == "party" and start <= hit.start and hit.end < head.start():
                start = sentence.find(" ", hit.end) + 1
    if head.group() == "Minister" and start == head.start():
        start = _start_of_named_brief(sentence, head, hits)
    if kind == "place" and (region := _REGION_BEFORE.search(sentence, 0, start)):
        start = region.start()
    end = _right_edge(sentence, start, head, kind)
    if kind == "body" and (council := _COUNCIL_BEFORE.search(sentence, 0, start + len("council "))):
        start = _without_leading(sentence, council.start(), start)[0]
    start = _with_owner(sentence, start, end, hits)
    if (kind in ("brief", "body") and (own := _OWN_BODY.search(sentence, 0, start))) or (
        kind == "body"
        and head["body"].lower() != "leader"
        and (own := _PARTYS_OWN.search(sentence, 0, start))
    ):
        start = own.start()
    words = sentence[start:end].lower()
    if words == "whip" and _A_WHIP.search(sentence, 0, start) and _AFTER_WHIP.match(sentence, end):
        return start, end
    if words == "leader" and _stands_before_name_of_leader(sentence, start, end):
        return start, end
    own = re.search(r"\b(?:[Ii]ts|[Tt]heir|[Pp]arty[’']s) $", sentence[:start])
    if own and words.endswith("leader") and not words.startswith(("deputy", "co")):
        return None
    if (
        words in word_set("never_alone")
        or words.startswith(("committee chair", "select committee chair", "council chair"))
        or ("leadership" in words and not words.startswith("deputy"))
    ):
        return None
    return start, end


def _start_of_named_brief(sentence: str, head: re.Match[str], hits: list[NameHit]) -> int:
    """Return where the title of a minister with a brief in capitals begins, which stands before a name."""
    start = head.start()
    named = _NAMED_BRIEF.search(sentence, 0, start)
    if named is None or not re.compile(r",? [A-Z][\w.'-]* [A-Z]").match(sentence, head.end()):
        return start
    words = named["brief"].lower().replace(",", "").split()
    is_name = any(hit.start < start and named.start() < hit.end for hit in hits) or any(
        word in given_names() or word in _NO_BRIEFS or word in word_set("no_places") | word_set("leading")
        for word in words
    )
    return start if is_name else named.start()


_NO_BRIEFS = frozenset(
    "british scottish welsh english irish indian canadian australian union federal state senior junior liberal"
    " national former prime chief first deputy shadow methodist baptist".split()
)


def _left_edge(sentence: str, head: re.Match[str], kind: str) -> int:
    """Return where an office begins: before its ranks, the words of its brief or its place."""
    start = head.start()
    while found := _PREVIOUS_WORD.search(sentence, max(0, start - 40), start):
        word, gap = found[1], found[2]
        if kind == "brief" and word.lower().startswith("ex-") and word[3:].lower() in brief_words():
            return found.start() + len("ex-")
        right = sentence[start : start + 1]
        linked = gap != " "
        if linked and (
            start == head.start() or word[0].isupper() != right.isupper() or word.lower() == "post"
        ):
            break
        if word.lower() in ("first", "prime", "chief") and start != head.start():
            break
        is_owner = word.endswith(("'s", "’s")) and _follows_given_name(sentence, found.start())
        if _FIRST_TO.match(sentence, found.start()) or is_owner:
            break
        if not (
            _belongs_before(word, kind, linked=linked)
            or _is_place_of(sentence, head, word, kind)
            or _is_of_committee(word, sentence[start : head.end()].lower(), kind, linked=linked)
        ):
            break
        start = found.start()
    return start


def _is_of_committee(word: str, title: str, kind: str, *, linked: bool) -> bool:
    """Does a word belong to the committee whose chair the title is: "Treasury select committee chair"?"""
    if kind != "body" or "chair" not in title:
        return False
    return (not linked and word.lower() in ("committee", "select", "panel")) or (
        "committee" in title and word.lower() in brief_words()
    )


def _follows_given_name(sentence: str, start: int) -> bool:
    before = re.search(r"([A-Z][\w-]+)\.? $", sentence[:start])
    return bool(before) and before[1].lower() in given_names() | _TITLES_OF_PEOPLE  # type: ignore[index]


_TITLES_OF_PEOPLE = frozenset("sir dame mr mrs ms miss dr lord lady cllr".split())


def _belongs_before(word: str, kind: str, *, linked: bool) -> bool:
    plain = word.lower().replace("’", "'")
    if plain.endswith(("'s", "'")):
        if kind == "place":
            return word[0].isupper() and not linked and plain.removesuffix("'s") not in given_names()
        return kind == "brief" and plain in _POSSESSIVE_BRIEFS
    if kind == "brief":
        return plain in brief_words() or (not linked and plain in word_set("ranks"))
    if linked:
        return False
    if kind == "place":
        return plain in word_set("local_ranks") or (
            word[0].isupper() and plain not in given_names() and plain not in word_set("no_places")
        )
    return plain in word_set("party_ranks") or (kind == "body" and plain == "council")


def _is_place_of(sentence: str, head: re.Match[str], word: str, kind: str) -> bool:
    """Is a given name a place here, as in "Brent councillor Jane Smith"?"""
    named = (
        kind == "place"
        and word.lower() in given_names()
        and head.start() == head.string.find(word) + len(word) + 1
    )
    return named and bool(re.compile(r" [A-ZÀ-Þ]").match(sentence, head.end()))


_POSSESSIVE_BRIEFS = frozenset("women's children's veterans' victims' people's workers' government's".split())


def _right_edge(sentence: str, start: int, head: re.Match[str], kind: str) -> int:
    end = head.end()
    state = re.compile(r" of [Ss]tate\b").match(sentence, end)
    end = state.end() if state else end
    if kind == "brief" or (kind == "place" and re.compile(r" for (?!the [A-Z]|[A-Z])").match(sentence, end)):
        words = sentence[start : head.start()].lower().split()
        return after_brief(sentence, end, has_brief=any(word in brief_words() for word in words))
    if kind in ("body", "place"):
        end = after_body(sentence, end)
        charge = re.compile(r" for(?= [a-z])").match(sentence, end) if kind == "place" else None
        stop = after_brief_words(sentence, charge.end()) if charge else end
        return stop if charge and stop > charge.end() else end
    return end


def _with_owner(sentence: str, start: int, end: int, hits: list[NameHit]) -> int:
    """Return the start with the party whose office it is ("SNP defence spokesman"), or whose aide it is."""
    office = sentence[start:end]
    before = re.compile(r"(?:[’']s?)?(?: [Pp]arty(?:[’']s?)?)? $")
    for hit in hits:
        if hit.start < start < hit.end <= end and hit.kind == "party":
            return hit.start
        if hit.end >= start or not before.fullmatch(sentence, hit.end, start):
            continue
        if hit.kind == "party" and _PARTY_OFFICES.search(office):
            rank = re.search(r"(?:[Dd]eputy|[Aa]cting|[Ii]nterim|[Cc]o-?) $", sentence[: hit.start])
            return rank.start() if rank else hit.start
        if hit.kind == "role" and OF_ROLE_OFFICES.search(office) and sentence[hit.end] in "’'":
            return hit.start
    return start


def _stands_before_name_of_leader(sentence: str, start: int, end: int) -> bool:
    """Is a bare "leader" a title: "its leader", "former leader Jane Smith"?"""
    own = re.search(r"(?:\b[Ff]ormer |\b[Ee]x-| ex )$", sentence[:start])
    return bool(own) and bool(re.compile(r",? [A-Z]|,").match(sentence, end))


def _joined_with_listed(start: int, end: int, listed: list[tuple[int, int]]) -> tuple[int, int]:
    """Return an office with the listed one that runs into it: "Lib Dem leader" + "leader of X council"."""
    for a, b in listed:
        if a < start < b < end:
            return a, end
    return start, end
