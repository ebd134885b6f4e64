"""Numbers and times of other libraries mean what they are; numbers that no year has are refused."""

import math
import operator
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from strategies import NO_YEAR_TEXTS, NO_YEARS, foreign_ints, foreign_times

import gnlc
from gnlc.wording import shortened

Question = Callable[[Any], Any]

# What takes a day, a month or a year, by what it calls it.
TIMES: list[tuple[str, Question]] = [
    ("announcement", gnlc.announcement),
    ("announcement", lambda value: gnlc.cities(announcement=value)),
    ("strategy period", gnlc.strategy_period),
    ("as_of", lambda value: gnlc.cities(as_of=value)),
]
YEARS: list[tuple[str, Question]] = [
    *TIMES,
    ("year", lambda value: gnlc.cities(year=value)),
    ("awarded", lambda value: gnlc.cities(awarded=value)),
]
OTHER_NUMBERS: list[Question] = [
    lambda value: gnlc.search("Ganja", limit=value),
    lambda value: gnlc.search("Ganja", min_score=value),
    lambda value: gnlc.cities(near=gnlc.city("Ganja"), within_km=value),
    lambda value: gnlc.cities(near=(value, value), within_km=500),
    lambda value: gnlc.cities(bbox=(0, 0, value, value)),
    lambda value: gnlc.cities()[value],
]


class Foreign:
    """A value, or an array, of a library that has a number for whoever asks for one."""

    def __init__(self, kind: str, ndim: int, number: int = 1) -> None:
        self.dtype, self.ndim, self._number = SimpleNamespace(kind=kind), ndim, number

    def __index__(self) -> int:
        return self._number

    def __float__(self) -> float:
        return float(self._number)


NO_NUMBERS = [Foreign("i", 1), Foreign("f", 2), *(Foreign(kind, 0) for kind in "bcmSUOV")]


def answer(ask: Question, value: Any) -> Any:
    """What is answered, or how it is refused."""
    try:
        found = ask(value)
    except gnlc.NotFoundError as error:
        return type(error), error.suggestions
    return [*found] if isinstance(found, gnlc.Cities) else found


@pytest.mark.parametrize(("name", "ask"), YEARS)
class TestYears:
    @given(foreign_ints(2014, 2027))
    def test_of_other_libraries(self, name: str, ask: Question, year: tuple[Any, int]) -> None:
        assert answer(ask, year[0]) == answer(ask, year[1]), name

    @given(NO_YEARS)
    @example(0)
    @example(10_000)
    @example(-(10**5000))
    def test_out_of_range(self, name: str, ask: Question, number: int) -> None:
        with pytest.raises(ValueError, match=r"must be a year") as caught:
            ask(number)
        assert str(caught.value) == f"{name} must be a year from 1 to 9999, got {shortened(number)}"

    def test_what_is_not_a_time(self, name: str, ask: Question) -> None:
        numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
        for nothing in (pandas.NaT, numpy.datetime64("NaT", "ns"), numpy.float64("nan")):
            with pytest.raises((TypeError, ValueError), match=f"^{name} must be "):
                ask(nothing)

    @pytest.mark.parametrize("kind", "iu")
    def test_of_any_library(self, name: str, ask: Question, kind: str) -> None:
        assert answer(ask, Foreign(kind, 0, 2020)) == answer(ask, 2020), name

    def test_what_is_not_a_number(self, name: str, ask: Question) -> None:
        for value in NO_NUMBERS:
            assert operator.index(value) == 1
            with pytest.raises(TypeError, match=f"^{name} must be an int, got <"):
                ask(value)


@pytest.mark.parametrize(("name", "ask"), TIMES)
class TestTimes:
    @given(foreign_times())
    def test_of_other_libraries(self, name: str, ask: Question, time: tuple[Any, str]) -> None:
        given_time, written = time
        assert answer(ask, given_time) == answer(ask, written), name

    @given(NO_YEAR_TEXTS)
    @example("00000020201")
    @example("20200923")
    @example("9" * 5000)
    def test_digits(self, name: str, ask: Question, digits: str) -> None:
        with pytest.raises(ValueError, match=r"must be a (year|date)") as caught:
            ask(digits)
        words = (
            "a date as YYYY, YYYY-MM or YYYY-MM-DD" if name == "as_of" else "a year from 1 to 9999"
        )
        message = re.escape(f"must be {words}, got {shortened(digits)}")
        assert re.fullmatch(f"{name}:? {message}", str(caught.value))


@pytest.mark.parametrize(("name", "ask"), [TIMES[0], TIMES[2], TIMES[3]])
def test_an_array_of_times(name: str, ask: Question) -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    for time in ("2020-09-23", "NaT"):
        array = numpy.array([time], dtype="datetime64[D]")
        for times in (array, pandas.Series(array)):
            with pytest.raises(TypeError, match=f"^{name} must be "):
                ask(times)


@pytest.mark.parametrize("ask", OTHER_NUMBERS[:-1])
def test_what_has_a_number_and_is_not_one(ask: Question) -> None:
    for value in NO_NUMBERS:
        assert operator.index(value) == math.floor(float(value)) == 1
        with pytest.raises(TypeError, match=r"must be (a number|an int), got <"):
            ask(value)
    for kind in "iu":
        assert answer(ask, Foreign(kind, 0)) == answer(ask, 1)


def test_bools_and_texts_of_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    for array in (True, "1", b"1"):
        for value in (numpy.array(array), numpy.array(array)[()]):
            for ask in OTHER_NUMBERS[1:-1]:
                with pytest.raises(TypeError, match="must be a number, got "):
                    ask(value)


@given(foreign_ints(1, 50))
def test_other_numbers(number: tuple[Any, int]) -> None:
    for ask in OTHER_NUMBERS:
        assert answer(ask, number[0]) == answer(ask, number[1])
