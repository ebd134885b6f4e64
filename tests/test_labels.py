"""Names of cities and countries in a language, in every form in which rows are handed on."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from strategies import BUNDLED_CITIES

import gnlc
from gnlc import frames
from gnlc.rows.tables import Rows

TABLES = gnlc.tables()
LABELLED: list[Any] = [
    gnlc.cities(),
    gnlc.nearest("Baku", limit=50),
    gnlc.match(["Ganja", "Baku", "Lima", "Gdnyia"]),
    TABLES.cities,
    TABLES.admissions,
    TABLES.countries,
]
FORMS = ("to_records", "to_csv", "to_json", "to_pandas", "to_polars", "to_arrow")


def name(city: gnlc.City) -> str:
    return city.name_in("fr", city.name)


@pytest.mark.parametrize("rows", LABELLED, ids=lambda rows: re.sub(r"\W.*", "", repr(rows)))
class TestForms:
    """All forms have the names that the records have."""

    def test_text(self, rows: Any) -> None:
        records = rows.to_records(language="fr", json=True)
        assert json.loads(rows.to_json(language="fr")) == records
        read = csv.DictReader(io.StringIO(rows.to_csv(language="fr"), newline=""))
        for row, record in zip(read, records, strict=True):
            assert [row[n] for n in record if isinstance(record[n], str)] == [
                value for value in record.values() if isinstance(value, str)
            ]

    def test_files(self, rows: Any, tmp_path: Path) -> None:
        rows.to_csv(tmp_path / "rows.csv", language="fr")
        assert (tmp_path / "rows.csv").read_bytes().decode() == rows.to_csv(language="fr")
        rows.to_json(tmp_path / "rows.json", language="fr")
        assert (tmp_path / "rows.json").read_text("utf-8") == rows.to_json(language="fr")
        rows.to_excel(tmp_path / "rows.xlsx", language="fr")
        sheet = CalamineWorkbook.from_path(tmp_path / "rows.xlsx").get_sheet_by_name("data")
        header, *body = sheet.to_python()
        for column, label in enumerate(header):
            if label in ("name", "city_name", "country_name", "common_name"):
                known = [record[label] or "" for record in rows.to_records(language="fr")]
                assert [row[column] for row in body] == known

    def test_frames(self, rows: Any) -> None:
        records = rows.to_records(language="fr")
        assert rows.to_polars(language="fr").to_dicts() == records
        assert rows.to_arrow(language="fr").to_pylist() == records
        frame = rows.to_pandas(language="fr")
        for label in ("name", "city_name", "country_name", "common_name"):
            if label in frame:
                known = [record[label] for record in records]
                assert (
                    frame[label].astype(object).where(frame[label].notna(), None).tolist() == known
                )

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize(
        ("language", "error", "message"),
        [
            (5, TypeError, "language must be a str, got 5"),
            ("French!", ValueError, "language must be a BCP 47 tag such as 'fr', got 'French!'"),
            ("", ValueError, "language must be a BCP 47 tag such as 'fr', got ''"),
        ],
    )
    def test_refused(
        self, rows: Any, form: str, language: Any, error: type[Exception], message: str
    ) -> None:
        for each in (rows, rows[:0]) if not isinstance(rows, Rows) else (rows,):
            with pytest.raises(error, match=f"^{re.escape(message)}$"):
                getattr(each, form)(language=language)


class TestNames:
    """The names are those of `name_in`, and the main ones where there are none."""

    def test_of_cities(self) -> None:
        cities = gnlc.cities()
        records = cities.to_records(language="fr")
        assert [record["name"] for record in records] == list(map(name, cities))
        assert [record["country_name"] for record in records] == [
            city.country.name_in("fr", city.country.common_name) for city in cities
        ]
        assert "Bakou" in {record["name"] for record in records}

    @given(BUNDLED_CITIES, st.sampled_from(["fr", "ar", "zh-Hant-TW", "eo"]))
    def test_of_any_language(self, city: gnlc.City, language: str) -> None:
        one = gnlc.cities(where=lambda each: each == city, include_withdrawn=True)
        [record] = one.to_records(language=language)
        assert record["name"] == city.name_in(language, city.name)

    def test_of_admissions(self) -> None:
        assert [record["city_name"] for record in TABLES.admissions.to_records(language="fr")] == [
            name(city) for city in gnlc.cities(include_withdrawn=True) for _ in city.admissions
        ]

    def test_of_countries(self) -> None:
        for record in TABLES.countries.to_records(language="de"):
            country = gnlc.country(record["alpha_2"])
            assert record["common_name"] == country.name_in("de", country.common_name)
            assert record["name"] == country.name

    def test_of_what_was_matched(self) -> None:
        matched = gnlc.match(["Ganja", "Baku", "Lima"])
        assert [row["name"] for row in matched.to_records(language="fr")] == [
            None if row.city is None else name(row.city) for row in matched
        ]

    def test_of_columns_of_a_frame(self) -> None:
        sheet = pandas.DataFrame({"city": ["Baku", "Lima"]})
        found = frames.match(sheet, "city", columns=["name", "country_name"], language="fr")
        assert found["gnlc_name"].fillna("-").tolist() == ["Bakou", "-"]
        assert found["gnlc_country_name"].fillna("-").tolist() == ["Azerba\u00efdjan", "-"]
        with pytest.raises(ValueError, match="language must be a BCP 47 tag such as 'fr', got '!'"):
            frames.match(sheet, "city", language="!")


def test_rows_without_such_names() -> None:
    for rows in TABLES:
        if rows.name not in ("cities", "admissions", "countries"):
            with pytest.raises(
                ValueError, match=f"of cities or countries, not of {rows.name}, got"
            ):
                rows.to_csv(language="fr")


def test_places_on_a_map_too() -> None:
    with pytest.raises(ValueError, match="language must be a BCP 47 tag such as 'fr', got '!'"):
        gnlc.cities(year=1999).to_geojson(language="!")
