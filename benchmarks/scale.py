"""How time and memory grow with the number of cities, from a thousand to a hundred thousand.

    python benchmarks/scale.py [--sizes 1000 10000 100000] [--json]

The documents are made up (`synthetic.py`), each is measured in a process of its own. Times are
those of the processor, the least of some rounds where a call can be repeated, the median where each
call asks for something else. Beside each stands its ratio to a floor of the same process: to
`json.loads` of the same text, or to a lookup in a dict for what should not grow.
"""

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable
from importlib.metadata import version
from random import Random
from time import process_time
from typing import Any

import synthetic

import gnlc

SIZES = (1_000, 10_000, 100_000)
MANY_NAMES = (10_000, 15)
"""One more document: so many cities, with so many alternate names each; the real ones have 19."""

QUERIES = 200
LOOKUP = "table[id]"
PARSE = "json.loads(text)"


def once(call: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    gc.collect()
    start = process_time()
    call()
    return 1e3 * (process_time() - start)


def least(call: Callable[[], object], rounds: int = 3) -> float:
    """Return the milliseconds that a call takes, the least of some rounds."""
    return min(once(call) for _ in range(rounds))


def warm(call: Callable[[], object], number: int = 20_000) -> float:
    """Return the milliseconds that a short call takes."""
    return least(lambda: [call() for _ in range(number)]) / number


def median(call: Callable[[str], object], texts: Iterable[str]) -> float:
    """Return the milliseconds that a call takes, the median over different texts."""
    taken: list[float] = []
    for text in texts:
        start = process_time()
        call(text)
        taken.append(1e3 * (process_time() - start))
    return statistics.median(taken)


def times(text: str) -> dict[str, tuple[float, str | None]]:
    """Return what each call takes in milliseconds, with the floor that it belongs to."""
    found: dict[str, tuple[float, str | None]] = {}
    found[PARSE] = least(lambda: json.loads(text)), None
    found["load(text)"] = once(lambda: gnlc.load(text)), PARSE
    network = gnlc.load(text)
    everybody = network.cities()
    city, table = everybody[len(everybody) // 2], {city.id: city for city in everybody}
    country = city.country.alpha_2
    found["city(name), first: builds the keys"] = once(lambda: network.city(city.name)), PARSE
    found["search(text), first: builds the indexes"] = once(lambda: network.search("x")), PARSE
    found["dumps(network)"] = once(lambda: gnlc.dumps(network)), PARSE
    found["cities().to_records()"] = least(everybody.to_records), PARSE
    found["cities().__arrow_c_stream__()"] = least(everybody.__arrow_c_stream__), PARSE
    found["cities(country=)"] = least(lambda: network.cities(country=country)), PARSE
    found["cities(near=, within_km=500)"] = (
        least(lambda: network.cities(near=(40.7, 46.4), within_km=500)),
        PARSE,
    )
    random = Random(1)
    names = [random.choice(everybody).name for _ in range(QUERIES)]
    typos = [synthetic.typo(random, name) for name in names]
    found["search(name), median"] = median(network.search, names), PARSE
    found["search(name with a typo), median"] = median(network.search, typos), PARSE
    found[LOOKUP] = warm(lambda: table[city.id]), None
    found["city(id)"] = warm(lambda: network.city(city.id)), LOOKUP
    found["city(name)"] = warm(lambda: network.city(city.name)), LOOKUP
    other = city.name.upper()
    found["city(name in capitals)"] = warm(lambda: network.city(other), 2000), LOOKUP
    return found


def memory(text: str) -> dict[str, float]:
    """Return how many MB are taken to load a text, and by the network."""
    before = _resident()
    tracemalloc.start()
    network = gnlc.load(text)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert network.cities()  # noqa: S101 - it must live until here
    return {"peak": peak / 1e6, "kept": kept / 1e6, "resident": _resident() - before}


def _resident() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


def measured(cities: int, names: int) -> dict[str, Any]:
    """Return what one document takes, from processes of their own."""
    found: dict[str, Any] = {"cities": cities, "names": names}
    for part in ("times", "memory"):
        command = [sys.executable, __file__, "--part", part, str(cities), str(names)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found |= json.loads(done.stdout)
    return found


def part_of(part: str, cities: int, names: int) -> dict[str, Any]:
    """Return one part of what is measured, in this process."""
    text = json.dumps(synthetic.document(cities, names=names), ensure_ascii=False)
    gc.collect()
    if part == "memory":
        return {"memory": memory(text)}
    return {
        "characters": len(text),
        "times": {call: {"ms": ms, "floor": floor} for call, (ms, floor) in times(text).items()},
    }


def show(results: list[dict[str, Any]]) -> None:
    """Print what was measured as a table in Markdown."""
    heads = [f"{r['cities']:,} cities, {r['names']} names" for r in results]
    print("| call | " + " | ".join(heads) + " |\n| --- |" + " ---: |" * len(heads))
    _row("text, MB", [f"{r['characters'] / 1e6:.1f}" for r in results])
    for call in results[0]["times"]:
        _row(f"`{call}`" if "," not in call else call, [_cell(r["times"], call) for r in results])
    for name, label in (
        ("peak", "memory while loading, MB"),
        ("kept", "memory of the network, MB"),
        ("resident", "resident memory added, MB"),
    ):
        _row(label, [f"{r['memory'][name]:.0f}" for r in results])


def _row(label: str, cells: Iterable[str]) -> None:
    print(f"| {label} | " + " | ".join(cells) + " |")


def _cell(times: dict[str, Any], call: str) -> str:
    ms, floor = times[call]["ms"], times[call]["floor"]
    shown = f"{ms:,.1f} ms" if ms >= 0.05 else f"{1e3 * ms:.2f} us"
    return shown if floor is None else f"{shown} ({ms / times[floor]['ms']:.2g}x)"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="cities")
    parser.add_argument("--names", type=int, default=2, help="alternate names of a city")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--part", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.part:
        part, cities, names = given.part
        print(json.dumps(part_of(part, int(cities), int(names))))
        return
    wanted = [(size, given.names) for size in given.sizes]
    if MANY_NAMES[0] in given.sizes:
        wanted.append(MANY_NAMES)
    results = [measured(*one) for one in wanted]
    head = {"python": sys.version.split()[0], "gnlc": version("gnlc")}
    if given.json:
        print(json.dumps({**head, "results": results}, indent=1))
    else:
        print(f"Python {head['python']}, gnlc {head['gnlc']}\n")
        show(results)


if __name__ == "__main__":
    main()
