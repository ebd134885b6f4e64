"""The parts of countries that a text may name to say where a city lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from gnlc.models.deferred import Deferred
from gnlc.names.folding import Text
from gnlc.packaged import read

AREAS = "areas"
"""The name of the derived file of parts of countries."""

# The code of a country, and of a part of it.
_LONGEST_CODE = 5


class Area(NamedTuple):
    """A part of a country.

    Attributes:
        country: the alpha-2 code of the country.
        path: the rest of its ISO 3166-2 code, after that of the part in which it lies.
    """

    country: str
    path: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The ISO 3166-2 codes of the part, and of the part in which it lies."""
        return tuple(f"{self.country}-{step}" for step in self.path.split("/"))


class _Areas:
    def __init__(self) -> None:
        self._by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        file: Mapping[str, Mapping[str, str]] = read(AREAS)
        # In the file countries are in the order in which they compress best.
        self._paths = {country: file["paths"][country].split() for country in sorted(file["paths"])}
        for country, paths in self._paths.items():
            for path, keys in zip(paths, file["keys"][country].split("|"), strict=True):
                for key in keys.split():
                    self._by_name[key].append((country, path))
        self._by_code = Deferred(self._codes)

    def _codes(self) -> Mapping[str, list[tuple[str, str]]]:
        """Return the parts by their codes, with that of the country and without it."""
        by_code: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for country, paths in self._paths.items():
            for path in paths:
                code = path.rpartition("/")[2].lower()
                by_code[f"{country.lower()}{code}"].append((country, path))
                if not code.isdigit():
                    by_code[code].append((country, path))
        return by_code

    def called(self, key: str) -> list[Area]:
        """Return the parts with a key, those in earlier countries first."""
        parts = self._by_name.get(key, [])
        if len(key) <= _LONGEST_CODE:
            parts = sorted({*parts, *self._by_code.get().get(key, ())})
        return [Area(*part) for part in parts]


_areas = Deferred(_Areas)


def areas_called(text: Text) -> list[Area]:
    """Return the parts of countries with a name or an ISO 3166-2 code."""
    return _areas.get().called(text.key)
