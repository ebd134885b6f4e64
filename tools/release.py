"""Make a release of what is committed: version, changelog, citation, commit and tag.

    python tools/release.py VERSION [--date YYYY-MM-DD]
    python tools/release.py --check [TAG]

Nothing leaves the machine: pushing the tag is what publishes, by .github/workflows/release.yml. The
version must be newer than every one in CHANGELOG.md, whose part [Unreleased] becomes that of the
version and the message of the tag. With --check nothing is written: it is told whether all places
that name the version name the same one, and the tag, if one is given, with them.
"""

import argparse
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

_PACKAGE = Path("src", "gnlc", "__init__.py")
_CHANGELOG = Path("CHANGELOG.md")
_CITATION = Path("CITATION.cff")
_DATA = Path("src", "gnlc", "data", "network.json")
_KEEP = Path("tools", "keep.py")
_KEPT = Path("tests", "kept")
"""What keeps of a release what later ones are tested against, and where, by its version."""

_NUMBER = "(0|[1-9][0-9]*)"
_VERSION = rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:(a|b|rc)([1-9][0-9]*))?"
_UNRELEASED = "## [Unreleased]\n"


class ReleaseError(Exception):
    """There can be no such release now."""


def order(version: str) -> tuple[int, int, int, str, int]:
    """Return what puts versions in order: semantic ones, in the spelling that PEP 440 has for them.

    Raises:
        ReleaseError: it is no such version.
    """
    if not (found := re.fullmatch(_VERSION, version)):
        raise ReleaseError(f"{version!r} is no version as 1.2.3 or 1.2.3rc1")
    major, minor, patch, phase, number = found.groups()
    # All phases come before the version itself, and they do so in the alphabet.
    return int(major), int(minor), int(patch), phase or "z", int(number or 0)


def released(changelog: str) -> list[str]:
    """Return the versions of a changelog, as they stand there."""
    return re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)


def section(changelog: str, name: str) -> str:
    """Return what a changelog says under a heading: that of a version, or "Unreleased".

    Raises:
        ReleaseError: there is not one such heading.
    """
    bodies = re.findall(rf"(?ms)^## \[{re.escape(name)}\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog)
    if len(bodies) != 1:
        raise ReleaseError(f"{_CHANGELOG} has {len(bodies)} headings [{name}], not one")
    [body] = bodies
    return str(body).strip("\n")


def cut(changelog: str, version: str, data_version: str, date: datetime.date) -> str:
    """Return a changelog in which what was to come has become a version.

    Raises:
        ReleaseError: nothing was to come, or the version is not newer than all that there are.
    """
    if not re.search(r"^- ", section(changelog, "Unreleased"), re.MULTILINE):
        raise ReleaseError(f"{_CHANGELOG} has nothing under [Unreleased]")
    newest = max(released(changelog), key=order, default=None)
    if newest is not None and order(version) <= order(newest):
        raise ReleaseError(f"{version} is not newer than {newest}, which is released")
    heading = f"## [{version}] - {date}\n\nWith the data of version {data_version}.\n"
    return changelog.replace(_UNRELEASED, f"{_UNRELEASED}\n{heading}", 1)


def versioned(package: str, version: str) -> str:
    """Return the source of the package with another version."""
    return _replaced(_PACKAGE, r'^__version__ = ".*"$', f'__version__ = "{version}"', package)


def cited(citation: str, version: str, date: datetime.date) -> str:
    """Return a citation file for a version and the day of its release."""
    lines = f"version: {version}\ndate-released: {date}"
    return _replaced(_CITATION, r"^version: .*$(\ndate-released: .*$)?", lines, citation)


def _replaced(path: Path, pattern: str, by: str, text: str) -> str:
    new, count = re.subn(pattern, lambda _: by, text, flags=re.MULTILINE)
    if count != 1:
        raise ReleaseError(f"{path} names the version {count} times, not once")
    return new


def disagreements(root: Path, tag: str | None = None) -> list[str]:
    """Return which places name another version than the package does.

    Until there is a tag, the changelog may have no version.
    """
    package, changelog, citation = (
        (root / path).read_text("utf-8") for path in (_PACKAGE, _CHANGELOG, _CITATION)
    )
    [version] = re.findall(r'(?m)^__version__ = "(.*)"$', package)
    newest = released(changelog)[:1]
    places = [
        (str(_CITATION), re.findall(r"(?m)^version: (.*)$", citation), version),
        (str(_CHANGELOG), newest, version if newest or tag else None),
        ("the tag", [tag] if tag else [], f"v{version}" if tag else None),
    ]
    return [
        f"{place} names {' and '.join(named) or 'no version'}, not {expected}"
        for place, named, expected in places
        if named != [expected] and expected is not None
    ]


def release(root: Path, version: str, date: datetime.date) -> str:
    """Write, commit and tag a release, and return what the tag is called.

    Raises:
        ReleaseError: there can be no such release; nothing was written.
        subprocess.CalledProcessError: a command failed. What was written is not committed.
    """

    def git(*arguments: str, stdin: str | None = None) -> str:
        command = ["git", *arguments]
        return subprocess.run(
            command, cwd=root, check=True, encoding="utf-8", input=stdin, stdout=subprocess.PIPE
        ).stdout.strip()

    tag = f"v{version}"
    order(version)
    if git("status", "--porcelain"):
        raise ReleaseError("there is something that is not committed")
    if git("tag", "--list", tag):
        raise ReleaseError(f"there is a tag {tag} already")
    data_version = json.loads((root / _DATA).read_text("utf-8"))["data_version"]
    texts = {path: (root / path).read_text("utf-8") for path in (_PACKAGE, _CHANGELOG, _CITATION)}
    changed = {
        _PACKAGE: versioned(texts[_PACKAGE], version),
        _CHANGELOG: cut(texts[_CHANGELOG], version, data_version, date),
        _CITATION: cited(texts[_CITATION], version, date),
    }
    for path, text in changed.items():
        (root / path).write_text(text, "utf-8", newline="\n")
    # What is there of a version that has no tag was never released.
    shutil.rmtree(root / _KEPT / version, ignore_errors=True)
    env = {**os.environ, "PYTHONPATH": str(root / "src")}
    subprocess.run([sys.executable, str(root / _KEEP)], cwd=root, env=env, check=True)
    git("add", "--all")
    git("commit", "--quiet", "--message", f"Release {version}")
    # As it is: a line that begins with # is no comment here but a heading.
    notes = f"gnlc {version}\n\n{section(changed[_CHANGELOG], version)}\n"
    git("tag", "--annotate", "--cleanup=verbatim", "--file=-", tag, stdin=notes)
    return tag


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("version", nargs="?", help="of the release, or with --check the tag")
    parser.add_argument("--check", action="store_true", help="write nothing, compare what there is")
    parser.add_argument(
        "--date",
        type=datetime.date.fromisoformat,
        default=datetime.datetime.now(datetime.UTC).date(),
        help="of the release; today, if left out",
    )
    arguments = parser.parse_args()
    if arguments.check:
        found = disagreements(ROOT, arguments.version)
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    if arguments.version is None:
        parser.error("which version?")
    try:
        tag = release(ROOT, arguments.version, arguments.date)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Look at it (git show {tag}), then publish it: git push --atomic origin HEAD {tag}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
