"""The strategies for users' tests give what they say."""

import datetime
import re
from collections.abc import Iterator
from inspect import signature
from typing import Any, cast, get_args

import pytest
from absent import load_without
from attrs import NOTHING, evolve, fields_dict
from documents import small
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

import gnlc
from gnlc import bundled, testing
from gnlc.layout import TABLES
from gnlc.models.base import Record, fields_of, parts_of
from gnlc.models.facts import NetworkFacts
from gnlc.models.tables import CORE
from gnlc.rows.records import city_record
from gnlc.testing import damage, draw


def pointers(value: Any, here: str = "") -> Iterator[str]:
    yield here
    if isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from pointers(part, f"{here}/{name}")


def records_within(*classes: type[Record]) -> set[type[Record]]:
    """Classes of records, and those of the records that they hold."""
    found: set[type[Record]] = set()

    def find(of: Any) -> None:
        for part in get_args(of):
            find(part)
        if not get_args(of) and isinstance(of, type) and of not in found and issubclass(of, Record):
            found.add(of)
            for attribute in fields_of(of):
                find(attribute.type)

    for cls in classes:
        find(cls)
    return found


class TestRecords:
    """Records are whole, and what they refer to is there."""

    @given(testing.cities())
    def test_cities(self, city: gnlc.City) -> None:
        assert city.admissions[0].sources
        assert city.id.startswith(f"{city.country.alpha_2.lower()}-")
        assert city_record(city)["id"] == city.id

    @given(testing.announcements())
    def test_announcements(self, announcement: gnlc.Announcement) -> None:
        assert announcement.sources
        if announcement.announced_on is not None:
            assert announcement.announced_on.year == announcement.year

    @given(testing.networks(min_cities=2, max_cities=3))
    def test_networks(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        assert 2 <= len(cities) <= 3
        assert all(network.city(city.id) is city for city in cities)
        awarded = {r.city for award in network.awards() for r in award.recipients}
        assert awarded - {None} == {city for city in cities if city.award_years}

    def test_nothing_is_left_out(self) -> None:
        """Every class of records is drawn, and every field that may be empty filled and empty."""
        seen: set[tuple[str, str, str]] = set()

        def message(cls: type, name: str, *, empty: bool) -> tuple[str, str, str]:
            return cls.__name__, name, "empty" if empty else "filled"

        def see(record: Record) -> None:
            for attribute in fields_of(type(record)):
                empty = getattr(record, attribute.name) == attribute.default
                seen.add(message(type(record), attribute.name, empty=empty))
            for part in parts_of(record):
                see(part)

        wanted = {
            message(cls, attribute.name, empty=empty)
            for cls in records_within(*CORE.values(), NetworkFacts)
            for attribute in fields_of(cls)
            for empty in ({False} if attribute.default is NOTHING else {True, False})
        }

        @settings(max_examples=180, database=None, suppress_health_check=[*HealthCheck])
        @given(testing.networks() | testing.announcements())
        def look(drawn: gnlc.Network | gnlc.Announcement) -> None:
            if isinstance(drawn, gnlc.Announcement):
                see(drawn)
                return
            see(drawn.facts)
            for record in (*drawn.sources(), *drawn.countries(), *drawn.cities()):
                see(record)

        # Once is mostly enough. What is drawn hangs on the modules that are loaded, too.
        for number in range(6):
            if seen != wanted:
                seed(number)(look)()
        assert sorted(wanted ^ seen) == []


class TestGiven:
    """Fields that are given are as given, and the others are drawn to go with them."""

    @given(testing.cities(country="Kenya", year=2020, latitude=1.5, longitude=2.5, kind="island"))
    def test_of_cities(self, city: gnlc.City) -> None:
        assert (city.country, city.year) == (gnlc.country("KE"), 2020)
        assert (city.latitude, city.longitude, city.kind) == (1.5, 2.5, "island")

    @pytest.mark.parametrize(
        ("fields", "country"),
        [
            ({"id": "ke-xanadu"}, "KE"),
            ({"subdivision": gnlc.city("Ganja").subdivision}, "AZ"),
            ({"award_years": (2015,)}, None),
            ({"admissions": gnlc.city("Ganja").admissions, "year": 2021}, None),
            ({"location": gnlc.city("Ganja").location, "latitude": 1.0, "longitude": 2.0}, None),
            ({"country": testing.city("Ys", country="FR").country}, "FR"),
            ({"latitude": None, "name": "Ys"}, None),
        ],
    )
    def test_any_field_of_cities(self, fields: Any, country: str | None) -> None:
        @settings(max_examples=5)
        @given(testing.cities(**fields))
        def look(city: gnlc.City) -> None:
            fixed = {name: fields[name] for name in fields_dict(gnlc.City).keys() & fields.keys()}
            assert {name: getattr(city, name) for name in fixed} == fixed
            assert country in (None, city.country.alpha_2)

        look()

    @pytest.mark.parametrize("year", [None, 1, 9999])
    def test_any_year(self, year: int | None) -> None:
        @settings(max_examples=20)
        @given(testing.cities(year=year))
        def look(city: gnlc.City) -> None:
            assert city.year == year

        look()

    @given(st.lists(testing.cities(country="KR"), min_size=1, max_size=4, unique_by=lambda c: c.id))
    def test_cities_of_a_country_make_a_network(self, cities: list[gnlc.City]) -> None:
        network = testing.network(cities)
        assert set(network.cities(country="KR", include_withdrawn=True)) == set(cities)

    @given(st.data())
    def test_of_announcements(self, data: st.DataObject) -> None:
        day = datetime.date(2020, 2, 29)
        corrections = gnlc.announcement(2020).corrections
        assert data.draw(testing.announcements(year=2020)).year == 2020
        assert data.draw(testing.announcements(announced_on=day)).year == 2020
        assert data.draw(testing.announcements(corrections=corrections)).corrections == corrections

    def test_corrections_that_differed_in_the_day_alone(self) -> None:
        """They are moved after the day of the announcement, where they may be equal."""
        day = datetime.date(2020, 2, 29)
        correction = gnlc.announcement(2020).corrections[0]
        moved = [evolve(correction, corrected_on=day.replace(day=n)) for n in (1, 2)]
        values: dict[str, Any] = {"year": 2020, "announced_on": day, "corrections": moved}

        def no_days_later(_: object) -> Any:
            return 0

        draw._announcement(cast("Any", no_days_later), values, {})
        assert values["corrections"] == (evolve(correction, corrected_on=day),)

    @pytest.mark.parametrize(
        ("strategy", "fields", "error", "message"),
        [
            (testing.cities, {"nmae": "Ys"}, TypeError, "City has no field 'nmae'; did you mean"),
            (
                testing.cities,
                {"yaer": 2020},
                TypeError,
                "City has no field 'yaer'; did you mean 'y",
            ),
            (testing.cities, {"name": 5}, TypeError, "name must be a str, got 5"),
            (
                testing.cities,
                {"year": "2020"},
                TypeError,
                "year must be an int from 1 to 9999, got",
            ),
            (testing.cities, {"kind": "citty"}, ValueError, "kind must be city, district, "),
            (testing.cities, {"latitude": 1.0}, ValueError, "latitude and longitude must be given"),
            (testing.cities, {"id": "ke-x", "country": "AZ"}, ValueError, "id 'ke-x' must begin"),
            (testing.cities, {"country": "Atlantis"}, gnlc.NotFoundError, "no country 'Atlantis'"),
            (
                testing.announcements,
                {"x": 1},
                TypeError,
                "Announcement has no field 'x'; it has id",
            ),
            (
                testing.announcements,
                {"year": None},
                TypeError,
                "year must be an int from 1 to 9999",
            ),
        ],
    )
    def test_refused(
        self, strategy: Any, fields: Any, error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=f"^{re.escape(message)}"):
            strategy(**fields)

    def test_signatures_list_the_fields(self) -> None:
        assert fields_dict(gnlc.City).keys() < signature(testing.cities).parameters.keys()
        assert list(signature(testing.announcements).parameters) == list(
            fields_dict(gnlc.Announcement)
        )


class TestDocuments:
    """Documents are sound, and broken ones are refused for the reason that is reported."""

    @given(testing.documents(min_cities=1, max_cities=1))
    def test_sound(self, document: dict[str, Any]) -> None:
        assert len(gnlc.Network.from_dict(document).cities(include_withdrawn=True)) == 1
        assert gnlc.Network.from_dict(document).to_dict() == document

    @given(testing.broken_documents())
    def test_broken(self, broken: testing.Broken) -> None:
        with pytest.raises(gnlc.DataError) as caught:
            gnlc.Network.from_dict(broken.document)
        assert broken.pointer in [problem.pointer for problem in caught.value.problems]

    def test_every_table_is_filled(self) -> None:
        filled: set[str] = set()

        @settings(
            max_examples=150,
            database=None,
            derandomize=True,
            suppress_health_check=[*HealthCheck],
        )
        @given(testing.documents())
        def look(document: dict[str, Any]) -> None:
            filled.update(document)

        look()
        assert set(TABLES) <= filled

    def test_every_damage_is_told(self) -> None:
        number = len(list(damage._places(small())))
        for position in range(number):
            place = list(damage._places(small()))[position]
            for kind in range(len(damage._damages(place))):
                document = small()
                place = list(damage._places(document))[position]
                pointer = damage._damages(place)[kind](place)
                with pytest.raises(gnlc.DataError) as caught:
                    gnlc.Network.from_dict(document)
                assert pointer in [problem.pointer for problem in caught.value.problems]
        for table in damage._tables(small()):
            document = small()
            pointer = damage._repeat(document, table)
            with pytest.raises(gnlc.DataError) as caught:
                gnlc.Network.from_dict(document)
            assert pointer in [problem.pointer for problem in caught.value.problems]

    def test_every_value_may_be_damaged(self) -> None:
        document = bundled.document()
        del document["format_version"], document["alternate_names"], document["place_names"]
        places = [place.pointer for place in damage._places(document)]
        assert places == sorted(set(places), key=places.index)
        assert set(places) == set(pointers(document)) - {""}


class TestNumbers:
    """How many cities there may be is looked at when it is said, not when the first is drawn."""

    @pytest.mark.parametrize("strategy", [testing.networks, testing.documents])
    @pytest.mark.parametrize(
        ("numbers", "error", "message"),
        [
            ({"min_cities": "1"}, TypeError, "min_cities must be an int, got '1'"),
            ({"min_cities": None}, TypeError, "min_cities must be an int, got None"),
            ({"max_cities": 2.0}, TypeError, "max_cities must be an int, got 2.0"),
            ({"max_cities": True}, TypeError, "max_cities must be an int, got True"),
            ({"min_cities": -1}, ValueError, "min_cities must be 0 or more, got -1"),
            ({"max_cities": -1}, ValueError, "max_cities must be 0 or more, got -1"),
            (
                {"min_cities": 3, "max_cities": 2},
                ValueError,
                "max_cities must be min_cities, 3, or more, got 2",
            ),
        ],
    )
    def test_refused(
        self, strategy: Any, numbers: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error, match=f"^{re.escape(message)}$"):
            strategy(**numbers)

    @settings(max_examples=5)
    @given(testing.networks(min_cities=10))
    def test_the_least_alone(self, network: gnlc.Network) -> None:
        assert 10 <= len(network.cities(include_withdrawn=True)) <= 13

    @given(testing.networks(min_cities=40))
    def test_many(self, network: gnlc.Network) -> None:
        """No check of Hypothesis on what it draws fails."""
        cities = network.cities(include_withdrawn=True)
        assert 40 <= len(cities) <= 43
        assert network.to_dict() == gnlc.Network.from_dict(network.to_dict()).to_dict()

    @settings(max_examples=5)
    @given(testing.networks(max_cities=10))
    def test_up_to_the_most(self, network: gnlc.Network) -> None:
        assert len(network.cities(include_withdrawn=True)) <= 10

    @settings(max_examples=5)
    @given(testing.documents(max_cities=0))
    def test_none(self, document: dict[str, Any]) -> None:
        assert "cities" not in document


class TestImport:
    """The module needs hypothesis, and says so."""

    def test_without_hypothesis(self, monkeypatch: pytest.MonkeyPatch) -> None:
        message = "gnlc.testing needs hypothesis: pip install 'gnlc[hypothesis]'"
        with pytest.raises(ModuleNotFoundError, match=re.escape(message)) as caught:
            load_without(monkeypatch, "gnlc.testing", "hypothesis")
        assert caught.value.name == "hypothesis"

    def test_without_something_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What else is missing is reported as it is."""
        with pytest.raises(ModuleNotFoundError) as caught:
            load_without(monkeypatch, "gnlc.testing", "gnlc.query.network")
        assert caught.value.name == "gnlc.query.network"
        assert "hypothesis" not in str(caught.value)

    def test_are_strategies(self) -> None:
        for name in set(testing.__all__) - {"Broken", "bundled", "city", "network"}:
            strategy = getattr(testing, name)()
            assert isinstance(strategy, st.SearchStrategy)
