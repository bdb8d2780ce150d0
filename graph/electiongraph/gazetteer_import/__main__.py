"""The command `python -m electiongraph.gazetteer_import OFFICIAL ONTOLOGY`."""

from __future__ import annotations

import sys
from pathlib import Path

from electiongraph.errors import ElectionGraphError, SourceError
from electiongraph.gazetteer_import import generate_gazetteers

USAGE = "usage: python -m electiongraph.gazetteer_import OFFICIAL_FOLDER ONTOLOGY_FOLDER\n"


def main(arguments: list[str]) -> int:
    """Write the files into the ontology folder.

    Args:
        arguments: The folder of the official files and the folder to write to.

    Returns:
        Exit status: 0 written, 2 bad usage or unreadable input.
    """
    if len(arguments) != 2:
        sys.stderr.write(USAGE)
        return 2
    official, ontology = map(Path, arguments)
    try:
        if not ontology.is_dir():
            raise SourceError("no such folder", where=str(ontology), advice="name an existing folder")
        for name, text in generate_gazetteers(official).items():
            (ontology / name).write_text(text, encoding="utf-8", newline="\n")
            sys.stderr.write(f"wrote {ontology / name}\n")
    except ElectionGraphError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
