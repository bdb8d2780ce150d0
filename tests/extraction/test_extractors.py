"""Extractors beside the rules: found, verified, counted and joined; a broken one stops nothing."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import electiongraph
from electiongraph.cli import commands
from electiongraph.errors import ExtractorError
from electiongraph.extraction import Fact, extract_facts, open_extractor, open_panel
from electiongraph.extraction.extractors import ENTRY_POINTS, extractor_names
from electiongraph.gazetteers import Gazetteers, load_gazetteers
from electiongraph.sources import Document, document_from_text

TEXT = "Labour's Sarah Owen held Luton North with 14,677 votes. Turnout in the seat: 51.9%."
DAY = "2024-07-04"
DOCUMENT = document_from_text(TEXT, published="2024-07-05", name="night.txt")
QUOTE = "Sarah Owen held Luton North with 14,677 votes"
LONG = f"{QUOTE}. Turnout in the seat: 51.9%"
VOTES = Fact("votes", QUOTE, 9, 54, "", DAY, "Sarah Owen", "Luton North", value=14677)
OTHER = Fact("voteShare", LONG, 9, 82, "share", DAY, "Sarah Owen", "Luton North", value=51.9)
WRONG = Fact("votes", QUOTE, 9, 54, "", DAY, "Sarah Owen", "Luton North", value=14767)


class Fake:
    """A plug-in's extractor, which gives the facts that it was made with."""

    name = "fake"

    def __init__(self, *facts: object) -> None:
        self.facts = facts
        self.read: list[str] = []

    def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
        self.read.append(document.name)
        return self.facts  # type: ignore[return-value]


class Other(Fake):
    name = "other"


class Failing(Fake):
    def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
        raise RuntimeError("out of\nmemory")


class Entry:
    def __init__(self, name: str, load: Callable[[], object]) -> None:
        self.name = name
        self.load = load


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(**factories: Callable[[], object]) -> None:
        entries = [Entry(name, load) for name, load in factories.items()]

        def entry_points(*, group: str, name: str | None = None) -> list[Entry]:
            assert group == ENTRY_POINTS
            return [one for one in entries if name in (None, one.name)]

        monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)

    return put


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, list(arguments))


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "night.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_package_offers_the_language_model_by_an_entry_point() -> None:
    assert extractor_names() == ("rules", "llm")


def test_the_factory_gets_what_stands_after_the_first_colon(install: Callable[..., None]) -> None:
    options = []

    def factory(option: str) -> Fake:
        options.append(option)
        return Fake()

    install(fake=lambda: factory)
    for text in ("fake:openai:gpt-4o", "fake"):
        open_extractor(text)
    assert options == ["openai:gpt-4o", ""]


def test_an_unknown_name_is_one_line_that_lists_what_there_is(
    install: Callable[..., None], night: Path
) -> None:
    install(fake=lambda: Fake, other=lambda: Fake)
    for command in (["extract"], ["build", "-o", "g.nq"]):
        result = run(*command, str(night), "--extractor", "nope:x")
        assert isinstance(result.exception, ExtractorError)
        told = str(result.exception)
        assert (
            "“nope”" in told and "rules, fake, other" in told and "pip install 'electiongraph[llm]'" in told
        )
        assert "\n" not in told
    assert not (night.parent / "g.nq").exists()


def test_facts_are_verified_signed_counted_and_joined_with_those_of_the_rules() -> None:
    fake = Fake(VOTES, WRONG, OTHER, "junk")
    panel = open_panel([fake, "rules"])
    facts = panel.extract(DOCUMENT, load_gazetteers())
    rules = extract_facts(DOCUMENT, load_gazetteers())
    assert [fact for fact in facts if not fact.rule.startswith("fake")] == list(rules)
    assert [(fact.predicate, fact.rule) for fact in facts if fact not in rules] == [
        ("voteShare", "fake:share")
    ]
    assert list(facts) == sorted(facts, key=lambda fact: (fact.start, fact.end))
    assert list(map(str, panel.reports)) == [
        "fake: 2 facts kept, 2 dropped: 1 not a fact record, 1 number not in the quote"
    ]


def test_without_the_rules_only_the_others_are_asked() -> None:
    [fact] = open_panel([Fake(VOTES)]).extract(DOCUMENT, load_gazetteers())
    assert (fact.predicate, fact.rule) == ("votes", "fake")


def test_an_extractor_that_calls_itself_rules_is_verified_all_the_same() -> None:
    liar = Fake(WRONG)
    liar.name = "rules"
    assert open_panel([liar]).extract(DOCUMENT, load_gazetteers()) == ()


def test_contradictory_facts_are_both_kept_and_disagree(night: Path) -> None:
    text = "Labour's Sarah Owen held Luton North with 14,677 votes. Owen had 14,767 at the recount."
    document = document_from_text(text, published="2024-07-05")
    again = Fact("votes", "Owen had 14,767", 56, 71, "", DAY, "Sarah Owen", "Luton North", value=14767)
    graph = electiongraph.build([document], extractors=["rules", Fake(again)])
    [both] = [one for one in graph.disagreements if one.kind == "TransposedDigits"]
    assert {claim.fact.value for claim in both.claims} == {14677, 14767}


def test_figures_of_all_extractors_are_held_against_each_other() -> None:
    people = {"Sarah Owen": 14677, "Jilleane Brown": 7167, "James Fletcher": 4666}
    listed = ", ".join(f"{person} {votes:,}" for person, votes in people.items())
    document = document_from_text(
        f"Luton North: {listed}. The majority was 7,000.", published="2024-07-05", name="night.txt"
    )
    votes = [
        Fact(
            "votes", f"{person} {count:,}", -1, -1, "", DAY, person, "Luton North", value=count, doubt="fake"
        )
        for person, count in people.items()
    ]
    majority = Fact("majority", "majority was 7,000", -1, -1, "", DAY, seat="Luton North", value=7000)
    facts = open_panel([Fake(*votes), Other(majority)]).extract(document, load_gazetteers())
    assert [(fact.rule, fact.doubt) for fact in facts] == [
        ("fake", ""), ("fake", ""), ("fake", ""), ("other", "the votes listed make the majority 7,510"),
    ]  # fmt: skip


def test_lists_of_candidates_hold_for_every_extractor(install: Callable[..., None], night: Path) -> None:
    install(fake=lambda: lambda option: Fake(VOTES))
    (night.parent / "list.csv").write_text(f"election,seat,person\n{DAY},Luton North,Jilleane Brown\n")
    options = ("--extractor", "fake", "--candidates", "list.csv", "--jobs", "2")
    refused = f"night.txt, line 1: Sarah Owen did not stand in Luton North on {DAY}; 1 fact refused"
    told = f"electiongraph: {refused}\nelectiongraph: fake: 1 fact kept, 0 dropped\n"
    extracted = run("extract", str(night), *options, "--format", "jsonl")
    assert (extracted.exit_code, extracted.stdout, extracted.stderr) == (0, "", told)
    built = run("build", str(night), *options, "-o", "g.nq")
    assert built.exit_code == 0
    assert built.stderr.startswith(told)
    graph = electiongraph.build([night], extractors=[Fake(VOTES)], candidates=["list.csv"], jobs=2)
    assert (graph.facts, len(graph.refused), graph.reports[0].kept) == (0, 1, 1)


@pytest.mark.parametrize("given", [None, 7, [VOTES, None]], ids=str)
def test_a_plug_in_that_gives_nonsense_loses_only_that(given: object) -> None:
    class Odd(Fake):
        def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
            return given  # type: ignore[return-value]

    panel = open_panel([Odd()])
    facts = panel.extract(DOCUMENT, load_gazetteers())
    [report] = panel.reports
    assert (len(facts), len(report.failures)) == ((1, 0) if isinstance(given, list) else (0, 1))


@pytest.mark.parametrize(
    "load",
    [
        lambda: (_ for _ in ()).throw(ImportError("no module named torch")),
        lambda: lambda option: (_ for _ in ()).throw(KeyError("weights")),
        lambda: lambda option: (_ for _ in ()).throw(SystemExit(1)),
        lambda: lambda option: object(),
        lambda: "no factory",
    ],
    ids=["import", "factory", "exit", "no extractor", "no callable"],
)
def test_a_plug_in_that_cannot_be_opened_is_one_line_and_the_rest_is_built(
    load: Callable[[], object], install: Callable[..., None], night: Path
) -> None:
    install(fake=load)
    result = run("build", str(night), "-o", "g.nq", "--extractor", "fake", "--extractor", "rules")
    assert result.exit_code == 2
    told = result.stderr.splitlines()
    assert told[0].startswith("electiongraph: fake: the plug-in is broken: ")
    assert len(told) == 2 and "1 source" in told[1]
    assert (night.parent / "g.nq").exists()
    assert isinstance(run("build", str(night), "-o", "h.nq", "--extractor", "fake").exception, ExtractorError)


def test_a_plug_in_that_fails_is_told_once_for_all_documents(
    install: Callable[..., None], night: Path
) -> None:
    install(fake=lambda: lambda option: Failing())
    (night.parent / "more.txt").write_text("Labour held Bedford.", encoding="utf-8")
    result = run("build", ".", "-o", "g.nq", "--extractor", "fake", "--extractor", "rules", "--quiet")
    assert result.exit_code == 2
    assert result.stderr == "electiongraph: fake: more.txt (and 1 more): RuntimeError: out of memory\n"
    assert (night.parent / "g.nq").exists()


def test_what_was_found_before_a_fault_is_kept() -> None:
    class Late(Fake):
        def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
            raise ExtractorError("the line is cut", where="fake", found=[VOTES])

    panel = open_panel([Late()])
    assert len(panel.extract(DOCUMENT, load_gazetteers())) == 1
    assert panel.reports[0].failures == ("fake: night.txt: the line is cut",)


def test_the_commands_print_one_line_on_the_facts_of_a_plug_in(
    install: Callable[..., None], night: Path
) -> None:
    install(fake=lambda: lambda option: Fake(VOTES, WRONG))
    line = "electiongraph: fake: 1 fact kept, 1 dropped: 1 number not in the quote\n"
    extracted = run("extract", str(night), "--extractor", "fake", "--format", "jsonl")
    assert (extracted.exit_code, extracted.stderr) == (0, line)
    assert [json.loads(one)["rule"] for one in extracted.stdout.splitlines()] == ["fake"]
    built = run("build", str(night), "--extractor", "fake", "-o", "g.nq")
    assert built.exit_code == 0
    assert built.stderr.startswith(line)
    assert "fake" not in run("build", str(night), "--extractor", "fake", "-o", "h.nq", "--quiet").stderr


def test_the_rules_named_give_what_the_default_gives(night: Path) -> None:
    plain = run("extract", str(night), "--format", "jsonl")
    named = run("extract", str(night), "--format", "jsonl", "--extractor", "rules", "--extractor", "rules")
    assert (named.stdout, named.stderr) == (plain.stdout, "")
    assert plain.stdout.count("\n") > 5


def test_explain_is_for_the_rules(night: Path) -> None:
    assert run("extract", str(night), "--explain", "--extractor", "llm:test").exit_code == 2


def test_the_python_functions_take_names_and_objects() -> None:
    fake = Fake(VOTES)
    assert electiongraph.extract(DOCUMENT, extractors=["rules"]) == electiongraph.extract(DOCUMENT)
    assert [fact.rule for fact in electiongraph.extract(DOCUMENT, extractors=[fake])] == ["fake"]
    assert electiongraph.build([DOCUMENT], extractors=[fake]).reports[0].kept == 1
    with pytest.raises(ExtractorError, match="out of memory") as caught:
        electiongraph.extract(DOCUMENT, extractors=["rules", Failing()])
    assert len(caught.value.found) > 5
    assert electiongraph.build([DOCUMENT], extractors=["rules", Failing()]).reports[0].failures


def test_no_extractor_at_all_is_refused() -> None:
    with pytest.raises(ExtractorError, match="no extractor is named"):
        open_panel([])


def test_the_plug_in_of_the_documentation_works() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "extractors.md"
    code = page.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    module: dict[str, Callable[[str], Fake]] = {}
    exec(code, module)
    document = document_from_text("Poole was won by 18 votes, said the officer.", published="2024-07-05")
    [fact] = open_panel([module["open_extractor"]("")]).extract(document, load_gazetteers())
    assert (fact.value, fact.rule) == (18, "majorities:won-by")
