"""One record by a key: a spelling, a record or a time; what comes near, where there is none."""

import datetime
from operator import attrgetter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc.names.folding import fold
from gnlc.query.lookup import look_up, no_such_time, parse_time

COUNTRIES = {fold(name): country for country in gnlc.countries() for name in country.names}
FEW = {
    "iran": gnlc.country("IR"),
    "islamic republic of iran": gnlc.country("IR"),
    "republic of korea": gnlc.country("KR"),
    "ireland": gnlc.country("IE"),
    "ira": gnlc.country("BR"),
    "iraq": gnlc.country("IQ"),
    "france": gnlc.country("FR"),
}
NAME = attrgetter("common_name")
YEARS = {"1999": 1999, "2003": 2003, "2004": 2004, "2010": 2010}


class TestLookUp:
    @given(st.deferred(lambda: st.sampled_from(gnlc.countries())))
    def test_by_spelling_or_as_it_is(self, country: gnlc.Country) -> None:
        for name in country.names:
            assert look_up("country", f" {name.upper()} ", COUNTRIES, NAME) is country
        assert look_up("country", evolve(country), COUNTRIES, NAME) is country

    @pytest.mark.parametrize(
        ("key", "suggestions"),
        [
            # What has a word that begins so comes first, then what looks alike.
            ("Republic", ("Iran", "South Korea")),
            ("of", ("Iran", "South Korea")),
            ("ir", ("Iran", "Ireland", "Brazil")),
            ("irn", ("Iran", "Brazil", "Ireland")),
            ("Irelnad", ("Ireland", "Brazil")),
            ("epublic", ()),
            ("?", ()),
            ("", ()),
        ],
    )
    def test_what_comes_near(self, key: str, suggestions: tuple[str, ...]) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            look_up("country", key, FEW, NAME)
        assert (caught.value.kind, caught.value.key) == ("country", key)
        assert caught.value.suggestions == suggestions

    def test_a_record_that_is_not_there(self) -> None:
        stranger = evolve(gnlc.country("AZ"), name="Elsewhere")
        with pytest.raises(gnlc.NotFoundError) as caught:
            look_up("country", stranger, COUNTRIES, NAME)
        assert (caught.value.kind, caught.value.key) == ("country", stranger)
        assert caught.value.suggestions == ()

    def test_wrong_type(self) -> None:
        key: Any = 5
        with pytest.raises(TypeError, match=r"^a thing must be a str, got 5$"):
            look_up("a thing", key, COUNTRIES, NAME)
        key = ["x" * 1000]
        with pytest.raises(TypeError, match=r"^a thing must be a str, got .{60}$"):
            look_up("a thing", key, COUNTRIES, NAME)


class TestTime:
    @given(st.dates(), st.integers(1, 9999))
    def test_is_a_year_or_a_day(self, day: datetime.date, year: int) -> None:
        moment = datetime.datetime(day.year, day.month, day.day, 12, 30)
        for key in (day, day.isoformat(), moment):
            when = parse_time("x", key)
            assert when == day
            assert type(when) is datetime.date
        assert parse_time("x", year) == parse_time("x", f"{year:04}") == year

    def test_is_an_int_whatever_the_number(self) -> None:
        class Number:
            def __index__(self) -> int:
                return 2020

        assert parse_time("x", Number()) == 2020

    @pytest.mark.parametrize("text", ["", "x", "2020-13-01", "2020-9", "-1", "20.5"])
    def test_other_texts_stay(self, text: str) -> None:
        assert parse_time("x", text) == text

    @pytest.mark.parametrize("key", [None, True, 2020.0, b"2020", ["2020"]])
    def test_wrong_type(self, key: object) -> None:
        with pytest.raises(TypeError) as caught:
            parse_time("a thing", key)
        assert str(caught.value) == f"a thing must be a year, a date or an id, got {key!r}"
        with pytest.raises(TypeError, match=r"^.{40,110}$"):
            parse_time("a thing", [key, "x" * 1000])

    def test_no_day_at_all(self) -> None:
        class NoDay(datetime.date):
            pass

        with pytest.raises(ValueError, match="a thing must be a date"):
            parse_time("a thing", NoDay(2020, 1, 1))


class TestNoSuchTime:
    @pytest.mark.parametrize(
        ("when", "suggestions"),
        [
            (2003, ("2003", "2004", "1999")),
            (2007, ("2004", "2010", "2003")),
            (datetime.date(2030, 1, 1), ("2010", "2004", "2003")),
            (0, ("1999", "2003", "2004")),
            ("2011x", ("2010",)),
            ("soon", ()),
        ],
    )
    def test_what_comes_near(self, when: Any, suggestions: tuple[str, ...]) -> None:
        error = no_such_time("thing", "key", when, YEARS)
        assert isinstance(error, gnlc.NotFoundError)
        assert (error.kind, error.key) == ("thing", "key")
        assert error.suggestions == suggestions
