"""Compare names of people: the same, a fuller form, a short form, or one slip of the pen apart.

Pure string work for entity linking; whether two names are one person also takes party, votes and seat,
which `people.py` looks at.
"""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache

__all__ = ["STRENGTH", "NameMatch", "are_one_edit_apart", "match_names", "name_tokens"]

TITLES = frozenset((
    "baron", "baroness", "capt", "captain", "cbe", "cllr", "col", "colonel", "councillor", "dame", "dr",
    "hon", "honourable", "kc", "lady", "lord", "major", "maj", "mbe", "miss", "mla", "mp", "mr", "mrs",
    "ms", "msp", "mx", "obe", "prof", "professor", "qc", "rev", "revd", "reverend", "right", "rt",
    "sir", "the",
))  # fmt: skip

# Given names whose short forms British newspapers and ballot papers use for one another.
SHORT_FORMS = (
    "alexander alex sandy",
    "alexandra alex sandra",
    "alfred alf alfie",
    "alistair alastair alasdair alister ali",
    "andrew andy drew",
    "anthony antony tony",
    "benjamin ben",
    "catherine katherine kathryn cathy kathy kate katie cat",
    "charles charlie chas",
    "christine chris chrissie tina",
    "christopher chris kit",
    "daniel dan danny",
    "david dave davy",
    "deborah debbie deb debra",
    "dominic dom",
    "donald don",
    "douglas doug",
    "edward ed eddie ted ned",
    "elizabeth liz lizzie beth betty eliza",
    "eleanor ellie nell",
    "frances fran frankie",
    "francis frank",
    "frederick fred freddie",
    "gareth gaz",
    "geoffrey jeffrey geoff jeff",
    "george georgie",
    "gerald gerard gerry jerry",
    "gregory greg gregg",
    "gwendolen gwen",
    "harold harry hal",
    "henry harry hal",
    "isabel izzy bel",
    "jacqueline jackie jacqui",
    "james jim jimmy jamie",
    "jennifer jen jenny",
    "jessica jess jessie",
    "john jack johnny jon",
    "jonathan jon jonny jonathon",
    "joseph joe joey",
    "joshua josh",
    "judith judy",
    "kenneth ken kenny",
    "lawrence laurence larry",
    "leonard len lenny",
    "louise lou",
    "louis lou",
    "margaret maggie meg peggy",
    "martin marty",
    "matthew matt mat",
    "maxwell max",
    "michael mike mick micky",
    "michelle shelley",
    "mohammad mohammed muhammad mohamed mo",
    "natalie nat",
    "nathaniel nathan nat",
    "nicholas nicolas nick nicky nic",
    "nicola nicky nikki nic",
    "oliver ollie olly",
    "pamela pam",
    "patricia pat patsy trish",
    "patrick pat paddy",
    "peter pete",
    "philip phillip phil pip",
    "philippa pippa",
    "raymond ray",
    "rebecca becky becca",
    "richard rich rick ricky dick",
    "robert rob bob bobby robbie",
    "ronald ron ronnie",
    "samantha sam",
    "samuel sam sammy",
    "sarah sally",
    "sean shaun shawn",
    "sidney sid sydney syd",
    "simon si",
    "stephen steven steve",
    "stuart stewart stu",
    "susan sue susie",
    "suzanne sue suzy",
    "teresa theresa tess terry",
    "terence terry",
    "thomas tom tommy",
    "timothy tim",
    "valerie val",
    "victoria vicky vicki vikki tori",
    "victor vic",
    "vincent vince",
    "walter walt",
    "william will bill billy willie liam",
    "zachary zac zack zach",
)

# Ben for Benjamin, Cliff for Clifford; fewer letters are an initial.
SHORTEST_CLIPPED = 3


class NameMatch(Enum):
    """How two names that may be one person's relate, from the surest to the weakest."""

    SAME = "same"
    FULLER = "fuller"
    SHORT_FORM = "short form"
    SURNAME_ONLY = "surname only"
    ONE_EDIT = "one edit"


# The nearer the match, the smaller.
STRENGTH = {match: place for place, match in enumerate(NameMatch)}


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> tuple[str, ...]:
    """Return a name's words without titles, accents, case, apostrophes and full stops.

    Examples:
        >>> name_tokens("Sir Oliver Heald"), name_tokens("Siân O’Neill-Smith")
        (('oliver', 'heald'), ('sian', 'oneill', 'smith'))
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    spaced = "".join(letter if letter.isalnum() else ("" if letter in "'’‘." else " ") for letter in kept)
    tokens = tuple(spaced.split())
    without = tuple(token for token in tokens if token not in TITLES)
    return without or tokens


def are_one_edit_apart(left: str, right: str) -> bool:
    """Tell whether one insertion, deletion, change or swap of neighbours turns a word into another.

    Examples:
        >>> are_one_edit_apart("silbey", "sibley"), are_one_edit_apart("trathen", "trathern")
        (True, True)
        >>> are_one_edit_apart("brown", "browne"), are_one_edit_apart("hill", "wall")
        (True, False)
    """
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    if len(left) > len(right):
        left, right = right, left
    at = next((i for i, letter in enumerate(left) if letter != right[i]), len(left))
    if len(left) < len(right):
        return left[at:] == right[at + 1 :]
    is_changed = left[at + 1 :] == right[at + 1 :]
    is_swapped = left[at : at + 2] == right[at : at + 2][::-1] and left[at + 2 :] == right[at + 2 :]
    return is_changed or is_swapped


def match_names(left: str, right: str) -> NameMatch | None:
    """Return how two names relate, or None when they are names of different people.

    Examples:
        >>> match_names("Mark Anthony Gaius Versallion", "Mark Versallion")
        <NameMatch.FULLER: 'fuller'>
        >>> match_names("Dave Holland", "David Holland")
        <NameMatch.SHORT_FORM: 'short form'>
        >>> match_names("Waheed Akhbar", "Waheed Akbar")
        <NameMatch.ONE_EDIT: 'one edit'>
        >>> match_names("Greg Smith", "Gary Smith") is None
        True
    """
    one, other = name_tokens(left), name_tokens(right)
    if one == other or "".join(one) == "".join(other):
        return NameMatch.SAME
    if not one or not other:
        return None
    if len(one) == 1 or len(other) == 1:
        return NameMatch.SURNAME_ONLY if one[-1] == other[-1] else None
    if len(one) > len(other):
        one, other = other, one
    if one[0] == other[0] and _is_subsequence(one, other):
        return NameMatch.FULLER
    return _match_given_and_surname(one, other)


def _match_given_and_surname(one: tuple[str, ...], other: tuple[str, ...]) -> NameMatch | None:
    is_short = _are_forms_of_one_name(one[0], other[0])
    has_same_surname = one[-1] == other[-1]
    has_same_middle = len(one) == len(other) and one[1:-1] == other[1:-1]
    if is_short and has_same_surname and (has_same_middle or len(one) == 2):
        return NameMatch.SHORT_FORM
    has_same_given = one[0] == other[0] or is_short
    if not (has_same_middle or len(one) == 2):
        return None
    if has_same_given and len(one[-1]) > 3 and are_one_edit_apart(one[-1], other[-1]):
        return NameMatch.ONE_EDIT
    if has_same_surname and len(one[0]) > 3 and are_one_edit_apart(one[0], other[0]):
        return NameMatch.ONE_EDIT
    return None


def _is_subsequence(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether all words of a name stand in a longer one, in order."""
    rest = iter(long)
    return all(token in rest for token in short)


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[int]]:
    index: dict[str, set[int]] = {}
    for number, line in enumerate(SHORT_FORMS):
        for form in line.split():
            index.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in index.items()}


def _are_forms_of_one_name(one: str, other: str) -> bool:
    """Tell whether newspapers use one given name for the other: Bob for Robert, Cliff for Clifford."""
    forms = _forms()
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    is_clipped = len(short) >= SHORTEST_CLIPPED and long.startswith(short)
    return is_clipped or bool(forms.get(one, frozenset()) & forms.get(other, frozenset()))
