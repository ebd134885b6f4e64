"""Filters: they agree with a plain reading of the records, and with one another."""

import datetime
import itertools
from typing import Any, cast

import pytest
import recorded
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies import BUNDLED_CITIES, FILTERS

import gnlc
from gnlc import bundled
from gnlc.query.filters import Filters
from gnlc.query.predicates import predicates
from gnlc.wording import shortened

ALL = gnlc.network().cities(include_withdrawn=True)


class TestTogether:
    """Filters are independent: their order and grouping do not matter."""

    @given(FILTERS, st.data())
    def test_compose(self, filters: Any, data: st.DataObject) -> None:
        first = {name for name in sorted(filters) if data.draw(st.booleans())}
        # These two only go together.
        if first & {"near", "within_km"}:
            first |= {"near", "within_km"}
        a = {name: value for name, value in filters.items() if name in first}
        b = {name: value for name, value in filters.items() if name not in first}
        assert gnlc.cities(**filters) == gnlc.cities(**a).filter(**b)

    @given(FILTERS, FILTERS)
    def test_commute(self, a: Any, b: Any) -> None:
        assert ALL.filter(**a).filter(**b) == ALL.filter(**b).filter(**a)

    @given(FILTERS, st.sampled_from((ALL, ALL.sorted_by("name"))))
    def test_keep_order(self, filters: Any, cities: gnlc.Cities) -> None:
        kept = cities.filter(**filters)
        ids = set(kept.ids)
        assert list(kept) == [city for city in cities if city.id in ids]

    @given(FILTERS)
    def test_are_idempotent(self, filters: Any) -> None:
        once = gnlc.cities(**filters)
        assert once.filter(**filters) == once

    def test_none_keeps_everything(self) -> None:
        nothing: Any = dict.fromkeys(("country", "year", "near", "include_withdrawn"))
        assert gnlc.cities(**nothing) == gnlc.cities()

    def test_no_value_keeps_nothing(self) -> None:
        assert gnlc.cities(country=[]) == gnlc.cities(year=())
        assert len(gnlc.cities(country=[])) == 0


class TestEach:
    """Each filter agrees with a plain comprehension."""

    @given(BUNDLED_CITIES)
    def test_country(self, city: gnlc.City) -> None:
        expected = [other.id for other in ALL if other.country == city.country]
        country = city.country
        assert list(ALL.filter(country=country).ids) == expected
        for spelling in (
            country.alpha_2.lower(),
            country.alpha_3,
            country.numeric,
            *country.names,
            country.name.upper(),
            f"  {country.common_name} ",
        ):
            assert list(ALL.filter(country=spelling).ids) == expected

    @given(BUNDLED_CITIES)
    def test_region(self, city: gnlc.City) -> None:
        expected = [other for other in ALL if other.country.region == city.country.region]
        region = city.country.region
        for spelling in (region.name, region.id, region.name.lower()):
            assert list(ALL.filter(region=spelling)) == expected
        assert list(ALL.filter(region=region)) == expected

    def test_countries_in_a_region(self) -> None:
        country = gnlc.country("AZ")
        neighbors = [*gnlc.countries(region=country.region)[:3], country]
        expected = [city for city in ALL if city.country in neighbors]
        asked: Any = {"country": [*neighbors, "EG"], "region": country.region}
        assert list(ALL.filter(**asked)) == expected
        assert list(ALL.filter(**dict(reversed(asked.items())))) == expected

    @given(st.sets(st.integers(2014, 2027), min_size=1))
    def test_year(self, years: set[int]) -> None:
        expected = [c for c in ALL if any(a.year in years for a in c.admissions)]
        assert list(ALL.filter(year=years)) == expected
        assert list(ALL.filter(year=iter(years))) == expected

    def test_announcement(self) -> None:
        expected = ALL.filter(year=2020)
        for key in (
            2020,
            "2020",
            "2020-09-23",
            datetime.date(2020, 9, 23),
            gnlc.announcement(2020),
        ):
            assert ALL.filter(announcement=key) == expected

    def test_kind(self) -> None:
        districts = [city for city in ALL if city.kind in ("district", "island")]
        assert list(ALL.filter(kind=["district", "island"])) == districts

    def test_awarded(self) -> None:
        assert [c for c in ALL if c.award_years] == list(ALL.filter(awarded=True))
        assert [c for c in ALL if not c.award_years] == list(ALL.filter(awarded=False))
        assert [c for c in ALL if 2017 in c.award_years] == list(ALL.filter(awarded=2017))
        first, *_, last = (
            {recipient.get("city") for recipient in award["recipients"]}
            for award in recorded.table("awards")
        )
        years = [award["year"] for award in recorded.table("awards")]
        twice = ALL.filter(awarded=years[0]).filter(awarded=years[-1])
        assert set(twice.ids) == first & last
        assert len(ALL.filter(awarded=2014)) == 0

    def test_certainty(self) -> None:
        inferred = [c for c in ALL if any(a.certainty == "inferred" for a in c.admissions)]
        assert list(ALL.filter(certainty="inferred")) == inferred
        assert sorted(city.id for city in inferred) == sorted(
            {
                city["id"]
                for city, admission in recorded.ADMITTED
                if admission["certainty"] == "inferred"
            }
        )

    @given(
        st.floats(-90, 90),
        st.floats(-180, 180),
        st.floats(0, 21_000),
    )
    def test_near(self, latitude: float, longitude: float, km: float) -> None:
        expected = [
            city
            for city in ALL
            if city.location and city.location.distance_km(latitude, longitude) <= km
        ]
        assert list(ALL.filter(near=(latitude, longitude), within_km=km)) == expected

    def test_near_a_city(self) -> None:
        baku = gnlc.city("Baku")
        near = gnlc.cities(near=baku, within_km=200)
        assert {"az-baku", "az-gabala"} <= set(near.ids)
        assert "az-ganja" not in near.ids
        assert gnlc.cities(near="BAKU", within_km=200) == near
        assert gnlc.cities(near="az-baku", within_km=200) == near
        with pytest.raises(gnlc.NotFoundError, match="no city '40,50' on record"):
            gnlc.cities(near="40,50", within_km=200)
        assert gnlc.cities(near=baku, within_km=0).filter(country="AZ", year=2020).ids == (
            "az-baku",
        )

    @given(st.tuples(*[st.floats(-180, 180), st.floats(-90, 90)] * 2))
    def test_bbox(self, box: tuple[float, float, float, float]) -> None:
        west, south, east, north = box
        if south > north:
            with pytest.raises(ValueError, match="south"):
                ALL.filter(bbox=box)
            return
        expected = [
            c
            for c in ALL
            if c.location
            and south <= c.location.latitude <= north
            and (
                west <= c.location.longitude <= east
                if west <= east
                else not east < c.location.longitude < west
            )
        ]
        assert list(ALL.filter(bbox=box)) == expected

    def test_the_edge_of_a_box_is_in_it(self) -> None:
        place = gnlc.city("Ganja").location
        assert place is not None
        north, east = place.latitude, place.longitude
        there = gnlc.cities(country="AZ", year=2020)
        for box, kept in (
            ((east, north, east, north), True),
            ((east, north, east + 1, north + 1), True),
            ((east - 1, north - 1, east, north), True),
            # Across the antimeridian, with the city at the western or the eastern end.
            ((east, north, east - 1, north), True),
            ((east + 1, north, east, north), True),
            ((east + 0.1, north, east - 0.1, north), False),
            ((east + 0.1, north, east + 1, north), False),
            ((east + 0.1, north, east + 0.1, north), False),
            ((east - 1, north, east - 0.1, north), False),
            ((east, north + 0.1, east, north + 1), False),
            ((east, north - 1, east, north - 0.1), False),
        ):
            assert ("az-ganja" in there.filter(bbox=box).ids) == kept

    def test_where(self) -> None:
        assert ALL.filter(where=lambda city: city.name == "Ganja").ids == ("az-ganja",)

    def test_withdrawn(self) -> None:
        withdrawn = set(ALL) - set(gnlc.cities())
        expected = {city["id"] for city in recorded.CITIES if recorded.is_withdrawn(city)}
        assert {city.id for city in withdrawn} == expected
        assert "ma-laayoune" in expected
        assert gnlc.cities(include_withdrawn=True) == ALL
        assert gnlc.cities(include_withdrawn=False) == gnlc.cities()
        assert ALL.filter() == ALL
        assert ALL.filter(include_withdrawn=False) == gnlc.cities()


class TestValues:
    """Values may come from other libraries, and from anything that gives them one by one."""

    @pytest.mark.parametrize(
        "filters",
        [
            {"country": ["AZ", "DE"]},
            {"region": ["africa", "Arab States"]},
            {"year": [2019, 2020]},
            {"announcement": [2019, datetime.date(2020, 9, 23)]},
            {"kind": ["district", "city"]},
            {"awarded": [2015, 2017]},
            {"certainty": ["inferred", "stated"]},
            {"near": (40.4, 49.9), "within_km": 500},
            {"bbox": (40, 30, 60, 50)},
        ],
    )
    def test_may_be_given_by_an_iterator(self, filters: Any) -> None:
        name, values = next(iter(filters.items()))
        assert len(ALL.filter(**filters)) > 0
        assert ALL.filter(**{**filters, name: iter(values)}) == ALL.filter(**filters)

    def test_may_be_numbers_of_other_libraries(self) -> None:
        class Number:
            def __init__(self, value: int) -> None:
                self.value = value

            def __index__(self) -> int:
                return self.value

            def __float__(self) -> float:
                return float(self.value)

        number: Any = Number
        assert ALL.filter(year=number(2020)) == ALL.filter(year=2020)
        assert ALL.filter(as_of=number(2020)) == ALL.filter(as_of=2020)
        assert ALL.filter(awarded=number(2015)) == ALL.filter(awarded=2015)
        near = (number(40), number(50))
        assert ALL.filter(near=near, within_km=number(500)) == ALL.filter(
            near=(40, 50), within_km=500
        )
        box = tuple(map(number, (40, 30, 60, 50)))
        assert ALL.filter(bbox=box) == ALL.filter(bbox=(40, 30, 60, 50))

    def test_of_every_year_and_place(self) -> None:
        assert len(ALL.filter(year=[1, 9999])) == 0
        assert len(ALL.filter(as_of=1)) == 0
        for pole in (90, -90):
            assert len(ALL.filter(near=(pole, 180), within_km=1)) == 0
            assert len(ALL.filter(near=(pole, -180), within_km=1)) == 0
        located = [city for city in ALL if city.location]
        assert list(ALL.filter(bbox=(-180, -90, 180, 90))) == located

    def test_of_any_admission(self) -> None:
        city = gnlc.city("Ganja")
        [ganjas] = city.admissions
        first, second = (
            evolve(ganjas, year=a.year, announced_on=a.announced_on)
            for a in (gnlc.announcement(2019), gnlc.announcement(2024))
        )
        mixed = evolve(city, admissions=(first, evolve(second, certainty="inferred", note="x")))
        assert first.certainty == "stated"
        for certainty in ("stated", "inferred"):
            [keep] = predicates({"certainty": certainty}, gnlc.network())
            assert keep(mixed)
        for year, kept in ((2019, True), (2024, True), (2020, False)):
            for filters in ({"year": year}, {"announcement": year}):
                [keep] = predicates(cast("Filters", filters), gnlc.network())
                assert keep(mixed) == kept


class TestAsOf:
    """`as_of` only grows, but for what was withdrawn."""

    @given(st.lists(st.dates(datetime.date(2014, 1, 1), datetime.date(2027, 1, 1)), min_size=2))
    def test_only_grows(self, days: list[datetime.date]) -> None:
        found = [set(gnlc.cities(as_of=day).ids) for day in sorted(days)]
        assert all(before <= after for before, after in itertools.pairwise(found))

    def test_ends_with_everybody(self) -> None:
        assert gnlc.cities(as_of=gnlc.network().as_of) == gnlc.cities()
        assert len(gnlc.cities(as_of="2013")) == 0

    def test_counts_from_the_announcement(self) -> None:
        joined = {"az-baku", "az-gabala", "az-ganja"}
        assert not joined & set(gnlc.cities(as_of="2020-09-22").ids)
        assert joined <= set(gnlc.cities(as_of=datetime.date(2020, 9, 23)).ids)
        assert joined <= set(gnlc.cities(as_of=datetime.datetime(2020, 9, 23, 1)).ids)

    def test_respects_the_withdrawal(self) -> None:
        def there(day: str) -> bool:
            return "ma-laayoune" in gnlc.cities(as_of=day, include_withdrawn=True).ids

        assert [there(f"2020-09-{day}") for day in (22, 23, 24)] == [False, True, False]
        assert "ma-laayoune" not in gnlc.cities(as_of="2020-09-23").ids

    def test_a_bare_year_counts_from_its_end(self) -> None:
        bare = next(
            city["id"]
            for city, admission in recorded.ADMITTED
            if len(city["admissions"]) == 1
            and admission.get("year") == 2016
            and "announced_on" not in admission
        )
        assert bare not in gnlc.cities(as_of="2016-12-30").ids
        assert bare in gnlc.cities(as_of=2016).ids
        assert gnlc.cities(as_of=2016) == gnlc.cities(as_of="2016-12")
        assert gnlc.cities(as_of=gnlc.PartialDate(2016)) == gnlc.cities(as_of="2016-12-31")

    def test_nothing_counts_later_than_the_data(self) -> None:
        """A sign of which only the year is known is as old as the data at the latest."""
        document = bundled.document()
        by = recorded.KNOWN_BY[0]["id"]
        [city] = [city for city in document["cities"] if city["id"] == by]
        city["known_member_by"] = document["as_of"][:4]
        network = gnlc.Network.from_dict(document)
        assert by in network.cities(as_of=network.as_of).ids

    def test_without_a_year_counts_from_the_first_sign(self) -> None:
        city = next(c for c in recorded.KNOWN_BY if len(c["known_member_by"]) == len("2017-01-24"))
        day = datetime.date.fromisoformat(city["known_member_by"])
        assert city["id"] not in gnlc.cities(as_of=day - datetime.timedelta(1)).ids
        assert city["id"] in gnlc.cities(as_of=day).ids


class _NotADay(datetime.date):
    """Like the NaT of pandas, which is a date in name only."""

    def __repr__(self) -> str:
        return "x" * 1000


class Long:
    """What shows itself at length."""

    def __repr__(self) -> str:
        return "x" * 1000


class TestRefused:
    """What cannot be is an error that names it, never an empty answer."""

    @pytest.mark.parametrize(
        ("filters", "message"),
        [
            ({"contry": "AZ"}, "^unknown filter 'contry'; did you mean 'country'[?]$"),
            ({"eyear": 2020}, "^unknown filter 'eyear'; did you mean 'year'[?]$"),
            ({"zzzz": 1}, "unknown filter 'zzzz'$"),
            ({"country": 31}, "country must be a str, got 31"),
            ({"country": ["AZ", None]}, "country must be a str, got None"),
            ({"region": 1.5}, "region must be a str"),
            ({"year": "x"}, "year must be an int, got 'x'"),
            ({"year": True}, "year must be an int, got True"),
            ({"year": bytearray(b"x")}, "year must be an int, got bytearray"),
            ({"country": b"AZ"}, "country must be a str, got b'AZ'"),
            ({"year": 2020.0}, "year must be an int"),
            ({"announcement": True}, "announcement must be a year, a date or an id, got True"),
            ({"announcement": 2020.5}, "announcement must be"),
            ({"as_of": 1.5}, "as_of must be an int"),
            ({"kind": 1}, "kind must be a str"),
            ({"awarded": "2015"}, "awarded must be an int, got '2015'"),
            ({"certainty": b"stated"}, "certainty must be a str"),
            ({"near": 40, "within_km": 1}, "near, if not a City, must be 2 numbers"),
            ({"near": b"Baku", "within_km": 1}, "near, if not a City, must be 2 numbers"),
            ({"near": ("a", "b"), "within_km": 1}, "latitude must be a number"),
            ({"near": (40, 50), "within_km": "far"}, "within_km must be a number"),
            ({"near": (40, 50), "within_km": True}, "within_km must be a number"),
            ({"bbox": 5}, "bbox must be 4 numbers"),
            ({"where": "Baku"}, "^where must be a function of a city, got 'Baku'$"),
            ({"include_withdrawn": "yes"}, "include_withdrawn must be a bool"),
            ({"include_withdrawn": 0}, "^include_withdrawn must be a bool, got 0$"),
        ],
    )
    def test_wrong_type(self, filters: Any, message: str) -> None:
        with pytest.raises(TypeError, match=message):
            gnlc.cities(**filters)
        with pytest.raises(TypeError, match=message):
            ALL.filter(**filters)
        with pytest.raises(TypeError, match=message):
            gnlc.search("Ganja", **filters)

    @pytest.mark.parametrize(
        ("filters", "message"),
        [
            ({"year": 20200}, "year must be a year from 1 to 9999, got 20200"),
            ({"as_of": "last week"}, "as_of: must be a date as YYYY"),
            ({"as_of": "2020-02-30"}, "as_of: invalid date 2020-02-30"),
            ({"as_of": 0}, "as_of must be a year"),
            ({"as_of": _NotADay(2020, 1, 1)}, "^as_of must be a date, got .{60}$"),
            ({"announcement": _NotADay(2020, 1, 1)}, "announcement must be a date"),
            ({"kind": "distrct"}, "kind must be .* got 'distrct'; did you mean 'district'"),
            ({"certainty": "sure"}, "certainty must be stated or inferred, got 'sure'"),
            ({"awarded": -1}, "awarded must be a year"),
            (
                {"near": (200, 0), "within_km": 1},
                "latitude must be from -90 to 90 degrees, got 200",
            ),
            ({"near": (0, float("nan")), "within_km": 1}, "longitude must be"),
            ({"near": (1, 2, 3), "within_km": 1}, "near, if not a City, must be 2 numbers"),
            ({"near": (0, 0), "within_km": -1}, "within_km must be 0 or more, got -1"),
            ({"near": (0, 0), "within_km": float("nan")}, "within_km must be 0 or more"),
            ({"near": (0, 0)}, "^near and within_km must be given together$"),
            ({"within_km": 5}, "^near and within_km must be given together$"),
            ({"near": (90.5, 0), "within_km": 1}, "^latitude must be from -90 to 90 degrees"),
            ({"near": (-90.5, 0), "within_km": 1}, "^latitude must be from -90 to 90 degrees"),
            ({"near": (0, 180.5), "within_km": 1}, "^longitude must be from -180 to 180 degrees"),
            ({"near": (0, -180.5), "within_km": 1}, "^longitude must be from -180 to 180 degrees"),
            ({"bbox": (-180.5, 0, 0, 1)}, "^bbox west must be from -180 to 180 degrees"),
            ({"bbox": (0, -90.5, 0, 1)}, "^bbox south must be from -90 to 90 degrees"),
            ({"bbox": (0, 0, 180.5, 1)}, "^bbox east must be from -180 to 180 degrees"),
            ({"bbox": (0, 0, 0, 90.5)}, "^bbox north must be from -90 to 90 degrees"),
            ({"year": 10**100}, "^year must be a year from 1 to 9999, got 10{17}[.]{3}0{19}$"),
            (
                {"near": (10**100, 0), "within_km": 1},
                "^latitude must be from -90 to 90 degrees, got 10{17}[.]{3}0{19}$",
            ),
            (
                {"near": (10**400, 0), "within_km": 1},
                "^latitude is out of range, got 10{17}[.]{3}0{19}$",
            ),
            (
                {"near": (0, 0), "within_km": -(10**100)},
                "^within_km must be 0 or more, got -10{16}[.]{3}0{19}$",
            ),
            ({"bbox": (1, 2, 3)}, "bbox must be 4 numbers"),
            ({"bbox": (0, 91, 0, 92)}, "bbox south must be from -90 to 90"),
            ({"bbox": (0, 5, 0, 4)}, "south 5.0 is above 4.0"),
        ],
    )
    def test_impossible_value(self, filters: Any, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            gnlc.cities(**filters)

    @pytest.mark.parametrize("name", sorted(Filters.__annotations__))
    @pytest.mark.parametrize("value", [Long(), [Long()] * 100, ["x" * 1000] * 100])
    def test_a_long_value_is_cut_in_the_message(self, name: Any, value: Any) -> None:
        filters: Any = {"near": (0, 0), "within_km": 1} if name in ("near", "within_km") else {}
        with pytest.raises((TypeError, ValueError, gnlc.NotFoundError)) as caught:
            ALL.filter(**{**filters, name: value})
        assert len(str(caught.value)) < 220

    def test_a_city_without_a_place(self) -> None:
        nowhere = next(city for city in ALL if city.location is None)
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            gnlc.cities(near=nowhere, within_km=1)
        assert str(caught.value) == f"near: the location of {shortened(nowhere)} is unknown"

    @pytest.mark.parametrize(
        ("filters", "suggestion"),
        [
            ({"country": "Azerbaijann"}, "Azerbaijan"),
            ({"country": ["AZ", "Germny"]}, "Germany"),
            ({"region": "Afrika"}, "Africa"),
            ({"announcement": 2021}, "2020"),
        ],
    )
    def test_unknown_key(self, filters: Any, suggestion: str) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.cities(**filters)
        assert suggestion in caught.value.suggestions
        assert suggestion in str(caught.value)


@given(FILTERS)
def test_search_keeps_to_the_filters(filters: Any) -> None:
    found = [match.city for match in gnlc.search("Asia", limit=None)]
    kept = [match.city for match in gnlc.search("Asia", limit=None, **filters)]
    assert len(found) > 100
    ids = set(ALL.filter(**filters).ids)
    assert kept == [city for city in found if city.id in ids]
