"""What a type checker knows of a program that uses the library; it is checked, not run."""

import datetime
from pathlib import Path
from typing import Any, Literal, assert_type

import altair
from hypothesis.strategies import SearchStrategy

import gnlc
from gnlc import plot, strategies

city = gnlc.city("Ganja", country="AZ")
assert_type(city, gnlc.City)
assert_type(city.name, str)
assert_type(city.country, gnlc.Country)
assert_type(city.country.region, gnlc.Region)
assert_type(city.joined, int | None)
assert_type(city.joined_on, datetime.date | None)
assert_type(city.admissions, tuple[gnlc.Admission, ...])
assert_type(city.admissions[0].sources[0].url, str | None)
assert_type(city.location, gnlc.Location | None)
assert_type(city.known_member_by, gnlc.PartialDate | None)

cities = gnlc.cities(country=["Azerbaijan", gnlc.country("DE")], year=2020, awarded=True)
assert_type(cities, gnlc.Cities)
assert_type(cities[0], gnlc.City)
assert_type(cities[:3], gnlc.Cities)
assert_type([city.id for city in cities], list[str])
assert_type(cities.filter(near=(40.4, 49.9), within_km=300), gnlc.Cities)
assert_type(cities.group_by("country"), dict[gnlc.Country, gnlc.Cities])
assert_type(cities.group_by("joined"), dict[int | None, gnlc.Cities])
assert_type(cities.group_by(lambda city: len(city.name)), dict[int, gnlc.Cities])
assert_type(cities.count_by("region"), dict[gnlc.Region, int])
assert_type(cities.count_by("latitude"), dict[Any, int])
assert_type(cities.sorted_by("name"), gnlc.Cities)
assert_type(cities.to_records()[0]["joined"], int | None)
assert_type(cities.to_csv(), str)
assert_type(cities.data_version, str)
assert_type(cities.as_of, datetime.date)
assert_type(cities.__geo_interface__["features"][0]["id"], str)
assert_type(city.__geo_interface__["properties"], dict[str, Any])

tables = gnlc.tables()
assert_type(tables, gnlc.Tables)
assert_type(tables.admissions.to_records()[0]["year"], int | None)
assert_type([row["url"] for row in tables.sources], list[str | None])
assert_type([rows.name for rows in tables], list[str])

for match in gnlc.search("gandja", limit=3, region="Arab States"):
    assert_type(match, gnlc.Match)
    assert_type(match.score, float)
    assert_type(match.city, gnlc.City)

announcement = gnlc.announcement(2020)
assert_type(announcement, gnlc.Announcement)
assert_type(announcement.cities_stated, int | None)
assert_type(announcement.corrections[0].withdrawn, tuple[gnlc.City, ...])
assert_type(announcement.releases[0].address.criteria, tuple[str, ...])
assert_type(gnlc.strategy_period(2020).priorities, tuple[gnlc.Priority, ...])
assert_type(gnlc.coverage()[0].cities_missing, int | None)
assert_type(gnlc.countries(), tuple[gnlc.Country, ...])
assert_type(gnlc.regions(), tuple[gnlc.Region, ...])
assert_type(gnlc.announcements(), tuple[gnlc.Announcement, ...])
assert_type(gnlc.strategy_periods(), tuple[gnlc.StrategyPeriod, ...])

network = gnlc.network()
assert_type(network, gnlc.Network)
assert_type(gnlc.load("mine.json"), gnlc.Network)
assert_type(gnlc.load({"format_version": 1}, max_size=10**6), gnlc.Network)
assert_type(gnlc.dumps(network), str)
assert_type(gnlc.dump(network, Path("mine.json")), None)
assert_type(network.to_json(), str)
changes = gnlc.diff(network, "mine.json")
assert_type(changes, gnlc.Changes)
assert_type(gnlc.diff({"format_version": 1}, b"{}").old, gnlc.Network)
assert_type(changes.to_markdown(), str)
assert_type(changes.to_records()[0]["kind"], Literal["added", "removed", "changed"])
assert_type(len(changes), int)
for change in changes:
    assert_type(change, gnlc.Change)
    assert_type(change.kind, Literal["added", "removed", "changed"])
    assert_type(change.record, str)
    assert_type(change.key, tuple[str, ...])
    assert_type(change.field, str | None)
    assert_type(change.old, str | None)
    assert_type(change.withdrawal, bool)
    assert_type(change.summary, str)
assert_type(network.purpose, gnlc.Purpose | None)
assert_type(network.totals[0].date, gnlc.PartialDate)
assert_type(network.chronicle.quota, gnlc.Quota | None)
assert_type(gnlc.DATA_VERSION, str)
assert_type(gnlc.__version__, str)

try:
    gnlc.city("Gandja")
except gnlc.AmbiguousNameError as error:
    assert_type(error.candidates, tuple[gnlc.City | gnlc.StrategyPeriod, ...])
except gnlc.NotFoundError as error:
    assert_type(error.suggestions, tuple[str, ...])
except gnlc.DataError as error:
    assert_type(error.count, int)
    assert_type(error.problems[0].pointer, str)

assert_type(strategies.cities(), SearchStrategy[gnlc.City])
assert_type(strategies.announcements(), SearchStrategy[gnlc.Announcement])
assert_type(strategies.networks(min_cities=1), SearchStrategy[gnlc.Network])
assert_type(strategies.networks(max_cities=None), SearchStrategy[gnlc.Network])
assert_type(strategies.documents(max_cities=9), SearchStrategy[dict[str, Any]])
assert_type(strategies.broken_documents(), SearchStrategy[strategies.Broken])

assert_type(plot.map(cities), altair.LayerChart)
assert_type(plot.growth(network), altair.LayerChart)
assert_type(plot.cohorts(), altair.LayerChart)
assert_type(plot.coverage().properties(width=300).interactive(), altair.LayerChart)
