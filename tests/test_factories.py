"""Cities, networks and a bundled network of users' own, for their tests."""

import asyncio
import threading
from typing import Any

import pytest

import gnlc
from gnlc import plot, testing


class TestCity:
    """A fictional city with what a test says of it."""

    def test_is_what_is_said(self) -> None:
        city = testing.city("Xanadu", country="KE", year=2020)
        assert (city.id, city.name, city.country.alpha_2) == ("ke-xanadu", "Xanadu", "KE")
        assert (city.year, city.location, city.certainty) == (2020, None, "stated")
        assert testing.city("Xanadu").year is None
        assert testing.city("Нова Земля", country=gnlc.country("UA")).id == "ua-nova-zemlya"
        assert testing.city("!").id == "az-city"
        placed = testing.city("Xanadu", latitude=1.5, longitude=2.5, kind="island")
        assert (placed.latitude, placed.longitude, placed.kind) == (1.5, 2.5, "island")

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"name": 5}, TypeError, "name must be a str, got 5"),
            ({"name": "X", "country": "Nowhere"}, gnlc.NotFoundError, "no country 'Nowhere'"),
            ({"name": "X", "country": 5}, TypeError, "country must be a str, got 5"),
            ({"name": "X", "latitude": 1.0}, ValueError, "latitude and longitude must be given"),
            ({"name": "X", "year": "2020"}, TypeError, "year must be"),
            ({"name": "X", "kind": "village"}, ValueError, "kind must be"),
            ({"name": "X", "colour": "red"}, TypeError, "colour"),
        ],
    )
    def test_bad_input(self, arguments: Any, error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            testing.city(**arguments)


class TestNetwork:
    """A network of given cities."""

    def test_holds_what_the_cities_name(self) -> None:
        some = [
            *gnlc.cities(country="AZ"),
            testing.city("Xanadu", country="KE", award_years=(2019,)),
        ]
        network = testing.network(some)
        assert set(network.cities()) == set(some)
        assert {country.alpha_2 for country in network.countries()} == {"AZ", "KE"}
        assert network.city("Xanadu").award_years == (2019,)
        assert network.award(2019).recipients[0].city == network.city("Xanadu")
        assert gnlc.loads(gnlc.dumps(network)) == network

    def test_of_nothing(self) -> None:
        assert len(testing.network().cities()) == 0
        assert testing.network(data_version="2001.01.01").data_version == "2001.01.01"

    def test_bad_input(self) -> None:
        with pytest.raises(TypeError, match="cities must be Cities, got 'Ganja'"):
            testing.network(["Ganja"])  # type: ignore[list-item]
        with pytest.raises(ValueError, match="'az-x'"):
            testing.network([testing.city("X"), testing.city("X")])
        with pytest.raises(TypeError, match=r"cities must be Cities, got City\("):
            testing.network(testing.city("X"))  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="Network has no field 'colour'; it has data_version"):
            testing.network(colour="red")


class TestBundled:
    """Within a block, all functions ask another network; elsewhere nothing changes."""

    OTHER = testing.network([testing.city("Xanadu", year=2020, latitude=0.0, longitude=0.0)])

    def test_all_functions_ask_it(self) -> None:
        before = gnlc.network()
        with testing.bundled(self.OTHER) as other:
            assert gnlc.network() is other is self.OTHER
            assert gnlc.city("Xanadu").id == "az-xanadu"
            assert gnlc.cities().ids == ("az-xanadu",)
            assert gnlc.tables().cities.to_records()[0]["name"] == "Xanadu"
            assert plot.map().title.text.startswith("1 learning city")
            with testing.bundled(before):
                assert gnlc.network() is before
            assert gnlc.network() is other
        assert gnlc.network() is before
        with pytest.raises(gnlc.NotFoundError):
            gnlc.city("Xanadu")

    def test_ends_with_an_error(self) -> None:
        with pytest.raises(KeyError), testing.bundled(self.OTHER):
            raise KeyError
        assert gnlc.network() is not self.OTHER

    def test_other_threads_ask_the_bundled_one(self) -> None:
        seen: list[gnlc.Network] = []
        with testing.bundled(self.OTHER):
            thread = threading.Thread(target=lambda: seen.append(gnlc.network()))
            thread.start()
            thread.join()
        assert seen == [gnlc.network()]

    def test_tasks_keep_apart(self) -> None:
        async def ask(network: gnlc.Network) -> bool:
            with testing.bundled(network):
                await asyncio.sleep(0)
                return gnlc.network() is network

        async def run() -> list[bool]:
            return await asyncio.gather(*(ask(testing.network()) for _ in range(20)))

        assert all(asyncio.run(run()))

    def test_bad_input(self) -> None:
        with (
            pytest.raises(TypeError, match="network must be a Network, got 'Xanadu'"),
            testing.bundled(
                "Xanadu"  # type: ignore[arg-type]
            ),
        ):
            pass
