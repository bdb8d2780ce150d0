"""Find the seat, person, source or contest that somebody names.

For drawing. Names are compared without case, accents and punctuation; a name that fits nothing is refused
with the nearest ones that do.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

from electiongraph.drawing.records import Contest, Records, Source
from electiongraph.errors import DrawingError
from electiongraph.gazetteers import load_gazetteers, normalise_name

__all__ = ["article_contests", "find_contest", "find_people", "find_seats", "find_source", "unknown_name"]


def find_seats(records: Records, name: str) -> frozenset[str]:
    """Return the IRIs of the seats of a name, of whatever boundaries.

    Raises:
        DrawingError: When the graph has no seat of that name.
    """
    seats = {contest.seat for contest in records.contests}
    seats |= {seat for pair in records.former_seats for seat in pair}
    seats |= {incumbency.seat for incumbency in records.incumbencies}
    found = {seat.iri for seat in seats if name in (seat.iri, seat.name)}
    wanted = normalise_name(name)
    found = found or {seat.iri for seat in seats if normalise_name(seat.name) == wanted}
    if not found:
        aliases = {seat.iri for seat in load_gazetteers().seats_named(name)}
        found = {seat.iri for seat in seats if seat.iri in aliases}
    if not found:
        raise unknown_name("seat", name, (seat.name for seat in seats))
    return frozenset(found)


def find_people(records: Records, name: str) -> frozenset[str]:
    """Return the IRIs of the people of a name.

    Raises:
        DrawingError: When the graph has nobody of that name.
    """
    people = {candidate.person for contest in records.contests for candidate in contest.candidates}
    people |= {incumbency.person for incumbency in records.incumbencies}
    people |= {appointment.person for appointment in records.appointments}
    wanted = normalise_name(name)
    found = {person.iri for person in people if person.iri == name or normalise_name(person.name) == wanted}
    if not found:
        raise unknown_name("person", name, (person.name for person in people))
    return frozenset(found)


def find_source(records: Records, name: str = "") -> Source:
    """Return the source whose title, file name or IRI is, or else contains, a name.

    Args:
        records: Of the believed graph.
        name: What the source is called; "" for the only one.

    Raises:
        DrawingError: When none or more than one fits.
    """
    sources = records.sources
    if not name and len(sources) == 1:
        return sources[0]
    if not name:
        raise _choice("the graph has several sources" if sources else "the graph has no sources", sources)
    wanted = normalise_name(name)
    found: list[Source] = []
    for fits in (_is_called, _begins_with, _contains):
        found = found or [source for source in sources if wanted and fits(source, name, wanted)]
    if not found:
        raise _choice(f"no source is called {name!r}", sources)
    if len(found) > 1:
        raise _choice(f"{name!r} fits several sources", found)
    return found[0]


def find_contest(records: Records, seat: str, election: str = "") -> Contest:
    """Return the contest in a seat: of a polling date, or the latest that has candidates.

    Args:
        records: Where to look.
        seat: The seat's name or IRI.
        election: Polling date, or its beginning ("2019"); "" for the latest.

    Raises:
        DrawingError: When there is none.
    """
    seats = find_seats(records, seat)
    found = [contest for contest in records.contests if contest.seat.iri in seats]
    chosen = [contest for contest in found if contest.polling_date.startswith(election)]
    if not chosen:
        dates = ", ".join(sorted({contest.polling_date for contest in found if contest.polling_date}))
        what = f"no contest of {election}" if election else "nothing is known of a contest"
        advice = f"there are those of {dates}" if dates else "draw another seat"
        raise DrawingError(what, where=seat, advice=advice)
    with_candidates = [contest for contest in chosen if contest.candidates] or chosen
    latest = max(contest.polling_date for contest in with_candidates)
    return max(
        (contest for contest in with_candidates if contest.polling_date == latest),
        key=lambda contest: (len(contest.candidates), contest.iri),
    )


def article_contests(records: Records, election: str = "") -> tuple[Contest, ...]:
    """Return the contests that an article is about: those of one election, by seat.

    The election is the one of the given date, else the one of which the article names most candidates.
    Contests with votes come first, so that cards of one size stand together.

    Raises:
        DrawingError: When there are none.
    """
    contests = [contest for contest in records.contests if contest.candidates or contest.outcomes]
    contests = [contest for contest in contests if contest.polling_date.startswith(election)]
    if not contests:
        raise DrawingError(
            "this article gives no results", advice="draw another article, or say another --election"
        )
    if not election:
        named = Counter[str]()
        for contest in contests:
            named[contest.polling_date] += len(contest.candidates)
        chief = max(named, key=lambda date: (named[date], date))
        contests = [contest for contest in contests if contest.polling_date == chief]
    return tuple(
        sorted(
            contests,
            key=lambda contest: (
                all(candidate.votes is None for candidate in contest.candidates),
                contest.seat,
                contest.iri,
            ),
        )
    )


def _is_called(source: Source, name: str, _: str) -> bool:
    return name in (source.iri, source.title, source.file_name)


def _begins_with(source: Source, _: str, wanted: str) -> bool:
    return any(normalise_name(text).startswith(wanted) for text in (source.title, source.file_name))


def _contains(source: Source, _: str, wanted: str) -> bool:
    return any(wanted in normalise_name(text) for text in (source.title, source.file_name, source.iri))


def unknown_name(kind: str, name: str, names: Iterable[str]) -> DrawingError:
    """Return the error of a name that the graph does not have, with the nearest that it has."""
    known = {normalise_name(known): known for known in sorted(names)}
    near = difflib.get_close_matches(normalise_name(name), list(known), n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(known[key] for key in near)}?" if near else "see electiongraph ask"
    return DrawingError(f"the graph has no {kind} called {name!r}", advice=advice)


def _choice(what: str, sources: Iterable[Source]) -> DrawingError:
    titles = [source.title for source in sources]
    shown = "; ".join(titles[:8]) + ("; ..." if len(titles) > 8 else "")
    return DrawingError(what, advice=f"say which: {shown}" if titles else "build it from an article first")
