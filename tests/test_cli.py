"""The command line: commands that answer with cities and countries."""

import json
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
from gnlc.wording import printable

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
        awards = [award for award in gnlc.network().awards if award.year in city.award_years]
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
