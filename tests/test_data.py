"""The bundled data: in its one form, up to date, and as the docs say."""

import datetime
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import derive
import pages
import pycountry
import pytest
import recorded
from hypothesis import given
from jsonschema import Draft202012Validator
from schema import schema, with_examples
from strategies import networks

import gnlc
from gnlc import bundled, packaged
from gnlc.layout import (
    ALTERNATE_NAMES,
    CORE_TABLES,
    NETWORK,
    SIDE_TABLES,
    TABLES,
    WIDTH,
    WIDTHS,
    parse,
    render,
)
from gnlc.names.folding import fold
from gnlc.names.generic import GENERIC_WORDS
from gnlc.names.packing import keys_by_city, unpack_keys
from gnlc.query.keys import further_keys_of, keys_of
from gnlc.query.search import labels_of

DATA = Path(gnlc.__file__).parent / "data"
ROOT = Path(__file__).parents[1]
NETWORK_OF = gnlc.network()
EVERYBODY = gnlc.cities(include_withdrawn=True)
ALTERNATES: Any = bundled.read(ALTERNATE_NAMES)
KEYS = unpack_keys(keys_by_city(bundled.read(bundled.KEYS)), ALTERNATES)
SCHEMA: Any = bundled.read("document.schema")
COUNTS: Any = bundled.read("national_counts")
SOURCES: Any = {source["id"]: source for source in bundled.read("sources")}
SHOWN: Any = with_examples(SCHEMA, bundled.document())
FIELDS = [
    (f"{record}.{name}", field)
    for record, node in {"document": SHOWN, **SHOWN["$defs"]}.items()
    for name, field in node.get("properties", {}).items()
]


class TestFiles:
    def test_nothing_else_is_there(self) -> None:
        files = {f"{name}.json" for name in (NETWORK, *TABLES, bundled.KEYS, bundled.MEANINGS)}
        described = {
            "datapackage.json",
            "document.schema.json",
            "land.json",
            "places.json",
        }
        described |= {"territories.json", "country_names.json", "areas.json"}
        described |= {"generic_words.json", "land.json", "places.json"}
        # Where it is installed, the licence is with the metadata.
        there = {path.name for path in DATA.iterdir()} - {"LICENSE"}
        assert there == files | described

    @pytest.mark.parametrize("name", [NETWORK, *TABLES])
    def test_are_in_the_one_form(self, name: str) -> None:
        text = (DATA / f"{name}.json").read_text("utf-8")
        assert render(json.loads(text), width=WIDTHS.get(name, WIDTH)) == text

    @pytest.mark.parametrize("name", [*CORE_TABLES, *SIDE_TABLES])
    def test_are_split_by_key(self, name: str) -> None:
        records = {key: parse(record) for key, record in packaged.records(name).items()}
        assert records == {next(iter(each.values())): each for each in bundled.read(name)}

    @pytest.mark.any_python
    def test_tool_finds_nothing_stale(self) -> None:
        """What other versions of packages were used for is skipped, and named on stderr."""
        command = [sys.executable, str(ROOT / "tools" / "derive.py"), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr

    def test_a_patch_that_was_sent_changes_what_it_says(self, tmp_path: Path) -> None:
        cities = bundled.read("cities")
        [ganja] = [city for city in cities if city["id"] == "az-ganja"]
        ganja["admissions"][0] |= {"year": 2019, "announced_on": None}
        admissions = [{k: v for k, v in ganja["admissions"][0].items() if v is not None}]
        ganja["admissions"] = admissions
        sent = {"id": "az-ganja", "admissions": admissions}
        patch = tmp_path / "correction.json"
        patch.write_text(json.dumps({"format_version": 1, "patch": True, "cities": [sent]}))
        made = {product.path.name: product for product in derive.products(patch)}
        assert json.loads(made["cities.json"].text()) == cities
        for name in set(TABLES) - {"cities"}:
            assert made[f"{name}.json"].text() == (DATA / f"{name}.json").read_text("utf-8")

    def test_keys_are_those_of_the_names(self) -> None:
        assert keys_of(EVERYBODY) == KEYS

    def test_labels_are_those_of_the_cities(self) -> None:
        of_data, of_cities = gnlc.network()._folded.get()["labels"](), labels_of(EVERYBODY)
        assert list(of_data.cities) == list(of_cities.cities)
        assert of_data.countries.items() >= of_cities.countries.items()
        assert of_data.subdivisions.items() >= of_cities.subdivisions.items()

    def test_further_keys_are_those_of_the_names(self) -> None:
        further = unpack_keys(keys_by_city(bundled.read(bundled.MEANINGS)["further"]))
        assert further_keys_of(EVERYBODY) == further

    def test_generic_words_are_in_the_one_form(self) -> None:
        text = (DATA / f"{GENERIC_WORDS}.json").read_text("utf-8")
        entries = json.loads(text)
        assert render(entries) == text
        languages = [entry.pop("language") for entry in entries]
        assert languages == sorted(set(languages))
        assert len(languages) >= 40
        fields = {"words", "before", "after", "areas", "particles", "prefixes", "suffixes"}
        fields |= {"municipal", "inflecting", "beginnings", "endings"}
        for entry in entries:
            assert ("inflecting" in entry) == ("countries" in entry)
            assert ("inflecting" in entry) == ("beginnings" in entry or "endings" in entry)
            codes = entry.pop("countries", [])
            assert all(pycountry.countries.get(alpha_2=code) for code in codes)
            assert codes == sorted(set(codes))
            assert fields.issuperset(entry)
            for words in entry.values():
                assert len(words) == len(set(words))
                assert all(fold(word) for word in words)

    @pytest.mark.parametrize("installed", [None, "0"])
    def test_what_other_versions_made_is_not_compared(
        self, installed: str | None, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        monkeypatch.setattr(derive, "_version", lambda _: installed)
        assert derive.stale(check=True) == []
        skipped = {
            name: f"needs {' and '.join(versions)}"
            if installed is None
            else "made with " + " and ".join(map(" ".join, versions.items()))
            for name, versions in json.loads(derive.RECORDED.read_text("utf-8")).items()
        }
        lines = capsys.readouterr().err.splitlines()
        assert dict(line.split(": skipped, ") for line in lines) == skipped

    def test_versions_are_recorded(self) -> None:
        made_with = json.loads(derive.RECORDED.read_text("utf-8"))
        assert {name: set(versions) for name, versions in made_with.items()} == {
            product.name: set(product.packages) for product in derive.products() if product.packages
        }

    def test_every_name_has_a_key(self) -> None:
        for city in EVERYBODY:
            for name in city.names:
                assert city.id in KEYS[fold(name)].split()

    @pytest.mark.parametrize(
        ("table", "key"),
        [
            ("sources", "id"),
            ("countries", "alpha_2"),
            ("cities", "id"),
            ("alternate_names", "city"),
            ("national_counts", "country date"),
        ],
    )
    def test_records_are_easy_to_find(self, table: str, key: str) -> None:
        keys = [[record[name] for name in key.split()] for record in bundled.read(table)]
        assert keys == sorted(keys)


class TestSchema:
    """The JSON Schema says what the loader says, as far as it has words for it."""

    def test_is_one(self) -> None:
        Draft202012Validator.check_schema(SCHEMA)
        assert SCHEMA["$id"] == "urn:x-gnlc:document:1"

    def test_is_small(self) -> None:
        assert (DATA / "document.schema.json").stat().st_size < 80_000

    @pytest.mark.parametrize(("name", "field"), FIELDS)
    def test_tells_what_a_field_is(self, name: str, field: Any) -> None:
        assert field["description"].endswith("."), name

    def test_tells_what_a_record_is(self) -> None:
        for record in (SCHEMA, *SCHEMA["$defs"].values()):
            assert record["description"].endswith(".")

    @pytest.mark.parametrize(("name", "field"), [pair for pair in FIELDS if "examples" in pair[1]])
    def test_examples_are_valid(self, name: str, field: Any) -> None:
        (example,) = field["examples"]
        schema = {**field, "$defs": SCHEMA["$defs"]}
        Draft202012Validator(schema).validate(example)
        assert len(json.dumps(example, ensure_ascii=False)) <= 100, name

    def test_shows_what_every_record_has(self) -> None:
        text = {"$ref": "#/$defs/text"}
        always = {n: f for n, f in FIELDS if "pattern" in f or text.items() <= f.items()}
        assert {"City.id", "City.name"} <= always.keys()
        assert {name for name, field in always.items() if "examples" not in field} == set()

    def test_is_made_of_the_records(self) -> None:
        assert schema() == SCHEMA

    def test_accepts_the_bundled_document(self) -> None:
        Draft202012Validator(SCHEMA).validate(bundled.document())

    @given(networks())
    def test_accepts_every_network(self, network: gnlc.Network) -> None:
        assert Draft202012Validator(SCHEMA).is_valid(network.to_dict())

    @pytest.mark.parametrize(
        ("table", "change"),
        [
            ("cities", {"name": ""}),
            ("cities", {"name": None}),
            ("cities", {"kind": "village"}),
            ("cities", {"admissions": []}),
            ("cities", {"award_years": [2019]}),
            ("cities", {"known_member_by": "soon"}),
            ("countries", {"alpha_2": "AZE"}),
            ("sources", {"nonsense": 1}),
            ("sources", {"url": "example.org"}),
            ("announcements", {"announced_on": "2020"}),
            ("conferences", {"number": 0}),
            ("conflicts", {"claims": []}),
            ("alternate_names", {"names": []}),
        ],
    )
    def test_refuses_what_the_loader_refuses(self, table: str, change: dict[str, Any]) -> None:
        document = bundled.document()
        document[table][0].update(change)
        assert not Draft202012Validator(SCHEMA).is_valid(document)
        with pytest.raises(gnlc.DataError):
            gnlc.Network.from_dict(document)


class TestTruth:
    def test_versions(self) -> None:
        changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
        assert f"- {gnlc.DATA_VERSION}" in changelog
        assert re.fullmatch(r"\d{4}\.\d{2}\.\d{2}(\.\d+)?", gnlc.DATA_VERSION)
        year, month, day, *_ = map(int, gnlc.DATA_VERSION.split("."))
        assert datetime.date(year, month, day) >= NETWORK_OF.as_of

    def test_as_of_is_the_day_of_the_latest_source(self) -> None:
        days = [s.published.latest for s in NETWORK_OF.sources() if s.published and s.published.day]
        assert max(days) == NETWORK_OF.as_of

    def test_no_alternate_name_is_on_record_otherwise(self) -> None:
        labels = {each["city"]: set(each["names"].values()) for each in bundled.read("place_names")}
        for record in ALTERNATES:
            city = gnlc.city(record["city"])
            known = {city.name, *city.aliases, *(each.listed_as for each in city.admissions)}
            if city.location is not None and city.location.relation == "same":
                known |= {city.location.name, *labels.get(city.id, ())}
            assert known.isdisjoint(record["names"]), city

    def test_announcement_of_a_city_is_that_of_its_year(self) -> None:
        for city in EVERYBODY:
            for admission in city.admissions:
                if admission.year is None:
                    continue
                announcement = gnlc.announcement(admission.year)
                if announcement.kind == "round":
                    assert admission.announced_on == announcement.announced_on

    def test_withdrawn_cities_are_those_of_the_corrections(self) -> None:
        corrected = {
            (city.id, correction.corrected_on)
            for announcement in gnlc.announcements()
            for correction in announcement.corrections
            for city in correction.withdrawn_cities
        }
        assert corrected == {
            (city.id, admission.withdrawn_on)
            for city in EVERYBODY
            for admission in city.admissions
            if admission.withdrawn
        }

    def test_what_has_a_note_on_certainty(self) -> None:
        for city in EVERYBODY:
            for admission in city.admissions:
                assert admission.sources
                if admission.certainty == "inferred":
                    assert admission.note is not None

    def test_counts_that_the_documentation_names(self) -> None:
        changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
        countries = recorded.countries_of(recorded.CITIES)
        assert f"{len(recorded.CITIES)} cities of {len(countries)} countries" in changelog
        assert {country.alpha_2 for country in gnlc.countries()} == countries

    def test_every_country_is_used(self) -> None:
        recipients = [r for award in recorded.table("awards") for r in award["recipients"]]
        counts = recorded.table("national_counts")
        used = set().union(*map(recorded.countries_of, (recorded.CITIES, recipients, counts)))
        assert used == set(recorded.COUNTRY)

    def test_recipients_are_as_their_cities(self) -> None:
        cities = {city["id"]: city for city in recorded.CITIES}
        for award in recorded.table("awards"):
            for recipient in award["recipients"]:
                if "city" in recipient:
                    city = cities[recipient["city"]]
                    assert recipient["country"] == city["country"]
                    assert award["year"] in gnlc.city(city["id"]).award_years

    def test_rounds_have_what_was_stated(self) -> None:
        for announcement in recorded.table("announcements"):
            if announcement["kind"] == "round":
                there = recorded.admitted_in(announcement["year"])
                assert announcement["announced_on"]
                assert len(there) <= announcement["cities_stated"]
                assert len(recorded.countries_of(there)) <= announcement["countries_stated"]

    def test_totals_are_those_of_the_announcements(self) -> None:
        totals = {total["date"]: total for total in recorded.table("sizes")}
        for announcement in recorded.table("announcements"):
            total = totals.get(announcement.get("announced_on"), {})
            for what in ("cities", "countries"):
                stated = announcement.get(f"network_{what}_stated")
                if what in total and stated is not None:
                    assert total[what] == stated

    def test_no_name_leads_to_two_cities(self) -> None:
        """But for names that fold alike, which their very spelling tells apart."""
        spelled = Counter(
            name.casefold() for city in EVERYBODY for name in {n.casefold() for n in city.names}
        )
        assert [name for name, count in spelled.items() if count > 1] == []

    def test_attribution_is_everywhere(self) -> None:
        for path in ("README.md", "docs/explanation/data.md", "src/gnlc/data/LICENSE"):
            text = (ROOT / path).read_text("utf-8")
            assert "GeoNames" in text
            assert "CLDR" in text


class TestNationalCounts:
    """Each count is one that a source on record states of a country on record."""

    def test_name_a_country_and_sources_on_record(self) -> None:
        countries = {country["alpha_2"] for country in bundled.read("countries")}
        assert COUNTS
        for count in COUNTS:
            assert count["country"] in countries
            assert count["sources"]
            assert SOURCES.keys() >= set(count["sources"])

    def test_no_source_states_two_of_one_day(self) -> None:
        stated = Counter(
            (count["country"], count["date"], source)
            for count in COUNTS
            for source in count["sources"]
        )
        assert [key for key, times in stated.items() if times > 1] == []

    def test_are_not_of_a_time_after_their_sources(self) -> None:
        for count in COUNTS:
            for source in count["sources"]:
                published = SOURCES[source].get("published", "9999")
                assert count["date"] <= last_day(published), count

    def test_date_that_no_source_bears_is_explained(self) -> None:
        for count in COUNTS:
            if not any("published" in SOURCES[source] for source in count["sources"]):
                assert "no date" in count["note"], count

    def test_count_below_the_record_is_explained(self) -> None:
        for count in COUNTS:
            least, _ = members_by(count)
            if count["cities"] < least:
                assert "see " in count["note"], count

    def test_page_sets_them_next_to_the_record(self) -> None:
        for raw, count in zip(COUNTS, NETWORK_OF.national_counts(), strict=True):
            assert pages.count_recorded(NETWORK_OF, count) == members_by(raw), raw


def members_by(count: Any) -> tuple[int, int]:
    """How many members of a country had joined by the date of a count, at least and at most.

    Counted in the files, and with dates as text.
    """
    end = last_day(count["date"])
    as_of = bundled.read(NETWORK)["as_of"]
    least = most = 0
    for city in bundled.read("cities"):
        first = city["admissions"][0]
        if city["country"] != count["country"] or "withdrawn_on" in first:
            continue
        joined = first.get("announced_on") or str(first.get("year", ""))
        known = min(last_day(city.get("known_member_by", as_of)), as_of)
        least += (last_day(joined) if joined else known) <= end
        most += joined <= end
    return least, most


def last_day(date: str) -> str:
    """The last day that a date may mean; no day of a month is after it as text."""
    return date + {4: "-12-31", 7: "-31", 10: ""}[len(date)]


class TestNextAdmission:
    """The next admission is a matter of data alone."""

    def test_page_names_tests_that_there_are(self) -> None:
        page = ROOT / "docs" / "how-to" / "add-an-admission.md"
        tests = Path(__file__).read_text("utf-8")
        named = re.findall("^[|] `(test_[a-z_]+)`", page.read_text("utf-8"), re.MULTILINE)
        assert len(named) > 5
        assert [name for name in named if f"def {name}(" not in tests] == []

    def test_a_round_of_2099(self) -> None:
        document = bundled.document()
        document["sources"].append(
            {
                "id": "office-2099",
                "publisher": "UIL",
                "language": "en",
                "cited_for": "the new members",
            }
        )
        document["announcements"].append(
            {
                "id": "2099",
                "year": 2099,
                "kind": "round",
                "announced_on": "2099-06-30",
                "title": "Admission of 2099",
                "cities_stated": 80,
                "sources": ["office-2099"],
            }
        )
        document["cities"].append(
            {
                "id": "az-xanadu",
                "name": "Xanadu",
                "country": "AZ",
                "kind": "city",
                "admissions": [
                    {
                        "year": 2099,
                        "announced_on": "2099-06-30",
                        "listed_as": "Xanadu",
                        "certainty": "stated",
                        "sources": ["office-2099"],
                    }
                ],
                "aliases": ["Şanadü"],
            }
        )
        network = gnlc.Network.from_dict(document)
        assert network.city("ŞANADÜ").year == 2099
        assert network.cities(announcement=2099).ids == ("az-xanadu",)
        assert network.search("zanadu")[0].city.id == "az-xanadu"
        row = network.coverage()[-2]
        assert (row.year, row.cities_stated, row.cities_missing) == (2099, 80, 79)
        assert len(network.cities(as_of=2098)) == len(gnlc.cities())
