"""The descriptor of the bundled tables as a Frictionless Data Package, made of the schema.

What the schema says of a table's fields is said again in the words of Table Schema, as far as it
has words for it.
"""

import re
import tomllib
from pathlib import Path

from schema import REFERRED, reference, resolve

from gnlc.layout import SIDE_TABLES, TABLES, Json
from gnlc.models.base import key_name
from gnlc.models.tables import KEYS

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"

# Each table and its key, by the JSON Schema of a value that refers to its records.
_TARGETS = [(reference(cls), table, key_name(cls)) for table, cls in REFERRED.items()]
_KEYS = {**KEYS, **dict.fromkeys(SIDE_TABLES, "city")}

# The names in Table Schema of the rules of JSON Schema, for each type that has them.
_RULES = {
    "string": {"minLength": "minLength", "pattern": "pattern", "enum": "enum"},
    "integer": {"minimum": "minimum", "maximum": "maximum"},
    "array": {"minItems": "minLength"},
}


def _link(title: str, path: str) -> Json:
    return {"title": title, "path": path}


_GEONAMES = _link("GeoNames (CC BY 4.0)", "https://www.geonames.org")
_CITED = _link("The public texts that each record names", "sources.json")
_NATURAL_EARTH = _link(
    "Natural Earth, populated places (public domain)", "https://www.naturalearthdata.com"
)
_SOURCES = {
    "cities": [_CITED, _GEONAMES, _NATURAL_EARTH],
    "alternate_names": [_GEONAMES],
    "place_names": [_NATURAL_EARTH],
}


def package(schema: Json, document: Json) -> Json:
    """Return the descriptor (Data Package 2.0) of the files of a document.

    Args:
        schema: the JSON Schema of documents.
        document: the document, of which the version and the network's name are taken.
    """
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    version: str = document["data_version"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": project["name"],
        "title": document["name"]["text"],
        "description": f"{project['description']} Whoever passes it on names GeoNames and "
        f"{project['name']} as the sources.",
        "version": version,
        "created": f"{'-'.join(version.split('.')[:3])}T00:00:00Z",
        "keywords": project["keywords"],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0 International",
            }
        ],
        "sources": [_CITED, _GEONAMES, _NATURAL_EARTH],
        "contributors": [{"title": project["name"], "roles": ["DataCurator"]}],
        "resources": [_resource(table, schema) for table in TABLES],
    }


def _resource(table: str, schema: Json) -> Json:
    whole = schema["properties"][table]
    record = resolve(whole["items"], schema)
    names = list(record["properties"])
    result = {
        "name": table,
        "type": "table",
        "path": f"{table}.json",
        "description": whole["description"],
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        # Fields that are unknown are left out, so that no record shows all of them. The standard
        # has `itemKeys` for that; frictionless does not know it, and has `keys` of its own.
        "dialect": {"itemType": "object", "itemKeys": names, "json": {"keys": names}},
        "schema": {
            "fields": [_field(name, record, schema) for name in names],
            # An empty text is a text that must not be empty, and not a sign of the unknown.
            "missingValues": [],
        },
    }
    if table in _SOURCES:
        result["sources"] = _SOURCES[table]
    if table in _KEYS:
        result["schema"]["primaryKey"] = [_KEYS[table]]
    if foreign := [key for name in names for key in _foreign_keys(name, record)]:
        result["schema"]["foreignKeys"] = foreign
    return result


def _field(name: str, record: Json, schema: Json) -> Json:
    given = record["properties"][name]
    value = resolve(given, schema)
    kind = "date" if value.get("format") == "date" else value["type"]
    rules = {
        ours: value[theirs] for theirs, ours in _RULES.get(kind, {}).items() if value.get(theirs)
    }
    if pattern := _pattern(rules.pop("pattern", "")):
        rules["pattern"] = pattern
    if name in record["required"]:
        rules = {"required": True, **rules}
    field = {"name": name, "type": kind, "description": given["description"]}
    return {**field, "constraints": rules} if rules else field


def _pattern(pattern: str) -> str:
    """Return a pattern as XML Schema has them; empty where it cannot be said so.

    Those match the whole of a text, so that they need no anchors. They cannot look ahead: without
    that the pattern lets more pass, but nothing less. Characters stand in them as they are, and
    what would need that, because it is not to be seen, is not said.
    """
    ahead = r"\(\?![^()]*\)"
    while re.search(ahead, pattern):
        pattern = re.sub(ahead, "", pattern)
    return "" if r"\u" in pattern else pattern.removeprefix("^").removesuffix("$")


def _foreign_keys(name: str, record: Json) -> list[Json]:
    given = record["properties"][name]
    value = given["anyOf"][0] if "anyOf" in given else given
    return [
        {"fields": [name], "reference": {"resource": table, "fields": [key]}}
        for target, table, key in _TARGETS
        if target.items() <= value.items()
    ]
