"""The records of the gazetteers, and the normal form in which their names are compared.

One frozen record a seat, party, role and election; `gazetteers` reads them and looks them up.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass

__all__ = ["Election", "Party", "Role", "Seat", "normalise_name"]


@dataclass(frozen=True, slots=True)
class Seat:
    """One constituency of the House of Commons, or area of another body, within one set of boundaries.

    Attributes:
        iri: For example ".../id/seat/2024/E14001063".
        name: The name in its official form, without the comma of "Brighton, Pavilion".
        aliases: Usual other forms, the Welsh name among them; a text that uses one means `name`.
        hidden: Reorderings and misspellings: they find the seat, but a text that uses one keeps its words.
        gss: Code of the Office for National Statistics; unique within a boundary set only.
        boundary_set: "2010" (general elections 2010 to 2019) or "2024".
        country: "England", "Scotland", "Wales" or "Northern Ireland".
        region: English region; elsewhere the country.
        kind: "county" or "borough" (a Scottish burgh is a borough); of another body's area its sort.
        places: Bare towns and districts ("Hemel", "Ladywood"): in prose these are places, not seats.
        former_gss: An earlier code of the same seat on the same boundaries; nearly always "".
        body: The kind of election that an area of another body is polled at; "" for the House of Commons.
    """

    iri: str
    name: str
    aliases: tuple[str, ...]
    hidden: tuple[str, ...]
    gss: str
    boundary_set: str
    country: str
    region: str
    kind: str
    places: tuple[str, ...] = ()
    former_gss: str = ""
    body: str = ""

    @property
    def is_place(self) -> bool:
        """Is the name mostly a place's, and the area's only where a text says so ("Mayor of Bristol")?"""
        return self.kind == "place"


@dataclass(frozen=True, slots=True)
class Party:
    """One party under one name, or a label that stands where a party would ("Independent").

    Attributes:
        iri: For example ".../id/party/PP53".
        name: The usual short form: "Labour", "Liberal Democrats", "SNP".
        official_name: The name in the Electoral Commission's register.
        aliases: Other forms, adjectives and plurals included: "Tory", "Tories".
        abbreviations: Forms that name it in a results list only: "C", "Ind", "Workers".
        register_id: Electoral Commission id, "PP53"; "" for those that are no party.
        colour: "#e4003b"; "" when the party has no usual colour.
        jurisdiction: Register it stands in: "Great Britain", "Northern Ireland" or "".
        country: Where a branch stands, when only in one country: "Scotland"; else "".
        other_register_ids: Further registrations, as of its branch in Northern Ireland.
        renamed_to: IRI of the party that holds the registration now, for a former name; else "".
        colour_name: What reporters call it by when a seat "turns red"; nearly always "".
        branch_of: IRI of the sister party whose bare name it shares ("Green" in Scotland); else "".
    """

    iri: str
    name: str
    official_name: str
    aliases: tuple[str, ...]
    abbreviations: tuple[str, ...]
    register_id: str
    colour: str
    jurisdiction: str
    country: str = ""
    other_register_ids: tuple[str, ...] = ()
    renamed_to: str = ""
    branch_of: str = ""
    colour_name: str = ""

    @property
    def prose_names(self) -> tuple[str, ...]:
        """Return the forms that may be looked for in running text, longest first."""
        forms = {self.name, *self.aliases} - set(self.abbreviations)
        return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person may hold.

    Attributes:
        iri: For example ".../id/role/prime-minister".
        name: The official title.
        aliases: Usual other forms: "Foreign Secretary".
        kind: "government", "party", "parliament", "devolved", "local" or "count".
    """

    iri: str
    name: str
    aliases: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Election:
    """An election, or a general election recalculated on new boundaries.

    Attributes:
        iri: For example ".../id/election/2024-07-04".
        date: Polling date, ISO 8601; a year alone where the polling went on for weeks.
        kind: "general", "by-election" or "notional"; else which body or office is elected:
            "scottish-parliament", "local", "canada", "house-of-commons" for general elections before 2010.
        name: "2024 general election", "2023 Mid Bedfordshire by-election".
        seat: IRI of the seat of a by-election; else "".
        boundary_set: The boundaries that it was fought on, or recalculated to; "" when no gazetteer has them.
    """

    iri: str
    date: str
    kind: str
    name: str
    seat: str
    boundary_set: str


class _Folding(dict[int, str | None]):
    """Say for each character what remains of it in a normalised name, working each out once."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if character in "'’‘`ʼ´" or unicodedata.combining(character):
            self[code] = None
        elif character == "&":
            self[code] = " and "
        else:
            letters = unicodedata.normalize("NFKD", character)
            self[code] = "".join(letter for letter in letters if letter.isalnum()) or " "
        return self[code]


_FOLDING = _Folding()


@functools.lru_cache(maxsize=65536)
def normalise_name(text: str) -> str:
    """Reduce a name to what two writings of it share.

    Case, accents, apostrophes and punctuation go, "&" becomes "and", spaces become single.

    Args:
        text: A name as a text writes it.

    Returns:
        Lower-case words with single spaces; "" when nothing is left.

    Examples:
        >>> normalise_name("Brighton, Pavilion"), normalise_name("Harpenden & Berkhamsted")
        ('brighton pavilion', 'harpenden and berkhamsted')
        >>> normalise_name("Sinn Féin"), normalise_name("Workers’ Party")
        ('sinn fein', 'workers party')
    """
    return " ".join(text.casefold().translate(_FOLDING).split())
