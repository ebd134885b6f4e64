"""The command line: `gnlc` and `python -m gnlc`.

Results go to stdout, errors to stderr in one plain line. The exit status is 0; 1 where nothing was
found or a document is invalid; 2 where the command line cannot be understood, or a file
cannot be read or written.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gnlc.cli.arguments import WITH_SOURCES, UsageError, numbers, parse
from gnlc.cli.console import complain, show
from gnlc.errors import DataError, GnlcError, Problem
from gnlc.wording import listed, printable, shortened

# What reads data, or builds the classes of the records, is imported by the command that needs it.
if TYPE_CHECKING:
    from argparse import Namespace

    from gnlc.models.base import Record
    from gnlc.query.filters import Filters
    from gnlc.query.network import Network


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        argv: the arguments, without the name of the program; None: those of the process.

    Raises:
        SystemExit: with status 0, after `--help` and `--version`.
    """
    try:
        options = parse(sys.argv[1:] if argv is None else argv)
        return _COMMANDS[options.command](options)
    except UsageError as error:
        return complain(error, 2)
    except GnlcError as error:
        return complain(error, 1)
    except OSError as error:
        return _barred(error)


def _barred(error: OSError) -> int:
    """Tell why a file cannot be read or written."""
    named = "" if error.filename is None else f": {shortened(error.filename)}"
    return complain(f"{error.strerror}{named}", 2)


def _city(options: Namespace) -> int:
    from gnlc.bundled import network
    from gnlc.display.describe import describe
    from gnlc.rows.geojson import feature
    from gnlc.rows.records import CityRecord, city_record

    _check_sources(options)
    known = network()
    city = known.city(options.key, country=options.country)
    show(
        options.format,
        sources=options.sources,
        # Where sources differ the network knows; without it a city needs no history.
        table=lambda: describe(city, known if options.sources else None),
        json=lambda: _published(city, known, sources=options.sources),
        csv=lambda: ([city_record(city)], CityRecord.__annotations__),
        geojson=lambda: feature(city),
    )
    return 0


def _search(options: Namespace) -> int:
    from gnlc.bundled import network
    from gnlc.display.search import matches
    from gnlc.rows.geojson import feature_collection
    from gnlc.rows.records import CityRecord, city_record

    text = " ".join(options.text)
    known = network()
    with _arguments():
        found = known.search(
            text, limit=options.limit, min_score=options.min_score, **_filters(options, known)
        )
    ranks = [{"score": match.score, "matched_name": match.matched_name} for match in found]
    records = [{**rank, **city_record(m.city)} for rank, m in zip(ranks, found, strict=True)]
    places = feature_collection(match.city for match in found)
    for rank, feature in zip(ranks, places["features"], strict=True):
        feature["properties"] |= rank
    show(
        options.format,
        table=lambda: [matches(found)] if found else "",
        json=lambda: records,
        csv=lambda: (records, ("score", "matched_name", *CityRecord.__annotations__)),
        geojson=lambda: places,
    )
    return 0 if found else complain(f"no city found for {shortened(text)}", 1)


def _cities(options: Namespace) -> int:
    from gnlc.bundled import network
    from gnlc.display.describe import describe
    from gnlc.rows.geojson import feature_collection
    from gnlc.rows.records import CityRecord

    known = network()
    with _arguments():
        cities = known.cities(**_filters(options, known))
        cities = cities.sorted_by(options.sort, reverse=options.reverse)
    show(
        options.format,
        table=lambda: describe(cities) if cities else "",
        json=cities.to_records,
        csv=lambda: (cities.to_records(), CityRecord.__annotations__),
        geojson=lambda: feature_collection(cities),
    )
    return 0 if cities else complain("no city passes these filters", 1)


def _announcement(options: Namespace) -> int:
    from gnlc.bundled import network
    from gnlc.display.announcements import announcements
    from gnlc.display.describe import describe
    from gnlc.rows.announcements import AnnouncementRecord, announcement_record

    _check_sources(options)
    known = network()
    with _arguments():
        one = None if options.key is None else known.announcement(options.key)

    def published() -> object:
        announcements = known.announcements() if one is None else (one,)
        found = [_published(each, known, sources=options.sources) for each in announcements]
        return found if one is None else found[0]

    show(
        options.format,
        sources=options.sources,
        table=lambda: describe(one, known) if one else [announcements(known.coverage())],
        json=published,
        csv=lambda: (
            map(announcement_record, known.announcements() if one is None else [one]),
            AnnouncementRecord.__annotations__,
        ),
    )
    return 0


def _coverage(options: Namespace) -> int:
    from gnlc.bundled import network
    from gnlc.display.coverage import coverage
    from gnlc.rows.announcements import CoverageRecord, coverage_record

    rows = network().coverage()
    show(
        options.format,
        table=lambda: [coverage(rows)],
        json=lambda: list(map(coverage_record, rows)),
        csv=lambda: (map(coverage_record, rows), CoverageRecord.__annotations__),
    )
    return 0


def _check(options: Namespace) -> int:
    from gnlc.documents.read import load

    found: dict[str, DataError | None] = {}
    barred: dict[str, str | None] = {}
    for file in dict.fromkeys(options.files):
        try:
            load(_source(file))
            found[file] = None
        except DataError as error:
            found[file] = error
        except OSError as error:
            barred[file] = error.strerror
            _barred(error)
    rows = [
        *({"file": file, **Problem("", f"{fault}")._asdict()} for file, fault in barred.items()),
        *({"file": file, **p._asdict()} for file, e in found.items() if e for p in e.problems),
    ]
    show(
        options.format,
        table=lambda: _lines(found),
        json=lambda: [
            {
                "file": file,
                "error": barred.get(file),
                "count": error.count if error else 0,
                "problems": [problem._asdict() for problem in error.problems] if error else [],
            }
            for file, error in ((file, found.get(file)) for file in dict.fromkeys(options.files))
        ],
        csv=lambda: (rows, ("file", *Problem._fields)),
    )
    invalid = sum(error is not None for error in found.values())
    if invalid:
        complain(f"invalid documents: {invalid} of {len(found) + len(barred)}", 1)
    return 2 if barred else min(invalid, 1)


def _lines(checked: Mapping[str, DataError | None]) -> str:
    """Return a line for each problem of documents, as compilers write it: `file:place: message`."""
    lines: list[str] = []
    for file, error in checked.items():
        problems = error.problems if error else ()
        lines += [f"{file}:{'' if each.pointer else ' '}{each}" for each in problems]
        if error is None:
            lines.append(f"{file}: the document is valid")
        elif error.count > len(problems):
            lines.append(f"{file}: and {error.count - len(problems):,} more problems")
    return "".join(f"{printable(line)}\n" for line in lines)


def _source(file: str) -> Any:
    """Return the file of a document: a path or, for `-`, the standard input."""
    from pathlib import Path

    if file != "-":
        return Path(file)
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), file)
    return sys.stdin.buffer


def _diff(options: Namespace) -> int:
    from pathlib import Path

    from gnlc.bundled import network
    from gnlc.display.describe import describe
    from gnlc.documents.changes import ChangeRecord
    from gnlc.documents.diff import diff
    from gnlc.documents.read import load

    read: list[Network] = []
    for file in (options.old, options.new):
        try:
            read.append(network() if file is None else load(Path(file)))
        except DataError as error:
            # In full, so that two files with long paths can be distinguished.
            message = f"{file!r} is invalid, problems: {error.count}"
            return complain(f"{message}; 'gnlc check' lists them", 1)
    changes = diff(*read)
    show(
        options.format,
        table=lambda: describe(changes),
        json=changes.to_records,
        csv=lambda: (
            # A key that leads to a record in another is one cell, as JSON has it in the values.
            [
                {**record, "key": "/".join(c.key), "old": c.old, "new": c.new}
                for record, c in zip(changes.to_records(), changes, strict=True)
            ],
            ChangeRecord.__annotations__,
        ),
        markdown=changes.to_markdown,
    )
    return 0


@contextmanager
def _arguments() -> Generator[None]:
    """Turn an error that the library raises for the value of an argument into one of usage."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise UsageError(str(error)) from error


def _filters(options: Namespace, known: Network) -> Filters:
    if (options.near is None) != (options.within_km is None):
        raise UsageError("--near and --within-km must be given together")
    awarded = options.awarded
    return {
        "country": options.country,
        "region": options.region,
        "subdivision": options.subdivision,
        "year": options.year,
        "announcement": options.announcement,
        "as_of": options.as_of,
        "kind": options.kind,
        # Without a year it means any award, and then a further year adds nothing.
        "awarded": True if awarded and any(year is True for year in awarded) else awarded,
        "certainty": options.certainty,
        "near": None if options.near is None else _point(options.near, known),
        "within_km": options.within_km,
        "bbox": options.bbox,
        "include_withdrawn": options.include_withdrawn,
    }


def _point(text: str, known: Network) -> Any:
    """Return the degrees in a text, or the city that it names."""
    try:
        point = numbers(text)
    except ValueError:
        return known.city(text)
    if len(point) != 2:
        raise UsageError(f"--near must be a city or LAT,LON, got {shortened(text)}")
    return point


def _check_sources(options: Namespace) -> None:
    if options.sources and options.format not in WITH_SOURCES:
        raise UsageError(f"--sources goes with --format {listed(WITH_SOURCES)}")


def _published(record: Record, known: Network, *, sources: bool) -> object:
    """Return a record as documents have it, if asked with each source in place of its id."""
    from gnlc.documents.write import record_to_dict
    from gnlc.rows.announcements import with_sources

    found = record_to_dict(record)
    if not sources:
        return found
    return with_sources(found, {source.id: record_to_dict(source) for source in known.sources()})


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "city": _city,
    "search": _search,
    "cities": _cities,
    "announcement": _announcement,
    "coverage": _coverage,
    "check": _check,
    "diff": _diff,
}
