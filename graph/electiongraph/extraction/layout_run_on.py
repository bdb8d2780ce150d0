"""Lists that run on within a paragraph: "Result: Jane Smith (Lab) 12,345; John Brown (C) 11,222".

Extraction stage, below `layout`. In comes a line, out go `Run`s of rows, each with the text before and after
it, for sentences may stand on both sides.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from electiongraph.extraction.layout_cells import PICTOGRAPHS, Cell, read_cells
from electiongraph.extraction.layout_lexicon import Lexicon
from electiongraph.extraction.layout_lines import Line
from electiongraph.extraction.layout_names import is_name_like, strip_titles
from electiongraph.extraction.layout_passages import sentences_of
from electiongraph.extraction.layout_pieces import WAYS_TO_CUT, cut_after_brackets
from electiongraph.extraction.layout_rows import Row, read_row

__all__ = ["Run", "find_run_ons", "may_be_name"]

# "Ann Smith took 25,291 for Labour, Bob Jones 17,865 for the Greens": the party before a name is another's.
_IS_FOR_PARTY = re.compile(r"\d (?:votes )?for (?:the )?[A-Z][^\d:;.]{3,60}\d[\d,.]*$")
_LARGE = re.compile(r"\d[\d,.]*\d")
_THREE_PAIRS = re.compile(r"(?:[A-Z][^\d]{5,70}\d[\d,]{1,7}[^A-Z]{0,14}){3}")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BRACKETED = re.compile(
    r"(?:[:–—-] |\b(?:[Cc]andidates|[Ss]tanding) )[^()]{4,60}\([^()]+\)(?:[^()]{2,60}\([^()]+\)){2}"
)
_STANDS = re.compile(r"\b(?:candidates|standing|ballot|nominated|contesting|fighting)\b", re.IGNORECASE)
_STANDING = re.compile(
    r"\b(?:candidates?|standing|ballot|nominat\w+|contesting|contenders?|hopefuls?|line-?up|on offer|"
    r"to choose from|fighting|the field|in the running)\b[^.:!?]{0,60}(?:[:–—-]|\?)?$",
    re.IGNORECASE,
)
_SEAT_FIGURES = re.compile(r"\b(?:maj|majority|turnout|turn-out|electorate)\b", re.IGNORECASE)
_ENDS_WITH_YEAR = re.compile(r"\b(?:19|20)\d\d$")
# "In 2015 the figures were ..." is about another list as well.
_OTHER_FIGURES = re.compile(
    rf"{_SEAT_FIGURES.pattern}|\b[Ii]n (?:19|20)\d\d\b|\b(?:19|20)\d\d(?: results?)?:|\b[Ll]ast time\b",
    re.IGNORECASE,
)
# "Ellison was defending a majority of 7,938": no votes of hers.
_TELLS_MARGIN = re.compile(
    r"\b(?:defend(?:s|ed|ing)|(?:majority|lead|margin|cushion|advantage) of) "
    r"|\bwas [\d,]+ (?:votes )?(?:behind|adrift|short|back|ahead|clear)\b"
)
_AFTER_FIGURE = 12
_OPENS_FIGURES = re.compile(
    r"\W*(?:[A-Z][\w'’-]* ){0,2}(?:maj|majority|turn-?out|t/o|electorate)\b", re.IGNORECASE
)
_LEAD_END = re.compile(
    rf"[:!?–—-]\s+|\b(?:are|were|included?|includes)\s+(?=[A-Z])|"
    rf"(?:(?<!\b[A-Z])|(?<=FROM [A-Z])|(?<=from [A-Z]))\.\s+|\((?=[A-Za-z ]{{0,30}}:)|[{PICTOGRAPHS}]+\s*"
)
_SMALL_WORDS_TEXT = """
    of the and for & de van von der den del di da du la le ap ab bin al y
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
_LONGEST_PIECE = 120
_ENDS_LEAD = re.compile(rf"[:.–—\-!?)({PICTOGRAPHS}]$|\b(?:are|were|includes?|included)$")
_ELECTED_LABEL = re.compile(
    r"\W*(?:the |those )?(?:duly )?(?:elected|returned|winners)(?: (?:are|were))?"
    r"(?: (?:at|on) (?:the )?(?:first )?(?:stage|count)(?: \d+)?)?\s*[:–—-]",
    re.I,
)
_BEAT = re.compile(
    r"[\s)]*[,–—-]?\s*(?:who )?"
    r"(?:beats?|beating|defeat(?:s|ed|ing)|sees? off|saw off|oust(?:s|ed)|unseat(?:s|ed))\b"
)
_OUTCOME = re.compile(r"\b(?:gain|hold|win)s?\b", re.IGNORECASE)
_LOWER_WORD = re.compile(r"\b[a-z]{2,}")
_LONGEST_LABEL = 90
_SHORTEST_LIST = 30
_MOST_STARTS = 8
_LEAD_EDGES = " :;,–—-.("


@dataclass(slots=True)
class Run:
    """Rows that stand together.

    Attributes:
        first: Number of its first line.
        last: Number of its last line.
        rows: The rows, in text order.
        form: "lines", "cards" or "run-on".
        columns: What the header row says of the columns.
        lead: Text before a run-on list, in the same line.
        tail: Text after it.
        victor: The party that the label in its line says has won.
        winners: True when a header says that the persons are the elected.
    """

    first: int
    last: int
    rows: list[Row]
    form: str = "lines"
    columns: dict[int, str] = field(default_factory=dict)
    lead: str = ""
    tail: str = ""
    winners: bool = False
    victor: str = ""

    @property
    def lead_span(self) -> tuple[int, int]:
        """Return where the words before its first row stand, without marks at their edges."""
        end = self.rows[0].start - len(self.lead) + len(self.lead.rstrip(_LEAD_EDGES))
        return end - len(self.lead.strip(_LEAD_EDGES)), end

    @property
    def has_votes(self) -> bool:
        """Tell whether any row has a count of votes."""
        return any(row.votes is not None or row.broken_votes is not None for row in self.rows)

    def is_ahead_of(self, election: str, published: str) -> bool:
        """Tell whether shares without votes were published before the polling day that they are of."""
        if not published or published[:10] >= election[:10] or self.has_votes:
            return False
        return any(row.share is not None for row in self.rows)


# A few candidates in a sentence with verbs are prose: "Ann Hall came third with 7,828, Bo Lund fourth".
FEWEST_TOLD = 4
_TOLD = re.compile(
    r"\b(?:came|polled|finished|trailed|took|got|received|secured|managed|attracted|followed|third|fourth|fifth)\b"
    r"[^;]{0,30}?\d"
)


def find_run_ons(text: str, number: int, line: Line, lexicon: Lexicon) -> list[Run]:
    """Find the lists that run on in one line, each with the text between it and its neighbours.

    Args:
        text: The document's text.
        number: The line's number.
        line: The line.
        lexicon: The gazetteers.

    Returns:
        Runs in text order; empty when the line holds no such list.
    """
    if line.kind == "time" or (len(line.columns) > 3 and not _has_candidates_beside(line)):
        return []
    runs: list[Run] = []
    reader = _Reader(text, number, line, lexicon)
    start = 0
    while _may_hold_list(text, line, start):
        run = reader.best_run(start)
        if run is None:
            break
        runs.append(run)
        start = len(line.text) - len(run.tail)
    return runs


def _has_candidates_beside(line: Line) -> bool:
    """Tell whether a row's cells are whole candidates: "8,476 Jo White (Lab) | 2,708 Al Grey (C)"."""
    shown = (line.text[max(0, left - line.start) : right - line.start] for left, right in line.columns)
    return sum(bool(_LARGE.search(cell)) and bool(_LETTERS.search(cell)) for cell in shown) > 2


def _says_who_stands(text: str, line: Line) -> bool:
    """Tell whether the end of what stands above a line says that a list is of those who stand."""
    return _STANDS.search(text, max(0, line.start - _LONGEST_LABEL), line.start) is not None


def _may_hold_list(text: str, line: Line, start: int) -> bool:
    """Tell cheaply whether the rest of a line can hold two or more candidates."""
    shown = line.text
    if not start and _ELECTED_LABEL.match(shown) and shown.count("(") > 1:
        return True
    if start and len(shown) - start < _SHORTEST_LIST:
        return False
    figures = itertools.islice(_LARGE.finditer(shown, start), 2)
    if len(list(figures)) < 2 and not _BRACKETED.search(shown, start):
        if shown.count(";", start) < 2:
            return False
        return bool(_STANDS.search(shown, start) or _says_who_stands(text, line))
    if start > 0 or line.row is None or len(line.row.parties) > 1 or ";" in shown:
        return True
    return _OUTCOME.search(shown) is not None or _THREE_PAIRS.search(shown) is not None


class _Reader:
    """Reads the lists of one line; each piece is read once."""

    def __init__(self, text: str, number: int, line: Line, lexicon: Lexicon) -> None:
        self.text = text
        self.number = number
        self.line = line
        self.lexicon = lexicon
        self.rows: dict[tuple[int, int], Row | None] = {}

    def best_run(self, start: int) -> Run | None:
        """Return the first list after a place in the line, read in the way that finds most candidates."""
        best: Run | None = None
        best_cut: object = None
        shown = self.line.text
        for cut in WAYS_TO_CUT:
            by_brackets = cut is cut_after_brackets
            if best is not None and by_brackets:
                break
            pieces = cut(shown, start, self.lexicon)
            first = next((at for at in range(1, len(pieces)) if self._row(*pieces[at]) is not None), 0)
            if not first:
                continue
            bodies = [body for piece in pieces[max(0, first - 3) : first] for body in _bodies(shown, *piece)]
            for body in bodies:
                run = self._run_of(cut(shown, body, self.lexicon), start)
                if run is not None and by_brackets and any(row.has_figure for row in run.rows):
                    continue
                if run is None or (
                    best is not None and not self._is_better(run, best, is_cut_alike=cut is best_cut)
                ):
                    continue
                best, best_cut = run, cut
        return best

    def _is_better(self, run: Run, best: Run, *, is_cut_alike: bool) -> bool:
        """Tell whether a run comes before another, or reads the same list better.

        Of readings cut in other ways one that begins later is better only if it leaves out a label.
        """
        if run.rows[-1].end <= best.rows[0].start:
            return True
        worth, least = _worth(run), _worth(best)
        left_out = self.text[best.rows[0].start : run.rows[0].start].strip(_LEAD_EDGES)
        is_label = is_cut_alike or self.text.startswith(": ", run.rows[0].start - 2)
        if not is_label or (left_out and self.lexicon.party_of(left_out)):
            worth, least = worth[:-1], least[:-1]
        return best.rows[-1].end > run.rows[0].start and worth > least

    def _row(self, left: int, right: int) -> Row | None:
        if (left, right) not in self.rows:
            at = self.line.start
            self.rows[left, right] = _piece_row(self.text, at + left, at + right, self.lexicon)
        return self.rows[left, right]

    def _run_of(self, pieces: Sequence[tuple[int, int]], start: int) -> Run | None:
        rows: list[Row] = []
        shown = self.line.text
        lead = tail = missed = 0
        for left, right in pieces:
            if rows and _OPENS_FIGURES.match(shown, left, right):
                break
            row = self._row(left, right)
            if row is None:
                missed += bool(rows)
                if missed > 2 or (rows and _OTHER_FIGURES.search(shown, left, right)):
                    break
                continue
            missed = 0
            if not rows:
                lead = row.start - self.line.start
            rows.append(row)
            tail = right
        if sum(_is_for_party(shown, row.end - self.line.start) for row in rows) > 1:
            return None
        before = shown[start:lead].rstrip()
        figured = sum(row.has_figure for row in rows)
        told = figured == len(rows) and _is_outcome_label(before)
        if len(rows) < 2 or (not told and sum(bool(row.parties) for row in rows) < 2):
            return None
        rest = shown[tail:].strip(" .;,)]")
        stands = bool(_STANDING.search(before) or (not before and _says_who_stands(self.text, self.line)))
        is_label = before.endswith(":") and not rest and len(list(sentences_of(before))) == 1
        winners = _ELECTED_LABEL.match(shown, start) is not None
        if figured < 2 and (figured or not (stands or is_label or winners)):
            return None
        if _BEAT.match(self.text, rows[0].end, rows[1].end):
            rows[0] = replace(rows[0], elected=True)
        if len(rows) < FEWEST_TOLD and any(
            _TOLD.search(shown, *piece) for piece in pieces if piece[1] <= tail
        ):
            return None
        if self.line.is_prose and before and not _ENDS_LEAD.search(before):
            return None
        return Run(
            self.number, self.number, rows, form="run-on",
            lead=shown[start:lead], tail=shown[tail:], winners=winners,
        )  # fmt: skip


def _is_outcome_label(before: str) -> bool:
    """Tell whether a list follows a label such as "LAB GAIN FROM CON, Bedford!"."""
    if len(before) > _LONGEST_LABEL or not _OUTCOME.search(before):
        return False
    return len(_LOWER_WORD.findall(before)) < 5 and before[-1:] != ","


def _worth(run: Run) -> tuple[int, ...]:
    """Rank readings: more candidates, figures, parties, names, fewer texts left over, a shorter first row."""
    rows = run.rows
    parties = sum(bool(row.parties) + row.has_figure for row in rows)
    named = sum(bool(row.others) for row in rows)
    # Figures of parties have no names: what stands before the first of them is a label.
    named = named if 2 * named > len(rows) else 0
    left_over = sum(max(0, len(row.others) - 1 - _has_surname_apart(row)) for row in rows)
    complete = sum(bool(row.others and row.parties) and row.has_figure for row in rows) if named else 0
    nameless = len(rows) - named if named else 0
    return complete, -nameless, len(rows), parties, named, -left_over, rows[0].start


def _is_for_party(shown: str, end: int) -> bool:
    """Tell whether "1,234 votes for the Greens 567" ends at an offset."""
    return _IS_FOR_PARTY.search(shown, max(0, end - _LONGEST_PIECE), end) is not None


def _has_surname_apart(row: Row) -> bool:
    """Tell whether the first two texts are a surname and given names: "Owen, Sarah", "Owen, S"."""
    return len(row.others) > 1 and row.others[1].opener == "," and " " not in row.others[0].text


def _bodies(shown: str, start: int, end: int) -> list[int]:
    """Return where the list may begin: at the start of its first piece or after a mark within it."""
    starts = [start]
    starts.extend(match.end() for match in _LEAD_END.finditer(shown, max(start, end - _LONGEST_PIECE), end))
    return [starts[0], *starts[1:][-_MOST_STARTS:]]


def _piece_row(text: str, start: int, end: int, lexicon: Lexicon) -> Row | None:
    while start < end and text[start] in " \t\n\u00a0,;:.•·|":
        start += 1
    if text.startswith(("- ", "– ", "— "), start, end):
        start += 2
    if text.startswith("and ", start, end):
        start += len("and ")
    while end > start and text[end - 1] in " \t\n\u00a0,;.|":
        end -= 1
    if text[end - 1 : end] == ")" and text.count("(", start, end) < text.count(")", start, end):
        end -= 1
    # A piece may be cut right behind its figure: "was 8,336 | behind on 19,122".
    margin = _TELLS_MARGIN.search(text, start, end + _AFTER_FIGURE)
    if end - start > _LONGEST_PIECE or start == end or (margin and margin.start() < end):
        return None
    cells = read_cells(text, start, ((start, end),), lexicon)
    row = read_row(cells, (start, end), lexicon) if cells else None
    if row is None or len(row.parties) > 1 or len(row.texts) > 3:
        return None
    if not row.parties and not (row.has_figure and len(row.others) < 3):
        return None
    # "Rochdale 2019: Tony Lloyd (Lab) 24,475"
    if not row.parties and _ENDS_WITH_YEAR.search(text, start, end):
        return None
    if row.parties and not row.others and row.has_figure:
        return None if _SEAT_FIGURES.search(text, start, end) else row
    if not any(may_be_name(cell) for cell in row.others) or len(row.others) > 2:
        return None
    return row if all(_has_capitals(cell) for cell in row.others) else None


def _has_capitals(cell: Cell) -> bool:
    return all(
        word[0].isupper() or word in _SMALL_WORDS or not word[0].isalpha() for word in cell.text.split()
    )


def may_be_name(cell: Cell) -> bool:
    """Tell whether a cell can be a person's name, titles aside."""
    return is_name_like(strip_titles(cell.text) or "0")
