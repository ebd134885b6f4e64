"""The command line: what it prints, where, and with what status it ends."""

import contextlib
import csv
import errno
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import recorded
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc.cli import main
from gnlc.cli.arguments import as_typed, parse, parser
from gnlc.cli.console import json_escaped, reader_is_gone
from gnlc.display.columns import cut, facts, table, wrap
from gnlc.display.describe import describe
from gnlc.display.text import text as as_text
from gnlc.layout import by_language
from gnlc.models.base import Record, key_name, key_of
from gnlc.rows.announcements import announcement_record, coverage_record, with_sources
from gnlc.rows.records import CityRecord
from gnlc.rows.text import json_text
from gnlc.wording import counted, printable, width

ALL = gnlc.cities(include_withdrawn=True)
[GANJA] = [city for city in recorded.CITIES if city["id"] == "az-ganja"]
NOWHERE = next(city["id"] for city in recorded.CITIES if "location" not in city)

Capture = pytest.CaptureFixture[str]


def shown(capsys: Capture, *argv: str) -> str:
    """Return what a command prints that finds something and has nothing to complain of."""
    status = main(argv)
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def refused(capsys: Capture, *argv: str) -> tuple[int, str]:
    """Return the status and the complaint of a command that prints no result."""
    status = main(argv)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("gnlc: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    return status, err.removeprefix("gnlc: ").removesuffix("\n")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_cells(record: Any) -> dict[str, str]:
    """Return a record as CSV has it."""

    def cell(value: object) -> str:
        if isinstance(value, list):
            return "; ".join(map(str, value))
        return "" if value is None else str(value)

    return {name: cell(value) for name, value in record.items()}


def child(
    *argv: str, code: str | None = None, env: dict[str, str] | None = None, stdout: Any
) -> "subprocess.CompletedProcess[str]":
    """Run the program, or code of one's own, in a process of its own."""
    what = ["-m", "gnlc", *argv] if code is None else ["-c", code]
    return subprocess.run(
        [sys.executable, *what],
        env={**os.environ, **(env or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        text=True,
        timeout=60,
    )


class TestCity:
    """`gnlc city` tells all that is known of one city."""

    def test_text(self, capsys: Capture) -> None:
        text = shown(capsys, "city", "Гянджа")
        head, country, *lines = text.splitlines()
        assert (head, country.split()) == ("Ganja (az-ganja)", ["country", "Azerbaijan", "(AZ)"])
        assert ["year", "2020-09-23,", "stated"] in map(str.split, lines)
        assert "  latitude    40.68157 degrees north, WGS 84\n" in text
        assert "  longitude   46.36134 degrees east, WGS 84\n" in text
        assert "330,663 (of this place, not the size of the member)" in text
        assert "Gəncə" in text
        assert "sources" not in text.replace("in the sources", "")

    def test_country(self, capsys: Capture) -> None:
        text = shown(capsys, "city", "Ganja", "--country", "Azerbaijan")
        assert text.startswith("Ganja (az-ganja)")

    def test_sources(self, capsys: Capture) -> None:
        city = gnlc.cities(awarded=True)[0]
        text = shown(capsys, "city", city.id, "--sources")
        awards = [award for award in gnlc.network().awards() if award.year in city.award_years]
        assert awards
        for source in (
            *city.sources,
            *city.country.region_sources,
            *(source for award in awards for source in award.sources),
        ):
            assert f"  {source.id}" in text
            assert source.publisher in text
            assert (source.title or source.publisher) in text
            assert (source.url or "no public address") in text

    def test_withdrawn(self, capsys: Capture) -> None:
        text = shown(capsys, "city", "ma-laayoune", "--sources")
        assert "  year               2020, withdrawn, stated\n" in text
        assert "withdrawn on: 2020-09-24\n        withdrawn sources: le-desk-2020" in text
        assert "  topic         did Laâyoune become a member\n" in text
        assert (
            "  claim  value: announced on 23 September 2020\n         source: PAM (Morocco), "
            in text
        )

    def test_year_not_known(self) -> None:
        [admission] = gnlc.city("az-baku").admissions
        undated = attrs.evolve(admission, year=None, announced_on=None)
        city = attrs.evolve(gnlc.city("az-baku"), admissions=(undated,))
        assert "  year not known, stated\n" in as_text(describe(city))
        assert "\n  admission  year: not stated\n" in as_text(describe(city))
        city = attrs.evolve(city, known_member_by=gnlc.PartialDate(2017, 1))
        told = list(map(str.split, as_text(describe(city)).splitlines()))
        assert ["year", "by", "2017-01,", "stated"] in told
        assert ["known", "member", "by", "2017-01"] in told

    def test_all_that_a_city_has(self) -> None:
        for city in ALL:
            text = as_text(describe(city))
            told = (city.name, city.id, city.country.name, city.country.region.name, city.kind)
            notes = (admission.note for admission in city.admissions)
            years = map(str, city.award_years)
            for part in (*told, *filter(None, notes), *map(printable, city.names), *years):
                assert part in text
            assert (city.status_notes or "") in text
            assert ("\nPlace\n" in text) == (city.location is not None)
            assert ("names in the sources" in text) == bool(city.aliases)
            assert ("names at GeoNames" in text) == bool(city.alternate_names)
            assert text.count("listed as: ") == len(city.admissions)
            assert (", withdrawn, " in text.partition("certainty")[0]) == city.withdrawn

    def test_withdrawn_and_admitted_again(self) -> None:
        city = gnlc.city("ma-laayoune")
        (first,) = city.admissions
        again = attrs.evolve(
            first,
            year=2022,
            announced_on=None,
            withdrawn_on=None,
            withdrawn_sources=(),
            withdrawn_note=None,
        )
        city = attrs.evolve(city, admissions=(first, again))
        assert not city.withdrawn
        text = as_text(describe(city))
        assert (
            f"  withdrawn on: 2020-09-24\n        withdrawn note: {first.withdrawn_note}\n" in text
        )
        assert "\nAdmissions\n  2020  announced on: 2020-09-23\n        listed as: " in text
        assert "\n  2022  listed as: " in text

    def test_place_without_population(self) -> None:
        city = gnlc.city("az-baku")
        assert city.location is not None
        city = attrs.evolve(city, location=attrs.evolve(city.location, population=None))
        assert "population  not known (of this" in as_text(describe(city))

    def test_without_a_place(self) -> None:
        text = as_text(describe(attrs.evolve(gnlc.city("az-baku"), location=None)))
        assert "  place  " in text
        assert "GeoNames has none\n" in text

    def test_json(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "city", "az-ganja", "--format", "json"))
        document = gnlc.network().to_dict()
        [record] = [city for city in document["cities"] if city["id"] == "az-ganja"]
        [names] = [row for row in document["alternate_names"] if row["city"] == "az-ganja"]
        [labels] = [row for row in document["place_names"] if row["city"] == "az-ganja"]
        record["location"]["names"] = by_language(labels["names"])
        assert found == {**record, "alternate_names": names["names"]}
        melton = json.loads(shown(capsys, "city", "Melton", "--format", "json"))
        assert melton["award_years"] == [2015]

    def test_json_with_sources(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "city", "Ganja", "--format", "json", "--sources"))
        assert found["name"] == "Ganja"
        [cited] = [admission["sources"] for admission in found["admissions"]]
        assert [each["id"] for each in cited] == [s.id for s in gnlc.city("Ganja").sources]
        assert cited[1]["url"] == gnlc.city("Ganja").sources[1].url
        assert cited[1]["publisher"] == gnlc.city("Ganja").sources[1].publisher

    def test_csv(self, capsys: Capture) -> None:
        (row,) = rows_of(shown(capsys, "city", "Ganja", "--format", "csv"))
        (record,) = gnlc.cities(where=lambda city: city.id == "az-ganja").to_records()
        assert row == as_cells(record)

    def test_geojson(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "city", "Ganja", "--format", "geojson"))
        assert found["type"] == "Feature"
        place = GANJA["location"]
        assert found["geometry"]["coordinates"] == [place["longitude"], place["latitude"]]

    @pytest.mark.parametrize("form", ["csv", "geojson"])
    def test_sources_where_there_is_no_room_for_them(self, capsys: Capture, form: str) -> None:
        asked = ("city", "Ganja", "--format", form, "--sources")
        assert refused(capsys, *asked) == (2, "--sources goes with --format table or json")


class TestSearch:
    """`gnlc search` shows matches, the best first."""

    def test_table(self, capsys: Capture) -> None:
        lines = shown(capsys, "search", "gandja").splitlines()
        assert lines[0].split()[:5] == ["SCORE", "MATCHED_NAME", "ID", "NAME", "COUNTRY"]
        assert lines[1].split()[:4] == ["100.0", "Gandja", "az-ganja", "Ganja"]
        assert lines[-1] == f"{len(lines) - 2} cities found"

    def test_words_are_joined(self, capsys: Capture) -> None:
        (match,) = json.loads(
            shown(capsys, "search", "mexico", "city", "--limit", "1", "--format", "json")
        )
        assert match["id"] == gnlc.search("mexico city", limit=1)[0].city.id

    def test_json(self, capsys: Capture) -> None:
        asked = ("search", "Azerbaijan", "--limit", "2", "--min-score", "10", "--format", "json")
        found = json.loads(shown(capsys, *asked))
        matches = gnlc.search("Azerbaijan", limit=2, min_score=10)
        assert [(m["score"], m["matched_name"], m["id"]) for m in found] == [
            (match.score, match.matched_name, match.city.id) for match in matches
        ]

    def test_csv(self, capsys: Capture) -> None:
        found = rows_of(shown(capsys, "search", "Baku", "--format", "csv"))
        matches = gnlc.search("Baku")
        assert [(row["matched_name"], row["id"]) for row in found] == [
            (match.matched_name, match.city.id) for match in matches
        ]
        assert list(found[0]) == ["score", "matched_name", *CityRecord.__annotations__]

    def test_geojson(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "search", "Baku", "--limit", "1", "--format", "geojson"))
        (feature,) = found["features"]
        assert feature["id"] == "az-baku"
        assert feature["properties"]["matched_name"] == "Baku"
        assert feature["properties"]["score"] == gnlc.search("Baku", limit=1)[0].score

    def test_filters(self, capsys: Capture) -> None:
        found = json.loads(
            shown(capsys, "search", "Baku", "--country", "AZ", "--year", "2020", "--format", "json")
        )
        assert [record["id"] for record in found] == [
            match.city.id for match in gnlc.search("Baku", country="AZ", year=2020)
        ]

    def test_withdrawn(self, capsys: Capture) -> None:
        assert "2020, withdrawn" in shown(capsys, "search", "Laâyoune", "--min-score", "90")
        asked = ("search", "Laâyoune", "--min-score", "90", "--no-include-withdrawn")
        assert refused(capsys, *asked) == (1, "no city found for 'Laâyoune'")

    @pytest.mark.parametrize("text", ["", "   ", "--", "qqqqxxxxqqqq"])
    def test_nothing(self, capsys: Capture, text: str) -> None:
        status, message = refused(capsys, "search", "--", text)
        assert status == 1
        assert message.startswith("no city found for '")

    @pytest.mark.parametrize("form", ["json", "geojson", "csv"])
    def test_nothing_for_a_program(self, capsys: Capture, form: str) -> None:
        assert main(["search", "qqqqxxxxqqqq", "--format", form]) == 1
        out, err = capsys.readouterr()
        assert err == "gnlc: no city found for 'qqqqxxxxqqqq'\n"
        if form == "csv":
            assert rows_of(out) == []
            assert out.startswith("score,matched_name,id,")
        else:
            found = json.loads(out)
            assert (found["features"] if form == "geojson" else found) == []


FILTERS: list[tuple[list[str], Any]] = [
    ([], {}),
    (["--country", "Azerbaijan"], {"country": "AZ"}),
    (["--country", "AZ", "--country", "GEO"], {"country": ["AZ", "GE"]}),
    (["--region", "africa", "--region", "Arab States"], {"region": ["Africa", "Arab States"]}),
    (["--year", "2020", "--year", "2022"], {"year": [2020, 2022]}),
    (["--announcement", "2020-09-23", "--announcement", "2019"], {"announcement": [2020, 2019]}),
    (["--as-of", "2020-09-23"], {"as_of": "2020-09-23"}),
    (["--as-of", "2017"], {"as_of": 2017}),
    (
        ["--kind", "district", "--kind", "industrial city"],
        {"kind": ["district", "industrial city"]},
    ),
    (["--awarded"], {"awarded": True}),
    (["--awarded", "2019"], {"awarded": 2019}),
    (["--awarded", "2019", "--awarded", "2021"], {"awarded": [2019, 2021]}),
    (["--awarded", "2019", "--awarded"], {"awarded": True}),
    (["--certainty", "inferred"], {"certainty": "inferred"}),
    (["--near", "Baku", "--within-km", "500"], {"near": gnlc.city("Baku"), "within_km": 500}),
    (["--near", "-34,18.5", "--within-km", "2e3"], {"near": (-34, 18.5), "within_km": 2000}),
    (["--near=52,-8.5", "--within-km", "99"], {"near": (52, -8.5), "within_km": 99}),
    (["--bbox", "-10,35,5,45"], {"bbox": (-10, 35, 5, 45)}),
    (["--bbox", "-1e1,35,5,45"], {"bbox": (-10, 35, 5, 45)}),
    (["--bbox", "-.5,35,5,45"], {"bbox": (-0.5, 35, 5, 45)}),
    (["--bbox", "140,-50,-140,50"], {"bbox": (140, -50, -140, 50)}),
    (["--include-withdrawn", "--country", "MA"], {"include_withdrawn": True, "country": "MA"}),
    (["--no-include-withdrawn", "--country", "MA"], {"country": "MA"}),
    (["--year", "2020", "--country", "AZ", "--kind", "city"], {"year": 2020, "country": "AZ"}),
]


class TestCities:
    """`gnlc cities` lists what passes every filter."""

    @pytest.mark.parametrize(("options", "filters"), FILTERS)
    def test_filters(self, capsys: Capture, options: list[str], filters: Any) -> None:
        found = json.loads(shown(capsys, "cities", *options, "--format", "json"))
        expected = gnlc.cities(**filters)
        assert expected
        assert [record["id"] for record in found] == list(expected.ids)

    def test_table(self, capsys: Capture) -> None:
        assert shown(capsys, "cities", "--country", "AZ", "--year", "2020") == (
            "ID         NAME    COUNTRY     REGION                    YEAR  KIND  CERTAINTY\n"
            "az-baku    Baku    Azerbaijan  Europe and North America  2020  city  stated\n"
            "az-gabala  Gabala  Azerbaijan  Europe and North America  2020  city  stated\n"
            "az-ganja   Ganja   Azerbaijan  Europe and North America  2020  city  stated\n"
            "3 cities of 1 country\n"
        )

    def test_joined(self, capsys: Capture) -> None:
        text = shown(capsys, "cities", "--include-withdrawn")
        assert "2020, withdrawn" in text
        assert f"by {recorded.KNOWN_BY[0]['known_member_by']}" in text
        assert "year not known" in text

    def test_count_of_one(self, capsys: Capture) -> None:
        text = shown(capsys, "cities", "--awarded", "2019", "--near", "Sønderborg", "--within-km=1")
        assert text.endswith("\n1 city of 1 country\n")

    @pytest.mark.parametrize("key", ["name", "announced_on", "place_population"])
    @pytest.mark.parametrize("reverse", [False, True])
    def test_order(self, capsys: Capture, key: Any, *, reverse: bool) -> None:
        asked = ["cities", "--sort", key, *(["--reverse"] if reverse else []), "--format", "json"]
        found = json.loads(shown(capsys, *asked))
        expected = gnlc.cities().sorted_by(key, reverse=reverse)
        assert [record["id"] for record in found] == list(expected.ids)

    def test_csv(self, capsys: Capture) -> None:
        text = shown(capsys, "cities", "--include-withdrawn", "--format", "csv")
        assert "\r" not in text
        assert rows_of(text) == [as_cells(record) for record in ALL.to_records()]

    def test_geojson(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "cities", "--country", "AZ", "--format", "geojson"))
        assert found == json.loads(json_text(gnlc.cities(country="AZ").__geo_interface__))

    def test_nothing(self, capsys: Capture) -> None:
        assert refused(capsys, "cities", "--year", "1999") == (1, "no city passes these filters")
        assert main(["cities", "--year", "1999", "--format", "json"]) == 1
        assert capsys.readouterr() == ("[]\n", "gnlc: no city passes these filters\n")


def leaves(value: object) -> Iterator[str]:
    """Yield every text, number and key in a record."""
    if isinstance(value, Record) and key_name(type(value)):
        name = getattr(value, "publisher", "") or getattr(value, "name", "")
        yield name or key_of(value)
    elif isinstance(value, Record):
        cls: Any = type(value)
        for attribute in attrs.fields(cls):
            yield from leaves(getattr(value, attribute.name))
    elif isinstance(value, tuple):
        items: tuple[object, ...] = value
        for item in items:
            yield from leaves(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


class TestAnnouncement:
    """`gnlc announcement` shows one, or all in short."""

    @pytest.mark.parametrize("key", ["2020", "2020-09-23"])
    def test_every_fact_of_the_release(self, capsys: Capture, key: str) -> None:
        text = shown(capsys, "announcement", key)
        (release,) = gnlc.announcement(2020).releases
        told = list(leaves(release))
        assert "David Atchoarena" in told
        for fact in told:
            assert fact in text
        assert "  first of country          yes\n" in text

    def test_not_the_first_members(self, capsys: Capture, monkeypatch: Any) -> None:
        document = gnlc.network().to_dict()
        (told,) = (a for a in document["announcements"] if a["id"] == "2020")
        told["releases"][0]["first_of_country"] = False
        del told["releases"][0]["public_copy"]
        altered = gnlc.Network.from_dict(document)
        monkeypatch.setattr("gnlc.bundled.network", lambda: altered)
        assert "  first of country          no\n" in shown(capsys, "announcement", "2020")

    def test_counts(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "2020")
        told = list(map(str.split, text.splitlines()))
        for fact in ("cities stated 55", "network cities stated 230", "countries stated 27"):
            assert fact.split() in told
        [row] = [row for row in gnlc.coverage() if row.year == 2020]
        counts = 55, 54, row.cities_recorded, row.cities_withdrawn, row.cities_missing
        assert ["cities", *map(str, counts)] in told
        assert "\nCorrections\n  2020-09-24  cities stated: 54\n" in text
        assert "withdrawn cities: Laâyoune (ma-laayoune)\n" in text
        assert "  6  as listed: learning\n     note: cut short" in text
        assert "  7  name: literacy\n" in text
        assert "sources:" not in text

    def test_rolling(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "2016")
        told = list(map(str.split, text.splitlines()))
        assert ["kind", "rolling"] in told
        assert ["announced", "on", "not", "stated"] in told
        assert ["cities", "stated", "not", "stated"] in told

    def test_sources(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "2020", "--sources")
        announcement = gnlc.announcement(2020)
        (correction,) = announcement.corrections
        for source in (*announcement.sources, *correction.sources):
            assert f"\n  {source.id}" in text
            assert (source.url or "no public address") in text

    @pytest.mark.parametrize("announcement", gnlc.announcements())
    def test_all_that_an_announcement_has(self, capsys: Capture, announcement: Any) -> None:
        text = shown(capsys, "announcement", announcement.id, "--sources")
        assert text.startswith(f"{announcement.title} ({announcement.id})\n")
        for fact in leaves(attrs.evolve(announcement, releases=())):
            assert fact in text

    def test_priority_without_number(self, capsys: Capture, monkeypatch: Any) -> None:
        document = gnlc.network().to_dict()
        (told,) = (a for a in document["announcements"] if a["id"] == "2020")
        told["releases"][0]["strategy"]["period"] = "2021-2023"
        altered = gnlc.Network.from_dict(document)
        monkeypatch.setattr("gnlc.bundled.network", lambda: altered)
        text = shown(capsys, "announcement", "2020")
        assert "  priority  number: not stated\n            name: more exchange between" in text

    def test_all(self, capsys: Capture) -> None:
        lines = shown(capsys, "announcement").splitlines()
        assert [line.split()[0] for line in lines[1:]] == [a.id for a in gnlc.announcements()]
        count = str(len(recorded.admitted_in(2020)))
        assert lines[6].split()[:6] == ["2020", "2020-09-23", "55", "54", count, "27"]

    def test_all_with_sources(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "--sources")
        for announcement in gnlc.announcements():
            ids = ", ".join(source.id for source in announcement.sources)
            assert f"\n  {announcement.id}  {ids}\n" in text
            for source in announcement.sources:
                assert (source.url or "no public address") in text

    def test_json(self, capsys: Capture) -> None:
        published = gnlc.network().to_dict()["announcements"]
        assert json.loads(shown(capsys, "announcement", "--format", "json")) == published
        one = json.loads(shown(capsys, "announcement", "2020-09-23", "--format", "json"))
        assert one in published
        assert one["id"] == "2020"

    def test_json_with_sources(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "announcement", "2020", "--format", "json", "--sources"))
        release = found["releases"][0]
        cited = (*found["sources"], *found["corrections"][0]["sources"], release["source"])
        assert {"id", "publisher"} <= set.intersection(*map(set, cited))
        assert release["public_copy"]["url"].startswith("https://unesco.mfa.gov.az/")
        assert release["cities"] == ["az-baku", "az-gabala", "az-ganja"]

    def test_csv(self, capsys: Capture) -> None:
        found = rows_of(shown(capsys, "announcement", "--format", "csv"))
        records = map(announcement_record, gnlc.announcements())
        assert found == [as_cells(record) for record in records]
        assert found[5]["withdrawn_cities"] == "ma-laayoune"
        assert found[5]["cities_corrected"] == "54"
        assert rows_of(shown(capsys, "announcement", "2020", "--format", "csv")) == [found[5]]


class TestCoverage:
    """`gnlc coverage` never hides a gap."""

    def test_table(self, capsys: Capture) -> None:
        lines = shown(capsys, "coverage").splitlines()
        [row] = [row for row in gnlc.coverage() if row.year == 2020]
        cities = 55, 54, row.cities_recorded, row.cities_withdrawn, row.cities_missing
        countries = 27, "-", row.countries_recorded, row.countries_missing
        assert lines[6].split() == ["2020", *map(str, (*cities, *countries))]
        assert lines[-1].startswith("year not known ")
        assert len(lines) == len(gnlc.coverage()) + 1

    def test_json(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "coverage", "--format", "json"))
        assert found == list(map(coverage_record, gnlc.coverage()))
        assert found[-1]["announcement"] is None
        assert found[5]["cities_missing"] == 55 - len(recorded.admitted_in(2020))

    def test_csv(self, capsys: Capture) -> None:
        found = rows_of(shown(capsys, "coverage", "--format", "csv"))
        for row, coverage in zip(found, gnlc.coverage(), strict=True):
            assert row["year"] == ("" if coverage.year is None else str(coverage.year))
            assert row["cities_recorded"] == str(coverage.cities_recorded)
            stated = coverage.countries_stated
            assert row["countries_stated"] == ("" if stated is None else str(stated))


class TestCheck:
    """`gnlc check` names every problem of a document."""

    @pytest.fixture
    def sound(self, tmp_path: Path) -> Path:
        path = tmp_path / "sound.json"
        path.write_text(gnlc.dumps(gnlc.network()), encoding="utf-8")
        return path

    @pytest.fixture
    def unsound(self, tmp_path: Path) -> Path:
        document = gnlc.network().to_dict()
        document["cities"][0]["name"] = ""
        document["cities"][1]["na\nme"] = "x"
        path = tmp_path / "unsound.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def test_sound(self, capsys: Capture, sound: Path) -> None:
        file = str(sound)
        assert shown(capsys, "check", file) == f"{file}: the document is valid\n"
        assert json.loads(shown(capsys, "check", file, "--format", "json")) == [
            {"file": file, "error": None, "count": 0, "problems": []}
        ]
        assert shown(capsys, "check", file, "--format", "csv") == "file,pointer,message\n"

    def test_a_line_for_each_problem(self, capsys: Capture, unsound: Path, sound: Path) -> None:
        assert main(["check", str(unsound), str(sound)]) == 1
        out, err = capsys.readouterr()
        assert out.splitlines() == [
            f"{unsound}:/cities/0/name: name must not be empty",
            f"{unsound}:/cities/1/na\\nme: unknown field 'na\\nme'; did you mean 'name'?",
            f"{sound}: the document is valid",
        ]
        assert err == "gnlc: invalid documents: 1 of 2\n"

    @pytest.mark.parametrize("form", ["json", "csv"])
    def test_problems_for_a_program(self, capsys: Capture, unsound: Path, form: str) -> None:
        assert main(["check", str(unsound), "--format", form]) == 1
        out = capsys.readouterr().out
        if form == "json":
            [told] = json.loads(out)
            found = told.pop("problems")
            assert told == {"file": str(unsound), "error": None, "count": 2}
        else:
            found = rows_of(out)
            assert [problem["file"] for problem in found] == [str(unsound)] * 2
        assert [problem["pointer"] for problem in found] == ["/cities/0/name", "/cities/1/na\nme"]

    def test_more_than_are_told(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "many.json"
        path.write_text(json.dumps({"sources": [{}] * 400}), encoding="utf-8")
        assert main(["check", str(path)]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 101
        assert lines[0] == f"{path}: the field 'format_version' is missing"
        assert lines[-1] == f"{path}: and 1,503 more problems"

    def test_no_json(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "none.json"
        path.write_text("none", encoding="utf-8")
        assert main(["check", str(path)]) == 1
        assert capsys.readouterr().out.startswith(f"{path}: not JSON: ")

    def test_no_file(self, capsys: Capture, tmp_path: Path, unsound: Path) -> None:
        status, message = refused(capsys, "check", str(tmp_path / "none"))
        assert status == 2
        assert message.startswith("No such file or directory: '")
        # The others are looked at all the same.
        assert main(["check", str(tmp_path / "none"), str(unsound)]) == 2
        assert f"{unsound}:/cities/0/name: " in capsys.readouterr().out

    def test_no_file_for_a_program(self, capsys: Capture, tmp_path: Path, unsound: Path) -> None:
        """A file that cannot be read is there as well, and does not pass for a sound one."""
        missing = str(tmp_path / "none")
        assert main(["check", missing, str(unsound), "--format", "json"]) == 2
        out, err = capsys.readouterr()
        first, second = json.loads(out)
        told = "No such file or directory"
        assert first == {"file": missing, "error": told, "count": 0, "problems": []}
        assert (second["error"], second["count"]) == (None, 2)
        [one, whole] = err.splitlines()
        assert one.startswith(f"gnlc: {told}: ")
        assert whole == "gnlc: invalid documents: 1 of 2"
        assert main(["check", missing, "--format", "csv"]) == 2
        rows = rows_of(capsys.readouterr().out)
        assert rows == [{"file": missing, "pointer": "", "message": told}]

    def test_standard_input(
        self, capsys: Capture, monkeypatch: pytest.MonkeyPatch, sound: Path, unsound: Path
    ) -> None:
        with unsound.open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            assert main(["check", "-", str(sound)]) == 1
        out, err = capsys.readouterr()
        assert out.startswith("-:/cities/0/name: name must not be empty\n-:/cities/1/")
        assert err == "gnlc: invalid documents: 1 of 2\n"

    def test_no_standard_input(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["check", "-"]) == 2
        assert capsys.readouterr().err == "gnlc: Bad file descriptor: '-'\n"

    def test_files_after_an_option(
        self, capsys: Capture, monkeypatch: pytest.MonkeyPatch, sound: Path, unsound: Path
    ) -> None:
        with sound.open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            assert main(["check", str(sound), "--format", "json", str(unsound), "-"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert [entry["file"] for entry in told] == [str(sound), str(unsound), "-"]
        status, message = refused(capsys, "check", str(sound), "--form", "json", str(unsound))
        assert status == 2
        assert message.startswith("unrecognized arguments: --form")

    def test_hook_of_pre_commit(self) -> None:
        """The hook that other repositories name is one that pre-commit takes."""
        manifest = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
        command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class TestDiff:
    """`gnlc diff` tells what changed; it ends well whether anything did or not."""

    @pytest.fixture
    def newer(self, tmp_path: Path) -> Path:
        document = gnlc.network().to_dict()
        document["quota"]["cities"] = 4
        del next(c for c in document["cities"] if c["id"] == "az-baku")["location"]
        document["place_names"] = [s for s in document["place_names"] if s["city"] != "az-baku"]
        record = next(c for c in document["cities"] if c["id"] == "az-ganja")
        record["admissions"][0]["note"] = "fifth"
        path = tmp_path / "newer.json"
        path.write_text(json.dumps(document), "utf-8")
        return path

    @pytest.fixture
    def bundled(self, tmp_path: Path) -> Path:
        path = tmp_path / "bundled.json"
        gnlc.dump(gnlc.network(), path)
        return path

    def test_table(self, capsys: Capture, newer: Path, bundled: Path) -> None:
        text = shown(capsys, "diff", str(newer), str(bundled))
        header, *rows, count = text.splitlines()
        assert header.split() == ["CHANGE", "RECORD", "KEY", "WHAT"]
        assert rows[1].startswith("changed  city       az-baku        location: none -> {")
        assert rows[2] == "changed  admission  az-ganja/2020  note: 'fifth' -> none"
        assert count == "3 changes"

    def test_bundled_data_is_the_old(self, capsys: Capture, newer: Path, bundled: Path) -> None:
        text = shown(capsys, "diff", str(newer))
        assert "note: none -> 'fifth'" in text
        assert text == shown(capsys, "diff", str(bundled), str(newer))

    def test_other_formats(self, capsys: Capture, newer: Path) -> None:
        changes = gnlc.diff(gnlc.network(), gnlc.load(newer))
        records = json.loads(shown(capsys, "diff", str(newer), "--format", "json"))
        assert records == changes.to_records()
        rows = rows_of(shown(capsys, "diff", str(newer), "--format", "csv"))
        assert [row["key"] for row in rows] == ["", "az-baku", "az-ganja/2020"]
        assert [row["old"] for row in rows] == [change.old or "" for change in changes]
        text = shown(capsys, "diff", str(newer), "--format", "markdown")
        assert text == changes.to_markdown()

    def test_nothing(self, capsys: Capture, bundled: Path) -> None:
        assert shown(capsys, "diff", str(bundled)) == "nothing changed\n"
        assert json.loads(shown(capsys, "diff", str(bundled), "--format", "json")) == []
        header = shown(capsys, "diff", str(bundled), "--format", "csv")
        assert header == "kind,record,key,field,old,new,summary\n"
        text = shown(capsys, "diff", str(bundled), "--format", "markdown")
        assert text.endswith("- Nothing changed.\n")

    def test_not_sound(self, capsys: Capture, newer: Path, tmp_path: Path) -> None:
        unsound = tmp_path / "unsound.json"
        unsound.write_text("{}", "utf-8")
        for files in ((unsound, newer), (newer, unsound)):
            status, message = refused(capsys, "diff", *map(str, files))
            assert status == 1
            told = "is invalid, problems: 3; 'gnlc check' lists them"
            assert message == f"{str(unsound)!r} {told}"

    def test_a_file_after_an_option(self, capsys: Capture, newer: Path, bundled: Path) -> None:
        files = str(newer), str(bundled)
        text = shown(capsys, "diff", files[0], "--format", "csv", files[1])
        assert text == shown(capsys, "diff", *files, "--format", "csv")
        status, message = refused(capsys, "diff", files[0], "--format", "csv", *files)
        assert status == 2
        assert message.startswith("unrecognized arguments: ")

    def test_missing(self, capsys: Capture, newer: Path, tmp_path: Path) -> None:
        for files in ((tmp_path / "none", newer), (newer, tmp_path / "none")):
            status, message = refused(capsys, "diff", *map(str, files))
            assert status == 2
            assert message.startswith("No such file or directory: ")
        assert refused(capsys, "diff")[0] == 2


class TestErrors:
    """Each error is one plain line on stderr, with the status that the contract says."""

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            (("city", "Gandja Citty"), "no city 'Gandja Citty' on record"),
            (("city", ""), "no city '' on record"),
            (("city", "Ganja", "--country", "MA"), "no city 'Ganja' on record; not in"),
            (("city", "Ganja", "--country", "Ganja"), "no country 'Ganja' on record"),
            (("city", "\ud800\n\x1b[2J"), r"no city '\ud800\n\x1b[2J' on record"),
            (("search", "a", "--region", "Asia"), "no region 'Asia' on record"),
            (("cities", "--announcement", "2021"), "no announcement '2021' on record"),
            (("cities", "--near", "Atlantis", "--within-km", "1"), "no city 'Atlantis' on record"),
            (("announcement", "1999"), "no announcement '1999' on record; did you mean"),
            (("announcement", "the first"), "no announcement 'the first' on record"),
        ],
    )
    def test_not_found(self, capsys: Capture, argv: tuple[str, ...], message: str) -> None:
        status, complaint = refused(capsys, *argv)
        assert status == 1
        assert complaint.startswith(message)

    def test_ambiguous(self, capsys: Capture, monkeypatch: Any) -> None:
        document = gnlc.network().to_dict()
        (gabala,) = (city for city in document["cities"] if city["id"] == "az-gabala")
        gabala["name"] = "Baku"
        altered = gnlc.Network.from_dict(document)
        monkeypatch.setattr("gnlc.bundled.network", lambda: altered)
        status, complaint = refused(capsys, "city", "Baku")
        assert status == 1
        assert complaint == (
            "'Baku' fits more than one city: 'Baku' (az-baku) and 'Baku' (az-gabala); ask by id"
        )

    @pytest.mark.parametrize(
        ("argv", "message"),
        [
            ((), "the following arguments are required: COMMAND; see 'gnlc --help'"),
            (("towns",), "argument COMMAND: invalid choice: 'towns'"),
            (("city",), "the following arguments are required: KEY; see 'gnlc city --help'"),
            (("city", "a", "b\n\x1b"), r"unrecognized arguments: b \x1b; see 'gnlc --help'"),
            (("city", "Ganja", "--form", "json"), "unrecognized arguments: --form json"),
            (("coverage", "--format", "geojson"), "argument --format: invalid choice: 'geojson'"),
            (("announcement", "--format", "geojson"), "argument --format: invalid choice"),
            (("announcement", "--format", "csv", "--sources"), "--sources goes with --format"),
            (("cities", "--year", "x"), "argument --year: invalid int value: 'x'"),
            (("cities", "--year", "0"), "year must be a year from 1 to 9999, got 0"),
            (("cities", "--awarded", "x"), "argument --awarded: invalid int value: 'x'"),
            (("cities", "--as-of", "yesterday"), "as_of: must be a date as YYYY"),
            (("cities", "--kind", "town"), "kind must be city, district"),
            (("cities", "--certainty", "sure"), "certainty must be stated or inferred"),
            (("cities", "--bbox", "1,2"), "bbox must be 4 numbers"),
            (("cities", "--bbox", "1,2,3,x"), "argument --bbox: must be W,S,E,N, got '1,2,3,x'"),
            (("cities", "--bbox", "0,9,0,8"), "bbox must be west, south, east, north"),
            (("cities", "--near", "95,0", "--within-km", "1"), "latitude must be from -90 to 90"),
            (("cities", "--near", "nan,0", "--within-km", "1"), "latitude must be from -90 to 90"),
            (
                ("cities", "--near", "40", "--within-km", "1"),
                "--near must be a city or LAT,LON, got '40'",
            ),
            (("cities", "--near", "1"), "--near and --within-km must be given together"),
            (("cities", "--within-km", "5"), "--near and --within-km must be given together"),
            (("cities", "--near", "Baku", "--within-km", "-5"), "within_km must be 0 or more"),
            (("cities", "--near", NOWHERE, "--within-km", "5"), "near: the location of"),
            (("cities", "--sort", "colour"), "key must be id, name"),
            (("search",), "the following arguments are required: TEXT"),
            (("search", "a", "--limit", "x"), "argument --limit: invalid int value: 'x'"),
            (("search", "a", "--limit", "-1"), "limit must be 0 or more, got -1"),
            (("search", "a", "--min-score", "101"), "min_score must be from 0 to 100"),
            (("search", "a", "--min-score", "nan"), "min_score must be from 0 to 100"),
        ],
    )
    def test_usage(self, capsys: Capture, argv: tuple[str, ...], message: str) -> None:
        status, complaint = refused(capsys, *argv)
        assert status == 2
        assert complaint.startswith(message)

    @given(st.sampled_from(["city", "search", "announcement"]), st.text())
    def test_any_text(self, command: str, text: str) -> None:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main([command, "--", text])
        assert status == (0 if out.getvalue() else 1)
        assert len(err.getvalue().splitlines()) == status

    def test_without_stderr(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "stderr", None)
        assert main(["city", "Atlantis"]) == 1
        assert capsys.readouterr().out == ""


class TestProgram:
    """What concerns the program as a whole."""

    @pytest.mark.parametrize("argv", [["--help"], ["city", "-h"], ["cities", "--help"]])
    def test_help(self, capsys: Capture, argv: list[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(argv)
        assert ended.value.code == 0
        out, err = capsys.readouterr()
        assert out.startswith("usage: gnlc")
        assert err == ""

    def test_version(self, capsys: Capture) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["--version"])
        assert ended.value.code == 0
        assert capsys.readouterr() == (f"gnlc {gnlc.__version__}, data {gnlc.DATA_VERSION}\n", "")

    def test_help_loads_little(self) -> None:
        code = (
            "import sys\nfrom gnlc.cli import main\n"
            "try: main(['--help'])\n"
            "except SystemExit: pass\n"
            "print(sorted({'attr', 'attrs', 'cattrs', 'gnlc.models', 'gnlc.bundled', "
            "'importlib_resources'} & set(sys.modules)))"
        )
        told = child(stdout=subprocess.PIPE, code=code)
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout.endswith("\n[]\n")

    def test_options_of_the_process(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "argv", ["gnlc", "cities", "--country", "AZ", "--year", "2020"])
        assert main() == 0
        assert capsys.readouterr().out.endswith("3 cities of 1 country\n")

    def test_module(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "argv", ["gnlc", "city", "Atlantis"])
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("gnlc", run_name="__main__")
        assert ended.value.code == 1
        assert capsys.readouterr().err.startswith("gnlc: no city 'Atlantis'")
        # Whoever looks at the module without running it is not to be stopped.
        assert runpy.run_module("gnlc.__main__", run_name="looked_at")["main"] is main

    def test_help_elsewhere(self) -> None:
        # It is argparse's own way to print help into another stream.
        stream = io.StringIO()
        parser().print_help(stream)
        assert stream.getvalue().startswith("usage: gnlc")

    def test_words_after_two_dashes(self) -> None:
        assert parse(["search", "--", "--near", "x"]).text == ["--near", "x"]


class TestStreams:
    """Results survive whatever stdout is."""

    def test_closed_pipe(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = child("cities", "--format", "json", stdout=writer)
        finally:
            os.close(writer)
        assert (ended.returncode, ended.stderr) == (0, "")

    def test_closed_pipe_and_help(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = child("--help", stdout=writer)
        finally:
            os.close(writer)
        assert (ended.returncode, ended.stderr) == (0, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="the platform has no full device")
    def test_full_disk(self) -> None:
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            ended = child("cities", stdout=full)
        assert (ended.returncode, ended.stderr) == (2, "gnlc: No space left on device\n")

    @pytest.mark.parametrize(
        ("error", "told"),
        [(BrokenPipeError(32, "gone"), (0, "")), (OSError(28, "full"), (2, "gnlc: full\n"))],
    )
    def test_what_cannot_be_written(
        self, capsys: Capture, monkeypatch: Any, tmp_path: Path, error: OSError, told: Any
    ) -> None:
        path = tmp_path / "out"
        with path.open("w", encoding="utf-8") as stream:

            class Failing(io.StringIO):
                def flush(self) -> None:
                    raise error

                def fileno(self) -> int:
                    return stream.fileno()

            with monkeypatch.context() as patched:
                patched.setattr(sys, "stdout", Failing())
                status = main(["coverage"])
            stream.write("goes nowhere")
        assert path.read_text(encoding="utf-8") == ""
        assert (status, capsys.readouterr().err) == told

    @pytest.mark.parametrize(
        ("error", "on"),
        [
            (BrokenPipeError(errno.EPIPE, "gone"), {"posix", "nt"}),
            (OSError(errno.EINVAL, "Invalid argument"), {"nt"}),
            (OSError(errno.ENOSPC, "full"), set[str]()),
        ],
    )
    def test_how_systems_tell_that_the_reader_is_gone(self, error: OSError, on: set[str]) -> None:
        assert {system for system in ("posix", "nt") if reader_is_gone(error, system)} == on
        assert reader_is_gone(error) is (os.name in on)

    def test_without_stdout(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys, "stdout", None)
        assert main(["coverage"]) == 0

    @pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
    def test_poor_encodings(self, env: dict[str, str]) -> None:
        for form in ("table", "csv"):
            ended = child("city", "az-ganja", "--format", form, stdout=subprocess.PIPE, env=env)
            assert (ended.returncode, ended.stderr) == (0, "")
            assert "az-ganja" in ended.stdout

    def test_ascii(self) -> None:
        def told(form: str) -> str:
            return child(
                "city",
                "ma-laayoune",
                "--format",
                form,
                stdout=subprocess.PIPE,
                env={"PYTHONIOENCODING": "ascii"},
            ).stdout

        assert told("table").startswith(r"La\xe2youne (ma-laayoune)")
        assert json.loads(told("json"))["name"] == "Laâyoune"
        assert json.loads(told("geojson"))["properties"]["name"] == "Laâyoune"

    def test_arguments_that_the_locale_cannot_read(self) -> None:
        """They are UTF-8, as what is typed today is; the name of a file is left as it is."""
        poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

        def told(*argv: str) -> str:
            return child(*argv, stdout=subprocess.PIPE, env=poor).stdout

        assert told("city", "Гянджа") == told("city", "Ganja") != ""
        named = told("cities", "--country", "Türkiye")
        assert named == told("cities", "--country", "TR") != ""
        assert "az-ganja" in told("search", "Гянджа")
        filtered = told("cities", "--near", "Gəncə", "--within-km", "1", "--format", "json")
        assert [city["id"] for city in json.loads(filtered)] == ["az-ganja"]

    def test_files_that_the_locale_cannot_read(self, tmp_path: Path) -> None:
        path = tmp_path / "Gəncə.json"
        path.write_text(gnlc.dumps(gnlc.network()), encoding="utf-8")
        poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        for argv in (("check", f"{path}"), ("diff", f"{path}"), ("diff", f"{path}", f"{path}")):
            ended = child(*argv, stdout=subprocess.PIPE, env=poor)
            assert (ended.returncode, ended.stderr) == (0, "")

    @given(st.text())
    def test_arguments_as_bytes(self, text: str) -> None:
        """Whatever came of its bytes in a poor locale, a text is what was typed."""
        assert as_typed(text) == text
        assert as_typed(text.encode().decode("ascii", "surrogateescape")) == text

    @pytest.mark.parametrize("text", ["\udce4", "G\ud800", "\udcd0Ж"])
    def test_arguments_that_are_no_utf8(self, text: str) -> None:
        assert as_typed(text) == text

    def test_ascii_in_process(self, monkeypatch: Any) -> None:
        for form, name in (("table", rb"La\xe2youne"), ("json", rb'"La\u00e2youne"')):
            bytes_out = io.BytesIO()
            with monkeypatch.context() as patched:
                stream = io.TextIOWrapper(bytes_out, encoding="ascii")
                patched.setattr(sys, "stdout", stream)
                assert main(["city", "ma-laayoune", "--format", form]) == 0
            assert name in bytes_out.getvalue()
            stream.close()

    @given(st.recursive(st.text(), lambda of: st.lists(of) | st.dictionaries(st.text(), of)))
    def test_json_in_ascii(self, value: Any) -> None:
        escaped = json_escaped(json_text(value), "ascii")
        assert escaped.isascii()
        assert json.loads(escaped) == value

    def test_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "60")
        lines = shown(capsys, "cities").splitlines()
        assert max(map(width, lines)) == 60
        assert any("…" in line for line in lines)
        for line in shown(capsys, "city", "ma-laayoune").splitlines():
            assert width(line) <= 60 or " " not in line.strip()

    def test_ids_are_cut_last(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", "80")
        lines = shown(capsys, "cities", "--country", "KR").splitlines()
        assert [line.split()[0] for line in lines[1:-1]] == list(gnlc.cities(country="KR").ids)
        assert all("…" in line for line in lines[1:-1])

    def test_no_order_reaches_a_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        """Nor does what would set the text around it in another direction."""
        city = attrs.evolve(gnlc.city("az-baku"), name="a\u200fb\u200c", aliases=("\u061cx",))
        monkeypatch.setattr(gnlc.Network, "city", lambda *_, **__: city)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        for form in ("table", "json", "csv", "geojson"):
            text = shown(capsys, "city", "x", "--format", form)
            assert r"a\u200fb" in text
            assert not set(text) & set("\u200f\u061c\x1b")
        monkeypatch.undo()
        told = as_text(describe(gnlc.Match(city, 1.0, "\x1b[2J\u202e")), sources=True)
        assert r"\x1b[2J\u202e" in told
        assert not set(told) & set("\u202e\u2066\x1b")

    def test_no_terminal(self, capsys: Capture, monkeypatch: Any) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        assert "…" not in shown(capsys, "cities")


# Characters of every sort: of one column, two and none, and such as break lines.
texts = st.text(
    st.one_of(
        st.sampled_from("ab 東京한글e\u0301\u200dəß\n\x1b\u2028\t\x00\uff21"), st.characters()
    )
)


class TestTable:
    """Columns align, whatever is in them."""

    @given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(texts, min_size=n, max_size=n))))
    def test_columns_align(self, rows: list[list[str]]) -> None:
        header = [f"h{i}" for i in range(len(rows[0]) if rows else 1)]
        lines = table(header, rows).split("\n")
        assert lines.pop() == ""
        expected = [
            [name.upper() for name in header],
            *([printable(c) for c in row] for row in rows),
        ]
        assert len(lines) == len(expected)
        starts = [0]
        for column in zip(*expected, strict=True):
            starts.append(starts[-1] + max(map(width, column)) + 2)
        for line, cells in zip(lines, expected, strict=True):
            for start, end, cell in zip(starts, starts[1:], cells, strict=False):
                assert within(line, start, end).rstrip(" ") == cell.rstrip(" ")

    @given(
        st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(texts, min_size=n, max_size=n))),
        st.integers(20, 80),
        st.integers(0, 3),
    )
    def test_fits_a_terminal(self, rows: list[list[str]], columns: int, key: int) -> None:
        header = ["id"] * (len(rows[0]) if rows else 1)
        key = min(key, len(header) - 1)
        for line in table(header, rows, columns=columns, key=key).split("\n"):
            assert width(line) <= columns

    def test_narrower_than_can_be(self) -> None:
        assert table(["id", "name"], [["abc", "def"]], columns=1) == "…  …\n…  …\n"

    def test_numbers_stand_right(self) -> None:
        rows = [("a", 1, 9.9, None), ("b", 100, 10.0, 2)]
        assert table(("x", "n", "score", "m"), rows) == (
            "X    N  SCORE  M\na    1    9.9  -\nb  100   10.0  2\n"
        )

    @given(texts, st.integers(1, 20))
    def test_cut(self, text: str, columns: int) -> None:
        short = cut(text, columns)
        assert width(short) <= columns
        if width(text) <= columns:
            assert short == text
        else:
            assert short[-1] == "…"
            assert text.startswith(short[:-1])

    @given(texts, st.integers(1, 20) | st.none())
    def test_wrapped(self, text: str, columns: int | None) -> None:
        lines = wrap(text, columns)
        assert " ".join(lines).split() == text.split()
        if columns is None:
            assert lines == [text]
        else:
            assert all(width(line) <= columns or len(line.split()) == 1 for line in lines)

    @given(st.lists(st.tuples(texts, st.lists(texts, min_size=1))), st.none() | st.integers(1, 80))
    def test_facts(self, pairs: list[tuple[str, list[str]]], columns: int | None) -> None:
        lines = facts(pairs, columns=columns).split("\n")
        assert lines.pop() == ""
        assert all(line.startswith("  ") for line in lines)
        words = " ".join(lines).split()
        told = (part for label, values in pairs for part in (label, *values))
        assert words == [word for part in told for word in printable(part).split()]

    def test_blocks(self) -> None:
        """A heading, facts, tables and remarks, as wide as the terminal."""
        [announcement] = [row for row in gnlc.coverage() if row.year == 2020]
        for value in (gnlc.network(), announcement, gnlc.tables(), gnlc.tables().sources):
            for line in as_text(describe(value), columns=60).splitlines():
                assert width(line) <= 60 or " " not in line.strip()

    def test_long_label(self) -> None:
        assert facts([("a", ["1"]), ("b" * 30, ["2", "3"])]) == (
            f"  a  1\n  {'b' * 30}\n     2\n     3\n"
        )

    def test_counted(self) -> None:
        assert [counted(n, "city") for n in (0, 1, 2)] == [
            "0 cities",
            "1 city",
            "2 cities",
        ]


def within(line: str, start: int, end: int) -> str:
    """Return what stands in a line from one column up to another."""
    found = ""
    position = 0
    for char in line:
        if start <= position < end:
            found += char
        position += width(char)
    return found


class TestSources:
    """A source stands in the place of its id, and nowhere else."""

    @given(st.recursive(st.text(), lambda of: st.lists(of) | st.dictionaries(st.just("note"), of)))
    def test_others_stay(self, value: Any) -> None:
        assert with_sources(value, {}) == value

    def test_of_the_bundled_data(self) -> None:
        document = gnlc.network().to_dict()
        sources = {source["id"]: source for source in document["sources"]}
        assert with_sources({"of": [{"sources": ["whc-2019"]}]}, sources) == {
            "of": [{"sources": [sources["whc-2019"]]}]
        }
