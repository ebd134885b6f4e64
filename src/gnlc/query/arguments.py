"""Checks of single arguments: numbers and times of any library, one value or several."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from contextlib import suppress
from operator import index
from typing import Any, TypeGuard

from gnlc.names.folding import Text
from gnlc.wording import shortened


def is_iterable(value: Any) -> TypeGuard[Iterable[Any]]:
    """Return whether a value holds others; an array of NumPy without a dimension is a value."""
    return getattr(value, "ndim", 1) != 0 and isinstance(value, Iterable)


def several(value: Any) -> list[Any]:
    """Return one or more values as a list."""
    if is_iterable(value) and not isinstance(value, str | bytes | bytearray):
        return list(value)
    # Values of a wrong type are for the caller to reject.
    return [value]


def _kind(value: Any) -> str | None:
    """Return NumPy's letter for the type of a value, None if it has none, "[]" for arrays."""
    # An array without a dimension is a value.
    if getattr(value, "ndim", 0) != 0:
        return "[]"
    return getattr(getattr(value, "dtype", None), "kind", None)


def _may_be_number(value: Any) -> bool:
    """Return whether a value is to be asked for its number.

    Some libraries give one for arrays with one number, bools, complex numbers and texts, too.
    """
    if isinstance(value, bool | str | bytes | bytearray):
        return False
    return _kind(value) in (None, "i", "u", "f")


def whole_number(name: str, value: Any) -> int:
    """Return an int of any library as a built-in one; raise TypeError for others and bools."""
    if _may_be_number(value):
        with suppress(TypeError):
            return index(value)
    raise TypeError(f"{name} must be an int, got {shortened(value)}")


def number(name: str, value: Any) -> float:
    """Return a number of any library as a float; raise TypeError for others and bools."""
    if _may_be_number(value):
        try:
            return float(value)
        except OverflowError as error:
            raise ValueError(f"{name} is out of range, got {shortened(value)}") from error
        except (TypeError, ValueError):
            pass
    raise TypeError(f"{name} must be a number, got {shortened(value)}")


def numbers(name: str, value: Any, *, count: int) -> list[Any]:
    """Return so many values as a list; each is still to be checked."""
    if isinstance(value, str | bytes | bytearray) or not is_iterable(value):
        raise TypeError(f"{name} must be {count} numbers, got {shortened(value)}")
    numbers = list(value)
    if len(numbers) != count:
        raise ValueError(f"{name} must be {count} numbers, got {shortened(numbers)}")
    return numbers


def calendar_year(name: str, value: Any) -> int:
    """Return a year as a built-in int."""
    year = whole_number(name, value)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise not_a_year(name, value)
    return year


def not_a_year(name: str, value: object) -> ValueError:
    """Return the error for a number that no year has."""
    return ValueError(f"{name} must be a year from 1 to 9999, got {shortened(value)}")


def degrees(name: str, value: Any, limit: int) -> float:
    """Return a number of degrees; raise if there are more than the limit in either direction."""
    angle = number(name, value)
    if not -limit <= angle <= limit:
        raise ValueError(f"{name} must be from -{limit} to {limit} degrees, got {shortened(value)}")
    return angle


def plain_date(name: str, value: datetime.date) -> datetime.date:
    """Return the day of a date or datetime; raise ValueError for others, such as pandas' NaT."""
    day = value.date() if isinstance(value, datetime.datetime) else value
    if type(day) is not datetime.date:
        raise ValueError(f"{name} must be a date, got {shortened(value)}")
    return day


def spelled_time(name: str, value: Any) -> Any:
    """Return a time of NumPy as ISO 8601 writes it, and anything else as it is.

    Raises:
        ValueError: it is not a time (NaT).
    """
    if _kind(value) != "M":
        return value
    if str(value) == "NaT":
        raise ValueError(f"{name} must be a date, got NaT")
    return str(value).partition("T")[0]


def at_most(limit: Any) -> int | None:
    """Return the greatest number of results, None for all; raise for anything else."""
    if limit is None:
        return None
    if (most := whole_number("limit", limit)) < 0:
        raise ValueError(f"limit must be 0 or more, got {shortened(most)}")
    return most


def typed(text: Any) -> Text:
    """Return the text of a query; raise TypeError if it is not a str."""
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, got {shortened(text)}")
    return Text(text)
