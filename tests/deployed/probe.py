"""A program that queries gnlc like an app, and prints the answers as one line of JSON.

It is run wherever the wheel is deployed. The tests ask the same in their own process and compare.
"""

import contextlib
import importlib.util
import io
import json
import os
import sys
from typing import Any

import gnlc
from gnlc.cli import main

# Cyrillic, Arabic, Han, a typing error, and what no table of letters knows.
TEXTS = ("Гянджи", "باكو", "北京", "Gandja Citty", "\ue000")
FILTER = ("cities", "--near", "Гянджа", "--within-km", "500")
FORMATS = ("table", "csv", "json", "geojson")


def answers() -> dict[str, Any]:
    """Return what gnlc answers, which is the same everywhere."""
    city = gnlc.city("Гянджа")
    cities = gnlc.cities(near=city, within_km=500, as_of="2022")
    return {
        "versions": [gnlc.__version__, gnlc.DATA_VERSION],
        "lookup": repr(city),
        "same": gnlc.city("GƏNCƏ") is gnlc.city("az-ganja") is city,
        "not found": _failure("Gandja Citty"),
        "search": {text: [[*map(str, match)] for match in _search(text)] for text in TEXTS},
        "filter": list(cities.ids),
        "csv": cities.to_csv(),
        "json": cities.to_json(),
        "geojson": cities.__geo_interface__,
        "html": cities._repr_html_(),
        "whole": gnlc.loads(gnlc.dumps(gnlc.network())) == gnlc.network(),
        "rows": {rows.name: len(rows) for rows in gnlc.tables()},
        # Each is loaded from its module when it is first asked for.
        "names": {name: type(getattr(gnlc, name)).__name__ for name in gnlc.__all__},
        "commands": {form: command(*FILTER, "--format", form) for form in FORMATS},
    }


def _search(text: str) -> list[tuple[str, float, str]]:
    return [(match.city.id, match.score, match.matched_name) for match in gnlc.search(text)]


def _failure(name: str) -> str:
    try:
        return repr(gnlc.city(name))
    except gnlc.NotFoundError as error:
        return str(error)


def command(*argv: str) -> str:
    """Return what a command prints."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        status = main(argv)
    return f"{printed.getvalue()}{status}"


def circumstances() -> dict[str, Any]:
    """Return under which circumstances it runs."""
    folders = (os.getcwd(), os.path.expanduser("~"), os.path.dirname(gnlc.__file__), "/tmp")
    return {
        "python": list(sys.version_info[:2]),
        "platform": sys.platform,
        "frozen": getattr(sys, "frozen", False),
        "file": gnlc.__file__,
        "optimize": sys.flags.optimize,
        "isolated": sys.flags.isolated,
        "warnings": sys.warnoptions,
        "encodings": [sys.stdout.encoding, sys.getfilesystemencoding()],
        "writable": [folder for folder in folders if _writable(folder)],
        "there": [name for name in TO_BE_HAD if importlib.util.find_spec(name)],
        "loaded": [name for name in TO_BE_HAD if name in sys.modules],
    }


# What the extras bring, and what only tools need.
TO_BE_HAD = ("altair", "hypothesis", "nanoarrow", "numpy", "pandas", "setuptools", "pip")


def _writable(folder: str) -> bool:
    path = os.path.join(folder, f".gnlc-probe-{os.getpid()}")
    try:
        with open(path, "xb"):
            pass
    except OSError:
        return False
    os.remove(path)
    return True


if __name__ == "__main__":
    print(json.dumps({"answers": answers(), "circumstances": circumstances()}))
