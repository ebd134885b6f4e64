"""Cities as an Arrow stream, as the libraries see them that take one."""

import datetime
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import nanoarrow
import pandas
import polars
import pyarrow
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies import FILTERS, networks

import gnlc
from gnlc.rows.records import CityRecord

ALL = gnlc.cities(include_withdrawn=True)
NONE = ALL.filter(country=[])
UNKNOWN = ALL.filter(where=lambda city: city.location is None and city.year is None)

TEXT = pyarrow.string()
TEXTS = pyarrow.list_(pyarrow.field("item", TEXT, nullable=False))
YEAR = pyarrow.int32()
YEARS = pyarrow.list_(pyarrow.field("item", YEAR, nullable=False))
DAYS = pyarrow.list_(pyarrow.field("item", pyarrow.date32(), nullable=False))
SCHEMA = pyarrow.schema(
    [
        pyarrow.field("id", TEXT, nullable=False),
        pyarrow.field("name", TEXT, nullable=False),
        pyarrow.field("country", TEXT, nullable=False),
        pyarrow.field("country_name", TEXT, nullable=False),
        pyarrow.field("region", TEXT, nullable=False),
        pyarrow.field("subdivision", TEXT),
        pyarrow.field("subdivision_name", TEXT),
        pyarrow.field("kind", TEXT, nullable=False),
        pyarrow.field("year", YEAR),
        pyarrow.field("announced_on", pyarrow.date32()),
        pyarrow.field("certainty", TEXT, nullable=False),
        pyarrow.field("known_member_by", TEXT),
        pyarrow.field("withdrawn_on", pyarrow.date32()),
        pyarrow.field("admission_years", YEARS, nullable=False),
        pyarrow.field("award_years", YEARS, nullable=False),
        pyarrow.field("latitude", pyarrow.float64()),
        pyarrow.field("longitude", pyarrow.float64()),
        pyarrow.field("timezone", TEXT),
        pyarrow.field("geonames_id", pyarrow.int64()),
        pyarrow.field("wikidata", TEXT),
        pyarrow.field("place_name", TEXT),
        pyarrow.field("place_relation", TEXT),
        pyarrow.field("place_population", pyarrow.int64()),
        pyarrow.field("aliases", TEXTS, nullable=False),
        pyarrow.field("status_notes", TEXT),
        pyarrow.field("sources", TEXTS, nullable=False),
        pyarrow.field("source_urls", TEXTS, nullable=False),
    ]
)


Given = gnlc.Cities | gnlc.Rows[Any]


def by_pyarrow(cities: Given) -> list[Any]:
    table = pyarrow.table(cities)
    table.validate(full=True)
    rows: list[Any] = table.to_pylist()
    return rows


def polars_frame(cities: Given) -> polars.DataFrame:
    return polars.DataFrame(cities)


def by_polars(cities: Given) -> list[Any]:
    return polars_frame(cities).to_dicts()


def by_duckdb(cities: Given) -> list[Any]:
    import duckdb

    with duckdb.connect() as connection:
        connection.register("cities", cities)
        rows = connection.execute("SELECT * FROM cities").fetchall()
        names = [name for name, *_ in connection.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def by_pandas(cities: Given) -> list[Any]:
    frame = pandas.DataFrame.from_arrow(cities)
    rows: list[dict[str, Any]] = frame.astype(object).to_dict("records")
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    """Return a value of pandas, which has arrays for lists and NaN for null, in Python's terms."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return None if value is None or value != value else value  # noqa: PLR0124 - that is NaN


READERS = [by_pyarrow, by_polars, by_duckdb, by_pandas]


@pytest.mark.parametrize("read", READERS)
class TestRows:
    """Every library reads the rows of `to_records`, in order."""

    def test_all(self, read: Callable[[gnlc.Cities], list[Any]]) -> None:
        assert read(ALL) == ALL.to_records()
        assert read(ALL.sorted_by("name")) == ALL.sorted_by("name").to_records()

    @given(filters=FILTERS)
    def test_some(self, read: Callable[[gnlc.Cities], list[Any]], filters: Any) -> None:
        cities = gnlc.cities(**filters)
        assert read(cities) == cities.to_records()

    def test_none(self, read: Callable[[gnlc.Cities], list[Any]]) -> None:
        assert read(NONE) == []

    def test_of_which_little_is_known(self, read: Callable[[gnlc.Cities], list[Any]]) -> None:
        records = UNKNOWN.to_records()
        assert records
        assert {record["announced_on"] for record in records} == {None}
        assert {record["latitude"] for record in records} == {None}
        assert read(UNKNOWN) == records

    def test_the_years_at_both_ends(self, read: Callable[[gnlc.Cities], list[Any]]) -> None:
        """A date32 counts days from 1970: before it they are negative."""
        for day in (datetime.date.min, datetime.date(1969, 12, 31), datetime.date.max):
            city = gnlc.city("Ganja")
            [admission] = city.admissions
            admission = evolve(admission, announced_on=day, year=day.year)
            cities = evolve(ALL, cities=(evolve(city, admissions=(admission,)),))
            assert [(row["year"], row["announced_on"]) for row in read(cities)] == [(day.year, day)]

    @pytest.mark.parametrize("rows", list(gnlc.tables()), ids=lambda rows: rows.name)
    def test_other_tables(self, read: Callable[[Given], list[Any]], rows: gnlc.Rows[Any]) -> None:
        assert read(rows) == rows.to_records()


@given(networks())
def test_rows_of_any_network(network: gnlc.Network) -> None:
    assert pyarrow.table(network.cities()).schema == SCHEMA
    for rows, bundled in zip(network.tables(), gnlc.tables(), strict=True):
        assert by_pyarrow(rows) == rows.to_records()
        assert pyarrow.table(rows).schema == pyarrow.table(bundled).schema


class TestTypes:
    """The types are those of the fields, and the same for any selection."""

    @given(st.sampled_from([ALL, NONE, UNKNOWN, ALL[:1]]))
    def test_pyarrow(self, cities: gnlc.Cities) -> None:
        assert pyarrow.table(cities).schema == SCHEMA

    @pytest.mark.parametrize("cities", [ALL, NONE, UNKNOWN])
    def test_polars(self, cities: gnlc.Cities) -> None:
        frame = polars_frame(cities)
        assert frame.columns == list(CityRecord.__annotations__)
        assert frame.schema["year"] == polars.Int32
        assert frame.schema["announced_on"] == polars.Date
        assert frame.schema["latitude"] == polars.Float64
        assert frame.schema["place_population"] == polars.Int64
        assert frame.schema["aliases"] == polars.List(polars.String)
        assert frame.schema["award_years"] == polars.List(polars.Int32)

    @pytest.mark.parametrize("cities", [ALL, NONE, UNKNOWN])
    def test_duckdb(self, cities: gnlc.Cities) -> None:
        import duckdb

        relation = duckdb.sql("SELECT name, year, announced_on, award_years, aliases FROM cities")
        assert relation is not None
        assert len(cities) == len(relation.fetchall())
        assert list(map(str, relation.types)) == [
            "VARCHAR",
            "INTEGER",
            "DATE",
            "INTEGER[]",
            "VARCHAR[]",
        ]

    def test_pandas(self) -> None:
        types = pandas.DataFrame.from_arrow(ALL).dtypes
        assert types["name"] == "str"
        assert types["latitude"] == "float64"

    def test_years_have_room_to_reckon(self) -> None:
        frame = polars_frame(ALL)
        latest = max(city.year or 0 for city in ALL)
        assert frame.select(polars.col("year").max() * 10_000).item() == latest * 10_000


TABLES = [ALL, NONE, UNKNOWN, *gnlc.tables()]


class TestMethods:
    """Each library's own table, in one call."""

    @pytest.mark.parametrize("rows", TABLES, ids=str)
    def test_to_arrow(self, rows: Given) -> None:
        assert rows.to_arrow() == pyarrow.table(rows)
        assert rows.to_arrow().schema == pyarrow.table(rows).schema

    @pytest.mark.parametrize("rows", TABLES, ids=str)
    def test_to_polars(self, rows: Given) -> None:
        frame = rows.to_polars()
        assert frame.equals(polars_frame(rows))
        assert frame.schema == polars_frame(rows).schema

    @pytest.mark.parametrize("rows", TABLES, ids=str)
    def test_to_pandas(self, rows: Given) -> None:
        frame = rows.to_pandas()
        for name, field in zip(frame, pyarrow.table(rows).schema, strict=True):
            assert (name, frame[name].dtype) == (field.name, PANDAS[str(field.type)])
        plain = frame.astype(object).where(frame.notna(), None)
        assert plain.to_dict("records") == [
            {name: _stamped(value) for name, value in row.items()} for row in rows.to_records()
        ]

    @pytest.mark.parametrize("name", ["pandas", "polars", "arrow"])
    def test_says_what_is_missing(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        library = "pyarrow" if name == "arrow" else name
        monkeypatch.setitem(sys.modules, library, None)
        wanted = f"to_{name} needs {library}: pip install {library}"
        with pytest.raises(ImportError, match=wanted) as told:
            getattr(gnlc.tables().coverage, f"to_{name}")()
        assert told.value.name == library

    def test_a_library_makes_its_table_alone(self) -> None:
        code = (
            "import sys, gnlc\n"
            "sys.modules['nanoarrow'] = None\n"
            "gnlc.cities().to_records()\n"
            "libraries = ('pandas', 'polars', 'pyarrow')\n"
            "print(*[name for name in libraries if name in sys.modules])\n"
            "print(len(gnlc.cities().to_polars()) == len(gnlc.cities()))\n"
            "print('pandas' in sys.modules)\n"
        )
        command = [sys.executable, "-W", "error", "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines() == ["", "True", "False"]


PANDAS = {
    "string": pandas.StringDtype(),
    "int32": pandas.Int64Dtype(),
    "int64": pandas.Int64Dtype(),
    "double": "float64",
    "date32[day]": "datetime64[s]",
    **dict.fromkeys([str(TEXTS), str(YEARS), str(DAYS)], "object"),
}


def _stamped(value: Any) -> Any:
    return pandas.Timestamp(value) if isinstance(value, datetime.date) else value


class TestProtocol:
    """The methods of the Arrow PyCapsule interface."""

    def test_asked_for_other_types(self) -> None:
        """What is asked for is no more than a wish; PyArrow converts what it gets."""
        wider = SCHEMA.set(SCHEMA.get_field_index("year"), pyarrow.field("year", pyarrow.int64()))
        table = pyarrow.table(ALL, schema=wider)
        assert table.schema == wider
        assert table["year"].to_pylist() == [city.year for city in ALL]

    def test_any_number_of_times(self) -> None:
        assert pyarrow.table(ALL) == pyarrow.table(ALL)
        one, other = ALL.__arrow_c_stream__(), ALL.__arrow_c_stream__()
        for capsule in (other, one):
            assert nanoarrow.c_array_stream(capsule).get_next().length == len(ALL)

    def test_outlives_what_it_came_from(self) -> None:
        table = pyarrow.table(gnlc.loads(gnlc.dumps(gnlc.network())).cities())
        assert table["id"].to_pylist() == list(gnlc.cities().ids)


class TestWithoutTheExtra:
    """Who has no nanoarrow is reported how to come by it, and only when it is needed."""

    def test_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "nanoarrow", None)
        with pytest.raises(ImportError, match=r'pip install "gnlc\[arrow\]"') as caught:
            pyarrow.table(ALL)
        assert caught.value.name == "nanoarrow"
        assert isinstance(caught.value.__cause__, ImportError)

    def test_whoever_looks_loads_nothing(self) -> None:
        code = (
            "import sys, gnlc; print(hasattr(gnlc.cities(), '__arrow_c_stream__'),"
            " 'nanoarrow' in sys.modules, 'gnlc.rows.arrow' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == ["True", "False", "False"]
