"""Let atheris look for texts and pages that the reader cannot stand, led by which code they reach.

By hand, as it takes long; `pip install atheris` first. What breaks is left as a file `crash-…`, `timeout-…`
or `oom-…` where it runs, and becomes a case in the tests.

    python tests/reliability/coverage_fuzz.py text -max_total_time=900
    python tests/reliability/coverage_fuzz.py page -max_total_time=900 -jobs=1
"""

from __future__ import annotations

import shutil
import sys
import tempfile

# Seconds and megabytes that one text may take, and its most bytes.
LIMITS = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"]
ENDINGS = {"text": ".txt", "page": ".html"}


def main() -> None:
    kind = sys.argv.pop(1) if sys.argv[1:2] else ""
    if kind not in ENDINGS:
        sys.exit(f"say what to try: {' or '.join(ENDINGS)}")
    ending = ENDINGS[kind]
    import atheris

    with atheris.instrument_imports(include=["electiongraph"]):
        from electiongraph.building import build_from_facts
        from electiongraph.errors import ElectionGraphError
        from electiongraph.extraction import extract_facts
        from electiongraph.gazetteers import load_gazetteers
        from electiongraph.resources import folder
        from electiongraph.sources import document_from_bytes

    def read(data: bytes) -> None:
        try:
            document = document_from_bytes(data, name=f"a{ending}")
        except ElectionGraphError as error:
            assert "\n" not in str(error)
            return
        facts = extract_facts(document, load_gazetteers())
        for fact in facts:
            assert document.text[fact.start : fact.end] == fact.quote
        build_from_facts([(document, facts)])

    load_gazetteers()
    with tempfile.TemporaryDirectory() as seeds:
        for path in folder("examples").glob(f"*{ending}"):
            shutil.copy(path, seeds)
        atheris.Setup([*sys.argv, *LIMITS, seeds], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
