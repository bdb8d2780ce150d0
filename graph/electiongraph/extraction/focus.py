"""What a text has just spoken of.

Extraction, part of discourse.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from electiongraph.extraction.people import Attribute, People, Person

__all__ = ["Focus"]


@dataclass(slots=True)
class Focus:
    """What the text has just spoken of.

    Attributes:
        seat: The seat in focus, "" for none.
        people: Those mentioned in this post or passage, the latest last.
        declared: Seats declared when the tallies of this passage were true; None for all.
        appointed: The last office that somebody was given here.
        seats: Seats mentioned in this passage, in order.
        party: The party named last, which "they" may mean.
        winners_party: The party of the winners that the passage goes on to name.
        losers_party: The party of the losers that the passage goes on to name.
        is_local_night: True when that was told of one seat, and so of its passage alone.
        latest: Those whom the last sentence with people in it named.
        rivals: Those of them whom it named as measured against others: "over Bob Jones".
        heading_party: The party that the headline gives to somebody whom only the text below names.
        block_seats: Seats that this paragraph has spoken of so far.
        named_last: The seat that it has named last, for whatever reason.
        goes_on: True when the next sentence goes on with "he" or "she".
        topic: The person that the last sentence named first.
        elsewhere: True after the paragraph has turned to a place that it does not name.
        upcoming: The first seat that the paragraph goes on to name.
        subject: Whom the last sentence was about: the first person that it named.
        house_party: The party that has issued the text, which "the party" means.
        portrayed: Whose name stands as a heading above the passage.
    """

    seat: str = ""
    people: list[Person] = field(default_factory=list)
    declared: int | None = None
    appointed: str = ""
    seats: list[str] = field(default_factory=list)
    party: str = ""
    winners_party: Attribute | None = None
    losers_party: Attribute | None = None
    is_local_night: bool = False
    latest: tuple[Person, ...] = ()
    rivals: tuple[Person, ...] = ()
    heading_party: Attribute | None = None
    block_seats: list[str] = field(default_factory=list)
    named_last: str = ""
    elsewhere: bool = False
    upcoming: str = ""
    goes_on: bool = False
    topic: Person | None = None
    subject: Person | None = None
    house_party: str = ""
    portrayed: Person | None = None

    def among(self, people: People) -> Focus:
        """Return the same with its people as another memory knows them, of the same names."""

        def known(person: Person | None) -> Person | None:
            return None if person is None else people.add(person.name)

        return replace(
            self,
            people=[people.add(person.name) for person in self.people],
            latest=tuple(people.add(person.name) for person in self.latest),
            rivals=tuple(people.add(person.name) for person in self.rivals),
            topic=known(self.topic),
            subject=known(self.subject),
            portrayed=known(self.portrayed),
        )

    def note_night(self, party: Attribute, *, won: bool, lost: bool) -> None:
        """Remember whose winners or losers the passage goes on to name."""
        self.winners_party = party if won else self.winners_party
        self.losers_party = party if lost else self.losers_party

    def turn_to(self, party: str) -> None:
        """Forget whose winners or losers the passage names where it turns to another party."""
        self.winners_party = (
            None if self.winners_party and self.winners_party.value != party else self.winners_party
        )
        self.losers_party = (
            None if self.losers_party and self.losers_party.value != party else self.losers_party
        )

    def party_of_next(self, offset: int, *, lost: bool) -> Attribute | None:
        """Return the party of a winner or loser named at an offset, where the passage has told it before."""
        told = self.losers_party if lost else self.winners_party
        return told if told is not None and offset - told.end < (_NEAR if lost else _FAR) else None


# How far on, in code points, the people of a passage are those of the party that opened it.
_NEAR, _FAR = 500, 700
