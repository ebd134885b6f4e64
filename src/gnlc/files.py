"""Read files up to a maximum size, and replace files in one step."""

from __future__ import annotations

import errno
import os
import stat
import time
from binascii import crc32
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from gnlc.wording import shortened

CHUNK = 2**20
"""The number of bytes or characters that are read at a time."""

_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between the attempts to replace a file that others have open: only Windows refuses."""


def check_path(path: str | os.PathLike[str]) -> None:
    """Raise ValueError for a path with a NUL, or with what the names of files cannot encode."""
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeError:
        possible = False
    if not possible:
        raise ValueError(f"no file can be called {shortened(os.fspath(path))}")


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

    Pipes and devices are written to directly. A process that is killed can leave a hidden file next
    to it, on Linux only between two steps; to replace the same file again deletes it. Windows
    refuses to replace a file that others have open; it is asked again for less than a second, since
    those who replace the same file, or scan it for viruses, close it soon.

    Raises:
        OSError: the file cannot be written; the old file is unchanged.
        TypeError: the path is neither a str nor a path.
        ValueError: the path contains invalid characters.
    """
    if not isinstance(path, str | os.PathLike):
        raise TypeError(f"path must be a str or a path, got {shortened(path)}")
    check_path(path)
    data = content.encode() if isinstance(content, str) else content
    try:
        target, old = _find(path)
        if old is None or stat.S_ISREG(old.st_mode):
            _replace(target, data, None if old is None else stat.S_IMODE(old.st_mode))
        else:
            target.write_bytes(data)
    except OSError as error:
        # The error should name the path given, not the temporary file or the target of a link.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error


def _find(path: str | os.PathLike[str]) -> tuple[Path, os.stat_result | None]:
    try:
        # For a link, the target is replaced, not the link.
        target = Path(os.path.realpath(path))
        return target, _status(target)
    except ValueError as error:
        # Windows has it for more than 32,767 characters, other systems an error of their own.
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG)) from error


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    mark = f".{crc32(os.fsencode(target.name)):08x}-"
    # Of processes that were killed. One that still runs misses its file, and writes it again.
    for leftover in target.parent.glob(f"{mark}*.new"):
        # Windows refuses to delete the files that a process has open.
        with suppress(OSError):
            leftover.unlink()
    if mode is None:
        # Where this is impossible, or there is a file by now, what follows does it or says why not.
        with suppress(OSError):
            return _write_nameless(target, data, mode)
    while True:
        new = target.parent / f"{mark}{os.urandom(8).hex()}.new"
        try:
            try:
                _write_nameless(new, data, mode)
            except OSError:
                with new.open("xb") as file:
                    # Before the data, which others may not be allowed to read. Windows knows only
                    # what must not be written, and would neither replace nor delete that.
                    if mode is not None and os.name != "nt":
                        new.chmod(mode)
                    _write(file, data)
            try:
                return _rename(new, target)
            except FileNotFoundError:
                # Windows also has it for a target with a name that is too long.
                if new.exists():
                    raise
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def _rename(new: Path, target: Path) -> None:
    for pause in _PAUSES:
        with suppress(PermissionError):
            new.replace(target)
            return
        time.sleep(pause)
    new.replace(target)


def _write_nameless(path: Path, data: bytes, mode: int | None) -> None:
    """Write a file that gets its name when it is complete, so that a crash leaves nothing.

    Raises:
        OSError: there is such a file, or the system has no files without names.
    """
    # Without the flag, no system opens a folder for writing.
    flags = os.O_WRONLY | getattr(os, "O_TMPFILE", 0)
    with open(os.open(path.parent, flags, 0o666), "wb") as file:  # noqa: PTH123 - a descriptor
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        _write(file, data)
        # That the link is followed takes a folder to begin at, though the path is absolute.
        source = f"/proc/self/fd/{file.fileno()}"
        os.link(source, path, src_dir_fd=file.fileno(), follow_symlinks=True)


def _write(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file)
