"""Documents: what is written can be read, and what is not sound is told, all of it."""

import copy
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import bundled, codec
from gnlc.document import TABLES, rendered, written

DOCUMENT = bundled.document()

Json = Any


def small() -> Json:
    """A small sound document that tests may spoil."""
    return copy.deepcopy(
        {
            "format_version": 1,
            "data_version": "2026.11.23",
            "as_of": "2026-04-15",
            "sources": [
                {"id": "a-nd", "publisher": "A", "language": "en", "supports": "all of it"}
            ],
            "regions": [{"id": "africa", "name": "Africa", "sources": ["a-nd"]}],
            "countries": [
                {
                    "alpha_2": "KE",
                    "alpha_3": "KEN",
                    "numeric": "404",
                    "name": "Kenya",
                    "common_name": "Kenya",
                    "region": "africa",
                }
            ],
            "cities": [
                {
                    "id": "ke-nairobi",
                    "name": "Nairobi",
                    "country": "KE",
                    "kind": "city",
                    "admissions": [
                        {"listed_as": "Nairobi", "certainty": "stated", "sources": ["a-nd"]}
                    ],
                }
            ],
            "alternate_names": [{"city": "ke-nairobi", "names": ["Найроби"]}],
            "totals": [{"date": "2020", "countries": 55, "sources": ["a-nd"]}],
            "conflicts": [
                {
                    "id": "x",
                    "about": "x",
                    "claims": [
                        {"value": "1", "source": "a-nd"},
                        {"value": "2", "source": "a-nd"},
                    ],
                    "taken": "1",
                    "why": "x",
                }
            ],
        }
    )


def spoilt(path: str, value: Json) -> Json:
    """The small document with another value at a JSON Pointer; `...` takes it away."""
    document = small()
    *steps, last = path.split("/")[1:]
    place = document
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is ...:
        del place[last]
    elif isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return document


def problems(source: Any) -> list[gnlc.Problem]:
    with pytest.raises(gnlc.DataError) as caught:
        gnlc.load(source)
    return list(caught.value.problems)


class TestRoundTrip:
    """Nothing is lost between a document and its network."""

    def test_bundled_document(self) -> None:
        assert codec.to_document(codec.from_document(DOCUMENT)) == DOCUMENT
        assert codec.to_document(gnlc.network()) == DOCUMENT

    def test_both_ways_of_loading_give_the_same(self) -> None:
        loaded = gnlc.load(DOCUMENT)
        assert loaded == gnlc.network()
        assert hash(loaded) == hash(gnlc.network())
        assert loaded.cities() == gnlc.cities()
        assert loaded.city("Gəncə") == gnlc.city("Ganja")

    @given(networks())
    def test_any_network(self, network: gnlc.Network) -> None:
        text = gnlc.dumps(network)
        loaded = gnlc.load(text)
        assert loaded == network
        assert gnlc.dumps(loaded) == text
        assert codec.to_document(loaded) == json.loads(text) == codec.to_document(network)

    def test_of_the_small_document(self) -> None:
        network = gnlc.load(small())
        assert codec.to_document(network) == small()
        assert network.city("найроби").alternate_names == ("Найроби",)

    def test_of_the_smallest_document(self) -> None:
        head = {"format_version": 1, "data_version": "2026.11.23", "as_of": "2026-04-15"}
        assert codec.to_document(gnlc.load(head)) == head
        assert len(gnlc.load(head).cities()) == 0

    def test_unknown_may_be_written_as_null(self) -> None:
        document = spoilt("/cities/0/status_notes", None)
        assert gnlc.load(document) == gnlc.load(small())

    def test_degrees_may_be_whole(self) -> None:
        location = {**DOCUMENT["cities"][0]["location"], "latitude": 25, "longitude": -0}
        assert gnlc.load(spoilt("/cities/0/location", location)).city("Nairobi").location


class TestSources:
    """A document comes from a path, a file, text, bytes or a mapping."""

    def test_all_the_same(self, tmp_path: Path) -> None:
        text = json.dumps(small())
        path = tmp_path / "mine.json"
        path.write_text(text, "utf-8")
        expected = gnlc.load(small())
        with path.open(encoding="utf-8") as lines, path.open("rb") as raw:
            for source in (path, str(path), lines, raw, text, f"\n {text}", text.encode()):
                assert gnlc.load(source) == expected
        assert gnlc.load(io.StringIO(text)) == expected

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none.json", str(tmp_path / "none.json")):
            with pytest.raises(FileNotFoundError):
                gnlc.load(path)

    @pytest.mark.parametrize("source", [None, 5, ["x"], object()])
    def test_nothing_else(self, source: Any) -> None:
        with pytest.raises(TypeError, match="a document must be a path, an open file, bytes"):
            gnlc.load(source)


class TestText:
    """What is no JSON, or no object, is one problem of the whole."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "not JSON: Expecting value at line 1, column 1"),
            ("{", "not JSON: .* at line 1, column 2"),
            ('{"a": 1,}', "not JSON"),
            ("\ufeff{}", "begins with a byte order mark"),
            (" ", "not JSON"),
            ("[1]", r"a document must be an object, got \[1\]"),
            (b"5", "a document must be an object, got 5"),
            (b"\xef\xbb\xbf{}", "begins with a byte order mark"),
            ("{}".encode("utf-16"), "not UTF-8: invalid start byte at byte 0"),
            (b'{"a": "\xff"}', "not UTF-8: invalid start byte at byte 7"),
            ('{"a": NaN}', "NaN is no JSON"),
            ('{"a": -Infinity}', "-Infinity is no JSON"),
            ('{"a": {"b": 1, "b": 2}}', "the name 'b' stands twice in one object"),
            ('{"a":' * 100_000, "nested too deep"),
            ('{"a": ' + "9" * 5000 + "}", "not JSON that can be read: Exceeds the limit"),
        ],
    )
    def test_is_told(self, text: str | bytes, message: str) -> None:
        [(pointer, told)] = problems(text)
        assert pointer == ""
        assert re.search(message, told)


class TestProblems:
    """Each problem has its place and a sentence."""

    @pytest.mark.parametrize(
        ("path", "value", "pointer", "message"),
        [
            ("/format_version", 2, "/format_version", "must be an int from 1 to 1, got 2"),
            ("/format_version", ..., "", "the field 'format_version' is missing"),
            ("/as_of", "2026", "/as_of", "must be a date as YYYY-MM-DD, got '2026'"),
            ("/as_of", "2026-02-30", "/as_of", "day"),
            ("/as_of", 2026, "/as_of", "must be a date as YYYY-MM-DD, got 2026"),
            ("/data_version", "1", "/data_version", "data_version must be a date as YYYY.MM.DD"),
            ("/citys", [], "/citys", "there is no field 'citys'; did you mean 'cities'?"),
            ("/cities", {}, "/cities", "must be an array, got {}"),
            ("/cities/0", "x", "/cities/0", "must be an object, got 'x'"),
            ("/cities/0/nmae", "x", "/cities/0/nmae", "no field 'nmae'; did you mean 'name'?"),
            ("/cities/0/awards", [], "/cities/0/awards", "there is no field 'awards'"),
            ("/cities/0/name", ..., "/cities/0", "the field 'name' is missing"),
            ("/cities/0/name", 5, "/cities/0/name", "name must be a str, got 5"),
            ("/cities/0/name", "", "/cities/0/name", "name must not be empty"),
            ("/cities/0/id", "xx-x", "/cities/0", "must begin with the country's code"),
            ("/cities/0/kind", "town", "/cities/0/kind", "kind must be city, district"),
            (
                "/cities/0/country",
                "XX",
                "/cities/0/country",
                "unknown country 'XX'; declared are KE",
            ),
            ("/cities/0/country", 5, "/cities/0/country", "must be the alpha_2 of a country"),
            ("/cities/0/aliases", "abc", "/cities/0/aliases", "must be an array, got 'abc'"),
            ("/cities/0/aliases", [5], "/cities/0/aliases", "aliases must be a str, got 5"),
            ("/cities/0/admissions", [], "/cities/0/admissions", "1 or more, got 0"),
            (
                "/cities/0/admissions/0/sources",
                ["a-nd", "b-nd"],
                "/cities/0/admissions/0/sources/1",
                "unknown source 'b-nd'; declared are a-nd",
            ),
            (
                "/cities/0/admissions/0/announced_on",
                "2020-09-23",
                "/cities/0/admissions/0",
                "announced on 2020-09-23, but the year is None",
            ),
            ("/cities/0/location", {"latitude": 91}, "/cities/0/location/latitude", "from -90"),
            ("/alternate_names/0/city", "ke-x", "/alternate_names/0/city", "unknown city 'ke-x'"),
            ("/alternate_names/0/names", [], "/alternate_names/0/names", "1 or more"),
            ("/alternate_names/0/names", "abc", "/alternate_names/0/names", "must be an array"),
            ("/alternate_names/0", 5, "/alternate_names/0", "must be an object, got 5"),
            ("/totals/0/date", "soon", "/totals/0/date", "must be a date as YYYY, YYYY-MM or"),
            ("/totals/0/date", 2020, "/totals/0/date", "must be a date as YYYY, YYYY-MM or"),
            ("/totals/0/cities", 5, "/totals/0", "cities_qualifier must be given together"),
            ("/conflicts/0/claims/1/source", "z", "/conflicts/0/claims/1/source", "unknown source"),
            ("/conflicts/0/announcement", "2020", "/conflicts/0/announcement", "declared are none"),
            ("/awards", [{"year": 2019}], "/awards/0", "the field 'recipients' is missing"),
            ("/award_note", 5, "/award_note", "award_note must be a str"),
        ],
    )
    def test_is_told(self, path: str, value: Json, pointer: str, message: str) -> None:
        told = problems(spoilt(path, value))
        assert any(at == pointer and message in text for at, text in told), told

    @pytest.mark.parametrize("table", ["sources", "regions", "countries", "cities"])
    def test_a_key_twice(self, table: str) -> None:
        document = small()
        document[table].append(document[table][0])
        key = {"countries": "alpha_2"}.get(table, "id")
        assert (f"/{table}/1/{key}", "is that of an earlier record too") in [
            (pointer, message[-32:]) for pointer, message in problems(document)
        ]

    def test_a_name_is_escaped_in_the_pointer(self) -> None:
        [(pointer, message)] = problems({**small(), "x~/y": []})
        assert pointer == "/x~0~1y"
        assert message == "there is no field 'x~/y'"

    def test_a_name_that_is_no_text(self) -> None:
        assert problems({**small(), 5: []}) == [("/5", "there is no field 5")]
        document = small()
        document["cities"][0][None] = 1
        assert problems(document) == [("/cities/0/None", "there is no field None")]

    def test_a_table_that_cannot_be_read_is_told_once(self) -> None:
        assert problems({**small(), "sources": {}}) == [("/sources", "must be an array, got {}")]
        assert problems({**small(), "cities": {}}) == [("/cities", "must be an array, got {}")]

    def test_an_award_that_is_not_sound_is_told_where_it_is(self) -> None:
        award: Json = {"year": "2019", "recipients_stated": 1, "sources": ["a-nd"]}
        award["recipients"] = [{"name": "Nairobi", "country": "KE", "city": "ke-nairobi"}]
        [(pointer, _)] = problems({**small(), "awards": [award]})
        assert pointer == "/awards/0/year"
        twice = [{**award, "year": 2019}] * 2
        [problem] = problems({**small(), "awards": twice})
        assert problem.pointer == "/awards"

    def test_alternate_names_twice(self) -> None:
        document = small()
        document["alternate_names"] *= 2
        assert problems(document) == [
            ("/alternate_names/1/city", "the city 'ke-nairobi' has an earlier record too")
        ]

    def test_two_announcements_of_a_year(self) -> None:
        document = small()
        document["announcements"] = [
            {"id": key, "year": 2016, "kind": "rolling", "title": "x", "sources": ["a-nd"]}
            for key in "ab"
        ]
        assert problems(document) == [
            ("", "announcements of 2016 and 2016: one a year, in order of time")
        ]

    def test_all_are_told_at_once(self) -> None:
        document = small()
        document["as_of"] = "soon"
        document["sources"][0]["publisher"] = ""
        document["cities"][0].update(name=5, country="XX", kind="x", nonsense=1)
        document["totals"][0]["date"] = None
        assert [pointer for pointer, _ in problems(document)] == [
            "/as_of",
            "/sources/0/publisher",
            "/cities/0/name",
            "/cities/0/country",
            "/cities/0/kind",
            "/cities/0/nonsense",
            "/totals/0/date",
        ]

    def test_a_record_is_not_blamed_for_another(self) -> None:
        assert problems(spoilt("/sources/0/publisher", "")) == [
            ("/sources/0/publisher", "publisher must not be empty")
        ]

    def test_the_error_tells_them_all(self) -> None:
        document = small()
        document["cities"] *= 30
        with pytest.raises(gnlc.DataError) as caught:
            gnlc.load(document)
        error = caught.value
        assert isinstance(error, gnlc.GnlcError)
        assert isinstance(error, ValueError)
        assert len(error.problems) == 29
        assert str(error).startswith(
            "29 problems in the document:\n  /cities/1/id: id 'ke-nairobi'"
        )
        assert str(error).endswith("and 19 more")
        [only] = gnlc.DataError(error.problems[:1]).problems
        assert str(only) == f"{only.pointer}: {only.message}"
        assert str(gnlc.DataError([gnlc.Problem("", "x")])) == "1 problem in the document:\n  x"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


class TestAnything:
    """Whatever comes in, out comes a network or a `DataError`."""

    @given(JUNK)
    def test_junk(self, value: Json) -> None:
        if isinstance(value, dict):
            assert problems(value)

    @given(st.data())
    def test_spoilt_documents(self, data: st.DataObject) -> None:
        document = small()
        place: Json = document
        while True:
            steps = list(place) if isinstance(place, dict) else range(len(place))
            step = data.draw(st.sampled_from(list(steps)))
            if not isinstance(place[step], dict | list) or not place[step]:
                break
            if data.draw(st.integers(0, 4)) == 0:
                break
            place = place[step]
        place[step] = data.draw(JUNK)
        try:
            network = gnlc.load(document)
        except gnlc.DataError as error:
            assert error.problems
        else:
            assert gnlc.load(codec.to_document(network)) == network

    @given(st.text() | st.binary())
    def test_text(self, text: str | bytes) -> None:
        if isinstance(text, bytes) or not text or text.lstrip()[:1] in ("{", "["):
            assert problems(text)


class TestRendered:
    """The text of a document is for people, and the same for the same document."""

    @given(JUNK.filter(lambda value: not isinstance(value, float)))
    def test_is_json(self, value: Json) -> None:
        try:
            text = rendered(value)
        except ValueError:
            assert "nan" in str(value) or "inf" in str(value)
        else:
            assert json.loads(text) == value
            assert text.endswith("\n")

    def test_has_short_lines_and_one_for_each_record(self) -> None:
        value = {"a": [{"b": 1}, {"b": [1, 2]}], "c": {}, "d": []}
        assert rendered(value) == (
            '{\n "a": [\n  {"b": 1},\n  {"b": [1, 2]}\n ],\n "c": {},\n "d": []\n}\n'
        )

    def test_written_leaves_out_the_unknown(self) -> None:
        assert written({"a": None, "b": [], "c": [{"d": None, "e": 0}], "f": False, "g": ""}) == {
            "c": [{"e": 0}],
            "f": False,
            "g": "",
        }

    def test_every_table_is_in_the_document(self) -> None:
        assert set(TABLES) <= set(DOCUMENT)
