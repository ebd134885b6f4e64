"""Names of known places that are not members."""

from __future__ import annotations

from collections.abc import Collection

from gnlc.names.areas import areas_called
from gnlc.names.folding import LATIN, Text
from gnlc.names.readings import Reading
from gnlc.names.world import Place
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.match.findings import Finding
from gnlc.query.match.whereabouts import Territories, Where
from gnlc.wording import listed

# Shorter texts are codes of countries and their parts.
_LONGEST_CODE = 3

_COUNTRY = "the country "


class Elsewhere:
    """Places, countries and their parts that are not members.

    Args:
        gazetteer: the names of places.
        territories: the countries of the world.
    """

    def __init__(self, gazetteer: Gazetteer, territories: Territories) -> None:
        self._gazetteer = gazetteer
        self._territories = territories

    def place(self, name: Text, codes: Collection[str] | None) -> Place | None:
        """Return the most populous other place with a name, in countries if given."""
        for place in self._gazetteer.others(name.key, latin=name.scripts == LATIN):
            there = codes is None or place.country in codes
            is_area = place.population is None and place.country is not None
            if there and not is_area and any(name.same_name(Text(n)) for n in place.all_names):
                return place
        return None

    def finding(self, reading: Reading, where: Where) -> Finding | None:
        """Return the answer for a reading that is the name of another place or of a country."""
        place = self.place(reading.name, where.codes)
        if place is not None:
            return self.at(place)
        if len(reading.name.raw) <= _LONGEST_CODE:
            return None
        codes = self._territories.codes(reading.name)
        if not codes or (where.codes and not where.codes.isdisjoint(codes)):
            return None
        return Finding("elsewhere", f"{self.label(codes)} is a country.")

    def at(self, place: Place) -> Finding:
        """Return the answer for the name of a place."""
        what = "is a country" if place.country is None else "is not a member on record"
        why = f"{self.words(place).removeprefix(_COUNTRY)} {what}."
        return Finding("elsewhere", why, place=place, country=place.country)

    def area(self, text: Text, where: Where) -> Finding | None:
        """Return the answer for a text that is the name of a part of a country."""
        if len(text.key) <= _LONGEST_CODE:
            return None
        for area in areas_called(text):
            if where.codes is None or area.country in where.codes:
                country = self._territories.name(area.country)
                why = f"{text.raw.strip()} is a part of {country}, not a member on record."
                return Finding("elsewhere", why, country=area.country)
        return None

    def words(self, place: Place) -> str:
        """Return a place with its country, in words."""
        if place.country is None:
            return f"{_COUNTRY}{place.name}"
        return f"{place.name} in {self._territories.name(place.country)}"

    def label(self, codes: Collection[str]) -> str:
        """Return countries as alternatives, in words."""
        return listed(sorted(map(self._territories.name, codes)))
