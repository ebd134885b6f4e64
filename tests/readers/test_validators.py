"""Tools of others find the data sound, and damaged copies of it not."""

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import frictionless
import jsonschema_rs
import pytest
from hypothesis import given
from jsonschema import Draft7Validator, Draft202012Validator
from strategies import broken_documents, documents

import gnlc
from gnlc import bundled
from gnlc.layout import TABLES

DATA = Path(gnlc.__file__).parent / "data"
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "package.md"
PACKAGE: Any = bundled.read("datapackage")
SCHEMAS: dict[str, Any] = {each["name"]: each["schema"] for each in PACKAGE["resources"]}

Damage = Callable[[list[Any]], object]


def run(module: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run a tool as a command. It is not to ask the network, which it would not get through to."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **nowhere, "PYTHONIOENCODING": "utf-8"},
    )


def errors_of(folder: Path, table: str) -> list[tuple[str, int]]:
    """Return what frictionless finds wrong with a table: the kind of error and the row's number."""
    package = frictionless.Package(str(folder / "datapackage.json"))
    report = package.get_resource(table).validate()
    assert not report.errors
    return [(error.type, error.to_dict()["rowNumber"]) for error in report.tasks[0].errors]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data that can be damaged."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def damage_table(folder: Path, table: str, damage: Damage) -> dict[str, Any]:
    """Damage a table of a folder, and return the damaged document."""
    path = folder / f"{table}.json"
    records = json.loads(path.read_text("utf-8"))
    damage(records)
    path.write_text(json.dumps(records), "utf-8")
    return {**bundled.document(), table: records}


def with_field(row: int, **fields: object) -> Damage:
    return lambda records: records[row].update(fields)


def without_field(row: int, field: str) -> Damage:
    return lambda records: records[row].pop(field)


def twice(records: list[Any]) -> None:
    records.append(records[0])


class TestDescriptor:
    """The descriptor is one of Data Package 2.0, and describes all tables."""

    def test_follows_the_official_profile(self) -> None:
        profile = json.loads(files("dplib").joinpath("profiles/2.0/datapackage.json").read_text())
        Draft7Validator(profile, format_checker=Draft7Validator.FORMAT_CHECKER).validate(PACKAGE)
        assert PACKAGE["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"

    def test_tells_what_the_package_is(self) -> None:
        assert PACKAGE["name"] == "gnlc"
        assert PACKAGE["version"] == gnlc.DATA_VERSION
        assert PACKAGE["created"].startswith(gnlc.DATA_VERSION[:10].replace(".", "-"))
        assert [licence["name"] for licence in PACKAGE["licenses"]] == ["CC-BY-4.0"]
        assert "https://www.geonames.org" in [source["path"] for source in PACKAGE["sources"]]

    def test_describes_every_table(self) -> None:
        assert tuple(SCHEMAS) == TABLES
        assert all((DATA / each["path"]).is_file() for each in PACKAGE["resources"])

    @pytest.mark.parametrize("table", TABLES)
    def test_describes_every_field(self, table: str) -> None:
        fields = [field["name"] for field in SCHEMAS[table]["fields"]]
        dialect = next(each["dialect"] for each in PACKAGE["resources"] if each["name"] == table)
        assert dialect["itemKeys"] == dialect["json"]["keys"] == fields
        assert {name for record in bundled.read(table) for name in record} <= set(fields)
        assert all(field["description"] for field in SCHEMAS[table]["fields"])

    def test_has_patterns_as_the_standard_wants_them(self) -> None:
        """They are those of XML Schema: without anchors, looking ahead, escaped characters."""
        patterns = {
            field["constraints"]["pattern"]
            for schema in SCHEMAS.values()
            for field in schema["fields"]
            if "pattern" in field.get("constraints", {})
        }
        assert "([A-Z]{2})" in patterns
        assert not [pattern for pattern in patterns if re.search(r"^\^|\$$|\(\?|\\u", pattern)]

    def test_knows_what_refers_to_what(self) -> None:
        foreign = {
            (table, *key["fields"], key["reference"]["resource"], *key["reference"]["fields"])
            for table, schema in SCHEMAS.items()
            for key in schema.get("foreignKeys", [])
        }
        assert foreign == {
            ("countries", "region", "regions", "id"),
            ("subdivisions", "country", "countries", "alpha_2"),
            ("cities", "country", "countries", "alpha_2"),
            ("cities", "subdivision", "subdivisions", "code"),
            ("place_names", "city", "cities", "id"),
            ("alternate_names", "city", "cities", "id"),
            ("conferences", "country", "countries", "alpha_2"),
            ("conferences", "city", "cities", "id"),
            ("national_counts", "country", "countries", "alpha_2"),
            ("conflicts", "announcement", "announcements", "id"),
        }

    def test_knows_the_keys(self) -> None:
        keys = {table: schema.get("primaryKey") for table, schema in SCHEMAS.items()}
        named = {
            "countries": ["alpha_2"],
            "subdivisions": ["code"],
            "alternate_names": ["city"],
            "place_names": ["city"],
            "conferences": ["number"],
            "awards": ["year"],
            "sizes": None,
            "national_counts": None,
        }
        assert keys == {table: named.get(table, ["id"]) for table in TABLES}


def test_examples_of_the_page() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.attempted > 5
    assert found.failed == 0


class TestFrictionless:
    """Frictionless finds the tables valid by their descriptor, and damaged tables not."""

    def test_command_accepts_the_bundled_data(self) -> None:
        done = run("frictionless", "validate", DATA / "datapackage.json", "--json")
        report = json.loads(done.stdout)
        assert (done.returncode, report["valid"], report["warnings"]) == (0, True, [])
        rows = {task["name"]: task["stats"]["rows"] for task in report["tasks"]}
        assert rows == {table: len(bundled.read(table)) for table in TABLES}

    def test_command_refuses_damaged_data(self, copy: Path) -> None:
        damage_table(copy, "cities", with_field(5, country="ZZ"))
        done = run("frictionless", "validate", copy / "datapackage.json")
        assert done.returncode == 1
        assert "foreign-key" in done.stdout

    @pytest.mark.parametrize(
        ("kind", "table", "row", "damage"),
        [
            ("type-error", "countries", 3, with_field(3, numeric=36)),
            ("type-error", "sizes", 0, with_field(0, cities="many")),
            ("type-error", "sizes", 0, with_field(0, cities=True)),
            ("type-error", "announcements", -1, with_field(-1, announced_on="2025-13-01")),
            ("type-error", "cities", 2, with_field(2, location=[40.7, 46.4])),
            ("type-error", "cities", 2, with_field(2, admissions={})),
            ("foreign-key", "cities", 5, with_field(5, country="ZZ")),
            ("foreign-key", "countries", 5, with_field(5, region="atlantis")),
            ("foreign-key", "alternate_names", -1, with_field(-1, city="zz-nowhere")),
            ("foreign-key", "conferences", 2, with_field(2, city="zz-nowhere")),
            ("foreign-key", "national_counts", 1, with_field(1, country="ZZ")),
            ("constraint-error", "national_counts", 0, with_field(0, cities=0)),
            ("foreign-key", "conflicts", 2, with_field(2, announcement="1999")),
            *[
                ("primary-key", table, -1, twice)
                for table in TABLES
                if table not in ("sizes", "national_counts")
            ],
            ("constraint-error", "cities", 7, with_field(7, kind="village")),
            ("constraint-error", "cities", 0, without_field(0, "name")),
            ("constraint-error", "cities", -1, without_field(-1, "admissions")),
            ("constraint-error", "cities", 7, with_field(7, name=None)),
            ("constraint-error", "cities", 7, with_field(7, status_notes="")),
            ("constraint-error", "cities", 7, with_field(7, admissions=[])),
            ("constraint-error", "conferences", 1, with_field(1, number=0)),
            ("constraint-error", "sources", -1, with_field(-1, language="English")),
            ("constraint-error", "sizes", 1, with_field(1, date="soon")),
        ],
    )
    def test_refuses_what_the_loader_refuses(
        self, copy: Path, kind: str, table: str, row: int, damage: Damage
    ) -> None:
        document = damage_table(copy, table, damage)
        # Rows are counted from 1, and a header is counted that JSON does not have.
        assert (kind, range(len(document[table]))[row] + 2) in errors_of(copy, table)
        with pytest.raises(gnlc.DataError):
            gnlc.Network.from_dict(document)

    @pytest.mark.parametrize("table", ["countries", "cities", "announcements"])
    def test_looks_at_fields_that_the_first_record_has_not(self, copy: Path, table: str) -> None:
        first, *rest = bundled.read(table)
        row, field = next(
            (row, name)
            for row, record in enumerate(rest, 1)
            for name in record
            if name not in first
        )
        damage_table(copy, table, with_field(row, **{field: False}))
        assert errors_of(copy, table) == [("type-error", row + 2)]

    @pytest.mark.parametrize(
        ("table", "damage"),
        [
            ("cities", with_field(5, name=" Baku")),
            ("sources", with_field(5, url="example.org")),
            ("cities", with_field(5, nonsense=1)),
            ("cities", with_field(0, nonsense=1)),
            ("cities", with_field(5, aliases=["x", "x"])),
            ("cities", with_field(5, admissions=[{}])),
            ("cities", with_field(5, id="zz-nowhere")),
            ("regions", with_field(0, sources=["nobody"])),
            ("sizes", with_field(0, cities="49")),
            ("sizes", with_field(0, cities=49.0)),
            ("sizes", without_field(0, "cities_qualifier")),
        ],
    )
    def test_leaves_the_rest_to_the_loader(self, copy: Path, table: str, damage: Damage) -> None:
        document = damage_table(copy, table, damage)
        assert errors_of(copy, table) == []
        with pytest.raises(gnlc.DataError):
            gnlc.Network.from_dict(document)


class TestCheckJsonschema:
    """Check-jsonschema finds the schema a schema, the data valid by it, and damaged data not."""

    SCHEMA = DATA / "document.schema.json"

    def test_accepts_the_schema(self) -> None:
        done = run("check_jsonschema", "--check-metaschema", self.SCHEMA)
        assert done.returncode == 0, done.stdout

    def test_accepts_the_bundled_document_and_refuses_a_damaged_one(self, tmp_path: Path) -> None:
        document = bundled.document()
        sound, unsound = tmp_path / "sound.json", tmp_path / "unsound.json"
        sound.write_text(json.dumps(document), "utf-8")
        document["cities"][5]["kind"] = "village"
        unsound.write_text(json.dumps(document), "utf-8")
        done = run("check_jsonschema", "--schemafile", self.SCHEMA, sound)
        assert done.returncode == 0, done.stdout
        done = run("check_jsonschema", "--schemafile", self.SCHEMA, sound, unsound)
        assert done.returncode == 1
        assert "unsound.json::$.cities[5].kind: 'village' is not one of" in done.stdout
        assert "/sound.json" not in done.stdout


class TestOtherEngine:
    """A validator written in another language reads the schema and its patterns."""

    SCHEMA = jsonschema_rs.validator_for(bundled.read("document.schema"))

    def test_accepts_the_bundled_document(self) -> None:
        assert self.SCHEMA.is_valid(bundled.document())

    @given(documents())
    def test_accepts_what_the_loader_accepts(self, document: Any) -> None:
        assert self.SCHEMA.is_valid(document)

    @given(broken_documents())
    def test_agrees_with_the_other_validator(self, broken: Any) -> None:
        ours = Draft202012Validator(bundled.read("document.schema"))
        assert self.SCHEMA.is_valid(broken.document) == ours.is_valid(broken.document)
