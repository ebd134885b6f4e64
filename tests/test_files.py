"""Files that are replaced in one step."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from strategies import networks

import gnlc
from gnlc import files


class TestReplace:
    """A file is replaced whole, or stays as it was."""

    def test_a_new_file(self, tmp_path: Path) -> None:
        path = tmp_path / "new.json"
        mask = os.umask(0o027)
        try:
            files.replace(path, "ä\n")
        finally:
            os.umask(mask)
        assert path.read_bytes() == b"\xc3\xa4\n"
        assert path.stat().st_mode & 0o777 == 0o640
        assert list(tmp_path.iterdir()) == [path]

    def test_an_old_file_keeps_its_permissions(self, tmp_path: Path) -> None:
        path = tmp_path / "old.json"
        path.write_text("old")
        path.chmod(0o604)
        files.replace(str(path), "new")
        assert path.read_text() == "new"
        assert path.stat().st_mode & 0o777 == 0o604

    def test_what_a_link_leads_to(self, tmp_path: Path) -> None:
        path, link = tmp_path / "old.json", tmp_path / "link.json"
        path.write_text("old")
        link.symlink_to(path)
        files.replace(link, "new")
        assert link.is_symlink()
        assert path.read_text() == "new"

    @pytest.mark.parametrize("step", ["fsync", "replace"])
    def test_a_failure_changes_nothing(
        self, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: Any) -> None:
            raise OSError("disk full")

        path = tmp_path / "old.json"
        path.write_text("old")
        monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], fail)
        with pytest.raises(OSError, match="disk full"):
            files.replace(path, "new")
        assert path.read_text() == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_text_that_cannot_be_written(self, tmp_path: Path) -> None:
        with pytest.raises(UnicodeEncodeError):
            files.replace(tmp_path / "new.json", "\ud800")
        assert list(tmp_path.iterdir()) == []

    def test_a_crash_leaves_the_old_file_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "old.json"
        path.write_text("old")
        # The process dies where the new file is written and has not taken the place of the old.
        script = (
            "import os, sys, gnlc.files; os.fsync = lambda _: os._exit(9); "
            "gnlc.files.replace(sys.argv[1], 'new')"
        )
        done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
        assert done.returncode == 9
        assert path.read_text() == "old"

    def test_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            files.replace(tmp_path / "none" / "new.json", "new")


class TestDump:
    """What is dumped can be loaded, and is the same for the same network."""

    def test_bundled(self, tmp_path: Path) -> None:
        path = tmp_path / "network.json"
        gnlc.dump(gnlc.network(), path)
        assert gnlc.load(path) == gnlc.network()
        assert path.read_text("utf-8") == gnlc.network().to_json() == gnlc.dumps(gnlc.network())

    @given(networks())
    def test_any_network(self, network: gnlc.Network) -> None:
        text = network.to_json()
        again = gnlc.load(text)
        assert again == network
        assert again.to_json() == text
        # The order of names in an object is no part of what it says.
        shuffled = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
        assert gnlc.load(shuffled).to_json() == text
