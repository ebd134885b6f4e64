"""Cities: an immutable sequence, its groups and orders, and how it is handed on."""

import collections.abc
import copy
import csv
import datetime
import io
import itertools
import json
import pickle
from collections import Counter
from typing import Any, get_args

import attrs
import pytest
import recorded
from hypothesis import given
from hypothesis import strategies as st
from strategies import FILTERS

import gnlc
from gnlc.names.folding import fold
from gnlc.query.cities import Key
from gnlc.rows.records import CityRecord

ALL = gnlc.cities(include_withdrawn=True)
# By their ids: to hash a city is to hash all that it holds.
SOME = st.sets(st.sampled_from(ALL.ids), max_size=8).map(
    lambda ids: ALL.filter(where=lambda city: city.id in ids)
)
KEYS: list[Any] = ["id", "name", "country", "region", "kind", "year", "announced_on", "certainty"]
PLACE_KEYS: list[Any] = ["latitude", "longitude", "place_population"]


class TestSequence:
    """Cities behave as a tuple does."""

    @given(SOME)
    def test_is_a_sequence(self, cities: gnlc.Cities) -> None:
        plain = tuple(cities)
        # But in name: Polars makes a column of objects of what calls itself a sequence.
        methods = {name for cls in collections.abc.Sequence.__mro__ for name in vars(cls)}
        assert methods - {"_abc_impl", "__abstractmethods__", "__class_getitem__"} <= set(
            dir(cities)
        )
        assert len(cities) == len(plain)
        assert list(reversed(cities)) == list(reversed(plain))
        assert cities.ids == tuple(city.id for city in plain)
        for position, city in enumerate(plain):
            assert cities[position] is city
            assert cities[position - len(plain)] is city
            assert cities.index(city) == position
            assert city in cities
            assert cities.count(city) == 1
            assert cities.index(city, position, position + 1) == position
            with pytest.raises(ValueError, match="not in tuple"):
                cities.index(city, 0, position)
            with pytest.raises(ValueError, match="not in tuple"):
                cities.index(city, position + 1)
        with pytest.raises(IndexError):
            cities[len(plain)]

    @given(SOME, st.sampled_from(ALL.ids))
    def test_a_key_is_in_it_as_its_city_is(self, cities: gnlc.Cities, key: str) -> None:
        city = gnlc.city(key)
        for name in (key, city.name.upper(), city.names[-1]):
            try:
                meant = {gnlc.city(name).id}
            except gnlc.AmbiguousNameError as error:
                meant = {each.id for each in error.candidates if isinstance(each, gnlc.City)}
            except gnlc.NotFoundError:
                # The name of another place.
                meant = set()
            assert (name in cities) == (not meant.isdisjoint(cities.ids))
            assert cities.count(name) == len(meant.intersection(cities.ids))
            if name in cities:
                assert cities.ids[cities.index(name)] in meant

    def test_what_is_no_key(self) -> None:
        assert "Ganja" in ALL
        assert "Ganja" not in gnlc.cities(country="KE")
        assert "Atlantis" not in ALL
        with pytest.raises(ValueError, match="not in tuple"):
            ALL.index("Atlantis")
        for value in (5, None, b"az-ganja", ("az-ganja",), gnlc.country("AZ")):
            for ask in (ALL.__contains__, ALL.index, ALL.count):
                with pytest.raises(TypeError, match="city must be a City, an id or a name, got "):
                    ask(value)

    @given(SOME, st.slices(8))
    def test_slices_are_cities(self, cities: gnlc.Cities, part: "slice[int, int, int]") -> None:
        assert isinstance(cities[part], gnlc.Cities)
        assert tuple(cities[part]) == tuple(cities)[part]
        assert cities[:] == cities

    @given(SOME, SOME)
    def test_equal_by_content(self, a: gnlc.Cities, b: gnlc.Cities) -> None:
        assert (a == b) == (tuple(a) == tuple(b))
        if a == b:
            assert hash(a) == hash(b)
        plain: Any = tuple(a)
        assert a != plain

    def test_where_they_come_from_does_not_matter(self) -> None:
        other = attrs.evolve(gnlc.network(), as_of=datetime.date(2026, 4, 16))
        assert other != gnlc.network()
        assert other.cities(country="AZ") == gnlc.cities(country="AZ")
        assert hash(other.cities(country="AZ")) == hash(gnlc.cities(country="AZ"))

    def test_survives_copies(self) -> None:
        cities = gnlc.cities(country="AZ")
        for twin in (copy.copy(cities), copy.deepcopy(cities), pickle.loads(pickle.dumps(cities))):
            assert twin == cities
            assert twin.filter(year=2020) == cities.filter(year=2020)
            with pytest.raises(gnlc.NotFoundError):
                twin.filter(country="Nowhere")

    def test_never_changes(self) -> None:
        cities: Any = gnlc.cities(country="AZ")
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            cities._cities = ()
        with pytest.raises(TypeError):
            cities[0] = cities[1]
        groups = cities.group_by("year")
        groups.clear()
        assert cities.group_by("year")

    @given(SOME)
    def test_tell_of_which_data_they_are(self, cities: gnlc.Cities) -> None:
        network = gnlc.network()
        assert (cities.data_version, cities.as_of) == (network.data_version, network.as_of)
        assert (cities[:1].data_version, cities[:1].as_of) == (network.data_version, network.as_of)

    def test_repr_fits_a_line(self) -> None:
        assert repr(gnlc.cities(country="Azerbaijan", year=2020)) == (
            "Cities(3: az-baku, az-gabala, az-ganja)"
        )
        assert repr(gnlc.cities(country=[])) == "Cities(0)"
        for count in range(1, 8):
            head, _, ids = repr(ALL[:count]).removesuffix(")").partition(": ")
            assert head == f"Cities({count}"
            shown = ids.removesuffix(", ...").split(", ")
            assert shown == list(ALL.ids[: len(shown)])
            assert (len(shown) < count) == ids.endswith(", ...")
        assert repr(ALL).startswith(f"Cities({len(recorded.CITIES)}: {ALL[0].id}, ")

    def test_repr_tells_all_that_a_line_has_room_for(self) -> None:
        for start in range(len(ALL) - 8):
            some = ALL[start:]
            shown = repr(some)
            assert shown.endswith(", ...)")
            assert len(shown) <= 79
            more = some.ids[shown.count(", ")]
            assert len(f"{shown}{more}, ") > 79


class TestGroups:
    """group_by parts the cities, count_by counts the parts."""

    @given(SOME, st.sampled_from(KEYS + PLACE_KEYS))
    def test_group_by_partitions(self, cities: gnlc.Cities, key: Any) -> None:
        groups = cities.group_by(key)
        assert sorted(city.id for group in groups.values() for city in group) == list(cities.ids)
        assert all(len(group) for group in groups.values())
        for group in groups.values():
            assert group == cities.filter(where=group.__contains__)

    @given(SOME, st.sampled_from(KEYS + PLACE_KEYS))
    def test_count_by_counts_the_groups(self, cities: gnlc.Cities, key: Any) -> None:
        counts = cities.count_by(key)
        assert counts == {value: len(group) for value, group in cities.group_by(key).items()}
        assert list(counts.values()) == sorted(counts.values(), reverse=True)

    @pytest.mark.parametrize("key", KEYS + PLACE_KEYS)
    def test_every_city_is_in_the_group_of_its_value(self, key: Any) -> None:
        value = _key(key)
        groups = ALL.group_by(key)
        for found, group in groups.items():
            # Regions are reported by their names here.
            assert {value(city) for city in group} == {getattr(found, "name", found)}
        assert sum(map(len, groups.values())) == len(ALL)
        assert list(groups) == sorted(groups, key=lambda found: ALL.index(groups[found][0]))

    def test_keys_are_what_type_checkers_know(self) -> None:
        assert set(get_args(Key)) == {*KEYS, *PLACE_KEYS, "subdivision"}

    def test_by_what_people_ask(self) -> None:
        counts = gnlc.cities(year=2020).count_by("region")
        expected = Counter(
            recorded.COUNTRY[city["country"]]["region"]
            for city in recorded.MEMBERS
            if city["id"] in recorded.members_in(2020)
        )
        assert {region.id: count for region, count in counts.items()} == expected
        assert gnlc.cities().count_by("year")[None] == len(recorded.UNDATED)
        assert set(gnlc.cities().group_by("country")) == {city.country for city in gnlc.cities()}
        assert gnlc.cities(country="AZ").group_by(lambda city: city.name[0])["B"].ids == (
            "az-baku",
        )

    @pytest.mark.parametrize("method", ["group_by", "count_by", "sorted_by"])
    def test_unknown_key(self, method: str) -> None:
        ask: Any = getattr(ALL, method)
        with pytest.raises(ValueError, match=r"key must be .* 'contry'; did you mean 'country'"):
            ask("contry")
        with pytest.raises(TypeError, match="key must be a name or a function of a city, got 5"):
            ask(5)
        with pytest.raises(TypeError) as caught:
            ask(["x" * 1000] * 1000)
        assert len(str(caught.value)) < 120


class TestOrder:
    """sorted_by sorts, the unknown last."""

    @given(SOME, st.sampled_from(KEYS + PLACE_KEYS), st.booleans())
    def test_sorts(self, cities: gnlc.Cities, key: Any, reverse: bool) -> None:
        self.check(cities, key, reverse=reverse)

    @pytest.mark.parametrize("key", KEYS + PLACE_KEYS)
    def test_sorts_all(self, key: Any) -> None:
        for cities in (ALL, ALL[::-1]):
            self.check(cities, key, reverse=False)
            self.check(cities, key, reverse=True)

    @staticmethod
    def check(cities: gnlc.Cities, key: Any, *, reverse: bool) -> None:
        ordered = cities.sorted_by(key, reverse=reverse)
        assert sorted(ordered.ids) == sorted(cities.ids)
        values = [value for value, group in itertools.groupby(ordered, _key(key))]
        known = [value for value in values if value is not None]
        assert known == sorted(known, key=_by_letters, reverse=reverse)
        assert values[len(known) :] in ([], [None])

    def test_is_stable(self) -> None:
        by_kind = ALL.sorted_by("name").sorted_by("kind")
        for group in by_kind.group_by("kind").values():
            names = [city.name for city in group]
            assert names == sorted(names, key=_by_letters)

    def test_accents_do_not_matter(self) -> None:
        names = [city.name for city in ALL.sorted_by("name")]
        assert names.index("Espoo") < names.index("Évry-Courcouronnes") < names.index("Fez")

    def test_what_folds_alike_is_in_order_too(self) -> None:
        spelt = dict(zip(ALL.ids, ["\u00e9", "e", "\u00c9", "d", "E"], strict=False))
        some = ALL[:5]
        for cities in (some, some[::-1]):
            ordered = [spelt[city.id] for city in cities.sorted_by(lambda city: spelt[city.id])]
            assert ordered == ["d", "E", "e", "\u00c9", "\u00e9"]

    def test_by_a_function(self) -> None:
        longest = ALL.sorted_by(lambda city: len(city.name), reverse=True)
        assert len(longest[0].name) == max(len(city.name) for city in ALL)


def _by_letters(value: Any) -> Any:
    return (fold(value), value) if isinstance(value, str) else value


def _key(key: str) -> Any:
    def value(city: gnlc.City) -> Any:
        if key in PLACE_KEYS:
            return city.location and getattr(city.location, key.removeprefix("place_"))
        if key == "region":
            return city.country.region.name
        return city.country.name if key == "country" else getattr(city, key)

    return value


class TestRecords:
    """Records, CSV, JSON and GeoJSON tell the same."""

    @given(FILTERS)
    def test_a_record_for_each_city_in_order(self, filters: Any) -> None:
        cities = gnlc.cities(**filters)
        records = cities.to_records()
        assert [record["id"] for record in records] == list(cities.ids)
        assert all(list(record) == list(CityRecord.__annotations__) for record in records)

    def test_record(self) -> None:
        [record] = ALL.filter(where=lambda city: city.id == "az-ganja").to_records()
        ganja = gnlc.city("Ganja")
        assert ganja.location is not None
        assert record["country"] == "AZ"
        assert record["country_name"] == "Azerbaijan"
        assert record["region"] == "Europe and North America"
        assert record["year"] == 2020
        assert record["announced_on"] == ganja.announced_on
        assert record["admission_years"] == [2020]
        assert record["latitude"] == ganja.location.latitude
        assert record["place_population"] == ganja.location.population
        assert record["sources"] == [source.id for source in ganja.sources]
        assert record["source_urls"] == [source.url for source in ganja.sources if source.url]
        assert record["withdrawn_on"] is None
        assert record["known_member_by"] is None

    def test_record_of_the_unknown(self) -> None:
        nowhere = ALL.filter(where=lambda city: city.location is None).to_records()
        assert nowhere
        for record in nowhere:
            assert record["latitude"] is None
            assert record["place_name"] is None
            assert record["timezone"] is None
        [laayoune] = ALL.filter(where=lambda city: city.id == "ma-laayoune").to_records()
        assert laayoune["withdrawn_on"] == gnlc.city("Laâyoune").admissions[0].withdrawn_on
        by = recorded.KNOWN_BY[0]
        [undated] = ALL.filter(where=lambda city: city.id == by["id"]).to_records()
        assert (undated["year"], undated["known_member_by"]) == (None, by["known_member_by"])

    @given(SOME)
    def test_json(self, cities: gnlc.Cities) -> None:
        read = json.loads(cities.to_json())
        assert [row["id"] for row in read] == list(cities.ids)
        for row, record in zip(read, cities.to_records(), strict=True):
            assert row == {
                name: value.isoformat() if hasattr(value, "isoformat") else value
                for name, value in record.items()
            }

    @given(SOME)
    def test_csv(self, cities: gnlc.Cities) -> None:
        text = cities.to_csv()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert text.splitlines()[0] == ",".join(CityRecord.__annotations__)
        assert [row["id"] for row in rows] == list(cities.ids)
        for row, record in zip(rows, cities.to_records(), strict=True):
            assert row["year"] == ("" if record["year"] is None else str(record["year"]))
            assert row["sources"].split("; ") == record["sources"]
            assert row["name"] == record["name"]

    def test_arrow_stream(self, monkeypatch: pytest.MonkeyPatch) -> None:
        # What is in it, the tests of the stream tell, which need libraries that load slowly.
        monkeypatch.setattr("gnlc.rows.arrow.stream", lambda *given: given)
        cities = ALL[:2]
        assert cities.__arrow_c_stream__() == (cities.to_records(), CityRecord)

    @given(SOME)
    def test_geo_interface(self, cities: gnlc.Cities) -> None:
        collection = cities.__geo_interface__
        assert json.loads(json.dumps(collection)) == collection
        assert collection["type"] == "FeatureCollection"
        assert "GeoNames" in collection["attribution"]
        for city, feature in zip(cities, collection["features"], strict=True):
            assert (feature["type"], feature["id"]) == ("Feature", city.id)
            assert feature["properties"]["name"] == city.name
            place = city.location
            if place is None:
                assert feature["geometry"] is None
            else:
                assert feature["geometry"] == {
                    "type": "Point",
                    "coordinates": [place.longitude, place.latitude],
                }


def test_a_name_of_several_cities_is_in_a_sequence_with_one_of_them() -> None:
    assert "Nam-gu" in gnlc.cities()
    assert "Nam-gu" not in gnlc.cities(country="AZ")
