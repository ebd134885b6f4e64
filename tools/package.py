"""The descriptor of the bundled tables as a Frictionless Data Package, generated from the schema.

It translates the JSON Schema to Table Schema, as far as that can express it.
"""

import re
import tomllib
from pathlib import Path

from schema import KEYS_OF, REFERRED, reference, resolve

from gnlc.layout import TABLES, Json
from gnlc.models.base import key_name

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"

# Each table and its key by the JSON Schema of a value that refers to its records.
_TARGETS = [(reference(cls), table, key_name(cls)) for table, cls in REFERRED.items()]

# Everything that does not depend on the data.
_KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

# The names in Table Schema of the rules of JSON Schema, for each type that has them.
_RULES = {
    "string": {"minLength": "minLength", "pattern": "pattern", "enum": "enum"},
    "integer": {"minimum": "minimum", "maximum": "maximum"},
    "array": {"minItems": "minLength"},
}


def package(schema: Json, document: Json) -> Json:
    """Return the descriptor (Data Package 2.0) of the files of a document.

    Args:
        schema: the JSON Schema of documents.
        document: the document, for its version and the name of the network.
    """
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    version: str = document["data_version"]
    return {
        **_KNOWN["package"],
        "name": project["name"],
        "title": document["name"]["text"],
        "description": f"{project['description']} {_KNOWN['attribution']}",
        "version": version,
        "created": f"{'-'.join(version.split('.')[:3])}T00:00:00Z",
        "keywords": project["keywords"],
        "sources": list(_KNOWN["sources"].values()),
        "resources": [_resource(table, schema) for table in TABLES],
    }


def _resource(table: str, schema: Json) -> Json:
    whole = schema["properties"][table]
    record = resolve(whole["items"], schema)
    names, cited = list(record["properties"]), _KNOWN["sources_of"].get(table)
    # By default, an empty string would be a missing value.
    fields: Json = {"fields": [_field(n, record, schema) for n in names], "missingValues": []}
    if table in KEYS_OF:
        fields["primaryKey"] = [KEYS_OF[table]]
    if foreign := [key for name in names for key in _foreign_keys(name, record)]:
        fields["foreignKeys"] = foreign
    return {
        **_KNOWN["resource"],
        "name": table,
        "path": f"{table}.json",
        "description": whole["description"],
        # Records omit unknown fields, so that the keys must be listed. The standard has `itemKeys`
        # for that; frictionless uses `keys` instead.
        "dialect": {"itemType": "object", "itemKeys": names, "json": {"keys": names}},
        "schema": fields,
        **({"sources": [_KNOWN["sources"][name] for name in cited]} if cited else {}),
    }


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
    """Return a pattern in the syntax of XML Schema, or an empty string if that is impossible.

    Such patterns always match whole strings, so anchors are removed. They have no look-ahead;
    without it the pattern accepts more. They have no escapes for code points either, and patterns
    that need these for invisible characters are omitted.
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
