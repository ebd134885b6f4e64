"""Write what is derived from the bundled data, and the data itself in its one form.

    python tools/derive.py [--check]

Run it after every edit of the files in src/gnlc/data/. A new record may stand anywhere in its file:
it is put where its key belongs. With --check nothing is written: the names of the files that are
not up to date are printed, and the exit code is 1 if there are any.
"""

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from examples import with_examples
from package import package
from schema import schema

from gnlc import bundled
from gnlc.documents.read import from_document
from gnlc.documents.write import to_document
from gnlc.layout import NETWORK, SIDE_TABLES, TABLES, Json, rendered
from gnlc.query.gazetteer import Folded, Gazetteer, keys_of
from gnlc.query.network import Network, areas_of

_FILES = (NETWORK, *TABLES)

# In which people look for a record by its key.
_IN_ORDER = {
    "sources": ("id",),
    "countries": ("alpha_2",),
    "subdivisions": ("code",),
    "cities": ("id",),
    **dict.fromkeys(SIDE_TABLES, ("city",)),
    "national_counts": ("country", "date"),
}

DATA = Path(__file__).parents[1] / "src" / "gnlc" / "data"


def document_in(folder: Path) -> dict[str, Json]:
    """Return the document that a folder holds in files."""
    files = {name: _read(folder / f"{name}.json") for name in _FILES}
    for name, keys in _IN_ORDER.items():
        files[name].sort(key=lambda record, keys=keys: [str(record.get(key)) for key in keys])
    return {**files.pop(NETWORK), **files}


def _read(path: Path) -> Json:
    try:
        return json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise SystemExit(f"{path.name}: {error}") from error


def folded(network: Network) -> Folded:
    """Return which cities bear a name, and which other places that are better known."""
    cities = {city.id: city for city in network.cities(include_withdrawn=True)}
    bearers = keys_of(cities.values())
    gazetteer = Gazetteer(cities.__getitem__, bearers, areas=partial(areas_of, network))
    return {"bearers": bearers, "rivals": gazetteer.rivals()}


def derived() -> dict[str, str]:
    """Return the text of each data file, by name, as it should be."""
    network = from_document(document_in(DATA))
    document = to_document(network)
    described = schema()
    files: dict[str, Json] = {
        bundled.KEYS: folded(network),
        "datapackage": package(described, document),
        "document.schema": with_examples(described, network),
        **{name: document.pop(name) for name in TABLES},
    }
    files[NETWORK] = document
    return {f"{name}.json": rendered(value) for name, value in files.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is stale")
    check = parser.parse_args().check
    stale = {
        name: text
        for name, text in derived().items()
        if not (DATA / name).exists() or (DATA / name).read_text("utf-8") != text
    }
    for name, text in stale.items():
        print(name)
        if not check:
            (DATA / name).write_text(text, "utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
