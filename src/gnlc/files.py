"""Read files up to a maximum size, and replace files in one step."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from secrets import token_hex
from typing import Any

from gnlc.wording import shortened

CHUNK = 2**20
"""The number of bytes or characters that are read at a time."""


def content(file: Any, most: int) -> Any:
    """Read an open file: all of it, or slightly more than `most` if it is longer.

    Args:
        file: an object with a method `read`; the caller must check the type of what it returns.
        most: a number of bytes or, for a text file, of characters.
    """
    # Not all at once, which would allocate memory for `most` in advance.
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


def replace(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write bytes, or a str as UTF-8, to a file; a crash leaves either the old or the new file.

    Pipes and devices are written to directly.

    Raises:
        OSError: the file cannot be written; the old file is unchanged.
        TypeError: the path is neither a str nor a path.
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"path must be a str or a path, got {shortened(path)}")
    data = content.encode() if isinstance(content, str) else content
    # For a link, the target is replaced, not the link.
    target = Path(os.path.realpath(path))
    try:
        old = _status(target)
        if old is None or stat.S_ISREG(old.st_mode):
            _replace(target, data, None if old is None else stat.S_IMODE(old.st_mode))
        else:
            target.write_bytes(data)
    except OSError as error:
        # The error should name the path given, not the temporary file or the target of a link.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    new = target.with_name(f".{token_hex(8)}.new")
    try:
        with new.open("xb") as file:
            # Before the data, which others may not be allowed to read.
            if mode is not None:
                new.chmod(mode)
            file.write(data)
            file.flush()
            os.fsync(file)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
