"""Break commands while they write, and look at what is left: the old output or the new one, whole.

Every attempt is a forked process that runs a command of the command line. A library that is loaded before
the C library (`faults.c`) kills, interrupts or fails it at a chosen call that changes the disk, or lets the
disk be full after so many bytes; or it is killed at a random time. What it leaves must be the old state or
the new one; the command run again must then succeed and leave nothing but the new one.

    python tests/reliability            # 200 kills, 50 of each other kind, for every command that writes
    python tests/reliability --each 20  # fewer
"""

from __future__ import annotations

import ctypes
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

KINDS = {"kill": 1, "interrupt": 2, "input/output error": 3, "short write": 4, "full disk": 5}
PAGES_TIME = "2026-01-01T00:00:00Z"
OLD = "Luton North\n\nSarah Owen, Labour - 14,677\nJilleane Brown, Conservative - 7,167\n"
NEW = OLD + "\nBedford\n\nMohammad Yasin, Labour - 18,342\nPinder Chauhan, Conservative - 8,912\n"

Files = dict[str, bytes]


@dataclass(slots=True)
class Command:
    """A command that writes, in its old and its new form.

    Attributes:
        name: What to call it.
        old: What writes the old output into the folder in which it runs.
        new: What writes the new one over it.
        between: How the names of files begin that may be of the new output while the rest is of the old one.
        again: What makes a new output whole that was broken off, where not the same command.
    """

    name: str
    old: list[str]
    new: list[str]
    between: tuple[str, ...] = ()
    again: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """What was tried and what was found."""

    tried: int = 0
    old: int = 0
    new: int = 0
    faults: list[str] = field(default_factory=list)


# Between data and manifest a folder has new data whose record is not there yet; it is read as none.
BETWEEN = ("out/graph.nq", "out/memory-")
COMMANDS = (
    Command(
        "build (folder)",
        ["build", "old.txt", "-q", "-j1", "-o", "out"],
        ["build", "new.txt", "-q", "-j1", "-o", "out"],
        between=BETWEEN,
    ),
    Command(
        "add",
        ["build", "old.txt", "-q", "-j1", "-o", "out"],
        ["add", "out", "more.txt", "--without", "old.txt", "-q", "-j1"],
        between=BETWEEN,
        again=["add", "out", "more.txt", "-q", "-j1"],
    ),
    Command(
        "build (file)",
        ["build", "old.txt", "-q", "-j1", "-o", "out.trig"],
        ["build", "new.txt", "-q", "-j1", "-o", "out.trig"],
    ),
    Command(
        "export",
        ["export", "old.nq", "--force", "-o", "out.ttl"],
        ["export", "new.nq", "--force", "-o", "out.ttl"],
    ),
    Command(
        "draw",
        ["draw", "contest", "Luton North", "old.nq", "--force", "-o", "out.svg"],
        ["draw", "contest", "Bedford", "new.nq", "--force", "-o", "out.svg"],
    ),
    Command("publish", ["publish", "out", "old.nq"], ["publish", "out", "new.nq"]),
)


def compiled_faults(folder: Path) -> Path | None:
    """Compile the library; None where there is no C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    library = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"]
    return library if subprocess.run(words, check=False, capture_output=True).returncode == 0 else None


def prepare(folder: Path) -> None:
    """Write the articles and graphs that the commands read, and load what they need once, before any fork."""
    import electiongraph
    import electiongraph.cli.add
    import electiongraph.cli.build
    import electiongraph.cli.draw
    import electiongraph.cli.export
    import electiongraph.cli.publish
    import electiongraph.drawing.drawings
    import electiongraph.exporting
    import electiongraph.publishing
    import electiongraph.store
    from electiongraph.sources import document_from_text

    electiongraph.build([document_from_text(NEW)])
    (folder / "more.txt").write_text(NEW.replace("Bedford", "Bedford\n"), encoding="utf-8")
    for name, text in (("old", OLD), ("new", NEW)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        status, told = run(["build", f"{name}.txt", "-q", "-o", f"{name}.nq"], folder)
        assert status == 0, told


def run(
    words: list[str],
    folder: Path,
    *,
    kind: str = "",
    number: int = 0,
    kill_after: float | None = None,
) -> tuple[int, str]:
    """Run a command in a forked process; return its status (minus the signal that ended it) and stderr."""
    from electiongraph.cli import main

    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.dup2(writer, 2)
        os.chdir(folder)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["electiongraph", *words]
        code = 99
        try:
            if kind:
                arm(kind, number)
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        except BaseException as error:
            os.write(2, f"Traceback: {error!r}".encode())
        finally:
            os._exit(code)
    os.close(writer)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
        told = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told


def arm(kind: str, number: int) -> None:
    """Let the n-th call fail; for a full disk, the first write beyond so many bytes."""
    ctypes.CDLL(None).faults_arm(ctypes.c_int(KINDS[kind]), ctypes.c_long(number))


def calls_of(words: list[str], folder: Path) -> int:
    """Return how many calls that change the disk a command makes, found by halving."""
    low, high = 1, 1
    while run(words, folder, kind="kill", number=high)[0] == -signal.SIGKILL:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if run(words, folder, kind="kill", number=middle)[0] == -signal.SIGKILL:
            low = middle
        else:
            high = middle
    return low


def files_in(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def visible(files: Files) -> Files:
    """Return files without what lies hidden beside its place until it is complete, or is of other data."""
    first = files.get("out/graph.nq", b"").partition(b"\n")[0].decode()
    memory = f"memory-{first.rpartition(' ')[2][:16]}"
    return {
        name: data
        for name, data in files.items()
        if not any(p[:1] == "." or (p.startswith("memory-") and p != memory) for p in name.split("/"))
    }


class Trial:
    """One command, with the states that it may leave."""

    def __init__(self, command: Command, inputs: Path, place: Path) -> None:
        self.command, self.place = command, place
        shutil.copytree(inputs, place, dirs_exist_ok=True)
        self.succeed(command.old)
        self.old = files_in(place)
        self.succeed(command.new)
        self.new = files_in(place)
        assert self.old != self.new
        mixed = self.old | {name: data for name, data in self.new.items() if name.startswith(command.between)}
        self.allowed = {"old": [self.old], "new": [self.new, *([visible(mixed)] if command.between else [])]}
        self.reset()
        self.calls = calls_of(command.new, place)
        self.reset()
        begun = time.perf_counter()
        self.succeed(command.new)
        self.seconds = time.perf_counter() - begun

    def succeed(self, words: list[str]) -> None:
        status, told = run(words, self.place)
        assert status == 0, (words, status, told)

    def reset(self) -> None:
        for path in self.place.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        for name, data in self.old.items():
            (self.place / name).parent.mkdir(parents=True, exist_ok=True)
            (self.place / name).write_bytes(data)

    def attempt(self, tally: Tally, kind: str, number: int, kill_after: float | None = None) -> None:
        """Break the command once, then run it again unharmed."""
        self.reset()
        status, told = run(
            self.command.new,
            self.place,
            kind="" if kill_after else kind,
            number=number,
            kill_after=kill_after,
        )
        tally.tried += 1
        left = visible(files_in(self.place))
        state = next((name for name, states in self.allowed.items() if left in states), "mixed")
        tally.old += state == "old"
        tally.new += state == "new"
        at = f"{self.command.name}, {kind} at {number or kill_after}"
        if state == "mixed":
            wrong = sorted(n for n in left.keys() | self.old.keys() if left.get(n) != self.old.get(n))
            tally.faults.append(f"{at}: a mixture: {wrong[:5]}")
        tally.faults += [f"{at}: {fault}" for fault in told_faults(status, told, is_new=state == "new")]
        words = self.command.again if state == "new" and self.command.again else self.command.new
        again, told = run(words, self.place)
        if again != 0 or files_in(self.place) != self.new:
            strays = sorted(files_in(self.place).keys() - self.new.keys())
            tally.faults.append(f"{at}: run again gave status {again}, strays {strays} ({told.strip()})")


def told_faults(status: int, told: str, *, is_new: bool) -> Iterator[str]:
    """Yield what is wrong with how a broken command ended."""
    if status == -signal.SIGKILL:
        return
    if status == 0 and not is_new:
        yield "status 0, but nothing new was written"
    if status != 0 and not re.fullmatch(r"(?:wrote [^\n]+\n)?electiongraph: [^\n]+\n", told):
        yield f"status {status}, and not one clear line: {told!r}"


def breakages(trial: Trial, kills: int, each: int, chance: random.Random) -> Iterator[tuple[str, Tally]]:
    """Yield what each kind of breaking left of a command."""
    tally = Tally()
    for turn in range(kills):
        if turn % 2:
            trial.attempt(tally, "kill", 1 + chance.randrange(trial.calls))
        else:
            trial.attempt(tally, "kill", 0, kill_after=chance.uniform(0.001, trial.seconds * 1.1))
    yield "kill -9", tally
    size = sum(len(data) for name, data in trial.new.items() if name.startswith("out"))
    for kind in list(KINDS)[1:]:
        tally = Tally()
        for _ in range(each):
            most = size if kind == "full disk" else trial.calls
            trial.attempt(tally, kind, 1 + chance.randrange(most))
        yield kind, tally


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Mount a file system of so many bytes where that is possible."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    can = shutil.which("mount") is not None and subprocess.run(words, check=False, capture_output=True)
    is_mounted = bool(can and can.returncode == 0)
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def full_disks(inputs: Path, place: Path, sizes: int) -> Tally:
    """Build onto real file systems that are too small, from nearly full to nearly enough."""
    tally = Tally()
    place.mkdir()
    for turn in range(sizes):
        with small_disk(place, 4096 * (8 + turn)) as is_mounted:
            if not is_mounted:
                return tally
            for name in ("old.txt", "new.txt"):
                shutil.copy(inputs / name, place)
            run(["build", "old.txt", "-q", "-j1", "-o", "out.nq"], place)
            before = visible(files_in(place))
            status, told = run(["build", "new.txt", "-q", "-j1", "-o", "out.nq"], place)
            after = files_in(place)
            tally.tried += 1
            is_new = status == 0
            tally.new += is_new
            tally.old += after == before
            if not is_new and after != before:
                tally.faults.append(f"tmpfs of {8 + turn} pages: {sorted(after)}")
            tally.faults += told_faults(status, told, is_new=is_new)
    return tally


def break_all(
    kills: int, each: int, report: Callable[[str, str, Tally], None], seed: int = 1, only: str = ""
) -> None:
    """Break every command that writes.

    Args:
        kills: How often each is killed.
        each: How often each is broken in each other way.
        report: Called with command, kind and what was found.
        seed: Of the random places.
        only: How the names of the commands begin that are broken.
    """
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        inputs = Path(name) / "inputs"
        inputs.mkdir()
        prepare(inputs)
        for number, command in enumerate(one for one in COMMANDS if one.name.startswith(only)):
            place = Path(name) / str(number)
            place.mkdir()
            trial = Trial(command, inputs, place)
            for kind, tally in breakages(trial, kills, each, chance):
                report(command.name, kind, tally)
            shutil.rmtree(place)
        if "build".startswith(only) or only.startswith("build"):
            report("build (file)", "real full disk (tmpfs)", full_disks(inputs, Path(name) / "disk", each))
