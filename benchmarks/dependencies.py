"""Print docs/dependencies.md: what the core and each extra install, with versions, licences and sizes.

In an environment of its own, so that nothing else is counted:

    python -m venv /tmp/sizes && /tmp/sizes/bin/pip install '.[charts,llm]'
    /tmp/sizes/bin/python benchmarks/dependencies.py > docs/dependencies.md
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PROJECT = "electiongraph"
# The extra of those who work on the program itself.
OWN = "dev"
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*(?:\[(?P<extras>[^]]*)\])?")
OF_EXTRA = re.compile(r"""extra\s*==\s*['"](?P<extra>[^'"]+)['"]""")
# What the texts of licences say that metadata does not name.
PHRASES = {
    "Permission is hereby granted, free of charge": "MIT",
    "Mozilla Public License Version 2.0": "MPL-2.0",
    "Apache License": "Apache-2.0",
    "Redistribution and use in source and binary forms": "BSD",
}
HEAD = """# Dependencies

What is installed with the core and, beyond it, with each extra, with what they need in their turn. Sizes are
of the files as installed, without what Python compiles. To measure anew:

```sh
python -m venv /tmp/sizes && /tmp/sizes/bin/pip install '.[{extras}]'
/tmp/sizes/bin/python benchmarks/dependencies.py > docs/dependencies.md
```

| installed with | packages | MB |
|---|--:|--:|"""
TAIL = """
`.ci/lowest` runs the tests with the oldest versions that `pyproject.toml` allows. `.ci/audit` compares what
is installed with the known vulnerabilities; where their list cannot be reached it says so and passes."""

Found = dict[str, Distribution]


def needed(name: str, extras: frozenset[str], found: Found) -> None:
    """Gather a package and what it needs with some extras, as far as it is installed."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found and not extras:
        return
    found[key] = package
    for requirement in package.requires or ():
        match, extra = REQUIREMENT.match(requirement), OF_EXTRA.search(requirement)
        assert match is not None, requirement
        if extra is None or extra["extra"] in extras:
            wanted = frozenset(one.strip() for one in (match["extras"] or "").split(",") if one.strip())
            if wanted or re.sub(r"[-_.]+", "-", match["name"]).lower() not in found:
                needed(match["name"], wanted, found)


def installed_with(extra: str) -> Found:
    """Return what comes with an extra of the project, "" for the core; the project itself not."""
    found: Found = {}
    needed(PROJECT, frozenset([extra] if extra else []), found)
    del found[PROJECT]
    return found


def licence(package: Distribution) -> str:
    """Return the licence by its expression, its classifiers, its name or its text."""
    told = package.metadata
    classes = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License")]
    classes = [one.removesuffix(" License") for one in classes if one != "OSI Approved"]
    first = (told.get("License") or "").strip().split("\n")[0][:60]
    return told.get("License-Expression") or "; ".join(classes) or first or licence_by_text(package)


def licence_by_text(package: Distribution) -> str:
    """Return the licence whose text lies with the package."""
    for file in package.files or ():
        if "licen" in file.name.lower() and ".dist-info" in str(file):
            text = " ".join(Path(str(file.locate())).read_text("utf-8", "replace").split())
            return next((name for phrase, name in PHRASES.items() if phrase in text), "see the package")
    return "see the package"


def megabytes(package: Distribution) -> float:
    """Return the size of a package's files, without what Python compiled."""
    paths = (Path(str(file.locate())) for file in package.files or () if file.suffix != ".pyc")
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def total(found: Found) -> str:
    """Return how many packages and how many megabytes, as cells of a row."""
    return f"{len(found)} | {sum(map(megabytes, found.values())):.0f}"


def main() -> None:
    """Print the page."""
    extras = [one for one in distribution(PROJECT).metadata.get_all("Provides-Extra") or () if one != OWN]
    core = installed_with("")
    parts = {"the core": core}
    for extra in sorted(extras):
        more = installed_with(extra)
        parts[f"`[{extra}]`"] = {name: more[name] for name in more if name not in core}
    print(HEAD.format(extras=",".join(sorted(extras))))
    print(f"| electiongraph itself | 1 | {megabytes(distribution(PROJECT)):.0f} |")
    for part, found in parts.items():
        print(f"| {part} | {total(found)} |")
    for part, found in parts.items():
        print(f"\n## {part[0].upper()}{part[1:]}\n\n| package | version | licence | MB |\n|---|---|---|--:|")
        for name, package in sorted(found.items()):
            print(f"| {name} | {package.version} | {licence(package)} | {megabytes(package):.1f} |")
    print(TAIL)


if __name__ == "__main__":
    main()
