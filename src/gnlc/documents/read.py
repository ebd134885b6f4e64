"""Documents -> networks, reporting all problems."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import evolve, field, fields, frozen

from gnlc.documents.hooks import (
    FAULTS,
    LISTED,
    Hooks,
    InvalidParts,
    Known,
    Message,
    constructor,
    faults_of,
    repeat_message,
    validator,
)
from gnlc.documents.patch import Patch
from gnlc.documents.source import LARGEST, File, Path, from_file, from_text, invalid
from gnlc.errors import KEPT, DataError, Problem
from gnlc.layout import (
    CORE_TABLES,
    FORMAT_VERSION,
    HEAD_FIELDS,
    PATCH,
    SIDE_TABLES,
    Json,
    by_language,
    is_array,
    is_object,
    pointer,
    side_parts,
)
from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import Record, Source, fields_of, key_name, noun
from gnlc.models.cities import City
from gnlc.models.facts import NetworkFacts, check_rounds
from gnlc.models.places import Country, PlaceName, Region, Subdivision
from gnlc.models.references import check_names
from gnlc.models.strategy import StrategyPeriod
from gnlc.query.arguments import whole_number
from gnlc.query.holdings import spellings
from gnlc.query.network import Network
from gnlc.wording import listed, shortened

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_READ = (*CORE_TABLES, *SIDE_TABLES, "strategy_periods", "announcements")
"""The tables that are read separately; the others are read as fields of the facts."""


def load(file: File, *, base: Network | None = None, max_size: int = LARGEST) -> Network:
    """Return the network that a document of the published format describes.

    Args:
        file: a path, or a file that is open for reading bytes or text.
        base: the network to patch, if the document is a patch (`"patch": true`); other
            documents need none.
        max_size: the maximum size of the document, in bytes (of a text file: characters).

    Raises:
        DataError: the document is invalid; the error lists the problems, at most a hundred of
            them, and their number.
        OSError: the file cannot be read.
        TypeError: `file` is neither a path nor a file, `base` is not a Network, or `max_size` is
            not an int.
        ValueError: `max_size` is negative, or the path contains invalid characters.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "network.json"
        ...     gnlc.dump(gnlc.network(), path)
        ...     gnlc.load(path).city("Ganja") == gnlc.city("Ganja")
        True
    """
    if (most := whole_number("max_size", max_size)) < 0:
        raise ValueError(f"max_size must be 0 or more, got {shortened(max_size)}")
    _check_base(base)
    return _network(*from_file(file, most), base)


def loads(text: str | bytes, *, base: Network | None = None) -> Network:
    """Return the network that the text of a document describes.

    Args:
        text: the document, as a str or as bytes in UTF-8.
        base: the network that is changed, if the document is a patch.

    Raises:
        DataError: the document is invalid, as for `load`.
        TypeError: `text` is neither a str nor bytes, or `base` is not a Network.

    Example:
        >>> try:
        ...     gnlc.loads('{"format_version": 1, "as_of": "15 April 2026"}')
        ... except gnlc.DataError as error:
        ...     for problem in error.problems:
        ...         print(problem)
        the field 'data_version' is missing
        /as_of: must be a date as YYYY-MM-DD, got '15 April 2026'

        >>> patch = '''{"format_version": 1, "patch": true,
        ...     "cities": [{"id": "az-ganja", "name": "Gence"}]}'''
        >>> mine = gnlc.loads(patch, base=gnlc.network())
        >>> mine.city("az-ganja").name, mine.city("az-ganja").year
        ('Gence', 2020)
    """
    if not isinstance(text, str | bytes):
        raise TypeError(f"text must be a str or bytes, got {shortened(text)}; `load` reads files")
    _check_base(base)
    return _network(*from_text(text), base)


def network_from_dict(document: Mapping[str, Json], base: Network | None = None) -> Network:
    """Return the network that a document describes, as the `json` module reads it.

    Raises:
        DataError: the document is invalid.
        TypeError: it is not a mapping, or `base` is not a Network.
    """
    if not is_object(document):
        raise TypeError(f"document must be a mapping, got {shortened(document)}")
    _check_base(base)
    return _network(document, (), base)


def _check_base(base: object) -> None:
    if base is not None and not isinstance(base, Network):
        raise TypeError(f"base must be a Network, got {shortened(base)}")


def _network(
    document: Json, faults: Iterable[tuple[Path, Message]], base: Network | None
) -> Network:
    if not is_object(document):
        raise invalid(f"a document must be an object, got {shortened(document)}")
    if PATCH not in document:
        return _Reader(document, faults).network()
    if base is None:
        message = "a patch changes another network, which must be given as `base`"
        raise DataError([Problem(pointer([PATCH]), message)])
    patch = Patch(document, base)
    reader = _Reader(patch.document, (*faults, *patch.faults), document, patch.locate)
    return reader.network()


@frozen
class _Head:
    """The required fields of a document."""

    format_version: int = field(validator=checks.number(FORMAT_VERSION, FORMAT_VERSION))
    data_version: str = field(validator=fields(Network).data_version.validator)
    as_of: datetime.date = field(validator=checks.date)


@frozen(eq=False)
class _AlternateNames(Record):
    """A record of the table of names from GeoNames, one for each city."""

    _referred_by = "city"

    city: City = field(validator=checks.instance(City))
    names: tuple[str, ...] = field(validator=checks.each(checks.text, least=1))


@frozen(eq=False)
class _PlaceNames(Record):
    """A record of the table of names by language, one for each city."""

    _referred_by = "city"

    city: City = field(validator=checks.instance(City))
    names: tuple[PlaceName, ...] = field(validator=checks.each(checks.instance(PlaceName), least=1))


class _Reader:
    """Reads one document, table by table, and collects its problems.

    Args:
        document: the document.
        faults: problems of its text or form that were found before.
        given: the document to whose places the problems refer, if it is another one.
        locate: returns the place of a problem in that one, and its message; None if it is the same.
    """

    def __init__(
        self,
        document: Mapping[str, Json],
        faults: Iterable[tuple[Path, Message]] = (),
        given: Mapping[str, Json] | None = None,
        locate: Callable[[Path, Message], tuple[Path, Message]] | None = None,
    ) -> None:
        self._document = document
        self._given = document if given is None else given
        self._locate = locate
        self._problems: list[tuple[Path, Message]] = []
        self._counts: Counter[object] = Counter()
        self._orders: dict[int, dict[object, int]] = {}
        self._known: Known = {}
        self._hooks = Hooks(self._known)
        for fault in faults:
            self._keep(*fault)

    def network(self) -> Network:
        """Return the network, or raise a `DataError` with the problems."""
        document = self._document
        own = {name: document[name] for name in HEAD_FIELDS if name in document}
        head = self._attempt((), self._hooks.of(_Head), own)
        sources = self._table("sources", Source)
        regions = self._table("regions", Region, against=_one_name())
        countries = self._table("countries", Country, against=_one_name())
        subdivisions = self._table("subdivisions", Subdivision)
        parts, names = self._side_parts(), self._place_names()

        def city(values: dict[str, Any]) -> City:
            sides = parts.get(values["id"], {})
            place, labels = values.get("location"), names.get(values["id"])
            if place is not None and labels is not None:
                values["location"] = evolve(place, names=labels)
            made = build({**values, **sides})
            check_names([made], ids)
            return made

        ids, build = self._ids("cities"), constructor(City)
        cities = self._table("cities", City, make=city)
        self._table("alternate_names", _AlternateNames)
        self._table("place_names", _PlaceNames, against=_has_a_place)
        periods = self._table("strategy_periods", StrategyPeriod)
        announcements = self._table("announcements", Announcement, against=_in_turn())
        rest = {k: v for k, v in document.items() if k not in (*HEAD_FIELDS, *_READ)}
        facts = self._attempt((), self._hooks.of(NetworkFacts), rest)
        if self._problems:
            raise self._error()
        return Network(
            data_version=head.data_version,
            as_of=head.as_of,
            sources=sources,
            regions=regions,
            countries=countries,
            subdivisions=subdivisions,
            cities=cities,
            facts=evolve(facts, strategy_periods=periods, announcements=announcements),
        )

    def _table(
        self,
        name: str,
        cls: type[R],
        make: Callable[[dict[str, Any]], R] | None = None,
        against: Callable[[R], None] = lambda _: None,
    ) -> tuple[R, ...]:
        """Read a table of records to which others may refer.

        Args:
            name: the name of the table.
            cls: the class of its records.
            make: a function that builds a record from its valid fields; default: the class.
            against: a function that rejects a record which conflicts with earlier ones.
        """
        raws = self._document.get(name, [])
        if not is_array(raws):
            self._note((name,), f"must be an array, got {shortened(raws)}")
            return ()
        hook, key_field = self._hooks.of(cls, make), key_name(cls)
        known = self._known.setdefault(cls, {})
        valid: list[R] = []
        for place, raw in enumerate(raws):
            record: R | None = self._attempt((name, place), hook, raw)
            key = raw.get(key_field) if is_object(raw) else None
            if not isinstance(key, str):
                continue
            if key in known:
                self._note((name, place, key_field), repeat_message(key_field, key))
            elif record is not None:
                self._attempt((name, place), against, record)
            known[key] = record
            if record is not None:
                valid.append(record)
        return tuple(valid)

    def _ids(self, table: str) -> set[str]:
        """Return the ids in a table, also those of records that are yet to be read."""
        raws = self._document.get(table)
        ids = (raw.get("id") for raw in (raws if is_array(raws) else ()) if is_object(raw))
        return {each for each in ids if isinstance(each, str)}

    def _side_parts(self) -> dict[str, dict[str, tuple[Json, ...]]]:
        """Return the fields of cities that are in other tables, by the city's id."""
        try:
            parts = side_parts({"alternate_names": [], "awards": [], **self._document})
            sides = {
                city: {name: tuple(dict.fromkeys(values)) for name, values in part.items()}
                for city, part in parts.items()
            }
            for each in fields_of(City):
                for part in sides.values():
                    if each.name in part:
                        validator(each)(None, each, part[each.name])
        except (KeyError, TypeError, ValueError):
            # The tables are invalid, which is reported when they are read.
            return {}
        return sides

    def _place_names(self) -> dict[str, tuple[PlaceName, ...]]:
        """Return the names of places by language, by the city's id."""
        try:
            return {
                side["city"]: tuple(PlaceName(**label) for label in by_language(side["names"]))
                for side in self._document.get("place_names", [])
            }
        except (AttributeError, KeyError, TypeError, ValueError):
            # The table is invalid, which is reported when it is read.
            return {}

    def _attempt(self, path: Path, make: Callable[..., Any], *parts: object) -> Any:
        """Call a function; if it fails, record the problems and return None."""
        try:
            return make(*parts)
        except FAULTS as error:
            for place, message in faults_of(error, *path):
                self._note(place, message)
            return None

    def _note(self, path: Path, message: Message) -> None:
        self._keep(*((path, message) if self._locate is None else self._locate(path, message)))

    def _keep(self, path: Path, message: Message) -> None:
        # Tables are read in order, so that later problems of a table are never reported.
        part = path[0] if len(path) > 1 else None
        self._counts[part] += 1
        if self._counts[part] <= KEPT:
            self._problems.append((path, message))

    def _error(self) -> DataError:
        ordered = sorted(self._problems, key=lambda problem: [*self._places(problem[0])])
        first = [
            Problem(pointer(path), message if isinstance(message, str) else message())
            for path, message in ordered[:KEPT]
        ]
        return DataError(first, self._counts.total())

    def _places(self, path: Path) -> Iterator[int]:
        """Yield the position of each step of a path in its object or array."""
        here: Json = self._given
        for name in path:
            yield name if is_array(here) else self._order(here)[name]
            here = here[name]

    def _order(self, members: Mapping[object, Json]) -> dict[object, int]:
        order = self._orders.get(id(members))
        if order is None:
            order = self._orders[id(members)] = {name: n for n, name in enumerate(members)}
        return order


def _one_name() -> Callable[[Country | Region], None]:
    """Return a function that rejects a record with the name of an earlier one."""
    known: set[str] = set()

    def against(record: Country | Region) -> None:
        names = dict.fromkeys(spellings(record))
        same = [shortened(name) for name in names if name in known]
        known.update(names)
        if same:
            called = listed(same[:LISTED], word="and")
            raise ValueError(f"more than one {noun(type(record))} is called {called}")

    return against


def _has_a_place(names: _PlaceNames) -> None:
    """Reject names of a place for a city without a location."""
    if names.city.location is None:
        called = shortened(names.city.id)
        raise InvalidParts([(("city",), f"the city {called} has no location, so no names of it")])


def _in_turn() -> Callable[[Announcement], None]:
    """Return a function that rejects an announcement that does not follow the previous one."""
    before: list[Announcement] = []

    def against(announcement: Announcement) -> None:
        before.append(announcement)
        check_rounds(before[-2:])

    return against
