"""The wheel, run as apps run it: it answers what the sources do, and nothing complains."""

import json
import os
import shutil
import sys
import zipapp
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from deployed import probe
from deployed.environments import Environments, output_of, run, uv

HERE = Path(__file__).parent
PROBE = HERE / "probe.py"
QUESTION = ("search", "Гянджи", "--format", "json")
SOURCES = {"PYTHONPATH": f"{HERE.parents[1] / 'src'}"}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


class Answer(NamedTuple):
    """What the probe printed."""

    answers: dict[str, Any]
    circumstances: dict[str, Any]

    @classmethod
    def by(cls, *command: str | Path, **settings: Any) -> "Answer":
        return cls.on(output_of(*command, **settings))

    @classmethod
    def on(cls, line: str) -> "Answer":
        return cls(**json.loads(line))


def check_command(*command: str | Path, env: Mapping[str, str] | None = None) -> None:
    """The command line finds what it finds in this process."""
    assert json.loads(output_of(*command, *QUESTION, env=env)) == json.loads(
        probe.command(*QUESTION).removesuffix("0")
    )


def version(python: str) -> list[int]:
    code = "import sys; print(*sys.version_info[:2])"
    return [*map(int, output_of(python, "-c", code).split())]


class TestInstalled:
    """In an environment with the default dependencies alone, on every Python."""

    def test_plain(
        self, python: str, environments: Environments, answers: dict[str, Any], tmp_path: Path
    ) -> None:
        own = environments.bare(python)
        answer = Answer.by(own, PROBE, cwd=tmp_path)
        assert answer.answers == answers
        assert answer.circumstances["python"] == version(python)
        assert answer.circumstances["there"] == []
        assert Path(answer.circumstances["file"]).is_relative_to(own.parents[1])
        check_command(own.with_name("gnlc"))

    @pytest.mark.parametrize(
        ("flags", "state"),
        [
            (("-OO",), {"optimize": 2}),
            (("-I",), {"isolated": 1}),
            (
                ("-W", "error", "-bb", "-X", "warn_default_encoding"),
                {"warnings": ["error", "error::BytesWarning"]},
            ),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
    )
    def test_flags(
        self,
        python: str,
        flags: tuple[str, ...],
        state: dict[str, Any],
        environments: Environments,
        answers: dict[str, Any],
    ) -> None:
        own = environments.bare(python)
        answer = Answer.by(own, *flags, PROBE)
        assert answer.answers == answers
        assert answer.circumstances | state == answer.circumstances
        check_command(own, *flags, "-m", "gnlc")

    def test_locale(self, python: str, environments: Environments, answers: dict[str, Any]) -> None:
        """A locale that knows ASCII only changes no answer, and the command line escapes."""
        own = environments.bare(python)
        answer = Answer.by(own, PROBE, env=ASCII)
        assert answer.answers == answers
        assert answer.circumstances["encodings"] == ["ascii", "ascii"]
        check_command(own.with_name("gnlc"), env=ASCII)
        table = output_of(own, "-m", "gnlc", "city", "Гянджа", env=ASCII)
        shown = probe.command("city", "Гянджа").removesuffix("0")
        assert table == shown.encode("ascii", "backslashreplace").decode() != shown

    def test_read_only(
        self, python: str, environments: Environments, answers: dict[str, Any], tmp_path: Path
    ) -> None:
        """Nothing can be written anywhere, the home of the user included."""
        own = environments.bare(python)
        there = {"HOME": f"{tmp_path}"}
        assert Answer.by(own, PROBE, env=there).circumstances["writable"]
        read_only: tuple[str | Path, ...] = (
            *namespace("--mount"),
            "sh",
            HERE / "read-only.sh",
            own,
        )
        answer = Answer.by(*read_only, PROBE, cwd=tmp_path, env=there)
        assert answer.answers == answers
        assert answer.circumstances["writable"] == []
        check_command(*read_only, "-m", "gnlc", env=there)

    def test_full_disk(self, python: str, environments: Environments, tmp_path: Path) -> None:
        """The old file stays as it is, and nothing else is left, on a disk of 64 KB."""
        own = environments.bare(python)
        mounted = 'mount -t tmpfs -o size=64k none "$1" && exec "$0" "$2" "$1"'
        within = (*namespace("--mount"), "sh", "-c", mounted)
        *told, left = output_of(*within, own, tmp_path, HERE / "full.py").splitlines()
        assert told == ["No space left on device True True"] * 3
        assert left == "['network.json']"

    def test_two_interpreters(
        self, python: str, environments: Environments, answers: dict[str, Any], tmp_path: Path
    ) -> None:
        """Two interpreters of one process, at once."""
        files = [tmp_path / "one", tmp_path / "other"]
        output_of(environments.bare(python), HERE / "interpreters.py", PROBE, *files)
        for file in files:
            assert Answer.on(file.read_text("utf-8")).answers == answers


def namespace(*kinds: str) -> list[str]:
    """The command that runs another one in namespaces of its own, where this user may do that."""
    return ["unshare", *kinds, *([] if os.geteuid() == 0 else ["--map-root-user"])]


class TestZipped:
    """From within a zip."""

    def test_app(
        self,
        python: str,
        wheel: Path,
        answers: dict[str, Any],
        tmp_path: Path,
    ) -> None:
        """A zipapp of the probe, the wheel and its dependencies."""
        folder, app = tmp_path / "app", tmp_path / "app.pyz"
        uv("pip", "install", "--python", python, "--target", folder, wheel)
        shutil.copy(PROBE, folder / "__main__.py")
        zipapp.create_archive(folder, app, compressed=True)
        shutil.rmtree(folder)
        answer = Answer.by(python, "-I", "-W", "error", app, cwd=tmp_path)
        assert answer.answers == answers
        assert answer.circumstances["file"] == str(app / "gnlc" / "__init__.py")

    def test_small(self, wheel: Path, tmp_path: Path) -> None:
        """Without what docs/how-to/small-apps.md says may be left out."""
        folder, app, program = tmp_path / "app", tmp_path / "app.pyz", HERE / "small.py"
        wanted = ("--no-deps", wheel, "anyascii", "attrs")
        uv("pip", "install", "--python", sys.executable, "--target", folder, *wanted)
        for name in ("cli", "plot", "testing", "_pyinstaller"):
            shutil.rmtree(folder / "gnlc" / name)
        for name in ("land", "datapackage", "document.schema"):
            (folder / "gnlc" / "data" / f"{name}.json").unlink()
        shutil.copy(program, folder / "__main__.py")
        zipapp.create_archive(folder, app)
        # Without -S it would see what this Python has.
        found, there = json.loads(output_of(sys.executable, "-I", "-S", "-W", "error", app))
        assert there == []
        assert found == json.loads(output_of(sys.executable, program, env=SOURCES))[0]

    def test_wheel_on_the_path(
        self, python: str, wheel: Path, wheels: Path, answers: dict[str, Any]
    ) -> None:
        """The wheel and those of its dependencies, as they are."""
        there = {"PYTHONPATH": os.pathsep.join(map(str, sorted(wheels.iterdir())))}
        answer = Answer.by(python, "-W", "error", PROBE, env=there)
        assert answer.answers == answers
        assert answer.circumstances["file"] == str(wheels / wheel.name / "gnlc" / "__init__.py")
        check_command(python, "-m", "gnlc", env=there)


class TestFrozen:
    """By PyInstaller, which finds the hook of gnlc by itself."""

    def test_one_file(
        self, environments: Environments, answers: dict[str, Any], tmp_path: Path
    ) -> None:
        """It runs from another folder; extras that it does not use are left out, though there."""
        own = environments.full(sys.executable, "pyinstaller")
        built = tmp_path / "built"
        folders = [f"--{kind}path={built / kind}" for kind in ("dist", "work", "spec")]
        freeze = ("-m", "PyInstaller", "--onefile", "--log-level=ERROR")
        run(own, *freeze, *folders, PROBE)
        app = shutil.move(built / "dist" / "probe", tmp_path / "app")
        shutil.rmtree(built)
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        answer = Answer.by(app, cwd=elsewhere)
        assert answer.answers == answers
        assert answer.circumstances["frozen"] is True
        assert not {"altair", "hypothesis", "nanoarrow"} & set(answer.circumstances["there"])


class TestPyodide:
    """In WebAssembly, by Pyodide under Node.js, with no network to ask."""

    def test_run(self, wheels: Path, answers: dict[str, Any], tmp_path: Path) -> None:
        folder = tmp_path / "pyodide"
        shutil.copytree(HERE / "pyodide", folder)
        run("npm", "ci", "--ignore-scripts", "--loglevel=error", cwd=folder)
        command: tuple[str | Path, ...] = (
            *namespace("--net"),
            "node",
            folder / "run.mjs",
            PROBE,
            wheels,
        )
        answer = Answer.by(*command, cwd=tmp_path)
        assert answer.answers == answers
        assert answer.circumstances["platform"] == "emscripten"
        assert answer.circumstances["python"] == [3, 14]
        assert answer.circumstances["there"] == []
