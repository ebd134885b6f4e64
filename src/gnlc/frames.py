"""Columns of names in data frames of any library, matched by `gnlc.frames.match`.

It needs narwhals, which `pip install "gnlc[frames]"` brings, and the library of the frame.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, get_origin, get_type_hints

from gnlc import bundled
from gnlc.models import languages
from gnlc.models.matches import MatchedName
from gnlc.query.match.column import Other, cell
from gnlc.rows.columns import columns as columns_of
from gnlc.rows.frames import to_arrow, to_pandas, to_polars
from gnlc.rows.matches import MatchRecord, match_record
from gnlc.rows.records import CityRecord, Year, city_record
from gnlc.wording import listed, shortened, unknown_choice

try:
    import narwhals.stable.v2 as nw
    from narwhals.dependencies import get_dask_dataframe
except ModuleNotFoundError as _error:
    raise ModuleNotFoundError(
        'gnlc.frames needs narwhals: pip install "gnlc[frames]"', name=_error.name
    ) from _error

__all__ = ["match"]

F = TypeVar("F")
Records: TypeAlias = Sequence[Mapping[str, Any]]
Texts: TypeAlias = Mapping[str, nw.Expr]

_COLUMNS = ("id", "name", "status", "score", "reason")

# The columns that are of the match; the others are of the city.
_OF_MATCH = ("status", "score", "matched_name", "candidates", "reason")

_TYPES: Mapping[str, Any] = {
    **get_type_hints(CityRecord, include_extras=True),
    **{name: hint for name, hint in get_type_hints(MatchRecord).items() if name in _OF_MATCH},
}

_NO_CITY: Mapping[str, Any] = {
    name: [] if get_origin(hint) is list else None for name, hint in _TYPES.items()
}

# What is before the text of a cell in a column of objects.
_TEXT, _OTHER = "=", "?"

# What DuckDB and Spark call a type.
_SQL: Mapping[Any, str] = {
    str: "STRING",
    int: "BIGINT",
    Year: "INTEGER",
    float: "DOUBLE",
    datetime.date: "DATE",
}


def match(  # noqa: PLR0913 - what is asked, and what comes back, in the words of the frame
    frame: F,
    name: str,
    country: str | None = None,
    *,
    prefix: str = "gnlc_",
    columns: Iterable[str] = _COLUMNS,
    language: str | None = None,
) -> F:
    """Return a frame with columns that say which member each row means, as `gnlc.match` does.

    The result is a frame of the same kind with the same columns, rows and order, and in pandas with
    the same index. Only distinct pairs of name and country leave the engine, and the engine joins
    the answers to the rows, null-safe. A lazy frame is evaluated once for the pairs and stays lazy.

    Args:
        frame: of pandas, Polars (eager or lazy), PyArrow, DuckDB (a relation), Dask, Ibis or
            PySpark.
        name: the column of names.
        country: the column of countries, by name or code in any language; None if there is none.
        prefix: the prefix of the names of the new columns.
        columns: the new columns: status, score, matched_name, candidates and reason as `gnlc.match`
            has them, and any of `CityRecord`, such as region or latitude, which are null where no
            city is found or likely.
        language: a BCP 47 tag, for names of cities and countries in that language where they are on
            record.

    Raises:
        ImportError: narwhals is not installed, which the extra `frames` brings.
        TypeError: the frame is of another kind, a column holds neither text nor numbers nor dates,
            or an argument is not a str.
        ValueError: a column is missing, the name of a new one is taken, or the language is not a
            BCP 47 tag.

    Example:
        >>> import pandas
        >>> from gnlc import frames
        >>> sheet = pandas.DataFrame({"city": ["Ganja", "Lima"], "visitors": [5, 8]})
        >>> frames.match(sheet, "city", columns=["id", "status"])
            city  visitors   gnlc_id gnlc_status
        0  Ganja         5  az-ganja       found
        1   Lima         8      <NA>   elsewhere
    """
    keys = {"name": name} if country is None else {"name": name, "country": country}
    for argument, value in (*keys.items(), ("prefix", prefix)):
        if not isinstance(value, str):
            raise TypeError(f"{argument} must be a str, got {shortened(value)}")
    if language is not None:
        languages.check(language)
    added = {f"{prefix}{column}": column for column in _checked(columns)}
    # Dask is asked without narwhals, which is to support it no longer; its columns are of pandas.
    dask = get_dask_dataframe()
    in_parts = dask is not None and isinstance(frame, dask.DataFrame)
    whole: Any = nw.from_native(_no_rows(frame) if in_parts else frame, pass_through=True)
    engine = "dask" if in_parts else getattr(getattr(whole, "implementation", None), "value", "")
    join = _JOINS.get(engine)
    if join is None:
        kinds = "pandas, Polars, PyArrow, DuckDB, Dask, Ibis or PySpark"
        raise TypeError(f"frame must be of {kinds}, got a {type(frame).__qualname__}")
    schema = whole.collect_schema()
    for argument, key in keys.items():
        if key not in schema:
            there = (
                f"there are {listed(map(repr, schema), word='and')}" if schema else "there is none"
            )
            raise ValueError(f"{argument}: no column {key!r}; {there}")
        # The cells of objects in lazy frames cannot be asked for one by one.
        objects = schema[key] == nw.Object and isinstance(whole, nw.LazyFrame)
        if schema[key].is_nested() or schema[key] == nw.Binary or objects:
            raise TypeError(f"{argument}: the column {key!r} must hold text, got {schema[key]}")
    # Some engines do not distinguish upper and lower case.
    taken = {str(column).casefold(): column for column in schema}
    for column in added:
        if column.casefold() in taken:
            there = taken[column.casefold()]
            raise ValueError(f"prefix must be another: the frame has a column {there!r}")
    texts = {
        nw.generate_temporary_column_name(8, [*schema, *added], prefix=argument): _text_of(
            nw.col(_backquoted(key) if join is _pyspark else key), schema[key]
        )
        for argument, key in keys.items()
    }
    pairs = _distinct_in_parts(frame, texts) if in_parts else _distinct(frame, texts)
    cells = [
        _cells(pairs[token].to_list(), schema[key])
        for token, key in zip(texts, keys.values(), strict=True)
    ]
    records = [
        {**pair, **_record(row, added, language)}
        for pair, row in zip(pairs.iter_rows(named=True), bundled.match(*cells), strict=True)
    ]
    joined: F = join(frame, texts, records, _row_type(texts, added))
    return joined


def _checked(columns: Iterable[str]) -> Iterable[str]:
    if not isinstance(columns, Iterable):
        raise TypeError(f"columns must be names of columns, got {shortened(columns)}")
    for column in [columns] if isinstance(columns, str) else columns:
        if not isinstance(column, str) or column not in _TYPES:
            raise unknown_choice("columns", column, _TYPES)
        yield column


def _text_of(column: nw.Expr, kind: nw.dtypes.DType) -> nw.Expr:
    """Return a column as text.

    It is without nulls, which most engines do not join: no name means what an empty one does.
    """
    if kind == nw.Object:
        column = column.map_batches(_mark, return_dtype=nw.String())
    return column.cast(nw.String).fill_null("")


def _mark(cells: Any) -> Any:
    """Return the cells of a column of objects as text, each after a mark of what it is."""
    marked = cells.to_numpy().copy()
    for place, each in enumerate(map(cell, marked)):
        if isinstance(each, Other):
            text = f"{_OTHER}{each.shown}"
        else:
            text = "" if each is None else f"{_TEXT}{each}"
        # Columns of text cannot hold lone surrogates.
        marked[place] = text.encode("utf-8", "replace").decode()
    return marked


def _unmark(text: str) -> str | Other | None:
    """Return the cell that `_mark` gave as text."""
    if not text:
        return None
    return text[1:] if text.startswith(_TEXT) else Other(text[1:])


def _cells(texts: Iterable[str], kind: nw.dtypes.DType) -> list[str | Other | None]:
    """Return the cells of a column that is given as text."""
    if kind == nw.Object:
        return [*map(_unmark, texts)]
    # Text may be in categories and enumerations too, and a column of nothing but nulls be of none.
    if kind.is_numeric() or kind.is_temporal() or kind == nw.Boolean:
        return [Other(text) if text and text.casefold() != "nan" else None for text in texts]
    return [*texts]


def _record(row: MatchedName, added: Mapping[str, str], language: str | None) -> dict[str, Any]:
    """Return the new columns of a row."""
    city: Mapping[str, Any] = _NO_CITY if row.city is None else city_record(row.city, language)
    match: Mapping[str, Any] = match_record(row)
    return {n: (match if c in _OF_MATCH else city)[c] for n, c in added.items()}


def _row_type(texts: Iterable[str], added: Mapping[str, str]) -> type:
    """Return the type that describes the records: every column of a city may be null."""
    hints = {name: _TYPES[column] for name, column in added.items()}
    optional = {n: h if get_origin(h) is list else h | None for n, h in hints.items()}
    return type("Row", (), {"__annotations__": {**dict.fromkeys(texts, str), **optional}})


def _distinct(frame: Any, texts: Texts) -> Any:
    """Return the pairs of texts that differ, which alone leave the engine."""
    found = nw.from_native(frame).select(**texts).lazy()
    return found.group_by(*texts).agg(nw.len()).select(*texts).collect()


def _distinct_in_parts(frame: Any, texts: Texts) -> Any:  # pragma: no cover - tests/frames
    """Return the same for a frame of Dask, whose parts are frames of pandas."""

    def of_part(part: Any) -> Any:
        return _distinct(part, texts).to_native()

    parts = frame.map_partitions(of_part, meta=of_part(_no_rows(frame)))
    return nw.from_native(parts.compute(), eager_only=True).unique()


def _no_rows(frame: Any) -> Any:  # pragma: no cover - tests/frames
    """Return a frame of pandas with the columns of one of Dask."""
    return get_dask_dataframe().utils.make_meta(frame)


# How each engine joins the records to its frame. What Dask, Ibis and PySpark need is covered by
# tests/frames, which are run by themselves.


def _rows(frame: Any, texts: Texts, answers: Any) -> Any:
    """Return the row of the answers for each row of a frame in memory."""
    numbered = nw.from_native(answers, eager_only=True).with_row_index("number")
    # Their numbers alone are joined: PyArrow can join no lists, and pandas would lose the index.
    numbers = numbered.select(*texts, "number")
    rows = nw.from_native(frame, eager_only=True).select(**texts).with_row_index("place")
    joined = rows.join(numbers, on=[*texts], how="left").sort("place")
    return numbered.drop(*texts, "number")[joined["number"]]


def _pandas(frame: Any, texts: Texts, records: Records, row: type) -> Any:
    added = _rows(frame, texts, to_pandas(records, row)).to_native()
    # Of the class that the frame is of, such as that of GeoPandas.
    return frame.assign(**added.set_axis(frame.index))


def _dask(
    frame: Any, texts: Texts, records: Records, row: type
) -> Any:  # pragma: no cover - tests/frames
    def join(part: Any) -> Any:
        return _pandas(part, texts, records, row)

    return frame.map_partitions(join, meta=join(_no_rows(frame)))


def _pyarrow(frame: Any, texts: Texts, records: Records, row: type) -> Any:
    added = _rows(frame, texts, to_arrow(records, row))
    return nw.from_native(frame).with_columns(*added.iter_columns()).to_native()


def _polars(frame: Any, texts: Texts, records: Records, row: type) -> Any:
    whole = nw.from_native(frame).with_columns(**texts).to_native()
    answers = to_polars(records, row)
    if hasattr(frame, "collect"):
        answers = answers.lazy()
    return whole.join(answers, on=[*texts], how="left", maintain_order="left").drop(*texts)


def _duckdb(frame: Any, texts: Texts, records: Records, row: type) -> Any:
    duckdb = nw.get_native_namespace(nw.from_native(frame))
    name = nw.generate_temporary_column_name(8, [*frame.columns, *row.__annotations__])
    # Its joins keep no order.
    frame = frame.project(f'*, row_number() OVER () AS "{name}"')
    # As JSON: thousands of Python values would take minutes, and a table of Arrow is not let into
    # every database: a relation knows only its own.
    kinds = {n: [_SQL[c.of]] if c.many else _SQL[c.of] for n, c in columns_of(row).items()}
    texts_of_both = (json.dumps(each, default=str) for each in (records, [kinds]))
    parsed = duckdb.FunctionExpression("from_json", *map(duckdb.ConstantExpression, texts_of_both))
    unnested = duckdb.FunctionExpression("unnest", parsed).alias(name)
    answers = frame.query(name, "SELECT 1").select(unnested).project(f'unnest("{name}")')
    return _joined(frame, texts, answers).sort(name).drop(name).to_native()


def _ibis(
    frame: Any, texts: Texts, records: Records, row: type
) -> Any:  # pragma: no cover - tests/frames
    ibis = nw.get_native_namespace(nw.from_native(frame))
    answers = ibis.memtable(to_arrow(records, row))
    return _joined(frame, texts, answers).to_native()


def _pyspark(
    frame: Any, texts: Texts, records: Records, row: type
) -> Any:  # pragma: no cover - tests/frames
    kinds = {
        n: f"ARRAY<{_SQL[c.of]}>" if c.many else _SQL[c.of] for n, c in columns_of(row).items()
    }
    schema = ", ".join(f"{_backquoted(name)} {kind}" for name, kind in kinds.items())
    answers = frame.sparkSession.createDataFrame([(*each.values(),) for each in records], schema)
    whole = nw.from_native(frame).with_columns(**texts).to_native()
    return whole.join(answers, on=[*texts], how="left").drop(*texts)


def _backquoted(name: str) -> str:  # pragma: no cover - tests/frames
    """Return the name of a column as Spark has it where it may have dots."""
    return f"`{name.replace('`', '``')}`"


def _joined(frame: Any, texts: Texts, answers: Any) -> Any:
    """Return a lazy frame joined with the answers."""
    whole = nw.from_native(frame).with_columns(**texts)
    return whole.join(nw.from_native(answers), on=[*texts], how="left").drop(*texts)


_JOINS: Mapping[str, Callable[[Any, Texts, Records, type], Any]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
    "dask": _dask,
    "ibis": _ibis,
    "pyspark": _pyspark,
    "pyspark[connect]": _pyspark,
}
