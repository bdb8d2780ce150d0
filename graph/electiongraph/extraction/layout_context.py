"""Which seat a run of candidates belongs to when no heading of a known seat stands open above it.

Extraction stage, below `layout`. In come a run and the lines around it, out goes a `Heading`: a name above
the run that no gazetteer knows, the seat of the introducing sentence, of the title, or the only seat of the
text.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from electiongraph.extraction.impossible import is_before_poll
from electiongraph.extraction.layout_abroad import heading_abroad, is_headline
from electiongraph.extraction.layout_cells import PICTOGRAPHS
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line, reads_as_prose
from electiongraph.extraction.layout_names import LONGEST_TEXT
from electiongraph.extraction.layout_notices import notice_heading
from electiongraph.extraction.layout_offices import OfficeAreas, seats_fought
from electiongraph.extraction.layout_passages import (
    SeatMention,
    are_told_of,
    find_seats,
    is_named_in_passing,
    seat_of_passage,
    sentences_of,
)
from electiongraph.extraction.layout_runs import Run
from electiongraph.extraction.layout_sections import (
    CREDIT,
    Heading,
    election_in,
    read_heading,
    says_seats_to_fill,
)
from electiongraph.extraction.layout_statements import Statement
from electiongraph.extraction.polling_days import BY_ELECTION, GENERAL, LOCAL, kind_of
from electiongraph.sources.dates import find_date
from electiongraph.sources.document import Document

__all__ = ["SeatFinder"]

_EDGES = re.compile(rf"^[\s:.(!{PICTOGRAPHS}–—-]+|[\s:.(!{PICTOGRAPHS}–—-]+$")
_LINES_ABOVE = 6
_OPENING_LINES = 6
_TELLS_RESULT = re.compile(
    r"\b(?:gain|hold|win|lose|take|seize|keep|retain|oust|result|elect|declar|out at|out in|defeat|beat)",
    re.IGNORECASE,
)
_NO_HEADLINE = re.compile(
    r"^by\b|\||\b(?:live|news|times|post|gazette|express|chronicle|reporter)$", re.IGNORECASE
)
# What calls itself an area may be one that nobody lists, and so may each heading of a report on wards.
_SAYS_AREA = re.compile(r"\b(?:wards?|divisions?|constituency|electorate|riding)\b", re.IGNORECASE)
# "Ward" is a surname as well.
_OF_WARDS = re.compile(r"\b(?:wards?|Wards|WARDS?)\b|\b(?i:divisions?|council elections?)\b")
_DECLARED = re.compile(r"\bduly (?:and properly )?(?:re-?)?elected\b")
_LONGEST_LABEL = 200
_VOTES = re.compile(r"\d,\d{3}\b")
_PLAIN = 2
_NAMED = -2
# "... and lives near Yeovil": where somebody is from, not what the list below is of.
_OF_HOME = re.compile(
    r"\b(?:(?:lives?|lived|born|raised|grew up|educated|farms|works)(?: [a-z]+){0,3}"
    r" (?:in|at|near)|near) (?:the )?$"
)


class SeatFinder:
    """Looks for a run's seat around it."""

    def __init__(self, document: Document, lexicon: Lexicon, lines: Sequence[Line], election: str) -> None:
        self.document = document
        self.lexicon = lexicon
        self.lines = lines
        self.election = election
        self._areas = OfficeAreas(document, lexicon.gazetteers, lines, election)
        self._everywhere: set[str] | None = None
        self._subject: str | None = None

    def heading_above(
        self, run: Run, place: object, heading_line: int, last_list: int
    ) -> tuple[int, Heading] | None:
        """Return the label just above or within a run that names its seat, with its line's number.

        Args:
            run: The run.
            place: The open section's place, None when none is open.
            heading_line: Number of the open section's heading.
            last_list: Number of the last line of the list before.
        """
        if run.lead:
            lead = self._heading_of_lead(run)
            if lead is not None:
                return run.first, lead
        if place is None:
            notice = notice_heading(self.lines, run.first, self.lexicon, self.election)
            if notice is not None:
                return run.first - 1, notice
        number = run.first - 1
        while number >= 0 and number > heading_line and self._is_between(self.lines[number]):
            number -= 1
        if number <= last_list or (place is not None and number <= heading_line):
            return None
        line = self.lines[number]
        if line.kind == "time" or (
            line.row is not None and (line.row.is_candidate_like or line.row.has_figure)
        ):
            return None
        if line.text.endswith(":"):
            found = self._of_introduction(line.text, is_open=place is not None and last_list <= heading_line)
            if found is not None:
                return number, found
        if line.is_prose or (place is not None and number == heading_line + 1):
            return None
        heading = self._heading_of_label(line.text)
        if heading is None or (len(run.rows) < 2 and not run.rows[0].elected):
            return None
        # "Constituency in London", below the heading of Kensington
        if (
            place is not None
            and not heading.is_known
            and last_list <= heading_line
            and self._knows_all_seats()
        ):
            return None
        return number, heading

    def _is_between(self, line: Line) -> bool:
        told = line.statement is not None or line.is_label or bool(line.header) or line.earlier is not None
        return told or CREDIT.match(line.text) is not None

    def _heading_of_lead(self, run: Run) -> Heading | None:
        """Read the label right before a run-on list: "... on the night. Result in Luton North: "."""
        lead = _EDGES.sub("", run.lead)
        if not lead:
            return None
        label = list(sentences_of(lead))[-1]
        for shown in dict.fromkeys((lead, label)):
            heading = read_heading(shown, self.lexicon, self.election)
            if heading is not None:
                return heading
        if reads_as_prose(lead) or label != lead or _VOTES.search(lead):
            return None
        found = self._sentence_heading(run.lead)
        return found or self._heading_of_label(lead)

    def _heading_of_label(self, text: str) -> Heading | None:
        """Read a label as the heading of a seat; of a seat in no gazetteer, where not all seats are known.

        At a general election all are: a label that comes near one is that seat misspelt, and any other
        ("Jump to: 2019") is none. So it is below a headline that names the one seat of an older election.
        """
        heading = read_heading(text, self.lexicon, self.election, unknown=True)
        if heading is None or heading.is_known:
            return heading
        if is_headline(text) and not says_seats_to_fill(text):
            return None
        if not self._knows_all_seats():
            return heading
        if says_seats_to_fill(text):
            return heading
        if area := _SAYS_AREA.search(text):
            # "Constituency in London", below the headline "Kensington"
            return None if area.group().lower() == "constituency" and self.subject() else heading
        named = self.lexicon.gazetteers.nearest_seat(heading.seat, self.election)
        return replace(heading, seat=named.name, is_known=True) if named else None

    def _knows_all_seats(self) -> bool:
        first = self.lexicon.gazetteers.general_elections()[0].date
        is_listed = self.election[:10] >= first or bool(self.subject())
        is_general = kind_of(self.election) in (GENERAL, BY_ELECTION) and not _OF_WARDS.search(
            self.document.text
        )
        return is_listed and is_general

    def has_sentences(self, lead: str) -> bool:
        """Tell whether the text before a run-on list is more than its label."""
        return len(list(sentences_of(lead.strip()))) > 1

    def passage_heading(
        self, run: Run, since: int, kept_seat: str, *, is_only: bool = False
    ) -> Heading | None:
        """Return the seat that the sentences before a run are about, in its own line or above.

        Args:
            run: The run.
            since: Number of the line that ends what came before: a heading, another list.
            kept_seat: Seat of a heading that still waits for its list, "" when there is none; only
                the run's own line may then name another.
            is_only: Whether the document has no other list.
        """
        if declared := self._seat_declared(run):
            return Heading(declared, True, Statement(), "")
        is_alone = not (run.lead or kept_seat)
        abroad = heading_abroad(run, self.lines, self.lexicon, self.election) if is_alone else None
        if abroad is not None:
            return abroad
        lead = run.lead.strip()
        if not lead and (after := self._seat_after(run)):
            return Heading(after, True, Statement(), "")
        if kept_seat:
            named = {found.name for found in find_seats(lead, self.lexicon, self.election)}
            if not named or kept_seat in named:
                return None
        headline = "" if lead or kept_seat else self._seat_of_headline(run, since)
        if headline:
            return Heading(headline, True, Statement(), "")
        paragraphs = [] if kept_seat else self._paragraphs_above(run, since)
        surnames = {word for row in run.rows for cell in row.others for word in cell.text.split()[-1:]}
        least = _PLAIN if kept_seat else _NAMED
        seat = seat_of_passage([*paragraphs, lead], surnames, self.lexicon, self.election, least=least)
        # A list within a paragraph goes on about the passage, whatever the headline's seat is, but for a
        # by-election's: others are named there beside it.
        is_subjects = is_only if not lead else bool(self._fought_seat()) and not self._names(lead)
        subject = self.subject() if is_subjects and not kept_seat else ""
        is_introduced = run.first > 0 and not self.lines[run.first - 1].is_label
        told = paragraphs if is_introduced else ()
        if subject and subject != seat and not are_told_of(surnames, seat, told, self.lexicon, self.election):
            seat = subject
        if not seat:
            return None
        label = list(sentences_of(lead))[-1] if lead else ""
        date = election_in(label, self.lexicon, self.election, ()) if len(label) < _LONGEST_LABEL else ""
        return Heading(seat, True, Statement(), date)

    def _is_of_this_poll(self, run: Run, heading: Heading) -> bool:
        """Tell whether a run lists who stands at the document's poll, or what they polled at it."""
        if len(run.rows) < 2 or any(row.year for row in run.rows):
            return False
        if all(row.votes is None and row.share is None for row in run.rows):
            return is_before_poll(self.document, self.election)
        return heading.election in ("", self.election) and not is_before_poll(self.document, self.election)

    def _is_polled(self, name: str) -> bool:
        known = self.lexicon.gazetteers.seats_named(name)
        wanted = self.lexicon.gazetteers.boundary_set_on(self.election)
        return not known or any(one.boundary_set == wanted for one in known)

    def of_this_poll(self, run: Run, heading: Heading | None) -> Heading | None:
        """Return the heading of a run; a list of the document's election is of a seat that was polled at it.

        Where the passage above was of an abolished seat, that is the document's subject, else the seat of
        those polled that it names most.
        """
        if heading is None or self._is_polled(heading.seat) or not self._is_of_this_poll(run, heading):
            return heading
        told = Counter(found.name for found in self._mentions() if self._is_polled(found.name)).most_common(2)
        most = told[0][0] if told and (len(told) == 1 or told[0][1] > told[1][1]) else ""
        subject = self.subject() if self._is_polled(self.subject()) else ""
        seat = subject or most
        return Heading(seat, True, Statement(), self.election) if seat else heading

    def _seat_declared(self, run: Run) -> str:
        """Return the seat for which the words just after a run declare somebody elected, "" for none."""
        below = [line.text for line in self.lines[run.last + 1 : run.last + 3] if line.is_prose]
        for sentence in sentences_of(" ".join([run.tail, *below])):
            if _DECLARED.search(sentence):
                named = {found.name for found in find_seats(sentence, self.lexicon, self.election)}
                return named.pop() if len(named) == 1 else ""
        return ""

    def _seat_after(self, run: Run) -> str:
        """Return the one seat that a sentence names which a list opens: "Jo White 9,870: that was Hexham"."""
        sentence = next(iter(sentences_of(run.tail))) if run.tail.strip(" .") else ""
        names = self._names(sentence)
        in_passing = is_named_in_passing(sentence, self.lexicon, self.election)
        return names[0] if len(names) == 1 and not in_passing else ""

    def subject(self) -> str:
        """Return the one seat that a document is about: the by-election's, or its headline's; "" for none.

        A report on one seat names others for comparison, as neighbours, or as somebody's former seat.
        """
        if self._subject is None:
            opening = [line.text for line in self.lines[:_OPENING_LINES]]
            headlines = itertools.takewhile(lambda text: not text.endswith("."), opening)
            told = {name for line in [self.document.title, *headlines] for name in self._names(line)}
            self._subject = self._fought_seat() or (told.pop() if len(told) == 1 else "")
        return self._subject

    def of_title(self) -> str:
        """Return the only seat that the title names, "" for none."""
        named = set(self._names(self.document.title))
        return named.pop() if len(named) == 1 else ""

    def _mentions(self) -> Iterator[SeatMention]:
        text = self.document.text
        return find_seats(text, self.lexicon, self.election) if len(text) < LONGEST_TEXT else iter(())

    def _seat_of_headline(self, run: Run, since: int) -> str:
        """Return the only seat of a headline just above a run, with at most a time or such between them."""
        for number in range(run.first - 1, max(since, run.first - 3), -1):
            line = self.lines[number]
            if line.is_prose:
                return ""
            names = self._names(line.text)
            if names:
                told = line.kind == "heading" and _TELLS_RESULT.search(line.text)
                return names[0] if len(names) == 1 and told else ""
        return ""

    def _paragraphs_above(self, run: Run, since: int) -> list[str]:
        paragraphs: list[str] = []
        for number in range(run.first - 1, max(since, run.first - 1 - _LINES_ABOVE), -1):
            line = self.lines[number]
            if line.kind == "time" or line.heading is not None or line.row is not None:
                break
            paragraphs.insert(0, line.text)
        return paragraphs

    def heading_around(self, run: Run) -> Heading | None:
        """Return the seat of a sentence above the run, of the title or of the whole text."""
        area = self._areas.above(run.first)
        if area:
            return Heading(area, False, Statement(), "")
        found = self._of_lines_above(run)
        if found is not None:
            return found
        fought = self._fought_seat()
        if fought:
            return Heading(fought, True, Statement(), "")
        for title in [self.document.title, *self._opening_lines()]:
            found = self._sentence_heading(title)
            if found is not None:
                return found
        # A constituency that a report on councils names is not what they elect.
        everywhere = self.all_names() if kind_of(self.election) != LOCAL else set()
        return Heading(everywhere.pop(), True, Statement(), "") if len(everywhere) == 1 else None

    def of_table(self, number: int) -> str:
        """Return the one seat that the title of a table of members names, "" when it has none.

        Args:
            number: Of one of the table's rows.
        """
        while number > 0 and self.lines[number].kind == self.lines[number - 1].kind == "row":
            number -= 1
        while number > 0 and len(self.lines[number].columns) > 1:
            number -= 1
        title = self.lines[number]
        names = [] if title.is_prose or title.kind == "row" else self._names(title.text)
        return names[0] if len(names) == 1 else ""

    def all_names(self) -> set[str]:
        """Return the seats that the document names anywhere; none are looked for in a very long one."""
        if self._everywhere is None:
            self._everywhere = {found.name for found in self._mentions()}
        return set(self._everywhere)

    def _of_lines_above(self, run: Run) -> Heading | None:
        """Return the seat of the nearest line above that names but one, within the run's own story."""
        for number in range(run.first - 1, max(-1, run.first - 1 - _LINES_ABOVE), -1):
            line = self.lines[number]
            names = self._names(line.text)
            if len(names) == 1 and line.is_prose and _OF_HOME.search(line.text.partition(names[0])[0]):
                continue
            if len(names) == 1:
                return self._sentence_heading(line.text)
            if names or line.kind in ("time", "heading"):
                return None
        return None

    def _opening_lines(self) -> Iterator[str]:
        """Give the lines before the first sentence: headlines, and the names of paper and author."""
        for line in self.lines[:_OPENING_LINES]:
            if line.is_prose or (line.kind == "time" and not find_date(line.text)):
                return
            if not _NO_HEADLINE.search(line.text):
                yield line.text

    def _fought_seat(self) -> str:
        """Return the seat of the by-election that the document reports on, "" when it is none."""
        fought = seats_fought(self.election, self.lexicon.gazetteers)
        told = [name for name in self._names(self.document.text) if name in fought] if fought else []
        return told[0] if len(told) == 1 else ""

    def _sentence_heading(self, text: str) -> Heading | None:
        names = self._names(text)
        if len(names) != 1:
            return None
        date = (
            election_in(list(sentences_of(text))[-1], self.lexicon, self.election, ())
            if len(text) < _LONGEST_LABEL
            else ""
        )
        return Heading(names[0], True, Statement(), date)

    def _of_introduction(self, text: str, *, is_open: bool) -> Heading | None:
        """Return the seat that the end of a line introduces: "A recount in Hexham. Now Stockton South:".

        Below a heading that still waits for its list, what a long sentence names in passing is not its seat.
        """
        sentence = list(sentences_of(text))[-1]
        found = self._sentence_heading(sentence)
        if found is not None and is_open and is_named_in_passing(sentence, self.lexicon, self.election):
            return None
        return found or (None if is_open else self._sentence_heading(text))

    def _names(self, text: str) -> list[str]:
        """Return the seats that a text names, each once, in text order."""
        return list(dict.fromkeys(found.name for found in find_seats(text, self.lexicon, self.election)))
