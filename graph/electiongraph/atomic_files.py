"""Put a file in its place whole: whoever looks sees the old one or the new one.

Used by what writes graphs and the pages kept beside them.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

__all__ = ["replace_file", "sync_folder"]

logger = logging.getLogger(__name__)


def replace_file(target: Path, data: bytes) -> None:
    """Write beside the target, make sure that the disk has it, then put it in the target's place."""
    beside = target.parent / f".{target.name}.{os.getpid()}.new"
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make a rename last; some file systems cannot, which costs durability, not atomicity."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        logger.debug("the file system of %s does not sync folders", folder)
    finally:
        os.close(handle)
