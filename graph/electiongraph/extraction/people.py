"""Remember the people of a document: full names, surnames, parties, seats and offices.

Extraction, part of discourse. A newspaper names a person in full once and by surname after that; the
memory finds the full name again, and what the text has said of the person's party and seat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from electiongraph.extraction.lexicon import gender_of, given_names
from electiongraph.gazetteers import normalise_name

__all__ = ["Attribute", "People", "Person"]

_FEMALE = frozenset("ms mrs miss dame lady baroness".split())
_MALE = frozenset("mr sir lord baron".split())
# Given names that a sentence may begin with as words, or that name places and months.
_WORDS_TOO = frozenset(
    "will mark grant may april june august rob bill hope faith grace joy rose iris ivy jack frank pat sue"
    " rich chase lance dale victoria florence chelsea paris sydney israel jordan georgia".split()
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something said of a person, with the words that say it.

    Attributes:
        value: A party, seat or role.
        start: First document offset of the words.
        end: One past the last.
        is_general: True when the words are about a passage ("a good night for Labour") and not the person.
    """

    value: str
    start: int
    end: int
    is_general: bool = False


@dataclass(slots=True)
class Person:
    """A person of the document.

    Attributes:
        name: The fullest name without title, as the text has it.
        gender: "he", "she" or "" when nothing tells.
        parties: In text order.
        former_parties: Those that the text calls the person's former ones, as in "the former Labour MP".
        seats: Seats that the person is member for or stands in, in text order.
        stands: The one seat that plain words anywhere in the document place the person in at its election.
        member_for: Seats that the text calls the person's own before or at the election.
        fought: Seats in which the text has told of the person at earlier elections.
        since: The year since which the person has been a member, 0 when the text has not told.
        roles: Offices that the text gives the person, in text order.
        appointed: Offices that the person is newly given, in text order.
        defeated: True when the text says that the person lost this time.
        beaten: True when the text names who beat the person, or calls the person defeated.
        won: True when the text says that the person won this time.
        left: True when the text says that the person did not stand again.
        mentioned: Where the text has named the person last.
        sitting: True when the text says that the person was a member, of whichever seat.
        is_knighted: True when the text calls the person Sir or Dame, and so may go on by the given name.
        in_house: True when the text gives the person an office or title that only members of a parliament
            have, which tells no winner from a member of long standing.
    """

    name: str
    gender: str = ""
    stands: str = ""
    parties: list[Attribute] = field(default_factory=list)
    former_parties: list[Attribute] = field(default_factory=list)
    seats: list[Attribute] = field(default_factory=list)
    member_for: list[Attribute] = field(default_factory=list)
    fought: set[str] = field(default_factory=set)
    since: int = 0
    roles: list[Attribute] = field(default_factory=list)
    appointed: list[Attribute] = field(default_factory=list)
    sitting: bool = False
    in_house: bool = False
    is_knighted: bool = False
    defeated: bool = False
    beaten: bool = False
    won: bool = False
    left: bool = False
    mentioned: int = 0

    def party_at(self, offset: int) -> Attribute | None:
        """Return the party said nearest before an offset, or else the first said after it."""
        before = [party for party in self.parties if party.start <= offset]
        return before[-1] if before else (self.parties[0] if self.parties else None)

    def only_seat(self) -> str:
        """Return the one seat that the text knows the person in, "" when it knows none or several."""
        known = {attribute.value for attribute in (*self.seats, *self.member_for)}
        return known.pop() if len(known) == 1 else ""

    def party_is(self, party: str) -> bool:
        """Tell whether the text has called the person of this party last."""
        return bool(self.parties) and self.parties[-1].value == party


class People:
    """The people of one document, found by any part of the name that the text uses."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._surnames: dict[str, list[Person]] = {}

    def __iter__(self) -> Iterator[Person]:
        """Iterate over the people in the order in which the text names them."""
        return iter(self._people.values())

    def add(self, name: str, title: str = "") -> Person:
        """Return the person of this full name, new or known; a longer form of the name is kept."""
        key = normalise_name(name)
        person = self._people.get(key) or self._longer_form(key)
        if person is None:
            person = Person(name)
            self._people[key] = person
            self._surnames.setdefault(key.split()[-1] if key else "", []).append(person)
        elif person.name.isupper() and not name.isupper() and normalise_name(person.name) == key:
            person.name = name
        word = title.lower().rstrip(".")
        person.is_knighted = person.is_knighted or word in ("sir", "dame")
        known = "she" if word in _FEMALE else "he" if word in _MALE else gender_of(name.split(maxsplit=1)[0])
        person.gender = person.gender or known
        return person

    def find_full(self, name: str) -> Person | None:
        """Return the person of this full name, None when nobody bears it."""
        return self._people.get(normalise_name(name))

    def find(self, name: str, title: str = "") -> Person | None:
        """Return the person that a name of the text means, None when a bare surname is nobody's."""
        found = self._find(name, title)
        if found is not None and not found.gender:
            word = title.lower().rstrip(".")
            found.gender = "she" if word in _FEMALE else "he" if word in _MALE else ""
        return found

    def _find(self, name: str, title: str) -> Person | None:
        key = normalise_name(name)
        if key in self._people:
            return self._people[key]
        if " " not in key:
            known = sorted(self._surnames.get(key, []), key=lambda person: person.mentioned)
            gender = (
                "she"
                if title.lower().rstrip(".") in _FEMALE
                else "he"
                if title.lower().rstrip(".") in _MALE
                else ""
            )
            known = [person for person in known if not gender or person.gender in ("", gender)]
            if not known and title.lower() in ("", "sir", "dame"):
                bearers = [p for k, p in self._people.items() if k.split()[:1] == [key]]
                known = [p for p in bearers if title and p.is_knighted] or bearers
                known = known if len(known) == 1 else []
            return known[-1] if known else None
        return self._longer_form(key) or self.add(name, title)

    @property
    def surnames(self) -> frozenset[str]:
        """Return the lower-case last words of all names."""
        return frozenset(
            person.name.lower().replace("’", "'").split()[-1] for person in self._people.values()
        )

    def first_names_in(self, text: str) -> frozenset[str]:
        """Return the lower-case given names, each of one person only, by which a text goes on to call people.

        Examples:
            >>> people = People()
            >>> person = people.add("Wendy Chamberlain")
            >>> sorted(people.first_names_in("Wendy Chamberlain won. Wendy, who served here, polled 19,763."))
            ['wendy']
        """
        firsts = Counter(p.name.split()[0] for p in self._people.values() if " " in p.name)
        alone = (
            first
            for first, bearers in firsts.items()
            if bearers == 1 and first.lower() in given_names() - _WORDS_TOO
        )
        return frozenset(first.lower() for first in alone if _is_called_by(first, text))

    def _longer_form(self, key: str) -> Person | None:
        """Return the person whose name ends in this one ("Duncan Smith") or has it as first and last name."""
        words = key.split()
        for person in self._surnames.get(words[-1] if words else "", []):
            full = normalise_name(person.name).split()
            if len(full) > len(words) >= 2 and (
                full[-len(words) :] == words or (full[0] == words[0] and full[-1] == words[-1])
            ):
                return person
        return None


# What stands before and after a given name by which somebody is called, and before one that a list is made of.
_BEFORE_CALLED = re.compile(r"(?:^|[.!?”\"] |\b[a-z]+ )\Z", re.MULTILINE)
_AFTER_CALLED = re.compile(r"(?:[’']s|, (?:who|an?|the)\b)? [a-z]")
_BEFORE_LISTED, _AFTER_LISTED = re.compile(r"[\w,] \Z"), re.compile(r"[,.](?! (?:who|an?|the)\b)")
_BEFORE_LAST, _AFTER_LAST = re.compile(r"[A-Z]\w+, \Z"), re.compile(r"\b")
_CONTEXT = 40


def _is_called_by(first: str, text: str) -> bool:
    """Tell whether a text calls somebody by a given name, and nowhere uses it as a name of a list."""
    is_called = False
    for match in re.finditer(re.escape(first), text):
        before, end = text[max(match.start() - _CONTEXT, 0) : match.start()], match.end()
        if _BEFORE_LISTED.search(before) and _AFTER_LISTED.match(text, end):
            return False
        if _BEFORE_LAST.search(before) and _AFTER_LAST.match(text, end):
            return False
        is_called = is_called or bool(_BEFORE_CALLED.search(before) and _AFTER_CALLED.match(text, end))
    return is_called
