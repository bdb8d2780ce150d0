"""Work out how newspapers shorten and reorder a seat's name: an official name in, sets of labels out."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteers import normalise_name

__all__ = ["SeatLabels", "common_form", "seat_labels"]

# The cities that official names before 2024 put before a comma; elsewhere a comma separates places.
COMMA_CITIES = frozenset(
    ("Birmingham", "Brighton", "Ealing", "Edinburgh", "Enfield", "Glasgow", "Lewisham", "Liverpool",
     "Manchester", "Plymouth", "Sheffield", "Southampton")
)  # fmt: skip
# Not Southampton: "Test" alone names no seat.
DISTRICT_CITIES = COMMA_CITIES - {"Southampton"}
SMALL_WORDS = re.compile(r"\b(?:An|Of|On|Super|Under|Upon)\b")
POINT = r"(?:North|South) (?:East|West)|North|South|East|West"
POINTS = re.compile(rf"\b(?:{POINT})\b")
LEADING = re.compile(rf"({POINT}|Mid|Central) (.+)")
TRAILING = re.compile(rf"(.+?) ({POINT}|Mid|Central)")
RIVERS = re.compile(r"([ -])(on|super|under|upon)([ -])")
# In these the point of the compass belongs to the place: nobody writes "Ham East".
FIXED_PLACES = frozenset(
    ("East Ham", "East Kilbride", "East Grinstead", "South Holland", "South Shields", "West Bromwich",
     "West Derby", "West Ham", "West Norwood", "South Ruislip", "North Hykeham", "Mid Ulster")
)  # fmt: skip


@dataclass(slots=True)
class SeatLabels:
    """The labels of one seat beside its name.

    Attributes:
        visible: Forms that a text may use for the name.
        hidden: Reorderings and misspellings, which only find the seat.
        places: Towns and districts that stand for it where a seat is asked for.
        welsh: The Welsh name; "" outside Wales.
    """

    visible: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    welsh: str = ""


def common_form(official: str, today: Mapping[str, str]) -> str:
    """Return an official name as it is usually written.

    Args:
        official: The name in an official file, perhaps "Brighton, Pavilion" or "Ashton-Under-Lyne".
        today: Names of 2024 by normalised name; a seat of the same name is written the same.

    Examples:
        >>> common_form("Brighton, Pavilion", {}), common_form("City Of Chester", {})
        ('Brighton Pavilion', 'City of Chester')
        >>> common_form("Ayr, Carrick and Cumnock", {})
        'Ayr, Carrick and Cumnock'
    """
    city, comma, rest = official.partition(", ")
    name = f"{city} {rest}" if comma and city in COMMA_CITIES else official
    name = SMALL_WORDS.sub(lambda match: match[0].lower(), name)
    return today.get(normalise_name(name), name)


def seat_labels(name: str, official: str, boundary_set: str, knowledge: Knowledge) -> SeatLabels:
    """Return every label of a seat, before ambiguous ones are taken away.

    Args:
        name: Its name in the usual form.
        official: Its name as the official file writes it.
        boundary_set: "2010" or "2024".
        knowledge: Hand-written aliases, misspellings, short counties and places, and Welsh names.

    Returns:
        Labels that differ from the name.
    """
    counties = knowledge.table("counties")
    welsh = knowledge.table("welsh").table(boundary_set).text(name)
    forms = {name, *knowledge.table("aliases").texts(name)}
    forms |= {form.removeprefix("The ") for form in forms} | {_without_accents(form) for form in forms}
    for short_names in (knowledge.table("places"), counties):
        forms |= {shorter for form in forms for shorter in _replaced(form, short_names)}
    forms |= {_with_short_points(form) for form in forms} | {_with_other_hyphens(form) for form in forms}
    hidden = {name, *_replaced(name, counties)}
    hidden = {reordered for form in hidden for reordered in _reordered(form)}
    hidden |= set(_replaced(name, knowledge.table("misspellings")))
    hidden |= set(knowledge.table("hidden").texts(name))
    places = {*knowledge.table("towns").texts(name), *_bare_district(name)}
    visible = {official, welsh, *_with_ampersands(forms)} - {name, ""}
    return SeatLabels(visible, _with_ampersands(hidden) - visible - {name}, places, welsh)


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _replaced(form: str, replacements: Knowledge) -> Iterator[str]:
    """Yield the form with each known word or place in it replaced by each of its other forms."""
    for word in replacements:
        if re.search(rf"\b{re.escape(word)}\b", form):
            for other in replacements.texts(word):
                yield re.sub(rf"\b{re.escape(word)}\b", other, form)


def _with_short_points(form: str) -> str:
    """Return the form with "NE" for "North East" and "S" for "South"."""
    return POINTS.sub(lambda match: "".join(word[0] for word in match[0].split()), form)


def _with_other_hyphens(form: str) -> str:
    """Return "Stoke on Trent North" for "Stoke-on-Trent North" and the other way round."""
    return RIVERS.sub(lambda m: f"-{m[2]}-" if m[1] == " " else f" {m[2]} ", form)


def _with_ampersands(forms: Iterable[str]) -> set[str]:
    return {form for given in forms for form in (given, given.replace(" and ", " & "))}


def _reordered(form: str) -> Iterator[str]:
    """Yield the form with a point of the compass on the other side of the place, in any of its parts."""
    choices = [(part, *_flipped(part)) for part in form.split(" and ")]
    for parts in itertools.product(*choices):
        if " and ".join(parts) != form:
            yield " and ".join(parts)


def _flipped(part: str) -> Iterator[str]:
    if part in FIXED_PLACES:
        return
    for pattern in (LEADING, TRAILING):
        if match := pattern.fullmatch(part):
            yield f"{match[2]} {match[1]}"
            return


def _bare_district(name: str) -> Iterator[str]:
    """Yield the part of a city that tells its seats apart: "Ladywood"."""
    city, _, district = name.partition(" ")
    if city in DISTRICT_CITIES and not POINTS.match(district) and not district.startswith("Central"):
        yield district
