"""Print docs/dependencies.md: what is installed for the core, with versions, licences and sizes.

Usage: python benchmarks/dependencies.py > docs/dependencies.md   (where the core is installed)
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path


def needed(name: str, found: dict[str, Distribution]) -> None:
    """Gather a package and what it needs, as far as it is installed."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return
    if name in found:
        return
    found[name] = package
    for requirement in package.requires or ():
        if "extra ==" not in requirement:
            needed(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower(), found)


def licence(package: Distribution) -> str:
    """Return the licence by its expression, its classifiers or its first line."""
    told = package.metadata
    classes = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License")]
    first = (told.get("License") or "").strip().split("\n")[0]
    return told.get("License-Expression") or "; ".join(classes) or first[:60] or "see the package"


def megabytes(package: Distribution) -> float:
    """Return the size of a package's files."""
    paths = (Path(str(file.locate())) for file in package.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def main() -> None:
    """Print the page."""
    found: dict[str, Distribution] = {}
    needed("electiongraph", found)
    del found["electiongraph"]
    print(
        "# Dependencies\n\nOf the core, with what they need in their turn;"
        " by `python benchmarks/dependencies.py`.\n"
    )
    print("| package | version | licence | MB |\n|---|---|---|--:|")
    for name in sorted(found):
        package = found[name]
        print(f"| {name} | {package.version} | {licence(package)} | {megabytes(package):.1f} |")
    total = sum(map(megabytes, found.values()))
    print(
        f"\n{len(found)} packages, {total:.0f} MB in all. `.ci/lowest` runs the quick tests"
        " with the oldest versions"
    )
    print("that `pyproject.toml` allows.")


if __name__ == "__main__":
    main()
