"""A release: one commit with one tag, in which all places name the same version."""

import datetime
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.version import Version

import gnlc

pytestmark = pytest.mark.any_python

ROOT = Path(__file__).parents[1]
FILES = ("src/gnlc/__init__.py", "CITATION.cff", "CHANGELOG.md", "pyproject.toml")


def versions_of(root: Path) -> dict[str, str]:
    """The version that each place names."""
    package, citation, changelog, project = ((root / name).read_text("utf-8") for name in FILES)
    forms = [
        (FILES[0], r'^__version__ = "(.*)"$', package),
        (FILES[1], r"^version: (.*)$", citation),
    ]
    places = {name: re.findall(form, text, re.MULTILINE) for name, form, text in forms}
    found = {name: version for name, [version] in places.items()}
    released = re.findall(r"(?m)^## \[(\d[^\]]*)\]", changelog)
    current = tomllib.loads(project)["tool"]["bumpversion"]["current_version"]
    return (
        found | {FILES[3]: current} | dict.fromkeys([FILES[2]] if released else [], *released[:1])
    )


class TestHere:
    """At any commit."""

    def test_all_places_name_one_version(self) -> None:
        assert set(versions_of(ROOT).values()) == {gnlc.__version__}

    def test_versions_of_the_changelog(self) -> None:
        text = (ROOT / "CHANGELOG.md").read_text("utf-8")
        assert text.count("\n## [Unreleased]\n") == 1
        parts = re.findall(r"(?ms)^## \[(\d[^\]]*)\][^\n]*\n(.*?)(?=^## \[|\Z)", text)
        versions = [Version(version) for version, _ in parts]
        assert versions == sorted(set(versions), reverse=True)
        assert all(re.search("(?m)^- ", part) for _, part in parts)


@pytest.mark.skipif(
    os.name == "nt" and shutil.which("git") is None, reason="there is no git for this Windows"
)
class TestRelease:
    """What `bump-my-version` does with the settings of this repository."""

    @pytest.fixture
    def repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_NAME", "A tester")
            monkeypatch.setenv(f"GIT_{who}_EMAIL", "tester@example.org")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        monkeypatch.setenv(
            "PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        )
        for name in FILES:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
        (tmp_path / "tools").mkdir()
        (tmp_path / "tests" / "kept").mkdir(parents=True)
        (tmp_path / "tools" / "keep.py").write_text(
            "import pathlib; pathlib.Path('tests/kept/new').write_bytes("
            "pathlib.Path('src/gnlc/__init__.py').read_bytes())"
        )
        git(tmp_path, "init", "--quiet")
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message=Begin")
        return tmp_path

    @pytest.mark.parametrize("versions", [["77.0.0"], ["77.0.0rc1", "77.0.0"]])
    def test_all_places_change_in_one_commit(self, repository: Path, versions: list[str]) -> None:
        before = (repository / "CHANGELOG.md").read_text("utf-8")
        for version in versions:
            done = bump(repository, version)
            assert done.returncode == 0, done.stderr
        assert set(versions_of(repository).values()) == {"77.0.0"}
        assert git(repository, "status", "--porcelain") == ""
        assert git(repository, "log", "-1", "--format=%s %D").split()[:2] == ["Release", "77.0.0"]
        assert git(repository, "cat-file", "-t", "v77.0.0") == "tag\n"
        # What is kept is made of the new version, and is part of the commit.
        assert '__version__ = "77.0.0"' in git(repository, "show", "v77.0.0:tests/kept/new")
        today = datetime.datetime.now().astimezone().date()
        citation = (repository / "CITATION.cff").read_text("utf-8")
        assert citation.count(f"\ndate-released: {today}\n") == 1
        assert "\nreferences:\n" in citation
        after = (repository / "CHANGELOG.md").read_text("utf-8")
        for version in versions:
            after = after.replace(f"\n## [{version}] - {today}\n", "", 1)
        assert after == before

    @pytest.mark.parametrize("version", ["first", "1.0", "v1.0.0"])
    def test_what_is_no_version(self, repository: Path, version: str) -> None:
        assert bump(repository, version).returncode != 0
        assert git(repository, "status", "--porcelain") + git(repository, "tag") == ""

    def test_what_is_not_committed(self, repository: Path) -> None:
        (repository / "CITATION.cff").write_text("version: 0\n", "utf-8")
        assert bump(repository, "77.0.0").returncode != 0
        assert git(repository, "tag") == ""

    def test_where_keeping_fails_nothing_is_tagged(self, repository: Path) -> None:
        (repository / "tools" / "keep.py").write_text("raise SystemExit(3)")
        git(repository, "commit", "--all", "--quiet", "--message=Break")
        assert bump(repository, "77.0.0").returncode != 0
        assert git(repository, "tag") + git(repository, "log", "-1", "--format=%s") == "Break\n"


def git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def bump(root: Path, version: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "bumpversion", "bump", "--new-version", version]
    return subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
