"""Read the data files of the package, wherever it is installed."""

from __future__ import annotations

import json

from gnlc.layout import Json, Records


def read(name: str) -> Json:
    """Read a JSON file of the package's data."""
    return json.loads(_content(f"{name}.json"))


def records(name: str) -> Records:
    """Read a table of the package's data as the JSON of each record, by its key."""
    return Records(_content(f"{name}.json"))


def text(folder: str, file: str) -> str:
    """Read a text that is next to the modules of a folder of the package."""
    return _content(file, folder).decode()


def _content(file: str, folder: str = "data") -> bytes:
    # The loaders of files, zips and frozen apps return data directly. Others need
    # importlib-resources, and loading that takes longer than looking up a city.
    get_data = getattr(__spec__.loader, "get_data", None)
    if get_data is None:
        from importlib_resources import files

        return files("gnlc").joinpath(folder, file).read_bytes()
    package = __file__.rpartition("packaged")[0]
    content: bytes = get_data(f"{package}{folder}/{file}")
    return content
