"""The JSON Schema of patches, made from that of documents."""

from typing import Any

from schema import KEYS_OF, object_schema

from gnlc.layout import FORMAT_VERSION, ORDER, PATCH, REMOVE, Json, is_array, is_object

ID = f"urn:x-gnlc:patch:{FORMAT_VERSION}"

_NULL: Json = {"type": "null"}


def patch_schema(document: Json) -> dict[str, Json]:
    """Return the schema (draft 2020-12) of a patch.

    It cannot express the rules of the result, such as which records exist already.

    Args:
        document: the schema of documents.
    """
    made = _Parts(document["$defs"])
    properties = {
        name: made.table(node, KEYS_OF[name]) if name in KEYS_OF else made.part(node)
        for name, node in document["properties"].items()
    }
    return {
        "$schema": document["$schema"],
        "$id": ID,
        "title": "A patch of a network of learning cities",
        "description": "Records that change, and fields to replace; what is not named stays.",
        "type": "object",
        "properties": {
            PATCH: {"description": "says that this is a patch.", "const": True},
            **{
                name: node if name in document["required"] else _or_null(node)
                for name, node in properties.items()
            },
        },
        "required": [PATCH, "format_version"],
        "additionalProperties": False,
        "$defs": dict(sorted(made.definitions(properties).items())),
    }


class _Parts:
    """Schemas of patches of values, with the definitions to which they refer."""

    def __init__(self, whole: Json) -> None:
        self._whole = whole
        self._partial: dict[str, Json] = {}

    def part(self, node: Json) -> Json:
        """Return the schema of what patches a value: an object is merged, all else replaced."""
        if "anyOf" in node:
            return {**node, "anyOf": [self.part(each) for each in node["anyOf"]]}
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            if self._whole[name].get("type") != "object":
                return node
            return {**node, "$ref": f"#/$defs/{self._partly(name)}"}
        return self.merged(node) if node.get("type") == "object" else node

    def _partly(self, name: str) -> str:
        called = f"PartOf{name}"
        if called not in self._partial:
            # Before its parts, which may refer to it.
            self._partial[called] = {}
            self._partial[called] = self.merged(self._whole[name])
        return called

    def merged(self, node: Json, key: str = "") -> Json:
        """Return the schema of the patch of an object, with the key that it must name."""
        merged: dict[str, Any] = {name: value for name, value in node.items() if name != "required"}
        merged.pop("minProperties", None)
        if key:
            merged["required"] = [key]
        needed = node.get("required", ())
        if "properties" in node:
            merged["properties"] = {
                name: self.part(value) if name in needed else _or_null(self.part(value))
                for name, value in node["properties"].items()
            }
        else:
            merged["additionalProperties"] = _or_null(node["additionalProperties"])
        return merged

    def table(self, node: Json, key: str) -> Json:
        """Return the schema of the patch of a table whose records have a key."""
        items = node["items"]
        record = self._whole[items["$ref"].rpartition("/")[2]] if "$ref" in items else items
        of_key = record["properties"][key]
        keys = {"type": "array", "items": {"type": of_key["type"]}, "uniqueItems": True}
        return {
            **node,
            "items": {
                "if": {"required": [ORDER]},
                "then": object_schema("The order of all records.", {ORDER: keys}),
                "else": {
                    "if": {"required": [REMOVE]},
                    "then": object_schema(
                        "A record to remove.", {key: of_key, REMOVE: {"const": True}}
                    ),
                    "else": self.merged(record, key),
                },
            },
        }

    def definitions(self, node: Json) -> dict[str, Json]:
        """Return the definitions to which a schema refers, by way of others too."""
        every = {**self._whole, **self._partial}
        found: dict[str, Json] = {}
        todo = [node]
        while todo:
            part = todo.pop()
            if is_object(part):
                name = str(part.get("$ref", "")).rpartition("/")[2]
                if name and name not in found:
                    found[name] = every[name]
                    todo.append(every[name])
                todo += part.values()
            elif is_array(part):
                todo += part
        return found


def _or_null(node: Json) -> Json:
    """Return the schema of a value, or null in its place, which removes it."""
    if "anyOf" in node and _NULL in node["anyOf"]:
        return node
    described = {name: node[name] for name in ("description",) if name in node}
    return {**described, "anyOf": [{n: v for n, v in node.items() if n != "description"}, _NULL]}
