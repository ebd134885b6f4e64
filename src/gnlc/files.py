"""Read files up to a maximum size, and replace files in one step."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from secrets import token_hex
from typing import Any

from gnlc.wording import shortened

_DESCRIPTORS = Path("/proc/self/fd")
"""The folder of open files, on Linux."""

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
        unnamed = _open_unnamed(target.parent)
        with new.open("xb") if unnamed is None else os.fdopen(unnamed, "wb") as file:
            # Before the data, which others may not be allowed to read.
            if mode is not None and unnamed is None:
                new.chmod(mode)
            elif mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.fsync(file)
            if unnamed is not None:
                # The descriptor of a folder, which is not used, makes it follow the link.
                os.link(_DESCRIPTORS / str(unnamed), new, src_dir_fd=unnamed)
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _open_unnamed(folder: Path) -> int | None:
    """Open a new file without a name, of which nothing is left if the process is killed.

    Returns:
        Its descriptor; None where the system or the file system has no such files.
    """
    kind: int | None = getattr(os, "O_TMPFILE", None)
    if kind is None or not _DESCRIPTORS.exists():
        return None
    try:
        return os.open(folder, kind | os.O_WRONLY, 0o666)
    except OSError:
        return None
