"""Put files and folders in their places whole: whoever looks sees the old one or the new one.

What is written lies beside its place under a fixed hidden name until it is complete and on the disk; then it
is renamed. One writer at a time works on a place (`sole_writer`), so what lies there under such a name was
left by one that was killed, and goes. Used by all that writes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

__all__ = [
    "exchange_folder",
    "folder_beside",
    "remove_folders",
    "remove_remains",
    "replace_file",
    "replacement",
    "sole_writer",
    "sync_folder",
]

LONGEST_WAIT = 60.0
PAUSE = 0.05
# What a file system answers that cannot sync or lock what it is asked to; other errors are errors.
UNABLE = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF)
AT_FDCWD, RENAME_EXCHANGE = -100, 2


@contextlib.contextmanager
def sole_writer(target: Path, *, seconds: float = LONGEST_WAIT) -> Iterator[None]:
    """Keep other writers away from a place, and take away what a killed one left beside it.

    The lock is on a file beside the place, `.NAME.lock`, and the system drops it with the process that holds
    it: the file alone, left by a killed writer, locks nothing. Readers take no lock. Where the system has no
    such locks, writers are not kept apart.

    Args:
        target: The file or folder that will be written; its parent must exist.
        seconds: How long to wait for another writer.

    Raises:
        OSError: Another process was still writing at the end of that time, or nothing can be written there.
    """
    lock = target.parent / f".{target.name}.lock"
    handle = _acquire(lock, time.monotonic() + seconds)
    try:
        _remove(_beside(target))
        yield
    finally:
        # Before it is let go: whoever waits sees that the file it holds is no longer there, and asks anew.
        lock.unlink(missing_ok=True)
        os.close(handle)


def replace_file(target: Path, data: bytes) -> None:
    """Write beside the target, make sure that the disk has it, then put it in the target's place."""
    with replacement(target) as file:
        file.write(data)


@contextlib.contextmanager
def replacement(target: Path) -> Iterator[BinaryIO]:
    """Give a file beside the target to write to; once the disk has it, it is put in the target's place."""
    beside = _beside(target)
    _remove(beside)
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


@contextlib.contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """Give a new empty folder beside a place; what has not been moved out of it at the end goes with it."""
    beside = _beside(target)
    _remove(beside)
    try:
        beside.mkdir(parents=True)
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def exchange_folder(target: Path, beside: Path) -> None:
    """Put a folder in the place of another, or where none is yet; where the system can, in one step.

    Where it cannot, a process killed between the two steps leaves the old folder as `.NAME.old`.
    """
    if not target.exists():
        beside.rename(target)
    elif not _exchange(beside, target):
        old = target.parent / f".{target.name}.old"
        _remove(old)
        target.rename(old)
        try:
            beside.rename(target)
        except OSError:
            old.rename(target)
            raise
        _remove(old)
    sync_folder(target.parent)


def remove_remains(folder: Path) -> None:
    """Take away what a killed writer left in a folder that only this process writes to."""
    if folder.is_dir():
        for remains in folder.glob(".*.new"):
            _remove(remains)


def remove_folders(place: Path, prefix: str, *, but: str = "") -> None:
    """Remove the folders in a place whose names begin so, but for one."""
    for one in place.glob(f"{prefix}*"):
        if one.name != but:
            shutil.rmtree(one, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make a rename last; some file systems cannot, which costs durability, not atomicity."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNABLE:
            raise
    finally:
        os.close(handle)


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name}.new"


def _remove(path: Path) -> None:
    """Remove a file, a link or a folder; none is fine."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _acquire(lock: Path, deadline: float) -> int:
    """Return the handle of the locked file."""
    while True:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            if _try_lock(handle) and _is_still(lock, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > deadline:
            raise BlockingIOError(errno.EWOULDBLOCK, "another process is writing there", str(lock))
        time.sleep(PAUSE)


def _try_lock(handle: int) -> bool:
    """Lock a file; False when somebody else has it."""
    try:
        import fcntl  # noqa: PLC0415 - not there on every system
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in UNABLE:
            raise
    return True


def _is_still(lock: Path, handle: int) -> bool:
    """Tell whether the name still stands for the file that is open: its last holder has removed it."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; False where that is not possible."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - readers need none

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return bool(done == 0)
