"""Documents -> networks, with every problem named, and networks -> documents."""

import datetime
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias, TypeGuard, TypeVar, cast, get_origin

from attrs import Attribute, evolve, field, fields, frozen
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from gnlc.document import (
    CORE_TABLES,
    FORMAT_VERSION,
    HEAD_FIELDS,
    SIDE_TABLES,
    SIDES,
    TABLES,
    Json,
    is_array,
    is_object,
    rendered,
    side_parts,
)
from gnlc.errors import DataError, Problem
from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import DAY, PartialDate, Record, Source, fields_of, key_name, key_of
from gnlc.models.chronicle import Chronicle
from gnlc.models.places import City, Country, Region
from gnlc.models.strategy import StrategyPeriod
from gnlc.networks import Network
from gnlc.wording import close_to, listed, shortened

R = TypeVar("R", bound=Record)
T = TypeVar("T")

Loadable: TypeAlias = "os.PathLike[str] | IO[str] | IO[bytes] | bytes | str | Mapping[str, Json]"

_DECLARED = 8
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"

_READ = (*CORE_TABLES, *SIDE_TABLES, "strategy_periods", "announcements")
"""The tables that are read one by one; the others are fields of the chronicle like any other."""


def load(source: Loadable) -> Network:
    """Return the network that a document of the published format describes.

    Args:
        source: a path; an open file; the text or the UTF-8 bytes of a document; or a mapping as the
            `json` module reads it. A str is taken for the text of a document if it is empty or
            begins with a bracket or brace, and else for a path.

    Raises:
        DataError: the document is not sound; every problem found is named.
        OSError: the file cannot be read.
        TypeError: the source is none of these.
    """
    return from_document(source if isinstance(source, Mapping) else _parsed(_text(source)))


def _text(source: Any) -> str:
    content = source
    if _is_path(source):
        content = Path(source).read_bytes()
    elif hasattr(source, "read"):
        content = source.read()
    if isinstance(content, str):
        return content
    if not isinstance(content, bytes):
        wanted = "a path, an open file, bytes, str or a mapping"
        raise TypeError(f"a document must be {wanted}, got {shortened(source)}")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unsound(f"not UTF-8: {error.reason} at byte {error.start}") from error


def _is_path(source: object) -> TypeGuard["os.PathLike[str] | str"]:
    if isinstance(source, str):
        return source.lstrip()[:1] not in ("", "{", "[", _BOM)
    return isinstance(source, os.PathLike)


def _unsound(message: str) -> DataError:
    return DataError([Problem("", message)])


def _parsed(text: str) -> Json:
    if text.startswith(_BOM):
        raise _unsound("the text begins with a byte order mark; save it as UTF-8 without one")
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _unsound(f"not JSON: {error.msg} at {where}") from error
    except ValueError as error:
        raise _unsound(f"not JSON that can be read: {error}") from error
    except RecursionError as error:
        raise _unsound("arrays and objects are nested too deep") from error


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {shortened(twice)} stands twice in one object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


class _UnsoundPartError(Exception):
    """A record refers to one that has a problem of its own, which is told there."""


@frozen(kw_only=True)
class _Sides:
    """The fields of a city that stand in tables of their own."""

    alternate_names: tuple[str, ...] = field(default=(), validator=checks.texts)
    awards: tuple[int, ...] = field(default=(), validator=checks.each(checks.year))


@frozen(kw_only=True)
class _Head:
    """What every document must tell of itself."""

    format_version: int = field(validator=checks.number(FORMAT_VERSION, FORMAT_VERSION))
    data_version: str = field(validator=fields(Network).data_version.validator)
    as_of: datetime.date = field(validator=checks.date)


@frozen(kw_only=True)
class _AlternateNames:
    """A record of the table of names from GeoNames."""

    city: str = field(validator=checks.identifier)
    names: tuple[str, ...] = field(validator=checks.each(checks.text, least=1))


def from_document(document: Mapping[str, Json]) -> Network:
    """Return the network that a document describes, as the `json` module reads it.

    Raises:
        DataError: the document is not sound; every problem found is named.
    """
    if not isinstance(document, Mapping):
        raise _unsound(f"a document must be an object, got {shortened(document)}")
    return _Reader(document).network()


class _Reader:
    """Reads one document, table by table, and gathers what is wrong with it."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self._document = document
        self._problems: list[Problem] = []
        # By class and key; None stands for a record that has a problem of its own.
        self._known: dict[type[Record], dict[str, Record | None]] = {}
        self._makers: dict[type, Callable[[Json, Any], Any]] = {}
        self._converter = self._strict_converter()

    def network(self) -> Network:
        document = self._document
        head = self._attempt("", _Head, {k: document[k] for k in HEAD_FIELDS if k in document})
        sources = self._table("sources", Source)
        regions = self._table("regions", Region)
        countries = self._table("countries", Country)
        parts = self._side_parts()

        def whole(city: City) -> City:
            own: Json = parts.get(city.id, {})
            return evolve(city, **own)

        cities = self._table("cities", City, whole)
        self._alternate_names()
        periods = self._table("strategy_periods", StrategyPeriod)
        announcements = self._table("announcements", Announcement)
        read = (*HEAD_FIELDS, *_READ)
        rest = {name: value for name, value in document.items() if name not in read}
        chronicle = self._attempt("", Chronicle, rest)
        if head is None or chronicle is None or self._problems:
            raise DataError(sorted(self._problems, key=self._position))
        try:
            return Network(
                data_version=head.data_version,
                as_of=head.as_of,
                sources=sources,
                regions=regions,
                countries=countries,
                cities=cities,
                chronicle=evolve(chronicle, strategy_periods=periods, announcements=announcements),
            )
        except ValueError as error:
            raise _unsound(str(error)) from error

    def _table(
        self, name: str, cls: type[R], finish: Callable[[R], R] = lambda record: record
    ) -> tuple[R, ...]:
        """Read a table of records to which others may refer."""
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
                message = f"{key_name(cls)} {shortened(key)} is that of an earlier record too"
                self._problems.append(Problem(f"{pointer}/{key_name(cls)}", message))
            known[key] = record
            if record is not None:
                made.append(record)
        return tuple(made)

    def _array(self, name: str) -> list[Json] | None:
        """Return a table; where it is none, tell so and return None."""
        raws = self._document.get(name, [])
        if is_array(raws):
            return raws
        self._problems.append(Problem(f"/{name}", f"must be an array, got {shortened(raws)}"))
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
        except (AttributeError, KeyError, TypeError, ValueError):
            # These tables are not of the right form, which is told when they are read themselves.
            return {}
        return sides

    def _alternate_names(self) -> None:
        """Look at the table of alternate names, which has become part of the cities."""
        named: set[str] = set()
        for position, raw in enumerate(self._array("alternate_names") or []):
            pointer = f"/alternate_names/{position}"
            names = self._attempt(pointer, _AlternateNames, raw)
            if names is None:
                continue
            if names.city in named:
                message = f"the city {names.city!r} has an earlier record too"
                self._problems.append(Problem(f"{pointer}/city", message))
            named.add(names.city)
            if names.city not in self._known.get(City, (names.city,)):
                self._tell(f"{pointer}/city", self._unknown(City, names.city))

    def _attempt(
        self,
        pointer: str,
        cls: type[T],
        raw: Json,
        finish: Callable[[T], T] = lambda record: record,
    ) -> T | None:
        """Make a record; where that fails, tell why and return None."""
        try:
            return finish(self._maker(cls)(raw, cls))
        except (BaseValidationError, TypeError, ValueError, _UnsoundPartError) as error:
            self._tell(pointer, error)
            return None

    def _position(self, problem: Problem) -> list[int]:
        """Return what sorts problems as the places that they are at."""
        position: list[int] = []
        here: Json = self._document
        for step in problem.pointer.split("/")[1:]:
            if is_array(here):
                position.append(int(step))
                here = here[int(step)]
            else:
                members = cast("Mapping[object, Json]", here)
                position.append([_step(name) for name in members].index(step))
                here = list(members.values())[position[-1]]
        return position

    def _tell(self, pointer: str, error: BaseException) -> None:
        """Note the problems that an error stands for, each at its place."""
        if isinstance(error, ClassValidationError | IterableValidationError):
            placed, rest = error.group_exceptions()
            for part, note in placed:
                step = note.name if isinstance(note, AttributeValidationNote) else note.index
                # A field that is missing is no place: the record is, that it is missing from.
                missing = isinstance(part, KeyError)
                self._tell(pointer if missing else f"{pointer}/{step}", part)
            for part in rest:
                self._tell(pointer, part)
        elif isinstance(error, ForbiddenExtraKeysError):
            allowed = [attribute.name for attribute in fields_of(error.cl)]
            if error.cl is Chronicle:
                allowed += [*HEAD_FIELDS, *TABLES]
            for name in sorted(error.extra_fields, key=str):
                near = close_to(str(name), allowed)
                hint = f"; did you mean {near[0]!r}?" if near and near[0] != name else ""
                message = f"there is no field {shortened(name)}{hint}"
                self._problems.append(Problem(f"{pointer}/{_step(name)}", message))
        elif isinstance(error, KeyError):
            self._problems.append(Problem(pointer, f"the field {error.args[0]!r} is missing"))
        elif not isinstance(error, _UnsoundPartError):
            self._problems.append(Problem(pointer, str(error)))

    def _strict_converter(self) -> Converter:
        converter = Converter(forbid_extra_keys=True, detailed_validation=True)
        # What JSON has as it is stays as it is: whether it is right, the validators tell.
        for of in (str, int, float, bool):
            converter.register_structure_hook(of, _as_it_is)
        converter.register_structure_hook_func(_is_literal, _as_it_is)
        converter.register_structure_hook(datetime.date, _day)
        converter.register_structure_hook(PartialDate, _partial_date)
        converter.register_structure_hook_factory(
            _is_tuple,
            lambda of, through: _array_hook(homogenous_tuple_structure_factory(of, through)),
        )
        converter.register_structure_hook_factory(
            lambda of: isinstance(of, type) and issubclass(of, Record), self._maker
        )
        converter.register_structure_hook_func(lambda of: key_name(of) != "", self._refer)
        return converter

    def _maker(self, cls: type[T]) -> Callable[[Json, type[T]], T]:
        """Return what makes a record of a class out of an object."""
        if cls not in self._makers:
            self._makers[cls] = self._made_maker(cls)
        return self._makers[cls]

    def _made_maker(self, cls: type[T]) -> Callable[[Json, type[T]], T]:
        converter = self._converter
        hooks: Json = {
            attribute.name: override(omit=True)
            if cls is City and attribute.name in SIDES
            else override(struct_hook=_checked(attribute, converter))
            for attribute in fields_of(cls)
        }
        structure = make_dict_structure_fn(cls, converter, **hooks)

        def make(raw: Json, of: type[T]) -> T:
            if not is_object(raw):
                raise TypeError(f"must be an object, got {shortened(raw)}")
            return structure(raw, of)

        return make

    def _refer(self, key: Json, cls: type[Record]) -> Record:
        """Return the record that a key refers to."""
        if not isinstance(key, str):
            raise TypeError(f"must be the {key_name(cls)} of a {_noun(cls)}, got {shortened(key)}")
        known = self._known.get(cls)
        if known is None:
            # Its table cannot be read, which is told once, and not for each that refers to it.
            raise _UnsoundPartError
        if key not in known:
            raise self._unknown(cls, key)
        record = known[key]
        if record is None:
            raise _UnsoundPartError
        return record

    def _unknown(self, cls: type[Record], key: str) -> ValueError:
        known = self._known.get(cls, {})
        near = close_to(key, known) or tuple(known)[:_DECLARED]
        declared = listed(near) if near else "none"
        more = ", ..." if len(known) > len(near) else ""
        return ValueError(f"unknown {_noun(cls)} {shortened(key)}; declared are {declared}{more}")


def _as_it_is(value: Json, _: Any) -> Json:
    return value


def _is_literal(of: Any) -> bool:
    origin: Any = get_origin(of)
    return origin is Literal


def _is_tuple(of: Any) -> bool:
    origin: Any = get_origin(of)
    return origin is tuple


def _step(name: object) -> str:
    """Return a name as it stands in a JSON Pointer."""
    return str(name).replace("~", "~0").replace("/", "~1")


def _noun(cls: type[Record]) -> str:
    return cls.__name__.lower() if cls is not StrategyPeriod else "strategy period"


def _checked(attribute: "Attribute[Any]", converter: Converter) -> Callable[[Json, Any], Any]:
    """Return what reads a field and runs its validator, so that all fields are looked at."""
    structure = converter.get_structure_hook(attribute.type)
    # Every field has one; a test sees to it.
    validate = cast("checks.Validator", attribute.validator)

    def read(value: Json, of: Any) -> Any:
        made = structure(value, of)
        validate(None, attribute, made)
        return made

    return read


def _array_hook(structure: Callable[[Json, Any], Any]) -> Callable[[Json, Any], Any]:
    def read(value: Json, of: Any) -> Any:
        if not is_array(value):
            raise TypeError(f"must be an array, got {shortened(value)}")
        return structure(value, of)

    return read


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


def to_document(network: Network) -> dict[str, Json]:
    """Return the document that describes a network; what is unknown or empty is left out."""
    converter = Converter(omit_if_default=True, unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_unstructure_hook_func(lambda of: key_name(of) != "", key_of)

    def table(cls: type[Record], records: Iterable[Record], *omitted: str) -> list[Json]:
        hooks: Json = {name: override(omit=True) for name in omitted}
        write = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **hooks)
        return [write(record) for record in records]

    cities = network.cities(include_withdrawn=True)
    named = [city for city in cities if city.alternate_names]
    document = {
        "format_version": FORMAT_VERSION,
        "data_version": network.data_version,
        "as_of": network.as_of.isoformat(),
        **converter.unstructure(network.chronicle),
        "sources": table(Source, network.sources),
        "regions": table(Region, network.regions()),
        "countries": table(Country, network.countries()),
        "cities": table(City, cities, *SIDES),
        "alternate_names": [{"city": c.id, "names": list(c.alternate_names)} for c in named],
        "strategy_periods": table(StrategyPeriod, network.strategy_periods()),
        "announcements": table(Announcement, network.announcements()),
    }
    return {name: value for name, value in document.items() if value != []}


def dumps(network: Network) -> str:
    """Return the text of the document that describes a network, the same for the same network."""
    return rendered(to_document(network))
