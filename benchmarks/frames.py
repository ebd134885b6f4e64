"""Measure `gnlc.frames.match` next to the engine's own distinct and join, in one run.

    python benchmarks/frames.py [ROUNDS]

Prints the medians of both and their ratio; the exit code is 1 if a ratio exceeds the limit. The
rows have the names of all members and their countries. Everything is loaded before, and the
collector of garbage is off. Needs what the tests need.
"""

import gc
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import duckdb
import polars as pl

import gnlc
from gnlc import frames

LIMIT = 4
PAIR = ["city", "country"]


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def rows(count: int) -> pl.DataFrame:
    cities = gnlc.cities()
    pairs = pl.DataFrame(
        {"city": [c.name for c in cities], "country": [c.country.name for c in cities]}
    )
    return pl.concat([pairs] * (count // len(pairs) + 1)).head(count)


def of_polars(count: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    table = rows(count)
    answers = frames.match(table.unique(PAIR), *PAIR)

    def engine() -> Any:
        table.unique(PAIR)
        return table.join(answers, on=PAIR, how="left", nulls_equal=True, maintain_order="left")

    return lambda: frames.match(table, *PAIR), engine


def of_duckdb(count: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
    connection = duckdb.connect()
    connection.register("given", rows(count).to_arrow())
    connection.execute("CREATE TABLE names AS SELECT * FROM given")
    table = connection.table("names")
    connection.register("known", frames.match(table.distinct(), *PAIR).to_arrow_table())
    connection.execute("CREATE TABLE answers AS SELECT * FROM known")
    join = (
        "SELECT * EXCLUDE (c, d) FROM names"
        " LEFT JOIN (SELECT * RENAME (city AS c, country AS d) FROM answers)"
        " ON city IS NOT DISTINCT FROM c AND country IS NOT DISTINCT FROM d"
    )

    def engine() -> Any:
        table.distinct().fetchall()
        return connection.sql(join).to_arrow_table()

    return lambda: frames.match(table, *PAIR).to_arrow_table(), engine


def main(rounds: int) -> int:
    kept = True
    for name, (ours, theirs) in {
        "Polars, 200,000 rows": of_polars(200_000),
        "DuckDB, 1,000,000 rows": of_duckdb(1_000_000),
    }.items():
        gc.disable()
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
        gc.enable()
        own, engine = (median(times) for times in zip(*pairs, strict=True))
        kept = kept and own <= LIMIT * engine
        print(f"{name}: {own * 1e3:.0f} ms, {engine * 1e3:.0f} ms, {own / engine:.2f}")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
