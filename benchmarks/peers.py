"""Measure what gnlc costs next to libraries of its kind, each in an environment of its own.

    python benchmarks/peers.py [ROUNDS]

Prints the tables of docs/reference/benchmarks.md; the exit code is 1 if gnlc exceeds a limit. What
is asked and what is allowed is in `peers.toml`. The versions are those of `peers.lock`, made by

    uv pip compile --universal --generate-hashes --group peers \
        --output-file benchmarks/peers.lock pyproject.toml

In each round all libraries take turns in new processes. Times are those of the processor.
Needs Linux.
"""

import json
import statistics
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = Path(__file__).with_name("peers.lock")
ASKED = tomllib.loads(Path(__file__).with_name("peers.toml").read_text("utf-8"))
LIBRARIES: dict[str, dict[str, Any]] = ASKED["libraries"]

PEAK = "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])"


def run(*command: str) -> tuple[str, float]:
    """Return what a command prints, and the milliseconds that it takes."""
    # Windows has no such module; what is asked can be read there.
    from resource import RUSAGE_CHILDREN, getrusage

    before = sum(getrusage(RUSAGE_CHILDREN)[:2])
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return out, 1e3 * (sum(getrusage(RUSAGE_CHILDREN)[:2]) - before)


def install(library: str) -> tuple[str, float, str]:
    """Return the Python of a new environment with a library, its megabytes, and its versions."""
    home, uv = Path(library).absolute(), (sys.executable, "-m", "uv", "--quiet")
    run(*uv, "venv", "--python", sys.executable, str(home))
    python, wanted = str(home / "bin" / "python"), str(ROOT) if library == "gnlc" else library
    run(*uv, "pip", "install", "--python", python, "--constraint", str(LOCK), wanted)
    size = sum(path.stat().st_size for path in home.rglob("site-packages/**/*") if path.is_file())
    run(python, "-m", "compileall", "-qq", str(home))
    listed = json.loads(run(*uv, "pip", "list", "--python", python, "--format", "json")[0])
    return python, size / 1e6, ", ".join(f"{one['name']} {one['version']}" for one in listed)


def sample(python: str, library: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield one sample of each measure."""
    setup, calls = "\n".join((library["import"], library.get("setup", ""))), library["calls"]
    first = f"{setup}\n{next(iter(calls.values()))[0]}\n"
    yield "import, ms", run(python, "-I", "-c", library["import"])[1]
    yield "import and first answer, ms", run(python, "-I", "-c", first)[1]
    peaks = (int(run(python, "-I", "-c", code + PEAK)[0]) for code in (first, ""))
    yield "memory, MB", (next(peaks) - next(peaks)) * 1024 / 1e6
    for measure, (call, expected) in calls.items():
        ready = f"{setup}\n{library.get('kept', '')}\nassert {expected!r} in repr({call})"
        timed = run(python, "-I", "-m", "timeit", "-p", "-u", "usec", "-s", ready, call)[0]
        yield measure, float(timed.rpartition(": ")[2].split()[0])


def few(value: float) -> str:
    """Return a number with the digits that are worth reading."""
    return f"{value:,.2f}" if value < 1 else f"{value:,.1f}" if value < 10 else f"{value:,.0f}"


def rows(heads: Sequence[str], *lines: Sequence[str]) -> None:
    every = (heads, ["---"] * len(heads), *lines)
    print(*(f"| {' | '.join(line)} |" for line in every), "", sep="\n")


def main(rounds: int) -> int:
    samples = defaultdict[tuple[str, str], list[float]](list)
    environments = {library: install(library) for library in LIBRARIES}
    own = environments["gnlc"][0]
    Path("names.json").write_text(run(own, "-I", "-c", ASKED["names"])[0], "utf-8")
    for _ in range(rounds):
        for program, code in ASKED["programs"].items():
            samples[program, "time"].append(run(own, "-I", "-c", code)[1])
        for library, (python, size, _) in environments.items():
            samples[library, "installed, MB"].append(size)
            for measure, value in sample(python, LIBRARIES[library]):
                samples[library, measure].append(value)
    lines = []
    for measure in ASKED["measures"]:
        medians = [statistics.median(samples[name, measure] or [0]) for name in LIBRARIES]
        cells = (f"{few(m)} ({few(m / medians[0])})" if m else "-" for m in medians)
        lines.append([measure, *cells])
    rows(["measure", *LIBRARIES], *lines)
    limits, kept = [], True
    for one, other, most in ASKED["limits"]:
        ratio = min(samples[*one]) / min(samples[*other])
        limits.append([", ".join(one), ", ".join(other), f"{ratio:.2f}", f"{most:g}"])
        kept = kept and ratio <= most
    rows(["what", "compared with", "found", "at most"], *limits)
    rows(["library", "installed"], *([name, found[2]] for name, found in environments.items()))
    return int(not kept)


if __name__ == "__main__":
    with TemporaryDirectory() as folder, chdir(folder):
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 12))
