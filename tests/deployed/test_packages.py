"""What is in the wheel and the sdist: what should be, nothing else, and the same each time."""

import json
import re
import shutil
import sys
import tarfile
import tomllib
import zipfile
from email.message import Message
from email.parser import BytesParser
from itertools import chain
from pathlib import Path

import pytest
from deployed.environments import run, uv
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LIMIT = 750_000
"""The number of bytes that the wheel may have."""

DATA_LICENCE = "src/gnlc/data/LICENSE"
MACHINERY = (".ci/", ".github/")
"""What the sdist leaves out: it is of use in the repository only."""


@pytest.fixture(scope="module")
def repository_files() -> dict[str, bytes]:
    """What the repository holds, by path."""
    paths = run("git", "ls-files", "-z", cwd=ROOT).split("\0")[:-1]
    return {path: (ROOT / path).read_bytes() for path in paths}


@pytest.fixture(scope="module")
def wheel_files(wheel: Path) -> dict[str, bytes]:
    """What the wheel holds, by path."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


@pytest.fixture(scope="module")
def metadata(wheel_files: dict[str, bytes]) -> Message:
    [text] = [
        content for name, content in wheel_files.items() if name.endswith(".dist-info/METADATA")
    ]
    return BytesParser().parsebytes(text)


class TestWheel:
    """It holds the package and what packaging asks for."""

    def test_contents(
        self, wheel: Path, wheel_files: dict[str, bytes], repository_files: dict[str, bytes]
    ) -> None:
        about = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
        package = {
            path.removeprefix("src/"): content
            for path, content in repository_files.items()
            if path.startswith("src/") and path != DATA_LICENCE
        }
        shared = {
            f"{about.removesuffix('.dist-info')}.data/data/{path}": content
            for path, content in repository_files.items()
            if path.startswith("share/")
        }
        licences = {
            f"{about}/licenses/{path}": repository_files[path] for path in ("LICENSE", DATA_LICENCE)
        }
        files = ("METADATA", "RECORD", "WHEEL", "entry_points.txt")
        made = {name: wheel_files[name] for name in (f"{about}/{file}" for file in files)}
        assert sorted(wheel_files) == sorted(package | shared | licences | made)
        assert wheel_files == package | shared | licences | made

    def test_is_pure(self, wheel: Path, wheel_files: dict[str, bytes]) -> None:
        assert wheel.name.endswith("-py3-none-any.whl")
        [about] = [content for name, content in wheel_files.items() if name.endswith("/WHEEL")]
        assert b"Root-Is-Purelib: true\n" in about

    def test_is_small(self, wheel: Path) -> None:
        assert wheel.stat().st_size < LIMIT

    def test_names_whom_to_attribute(self, metadata: Message) -> None:
        assert any("GeoNames" in link for link in metadata.get_all("Project-URL", []))
        description = metadata.get_payload()
        assert "https://www.geonames.org" in description
        assert "CC BY 4.0" in description


class TestSdist:
    """It holds the repository, tests and all."""

    def test_contents(self, sdist: Path, repository_files: dict[str, bytes]) -> None:
        folder = sdist.name.removesuffix(".tar.gz")
        expected = {
            f"{folder}/{path}": content
            for path, content in repository_files.items()
            if not path.startswith(MACHINERY)
        }
        held: dict[str, bytes] = {}
        with tarfile.open(sdist) as archive:
            for member in archive:
                file = archive.extractfile(member)
                assert file is not None, f"{member.name} is no file"
                held[member.name] = file.read()
        del held[f"{folder}/PKG-INFO"]
        assert sorted(held) == sorted(expected)
        assert held == expected


class TestReproducible:
    """Who builds again has the same bytes."""

    @pytest.fixture
    def tree(self, repository_files: dict[str, bytes], tmp_path: Path) -> Path:
        """The sources in another folder, later, and for their owner's eyes only."""
        tree = tmp_path / "tree"
        for path, content in repository_files.items():
            file = tree / path
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_bytes(content)
            file.chmod(0o600)
        return tree

    def test_from_the_tree(self, tree: Path, wheel: Path, sdist: Path, tmp_path: Path) -> None:
        there = {"TZ": "Asia/Baku", "LC_ALL": "C"}
        for kind, given in (("--wheel", wheel), ("--sdist", sdist)):
            uv("build", kind, "--out-dir", tmp_path, tree, env=there)
            assert (tmp_path / given.name).read_bytes() == given.read_bytes()

    def test_from_the_sdist(self, wheel: Path, sdist: Path, tmp_path: Path) -> None:
        uv("build", "--wheel", "--out-dir", tmp_path, sdist)
        assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


class TestLock:
    """What developers may install by hash is what the project asks for."""

    COMMAND = (
        "uv pip compile --universal --python-version 3.11 --all-extras --group dev --group typing "
        "--generate-hashes --no-emit-index-url pyproject.toml --output-file .ci/dev.lock"
    )

    @pytest.fixture
    def locked(self) -> dict[str, list[Version]]:
        """The versions by the name; a package may have another on another platform."""
        text = (ROOT / ".ci" / "dev.lock").read_text("utf-8")
        assert self.COMMAND in text.splitlines()[1]
        assert "://" not in text
        found: dict[str, list[Version]] = {}
        for entry in re.findall(r"(?m)^\S.*\n(?: .*\n)*", re.sub("(?m)^ *#.*\n", "", text)):
            head, *hashes = entry.replace("\\\n", "\n").split("\n    ")
            assert hashes, head
            assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}\s*", each) for each in hashes)
            wanted = Requirement(head)
            [pin] = wanted.specifier
            found.setdefault(canonicalize_name(wanted.name), []).append(Version(pin.version))
        return found

    def test_agrees_with_the_project(self, locked: dict[str, list[Version]]) -> None:
        told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        project, groups = told["project"], told["dependency-groups"]
        asked = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
        left = ["dev", "typing"]
        while left:
            for each in groups[left.pop()]:
                (asked if isinstance(each, str) else left).append(
                    each if isinstance(each, str) else each["include-group"]
                )
        for wanted in map(Requirement, asked):
            versions = locked[canonicalize_name(wanted.name)]
            assert all(wanted.specifier.contains(v, prereleases=True) for v in versions), wanted


class TestSbom:
    """The list of what comes with the wheel, which a release has beside it."""

    def test_what_an_environment_holds(self, wheel: Path, tmp_path: Path) -> None:
        file = tmp_path / "gnlc.cdx.json"
        for _ in range(2):
            run("bash", ROOT / ".ci" / "sbom", wheel, file, env={"PYTHON": sys.executable})
            text = file.read_text("utf-8")
            file = file.with_name("again.json")
        assert file.parent.joinpath("gnlc.cdx.json").read_text("utf-8") == text
        assert "file:" not in text
        told = json.loads(text)
        assert told["bomFormat"] == "CycloneDX"
        names = {canonicalize_name(part["name"]) for part in told["components"]}
        needed = {"anyascii", "attrs", "cattrs", "importlib-resources", "typing-extensions"}
        assert names == {"gnlc", *needed}
        assert all(part["licenses"] for part in told["components"])


class TestTools:
    """Those who look at packages have nothing to complain of."""

    def test_check_wheel_contents(self, wheel: Path) -> None:
        assert run(tool("check-wheel-contents"), wheel, cwd=ROOT) == f"{wheel}: OK\n"

    def test_twine(self, wheel: Path, sdist: Path) -> None:
        run(tool("twine"), "check", "--strict", wheel, sdist)

    def test_validate_pyproject(self) -> None:
        run(tool("validate-pyproject"), ROOT / "pyproject.toml")

    def test_pyroma(self, sdist: Path) -> None:
        # The authors have no public address.
        options = ("--min=10", "--skip-tests=AuthorEmail")
        assert "Final rating: 10/10\n" in run(tool("pyroma"), *options, sdist)


def tool(name: str) -> str:
    path = shutil.which(name, path=Path(sys.executable).parent)
    assert path, f"{name} is not there: pip install --group deployed"
    return path
