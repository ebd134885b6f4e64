"""Files: read up to a size, replaced in one step."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

CHUNK = 2**20
"""How much is read at a time."""


def content(file: Any, most: int) -> Any:
    """Return what an open file gives: all of it, or where that is more than `most` a bit more.

    Args:
        file: what has a method `read`; whether that gives text or bytes the caller must see.
        most: a number of bytes or, in a file of text, of characters.
    """
    # Not all at once: to ask for so much would make room for it first.
    first = part = file.read(CHUNK)
    if not isinstance(first, str | bytes):
        return first
    parts: list[Any] = [first]
    read = len(first)
    while part and read <= most:
        part = file.read(CHUNK)
        parts.append(part)
        read += len(part)
    return first[:0].join(parts)


def replace(path: str | os.PathLike[str], text: str) -> None:
    """Write a text to a file as UTF-8; a crash leaves the old file or the new one, each whole.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    # Where the path is a link, what it leads to is replaced, not the link.
    target = Path(path).resolve()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
        try:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(_mode(target))
            # On some platforms an open file cannot be renamed.
            file.close()
            Path(file.name).replace(target)
        except BaseException:
            file.close()
            Path(file.name).unlink()
            raise


def _mode(path: Path) -> int:
    """Return the permissions of a file, or those that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    # There is no other way to read the mask than to set it.
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
