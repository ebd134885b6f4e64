"""Keep samples of what a release writes, for the tests of later releases.

    python tools/keep.py

A release runs it once the version is set, and commits what it writes to tests/kept/<version>/:

- document.json: the network of tests/kept/sample.json, as this version writes documents;
- objects-<protocol>.pickle: objects of all classes in `gnlc.__all__`, made from that network;
- cities.json: the names of the bundled cities by their ids, which must not be reused;
- api.json: the public API, for tools/api.py.

An existing folder is not changed. sample.json is a cut of the bundled data that fills every field
of every record, some with invented values; a test reports a new field that it does not fill.
"""

import pickle
from pathlib import Path
from typing import Any

from api import KEPT, api

import gnlc
from gnlc.layout import render

PROTOCOLS = (2, 5)
"""The oldest supported protocol, and the newest."""


def objects(network: gnlc.Network) -> dict[str, Any]:
    """Return objects of all public classes, created from a network."""
    city = network.city("az-ganja")
    problem = gnlc.Problem("/cities/0/name", "name must not be empty")
    change = gnlc.Change(kind="added", record="city", key=("az-ganja",), new="{}")
    return {
        "network": network,
        "cities": network.cities(country="AZ"),
        "city": city,
        "announcement": network.announcement(2020),
        "strategy_periods": network.strategy_periods(),
        "coverage": network.coverage(),
        "match": gnlc.Match(city=city, score=100.0, matched_name="Gandja"),
        "neighbors": network.nearest((40.0, 49.0)),
        "neighbor": network.nearest((40.0, 49.0))[0],
        "matched": network.match(["Ganja", "Lima, Peru"]),
        "matched_name": network.match(["Ganja"])[0],
        "other_place": network.match(["Lima, Peru"])[0].place,
        "tables": network.tables(),
        "rows": tuple(network.tables()),
        "changes": gnlc.Changes(old=network, new=network, entries=(change,)),
        "problem": problem,
        "error": gnlc.GnlcError("an error"),
        "not_found": gnlc.NotFoundError("city", "Gandja", ("az-ganja",), "a hint"),
        "ambiguous": gnlc.AmbiguousNameError("city", "Ganja", tuple(network.cities()[:2])),
        "data_error": gnlc.DataError([problem], 3),
    }


def keep(folder: Path) -> None:
    """Write the samples of this version to a new folder.

    Raises:
        FileExistsError: the folder exists.
    """
    folder.mkdir()
    network = gnlc.load(KEPT / "sample.json")
    gnlc.dump(network, folder / "document.json")
    for protocol in PROTOCOLS:
        content = pickle.dumps(objects(network), protocol)
        (folder / f"objects-{protocol}.pickle").write_bytes(content)
    names = {city.id: city.name for city in gnlc.cities(include_withdrawn=True)}
    for name, value in {"cities": names, "api": api()}.items():
        (folder / f"{name}.json").write_text(render(value), "utf-8", newline="\n")


if __name__ == "__main__":
    keep(KEPT / gnlc.__version__)
