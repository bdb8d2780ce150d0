"""Documents read in several processes give what one process gives, in the same order."""

from electiongraph.extraction import extract_documents, pool
from electiongraph.sources import document_from_text

SEATS = ("Luton North", "Bedford", "Stevenage", "Hitchin", "Watford", "Broxbourne")


def test_two_processes_give_what_one_gives(monkeypatch):
    monkeypatch.setattr(pool, "CHARACTERS_AT_A_TIME", 40)
    documents = [
        document_from_text(f"Labour held {seat} with a majority of 1,2{n}5.") for n, seat in enumerate(SEATS)
    ]
    alone = list(extract_documents(documents, jobs=1))
    together = list(extract_documents(documents, jobs=2))
    assert together == alone
    assert [facts[0].seat for _, facts in together] == list(SEATS)


def test_a_short_text_starts_no_process(monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError("a pool was started")

    monkeypatch.setattr(pool, "ProcessPoolExecutor", refuse)
    assert len(list(extract_documents([document_from_text("Labour held Bedford.")] * 2, jobs=8))) == 2


def test_no_documents_give_nothing():
    assert list(extract_documents([], jobs=2)) == []
