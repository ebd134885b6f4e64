"""Examples for the JSON Schema of documents, from the data."""

import json
from copy import deepcopy

from attrs import evolve
from schema import resolve

from gnlc.layout import Json, is_array, is_object
from gnlc.models.base import Record, Source, parts_of
from gnlc.models.facts import NetworkFacts
from gnlc.query.network import Network

_SHORT = 100
"""The maximum number of characters in the JSON of an example."""


def with_examples(schema: Json, network: Network) -> Json:
    """Return the schema with values of a network as examples, and one small document.

    A field gets the first of its values that is short; a field without one gets no example.
    """
    schema = deepcopy(schema)

    def show(node: Json, value: Json) -> None:
        node = resolve(node, schema)
        if is_array(value):
            for item in value:
                show(node["items"], item)
        elif is_object(value) and "properties" in node:
            for name, part in value.items():
                field = node["properties"][name]
                if "const" not in field and len(json.dumps(part, ensure_ascii=False)) <= _SHORT:
                    field.setdefault("examples", [part])
                show(field, part)

    show(schema, network.to_dict())
    schema["examples"] = [_sample(network).to_dict()]
    return schema


def _sample(network: Network) -> Network:
    """Return a network of one city with few facts."""
    city = evolve(network.city("gr-corinth"), award_years=())
    city = evolve(city, alternate_names=city.alternate_names[:3])
    cited = _sources_of(city)
    return evolve(
        network,
        sources=tuple(source for source in network.sources() if source in cited),
        regions=(city.country.region,),
        countries=(city.country,),
        subdivisions=() if city.subdivision is None else (city.subdivision,),
        cities=(city,),
        facts=NetworkFacts(),
    )


def _sources_of(record: Record) -> set[Source]:
    own = {record} if isinstance(record, Source) else set[Source]()
    return own.union(*map(_sources_of, parts_of(record)))
