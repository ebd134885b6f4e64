"""Files: read up to a size, replaced in one step."""

import errno
import io
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from documents import small, spoilt
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import files
from gnlc.wording import shortened

NAMELESS = (True, False) if hasattr(os, "O_TMPFILE") else (False,)
"""Whether a file can be written before it has a name."""

KILLED = """
import json, os, signal, sys
from gnlc import files

path = os.path.join(sys.argv[1], "file")
if "named" in sys.argv:
    os.O_TMPFILE = 0


def replace(step):
    left = step

    def trace(frame, event, _):
        nonlocal left
        if frame.f_code.co_filename != files.__file__:
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    files.replace(path, "new")
    sys.settrace(None)
    return step - left


def contents():
    return {name: open(os.path.join(sys.argv[1], name)).read() for name in os.listdir(sys.argv[1])}


for old in (None, "old"):
    step, steps = 0, None
    while steps is None or step <= steps:
        for name in os.listdir(sys.argv[1]):
            os.unlink(os.path.join(sys.argv[1], name))
        if old is not None:
            with open(path, "w") as file:
                file.write(old)
        if not step:
            steps = replace(0)
        elif child := os.fork():
            assert os.waitpid(child, 0)[1] == signal.SIGKILL
        else:
            replace(step)
            os._exit(0)
        found = contents()
        there = found.pop("file", None)
        files.replace(path, "newer")
        print(json.dumps([old, step, there, [*found.values()], contents()]), flush=True)
        step += 1
"""
"""Replaces a file again and again, is killed at each line of it, and prints what is there."""


def name_files(monkeypatch: pytest.MonkeyPatch, nameless: bool) -> None:
    if not nameless:
        monkeypatch.setattr(os, "O_TMPFILE", 0, raising=False)


permissions = pytest.mark.skipif(os.name == "nt", reason="files have no such permissions")


def make_link(link: Path, target: Path) -> None:
    """Make a symbolic link, or skip the test on a Windows that makes none."""
    if os.name == "nt":
        # Most people may not, and Wine only says that it did.
        with suppress(OSError):
            link.symlink_to(target)
        if not link.is_symlink():
            pytest.skip("Windows makes no symbolic link here")
    else:
        link.symlink_to(target)


class Giver:
    """An open file of which each read gives the next of some parts."""

    def __init__(self, *parts: Any) -> None:
        self._parts = [*parts]
        self.asked: list[tuple[Any, ...]] = []

    def read(self, *size: Any) -> Any:
        self.asked.append(size)
        return self._parts.pop(0)


class TestContent:
    """Of a file all is read, or a bit more than the most, and a megabyte at a time."""

    @given(st.lists(st.text("ab\u00e4", min_size=1, max_size=5)), st.integers(0, 20), st.booleans())
    @example(["aa", "bb"], 4, False)
    @example(["aa", "bb", "a"], 4, True)
    @example(["aa", "bb", "a"], 3, True)
    def test_is_all_or_a_bit_more_than_the_most(
        self, texts: list[str], most: int, in_bytes: bool
    ) -> None:
        parts: list[Any] = [text.encode() for text in texts] if in_bytes else texts
        end: Any = b"" if in_bytes else ""
        ends = [len(end.join(parts[:count])) for count in range(1, len(parts) + 1)]
        # It goes on up to the end, or as long as what it has does not pass the most.
        needed = sum(so_far <= most for so_far in ends) + 1
        file = Giver(*parts, end)
        assert files.content(file, most) == end.join(parts[:needed])
        assert file.asked == [(2**20,)] * needed

    @pytest.mark.parametrize("value", [None, 5, ["{}"]])
    def test_of_a_file_that_gives_something_else(self, value: Any) -> None:
        file = Giver(value)
        assert files.content(file, 9) is value
        assert len(file.asked) == 1


class TestReplace:
    """A file is replaced whole, or stays as it was."""

    @permissions
    @pytest.mark.parametrize(("mask", "mode"), [(0o027, 0o640), (0o002, 0o664), (0, 0o666)])
    @pytest.mark.parametrize("nameless", NAMELESS)
    def test_a_new_file(
        self, nameless: bool, mask: int, mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "new.json"
        name_files(monkeypatch, nameless)
        before = os.umask(mask)
        try:
            files.replace(path, "ä\n")
        finally:
            after = os.umask(before)
        assert path.read_bytes() == b"\xc3\xa4\n"
        assert path.stat().st_mode & 0o777 == mode
        assert list(tmp_path.iterdir()) == [path]
        assert after == mask

    @permissions
    @pytest.mark.parametrize("mode", [0o604, 0o777])
    @pytest.mark.parametrize("nameless", NAMELESS)
    def test_an_old_file_keeps_its_permissions(
        self, nameless: bool, mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "old.json"
        name_files(monkeypatch, nameless)
        path.write_text("old")
        path.chmod(mode)
        files.replace(str(path), "new")
        assert path.read_text() == "new"
        assert path.stat().st_mode & 0o777 == mode

    def test_a_file_that_must_not_be_written(self, tmp_path: Path) -> None:
        """A new one takes its place, but on Windows, where that is not allowed."""
        path = tmp_path / "old.json"
        path.write_text("old")
        path.chmod(0o444)
        if os.name == "nt":
            with pytest.raises(PermissionError) as caught:
                files.replace(path, "new")
            assert caught.value.filename == str(path)
        else:
            files.replace(path, "new")
        assert path.read_text() == ("old" if os.name == "nt" else "new")
        assert path.stat().st_mode & 0o777 == 0o444
        assert [*tmp_path.iterdir()] == [path]
        # As it is, Windows would not delete it.
        path.chmod(0o644)

    @pytest.mark.parametrize("nameless", NAMELESS)
    def test_the_old_file_is_there_until_the_new_one_is_whole(
        self, nameless: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen: list[str] = []

        def fsync(file: Any) -> None:
            news = {*tmp_path.iterdir()} - {path}
            # Hidden, and not to be taken for a file of somebody else.
            assert all(re.fullmatch(r"\.[0-9a-f]{8}-[0-9a-f]{16}\.new", new.name) for new in news)
            assert len(news) == (not nameless)
            seen.append(f"{path.read_text()}, {os.fstat(file.fileno()).st_size}")

        path = tmp_path / "old.json"
        path.write_text("old")
        monkeypatch.setattr(os, "fsync", fsync)
        name_files(monkeypatch, nameless)
        files.replace(path, "new and longer")
        assert seen == ["old, 14"]
        assert path.read_text() == "new and longer"

    def test_what_a_link_leads_to(self, tmp_path: Path) -> None:
        path, link = tmp_path / "old.json", tmp_path / "link.json"
        path.write_text("old")
        make_link(link, path)
        files.replace(link, "new")
        assert link.is_symlink()
        assert path.read_text() == "new"

    @pytest.mark.parametrize("step", ["fsync", "replace"])
    def test_a_failure_changes_nothing(
        self, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> None:
            raise OSError(errno.ENOSPC, "disk full")

        path = tmp_path / "old.json"
        path.write_text("old")
        monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], fail)
        with pytest.raises(OSError, match="disk full"):
            files.replace(path, "new")
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_folder_that_takes_no_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: Any) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        # As root, tests may write to any folder.
        monkeypatch.setattr(os, "open", refuse)
        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(PermissionError, match="Permission denied"):
            files.replace(tmp_path / "new.json", "new")

    def test_a_text_that_cannot_be_written(self, tmp_path: Path) -> None:
        with pytest.raises(UnicodeEncodeError):
            files.replace(tmp_path / "new.json", "\ud800")
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked")
    @pytest.mark.parametrize("nameless", NAMELESS)
    def test_a_kill_at_any_step(self, nameless: bool, tmp_path: Path) -> None:
        """What is there is the old file or the new one, whole; what else is left goes next time."""
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path), *(["named"] if not nameless else [])],
            capture_output=True,
            text=True,
            check=True,
        )
        told = [json.loads(line) for line in done.stdout.splitlines()]
        # Each begins with no kill, of which the steps are counted.
        assert [(step, there, left) for _, step, there, left, _ in told if not step] == [
            (0, "new", [])
        ] * 2
        assert {there for old, _, there, *_ in told if old is None} == {None, "new"}
        assert {there for old, _, there, *_ in told if old is not None} == {"old", "new"}
        assert len(told) > 20
        for old, _, _, left, after in told:
            assert left in ([], ["new"]) or not nameless
            assert not (nameless and old is None and left)
            assert after == {"file": "newer"}

    def test_a_process_that_another_takes_for_killed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, rename = tmp_path / "file", Path.replace
        path.write_text("old")

        def replace(new: Path, target: Path) -> Path:
            monkeypatch.setattr(Path, "replace", rename)
            files.replace(path, "other")
            assert not new.exists()
            return rename(new, target)

        monkeypatch.setattr(Path, "replace", replace)
        files.replace(path, "new")
        assert path.read_text() == "new"
        assert [*tmp_path.iterdir()] == [path]

    @pytest.mark.skipif(True not in NAMELESS, reason="files have a name from the beginning")
    def test_a_file_that_another_process_makes_meanwhile(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, fsync = tmp_path / "file", os.fsync

        def make(file: Any) -> None:
            path.write_text("other")
            fsync(file)

        monkeypatch.setattr(os, "fsync", make)
        files.replace(path, "new")
        assert path.read_text() == "new"
        assert [*tmp_path.iterdir()] == [path]

    def test_processes_that_write_the_same_file(self, tmp_path: Path) -> None:
        path = tmp_path / "file"
        texts = [str(number) * 100_000 for number in range(8)]

        def write(text: str) -> None:
            # Windows may refuse some of them all the time.
            with suppress(*([PermissionError] if os.name == "nt" else [])):
                files.replace(path, text)

        with ThreadPoolExecutor(8) as pool:
            for _ in range(5):
                list(pool.map(write, texts))
                assert path.read_text() in texts
        assert [*tmp_path.iterdir()] == [path]

    def test_a_name_that_is_too_long_for_windows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It says that there is no such file, as where another process deleted the new one."""

        def refuse(*_: Any) -> None:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")

        path = tmp_path / "new.json"
        monkeypatch.setattr(Path, "replace", refuse)
        name_files(monkeypatch, nameless=False)
        with pytest.raises(FileNotFoundError) as caught:
            files.replace(path, "new")
        assert caught.value.filename == str(path)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("refusals", range(4))
    def test_a_file_that_others_have_open(
        self, refusals: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where that is a reason to refuse, it is asked again, for less than a second."""
        assert sum(files._PAUSES) < 1
        assert len(files._PAUSES) == (6 if os.name == "nt" else 0)
        path, rename, pauses = tmp_path / "file", Path.replace, list[float]()
        path.write_text("old")

        def replace(new: Path, target: Path) -> Path:
            if len(pauses) < refusals:
                raise PermissionError(errno.EACCES, "Access denied")
            return rename(new, target)

        monkeypatch.setattr(files, "_PAUSES", (0.1, 0.2))
        monkeypatch.setattr(time, "sleep", pauses.append)
        monkeypatch.setattr(Path, "replace", replace)
        if refusals <= 2:
            files.replace(path, "new")
        else:
            with pytest.raises(PermissionError, match="Access denied") as caught:
                files.replace(path, "new")
            assert caught.value.filename == str(path)
        assert pauses == [0.1, 0.2][:refusals]
        assert path.read_text() == ("new" if refusals <= 2 else "old")
        assert [*tmp_path.iterdir()] == [path]

    @pytest.mark.parametrize(
        ("name", "of"),
        [
            ("none/new.json", FileNotFoundError),
            ("", PermissionError if os.name == "nt" else IsADirectoryError),
            ("x" * 256, OSError),
            ("x" * 100_000, OSError),
            *([("Q:/", OSError)] if os.name == "nt" else []),
        ],
        ids=lambda value: value[:9] if isinstance(value, str) else "",
    )
    def test_errors_name_the_path_that_was_given(
        self, name: str, of: type[OSError], tmp_path: Path
    ) -> None:
        path = tmp_path / name
        with pytest.raises(of) as caught:
            files.replace(path, "new")
        assert caught.value.filename == str(path)
        assert caught.value.filename2 is None
        assert list(tmp_path.iterdir()) == []

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        loop = tmp_path / "loop"
        make_link(loop, loop)
        with pytest.raises(OSError, match="loop") as caught:
            files.replace(loop, "new")
        assert caught.value.filename == str(loop)
        assert list(tmp_path.iterdir()) == [loop]

    def test_a_path_that_is_too_long_for_windows(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Python calls it a wrong value; elsewhere the system says that it is too long."""

        def refuse(*_: Any, **__: Any) -> None:
            raise ValueError("stat: path too long for Windows")

        path = tmp_path / "new.json"
        for module, function in ((Path, "stat"), (os.path, "realpath")):
            with monkeypatch.context() as patched:
                patched.setattr(module, function, refuse)
                with pytest.raises(OSError, match=re.escape(path.name)) as caught:
                    files.replace(path, "new")
            assert caught.value.errno == errno.ENAMETOOLONG
            assert caught.value.filename == str(path)

    # On Windows lone surrogates can be part of a name.
    @pytest.mark.parametrize("name", ["a\0b", *(["\ud800"] if os.name == "posix" else [])])
    def test_what_no_file_is_called(self, name: str) -> None:
        for path in (name, Path(name)):
            with pytest.raises(ValueError, match=r"^no file can be called '") as caught:
                files.replace(path, "new")
            assert str(caught.value).endswith(shortened(name))

    def test_the_longest_name(self, tmp_path: Path) -> None:
        path = tmp_path / ("x" * 255)
        files.replace(path, "new")
        assert path.read_text() == "new"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
    def test_a_pipe_is_written_to(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        # Opened without waiting for a writer, so that nobody waits if there is none.
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            files.replace(pipe, "new")
            assert os.read(reader, 100) == b"new"
        finally:
            os.close(reader)
        assert pipe.is_fifo()


class TestDump:
    """What is dumped can be loaded, and is the same for the same network."""

    def test_no_network(self, tmp_path: Path) -> None:
        path = tmp_path / "new.json"
        others: list[Any] = [path, {}, None, "x" * 99]
        for other in others:
            with pytest.raises(TypeError) as caught:
                gnlc.dump(other, path)
            assert str(caught.value) == f"network must be a Network, got {shortened(other)}"
        assert list(tmp_path.iterdir()) == []

    def test_into_an_open_file(self, tmp_path: Path) -> None:
        network = gnlc.Network.from_dict(small())
        text, path = gnlc.dumps(network), tmp_path / "network.json"
        lines, raw = io.StringIO(), io.BytesIO()
        gnlc.dump(network, lines)
        gnlc.dump(network, raw)
        assert lines.getvalue() == raw.getvalue().decode() == text
        with path.open("w", encoding="utf-8") as file:
            gnlc.dump(network, file)
        assert gnlc.load(path) == network
        with path.open("wb") as binary:
            gnlc.dump(network, binary)
        assert gnlc.load(path) == network

    @pytest.mark.parametrize("file", [None, 5, b"network.json", {}])
    def test_into_what_is_no_file(self, file: Any) -> None:
        with pytest.raises(TypeError, match=r"^file must be a path or an open file, got "):
            gnlc.dump(gnlc.network(), file)

    def test_equal_degrees_are_written_alike(self) -> None:
        texts = set()
        for latitude, longitude in ((1, 0), (1.0, 0.0), (1.0, -0.0)):
            place = {
                "geonames_id": 184745,
                "name": "Nairobi",
                "latitude": latitude,
                "longitude": longitude,
                "timezone": "Africa/Nairobi",
                "relation": "same",
            }
            texts.add(gnlc.dumps(gnlc.Network.from_dict(spoilt("/cities/0/location", place))))
        assert len(texts) == 1

    def test_bundled(self, tmp_path: Path) -> None:
        path = tmp_path / "network.json"
        gnlc.dump(gnlc.network(), path)
        assert gnlc.load(path) == gnlc.network()
        assert path.read_text("utf-8") == gnlc.dumps(gnlc.network())

    @given(networks())
    def test_any_network(self, network: gnlc.Network) -> None:
        text = gnlc.dumps(network)
        again = gnlc.loads(text)
        assert again == network
        assert gnlc.dumps(again) == text
        # The order of names in an object is no part of what it says.
        shuffled = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
        assert gnlc.dumps(gnlc.Network.from_dict(shuffled)) == text


TABLES: list[Any] = [gnlc.cities(year=2020), gnlc.tables().coverage, gnlc.tables().announcements]
WRITE: list[Any] = ["to_csv", "to_json", "to_excel"]


class TestRows:
    """What rows are as text is in the file of that name, as a whole or not at all."""

    @pytest.mark.parametrize("rows", TABLES, ids=str)
    def test_of_text(self, rows: Any, tmp_path: Path) -> None:
        path = tmp_path / "rows"
        for write in (rows.to_csv, rows.to_json, *([rows.to_geojson] if rows is TABLES[0] else [])):
            assert write(path) is None
            assert path.read_bytes() == write().encode()
            assert write(str(path)) is None
            assert path.read_bytes() == write().encode()

    def test_csv_for_excel(self, tmp_path: Path) -> None:
        path = tmp_path / "cities.csv"
        TABLES[0].to_csv(path, excel=True)
        assert path.read_bytes() == b"\xef\xbb\xbf" + TABLES[0].to_csv().encode()
        with pytest.raises(ValueError, match="excel=True needs a path"):
            TABLES[0].to_csv(excel=True)

    @pytest.mark.parametrize("write", [*WRITE, "to_geojson"])
    def test_a_path_that_is_none(self, write: str) -> None:
        for value in (5, b"cities.csv", ["cities.csv"]):
            with pytest.raises(TypeError, match="path must be a str or a path, got "):
                getattr(gnlc.cities(year=2020), write)(value)

    @pytest.mark.parametrize("write", [*WRITE, "to_geojson"])
    def test_what_cannot_be_written(self, write: str, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError) as caught:
            getattr(gnlc.cities(year=2020), write)(tmp_path / "nowhere" / "cities")
        assert caught.value.filename == str(tmp_path / "nowhere" / "cities")
        assert list(tmp_path.iterdir()) == []
