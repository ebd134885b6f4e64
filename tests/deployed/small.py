"""An app that needs no more than a part of gnlc: it looks up, searches, filters and exports."""

import importlib.util
import json

import gnlc

cities = gnlc.cities(country="Azerbaijan", year=2020)
found = {
    "lookup": repr(gnlc.city("Гянджа")),
    "search": [match.city.id for match in gnlc.search("باكو", limit=3)],
    "announcement": gnlc.announcement(2020).cities_stated,
    "csv": cities.to_csv(),
    "json": cities.to_json(),
    "geojson": cities.__geo_interface__,
}
modules = ("cattrs", "importlib_resources", "typing_extensions")
print(json.dumps([found, [name for name in modules if importlib.util.find_spec(name)]]))
