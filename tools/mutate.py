"""Run the tests against mutants of the modules, and tell which of them no test notices.

    python tools/mutate.py [--jobs N] [--every N] [--show TEXT] [MODULE ...]

Which tests are run for a module, and which of its mutants are known to be left and why, stands in
tests/mutants.toml. The exit code is 1 where other mutants are left than those.

Each mutant has a process of its own, forked from one that has loaded what all need, but neither
gnlc nor its tests. It never gets to a file: the mutant is what the process imports.
"""

import argparse
import contextlib
import importlib
import os
import resource
import signal
import sys
import time
import tomllib
import traceback
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from types import CodeType
from typing import Any

from mutants import mutants

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gnlc"
KNOWN = ROOT / "tests" / "mutants.toml"

# What tests import at the least, but for what they test.
_LOADED = ("anyascii", "attrs", "cattrs", "difflib", "hypothesis", "pytest", "sybil")

_SECONDS = 10  # of CPU that the tests may take more than without a mutant
_STUCK = 300  # seconds by the clock, for those that wait for ever
_MEMORY = 4 << 30


class _Importer:
    """Hands out the code of a mutant when its module is imported."""

    def __init__(self, module: str, code: CodeType) -> None:
        self._module = module
        self._code = code

    def find_spec(self, name: str, path: Sequence[str] | None, _: Any = None) -> Any:
        spec = PathFinder.find_spec(name, path)
        if name == self._module and spec is not None:
            loader: Any = spec.loader
            loader.get_code = lambda _: self._code
        return spec


def start(module: str, code: CodeType, arguments: Sequence[str], seconds: int) -> int:
    """Run tests against a mutant in a new process, of which the id is returned."""
    if pid := os.fork():
        return pid
    # From here on in the new process, which ends here too, whatever happens.
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.alarm(_STUCK)
        if not os.environ.get("MUTATE_LOUD"):
            for stream in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        os.environ["HYPOTHESIS_PROFILE"] = "mutation"
        sys.meta_path.insert(0, _Importer(module, code))
        import pytest

        result = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", *arguments])
        sys.stdout.flush()
        os._exit(result)
    except BaseException:
        traceback.print_exc()
        os._exit(70)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as text, models.base")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--every", type=int, default=1, help="take every so many-th mutant")
    parser.add_argument("--only", default="", help="take mutants that have this in their names")
    options = parser.parse_args()
    known = tomllib.loads(KNOWN.read_text("utf-8"))
    for name in _LOADED:
        importlib.import_module(name)
    os.chdir(ROOT)
    wrong = 0
    for module in options.modules or known["modules"]:
        wrong += check(module, known["modules"][module], known["slow"], options)
    return int(wrong > 0)


def chosen(module: str, options: argparse.Namespace) -> Iterator[tuple[str, CodeType]]:
    """Yield the mutants that were asked for."""
    path = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
    for number, (name, tree) in enumerate(mutants(path.read_text("utf-8"))):
        if number % options.every == 0 and options.only in name:
            yield name, compile(tree, str(path), "exec")


def check(module: str, entry: dict[str, Any], slow: list[str], options: argparse.Namespace) -> int:
    """Try the mutants of a module, and return how many went otherwise than is known."""
    began = time.monotonic()
    arguments = [*entry["tests"], *(f"--deselect={test}" for test in slow)]
    full = f"gnlc.{module}"
    path = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
    sound = compile(path.read_text("utf-8"), str(path), "exec")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if code := os.waitpid(start(full, sound, arguments, 600), 0)[1]:
        print(f"{module}: the tests fail without a mutant ({code}): {' '.join(arguments)}")
        return 1
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    seconds = _SECONDS + int(3 * took)

    listed = {mutant["mutant"] for mutant in entry.get("left", ())}
    running: dict[int, str] = {}
    count = 0
    left: set[str] = set()
    late = 0

    def finish() -> None:
        nonlocal late
        pid, status = os.wait()
        name = running.pop(pid)
        late += os.WIFSIGNALED(status)
        if status == 0:
            left.add(name)
            if name not in listed:
                print(f"  LEFT: {name}", flush=True)

    names: set[str] = set()
    for name, code_of in chosen(module, options):
        while len(running) >= options.jobs:
            finish()
        running[start(full, code_of, arguments, seconds)] = name
        names.add(name)
        count += 1
    while running:
        finish()
    gone = listed - left if options.every == 1 and not options.only else (listed & names) - left
    for name in sorted(gone):
        print(f"  KILLED, or no more there, but listed as left: {name}")
    share = 100 * (count - len(left)) / max(count, 1)
    print(
        f"{module}: {count} mutants, {count - len(left)} killed ({share:.1f} %), {late} of them"
        f" by the clock; {len(left & listed)} left as listed, {len(left - listed)} others;"
        f" tests {took:.1f} s, all {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return len(left - listed) + len(gone)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
