"""Judge the title of an office: is it a public one, and which office does the name of a brief mean?

Extraction, part of mentions. An office is government, parliament, council, party or count; the chair of a
football club and a seat on a council are none. "She goes to Justice" gives an office by its brief alone.
"""

from __future__ import annotations

import functools
import re

from electiongraph.extraction.lexicon import RULES_FOLDER
from electiongraph.gazetteers import Gazetteers

__all__ = [
    "NO_PARTIES",
    "brief_office",
    "brief_words",
    "is_public_office",
    "office_key",
    "office_name",
    "parties_named",
    "party_in_office",
    "spokes_noun",
    "spokes_noun_at",
]

# What is a party's name and in an office's name mostly something else.
NO_PARTIES = frozenset(
    (
        "Alliance", "City", "Independent", "Justice", "Workers", "Women", "Equality", "Union", "Reform",
        "Brexit", "Brexit Party", "MEP",
    )
)  # fmt: skip
_MEMBERSHIP = re.compile(
    r"(?:\b(?:councillors?|alder(?:man|woman)|MPs?|MSPs?|MLAs?|MEPs?|MSs?|AMs?|TDs?|senedd members?"
    r"|chief executive)$)|^(?:member of the|member of the house of lords|peer)\b|^chief executive\b",
    re.IGNORECASE,
)
# "a former business adviser" worked for a firm, an adviser on business for a minister.
_OF_A_FIRM = re.compile(
    r"^(?:(?:business|financial|mortgage|tax|legal|careers?|investment|insurance|pensions?|debt|housing|welfare"
    r"|benefits|energy|security|communications|media|environmental|management|employment|education|training) )+"
    r"advis[eo]r$",
    re.IGNORECASE,
)
_ANY_BODYS = re.compile(
    r"^(?:(?:(?:vice|deputy|co|joint|national|former|founding|honorary|life)[- ])*"
    r"(?:chair(?:man|woman|person)?|president|vice-?president|governor|treasurer|secretary|convenor|convener))"
    r" (?:of|for) (?:the )?(?P<body>.+)$",
    re.IGNORECASE,
)
_PUBLIC_BODY = re.compile(
    r"\b(?:part(?:y|ies)|committee|council|parliament|assembly|senedd|commons|lords|house|cabinet|caucus"
    r"|panel|commission|(?:parliamentary|political|ruling|opposition|research|1922) group|government"
    r"|authority|republic|bank of england|treasury|board of trade|federation|(?<!students )union$|1922"
    r"|elections?|campaign|states?|america|france|russia|ukraine|ireland|china)\b",
    re.IGNORECASE,
)
_PRIVATE_BODY = re.compile(
    r"\b(?:club|society|charity|company|firm|trust|school|college|university|hospital|chamber|nhs|students"
    r"|fc|rugby|football|golf|cricket|women's institute|bank(?! of england)|plc|ltd|foundation|institute"
    r"|guild|governors|business|traders?|residents)\b",
    re.IGNORECASE,
)


def is_public_office(title: str, *, names_party: bool = False) -> bool:
    """Say whether a title is an office of government, parliament, council, party or count.

    Args:
        title: As the text has it.
        names_party: True when the gazetteers know a party in it, whose offices are public ones.

    Examples:
        >>> is_public_office("chair of the Treasury select committee"), is_public_office("county councillor")
        (True, False)
        >>> is_public_office("chairman of Melchester Rovers"), is_public_office("president of the golf club")
        (False, False)
    """
    title = title.replace("’", "'")
    if _MEMBERSHIP.search(title) or _OF_A_FIRM.match(title):
        return False
    found = _ANY_BODYS.match(title)
    if found is None or title.lower().startswith(("secretary of state", "secretary for")):
        return not (found and _PRIVATE_BODY.search(title))
    is_public = names_party or bool(_PUBLIC_BODY.search(found["body"]))
    return is_public and not _PRIVATE_BODY.search(found["body"])


@functools.lru_cache(maxsize=1)
def brief_words() -> frozenset[str]:
    """Return the words that ministers' briefs are made of, in lower case.

    Examples:
        >>> "transport" in brief_words()
        True
    """
    return frozenset((RULES_FOLDER / "brief_words.txt").read_text(encoding="utf-8").split())


_DEPARTMENTS = {
    "treasury": "Chancellor",
    "home office": "Home Secretary",
    "foreign office": "Foreign Secretary",
    "defra": "Environment Secretary",
    "dwp": "Work and Pensions Secretary",
    "mod": "Defence Secretary",
    "wales office": "Wales Secretary",
    "scotland office": "Scotland Secretary",
    "northern ireland office": "Northern Ireland Secretary",
    "foreign": "Foreign Secretary",
    "foreign affairs": "Foreign Secretary",
    "home affairs": "Home Secretary",
}
# Briefs of ministers of lower rank.
_JUNIOR = frozenset(
    "schools security pensions prisons policing immigration farming sport local government".split()
)
_MINISTRY = re.compile(r"^(?:the )?(?:(?:department|ministry) (?:for|of) (?:the )?)?")


def brief_office(brief: str, noun: str) -> str:
    """Return the office of a brief or a department: "Justice" is the Justice Secretary's.

    Args:
        brief: As the text has it.
        noun: "Secretary", "Shadow Secretary", "Minister" or "Spokesperson": who holds briefs in this text.

    Examples:
        >>> brief_office("the Home Office", "Secretary"), brief_office("transport", "Shadow Secretary")
        ('Home Secretary', 'Shadow transport Secretary')
        >>> brief_office("Ministry of Justice", "Spokesperson")
        'Justice Spokesperson'
    """
    words = re.sub(r"\s+", " ", brief).strip()
    words = re.sub(r"^(the )?new |(?: (?:department|ministry|brief|portfolio))$", r"\1", words)
    plain = words.lower().removeprefix("the ")
    if noun.endswith("Cabinet Secretary"):
        return f"{noun} for {_subject(words.removeprefix('the '), plain)}"
    if noun != "Spokesperson" and plain in _JUNIOR:
        return f"Shadow {plain} minister" if noun.startswith("Shadow") else f"{plain} minister"
    if noun == "Spokesperson":
        named = words.removeprefix("the ")
        return f"{_subject(named, plain)} Spokesperson"
    if noun == "Minister":
        return f"{_subject(words, plain)} minister"
    office = _DEPARTMENTS.get(plain, "") or f"{_subject(words, plain)} Secretary"
    return f"Shadow {office}" if noun.startswith("Shadow") else office


def _subject(words: str, plain: str) -> str:
    return words[len(words) - len(plain) + len(_MINISTRY.match(plain)[0]) :]  # type: ignore[index]


def spokes_noun(text: str) -> str:
    """Return what the holders of briefs are in a text: the noun that it uses most.

    Examples:
        >>> spokes_noun("Ann Smith becomes Health Spokesperson."), spokes_noun("The reshuffle began.")
        ('Spokesperson', 'Secretary')
    """
    spokespeople = len(re.findall(r"[Ss]pokes(?:person|people|man|woman)\b", text))
    shadows = len(
        re.findall(r"\b[Ss]hadow (?:[\w,]+ ){1,6}(?:[Ss]ecretary|[Mm]inister)|\b[Ss]hadow [Cc]", text)
    )
    offices = len(re.findall(r"(?<![Ss]hadow )\b\w+ [Ss]ecretary\b", text)) - shadows
    # In Edinburgh and Cardiff the head of a department is its Cabinet Secretary.
    devolved = re.findall(r"\b([Ss]hadow )?[Cc]abinet [Ss]ecretary for\b", text)
    if len(devolved) > 1:
        return (
            "Shadow Cabinet Secretary"
            if 2 * sum(map(bool, devolved)) > len(devolved)
            else "Cabinet Secretary"
        )
    if spokespeople > max(shadows, offices, 0):
        return "Spokesperson"
    if re.search(r"\bStormont\b|\bExecutive\b|\bTaoiseach\b|\bDáil\b|\bDublin\b", text):
        return "Minister"
    least = 0 if re.search(r"[Ss]hadow (?:[Cc]abinet|[Mm]inisterial team)", text) else 2
    return "Shadow Secretary" if shadows > max(least, offices) else "Secretary"


# The heading of a part of a list of offices: "THE SHADOW CABINET", "Labour's front bench".
_PART = re.compile(
    r"^[ \t]*(?=[^\n.]{0,60}$)[^\n.:;]*\b(?:cabinet|government|opposition|front ?bench|top table)\b"
    r"[^\n.:;]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)


def spokes_noun_at(text: str, offset: int) -> str:
    r"""Return what the holders of briefs are in the part of a text that an offset lies in.

    Examples:
        >>> text = "THE CABINET\nHealth: Ann Smith\nTHE SHADOW CABINET\nHealth: Bob Jones\n"
        >>> spokes_noun_at(text, 15), spokes_noun_at(text, 60)
        ('Secretary', 'Shadow Secretary')
    """
    headings = list(_parts(text))
    if len({shadows for _, shadows in headings}) < 2:
        return spokes_noun(text)
    above = [shadows for start, shadows in headings if start <= offset]
    return ("Shadow Secretary" if above[-1] else "Secretary") if above else spokes_noun(text)


@functools.lru_cache(maxsize=16)
def _parts(text: str) -> tuple[tuple[int, bool], ...]:
    """Return where the parts of a list of offices begin, and whether each is of the opposition."""
    found = [(part.start(), part[0].lower()) for part in _PART.finditer(text)]
    return tuple(
        (start, "shadow" in words or "opposition" in words)
        for start, words in found
        if not ("shadow" in words and words.replace("shadow cabinet", "").count("cabinet"))
    )


def office_name(words: str) -> str:
    """Return the title of an office for the words that name it.

    Examples:
        >>> office_name("deputy leadership of the Labour Party"), office_name("Green Party co-leaders")
        ('deputy leader of the Labour Party', 'Green Party co-leader')
        >>> office_name("health portfolio")
        'health secretary'
    """
    title = re.sub(r"\b([Ll]eader)(?:ship|s)\b", r"\1", re.sub(r"^[Tt]he |\s+", " ", words).strip())
    title = re.sub(
        r"^((?:[Pp]arty|[Cc]ouncil|[A-Z][\w&-]*(?: [\w&-]+)*? [Cc]ouncil|[a-z]+ council)\b)[’']s ",
        r"\1 ",
        title,
    )
    title = re.sub(r"^([A-Z]\w+(?: [A-Z]\w+)?)[’']s (?=\w+ mayor|mayor|police)", r"\1 ", title)
    title = re.sub(r"\b([Cc]hair)men\b", r"\1man", title)
    return re.sub(
        r"^(?:[Dd]epartment|[Mm]inistry) (?:for|of) (?:the )?(.+)|^(?!.*\bwithout )(.+) (?:brief|portfolio)$",
        r"\1\2 secretary",
        title,
    )


def office_key(title: str) -> frozenset[str]:
    """Return what two titles of one office have in common, whatever their case and order of words.

    Examples:
        >>> office_key("Secretary of State for Transport") == office_key("transport secretary")
        True
    """
    words = (
        re.sub(r"\bpm\b", "prime minister", title.lower())
        .replace("’", "'")
        .replace("secretary of state", "secretary")
        .split()
    )
    named = {word.removesuffix("'s").strip(",'").removesuffix("s") for word in words} - _OFFICE_NOISE
    return frozenset(named | {"exchequer"} if named in ({"chancellor"}, {"shadow", "chancellor"}) else named)


_OFFICE_NOISE = frozenset("the of for and at in on to a an party uk former".split())


def party_in_office(office: str, gazetteers: Gazetteers) -> str:
    """Return the party that an office names, "" for none.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> party_in_office("deputy leader of Reform UK", load_gazetteers())
        'Reform UK'
    """
    words = office.replace("’", "'").replace("'s", "").split()
    for length in (4, 3, 2, 1):
        for first in range(len(words) - length + 1):
            name = " ".join(words[first : first + length])
            party = gazetteers.party_named(name) if name[0].isupper() else None
            if party is not None and name not in NO_PARTIES:
                return party.name
    return ""


def parties_named(role: str, gazetteers: Gazetteers) -> set[str]:
    """Return the parties whose names stand in the name of an office."""
    words = role.split()
    return {
        found.name
        for length in (3, 2, 1)
        for i in range(len(words) - length + 1)
        if words[i][:1].isupper() and (found := gazetteers.party_named(" ".join(words[i : i + length])))
    }
