"""Reprs: one line each, short enough for a terminal."""

import pickle
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from documents import records
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc.models.base import Record
from gnlc.wording import in_a_line, in_short, shortened, width

NETWORK = gnlc.network()
GANJA = gnlc.city("Ganja")

SIGN = "\u697d"

_WORDS = st.text(min_size=1, max_size=100)


def records_of(network: gnlc.Network) -> Iterator[Record]:
    """Every record that a network is made of or gives, each once."""
    return records(
        network,
        network.facts,
        *network.sources(),
        *network.regions(),
        *network.countries(),
        *network.cities(include_withdrawn=True),
        *network.coverage(),
    )


def values_of(network: gnlc.Network) -> Iterator[object]:
    cities = network.cities(include_withdrawn=True)
    yield from records_of(network)
    yield from (cities, *cities.group_by("country").values(), network.tables(), *network.tables())
    for city in cities[:3]:
        yield from network.search(city.name)
    yield gnlc.diff(network, network)


def room_of(value: object) -> int:
    """How wide a repr may be: the form of a city's is fixed, and mostly too long for a line."""
    return 100 if isinstance(value, gnlc.City) else 79


class TestEveryRepr:
    """It is one line that a terminal has room for, and no control gets out."""

    @given(networks())
    def test_of_any_network(self, network: gnlc.Network) -> None:
        for value in values_of(network):
            shown = repr(value)
            assert shown.isprintable()
            assert width(shown) <= room_of(value)

    def test_of_the_bundled_network(self) -> None:
        values = list(values_of(NETWORK))
        assert len(values) > 2000
        for value in values:
            assert width(repr(value)) <= room_of(value)

    @given(_WORDS, _WORDS, _WORDS)
    def test_of_long_and_strange_names(self, name: str, word: str, key: str) -> None:
        """What a document may hold is checked; what is not is shown harmlessly all the same."""
        match = gnlc.Match(GANJA, 50.0, name)
        assert repr(match).isprintable()
        assert width(repr(match)) <= 79
        line = in_a_line("Name", {"a": shortened(name), "b": shortened(word)}, key="a")
        assert line.isprintable()
        assert width(line) <= 79
        assert width(in_short([name, word, key], 30)) <= 30


class TestWhatIsLeftOut:
    """What has no room is left out, and dots stand for it."""

    def test_of_a_city_the_id_is_whole(self) -> None:
        for city in NETWORK.cities(include_withdrawn=True):
            assert f"id={city.id!r}" in repr(city)
            assert repr(city).endswith(f", year={city.year})")
        long = evolve(
            gnlc.city("Ganja"),
            id="sa-jubail-industrial-city",
            name="Jubail Industrial City",
            country=gnlc.country("SA"),
            subdivision=None,
        )
        assert repr(long) == (
            "City(id='sa-jubail-industrial-city', name='Jubail Ind...ity', "
            "country=Country('SA...ia'), year=2020)"
        )

    def test_of_a_city_100_columns_are_used(self) -> None:
        shown = [repr(evolve(GANJA, name="x" * letters)) for letters in range(1, 80)]
        assert max(map(width, shown)) == 100

    def test_of_what_is_referred_to_the_key_is_whole(self) -> None:
        records: list[gnlc.Source | gnlc.Conflict | gnlc.Announcement]
        records = [*NETWORK.sources(), *NETWORK.conflicts(), *NETWORK.announcements()]
        for record in records:
            assert f"(id={record.id!r}, " in repr(record)

    def test_of_records(self) -> None:
        assert repr(gnlc.announcement(2020)) == (
            "Announcement(id='2020', announced_on=2020-09-23, cities_stated=55, ...)"
        )
        [row] = [row for row in gnlc.coverage() if row.year == 2020]
        recorded = f"cities_recorded={row.cities_recorded}, cities_missing={row.cities_missing}"
        assert repr(row) == f"Coverage(year=2020, cities_stated=55, {recorded})"
        assert repr(GANJA.sources[0]) == (
            "Source(id='today-az-2020', publisher='Today.Az (A...ws)', published=2020-09-24)"
        )
        assert repr(GANJA.location) == (
            "Location(name='Ganja', latitude=40.68157, longitude=46.36134)"
        )
        assert repr(gnlc.search("Gandja")[0]) == (
            "Match(city=City(id='az-ganja', n...r=2020), score=100.0, matched_name='Gandja')"
        )

    def test_of_sequences(self) -> None:
        cities = NETWORK.cities(country="AZ", year=2020)
        assert repr(cities[:2]) == "Cities(2: az-baku, az-gabala)"

    @pytest.mark.parametrize(
        ("values", "line"),
        [
            ({}, "Name()"),
            ({"a": "1"}, "Name(a=1)"),
            ({"a": "1" * 30, "b": "2" * 30}, "Name(a=111111111...1111, b=222222222...2222)"),
            ({"key": "1" * 30, "b": "2" * 30}, f"Name(key={'1' * 30}, ...)"),
            ({"b": "2" * 20, "key": "1" * 16}, f"Name(b=222222222...222, key={'1' * 16})"),
            ({"key": "1" * 60, "b": "2"}, "Name(key=11111111111111111111...1111111, ...)"),
            ({"long" * 20: "1"}, "Name(longlonglonglonglonglonglong...nglong=1)"),
            ({"a": SIGN * 60}, f"Name(a={12 * SIGN}...{5 * SIGN})"),
        ],
    )
    def test_in_a_line(self, values: dict[str, str], line: str) -> None:
        assert in_a_line("Name", values, key="key", room=45) == line

    def test_in_short(self) -> None:
        assert in_short(["a", "b"], 4) == "a, b"
        assert in_short(["a", "b", "c"], 6) == "a, ..."
        assert in_short(["a" * 9, "b"], 6) == "..."


class TestMisspelt:
    """An attribute that is not there: the error lists what there is, the nearest first."""

    def test_of_a_city(self) -> None:
        with pytest.raises(AttributeError) as caught:
            GANJA.name_en  # type: ignore[attr-defined]  # noqa: B018 - that is the point
        message = str(caught.value)
        assert message.startswith("City has no 'name_en'; it has name_in, name, names, ")
        assert message.endswith(", ...")
        assert str(pickle.loads(pickle.dumps(caught.value))) == message
        assert repr(caught.value) == f"AttributeError({message!r})"

    @pytest.mark.parametrize(
        ("value", "misspelt", "meant"),
        [
            (NETWORK, "citties", "cities"),
            (NETWORK.cities(), "to_cvs", "to_csv"),
            (NETWORK.tables(), "citys", "cities"),
            (NETWORK.search("Ganja")[0], "citty", "city"),
            (NETWORK.announcement(2020), "city_stated", "cities_stated"),
        ],
    )
    def test_of_everything_public(self, value: Any, misspelt: str, meant: str) -> None:
        with pytest.raises(AttributeError) as caught:
            getattr(value, misspelt)
        owner = type(value).__name__
        assert str(caught.value).startswith(f"{owner} has no {misspelt!r}; it has {meant}")

    @given(st.text())
    def test_of_any_name(self, name: str) -> None:
        assume(name not in dir(GANJA))
        with pytest.raises(AttributeError) as caught:
            getattr(GANJA, name)
        assert str(caught.value).startswith("City has no ")
        assert width(str(caught.value)) < 200
        assert not hasattr(GANJA, name)
