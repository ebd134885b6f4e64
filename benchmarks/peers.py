"""Measure what gnlc costs next to libraries of its kind, each in an environment of its own.

    python benchmarks/peers.py [ROUNDS]

Prints the tables of docs/reference/benchmarks.md; the exit code is 1 if gnlc exceeds a limit. The
versions are those of `peers.lock`, made by

    uv pip compile --universal --generate-hashes --group peers \
        --output-file benchmarks/peers.lock pyproject.toml

In each round all libraries take turns in new processes. Times are those of the processor.
Needs Linux.
"""

import json
import resource
import statistics
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
LOCK = Path(__file__).with_name("peers.lock")
LIBRARIES = tomllib.loads(Path(__file__).with_name("peers.toml").read_text("utf-8"))

IMPORT, FIRST = "import, ms", "import and first answer, ms"
CODE, NAME = "by id or code, us", "by name, us"
FILTER, SEARCH = "filter, us", "by a misspelt name, us"
MEMORY, SIZE = "memory, MB", "installed, MB"
MEASURES = (IMPORT, FIRST, CODE, NAME, FILTER, SEARCH, MEMORY, SIZE)
FLOORS = {
    "pass": "pass",
    "attrs and importlib-resources": "import attrs, importlib_resources",
    "the same without it": "import gnlc; gnlc.city('Ganja')",
}
COMMAND = "command line, ms"
ON_THE_COMMAND_LINE = "import gnlc.cli; gnlc.cli.main(['city', 'Ganja'])"
LOOKUP = "a lookup in a dict"

LIMITS = {
    IMPORT: (1.1, "pass"),
    FIRST: (1.4, "attrs and importlib-resources"),
    CODE: (33, LOOKUP),
    NAME: (67, LOOKUP),
    FILTER: (1_700, LOOKUP),
    SEARCH: (33_000, LOOKUP),
    COMMAND: (1.6, "the same without it"),
}
"""How many times as much as something else of the same run gnlc may take at most."""

# Run in the environment of a library: the microseconds of each call once everything is loaded.
WARM = """
import json, sys, time, timeit
names, calls = {"table": {f"key {n}": n for n in range(400)}}, json.loads(sys.argv[1])
exec(calls.pop("setup"), names)
exec(calls.pop("kept", "pass"), names)
calls["a lookup in a dict"] = ["table['key 7']", ""]
taken = {}
for measure, (call, expected) in calls.items():
    assert expected in repr(eval(call, names)), call
    timer, number = timeit.Timer(call, globals=names, timer=time.process_time), 1
    while timer.timeit(number) < 0.02:
        number *= 4
    taken[measure] = 1e6 * min(timer.repeat(3, number)) / number
print(json.dumps(taken))
"""
# In megabytes; the mark that the `resource` module reads is that of the parent too.
PEAK = """
status = open("/proc/self/status").read()
print(int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6)
"""


def run(*command: str) -> tuple[str, float]:
    """Return what a command prints, and the milliseconds that it takes."""
    before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return out, 1e3 * (sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before)


def uv(*arguments: str) -> str:
    return run(sys.executable, "-m", "uv", "--quiet", *arguments)[0]


def install(folder: Path, library: str) -> tuple[str, float, str]:
    """Return the Python of a new environment with a library, its megabytes, and its versions."""
    home = folder / library
    uv("venv", "--python", sys.executable, str(home))
    python, wanted = str(home / "bin" / "python"), str(ROOT) if library == "gnlc" else library
    uv("pip", "install", "--python", python, "--constraint", str(LOCK), wanted)
    size = sum(path.stat().st_size for path in home.rglob("site-packages/**/*") if path.is_file())
    run(python, "-m", "compileall", "-qq", str(home))
    listed = json.loads(uv("pip", "list", "--python", python, "--format", "json"))
    return python, size / 1e6, ", ".join(f"{one['name']} {one['version']}" for one in listed)


def fresh(python: str, code: str, *arguments: str) -> tuple[str, float]:
    """Return what code prints in a new interpreter, and the milliseconds that it takes."""
    return run(python, "-I", "-c", code, *arguments)


def sample(python: str, library: str) -> dict[str, float]:
    """Return one sample of each measure."""
    asked = LIBRARIES[library]
    setup, (call, _) = asked["setup"], asked.get(NAME, asked[CODE])
    first = f"{setup}\n{call}"
    times = {IMPORT: fresh(python, setup.partition(";")[0])[1], FIRST: fresh(python, first)[1]}
    warm = json.loads(fresh(python, WARM, json.dumps(asked))[0])
    memory = float(fresh(python, f"{first}\n{PEAK}")[0]) - float(fresh(python, PEAK)[0])
    return {**times, **warm, MEMORY: memory}


def few(value: float) -> str:
    """Return a number with the digits that are worth reading."""
    return f"{value:,.2f}" if value < 1 else f"{value:,.1f}" if value < 10 else f"{value:,.0f}"


def rows(heads: Sequence[str], *lines: Sequence[str]) -> None:
    every = (heads, ["---"] * len(heads), *lines)
    print(*(f"| {' | '.join(line)} |" for line in every), "", sep="\n")


def main(rounds: int) -> int:
    samples = {library: defaultdict[str, list[float]](list) for library in LIBRARIES}
    with TemporaryDirectory() as folder:
        environments = {library: install(Path(folder), library) for library in LIBRARIES}
        for _ in range(rounds):
            for library, (python, size, _) in environments.items():
                measured = {**sample(python, library), SIZE: size}
                if library == "gnlc":
                    measured |= {floor: fresh(python, code)[1] for floor, code in FLOORS.items()}
                    measured[COMMAND] = fresh(python, ON_THE_COMMAND_LINE)[1]
                for measure, value in measured.items():
                    samples[library][measure].append(value)
    lines = []
    for measure in MEASURES:
        medians = [statistics.median(found[measure] or [0]) for found in samples.values()]
        cells = (f"{few(m)} ({few(m / medians[0])})" if m else "-" for m in medians)
        lines.append([measure, *cells])
    rows(["measure", *LIBRARIES], *lines)
    own = samples["gnlc"]
    ratios = {m: min(own[m]) / min(own[floor]) for m, (_, floor) in LIMITS.items()}
    limits = ([m, floor, few(ratios[m]), f"{most:,g}"] for m, (most, floor) in LIMITS.items())
    rows(["measure", "times", "found", "at most"], *limits)
    rows(["library", "installed"], *([name, found[2]] for name, found in environments.items()))
    return int(any(ratios[measure] > limit for measure, (limit, _) in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 12))
