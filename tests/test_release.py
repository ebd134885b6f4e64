"""The making of a release, in repositories that are made for it."""

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import release
from hypothesis import given
from hypothesis import strategies as st

import gnlc

ROOT = Path(__file__).parents[1]
DATE = datetime.date(2027, 1, 31)

numbers = st.integers(0, 12)
phases = st.tuples(st.sampled_from(["a", "b", "rc"]), st.integers(1, 12))
versions = st.builds(
    lambda parts, phase: ".".join(map(str, parts)) + (f"{phase[0]}{phase[1]}" if phase else ""),
    st.tuples(numbers, numbers, numbers),
    st.none() | phases,
)
lines = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=30)
entries = st.lists(lines, min_size=1, max_size=5).map(
    lambda texts: "### Added\n\n" + "".join(f"- {text}\n" for text in texts)
)


def changelog(unreleased: str, *parts: tuple[str, str]) -> str:
    """A changelog with what is to come, and with versions."""
    old = "".join(f"\n## [{version}] - 2026-01-01\n\n{text}" for version, text in parts)
    return f"# Changelog\n\nWords on it.\n\n## [Unreleased]\n\n{unreleased}{old}"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the files of this one that a release is made of."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A tester")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "tester@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    package, data, citation = (
        (ROOT / name).read_text("utf-8")
        for name in ("src/gnlc/__init__.py", "src/gnlc/data/network.json", "CITATION.cff")
    )
    files = {
        "src/gnlc/__init__.py": release.versioned(package, "0.0.1"),
        "src/gnlc/data/network.json": data,
        "CITATION.cff": release.cited(citation, "0.0.1", datetime.date(2026, 1, 1)),
        "CHANGELOG.md": changelog("### Added\n\n- This.\n", ("0.0.1", "### Added\n\n- That.\n")),
        "tools/keep.py": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8", newline="\n")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=Begin")
    return tmp_path


def git(root: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def state(root: Path) -> tuple[str, str, str]:
    """What a refusal leaves as it was: the commit, the tags, the files."""
    return git(root, "rev-parse", "HEAD"), git(root, "tag"), git(root, "status", "--porcelain")


class TestHere:
    """All places name one version, at any commit."""

    def test_they_do(self) -> None:
        assert release.disagreements(ROOT) == []

    def test_the_package_that_is_tested_is_this_one(self) -> None:
        assert f'__version__ = "{gnlc.__version__}"' in (
            (ROOT / "src" / "gnlc" / "__init__.py").read_text("utf-8")
        )

    def test_the_changelog_has_a_place_for_what_is_to_come(self) -> None:
        text = (ROOT / "CHANGELOG.md").read_text("utf-8")
        assert text.count("\n## [Unreleased]\n") == 1
        assert sorted(release.released(text), key=release.order, reverse=True) == (
            release.released(text)
        )


class TestOrder:
    """Versions are ordered as PEP 440 orders them."""

    def test_of_examples(self) -> None:
        ordered = ["0.9.10", "1.0.0a1", "1.0.0b1", "1.0.0rc2", "1.0.0rc10", "1.0.0", "1.2.0"]
        assert sorted([*ordered[3:], *ordered[:3]], key=release.order) == ordered

    @given(versions, versions)
    def test_only_equal_ones_are_in_no_order(self, one: str, other: str) -> None:
        assert (release.order(one) == release.order(other)) == (one == other)

    @pytest.mark.parametrize(
        "wrong",
        [
            *("", "1", "1.0", "v1.0.0", "1.0.0.1", "01.0.0", "1.0.0\n", "1.0.0+x"),
            *("1.0.0-rc1", "1.0.0rc0", "1.0.0c1", "1.0.0.dev1", "1\N{ARABIC-INDIC DIGIT ONE}.0.0"),
        ],
    )
    def test_what_is_no_version(self, wrong: str) -> None:
        with pytest.raises(release.ReleaseError, match="is no version"):
            release.order(wrong)


class TestCut:
    """What was to come becomes the part of the version; not a word is lost."""

    @given(entries, entries, versions, versions)
    def test_nothing_is_lost(self, new: str, old: str, one: str, other: str) -> None:
        before = changelog(new, (one, old))
        if release.order(other) <= release.order(one):
            with pytest.raises(release.ReleaseError, match="is not newer than"):
                release.cut(before, other, "2026.11.23", DATE)
            return
        after = release.cut(before, other, "2026.11.23", DATE)
        added = f"## [{other}] - 2027-01-31\n\nWith the data of version 2026.11.23.\n\n"
        assert after.count(added) == 1
        assert after.replace(added, "") == before
        assert release.released(after) == [other, one]
        assert release.section(after, "Unreleased") == ""
        assert release.section(after, other).endswith(new.strip("\n"))
        assert release.section(after, one) == old.strip("\n")

    @pytest.mark.parametrize("unreleased", ["", "### Added\n", "Soon.\n"])
    def test_where_there_is_nothing(self, unreleased: str) -> None:
        before = changelog(unreleased, ("0.1.0", "- All.\n"))
        with pytest.raises(release.ReleaseError, match="nothing under"):
            release.cut(before, "1.0.0", "2026.11.23", DATE)

    @pytest.mark.parametrize("text", ["# Changelog\n", changelog("- A\n") + changelog("- B\n")])
    def test_without_one_place_for_it(self, text: str) -> None:
        with pytest.raises(release.ReleaseError, match=r"headings \[Unreleased\], not one"):
            release.cut(text, "1.0.0", "2026.11.23", DATE)

    def test_an_older_version_below_counts_too(self) -> None:
        before = changelog("- A\n", ("1.1.1", "- B\n"), ("1.2.0", "- C\n"))
        with pytest.raises(release.ReleaseError, match=r"1\.1\.2 is not newer than 1\.2\.0"):
            release.cut(before, "1.1.2", "2026.11.23", DATE)


class TestCited:
    @pytest.mark.parametrize("before", ["", "date-released: 2026-01-01\n"])
    def test_version_and_day(self, before: str) -> None:
        after = release.cited(f"title: x\nversion: 0.9.0\n{before}license: MIT\n", "1.0.0", DATE)
        assert after == "title: x\nversion: 1.0.0\ndate-released: 2027-01-31\nlicense: MIT\n"


class TestRelease:
    """A release is one commit with one tag, in which all places agree; or nothing at all."""

    def test_all_that_changes(self, repository: Path) -> None:
        data = json.loads((repository / "src/gnlc/data/network.json").read_text("utf-8"))
        assert release.release(repository, "1.0.0", DATE) == "v1.0.0"
        assert git(repository, "status", "--porcelain") == ""
        assert git(repository, "log", "--format=%s").split("\n")[:2] == ["Release 1.0.0", "Begin"]
        assert release.disagreements(repository, "v1.0.0") == []
        changed = git(repository, "diff", "--unified=0", "HEAD~", "HEAD")
        assert re.findall(r"^[-+](?!\+\+|--)(.*)$", changed, re.MULTILINE) == [
            "## [1.0.0] - 2027-01-31",
            "",
            f"With the data of version {data['data_version']}.",
            "",
            "version: 0.0.1",
            "date-released: 2026-01-01",
            "version: 1.0.0",
            "date-released: 2027-01-31",
            '__version__ = "0.0.1"',
            '__version__ = "1.0.0"',
        ]

    def test_the_tag_tells_what_is_new(self, repository: Path) -> None:
        release.release(repository, "1.0.0", DATE)
        told = git(repository, "tag", "--list", "--format=%(contents)", "v1.0.0")
        assert told.startswith("gnlc 1.0.0\n\nWith the data of version ")
        assert told.rstrip().endswith("### Added\n\n- This.")
        assert "refs/tags/v1.0.0" in git(repository, "for-each-ref", "--format=%(refname)")
        assert git(repository, "cat-file", "-t", "v1.0.0") == "tag\n"

    def test_the_next_one(self, repository: Path) -> None:
        release.release(repository, "1.0.0rc1", DATE)
        path = repository / "CHANGELOG.md"
        more = path.read_text("utf-8").replace("leased]\n", "leased]\n\n### Fixed\n\n- It.\n", 1)
        path.write_text(more, "utf-8", newline="\n")
        git(repository, "commit", "--all", "--quiet", "--message=Go on")
        later = DATE + datetime.timedelta(days=1)
        assert release.release(repository, "1.0.0", later) == "v1.0.0"
        assert (repository / "CITATION.cff").read_text("utf-8").count("date-released: 202") == 1
        assert "\ndate-released: 2027-02-01\n" in (repository / "CITATION.cff").read_text("utf-8")
        assert git(repository, "tag").split() == ["v1.0.0", "v1.0.0rc1"]

    @pytest.mark.parametrize("kept", [False, True])
    def test_what_keeps_it_is_asked_before_the_commit(self, kept: bool, repository: Path) -> None:
        keep = repository / "tools" / "keep.py"
        keep.write_text("import pathlib, gnlc; pathlib.Path('new').write_text(gnlc.__version__)")
        if kept:
            folder = repository / "tests" / "kept" / "1.0.0"
            folder.mkdir(parents=True)
            (folder / "new").write_text("1.0.0")
        git(repository, "add", "--all")
        git(repository, "commit", "--quiet", "--message=Keep")
        release.release(repository, "1.0.0", DATE)
        assert git(repository, "show", "v1.0.0:new") == "1.0.0"
        # What there was of a version that had no tag was never released.
        found = git(repository, "ls-tree", "-r", "--name-only", "v1.0.0").split()
        assert [path for path in found if path.startswith("tests/kept/")] == []

    def test_where_keeping_fails_nothing_is_tagged(self, repository: Path) -> None:
        keep = repository / "tools" / "keep.py"
        keep.write_text("raise SystemExit(3)")
        git(repository, "commit", "--all", "--quiet", "--message=Keep")
        commit, tags, _ = state(repository)
        with pytest.raises(subprocess.CalledProcessError):
            release.release(repository, "1.0.0", DATE)
        assert state(repository)[:2] == (commit, tags)

    @pytest.mark.parametrize("version", ["0.0.1", "0.0.1rc1", "1.0", "v1.0.0"])
    def test_a_wrong_version(self, version: str, repository: Path) -> None:
        before = state(repository)
        with pytest.raises(release.ReleaseError):
            release.release(repository, version, DATE)
        assert state(repository) == before

    def test_what_is_not_committed(self, repository: Path) -> None:
        (repository / "new.txt").write_text("new")
        before = state(repository)
        with pytest.raises(release.ReleaseError, match="not committed"):
            release.release(repository, "1.0.0", DATE)
        assert state(repository) == before

    def test_a_tag_that_is_there(self, repository: Path) -> None:
        git(repository, "tag", "v1.0.0")
        before = state(repository)
        with pytest.raises(release.ReleaseError, match=r"a tag v1\.0\.0 already"):
            release.release(repository, "1.0.0", DATE)
        assert state(repository) == before

    @pytest.mark.parametrize(
        ("name", "old", "new"),
        [
            ("src/gnlc/__init__.py", '__version__ = "', '__version__= "'),
            ("CITATION.cff", "\nversion: ", "\nversion: 1\nversion: "),
            ("CHANGELOG.md", "- This.", "This."),
        ],
    )
    def test_a_file_of_another_form(self, name: str, old: str, new: str, repository: Path) -> None:
        path = repository / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8", newline="\n")
        git(repository, "commit", "--all", "--quiet", "--message=Break")
        before = state(repository)
        with pytest.raises(release.ReleaseError):
            release.release(repository, "1.0.0", DATE)
        assert state(repository) == before


class TestCheck:
    """The tag that is pushed is that of the version; the workflow asks."""

    def test_each_that_disagrees_is_told(self, repository: Path) -> None:
        release.release(repository, "1.0.0", DATE)
        assert release.disagreements(repository) == []
        for wrong in ("1.0.0", "v1.0.1"):
            told = [f"the tag names {wrong}, not v1.0.0"]
            assert release.disagreements(repository, wrong) == told
        path = repository / "CITATION.cff"
        path.write_text(
            path.read_text("utf-8").replace("version: 1.0.0", "version: 1.0.1"), "utf-8"
        )
        path = repository / "CHANGELOG.md"
        path.write_text(
            path.read_text("utf-8").replace("[1.0.0]", "[0.9.0]"), "utf-8", newline="\n"
        )
        assert release.disagreements(repository, "v1.0.0") == [
            "CITATION.cff names 1.0.1, not 1.0.0",
            "CHANGELOG.md names 0.9.0, not 1.0.0",
        ]

    def test_a_tag_needs_its_part_of_the_changelog(self, repository: Path) -> None:
        (repository / "CHANGELOG.md").write_text(changelog("- This.\n"), "utf-8", newline="\n")
        assert release.disagreements(repository) == []
        told = ["CHANGELOG.md names no version, not 0.0.1"]
        assert release.disagreements(repository, "v0.0.1") == told


class TestCommand:
    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(ROOT / "tools" / "release.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_check(self) -> None:
        assert (self.run("--check").returncode, self.run("--check").stdout) == (0, "")
        done = self.run("--check", "v0.0.0")
        assert done.returncode == 1
        assert f"the tag names v0.0.0, not v{gnlc.__version__}\n" in done.stdout

    def test_without_a_version(self) -> None:
        done = self.run()
        assert done.returncode == 2
        assert "which version?" in done.stderr

    def test_what_is_refused(self) -> None:
        done = self.run("first")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "'first' is no version as 1.2.3 or 1.2.3rc1\n"
