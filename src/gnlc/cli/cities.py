"""Commands that answer with cities."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Any

from gnlc.cli.answer import Answer, of_rows, published
from gnlc.cli.inputs import arguments, filters, network, point
from gnlc.cli.options import UsageError
from gnlc.query.arguments import several as many
from gnlc.rows.records import CityRecord, MatchRecord, city_record
from gnlc.wording import shortened

if TYPE_CHECKING:
    from gnlc.display.content import Block
    from gnlc.query.cities import Cities
    from gnlc.query.filters import Filters
    from gnlc.query.nearby import Neighbors
    from gnlc.query.network import Network
    from gnlc.query.search import Match

# The column, and what the library calls the key.
_DISTANCE = ("km", "distance")


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
        chosen = filters(options, known)
        found = known.search(text, limit=options.limit, min_score=options.min_score, **chosen)
    return _matches(found, text)


def complete(options: Namespace) -> Answer:
    """Return the cities with a name that begins with a text."""
    text = " ".join(options.words)
    known = network(options)
    with arguments():
        found = known.complete(text, limit=options.limit, **filters(options, known))
    return _matches(found, text)


def _matches(found: Sequence[Match], text: str) -> Answer:
    def described() -> Iterable[Block] | str:
        from gnlc.display.search import matches

        return [matches(found)] if found else ""

    def features() -> object:
        from gnlc.rows.geojson import feature, feature_collection

        collection = feature_collection(feature(match.city) for match in found)
        for match, each in zip(found, collection["features"], strict=True):
            each["properties"] |= _rank(match)
        return collection

    return Answer(
        described=described,
        records=lambda: [{**_rank(match), **city_record(match.city)} for match in found],
        columns=("score", "matched_name", *CityRecord.__annotations__),
        row=MatchRecord,
        cited=lambda: (source for match in found for source in match.city.sources),
        forms={"geojson": features},
        **_unless(found, f"no city found for {shortened(text)}"),
    )


def _rank(match: Match) -> dict[str, Any]:
    return {"score": match.score, "matched_name": match.matched_name}


def _unless(found: Sized, complaint: str) -> dict[str, Any]:
    """Return the remark on an empty answer."""
    return {} if found else {"complaints": [complaint], "status": 1, "empty": True}


def cities(options: Namespace) -> Answer:
    """Return the cities that pass every filter, and near a place also how far they are."""
    known = network(options)
    chosen = filters(options, known)
    near = chosen.get("near")
    with arguments():
        found = known.cities(**chosen)
        if options.sort not in _DISTANCE:
            found = found.sorted_by(options.sort, reverse=options.reverse)
        elif near is None:
            raise UsageError(f"--sort {options.sort} goes with --near")
    rows = found if near is None else _with_distances(found, near, known, options)

    def described() -> Iterable[Block] | str:
        from gnlc.display.describe import describe

        return [*describe(rows), *_stated(chosen, known)] if rows else ""

    return of_rows(
        rows,
        described,
        forms={"geojson": lambda: rows.__geo_interface__},
        sources=options.sources,
        **_unless(rows, "no city passes these filters"),
    )


def _with_distances(found: Cities, near: Any, known: Network, options: Namespace) -> Neighbors:
    from gnlc.query.nearby import Neighbors
    from gnlc.query.predicates import distance_from

    distance = distance_from("--near", near, known)
    km = {city.id: away for city in found if (away := distance(city)) is not None}
    if options.sort in _DISTANCE:
        found = found.sorted_by(lambda city: km[city.id], reverse=options.reverse)
    return Neighbors(tuple(found), tuple(km[city.id] for city in found))


def nearest(options: Namespace) -> Answer:
    """Return the cities nearest to a place, each with its distance."""
    known = network(options)
    place = point(" ".join(options.words), known, "PLACE")
    with arguments():
        found = known.nearest(place, limit=options.limit, **filters(options, known))

    def described() -> Iterable[Block] | str:
        from gnlc.display.describe import describe

        return describe(found) if found else ""

    return of_rows(
        found,
        described,
        forms={"geojson": lambda: found.__geo_interface__},
        **_unless(found, "no city passes these filters"),
    )


def _stated(chosen: Filters, known: Network) -> Iterable[Block]:
    """Return the stated numbers of cities, if the filters choose all of some area."""
    from gnlc.display import countries, network
    from gnlc.display.content import Note

    names = {name for name, value in chosen.items() if value is not None} - {"include_withdrawn"}
    if names == {"country"}:
        keys = many(chosen.get("country"))
        return countries.stated(dict.fromkeys(map(known.country, keys)), known)
    return [] if names else [Note(f"as stated: {network.stated(known)}")]
