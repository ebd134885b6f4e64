"""The form of documents: its names, what is left out, where lines break."""

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnlc import layout as document
from gnlc.layout import Records, is_array, is_object, parse, render, side_parts, step

Json = Any
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("a\u0259 \"'", max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("a\u0259", max_size=9), inner)
    ),
)


class TestNames:
    """Names of the format are published: none of them changes."""

    def test_of_tables_and_fields(self) -> None:
        assert document.FORMAT_VERSION == 1
        assert document.NETWORK == "network"
        assert document.HEAD_FIELDS == ("format_version", "data_version", "as_of")
        assert document.CORE_TABLES == (
            "sources",
            "regions",
            "countries",
            "subdivisions",
            "cities",
        )
        assert document.SIDE_TABLES == ("alternate_names", "place_names")
        assert document.SIDES == ("alternate_names", "awards")
        assert document.SIDE_FIELDS == ("alternate_names", "award_years")
        facts = "strategy_periods announcements conferences awards sizes national_counts conflicts"
        assert tuple(facts.split()) == document.FACT_TABLES
        assert (
            *document.CORE_TABLES,
            *document.SIDE_TABLES,
            *document.FACT_TABLES,
        ) == document.TABLES

    @pytest.mark.parametrize(
        ("name", "written_as"), [("a", "a"), ("a/b~c", "a~1b~0c"), ("~1", "~01"), (5, "5")]
    )
    def test_in_a_pointer(self, name: object, written_as: str) -> None:
        assert step(name) == written_as


class TestKinds:
    @pytest.mark.parametrize("value", [{}, MappingProxyType({"a": 1})])
    def test_objects(self, value: Json) -> None:
        assert is_object(value)
        assert not is_array(value)

    def test_arrays(self) -> None:
        assert is_array([1])
        assert not is_object([1])

    @pytest.mark.parametrize("value", ["{}", (), None, 0, {1}])
    def test_neither(self, value: Json) -> None:
        assert not is_array(value)
        assert not is_object(value)


def test_sides_by_city() -> None:
    names = [{"city": "a", "names": ["x", "y"]}, {"city": "b", "names": ["z"]}]
    awards = [
        {"year": 2015, "recipients": [{"city": "b"}, {"name": "nobody"}, {"city": "c"}]},
        {"year": 2017, "recipients": [{"city": "b"}]},
    ]
    assert side_parts({"alternate_names": names, "awards": awards}) == {
        "a": {"alternate_names": ["x", "y"]},
        "b": {"alternate_names": ["z"], "award_years": [2015, 2017]},
        "c": {"award_years": [2015]},
    }
    assert side_parts({"alternate_names": [], "awards": []}) == {}


class TestRendered:
    """What fits a line of 99 letters, its indent among them, stands on a line."""

    @given(VALUES)
    def test_is_the_value(self, value: Json) -> None:
        text = render(value)
        assert json.loads(text) == value
        assert text.endswith("\n")
        assert "\\u" not in text
        assert not any(line != line.rstrip() for line in text.splitlines())

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (5, "5\n"),
            ("\u0259", '"\u0259"\n'),
            ("x" * 200, f'"{"x" * 200}"\n'),
            ({}, "{}\n"),
            ([], "[]\n"),
            ([1, 2], "[\n 1,\n 2\n]\n"),
            ({"a": 1}, '{\n "a": 1\n}\n'),
            ({"a": [1, 2]}, '{\n "a": [\n  1,\n  2\n ]\n}\n'),
            ({"a": {"b": 1}}, '{\n "a": {\n  "b": 1\n }\n}\n'),
            # What is empty is never opened.
            (
                {"a": [{"b" * 98: {}, "c": []}]},
                f'{{\n "a": [\n  {{\n   "{"b" * 98}": {{}},\n   "c": []\n  }}\n ]\n}}\n',
            ),
            ({"\u0259": [{"\u0259": [1, {}]}]}, '{\n "\u0259": [\n  {"\u0259": [1, {}]}\n ]\n}\n'),
        ],
    )
    def test_examples(self, value: Json, text: str) -> None:
        assert render(value) == text

    @pytest.mark.parametrize("fits", [True, False])
    def test_a_record_breaks_where_it_is_too_long(self, fits: bool) -> None:
        word = "x" * (86 if fits else 87)
        lines = render({"a": [{"b": [word]}]}).splitlines()
        if fits:
            assert lines == ["{", ' "a": [', f'  {{"b": ["{word}"]}}', " ]", "}"]
            assert len(lines[2]) == 99
        else:
            assert lines[2:5] == ["  {", f'   "b": ["{word}"]', "  }"]

    @pytest.mark.parametrize("fits", [True, False])
    def test_what_stands_before_a_value_counts(self, fits: bool) -> None:
        word = "x" * (84 if fits else 85)
        lines = render({"a": [{"name": [word], "z": 5}]}).splitlines()
        if fits:
            assert lines[3] == f'   "name": ["{word}"],'
            assert len(lines[3]) == 99 + 1
        else:
            assert lines[3:6] == ['   "name": [', f'    "{word}"', "   ],"]

    @pytest.mark.parametrize("value", [float("nan"), [float("inf")], {"a": -float("inf")}])
    def test_what_json_has_not(self, value: Json) -> None:
        with pytest.raises(ValueError, match="JSON"):
            render(value)


@given(
    st.dictionaries(st.from_regex(r"[A-Za-z0-9-]+", fullmatch=True), VALUES, min_size=1), st.text()
)
def test_records_are_those_of_the_table(values: dict[str, Json], other: str) -> None:
    table = {key: {"id": key, "text": "\n },\n {", "value": values[key]} for key in values}
    records = Records(render([*table.values()]).encode())
    assert {key: parse(records[key]) for key in values} == table
    # Those were searched for; all of them are looked up.
    for _ in range(2):
        assert (other in records) == (other in table)
        assert "\ud800" not in records
        assert len(records) == len(table)
        assert {key: parse(record) for key, record in records.items()} == table


def test_an_empty_table_has_no_records() -> None:
    records = Records(render([]).encode())
    assert "az-ganja" not in records
    assert json.loads(records.table) == []
