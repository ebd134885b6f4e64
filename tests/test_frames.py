"""Columns of names in data frames, of the libraries that other tests need as well."""

from collections.abc import Collection
from typing import Any

import pandas
import polars
import pyarrow
import pytest
from absent import load_without
from engines import SHEET, Columns, Engine, Joins
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc import frames


def read_pandas(frame: Any) -> Columns:
    def plain(value: Any) -> Any:
        if isinstance(value, list):
            return value
        return None if pandas.isna(value) else value

    return {name: list(map(plain, frame[name])) for name in frame}


def make_table(columns: Columns) -> Any:
    return pyarrow.table({name: list(values) for name, values in columns.items()})


def with_dictionaries(table: Any, names: Collection[str]) -> Any:
    for place, name in enumerate(table.column_names):
        if name in names:
            table = table.set_column(place, name, table[name].dictionary_encode())
    return table


def make_relation(columns: Columns) -> Any:
    """Return a relation of a database of its own, which looks for no tables outside."""
    import duckdb

    connection = duckdb.connect()
    connection.register("sheet", make_table(columns))
    connection.execute("SET enable_external_access = false")
    return connection.table("sheet")


def with_enums(relation: Any, names: Collection[str]) -> Any:
    def cast(name: str) -> str:
        values = ", ".join(f"'{value}'" for value in {*SHEET[name]} - {None})
        return f"{name}::ENUM({values}) AS {name}"

    return relation.project(", ".join(cast(n) if n in names else n for n in relation.columns))


ENGINES = {
    "pandas": Engine(
        pandas.DataFrame,
        read_pandas,
        lambda frame, names: frame.astype(dict.fromkeys(names, "category")),
    ),
    "polars": Engine(
        lambda columns: polars.DataFrame(columns, strict=False),
        lambda frame: frame.to_dict(as_series=False),
        lambda frame, names: frame.cast(dict.fromkeys(names, polars.Categorical)),
    ),
    "polars, lazy": Engine(
        lambda columns: polars.LazyFrame(columns, strict=False),
        lambda frame: frame.collect().to_dict(as_series=False),
        lambda frame, names: frame.cast(dict.fromkeys(names, polars.Categorical)),
    ),
    "pyarrow": Engine(make_table, lambda table: table.to_pydict(), with_dictionaries),
    "duckdb": Engine(
        make_relation, lambda relation: relation.to_arrow_table().to_pydict(), with_enums
    ),
}


class TestEngines(Joins):
    """What holds in every engine."""

    @pytest.fixture(params=ENGINES)
    def engine(self, request: pytest.FixtureRequest) -> Engine:
        return ENGINES[request.param]


CELLS = st.one_of(
    *(st.none(), st.text(max_size=9), st.binary(max_size=9), st.integers(), st.floats()),
    *(st.dates(), st.booleans(), st.lists(st.integers(), max_size=2)),
    st.sampled_from(["Ganja", "Gəncə".encode(), "AZ", pandas.NA, pandas.NaT, 31, "=", "?Cork"]),
)


class TestPandas:
    """A frame of pandas keeps its index and its class, and has cells of any type."""

    def test_index(self) -> None:
        frame = pandas.DataFrame(SHEET, index=[5, 5, 0, 3, 3, 3, 9, 1, 2])
        joined = frames.match(frame, "city", "country")
        assert joined.index.equals(frame.index)
        assert joined[[*SHEET]].equals(frame)
        assert [*joined["gnlc_reason"]] == [
            *frames.match(frame.reset_index(), "city", "country")["gnlc_reason"]
        ]

    def test_frame_of_geopandas(self) -> None:
        import geopandas

        places = geopandas.points_from_xy([46.4, -77], [40.7, -12])
        frame = geopandas.GeoDataFrame({"city": ["Ganja", "Lima"]}, geometry=places, crs=4326)
        joined = frames.match(frame, "city", columns="id")
        assert type(joined) is geopandas.GeoDataFrame
        assert joined.crs == frame.crs
        assert joined["gnlc_id"][0] == "az-ganja"

    def test_types_do_not_depend_on_the_rows(self) -> None:
        columns = ["id", "score", "year", "announced_on"]
        some = frames.match(pandas.DataFrame({"city": ["Ganja"]}), "city", columns=columns)
        none = frames.match(pandas.DataFrame({"city": []}), "city", columns=columns)
        assert [*some.dtypes[1:]] == [*none.dtypes[1:]]

    @given(st.lists(st.tuples(CELLS, CELLS)))
    def test_cells_of_any_type(self, rows: list[tuple[Any, Any]]) -> None:
        """In columns of objects cells mean what they mean to `gnlc.match`."""
        names = pandas.Series([name for name, _ in rows], dtype=object)
        countries = pandas.Series([country for _, country in rows], dtype=object)
        frame = pandas.DataFrame({"city": names, "country": countries})
        joined = frames.match(frame, "city", "country", columns=["id", "status"])
        answers = gnlc.match([*names], [*countries])
        assert [*joined["gnlc_status"]] == [answer.status for answer in answers]
        ids = [None if pandas.isna(each) else each for each in joined["gnlc_id"]]
        assert ids == [answer.city and answer.city.id for answer in answers]

    def test_cells_that_are_not_text(self) -> None:
        cells = ["Ganja", "Gəncə".encode(), b"\xff", "\ud800", None, pandas.NaT, 5]
        frame = pandas.DataFrame({"city": pandas.Series(cells, dtype=object)})
        joined = frames.match(frame, "city")
        statuses = ["found", "found", "empty", "empty", "empty", "empty", "unknown"]
        assert [*joined["gnlc_status"]] == statuses
        assert joined["gnlc_reason"][6] == "5 is not text."

    def test_columns_that_are_no_names(self) -> None:
        frame = pandas.DataFrame({0: [1], "city": ["Ganja"]})
        assert frames.match(frame, "city", columns=["id"])["gnlc_id"][0] == "az-ganja"


class TestArguments:
    """What cannot be understood is refused, with what there is."""

    @pytest.mark.parametrize("argument", ["name", "country", "prefix"])
    def test_not_a_str(self, argument: str) -> None:
        asked: dict[str, Any] = {"name": "city", argument: 1}
        with pytest.raises(TypeError, match=f"^{argument} must be a str, got 1$"):
            frames.match(pandas.DataFrame(SHEET), **asked)

    @pytest.mark.parametrize("frame", [{}, [1], None, pandas.Series(["Ganja"]), "Ganja"])
    def test_not_a_frame(self, frame: Any) -> None:
        with pytest.raises(TypeError, match=r"^frame must be of pandas, .*, got a \w+$"):
            frames.match(frame, "city")

    def test_no_columns_at_all(self) -> None:
        with pytest.raises(ValueError, match=r"^name: no column 'city'; there is none$"):
            frames.match(pandas.DataFrame(), "city")

    @pytest.mark.parametrize(
        ("columns", "message"),
        [
            (["regoin"], r"^columns must be .*, got 'regoin'; did you mean 'region'\?$"),
            ([1], "^columns must be id, .*, got 1$"),
        ],
    )
    def test_unknown_columns(self, columns: Any, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            frames.match(pandas.DataFrame(SHEET), "city", columns=columns)

    def test_columns_of_the_wrong_type(self) -> None:
        wrong: Any = 1
        with pytest.raises(TypeError, match=r"^columns must be names of columns, got 1$"):
            frames.match(pandas.DataFrame(SHEET), "city", columns=wrong)

    def test_objects_in_a_lazy_frame(self) -> None:
        lazy = polars.LazyFrame({"city": polars.Series(["Ganja", 5], dtype=polars.Object)})
        with pytest.raises(TypeError, match=r"^name: the column 'city' must hold text, got Object"):
            frames.match(lazy, "city")
        statuses = frames.match(lazy.collect(), "city")["gnlc_status"]
        assert statuses.to_list() == ["found", "unknown"]

    @pytest.mark.parametrize("cells", [[["Ganja"]], [{"a": 1}], [b"Ganja"]])
    def test_a_column_without_text(self, cells: Any) -> None:
        with pytest.raises(TypeError, match=r"^name: the column 'city' must hold text, got "):
            frames.match(pyarrow.table({"city": cells}), "city")


@given(
    rows=st.lists(
        st.tuples(
            st.none() | st.sampled_from(["Ganja", "Cork", "Lima, Peru", ""]) | st.text(max_size=9),
            st.none() | st.sampled_from(["AZ", "Ireland", "Peru", ""]),
        )
    )
)
def test_any_rows(rows: list[tuple[str | None, str | None]]) -> None:
    names, countries = [name for name, _ in rows], [country for _, country in rows]
    answers = gnlc.match(names, countries)
    frame = polars.DataFrame({"city": names, "country": countries})
    joined = frames.match(frame, "city", "country", columns=["status", "id"])
    assert joined["gnlc_status"].to_list() == [answer.status for answer in answers]
    assert joined["gnlc_id"].to_list() == [answer.city and answer.city.id for answer in answers]


def test_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"pip install \"gnlc\[frames\]\"") as caught:
        load_without(monkeypatch, "gnlc.frames", "narwhals.stable.v2")
    assert caught.value.name == "narwhals.stable.v2"
