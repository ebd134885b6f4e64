"""Columns of names and countries, of any library, matched cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from attrs import field, frozen

from gnlc.models.matches import MatchedName
from gnlc.models.places import Country
from gnlc.names.folding import Text
from gnlc.query.arguments import number, whole_number
from gnlc.wording import shortened

if TYPE_CHECKING:
    from gnlc.models.cities import City
    from gnlc.query.match.matching import Matcher
    from gnlc.query.match.whereabouts import Where

# What people and programs write where nothing is known, in lower case.
_NOTHING = frozenset(
    {
        *("n/a", "n.a.", "<na>", "nat", "none", "null", "nil", "unknown", "tbd", "missing"),
        *("not available", "not applicable", "not known"),
    }
)
# The same, but in another case the code of a country and the name of a place.
_NOTHING_SO = frozenset({"na", "nan", "NaN", "-nan"})

# How missing values of NumPy and of float are written.
_NOT_A_VALUE = ("nan", "NaT", "--")

# Missing values of libraries that are not imported here, by the names of their types.
_MISSING = frozenset({"NAType", "NaTType"})


class Other(NamedTuple):
    """A cell with something that is neither text nor missing, as messages show it."""

    shown: str


Cell: TypeAlias = "str | Other | None"


def _score(value: object) -> float:
    if not 0 <= (score := number("min_score", value)) <= 100:
        raise ValueError(f"min_score must be from 0 to 100, got {shortened(value)}")
    return score


def _limit(value: object) -> int:
    if (limit := whole_number("limit", value)) < 0:
        raise ValueError(f"limit must be 0 or more, got {shortened(value)}")
    return limit


def _mapping(value: Mapping[str, str | None] | None) -> Mapping[str, str | None]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise TypeError(f"answers must be a mapping of text to ids, got {shortened(value)}")
    return value


@frozen
class Rules:
    """How names are matched.

    Attributes:
        min_score (float): the least score of a likely member.
        limit (int): the greatest number of candidates.
        answers (Mapping[str, str | None]): the ids that are known, by text; None for no member.

    Raises:
        TypeError: a value is of the wrong type.
        ValueError: a number is out of range.
    """

    min_score: float = field(converter=_score)
    limit: int = field(converter=_limit)
    answers: Mapping[str, str | None] = field(converter=_mapping)


def match_column(
    matcher: Matcher, city: Callable[[str], City], names: object, countries: object, rules: Rules
) -> tuple[MatchedName, ...]:
    """Return a row for each name, in order; equal pairs of name and country share one.

    Args:
        matcher: what names mean.
        city: gives a city by its id.
        names: the names.
        countries: None, the country of all names, or one for each.
        rules: how they are matched.

    Raises:
        NotFoundError: an answer is not the id of a city.
        TypeError: the names are not a column.
        ValueError: there are not as many countries as names.
    """
    known = {text: None if key is None else city(key) for text, key in rules.answers.items()}
    wheres: dict[Cell, Where] = {}

    def answer(name: Cell, there: Cell) -> MatchedName:
        if (where := wheres.get(there)) is None:
            where = wheres[there] = matcher.where(_text_or_none(there))
        if not isinstance(name, str):
            return _unread(name, where.text)
        stripped = name.strip()
        for text in (name, stripped) if known else ():
            if text in known:
                return _answered(name, where.text, known[text])
        asked = Text(name)
        if not asked.folded or stripped.casefold() in _NOTHING or stripped in _NOTHING_SO:
            return _unread(None, where.text, text=name)
        return matcher.match(asked, where, min_score=rules.min_score, limit=rules.limit)

    rows: dict[tuple[Cell, Cell], MatchedName] = {}
    found: list[MatchedName] = []
    for name, there in _pairs(names, countries):
        # Most cells are text or None, and a key as they are.
        plain = type(name) is str and (there is None or type(there) is str)
        key: Any = (name, there) if plain else (cell(name), cell(there))
        row = rows.get(key)
        if row is None:
            row = rows[key] = answer(*key)
        found.append(row)
    return tuple(found)


def cell(value: Any) -> Cell:
    """Return a cell as text, None if it is missing, or something else.

    Bytes are decoded as UTF-8; a country counts as its code.
    """
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bytes | bytearray):
        return value.decode("utf-8", "replace")
    if isinstance(value, Country):
        return value.alpha_2
    if isinstance(value, Other):
        return value
    library = type(value).__module__.partition(".")[0]
    if library == "pyarrow":
        return cell(value.as_py())
    missing = value is None or type(value).__name__ in _MISSING
    if not missing and (isinstance(value, float) or library == "numpy"):
        missing = str(value) in _NOT_A_VALUE
    return None if missing else Other(shortened(value))


def _pairs(names: Any, countries: Any) -> Iterator[tuple[Any, Any]]:
    """Return each name with its country."""
    if isinstance(names, str | bytes | bytearray):
        raise TypeError(f"names must be several names, got {shortened(names)}; for one: [names]")
    if countries is None or isinstance(countries, str | bytes | bytearray | Country):
        return zip(_cells("names", names), repeat(countries))
    first, then = _sized("names", names), _sized("countries", countries)
    if len(first) != len(then):
        raise ValueError(
            f"countries must be one or as many as names, got {len(then)} for {len(first)} names"
        )
    return zip(_cells("names", first), _cells("countries", then), strict=True)


def _sized(argument: str, values: Any) -> Any:
    try:
        len(values)
    except TypeError:
        return list(_cells(argument, values))
    return values


def _has_columns(values: object) -> bool:
    """Return whether values are a frame, which would give the names of its columns."""
    return isinstance(values, Mapping) or hasattr(values, "columns")


def _cells(argument: str, values: Any) -> Iterator[Any]:
    if _has_columns(values):
        raise TypeError(f"{argument} must be one column, got a {type(values).__name__}")
    try:
        cells: Iterator[Any] = iter(values)
    except TypeError:
        wanted = f"{argument} must be a list or another column, got {shortened(values)}"
        raise TypeError(wanted) from None
    return cells


def _text_or_none(there: Cell) -> str | None:
    """Return the text of a cell of countries; None if it is empty."""
    text = there if isinstance(there, str) else "" if there is None else there.shown
    return text if Text(text).folded and text.strip().casefold() not in _NOTHING else None


def _answered(text: str, there: str | None, given: City | None) -> MatchedName:
    if given is None:
        return MatchedName(
            text=text,
            country_text=there,
            status="elsewhere",
            reason="The answers say that it is not a member.",
        )
    return MatchedName(
        text=text,
        country_text=there,
        status="found",
        city=given,
        score=100.0,
        matched_name=given.name,
        candidates=(given,),
        country=given.country.alpha_2,
        reason=f"The answers say that it is {given.name} in {given.country.common_name}.",
    )


def _unread(name: Other | None, there: str | None, *, text: str | None = None) -> MatchedName:
    if name is None:
        return MatchedName(
            text=text, country_text=there, status="empty", reason="There is no name."
        )
    return MatchedName(
        text=name.shown, country_text=there, status="unknown", reason=f"{name.shown} is not text."
    )
