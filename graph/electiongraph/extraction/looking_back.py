"""Read each part of a look back that is about one earlier election as a report on that election.

Extraction, part of discourse: the document has a resolver of its own, and one for each election that
`year_sections` finds a part of. They share what the whole text says of people's names, parties and seats,
not who won, lost or left.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

from electiongraph.extraction.clauses import Clause
from electiongraph.extraction.closing import close_candidacies
from electiongraph.extraction.discourse import Resolver
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.people import People
from electiongraph.extraction.year_sections import YearSection

__all__ = ["Resolvers"]


class Resolvers:
    """The resolvers of one document."""

    def __init__(
        self,
        own: Resolver,
        sections: Sequence[YearSection],
        make: Callable[[str, People], Resolver],
        *,
        goes_on: bool = False,
    ) -> None:
        """Take in the document's resolver.

        Args:
            own: That of its own election.
            sections: Its parts on other elections.
            make: Makes the resolver of such an election, for people that it may change.
            goes_on: Whether one part goes on from another, as sentences of a history do.
        """
        self.goes_on = goes_on
        self.own = own
        self._sections = sections
        self._make = make
        self._of: dict[str, Resolver] = {}

    def learn(self, clauses: Sequence[Clause]) -> None:
        """Remember what the document says of its people, and then what each part says of them."""
        if not self._sections:
            self.own.learn(clauses)
            return
        inside = [(clause, self._election_at(clause.start)) for clause in clauses]
        self.own.learn([clause for clause, election in inside if not election])
        named = copy.deepcopy(self.own.who.people)
        self._make(self.own.where.election, named).learn(clauses)
        for election in {str(part.election): part.election for part in self._sections}.values():
            resolver = self._of[election] = self._make(election, _as_of_any_time(copy.deepcopy(named)))
            resolver.where.reckoned = (
                frozenset(part.start for part in self._sections) if self.goes_on else frozenset()
            )
            resolver.learn([clause for clause, of_clause in inside if of_clause == election])
            # Who fights one seat in this text does so at each election of which it does not say otherwise.
            for person in resolver.who.people:
                person.stands = person.stands or named.add(person.name).stands

    def at(self, offset: int) -> Resolver:
        """Return the resolver of what stands at an offset."""
        return self._of.get(self._election_at(offset), self.own)

    def with_conclusions(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return facts of prose, with what follows from those of the parts on other elections."""
        if not self._of:
            return list(facts)
        concluded = [fact for fact in facts if self.at(fact.start) is self.own]
        for resolver in self._of.values():
            where, statements = resolver.where, resolver.statements
            settled = [draft.fact for draft in statements.settle() if draft.fact is not None]
            concluded += close_candidacies(
                [*(fact for fact in facts if self.at(fact.start) is resolver), *settled],
                resolver.who.people,
                where.election,
                where.previous(),
                statements.held_before,
                statements.won_by,
                gazetteers=where.gazetteers,
            )
        return concluded

    def _election_at(self, offset: int) -> str:
        return next((part.election for part in self._sections if part.start <= offset < part.end), "")


def _as_of_any_time(people: People) -> People:
    """Return people of whom it is not known what became of them at the document's election."""
    for person in people:
        person.since = 0
        person.sitting = person.defeated = person.beaten = person.won = person.left = False
    return people
