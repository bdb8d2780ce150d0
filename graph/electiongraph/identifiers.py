"""Mint IRIs: the same input always gives the same IRI, and no name can break one.

Between linking and mapping. An IRI comes from the strongest key known (a GSS code within its boundary set,
an Electoral Commission id), else from a slug of the name. All are plain `str`; `mapping` makes them nodes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = [
    "ID",
    "appointment_iri",
    "candidacy_iri",
    "claim_iri",
    "contest_iri",
    "digest",
    "disagreement_iri",
    "election_iri",
    "election_part",
    "incumbency_iri",
    "last_part",
    "outcome_iri",
    "person_iri",
    "slug",
    "source_iri",
    "succession_iri",
    "tally_iri",
    "unlisted_iri",
]

ID = "https://w3id.org/electiongraph/id/"
LONGEST_SLUG = 60

# Letters that Unicode does not decompose into a base letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"}
)


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for these parts in this order.

    Examples:
        >>> digest("a", "bc") == digest("ab", "c")
        False
    """
    joined = "\x1f".join(part.replace("\x1f", " ") for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """Return lower-case ASCII letters, digits and single hyphens that stand for a name.

    A name with letters that have no ASCII form, or a very long one, also gets a digest, so that two
    names never share a slug because of what was left out.

    Examples:
        >>> slug("Siân Berry"), slug("Luton South & South Bedfordshire")
        ('sian-berry', 'luton-south-and-south-bedfordshire')
        >>> slug("../../<b>%2e")
        'b-2e'
    """
    plain = text.casefold().translate(PLAIN_LETTERS).replace("&", " and ").replace("’", "'")
    letters = unicodedata.normalize("NFKD", plain)
    ascii_text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    is_lossy = any(letter.isalnum() and not letter.isascii() for letter in ascii_text)
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.replace("'", "")).strip("-")
    if is_lossy or not words:
        words = f"{words}-{digest(text)[:8]}".strip("-")
    if len(words) > LONGEST_SLUG:
        words = f"{words[: LONGEST_SLUG - 9].strip('-')}-{digest(text)[:8]}"
    return words


def last_part(iri: str) -> str:
    """Return what follows the last slash of an IRI."""
    return iri.rsplit("/", 1)[1]


def election_part(election: str) -> str:
    """Return how an election of the fact record stands in an IRI.

    Examples:
        >>> election_part("2019-12-12 notional")
        '2019-12-12-notional'
    """
    return slug(election)


def election_iri(election: str, seat_key: str = "") -> str:
    """Return the IRI of a general or notional election, or of the by-election in a seat."""
    part = election_part(election)
    return f"{ID}election/{part}/{seat_key}" if seat_key else f"{ID}election/{part}"


def unlisted_iri(kind: str, name: str) -> str:
    """Return the IRI of a seat, party or role that no gazetteer knows.

    Examples:
        >>> unlisted_iri("party", "Patriots Alliance")
        'https://w3id.org/electiongraph/id/party/unlisted/patriots-alliance'
    """
    return f"{ID}{kind}/unlisted/{slug(name)}"


def contest_iri(election: str, seat_key: str) -> str:
    """Return the IRI of one seat's contest on one polling day."""
    return f"{ID}contest/{election_part(election)}/{seat_key}"


def person_iri(name: str, contest: str = "", suffix: str = "") -> str:
    """Return the IRI of a person, known by a name within a contest (IRI) or by the name alone.

    Examples:
        >>> person_iri("Sarah Owen", contest_iri("2024-07-04", "E14001347"))
        'https://w3id.org/electiongraph/id/person/sarah-owen--2024-07-04-E14001347'
    """
    part = "--" + contest.removeprefix(f"{ID}contest/").replace("/", "-") if contest else ""
    tail = f"--{suffix}" if suffix else ""
    return f"{ID}person/{slug(name)}{part}{tail}"


def candidacy_iri(contest: str, person: str) -> str:
    """Return the IRI of a person's candidacy in a contest."""
    part = contest.removeprefix(f"{ID}contest/")
    name = last_part(person)
    own = name.replace(f"--{part.replace('/', '-')}", "")
    return f"{ID}candidacy/{part}/{own}"


def outcome_iri(contest: str, baseline: str) -> str:
    """Return the IRI of a contest's outcome against a baseline, e.g. "LastGeneralElection"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", baseline).lower()
    return f"{ID}outcome/{contest.removeprefix(f'{ID}contest/')}/{words}"


def incumbency_iri(election: str, seat_key: str, person: str) -> str:
    """Return the IRI of a person's going into an election as the seat's sitting MP."""
    return f"{ID}incumbency/{election_part(election)}/{seat_key}/{last_part(person)}"


def appointment_iri(person: str, role: str) -> str:
    """Return the IRI of a person's appointment to a role."""
    return f"{ID}appointment/{last_part(person)}/{last_part(role)}"


def tally_iri(election: str, party: str, declared: int | None) -> str:
    """Return the IRI of a party's tally after so many declarations; None when final."""
    count = "final" if declared is None else str(declared)
    return (
        f"{ID}tally/{election_part(election)}/{party.removeprefix(f'{ID}party/').replace('/', '-')}/{count}"
    )


def succession_iri(predecessor: str, successor: str) -> str:
    """Return the IRI of one seat's following another."""
    old, new = (iri.removeprefix(f"{ID}seat/").replace("/", "-") for iri in (predecessor, successor))
    return f"{ID}succession/{old}/{new}"


def source_iri(sha256: str) -> str:
    """Return the IRI of a source, which is also the name of its graph."""
    return f"{ID}source/{sha256[:16]}"


def claim_iri(source: str, *parts: str) -> str:
    """Return the IRI of what a source says at one place."""
    return f"{ID}claim/{digest(source, *parts)}"


def disagreement_iri(subject: str, kind: str, *parts: str) -> str:
    """Return the IRI of a disagreement of one kind about a subject."""
    return f"{ID}disagreement/{digest(subject, kind, *parts)}"
