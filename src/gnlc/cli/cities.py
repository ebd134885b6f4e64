"""Commands that answer with cities."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from gnlc.cli.answer import Answer, published
from gnlc.cli.inputs import arguments, filters, network
from gnlc.cli.options import UsageError
from gnlc.query.arguments import several as many
from gnlc.rows.records import CityRecord, DistanceRecord, MatchRecord, city_record
from gnlc.wording import shortened

if TYPE_CHECKING:
    from gnlc.display.content import Block
    from gnlc.models.cities import City
    from gnlc.models.places import Location
    from gnlc.query.filters import Filters
    from gnlc.query.network import Network

# The type of the rows by the first column that they have besides those of cities.
_ROWS: dict[str, type] = {"score": MatchRecord, "km": DistanceRecord}


def city(options: Namespace) -> Answer:
    """Return all that is known of one city."""
    known = network(options)
    one = known.city(" ".join(options.words), country=options.country)

    def described() -> Iterable[Block]:
        from gnlc.display.describe import describe

        # Where sources differ the network knows; without it a city needs no history.
        return describe(one, known if options.sources else None)

    def feature() -> object:
        from gnlc.rows.geojson import feature

        return feature(one)

    return Answer(
        described=described,
        records=lambda: [city_record(one)],
        columns=CityRecord.__annotations__,
        row=CityRecord,
        cited=lambda: one.sources,
        forms={"json": lambda: published(one, known, sources=options.sources), "geojson": feature},
        sources=options.sources,
    )


def search(options: Namespace) -> Answer:
    """Return the cities that a text may mean, the best first."""
    text = " ".join(options.words)
    known = network(options)
    with arguments():
        found = known.search(
            text, limit=options.limit, min_score=options.min_score, **filters(options, known)
        )

    def described() -> Iterable[Block] | str:
        from gnlc.display.search import matches

        return [matches(found)] if found else ""

    extra: dict[str, Sequence[object]] = {
        "score": [match.score for match in found],
        "matched_name": [match.matched_name for match in found],
    }
    complaint = f"no city found for {shortened(text)}"
    return _answer([match.city for match in found], described, complaint, extra)


def cities(options: Namespace) -> Answer:
    """Return the cities that pass every filter."""
    known = network(options)
    chosen = filters(options, known)
    with arguments():
        found = known.cities(**chosen)
        center = _center(chosen["near"])
        if options.sort != "km":
            found = found.sorted_by(options.sort, reverse=options.reverse)
        elif center is None:
            raise UsageError("--sort km goes with --near")
        else:
            found = found.sorted_by(lambda city: _km(city, center), reverse=options.reverse)
    extra = {} if center is None else {"km": [_km(city, center) for city in found]}

    def described() -> Iterable[Block] | str:
        from gnlc.display import cities as display

        if not found:
            return ""
        return [display.table(found, **extra), *_stated(chosen, known)]

    complaint = "no city passes these filters"
    return _answer(found, described, complaint, extra, sources=options.sources)


def _answer(
    cities: Sequence[City],
    described: Callable[[], Iterable[Block] | str],
    complaint: str,
    extra: Mapping[str, Sequence[object]] = MappingProxyType({}),
    *,
    sources: bool = False,
) -> Answer:
    """Return an answer that is made of cities.

    Args:
        cities: the cities.
        described: returns their description.
        complaint: what to say where there are none.
        extra: further columns, which come first.
        sources: whether the description shows the sources of each fact.
    """
    extras = [{name: values[at] for name, values in extra.items()} for at in range(len(cities))]

    def records() -> list[Mapping[str, object]]:
        return [{**own, **city_record(each)} for own, each in zip(extras, cities, strict=True)]

    def features() -> object:
        from gnlc.rows.geojson import feature_collection

        collection = feature_collection(cities)
        for own, feature in zip(extras, collection["features"], strict=True):
            feature["properties"] |= own
        return collection

    return Answer(
        described=described,
        records=records,
        columns=(*extra, *CityRecord.__annotations__),
        row=_ROWS.get(next(iter(extra), ""), CityRecord),
        cited=lambda: (source for city in cities for source in city.sources),
        forms={"geojson": features},
        sources=sources,
        complaints=[] if cities else [complaint],
        status=0 if cities else 1,
        empty=not cities,
    )


def _center(near: Any) -> Any:
    """Return the degrees of a point or a city."""
    place = getattr(near, "location", None)
    return near if place is None else (place.latitude, place.longitude)


def _km(city: City, center: Any) -> float:
    # What is near a point has a place.
    place = cast("Location", city.location)
    return round(place.distance_km(*center), 1)


def _stated(chosen: Filters, known: Network) -> Iterable[Block]:
    """Return what was stated of the number of cities, if the filters choose all of some area."""
    from gnlc.display import countries, network
    from gnlc.display.content import Note

    names = {name for name, value in chosen.items() if value is not None} - {"include_withdrawn"}
    if names == {"country"}:
        keys = many(chosen["country"])
        return countries.stated(dict.fromkeys(map(known.country, keys)), known)
    return [] if names else [Note(f"as stated: {network.stated(known)}")]
