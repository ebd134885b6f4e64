"""The command line: commands that answer with cities and countries."""

import json
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
import recorded
from commands import Capture, as_cells, refused, rows_of, shown

import gnlc
from gnlc.cli import main
from gnlc.display.describe import describe
from gnlc.display.text import text as as_text
from gnlc.layout import by_language
from gnlc.rows.records import CityRecord
from gnlc.rows.text import json_text
from gnlc.wording import counted, printable

ALL = gnlc.cities(include_withdrawn=True)
[GANJA] = [city for city in recorded.CITIES if city["id"] == "az-ganja"]
NOWHERE = next(city["id"] for city in recorded.CITIES if "location" not in city)


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
            told = (
                city.name,
                city.id,
                city.country.common_name,
                city.country.region.name,
                city.kind,
            )
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
        assert text.endswith("\n1 city\n")

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

    def test_several_values_with_commas(self, capsys: Capture) -> None:
        def ids(*options: str) -> list[str]:
            found = json.loads(shown(capsys, "cities", *options, "--format", "json"))
            return [record["id"] for record in found]

        assert ids("--country", "AZ, Türkiye") == list(gnlc.cities(country=["AZ", "TR"]).ids)
        assert ids("--year", "2020,2022") == list(gnlc.cities(year=[2020, 2022]).ids)
        assert ids("--awarded", "2019,2021") == list(gnlc.cities(awarded=[2019, 2021]).ids)
        kinds: Any = ["district", "county"]
        assert ids("--kind", "district,county") == list(gnlc.cities(kind=kinds).ids)
        regions = ["Africa", "Arab States"]
        assert ids("--region", "africa,Arab States") == list(gnlc.cities(region=regions).ids)
        subdivisions = ["AZ-GA", "AZ-BA"]
        assert ids("--subdivision", "AZ-GA,AZ-BA") == list(
            gnlc.cities(subdivision=subdivisions).ids
        )

    def test_a_name_with_a_comma(self, capsys: Capture, tmp_path: Path) -> None:
        document = gnlc.network().to_dict()
        [korea] = [c for c in document["countries"] if c["alpha_2"] == "KR"]
        korea["aliases"] = ["Korea, Republic of"]
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        asked = ("cities", "--data", str(data), "--format", "json", "--country")
        assert shown(capsys, *asked, "Korea, Republic of") == shown(capsys, *asked, "KR")

    def test_a_name_of_several_with_a_comma(self, capsys: Capture, tmp_path: Path) -> None:
        """A name that several have is not taken apart."""
        document = gnlc.network().to_dict()
        for record in document["subdivisions"]:
            if record["code"] in ("AZ-GA", "TR-35"):
                record["name"] = "West, and East"
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        asked = ("cities", "--data", str(data), "--format", "json", "--subdivision")
        found = json.loads(shown(capsys, *asked, "West, and East"))
        assert {record["subdivision"] for record in found} == {"AZ-GA", "TR-35"}

    @pytest.mark.parametrize("form", ["table", "csv", "json", "geojson"])
    def test_columns(self, capsys: Capture, form: str) -> None:
        asked = ("cities", "--country", "AZ", "--year", "2020")
        text = shown(capsys, *asked, "--columns", "year,id,year,aliases", "--format", form)
        names = ["year", "id", "aliases"]
        records = gnlc.cities(country="AZ", year=2020).to_records()
        rows: list[dict[str, Any]] = [{n: dict(record)[n] for n in names} for record in records]
        if form == "table":
            assert text.splitlines()[0].split() == ["YEAR", "ID", "ALIASES"]
            assert text.splitlines()[1].split()[:2] == ["2020", "az-baku"]
        elif form == "csv":
            assert text.splitlines()[0] == "year,id,aliases"
            assert rows_of(text) == list(map(as_cells, rows))
        elif form == "json":
            assert json.loads(text) == rows
            assert list(json.loads(text)[0]) == names
        else:
            found = json.loads(text)
            assert [feature["properties"] for feature in found["features"]] == rows
            assert found["type"] == "FeatureCollection"

    def test_sources(self, capsys: Capture) -> None:
        cities = gnlc.cities(country="AZ")
        text = shown(capsys, "cities", "--country", "AZ", "--sources")
        for source in {source for city in cities for source in city.sources}:
            assert f"  {source.id}" in text
            assert source.publisher in text

    def test_distances(self, capsys: Capture) -> None:
        asked = ("cities", "--near", "Baku", "--within-km", "500")
        found = json.loads(shown(capsys, *asked, "--sort", "km", "--format", "json"))
        baku = gnlc.city("Baku").location
        assert baku is not None

        def km(record: Any) -> float:
            return baku.distance_km(record["latitude"], record["longitude"])

        assert [record["km"] for record in found] == pytest.approx(sorted(map(km, found)))
        far = json.loads(shown(capsys, *asked, "--sort", "km", "--reverse", "--format", "json"))
        assert [record["km"] for record in far] == [record["km"] for record in found[::-1]]
        assert far == json.loads(
            shown(capsys, *asked, "--sort", "distance", "--reverse", "--format", "json")
        )
        header, first, *_ = shown(capsys, *asked, "--sort", "km").splitlines()
        assert header.split()[:2] == ["KM", "ID"]
        assert first.split()[:2] == ["0.0", "az-baku"]
        places = json.loads(shown(capsys, *asked, "--format", "geojson"))["features"]
        assert {place["id"]: place["properties"]["km"] for place in places} == {
            record["id"]: record["km"] for record in found
        }

    def test_what_was_stated(self, capsys: Capture) -> None:
        """It is said where all cities, or all of a country, are shown; and kept apart."""
        [*_, last] = [size for size in gnlc.network().sizes() if size.cities is not None]
        *_, note = shown(capsys, "cities").splitlines()
        assert note.startswith(f"as stated: {last.cities} cities")
        assert note.endswith(f"({last.date})")
        france = [c for c in gnlc.network().national_counts() if c.country.alpha_2 == "FR"]
        latest = max(france, key=lambda count: count.date.latest)
        *_, note = shown(capsys, "cities", "--country", "FR,AZ").splitlines()
        assert note == f"France as stated: {latest.cities} cities ({latest.date})"
        assert "stated:" not in shown(capsys, "cities", "--country", "FR", "--year", "2019")

    def test_nothing_was_stated(self, capsys: Capture, tmp_path: Path) -> None:
        document = gnlc.network().to_dict()
        for name in ("sizes", "name"):
            del document[name]
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        *_, note = shown(capsys, "cities", "--data", str(data)).splitlines()
        assert note == "as stated: nobody is on record as stating a number"

    def test_a_qualified_number(self, capsys: Capture, tmp_path: Path) -> None:
        document = gnlc.network().to_dict()
        document["sizes"] = [{**document["sizes"][0], "cities_qualifier": "more than"}]
        del document["sizes"][0]["countries"]
        cities, date = document["sizes"][0]["cities"], document["sizes"][0]["date"]
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        *_, note = shown(capsys, "cities", "--data", str(data)).splitlines()
        assert note == f"as stated: more than {cities} cities ({date})"

    def test_nothing(self, capsys: Capture) -> None:
        assert refused(capsys, "cities", "--year", "1999") == (1, "no city passes these filters")
        assert main(["cities", "--year", "1999", "--format", "json"]) == 1
        assert capsys.readouterr() == ("[]\n", "gnlc: no city passes these filters\n")


class TestComplete:
    """`gnlc complete` takes the beginning of a name."""

    def test_is_that_of_the_library(self, capsys: Capture) -> None:
        asked = ("complete", "mar", "--limit", "3", "--region", "Arab States")
        found = json.loads(shown(capsys, *asked, "--format", "json"))
        matches = gnlc.complete("mar", limit=3, region="Arab States")
        assert [(m["matched_name"], m["id"]) for m in found] == [
            (match.matched_name, match.city.id) for match in matches
        ]
        lines = shown(capsys, *asked).splitlines()
        assert [line.split()[1] for line in lines[1:-1]] == [m.matched_name for m in matches]

    def test_nothing(self, capsys: Capture) -> None:
        assert refused(capsys, "complete", "qqqqxxxx") == (1, "no city found for 'qqqqxxxx'")
        assert refused(capsys, "complete", "a", "--limit", "-1")[0] == 2


class TestNearest:
    """`gnlc nearest` lists the nearest cities with their distances."""

    @pytest.mark.parametrize(
        ("words", "place"),
        [
            (["Ganja"], "Ganja"),
            (["Ho", "Chi", "Minh", "City"], "Ho Chi Minh City"),
            (["40.4,49.9"], (40.4, 49.9)),
            (["-33.9,18.4"], (-33.9, 18.4)),
            (["-33.9", "18.4"], (-33.9, 18.4)),
            (["40.4,", "-49.9"], (40.4, -49.9)),
        ],
    )
    def test_is_that_of_the_library(self, capsys: Capture, words: list[str], place: Any) -> None:
        expected = gnlc.nearest(place, limit=3, region="Africa")
        asked = ("nearest", *words, "--limit", "3", "--region", "Africa")
        assert json.loads(shown(capsys, *asked, "--format", "json")) == json.loads(
            expected.to_json()
        )
        assert rows_of(shown(capsys, *asked, "--format", "csv")) == rows_of(expected.to_csv())
        assert json.loads(shown(capsys, *asked, "--format", "geojson")) == json.loads(
            expected.to_geojson()
        )
        lines = shown(capsys, *asked).splitlines()
        assert [line.split()[1] for line in lines[1:-1]] == list(expected.ids)

    def test_nothing(self, capsys: Capture) -> None:
        asked = ("nearest", "Baku", "--year", "1999")
        assert refused(capsys, *asked) == (1, "no city passes these filters")

    @pytest.mark.parametrize(
        ("argv", "answer"),
        [
            (["Atlantis"], (1, "no city 'Atlantis' on record")),
            (["95,0"], (2, "latitude must be from -90 to 90 degrees, got 95.0")),
            (["1,2,3"], (2, "PLACE must be a city or LAT,LON, got '1,2,3'")),
        ],
    )
    def test_wrong(self, capsys: Capture, argv: list[str], answer: tuple[int, str]) -> None:
        assert refused(capsys, "nearest", *argv) == answer


class TestCountry:
    """`gnlc country` shows the members, and keeps what is recorded and stated apart."""

    def test_text(self, capsys: Capture) -> None:
        text = shown(capsys, "country", "Azerbaijan")
        cities = gnlc.cities(country="AZ", include_withdrawn=True)
        assert text.startswith("Azerbaijan (AZ)\n  name at UNESCO  Azerbaijan\n")
        assert f"\n  on record       {counted(len(cities), 'city')}\n" in text
        assert "\n  first           2020: " in text
        assert all(f"\n{city.id} " in text for city in cities)
        assert "Nobody publishes who is a member today" in text

    def test_what_was_stated(self, capsys: Capture) -> None:
        text = shown(capsys, "country", "FR", "--sources")
        counts = [c for c in gnlc.network().national_counts() if c.country.alpha_2 == "FR"]
        for count in counts:
            assert f"{count.date}: {counted(count.cities, 'city')}" in text
            assert all(f"\n  {source.id}" in text for source in count.sources)
        assert "nobody is on record as stating a number" in shown(capsys, "country", "AZ")

    def test_withdrawn(self, capsys: Capture) -> None:
        text = shown(capsys, "country", "Morocco")
        cities = gnlc.cities(country="MA", include_withdrawn=True)
        assert f"{len(cities)} cities, 1 of these withdrawn\n" in text
        assert "ma-laayoune" in text

    def test_nearest_abroad(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "country", "AZ", "--format", "json"))["nearest_abroad"]
        own, others = gnlc.cities(country="AZ"), gnlc.cities()

        def km(one: gnlc.City, other: gnlc.City) -> float:
            assert one.location is not None
            assert other.location is not None
            place = other.location
            return one.location.distance_km(place.latitude, place.longitude)

        nearest = sorted(
            min(km(one, other) for one in own)
            for other in others
            if other.location is not None and other.country.alpha_2 != "AZ"
        )
        assert [each["km"] for each in found] == pytest.approx(nearest[:5], abs=0.06)
        for each in found:
            assert km(gnlc.city(each["from"]), gnlc.city(each["id"])) == pytest.approx(
                each["km"], abs=0.06
            )

    def test_without_a_place_there_is_no_nearest(self, capsys: Capture, tmp_path: Path) -> None:
        document = gnlc.network().to_dict()
        own = [city for city in document["cities"] if city["country"] == "AZ"]
        for city in own:
            del city["location"]
            for admission in city["admissions"]:
                admission.pop("announced_on", None)
                admission.pop("year", None)
        ids = {city["id"] for city in own}
        document["place_names"] = [n for n in document["place_names"] if n["city"] not in ids]
        data = tmp_path / "data.json"
        data.write_text(json.dumps(document), "utf-8")
        text = shown(capsys, "country", "AZ", "--data", str(data))
        assert "abroad" not in text
        assert "\n  first " not in text
        countries = rows_of(shown(capsys, "countries", "--data", str(data), "--format", "csv"))
        [row] = [row for row in countries if row["alpha_2"] == "AZ"]
        assert (row["first_year"], row["latest_year"]) == ("", "")

    def test_json(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "country", "Viet", "Nam", "--format", "json"))
        cities = gnlc.cities(country="VN", include_withdrawn=True)
        assert found["cities"] == json.loads(cities.to_json())
        assert (found["alpha_2"], found["cities_recorded"]) == (
            "VN",
            len(gnlc.cities(country="VN")),
        )
        counts = [c for c in gnlc.network().national_counts() if c.country.alpha_2 == "VN"]
        assert [count["cities"] for count in found["stated"]] == [count.cities for count in counts]

    @pytest.mark.parametrize("form", ["csv", "geojson"])
    def test_rows_are_the_cities(self, capsys: Capture, form: str) -> None:
        text = shown(capsys, "country", "MA", "--format", form)
        assert text == shown(
            capsys, "cities", "--country", "MA", "--include-withdrawn", "--format", form
        )

    def test_without_a_member(self, capsys: Capture) -> None:
        status, message = refused(capsys, "country", "Atlantis")
        assert (status, message) == (1, "no country 'Atlantis' on record")


class TestCountries:
    """`gnlc countries` lists them with their numbers, as recorded and as stated."""

    def test_table(self, capsys: Capture) -> None:
        header, *lines = shown(capsys, "countries").splitlines()
        countries = gnlc.countries()
        assert header.split()[:4] == ["CODE", "NAME", "REGION", "RECORDED"]
        assert [line.split()[0] for line in lines[:-1]] == [c.alpha_2 for c in countries]
        cities = len(gnlc.cities())
        assert lines[-1] == f"{len(countries)} countries with {cities} cities on record"

    def test_rows(self, capsys: Capture) -> None:
        rows = json.loads(shown(capsys, "countries", "--format", "json"))
        counts = gnlc.network().national_counts()
        for row, country in zip(rows, gnlc.countries(), strict=True):
            cities = gnlc.cities(country=country)
            years = [city.year for city in cities if city.year is not None]
            assert row["cities_recorded"] == len(cities)
            assert row["first_year"] == min(years, default=None)
            assert row["latest_year"] == max(years, default=None)
            stated = [count for count in counts if count.country == country]
            latest = max(stated, key=lambda count: count.date.latest, default=None)
            assert row["cities_stated"] == (latest and latest.cities)
            assert row["stated_on"] == (latest and str(latest.date))

    def test_of_regions(self, capsys: Capture) -> None:
        asked = ("countries", "--region", "Africa,Arab States", "--columns", "alpha_2")
        codes = shown(capsys, *asked, "--format", "csv").splitlines()[1:]
        expected = gnlc.countries(region=["Africa", "Arab States"])
        assert codes == [country.alpha_2 for country in expected]


class TestData:
    """A document of one's own takes the place of the bundled data."""

    @pytest.fixture
    def data(self, tmp_path: Path) -> Path:
        document = gnlc.network().to_dict()
        [ganja] = [city for city in document["cities"] if city["id"] == "az-ganja"]
        ganja["name"] = "Xanadu"
        path = tmp_path / "data.json"
        path.write_text(json.dumps(document), "utf-8")
        return path

    def test_option(self, capsys: Capture, data: Path) -> None:
        assert shown(capsys, "city", "az-ganja", "--data", str(data)).startswith(
            "Xanadu (az-ganja)"
        )

    def test_standard_input(
        self, capsys: Capture, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with data.open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            assert shown(capsys, "city", "az-ganja", "--data", "-").startswith("Xanadu (az-ganja)")

    @pytest.mark.parametrize("argv", [("city", "az-ganja"), ("country", "AZ"), ("Xanadu",), ()])
    def test_environment(
        self, capsys: Capture, data: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("GNLC_DATA", str(data))
        main(argv)
        shown_ = "".join(capsys.readouterr())
        monkeypatch.setenv("GNLC_DATA", "")
        main(argv)
        assert ("Xanadu" in shown_) == bool(argv)
        assert ("".join(capsys.readouterr()) == shown_) == (not argv)

    def test_changes_since_it(self, capsys: Capture, data: Path) -> None:
        assert shown(capsys, "diff", str(data), "--data", str(data)) == "nothing changed\n"

    def test_invalid(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "bad.json"
        path.write_text("{}", "utf-8")
        status, message = refused(capsys, "cities", "--data", str(path))
        assert status == 1
        assert message == f"{str(path)!r} is invalid, problems: 3; 'gnlc check' lists them"

    def test_missing(self, capsys: Capture, tmp_path: Path) -> None:
        status, message = refused(capsys, "cities", "--data", str(tmp_path / "none"))
        assert status == 2
        assert message.startswith("No such file or directory: ")
