"""What a text says of where a city lies, and whether that is right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gnlc.names.areas import areas_called
from gnlc.names.folding import LATIN, Text
from gnlc.names.generic import generic_words
from gnlc.names.readings import parts_of
from gnlc.names.world import Place
from gnlc.query.gazetteer import Gazetteer

if TYPE_CHECKING:
    from gnlc.models.cities import City

_LEAST_ABBREVIATED = 3

_KEPT = 4096


class Fit(IntEnum):
    """Whether what a text says of where a city lies is right."""

    NO = 0
    UNKNOWN = 1
    YES = 2
    EXACT = 3


class Where(NamedTuple):
    """What a column of countries says.

    Attributes:
        text: as it was given; None if nothing was.
        codes: the alpha-2 codes of the countries that it may mean; None if it is not a country.
        rest: the text if it is not a country.
    """

    text: str | None = None
    codes: frozenset[str] | None = None
    rest: tuple[Text, ...] = ()


class Territories(NamedTuple):
    """The countries of the world.

    Attributes:
        codes: gives the alpha-2 codes of the countries that a text may mean.
        name: gives the English name of a country by its code.
        members: the codes of those with a member on record.
    """

    codes: Callable[[Text], Collection[str]]
    name: Callable[[str], str]
    members: Collection[str]

    def cached(self) -> Territories:
        """Return the same, but keep the codes of texts that were asked for of late."""

        @lru_cache(_KEPT)
        def codes_of(raw: str) -> Collection[str]:
            return self.codes(Text(raw))

        def codes(text: Text) -> Collection[str]:
            return codes_of(text.raw)

        return self._replace(codes=codes)


class Whereabouts:
    """The countries, subdivisions and towns in which members lie.

    Args:
        gazetteer: the names of members and other places.
        territories: the countries of the world.
    """

    def __init__(self, gazetteer: Gazetteer, territories: Territories) -> None:
        self._gazetteer = gazetteer
        self._territories = territories
        self._homes: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def where(self, text: str | None) -> Where:
        """Return where a place lies by a cell of a column of countries."""
        if text is None:
            return Where()
        asked = Text(text)
        codes = self._territories.codes(asked)
        return Where(text, frozenset(codes)) if codes else Where(text, None, (asked,))

    def parts_of(self, raw: str) -> list[str]:
        """Divide a text at its separators, with a country last rather than first.

        Countries may have separators of their own: `Korea, Republic of`.
        """
        parts = parts_of(raw)
        for size in range(len(parts) - 1, 0, -1):
            head, tail = ", ".join(parts[:size]), ", ".join(parts[-size:])
            if self._territories.codes(Text(tail)):
                return [*parts[:-size], tail]
            generic = generic_words.get().is_generic(Text(parts[size]))
            if self._territories.codes(Text(head)) and not generic:
                return [*parts[size:], head]
        return parts

    def narrowed(self, rest: Iterable[Text], where: Where) -> Where:
        """Return where a place lies by what else a text says, if the country is not known."""
        if where.codes is not None:
            return where
        for part in rest:
            codes = {*self._territories.codes(part), *(a.country for a in areas_called(part))}
            if codes:
                return where._replace(codes=frozenset(codes))
        return where

    def country_called(self, name: Text, city: City) -> Place | None:
        """Return the country of a city as a place, if a name is that of the country."""
        country = city.country
        called = country.alpha_2 in self._territories.codes(name)
        return Place(country.common_name, None, None) if called else None

    def fit(self, part: Text, city: City) -> Fit:
        """Return whether a part of a text says rightly where a city lies."""
        home, near = self._home(city)
        if part.key in near or self._is_near(part, city, near):
            return Fit.EXACT
        codes = self._territories.codes(part)
        generic = generic_words.get()
        if part.key in home or city.country.alpha_2 in codes or generic.is_generic(part):
            return Fit.YES
        cores = list(generic.cores(part))
        if any(core.name.key in near or _lies_in(city, core.name) for core in cores):
            return Fit.EXACT
        known = codes or areas_called(part) or self._gazetteer.bearers_of(part)
        wrong = known or any(core.area for core in cores) or self._is_nearby(part, city)
        return Fit.NO if wrong else Fit.UNKNOWN

    def _is_near(self, part: Text, city: City, near: Collection[str]) -> bool:
        """Return whether a part of a text is a city's other name, or its subdivision, or short."""
        if _lies_in(city, part) or city in self._gazetteer.bearers_of(part):
            return True
        short = part.raw.endswith(".") and len(part.key) >= _LEAST_ABBREVIATED
        return short and any(name.startswith(part.key) for name in near)

    def _is_nearby(self, part: Text, city: City) -> bool:
        """Return whether another place in the country of a city has a name."""
        places = self._gazetteer.others(part.key, latin=part.scripts == LATIN)
        return any(place.country == city.country.alpha_2 for place in places)

    def _home(self, city: City) -> tuple[frozenset[str], frozenset[str]]:
        """Return the keys of the country of a city, and of what is nearer to it."""
        home = self._homes.get(city.id)
        if home is None:
            country, area, at = city.country, city.subdivision, city.location
            near = [] if area is None else [area.code, area.code[3:], area.name]
            near += [] if area is None else parts_of(area.name)
            near += [] if at is None else [at.name]
            texts = [Text(name) for name in near]
            texts += [core.name for text in texts for core in generic_words.get().cores(text)]
            home = (
                frozenset(Text(name).key for name in country.names),
                frozenset(text.key for text in texts) - {""},
            )
            self._homes[city.id] = home
        return home


def _lies_in(city: City, text: Text) -> bool:
    """Return whether a text is the name of the subdivision in which a city lies."""
    code = city.subdivision and city.subdivision.code
    return any(code in area.codes for area in areas_called(text))
