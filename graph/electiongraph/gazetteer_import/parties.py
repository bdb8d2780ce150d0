"""The scheme of parties: the register joined with who stood, and with short forms, aliases and colours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from electiongraph.gazetteer_import.knowledge_files import Knowledge
from electiongraph.gazetteer_import.official_files import OfficialFiles, RegistrationRow
from electiongraph.gazetteer_import.turtle_files import Concept, literal
from electiongraph.gazetteers import normalise_name

__all__ = ["party_concepts"]

NO_PARTIES = {"Independent": "independent", "Speaker": "speaker"}


@dataclass(slots=True)
class Standing:
    """What the official files say about one party under one name.

    Attributes:
        names: How often candidacies give each spelling of the name.
        abbreviations: Abbreviations in candidacies.
        register_ids: How often candidacies give each registration.
        registered: The register's entries for the party.
        last_date: The latest polling day that it stood on.
        key: The last part of its IRI, once settled.
        renamed_to: The key of the party that holds the registration now, or "".
    """

    names: Counter[str] = field(default_factory=Counter)
    abbreviations: set[str] = field(default_factory=set)
    register_ids: Counter[str] = field(default_factory=Counter)
    registered: list[RegistrationRow] = field(default_factory=list)
    last_date: str = ""
    key: str = ""
    renamed_to: str = ""

    @property
    def register_id(self) -> str:
        """Return the registration that most candidacies give, the later one when even."""
        ids = self.register_ids or Counter(row.register_id for row in self.registered)
        return max(ids, key=lambda one: (ids[one], int(one[2:])), default="")

    @property
    def official_name(self) -> str:
        """Return the register's name, else the spelling that most candidacies have."""
        for row in self.registered:
            if row.register_id == self.register_id:
                return row.name
        return max(self.names, key=lambda name: (self.names[name], name))


def party_concepts(official: OfficialFiles, knowledge: Knowledge) -> list[Concept]:
    """Return a concept for every party that stood, and for "Independent" and "Speaker".

    Args:
        official: The official files.
        knowledge: Short forms, aliases, abbreviations, colours and branches by the last part of the IRI.

    Returns:
        The parties; an abbreviation that two of them share is given to neither, unless the knowledge
        gives it to one.
    """
    parties = _standings(official)
    _settle_keys(parties)
    abbreviations = Counter(normalise_name(a) for of in parties for a in of.abbreviations)
    taken = _claimed_labels(parties, knowledge) | {n for n, count in abbreviations.items() if count > 1}
    ordinary = frozenset(knowledge.table("general").texts("ordinary_words"))
    return [_concept(of, knowledge.table(of.key), taken, ordinary) for of in parties]


def _standings(official: OfficialFiles) -> list[Standing]:
    """Gather candidacies and registrations by the Parliament's number of the party."""
    parties: defaultdict[str, Standing] = defaultdict(Standing)
    for row in official.standings():
        party = parties[row.mnis_id]
        party.names[row.party] += 1
        party.abbreviations.add(row.abbreviation)
        party.register_ids.update([row.register_id] if row.register_id else [])
        party.last_date = max(party.last_date, row.date)
    for registration in official.registrations():
        if registration.mnis_id in parties and registration.register_id.startswith("PP"):
            parties[registration.mnis_id].registered.append(registration)
    return [parties[mnis_id] for mnis_id in sorted(parties, key=int)]


def _settle_keys(parties: Iterable[Standing]) -> None:
    """Give each party its IRI's last part; of names that share a registration the latest has the bare id."""
    current: dict[str, Standing] = {}
    for party in sorted(parties, key=lambda of: of.last_date, reverse=True):
        register_id = party.register_id
        if not register_id:
            party.key = NO_PARTIES[party.official_name]
        elif register_id in current:
            party.key = f"{register_id}-{_slug(_without_article(party.official_name))}"
            party.renamed_to = current[register_id].key
        else:
            party.key = register_id
            current[register_id] = party


def _claimed_labels(parties: Iterable[Standing], knowledge: Knowledge) -> set[str]:
    """Return the labels that the knowledge gives to a party, normalised."""
    claimed = set()
    for party in parties:
        entry = knowledge.table(party.key)
        for key in ("name", "aliases", "abbreviations"):
            claimed |= {normalise_name(label) for label in entry.texts(key)}
    return claimed - {""}


def _concept(party: Standing, entry: Knowledge, taken: set[str], ordinary: frozenset[str]) -> Concept:
    spellings = {party.official_name, *party.names}
    name = entry.text("name") or _without_article(party.official_name)
    aliases = {form for s in spellings for form in (s, _without_article(s)) if _is_free(form, name, taken)}
    aliases |= {*entry.texts("aliases")}
    known = {normalise_name(label) for label in (name, *aliases)}
    abbreviations = {a for a in party.abbreviations if normalise_name(a) not in taken | known}
    abbreviations |= {*entry.texts("abbreviations"), *({name, *aliases} & ordinary)}
    concept = Concept(f"party:{party.key}", "eg:Party")
    concept.add("skos:prefLabel", literal(name, "@en"))
    concept.add("skos:altLabel", *(literal(a, "@en") for a in aliases - {name, ""}))
    concept.add("eg:abbreviation", *(literal(a) for a in abbreviations - {""}))
    concept.add("eg:officialName", literal(entry.text("official_name") or party.official_name))
    concept.add("eg:registerId", literal(party.register_id))
    others = {row.register_id for row in party.registered} - {party.register_id}
    concept.add("eg:otherRegisterId", *(literal(other) for other in others))
    concept.add("eg:jurisdiction", literal(_jurisdiction(party)))
    for term in ("colour", "country"):
        concept.add(f"eg:{term}", literal(entry.text(term)))
    concept.add("eg:colourName", literal(entry.text("colour_name")))
    concept.add("eg:branchOf", f"party:{entry.text('branch_of')}" if entry.text("branch_of") else "")
    concept.add("eg:renamedTo", f"party:{party.renamed_to}" if party.renamed_to else "")
    return concept


def _is_free(label: str, name: str, taken: set[str]) -> bool:
    """Say whether a party may have a label from the files: it is its name, or the knowledge is silent."""
    n = normalise_name(label)
    return n == normalise_name(name) or not {n, n.removeprefix("the ")} & taken


def _jurisdiction(party: Standing) -> str:
    found = {row.jurisdiction for row in party.registered if row.register_id == party.register_id}
    return min(found, default="")


def _without_article(name: str) -> str:
    return name.removeprefix("The ")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", normalise_name(name))
