"""Candidates: who stands for which party, decided for the rows of a run together.

Extraction stage, below `layout`. In come `Row`s that stand together, out go `Candidate`s. Only together do
rows show which text is a name and which a party that no gazetteer knows, and how names are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from electiongraph.body_gazetteers import ABROAD, body_of
from electiongraph.extraction.layout_cells import Cell, is_noise
from electiongraph.extraction.layout_lexicon import Lexicon, words_of
from electiongraph.extraction.layout_names import (
    LONGEST_TEXT,
    has_surname_first,
    is_capital_surname,
    is_name_like,
    person_name,
    strip_titles,
)
from electiongraph.extraction.layout_rows import Row
from electiongraph.extraction.polling_days import kind_of

__all__ = [
    "Candidate",
    "all_have_majorities",
    "has_one_for_each_seat",
    "parties_repeat",
    "resolve_rows",
    "with_surnames_last",
    "with_victor",
]


# "Sir Edward Leigh, the Father of the House: 16,636" tells no party.
_DESCRIPTION = re.compile(
    r"(?:[a-z]+ )?(?!(?:the|for) )[a-z]|(?:[Tt]he )?(?:[Ff]ather|[Mm]other|[Ss]peaker|[Ll]eader|[Ff]ormer|"
    r"[Ss]hadow|[Mm]inister|[Ss]ecretary|[Mm]ayor|[Cc]ouncillor|[Ss]itting|[Oo]utgoing)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate as one row gives them; `party` is "" when the row names none.

    `is_victor` is True where the label of the list says that this candidate's party has won.
    """

    row: Row
    person: str
    party: str
    seat: str = ""
    is_known_party: bool = True
    is_victor: bool = False


def resolve_rows(
    rows: Sequence[Row], lexicon: Lexicon, election: str, columns: Mapping[int, str] | None = None
) -> list[Candidate | None]:
    """Say for each row of a run who the candidate is and for which party.

    Args:
        rows: Rows that stand together.
        lexicon: The gazetteers.
        election: Polling date, to choose among seats of one name.
        columns: What the header row says of the columns.

    Returns:
        One Candidate or None for each row, in order; None for a row without a person.
    """
    habits = _Habits(
        columns or {}, _surname_first(rows), _capitals_first(rows), _party_is_last(rows), _party_opener(rows)
    )
    candidates = [_resolve(row, lexicon, election, habits) for row in rows]
    if "seat" in habits.columns.values() or any(map(_opens_seat, candidates)):
        candidates = _with_seat_of_above(candidates)
    candidates = [_with_full_party(c, lexicon) for c in candidates]
    if body_of(kind_of(election)) in ABROAD:
        return [_abroad(candidate) for candidate in candidates]
    return _apart_from_liberal_democrats(candidates, lexicon)


def _opens_seat(candidate: Candidate | None) -> bool:
    """Tell whether a seat stands before its first candidate: "Bedford – Jo White (Lab) 18,342"."""
    if candidate is None or not candidate.seat or not candidate.row.has_figure:
        return False
    return candidate.row.texts[0].kind != "party" and candidate.row.texts[0].text != candidate.person


def with_surnames_last(candidates: list[Candidate | None], text: str) -> list[Candidate | None]:
    """Turn "Brett Mark Anthony" round where a declaration says below that Mark Anthony Brett is elected.

    Args:
        candidates: Those of one list.
        text: The text of a declaration; no other prints surnames first without a comma.
    """
    if len(text) > LONGEST_TEXT:
        return candidates
    named = [one for one in candidates if one is not None and " " in one.person]
    turned = {one.person: _turned(one.person) for one in named}
    if not any(name in text for name in turned.values()) or any(text.count(name) > 1 for name in turned):
        return candidates
    return [
        replace(one, person=turned.get(one.person, one.person)) if one is not None else None
        for one in candidates
    ]


def _turned(name: str) -> str:
    surname, _, given = name.partition(" ")
    return f"{given} {surname}"


def _abroad(candidate: Candidate | None) -> Candidate | None:
    """Read "Lib" as Liberal where there are no Liberal Democrats."""
    if candidate is None or _liberal_text(candidate) not in ("lib", "l"):
        return candidate
    return replace(candidate, party="Liberal")


def _with_seat_of_above(candidates: Sequence[Candidate | None]) -> list[Candidate | None]:
    """Give the rows of a table without a seat the seat of the row above."""
    kept: list[Candidate | None] = []
    seat = ""
    for candidate in candidates:
        if candidate is not None and not candidate.row.is_runner_up:
            seat = candidate.seat or seat
        kept.append(replace(candidate, seat=seat) if candidate is not None and seat else candidate)
    return kept


def _with_full_party(candidate: Candidate | None, lexicon: Lexicon) -> Candidate | None:
    if candidate is None or candidate.is_known_party or not candidate.party:
        return candidate
    party = lexicon.party_shortened(candidate.party)
    return replace(candidate, party=party, is_known_party=True) if party else candidate


def _apart_from_liberal_democrats(
    candidates: list[Candidate | None], lexicon: Lexicon
) -> list[Candidate | None]:
    """Read "Lib" as Liberal Democrat, but as the Liberal Party beside a "Lib Dem" or "LD" in one list."""
    texts = [_liberal_text(c) for c in candidates]
    if "lib" not in texts or not any(text not in ("", "lib") for text in texts):
        return candidates
    liberal = lexicon.party_of("Liberal Party")
    return [
        replace(candidate, party=liberal)
        if candidate is not None and text == "lib" and liberal
        else candidate
        for candidate, text in zip(candidates, texts, strict=True)
    ]


def _liberal_text(candidate: Candidate | None) -> str:
    if candidate is None or candidate.party != "Liberal Democrats":
        return ""
    texts = [cell.text for cell in candidate.row.parties if cell.value == candidate.party]
    return texts[0].lower().strip(" .") if texts else ""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the rows of a run are written.

    Attributes:
        columns: What the header row says of the columns.
        surname_first: "Brown, Jilleane".
        capitals_first: "BROWN Jilleane".
        party_is_last: The party stands after the name.
        opener: The separator before the party.
    """

    columns: Mapping[int, str]
    surname_first: bool
    capitals_first: bool
    party_is_last: bool
    opener: str


def _capitals_first(rows: Sequence[Row]) -> bool:
    opening = sum(any(has_surname_first(cell.text) for cell in row.others) for row in rows)
    return opening > 1 and 2 * opening > len(rows)


def _surname_first(rows: Sequence[Row]) -> bool:
    """Tell whether "Brown, Jilleane" is how this run writes names: at least half of the known rows."""
    pairs = [row for row in rows if row.parties and _comma_pair([c for c in row.others if c.kind != "seat"])]
    return bool(pairs) and 2 * len(pairs) >= len([row for row in rows if row.parties])


def _comma_pair(texts: Sequence[Cell]) -> bool:
    return (
        len(texts) == 2
        and texts[1].opener == ","
        and is_name_like(texts[0].text)
        and is_name_like(strip_titles(texts[1].text) or "x")
        and (is_capital_surname(texts[0].text) or len(texts[0].text.split()) <= 2)
    )


def _bracket_pair(texts: Sequence[Cell]) -> bool:
    """Tell whether two texts are a surname in capitals and given names in brackets: "OWEN (Sarah)"."""
    if len(texts) != 2 or texts[1].opener != "(" or not is_capital_surname(texts[0].text):
        return False
    return is_name_like(texts[1].text) and not is_capital_surname(texts[1].text)


def _party_is_last(rows: Sequence[Row]) -> bool:
    last = first = 0
    for row in rows:
        if row.parties and row.others:
            if row.parties[0].start > row.others[0].start:
                last += 1
            else:
                first += 1
    return last >= first


def _party_opener(rows: Sequence[Row]) -> str:
    openers = Counter(row.parties[0].opener for row in rows if row.parties and row.others)
    return openers.most_common(1)[0][0] if openers else ""


def _resolve(row: Row, lexicon: Lexicon, election: str, habits: _Habits) -> Candidate | None:
    headed = {habits.columns.get(cell.column, ""): cell for cell in row.texts}
    if "surname" in headed and "forename" in headed:
        surname, forename = headed["surname"], headed["forename"]
        party = headed.get("party") or next((c for c in row.texts if c.kind == "party"), None)
        return _candidate(row, person_name(forename.text, surname.text), party)
    seat = ""
    party, others = _chosen_party(row, habits)
    is_surname = len(others) > 1 and is_capital_surname(others[0].text) and _comma_pair(others)
    if len(others) > 1 and not (habits.surname_first and is_surname):
        seat, others = _without_seat(others, lexicon, election)
    if party is None and len(others) > 1:
        party, others = _unknown_party(others, habits)
        if party is not None and _DESCRIPTION.match(party.text):
            party = None
    person = _person(others, habits)
    if not person or lexicon.seat_of(person, election):
        return None
    if party is None and row.outcome:
        words = [word for word, _, _ in words_of(row.outcome)]
        names = (lexicon.party_of_words(words[:end]) for end in range(len(words), 0, -1))
        return Candidate(row, person, next(filter(None, names), ""), seat=seat)
    return replace(_candidate(row, person, party), seat=seat)


def _chosen_party(row: Row, habits: _Habits) -> tuple[Cell | None, list[Cell]]:
    """Take one cell as the party; a name such as "Christian" or "GREEN" may name one too."""
    parties, others = list(row.parties), list(row.others)
    if len(parties) < 2:
        return (parties[0] if parties else None), others
    at_place = [cell for cell in parties if cell.opener == habits.opener] or parties
    chosen = at_place[-1] if habits.party_is_last else at_place[0]
    if any(is_name_like(strip_titles(cell.text) or "0", least=2) for cell in others):
        return parties[0], others
    return chosen, [cell for cell in row.texts if cell is not chosen]


def _candidate(row: Row, person: str, party: Cell | None) -> Candidate:
    if party is None:
        return Candidate(row, person, "")
    known = isinstance(party.value, str) and bool(party.value)
    return Candidate(row, person, str(party.value) if known else party.text, is_known_party=known)


def _without_seat(others: list[Cell], lexicon: Lexicon, election: str) -> tuple[str, list[Cell]]:
    for at, cell in enumerate(others):
        name = cell.text if cell.kind == "seat" else lexicon.seat_of(cell.text, election)
        rest = others[:at] + others[at + 1 :]
        is_headed = cell.kind == "seat" and (_comma_pair(rest) or _bracket_pair(rest))
        if name and (is_headed or any(is_name_like(other.text, least=2) for other in rest)):
            return lexicon.seat_of(name, election) or name, rest
    return "", others


def _unknown_party(others: list[Cell], habits: _Habits) -> tuple[Cell | None, list[Cell]]:
    """Take the text that stands where the run's other rows have their party."""
    if habits.surname_first and len(others) == 2 and _comma_pair(others):
        return None, others
    names = 2 if habits.surname_first and _comma_pair(others[:2]) else 1
    if habits.opener == "(":
        bracketed = [at for at, cell in enumerate(others) if at and cell.opener == "("]
        if bracketed:
            return _joined(others[bracketed[0] :]), others[: bracketed[0]]
    if habits.party_is_last:
        return _joined(others[names:]), others[:names]
    return _joined(others[:-1]), others[-1:]


def _joined(cells: Sequence[Cell]) -> Cell:
    """Join the parts of a party's name: "Putting Crewe First, Independent Residents Group"."""
    text = cells[0].text
    for cell in cells[1:]:
        text += f" ({cell.text})" if cell.opener == "(" else f", {cell.text}"
    return replace(cells[0], text=text, end=cells[-1].end)


def _person(others: list[Cell], habits: _Habits) -> str:
    if not others:
        return ""
    if len(others) == 1:
        text = strip_titles(others[0].text)
        return person_name(text, surnames_first=habits.capitals_first) if is_name_like(text) else ""
    first, second = others[0], others[1]
    if len(others) == 2 and all(is_name_like(strip_titles(cell.text) or "x") for cell in others):
        words = [word for word, _, _ in words_of(second.text)]
        if not strip_titles(second.text) or (len(second.text) > 1 and is_noise(words)):
            return person_name(first.text)
        if second.opener == "," and (habits.surname_first or is_capital_surname(first.text)):
            return person_name(second.text, first.text)
        if _bracket_pair(others):
            return person_name(second.text, first.text)
        if second.opener == "|" and is_capital_surname(first.text) and not is_capital_surname(second.text):
            return person_name(second.text, first.text)
        if second.opener == "|" and is_capital_surname(second.text) and not is_capital_surname(first.text):
            return person_name(first.text, second.text)
    if habits.surname_first and _comma_pair(others[:2]):
        return person_name(second.text, first.text)
    at_place = first if habits.party_is_last else others[-1]
    if is_name_like(strip_titles(at_place.text) or "0", least=2):
        return person_name(at_place.text, surnames_first=habits.capitals_first)
    return ""


def parties_repeat(candidates: Sequence[Candidate], *, often: bool) -> bool:
    """Tell whether a list has too many of one party to be that of one seat."""
    parties = [c.party for c in candidates if c.party and c.is_known_party and not c.seat and not c.row.year]
    repeated = len(parties) - len(set(parties)) - max(0, parties.count("Independent") - 1)
    return repeated * (2 if often else 4) >= len(candidates) > 1 and repeated > 0


def all_have_majorities(people: Sequence[Candidate]) -> bool:
    """Tell whether each has the majority of a seat, which only its winner has."""
    return all(one.seat and one.row.majority is not None for one in people)


def has_one_for_each_seat(people: Sequence[Candidate]) -> bool:
    """Tell whether a list names several seats and one person for each."""
    seats = {candidate.seat for candidate in people}
    return len(people) > 1 and "" not in seats and len(seats) == len(people)


def with_victor(candidates: list[Candidate | None], victor: str) -> list[Candidate | None]:
    """Give the first name after "LAB GAIN Bedford:" the party that won, if it has none of its own."""
    first = candidates[0] if candidates else None
    if first is None or first.party:
        return candidates
    counts = [c.row.votes for c in candidates if c is not None and c.row.votes is not None]
    if first.row.votes is None or first.row.votes < max(counts):
        return candidates
    return [replace(first, party=victor, is_known_party=True, is_victor=True), *candidates[1:]]
