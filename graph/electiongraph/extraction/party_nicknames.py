"""Know a party by what its own country calls it, where a text leaves no doubt: "the Nationalists".

Extraction, part of mentions. In Scotland the Nationalists are the SNP, in Wales Plaid Cymru; in Northern
Ireland, and in a text about both countries, nobody can say.
"""

from __future__ import annotations

import dataclasses
import functools
import re

from electiongraph.gazetteers import Gazetteers, gazetteers_of

__all__ = ["with_nicknames"]

_NATIONALISTS = ("Nationalists", "Nationalist", "Nats", "Nat")
_SAID = re.compile(r"\bNat(?:ionalist)?s?\b")
# The names of the parties of which one may be meant, by the party.
_NAMES = {
    "SNP": re.compile(r"\b(?:SNP|Scottish National)"),
    "Plaid Cymru": re.compile(r"\bPlaid\b"),
    "": re.compile(r"\b(?:SDLP|Sinn F[eé]in|British National|BNP|Aontú|Bloc)\b"),
}


def with_nicknames(text: str, gazetteers: Gazetteers) -> Gazetteers:
    """Return the gazetteers with the nicknames by which a text calls one party and can mean no other.

    Examples:
        >>> from electiongraph.gazetteers import load_gazetteers
        >>> known = with_nicknames("The SNP lost. Nine Nationalists are left.", load_gazetteers())
        >>> known.party_named("Nationalists").name
        'SNP'
        >>> known = with_nicknames("Plaid and the SNP: the Nationalists won.", load_gazetteers())
        >>> known.party_named("Nationalists") is None
        True
    """
    if not _SAID.search(text):
        return gazetteers
    named = [party for party, names in _NAMES.items() if names.search(text)]
    return _with_aliases(gazetteers, named[0], _NATIONALISTS) if len(named) == 1 and named[0] else gazetteers


@functools.lru_cache(maxsize=16)
def _with_aliases(gazetteers: Gazetteers, party: str, aliases: tuple[str, ...]) -> Gazetteers:
    parties = tuple(
        dataclasses.replace(one, aliases=(*one.aliases, *aliases)) if one.name == party else one
        for one in gazetteers.parties
    )
    return gazetteers_of(gazetteers.seats, parties, gazetteers.roles, gazetteers.elections)
