"""The parts of countries, as src/gnlc/data/areas.json has them.

Codes and names are those of ISO 3166-2 (pycountry), for the countries on record; English names that
differ are in tools/areas.toml. A part within a part is kept if it is on record, or where its code
or name often follows that of a city.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pycountry
from likeness import by_likeness

from gnlc.layout import Json
from gnlc.names.folding import Text
from gnlc.names.generic import generic_words
from gnlc.names.readings import parts_of
from gnlc.query.network import Network

ENGLISH: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text("utf-8")
)

# Countries whose provinces or departments are within other parts.
_DEEP = ("ES", "FR", "IT", "PH")

# Countries that are divided into towns, which the file of other places has.
_TOWNS = ("LV", "MD", "SI")


def keys_of(name: str) -> Iterator[str]:
    """Yield the keys of a name, with and without generic words and what is in brackets."""
    for part in map(Text, dict.fromkeys((name, *parts_of(name)))):
        if not generic_words.get().is_generic(part):
            yield part.key
            yield from (core.name.key for core in [*generic_words.get().cores(part)][-1:])


def areas(network: Network) -> Json:
    """Return the paths of the parts of each country, and the keys of the names of each part."""
    codes = {country.alpha_2 for country in network.countries()}
    on_record = {area.code for area in network.subdivisions()}
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for area in sorted(pycountry.subdivisions, key=lambda area: area.code):
        country, _, code = area.code.partition("-")
        if country not in codes or country in _TOWNS:
            continue
        names = (area.name, *ENGLISH.get(country, {}).get(code, ()))
        if area.parent_code is not None:
            if country not in _DEEP and area.code not in on_record:
                continue
            code = f"{area.parent_code.partition('-')[2]}/{code}"
        keys = dict.fromkeys(key for name in names for key in keys_of(name))
        found[country][code] = " ".join(key for key in keys if len(key) > 1)
    packed = {country: "|".join(found[country].values()) for country in found}
    alike = list(by_likeness(packed))
    return {
        "paths": {country: " ".join(found[country]) for country in alike},
        "keys": {country: packed[country] for country in alike},
    }
