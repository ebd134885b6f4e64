"""Run the tests against mutants of the modules, and tell which of them no test notices.

    python tools/mutate.py [--jobs N] [--every N] [--only TEXT] [MODULE ...]

Which tests are run for a module, and which of its mutants are known to be left and why, stands in
tests/mutants.toml. The exit code is 1 where other mutants are left than those.

Each mutant has a process of its own, forked from a session of pytest that has loaded what the
module needs, but not the module, what needs it, or the tests. It never gets to a file: the mutant
is what the process imports. A mutant is killed if a test fails, or if it takes too long. One that
passes what is listed first is tried on the rest by a second process, since most do not.
"""

import argparse
import ast
import gc
import importlib
import os
import resource
import signal
import sys
import time
import tomllib
import warnings
from collections.abc import Iterable, Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from types import CodeType
from typing import Any, TypeAlias

import pytest
from hypothesis import given, strategies
from mutants import mutants

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gnlc"
KNOWN = ROOT / "tests" / "mutants.toml"

# What the tests import, but for what they test.
_LOADED = (
    *("altair", "anyascii", "attrs", "cattrs", "difflib", "hypothesis", "importlib_resources"),
    *("jsonschema", "pickle", "reprlib", "statistics", "tinyhtml5", "unittest.mock"),
)

# Up to the first failure, of which nobody wants to hear.
_ARGUMENTS = [
    "--override-ini=addopts=--import-mode=importlib",
    *("-x", "-s", "--assert=plain"),
    *("-pno:cacheprovider", "-pno:unraisableexception", "-pno:threadexception"),
    *("-pno:faulthandler", "-pno:logging"),
]

_SECONDS = 10  # of the processor that the tests may take more than three times what they need
_STUCK = 300  # seconds by the clock, for those that wait for ever
_MEMORY = 4 << 30


_Mutant: TypeAlias = tuple[str, CodeType]


class _Importer:
    """Hands out the code of a mutant when its module is imported."""

    def __init__(self, module: str, code: CodeType) -> None:
        self._module = module
        self._code = code

    def find_spec(self, name: str, path: Any, _: Any = None) -> Any:
        spec: Any = PathFinder.find_spec(name, path)
        if name == self._module:
            spec.loader.get_code = lambda _: self._code
        return spec


def _independent_of(module: str) -> set[str]:
    """Return the modules of gnlc that can be loaded without a certain one."""
    needs: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        if not path.stem.isidentifier():
            continue  # no module, but the hook of PyInstaller
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        tree = ast.parse(path.read_text("utf-8"))
        attempts = [part for node in tree.body if isinstance(node, ast.Try) for part in node.body]
        imports = [node for node in tree.body + attempts if isinstance(node, ast.ImportFrom)]
        needs[name.removesuffix(".__init__")] = {
            part for node in imports for part in (f"{node.module}", *_within(node))
        } | {name.rpartition(".")[0]}
    tainted = {module}
    while more := {name for name in needs if needs[name] & tainted} - tainted:
        tainted |= more
    return {name for name in needs if name not in tainted and not name.endswith("__main__")}


def _within(node: ast.ImportFrom) -> list[str]:
    return [f"{node.module}.{alias.name}" for alias in node.names]


class Session:
    """A session of pytest that starts over with every mutant of a module, as a plugin of it.

    Attributes:
        wrong (int): how many went otherwise than is known.
    """

    def __init__(self, module: str, entry: dict[str, Any], options: argparse.Namespace) -> None:
        self.wrong = 0
        first, *others = entry["tests"]
        self._stages = [tests for tests in ([first], others) if tests]
        self._module = f"gnlc.{module}"
        self._path = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
        self._listed = {mutant["mutant"] for mutant in entry.get("left", ())}
        self._options = options
        self._seconds = 600
        self._seen: set[str] = set()
        self._running: dict[int, _Mutant] = {}
        self._passed: list[_Mutant] = []

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Fork for each mutant, and go on as one of them; only the first process stays here."""
        if not self._options.loud:
            # To find the source of what failed takes as long as many of the tests.
            session.config.option.tbstyle = "native"
        self._config = session.config
        source = self._path.read_text("utf-8")
        for name in (*_LOADED, *_independent_of(self._module)):
            importlib.import_module(name)
        # What hypothesis does once, at its first test.
        given(strategies.text())(lambda _: None)()
        gc.freeze()
        began = time.monotonic()
        if self._module in sys.modules:
            raise RuntimeError(f"{self._module} is loaded before it is mutated")
        sound = ("", compile(source, self._path, "exec"))
        for tests in self._stages:
            if self._goes_through([sound], tests):
                return
            if not self._passed:
                pytest.exit(f"{self._module}: the tests fail without a mutant", 1)
        needed = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        self._seconds = _SECONDS + int(3 * needed)
        todo: Iterable[_Mutant] = self._chosen(source)
        for tests in self._stages:
            if self._goes_through(todo, tests):
                return
            todo = self._passed
        self._tell(needed, time.monotonic() - began)
        os._exit(int(self.wrong > 0))

    def _goes_through(self, mutants: Iterable[_Mutant], tests: list[str]) -> bool:
        """Run tests against mutants, and tell whether this is a new process, which is to do so."""
        self._passed = []
        for mutant in mutants:
            while len(self._running) >= self._options.jobs:
                self._note()
            if self._goes_on_as(mutant):
                self._config.args = tests
                return True
        while self._running:
            self._note()
        return False

    def _chosen(self, source: str) -> Iterator[_Mutant]:
        # What is odd about a mutant is what makes it one.
        warnings.simplefilter("ignore", SyntaxWarning)
        for number, (name, tree) in enumerate(mutants(source)):
            if number % self._options.every == 0 and self._options.only in name:
                self._seen.add(name)
                yield name, compile(tree, self._path, "exec")

    def _goes_on_as(self, mutant: _Mutant) -> bool:
        """Fork, and tell whether this is the new process, which is to run the tests."""
        sys.stdout.flush()
        if pid := os.fork():
            self._running[pid] = mutant
            return False
        resource.setrlimit(resource.RLIMIT_CPU, (self._seconds, self._seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.alarm(_STUCK)
        if not self._options.loud:
            for stream in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        gc.disable()
        importer: Any = _Importer(self._module, mutant[1])
        sys.meta_path.insert(0, importer)
        return True

    def _note(self) -> None:
        pid, status = os.wait()
        mutant = self._running.pop(pid)
        if status == 0:
            self._passed.append(mutant)

    def _tell(self, needed: float, took: float) -> None:
        left = {name for name, _ in self._passed}
        for name in sorted(left - self._listed):
            print(f"  LEFT: {name}")
        whole = self._options.every == 1 and not self._options.only
        gone = (self._listed if whole else self._listed & self._seen) - left
        for name in sorted(gone):
            print(f"  KILLED, or no more there, but listed as left: {name}")
        new = len(left - self._listed)
        self.wrong = new + len(gone)
        count, killed = len(self._seen), len(self._seen) - len(left)
        print(
            f"{self._module}: {count} mutants, {killed} killed"
            f" ({killed / max(count, 1):.1%}), {len(left) - new} left as listed,"
            f" {new} left beside; {needed:.1f} s of tests, {took:.0f} s in all",
            flush=True,
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as text, models.base")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--every", type=int, default=1, help="take every so many-th mutant")
    parser.add_argument("--only", default="", help="take mutants that have this in their names")
    parser.add_argument("--loud", action="store_true", help="show what the tests print")
    options = parser.parse_args()
    known = tomllib.loads(KNOWN.read_text("utf-8"))
    os.chdir(ROOT)
    os.environ["HYPOTHESIS_PROFILE"] = "mutation"
    arguments = [*_ARGUMENTS, *(f"--deselect={test}" for test in known["slow"])]
    wrong = 0
    for module in options.modules or known["modules"]:
        entry = known["modules"][module]
        # A process for each module, since they are loaded here in part.
        if (pid := os.fork()) == 0:
            session = Session(module, entry, options)
            quiet = [] if options.loud else ["-pno:terminal"]
            code = pytest.main([*arguments, *quiet, *entry["tests"]], plugins=[session])
            sys.stdout.flush()
            os._exit(code)
        wrong += os.waitpid(pid, 0)[1] != 0
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
