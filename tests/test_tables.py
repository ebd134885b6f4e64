"""Every table of a network, as records."""

import copy
import csv
import io
import json
import pickle
from typing import Any

import pytest
import recorded
from hypothesis import given
from strategies import networks

import gnlc
from gnlc.query.holdings import country_table
from gnlc.rows.text import json_text

TABLES = gnlc.tables()


def flat(value: object) -> bool:
    """Whether a table has room for a value in one cell."""
    return not isinstance(value, dict | tuple | gnlc.Source | gnlc.City)


class TestRows:
    """A table has the rows that the network has records, in the same order."""

    @given(networks())
    def test_of_any_network(self, network: gnlc.Network) -> None:
        tables = network.tables()
        cities = network.cities(include_withdrawn=True)
        assert tables.cities.to_records() == cities.to_records()
        assert [(row["city"], row["year"], row["listed_as"]) for row in tables.admissions] == [
            (city.id, admission.year, admission.listed_as)
            for city in cities
            for admission in city.admissions
        ]
        assert [row["alpha_2"] for row in tables.countries] == [
            country.alpha_2 for country in network.countries()
        ]
        assert [row["id"] for row in tables.sources] == [source.id for source in network.sources()]
        assert [row["year"] for row in tables.announcements] == [
            announcement.year for announcement in network.announcements()
        ]
        assert [(row["year"], row["cities_recorded"]) for row in tables.coverage] == [
            (row.year, row.cities_recorded) for row in network.coverage()
        ]
        assert [(row["date"], row["cities"]) for row in tables.sizes] == [
            (str(total.date), total.cities) for total in network.sizes()
        ]
        assert [(row["country"], row["date"], row["cities"]) for row in tables.national_counts] == [
            (count.country.alpha_2, str(count.date), count.cities)
            for count in network.national_counts()
        ]
        assert [(row["number"], row["theme"]) for row in tables.conferences] == [
            (conference.number, conference.theme) for conference in network.conferences()
        ]
        assert [(row["year"], row["name"]) for row in tables.awards] == [
            (award.year, recipient.name)
            for award in network.awards()
            for recipient in award.recipients
        ]
        periods = network.strategy_periods()
        assert [(row["id"], row["priorities_recorded"]) for row in tables.strategy_periods] == [
            (period.id, len(period.priorities)) for period in periods
        ]
        assert [(row["strategy_period"], row["name"]) for row in tables.priorities] == [
            (period.id, priority.name) for period in periods for priority in period.priorities
        ]
        assert [(row["id"], len(row["claims"])) for row in tables.conflicts] == [
            (conflict.id, len(conflict.claims)) for conflict in network.conflicts()
        ]

    @given(networks())
    def test_refer_to_one_another(self, network: gnlc.Network) -> None:
        tables = network.tables()
        sources = {row["id"] for row in tables.sources}
        cities = {row["id"] for row in tables.cities}
        # Awards, conferences and counts may be of countries without a city, which have no row.
        countries = {country.alpha_2 for country in country_table(network)}
        assert countries.issuperset(row["alpha_2"] for row in tables.countries)
        assert {row["country"] for row in tables.cities} <= {
            row["alpha_2"] for row in tables.countries
        }
        announcements = {row["id"] for row in tables.announcements}
        for rows in tables:
            for row in rows.to_records():
                cited = row.get("sources", [])
                assert isinstance(cited, list)
                assert sources.issuperset(cited)
                assert row.get("country") in {None, *countries}
                assert row.get("city") in {None, *cities}
                assert row.get("announcement") in {None, *announcements}
        assert {row["strategy_period"] for row in tables.priorities} <= {
            row["id"] for row in tables.strategy_periods
        }
        for priority in tables.priorities:
            assert cities.issuperset(priority["coordinators"])
            assert sources.issuperset(priority["coordinator_sources"])
        for conflict in tables.conflicts:
            assert cities.issuperset(conflict["cities"])
            assert sources.issuperset(conflict["claim_sources"])

    @given(networks())
    def test_are_flat_and_of_the_fields_described(self, network: gnlc.Network) -> None:
        for rows in network.tables():
            header = next(csv.reader(io.StringIO(rows.to_csv())))
            for row in rows:
                assert list(row) == header
                assert all(map(flat, row.values()))


class TestKnownFacts:
    """What the announcement of 2020 tells is in the tables."""

    def test_admissions(self) -> None:
        [row] = [row for row in TABLES.admissions if row["city"] == "az-ganja"]
        assert row == row | {"year": 2020, "country": "AZ", "certainty": "stated"}
        withdrawn = [row for row in TABLES.admissions if row["withdrawn_on"]]
        expected = [city["id"] for city, one in recorded.ADMITTED if "withdrawn_on" in one]
        assert [row["city"] for row in withdrawn] == expected
        assert all(row["withdrawn_sources"] for row in withdrawn)

    def test_stated_and_corrected(self) -> None:
        [row] = [row for row in TABLES.coverage if row["year"] == 2020]
        assert (row["cities_stated"], row["cities_corrected"]) == (55, 54)
        [announcement] = [row for row in TABLES.announcements if row["year"] == 2020]
        assert (announcement["countries_stated"], announcement["network_cities_stated"]) == (
            27,
            230,
        )

    def test_who_says_what(self) -> None:
        conflicts = gnlc.network().conflicts()
        for row, conflict in zip(TABLES.conflicts, conflicts, strict=True):
            said = [(claim.value, claim.source.id) for claim in conflict.claims]
            assert list(zip(row["claims"], row["claim_sources"], strict=True)) == said


class TestForms:
    """A table is handed on as the cities are."""

    @pytest.mark.parametrize("rows", list(TABLES), ids=lambda rows: rows.name)
    def test_json_and_csv(self, rows: gnlc.Rows[Any]) -> None:
        assert json.loads(rows.to_json()) == json.loads(json_text(rows.to_records()))
        header, *lines = csv.reader(io.StringIO(rows.to_csv()))
        assert header == list(rows.to_records()[0])
        assert [line[0] for line in lines] == [
            "" if (first := next(iter(row.values()))) is None else str(first) for row in rows
        ]

    @pytest.mark.parametrize("rows", list(TABLES), ids=lambda rows: rows.name)
    def test_is_a_value(self, rows: gnlc.Rows[Any]) -> None:
        for same in (copy.copy(rows), copy.deepcopy(rows), pickle.loads(pickle.dumps(rows))):
            assert same == rows
            assert hash(same) == hash(rows)
        assert rows in list(gnlc.tables())
        assert sum(rows == other for other in TABLES) == 1

    def test_what_a_caller_changes_is_the_callers(self) -> None:
        TABLES.sources.to_records()[0]["id"] = "nobody"
        assert TABLES.sources.to_records()[0]["id"] == gnlc.network().sources()[0].id

    def test_to_show_their_names_makes_no_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(gnlc.Network, "coverage", lambda _: pytest.fail("counted for nothing"))
        assert ": cities, " in repr(TABLES)

    def test_by_name(self) -> None:
        for rows in TABLES:
            assert TABLES[rows.name] == rows
        with pytest.raises(
            gnlc.NotFoundError, match="no table 'awrds' on record; did you mean 'awards'"
        ):
            TABLES["awrds"]
        with pytest.raises(TypeError, match="table must be a str, got 0"):
            TABLES[0]  # type: ignore[index]

    def test_are_shown_in_short(self) -> None:
        assert repr(TABLES.conflicts) == f"Rows(conflicts: {len(gnlc.network().conflicts())})"
        shown = "cities, admissions, countries, subdivisions, sources, ..."
        assert repr(TABLES) == f"Tables({len(list(TABLES))}: {shown})"
