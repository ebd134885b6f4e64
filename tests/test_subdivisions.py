"""Subdivisions of countries: found by code and name, and what lies in them."""

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from documents import small
from hypothesis import assume, given
from hypothesis import strategies as st

import gnlc
from gnlc import testing
from gnlc.names.folding import fold

_DATA = Path(gnlc.__file__).parent / "data"

GANJA = gnlc.city("az-ganja")


def raw(table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((_DATA / f"{table}.json").read_text("utf-8"))
    return found


def with_subdivision(code: str = "KE-30", **fields: str) -> dict[str, Any]:
    """The small document, with a subdivision and its city in it."""
    document: dict[str, Any] = small()
    document["subdivisions"] = [
        {"code": code, "name": "Nairobi City", "type": "County", "country": "KE", **fields}
    ]
    document["cities"][0]["subdivision"] = code
    return document


class TestData:
    """What the files of the data say is what the network says."""

    def test_cities_lie_in_subdivisions_of_their_country(self) -> None:
        countries = {each["code"]: each["country"] for each in raw("subdivisions")}
        for city in raw("cities"):
            if "subdivision" in city:
                assert countries[city["subdivision"]] == city["country"]
                within = gnlc.city(city["id"]).subdivision
                assert within is not None
                assert within.code == city["subdivision"]

    def test_every_subdivision_has_a_city(self) -> None:
        codes = [each["code"] for each in raw("subdivisions")]
        assert codes == sorted(
            {city["subdivision"] for city in raw("cities") if "subdivision" in city}
        )
        assert [each.code for each in gnlc.subdivisions()] == codes

    def test_rows(self) -> None:
        rows = gnlc.tables().subdivisions.to_records()
        assert rows == raw("subdivisions")
        for city in gnlc.cities().to_records():
            assert (city["subdivision"] is None) == (city["subdivision_name"] is None)


class TestAsking:
    """One by its code or name; several by their country."""

    @given(testing.networks())
    def test_by_code_name_and_record(self, network: gnlc.Network) -> None:
        for each in network.subdivisions():
            for key in (each, each.code, f" {each.code.lower()} "):
                assert network.subdivision(key) is each
                if each.country in network.countries():
                    assert network.subdivision(key, country=each.country) is each

    @given(testing.networks())
    def test_a_name_means_all_that_bear_it(self, network: gnlc.Network) -> None:
        for each in network.subdivisions():
            assume(all(fold(each.name) != fold(other.code) for other in network.subdivisions()))
            assume(each.name.strip().upper() not in {s.code for s in network.subdivisions()})
            alike = [s for s in network.subdivisions() if fold(s.name) == fold(each.name)]
            if alike == [each]:
                assert network.subdivision(each.name) is each
            else:
                with pytest.raises(gnlc.AmbiguousNameError) as caught:
                    network.subdivision(each.name)
                assert list(caught.value.candidates) == alike

    @given(testing.networks(min_cities=1))
    def test_the_filter_keeps_what_lies_there(self, network: gnlc.Network) -> None:
        everywhere = network.cities(include_withdrawn=True)
        for each in network.subdivisions():
            if each.country not in network.countries():
                continue  # a country without a city cannot be asked for
            there = everywhere.filter(subdivision=each.code)
            assert list(there) == [city for city in everywhere if city.subdivision == each]
            assert there == everywhere.filter(subdivision=[each], country=each.country)
            assert there == everywhere.filter(subdivision=each, country=iter([each.country]))
        some = everywhere.filter(subdivision=network.subdivisions())
        assert list(some) == [city for city in everywhere if city.subdivision is not None]
        groups = everywhere.group_by("subdivision")
        assert {city for group in groups.values() for city in group} == set(everywhere)

    @given(testing.networks())
    def test_by_country(self, network: gnlc.Network) -> None:
        countries = network.countries()
        assert network.subdivisions(country=countries) == tuple(
            each for each in network.subdivisions() if each.country in countries
        )
        for country in countries:
            there = network.subdivisions(country=country.alpha_2)
            assert there == tuple(s for s in network.subdivisions() if s.country == country)

    def test_a_name_in_several_countries(self) -> None:
        with pytest.raises(gnlc.AmbiguousNameError) as caught:
            gnlc.subdivision("Ash Sharqiyah")
        assert str(caught.value) == (
            "'Ash Sharqiyah' fits more than one subdivision: 'Ash Sharqīyah' (EG-SHR) and "
            "'Ash Sharqīyah' (SA-04); ask by code, or name the country"
        )
        assert gnlc.subdivision("Ash Sharqiyah", country="EG").code == "EG-SHR"
        everywhere = gnlc.cities(subdivision="Ash Sharqiyah")
        assert {city.country.alpha_2 for city in everywhere} == {"EG", "SA"}
        there = gnlc.cities(subdivision="Ash Sharqiyah", country="SA")
        assert {city.country.alpha_2 for city in there} == {"SA"}

    def test_order(self) -> None:
        ordered = gnlc.cities(country=["AZ", "MA"], include_withdrawn=True).sorted_by("subdivision")
        names = [fold(city.subdivision.name) for city in ordered if city.subdivision is not None]
        assert names == sorted(names)
        assert ordered[-1].subdivision is None


class TestWhatIsNotThere:
    """Errors propose what there is."""

    def test_unknown(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.cities(subdivision="Ganca")
        assert caught.value.kind == "subdivision"
        assert "AZ-GA" in caught.value.suggestions
        assert "'Gəncə' (AZ-GA)" in str(caught.value)

    def test_unknown_there(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.cities(subdivision="Ganca", country=["EG", "AZ"])
        assert caught.value.suggestions == ("AZ-GA",)

    @pytest.mark.parametrize("key", ["AZ-GA", "Gəncə", gnlc.subdivision("AZ-GA")])
    def test_elsewhere(self, key: gnlc.Subdivision | str) -> None:
        with pytest.raises(gnlc.NotFoundError, match="not in Egypt, but there is") as caught:
            gnlc.cities(subdivision=key, country="EG")
        assert caught.value.suggestions == ("AZ-GA",)

    def test_nothing_near(self) -> None:
        with pytest.raises(gnlc.NotFoundError) as caught:
            gnlc.subdivision("???")
        assert caught.value.suggestions == ()
        other = evolve(gnlc.subdivision("AZ-GA"), name="Other")
        with pytest.raises(gnlc.NotFoundError):
            gnlc.subdivision(other)

    @pytest.mark.parametrize("key", [5, None, b"AZ-GA"])
    def test_not_a_text(self, key: Any) -> None:
        with pytest.raises(TypeError, match="subdivision must be a str"):
            gnlc.subdivision(key)

    def test_no_country_asked_for(self) -> None:
        assert not gnlc.cities(subdivision="AZ-GA", country=[])


class TestRecords:
    """A subdivision belongs to its country, and a city to the country of its subdivision."""

    @given(st.sampled_from(gnlc.subdivisions()))
    def test_shown(self, each: gnlc.Subdivision) -> None:
        assert repr(each) == f"Subdivision({each.code!r}, {each.name!r})"

    def test_of_another_country(self) -> None:
        with pytest.raises(ValueError, match="must begin with the country's code, EG"):
            evolve(gnlc.subdivision("AZ-GA"), country=gnlc.country("EG"))
        with pytest.raises(ValueError, match="must be in the city's country, AZ"):
            evolve(GANJA, subdivision=gnlc.subdivision("EG-SHR"))

    @pytest.mark.parametrize("code", ["", "AZ", "AZ-", "az-ga", "AZ-GANJ", "AZ_GA", "AZ-GA\n"])
    def test_no_code(self, code: str) -> None:
        with pytest.raises(ValueError, match="an ISO 3166-2 code"):
            evolve(gnlc.subdivision("AZ-GA"), code=code)

    def test_not_of_the_network(self) -> None:
        with pytest.raises(ValueError, match="which is not in the network"):
            evolve(gnlc.network(), subdivisions=gnlc.subdivisions(country="EG"))


class TestDocuments:
    """What is wrong has a place."""

    def test_sound(self) -> None:
        network = gnlc.Network.from_dict(with_subdivision())
        within = network.city("ke-nairobi").subdivision
        assert within == network.subdivision("Nairobi City") == network.subdivisions()[0]
        assert gnlc.loads(gnlc.dumps(network)) == network

    def test_unknown(self) -> None:
        document = with_subdivision()
        document["cities"][0]["subdivision"] = "KE-31"
        with pytest.raises(gnlc.DataError) as caught:
            gnlc.Network.from_dict(document)
        [problem] = caught.value.problems
        message = "unknown subdivision 'KE-31'; did you mean 'KE-30'?"
        assert problem == ("/cities/0/subdivision", message)

    def test_of_another_country(self) -> None:
        with pytest.raises(
            gnlc.DataError, match="must begin with the country's code, KE"
        ) as caught:
            gnlc.Network.from_dict(with_subdivision("UG-30"))
        assert [problem.pointer for problem in caught.value.problems] == ["/subdivisions/0"]


class TestSearch:
    """A query may name the subdivision beside the city."""

    @pytest.mark.parametrize(
        ("query", "id"),
        [
            ("Nam-gu, Ulsan", "kr-nam-gu-ulsan"),
            ("Nam-gu, Busan", "kr-nam-gu-busan"),
            ("Cali, Valle del Cauca", "co-cali"),
        ],
    )
    def test_name_and_subdivision(self, query: str, id: str) -> None:  # noqa: A002 - of a city
        assert gnlc.search(query)[0].city.id == id

    @pytest.mark.parametrize(
        ("query", "city"), [("lmsboa", "pt-lisbon"), ("antiouiaj", "tr-hatay")]
    )
    def test_a_city_comes_before_those_of_a_subdivision(self, query: str, city: str) -> None:
        assert gnlc.search(query)[0].city.id == city

    def test_subdivision_alone(self) -> None:
        found = gnlc.search("Valle del Cauca", limit=None, min_score=85)
        there = gnlc.cities(subdivision="CO-VAC", include_withdrawn=True)
        assert {match.city for match in found} == set(there)
        assert {match.matched_name for match in found} == {"Valle del Cauca"}
