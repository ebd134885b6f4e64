"""Documents -> networks, with every problem named."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import cache, partial
from itertools import islice
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args, get_origin

from attrs import Attribute, evolve, field, fields, frozen
from cattrs import (
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
)
from cattrs.gen import make_dict_structure_fn, override

from gnlc.documents.source import LARGEST, Loadable, parsed, unsound
from gnlc.errors import KEPT, DataError, Problem
from gnlc.layout import (
    CORE_TABLES,
    FORMAT_VERSION,
    HEAD_FIELDS,
    SIDE_TABLES,
    TABLES,
    Json,
    is_array,
    is_object,
    side_parts,
    step,
)
from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import DAY, PartialDate, Record, Source, fields_of, key_name, noun
from gnlc.models.facts import NetworkFacts, check_rounds
from gnlc.models.places import City, Country, PlaceName, Region, Subdivision
from gnlc.models.strategy import StrategyPeriod
from gnlc.models.tables import ELSEWHERE
from gnlc.query.filters import whole_number
from gnlc.query.network import Network, spellings
from gnlc.wording import close_to, listed, shortened

R = TypeVar("R", bound=Record)
T = TypeVar("T")
S = TypeVar("S", "_AlternateNames", "_PlaceNames")

_DECLARED = 8
_LOOKED_THROUGH = 1000

_READ = (*CORE_TABLES, *SIDE_TABLES, "strategy_periods", "announcements")
"""The tables that are read one by one; the others are fields of the facts like any other."""


def load(source: Loadable, *, max_size: int = LARGEST) -> Network:
    """Return the network that a document of the published format describes.

    Args:
        source: a path; an open file; the text or the UTF-8 bytes of a document; or a mapping as the
            `json` module reads it. A str is taken for the text of a document if it is empty or
            begins with a bracket or brace, and else for a path.
        max_size: how many bytes (of a str or a file of text: characters) to read at the most; a
            mapping has been read already.

    Raises:
        DataError: the document is not sound; it has all problems that were found, or the first
            hundred and their number.
        OSError: the file cannot be read.
        TypeError: the source is none of these, or `max_size` is no int.
        ValueError: `max_size` is negative.

    Example:
        >>> network = gnlc.load(gnlc.dumps(gnlc.network()))
        >>> network.city("Ganja") == gnlc.city("Ganja")
        True
        >>> try:
        ...     gnlc.load({"format_version": 1, "as_of": "15 April 2026"})
        ... except gnlc.DataError as error:
        ...     for problem in error.problems:
        ...         print(problem)
        the field 'data_version' is missing
        /as_of: must be a date as YYYY-MM-DD, got '15 April 2026'
    """
    if (most := whole_number("max_size", max_size)) < 0:
        raise ValueError(f"max_size must be 0 or more, got {shortened(max_size)}")
    return from_document(*parsed(source, max_size=most))


class _UnsoundPartError(Exception):
    """A record refers to one that has a problem of its own, which is told there."""


class _ItemsError(Exception):
    """Items of an array or an object are not sound; each with its place."""

    def __init__(self, faults: list[tuple[int | str, Exception]]) -> None:
        self.faults = faults


class _UnknownKeyError(ValueError):
    """A record refers to one that is not in its table."""

    def __init__(self, cls: type[Record], key: str, known: Mapping[str, object]) -> None:
        self.cls, self.key, self.known = cls, key, known

    def __str__(self) -> str:
        told = f"unknown {noun(self.cls)} {shortened(self.key)}"
        # To look through many keys takes long, and there may be a hundred such problems.
        near = close_to(self.key, self.known) if len(self.known) <= _LOOKED_THROUGH else ()
        if near:
            return f"{told}; did you mean {listed(map(shortened, near))}?"
        more = ("...",) if len(self.known) > _DECLARED else ()
        first = (shortened(key)[1:-1] for key in islice(self.known, _DECLARED))
        return f"{told}; declared are {', '.join((*first, *more)) or 'none'}"


_Known: TypeAlias = dict[type[Record], dict[str, Record | None]]

_known: ContextVar[_Known] = ContextVar("known")
"""The records of the document that is being read, by class and key; None stands for one that has a
problem of its own."""

_FAULTS = (BaseValidationError, TypeError, ValueError, _UnsoundPartError)
"""What the making of a record, or of an item of an array, raises where the document is not sound.

Not the other: it is raised for a field, and becomes part of the error for the record.
"""


@frozen
class _Sides:
    """The fields of a city that stand in tables of their own."""

    alternate_names: tuple[str, ...] = field(default=(), validator=checks.texts)
    award_years: tuple[int, ...] = field(default=(), validator=checks.each(checks.year))


@frozen
class _Head:
    """What every document must tell of itself."""

    format_version: int = field(validator=checks.number(FORMAT_VERSION, FORMAT_VERSION))
    data_version: str = field(validator=fields(Network).data_version.validator)
    as_of: datetime.date = field(validator=checks.date)


@frozen
class _AlternateNames:
    """A record of the table of names from GeoNames."""

    city: str = field(validator=checks.instance(str))
    names: tuple[str, ...] = field(validator=checks.each(checks.text, least=1))


@frozen
class _PlaceNames:
    """A record of the table of names by language."""

    city: str = field(validator=checks.instance(str))
    names: tuple[PlaceName, ...] = field(validator=checks.each(checks.instance(PlaceName), least=1))


def from_document(document: Json, problems: Iterable[Problem] = ()) -> Network:
    """Return the network that a document describes, as the `json` module reads it.

    Args:
        document: what should be a mapping.
        problems: what was found wrong with it already.

    Raises:
        DataError: the document is not sound; every problem found is named.
    """
    if not is_object(document):
        raise unsound(f"a document must be an object, got {shortened(document)}")
    return _Reader(document, problems).network()


class _Reader:
    """Reads one document, table by table, and gathers what is wrong with it."""

    def __init__(self, document: Mapping[str, Json], problems: Iterable[Problem]) -> None:
        self._document = document
        # Pointers and what makes the messages: of many problems only the first are told.
        self._problems: list[tuple[str, Callable[[], str]]] = []
        self._counts: Counter[str] = Counter()
        for pointer, message in problems:
            self._note(pointer, message)
        self._places: dict[int, dict[str, tuple[int, Json]]] = {}
        self._known: _Known = {}

    def network(self) -> Network:
        """Return the network; `DataError` tells what stands against it."""
        before = _known.set(self._known)
        try:
            return self._network()
        finally:
            _known.reset(before)

    def _network(self) -> Network:
        document = self._document
        head = self._attempt("", _Head, {k: document[k] for k in HEAD_FIELDS if k in document})
        sources = self._table("sources", Source)
        regions = self._table("regions", Region, against=_of_one_name())
        countries = self._table("countries", Country, against=_of_one_name())
        subdivisions = self._table("subdivisions", Subdivision)
        parts = self._side_parts()
        alternates = self._side_table("alternate_names", _AlternateNames)
        labels = self._side_table("place_names", _PlaceNames)
        by_language = {record.city: record.names for record in labels.values()}

        def whole(city: City) -> City:
            own: Json = parts.get(city.id, {})
            if city.id in by_language and city.location is not None:
                own = {**own, "location": evolve(city.location, names=by_language[city.id])}
            return evolve(city, **own)

        cities = self._table("cities", City, whole)
        self._check_cities({**alternates, **labels})
        periods = self._table("strategy_periods", StrategyPeriod)
        announcements = self._table("announcements", Announcement, against=_out_of_turn())
        read = (*HEAD_FIELDS, *_READ)
        rest = {name: value for name, value in document.items() if name not in read}
        facts = self._attempt("", NetworkFacts, rest)
        if head is None or facts is None or self._problems:
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

    def _note(self, pointer: str, message: str | Callable[[], str]) -> None:
        # Each table is read in order, so that only the first that are noted can be told.
        part = pointer.split("/", 2)[1] if pointer.count("/") > 1 else ""
        self._counts[part] += 1
        if self._counts[part] <= KEPT:
            self._problems.append((pointer, message if callable(message) else message.__str__))

    def _error(self) -> DataError:
        told = sorted(self._problems, key=lambda problem: self._position(problem[0]))
        shown = [Problem(pointer, message()) for pointer, message in told[:KEPT]]
        return DataError(shown, self._counts.total())

    def _table(
        self,
        name: str,
        cls: type[R],
        finish: Callable[[R], R] = lambda record: record,
        against: Callable[[R], str] = lambda _: "",
    ) -> tuple[R, ...]:
        """Read a table of records to which others may refer.

        Args:
            name: of the table.
            cls: the class of its records.
            finish: makes a record whole.
            against: tells what stands against a record beside those before it; empty if nothing.
        """
        raws = self._array(name)
        if raws is None:
            return ()
        known = self._known.setdefault(cls, {})
        made: list[R] = []
        for position, raw in enumerate(raws):
            pointer = f"/{name}/{position}"
            record = self._attempt(pointer, cls, raw, finish)
            key = raw.get(key_name(cls)) if is_object(raw) else None
            if not isinstance(key, str):
                continue
            if key in known:
                self._note(f"{pointer}/{key_name(cls)}", _had_before(key_name(cls), key))
            elif record is not None and (fault := against(record)):
                self._note(pointer, fault)
            known[key] = record
            if record is not None:
                made.append(record)
        return tuple(made)

    def _array(self, name: str) -> list[Json] | None:
        """Return a table; where it is none, tell so and return None."""
        raws = self._document.get(name, [])
        if is_array(raws):
            return raws
        self._note(f"/{name}", f"must be an array, got {shortened(raws)}")
        return None

    def _side_parts(self) -> dict[str, dict[str, tuple[Json, ...]]]:
        """Return the fields of cities that stand in other tables."""
        try:
            parts = side_parts({"alternate_names": [], "awards": [], **self._document})
            sides = {
                city: {name: tuple(dict.fromkeys(values)) for name, values in part.items()}
                for city, part in parts.items()
            }
            for part in sides.values():
                _Sides(**part)
        except (KeyError, TypeError, ValueError):
            # These tables are not of the right form, which is told when they are read themselves.
            return {}
        return sides

    def _side_table(self, name: str, cls: type[S]) -> dict[str, S]:
        """Read a table that becomes part of the cities, and return its records by their place."""
        found: dict[str, S] = {}
        cities: set[str] = set()
        for position, raw in enumerate(self._array(name) or []):
            pointer = f"/{name}/{position}"
            record = self._attempt(pointer, cls, raw)
            if record is None:
                continue
            if record.city in cities:
                city = shortened(record.city)
                self._note(f"{pointer}/city", f"the city {city} has an earlier record too")
            cities.add(record.city)
            found[pointer] = record
        return found

    def _check_cities(self, sides: Mapping[str, "_AlternateNames | _PlaceNames"]) -> None:
        """Look at the cities to which records of other tables belong, by the records' place."""
        known = self._known.get(City)
        if known is None:
            return
        for pointer, side in sides.items():
            if side.city not in known:
                self._tell(f"{pointer}/city", _UnknownKeyError(City, side.city, known))
            elif (
                isinstance(side, _PlaceNames)
                and (city := known[side.city]) is not None
                and cast("City", city).location is None
            ):
                told = f"the city {shortened(side.city)} has no location, so no names of it"
                self._note(f"{pointer}/city", told)

    def _attempt(
        self,
        pointer: str,
        cls: type[T],
        raw: Json,
        finish: Callable[[T], T] = lambda record: record,
    ) -> T | None:
        """Make a record; where that fails, tell why and return None."""
        try:
            return finish(_maker(cls)(raw, cls))
        except _FAULTS as error:
            self._tell(pointer, error)
            return None

    def _position(self, pointer: str) -> list[int]:
        """Return what sorts pointers as the places that they are at."""
        position: list[int] = []
        here: Json = self._document
        for name in pointer.split("/")[1:]:
            if is_array(here):
                position.append(int(name))
                here = here[int(name)]
            else:
                places = self._places.get(id(here))
                if places is None:
                    members = enumerate(cast("Mapping[object, Json]", here).items())
                    places = {step(key): (place, value) for place, (key, value) in members}
                    self._places[id(here)] = places
                place, here = places[name]
                position.append(place)
        return position

    def _value(self, pointer: str) -> Json:
        """Return what stands at a place to which known fields lead."""
        here: Json = self._document
        for name in pointer.split("/")[1:]:
            here = here[int(name) if is_array(here) else name]
        return here

    def _tell(self, pointer: str, error: BaseException) -> None:
        """Note the problems that an error stands for, each at its place."""
        if isinstance(error, ClassValidationError):
            placed, rest = error.group_exceptions()
            for part, note in placed:
                name = note.name
                # A field that is missing is no place: the record is, that it is missing from.
                self._tell(pointer if isinstance(part, KeyError) else f"{pointer}/{name}", part)
            for part in rest:
                self._tell(pointer, part)
        elif isinstance(error, _ItemsError):
            for place, part in error.faults:
                self._tell(f"{pointer}/{place}", part)
        elif isinstance(error, ForbiddenExtraKeysError):
            for name in filter(error.extra_fields.__contains__, self._value(pointer)):
                self._note(f"{pointer}/{step(name)}", partial(_no_field, name, error.cl))
        elif isinstance(error, _UnknownKeyError):
            self._note(pointer, error.__str__)
        elif not isinstance(error, _UnsoundPartError):
            missing = isinstance(error, KeyError)
            self._note(pointer, f"the field {error} is missing" if missing else str(error))


def _had_before(key: str, value: object) -> str:
    return f"{key} {shortened(value)} is that of an earlier record too"


def _of_one_name() -> Callable[[Country | Region], str]:
    """Return what tells whether a record is called as one that it was asked about before."""
    known: set[str] = set()

    def against(record: Country | Region) -> str:
        names = dict.fromkeys(spellings(record))
        same = [name for name in names if name in known]
        known.update(names)
        if not same:
            return ""
        told = listed(map(shortened, same[:_DECLARED]), word="and")
        return f"more than one {noun(type(record))} is called {told}"

    return against


def _out_of_turn() -> Callable[[Announcement], str]:
    """Return what tells whether an announcement does not follow the one asked about before."""
    before: list[Announcement] = []

    def against(announcement: Announcement) -> str:
        before.append(announcement)
        try:
            check_rounds(before[-2:])
        except ValueError as error:
            return str(error)
        return ""

    return against


# What reads records is made once: to make it takes longer than to read a small document.


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    # What JSON has as it is stays as it is: whether it is right, the validators tell.
    for of in (str, int, float, bool):
        converter.register_structure_hook(of, _as_it_is)
    converter.register_structure_hook_func(_is_literal, _as_it_is)
    converter.register_structure_hook(datetime.date, _day)
    converter.register_structure_hook(PartialDate, _partial_date)
    converter.register_structure_hook_factory(
        lambda of: isinstance(of, type) and issubclass(of, Record), _maker
    )
    converter.register_structure_hook_func(lambda of: key_name(of) != "", _refer)
    return converter


def _made_maker(cls: Any) -> Callable[[Json, type], Any]:
    """Return what makes a record of a class out of an object."""
    hooks: Json = {
        attribute.name: override(omit=True)
        if attribute.name in ELSEWHERE.get(cls, ())
        else override(
            struct_hook=_by_language
            if cls is _PlaceNames and attribute.name == "names"
            else _checked(attribute)
        )
        for attribute in fields_of(cls)
    }
    structure: Callable[[Json, type], Any] = make_dict_structure_fn(cls, _converter(), **hooks)

    def make(raw: Json, of: type) -> Any:
        if not is_object(raw):
            raise TypeError(f"must be an object, got {shortened(raw)}")
        return structure(raw, of)

    return make


_maker: Callable[[Any], Callable[[Json, type], Any]] = cache(_made_maker)


def _refer(key: Json, cls: type[Record]) -> Record:
    """Return the record that a key refers to."""
    if not isinstance(key, str):
        raise TypeError(f"must be the {key_name(cls)} of a {noun(cls)}, got {shortened(key)}")
    known = _known.get().get(cls)
    if known is None:
        # Its table cannot be read, which is told once, and not for each that refers to it.
        raise _UnsoundPartError
    if key not in known:
        raise _UnknownKeyError(cls, key, known)
    record = known[key]
    if record is None:
        raise _UnsoundPartError
    return record


def _as_it_is(value: Json, _: Any) -> Json:
    return value


def _is_literal(of: Any) -> bool:
    origin: Any = get_origin(of)
    return origin is Literal


def _no_field(name: object, cls: type) -> str:
    allowed = [attribute.name for attribute in fields_of(cls)]
    if cls is NetworkFacts:
        allowed += [*HEAD_FIELDS, *TABLES]
    near = close_to(str(name), allowed)
    hint = f"; did you mean {near[0]!r}?" if near and near[0] != name else ""
    return f"there is no field {shortened(name)}{hint}"


def _checked(attribute: "Attribute[Any]") -> Callable[[Json, Any], Any]:
    """Return what reads a field and runs its validator, so that all fields are looked at."""
    # Every field has one; a test sees to it.
    validate = cast("checks.Validator", attribute.validator)
    if get_origin(attribute.type) is tuple:
        return _array_hook(attribute, validate)
    structure = _converter().get_structure_hook(attribute.type)

    def read(value: Json, of: Any) -> Any:
        made = structure(value, of)
        validate(None, attribute, made)
        return made

    return read


def _by_language(value: Json, _: Any) -> tuple[PlaceName, ...]:
    """Return the names that an object has by language, in order of the languages."""
    if not is_object(value):
        raise TypeError(f"must be an object of names by language, got {shortened(value)}")
    if not value:
        raise ValueError("names must have 1 or more, got 0")
    labels: list[PlaceName] = []
    faults: list[tuple[int | str, Exception]] = []
    for language, name in sorted(value.items()):
        try:
            labels.append(PlaceName(language=language, name=name))
        except _FAULTS as error:
            faults.append((step(language), error))
    if faults:
        raise _ItemsError(faults)
    return tuple(labels)


def _array_hook(
    attribute: "Attribute[Any]", validate: checks.Validator
) -> Callable[[Json, Any], Any]:
    """Return what reads an array and looks at each of its items."""
    of_item: Any = get_args(attribute.type)[0]
    structure = _converter().get_structure_hook(of_item)
    validate_item, validate_whole = checks.parts_of_each(validate)

    def read(value: Json, _: Any) -> Any:
        if not is_array(value):
            raise TypeError(f"must be an array, got {shortened(value)}")
        items: list[Any] = []
        faults: list[tuple[int | str, Exception]] = []
        for place, raw in enumerate(value):
            try:
                item = structure(raw, of_item)
                validate_item(None, attribute, item)
                items.append(item)
            except _FAULTS as error:
                faults.append((place, error))
        if faults:
            raise _ItemsError(faults)
        made = tuple(items)
        if faults := list(_repeats(attribute, value, made, checks.key_of_each(validate))):
            raise _ItemsError(faults)
        validate_whole(None, attribute, made)
        return made

    return read


def _repeats(
    attribute: "Attribute[Any]", raws: Sequence[Json], made: tuple[Any, ...], key: str
) -> Iterator[tuple[int | str, Exception]]:
    """Give the items of an array that stand there before, or of which the key does."""
    if len(set(made)) == len(made) and not key:
        return
    items: set[object] = set()
    keys: set[object] = set()
    for place, item in enumerate(made):
        of_item = getattr(item, key) if key else item
        if item in items:
            told = f"{attribute.name} must not name anything twice, got {shortened(raws[place])}"
            yield place, ValueError(f"{told} again")
        elif of_item in keys:
            yield place, ValueError(_had_before(key, of_item))
        items.add(item)
        keys.add(of_item)


def _day(value: Json, _: type) -> datetime.date:
    if not isinstance(value, str):
        raise TypeError(f"must be a date as YYYY-MM-DD, got {shortened(value)}")
    if not re.fullmatch(DAY, value):
        raise ValueError(f"must be a date as YYYY-MM-DD, got {shortened(value)}")
    return datetime.date.fromisoformat(value)


def _partial_date(value: Json, _: type) -> PartialDate:
    if not isinstance(value, str):
        raise TypeError(f"must be a date as YYYY, YYYY-MM or YYYY-MM-DD, got {shortened(value)}")
    return PartialDate.parse(value)
