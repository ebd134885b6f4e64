"""How time and memory grow with the number of cities, from a thousand to a hundred thousand.

    python benchmarks/scale.py [SIZE ...]

Each synthetic document is measured in a new process. Prints milliseconds of the processor and the
ratio to `json.loads` of the text, or to a lookup in a dict for what should not grow.
"""

import json
import multiprocessing
import statistics
import sys
import tracemalloc
from collections.abc import Callable
from random import Random
from time import process_time
from timeit import Timer

import synthetic

import gnlc


def least(call: Callable[[], object], rounds: int = 3, number: int = 1) -> float:
    """Return the milliseconds that a call takes, the least of some rounds."""
    return 1e3 * min(Timer(call, timer=process_time).repeat(rounds, number)) / number


def measure(cities: int) -> dict[str, str]:
    """Return what a document of so many cities takes."""
    text = json.dumps(synthetic.document(cities), ensure_ascii=False)
    parse, load = least(lambda: json.loads(text)), least(lambda: gnlc.loads(text), 1)
    tracemalloc.start()
    network = gnlc.loads(text)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    everybody, random = network.cities(), Random(1)
    city, table = everybody[0], {city.id: city for city in everybody}
    typos = [synthetic.damaged(random, random.choice(everybody).name) for _ in range(200)]
    capitals = city.name.upper()
    grown = {
        "loads(text)": load,
        "city(name), first: builds the keys": least(lambda: network.city(city.name), 1),
        "search(text), first: builds the indexes": least(lambda: network.search("x"), 1),
        "dumps(network)": least(lambda: gnlc.dumps(network)),
        "cities().to_records()": least(everybody.to_records),
        "cities(country=)": least(lambda: network.cities(country=city.country)),
        "cities(near=, within_km=500)": least(lambda: network.cities(near=city, within_km=500)),
        "search(name with a typo), median": statistics.median(
            Timer(lambda t=typo: network.search(t), timer=process_time).timeit(1) * 1e3  # type: ignore[misc] # the default binds the text
            for typo in typos
        ),
    }
    lookup = least(lambda: table[city.id], 3, 20_000)
    flat = {
        "city(id)": least(lambda: network.city(city.id), 3, 20_000),
        "city(name)": least(lambda: network.city(city.name), 3, 20_000),
        "city(name in capitals)": least(lambda: network.city(capitals), 3, 2_000),
    }
    return {
        "text, MB": f"{len(text) / 1e6:.1f}",
        "json.loads(text)": f"{parse:,.1f}",
        **{name: f"{ms:,.1f} ({ms / parse:.2g}x)" for name, ms in grown.items()},
        "table[id]": f"{lookup:.5f}",
        **{name: f"{ms:.5f} ({ms / lookup:.2g}x)" for name, ms in flat.items()},
        "memory while loading, MB": f"{peak / 1e6:.0f}",
        "memory of the network, MB": f"{kept / 1e6:.0f}",
    }


if __name__ == "__main__":
    sizes = [*map(int, sys.argv[1:])] or [1_000, 10_000, 100_000]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        columns = pool.map(measure, sizes, chunksize=1)
    print(f"| call, ms | {' | '.join(f'{size:,} cities' for size in sizes)} |")
    print(f"| --- |{' ---: |' * len(columns)}")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(column[name] for column in columns)} |")
