"""The parts of countries that a text may name to say where a city lies."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from gnlc.models.deferred import Deferred
from gnlc.names.folding import Text
from gnlc.packaged import read

AREAS = "areas"
"""The name of the derived file of parts of countries."""


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
        self.by_key: defaultdict[str, list[Area]] = defaultdict(list)
        for country, parts in read(AREAS).items():
            for path, keys in zip(parts["paths"].split(), parts["keys"].split("|"), strict=True):
                area = Area(country, path)
                code = path.rpartition("/")[2].lower()
                own = () if code.isdigit() else (code,)
                for key in dict.fromkeys((f"{country.lower()}{code}", *own, *keys.split())):
                    self.by_key[key].append(area)


_areas = Deferred(_Areas)


def areas_called(text: Text) -> list[Area]:
    """Return the parts of countries with a name or an ISO 3166-2 code."""
    return _areas.get().by_key.get(text.key, [])
