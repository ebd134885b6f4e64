"""Records as the tables of pandas, Polars and PyArrow, each made by that library alone."""

import datetime
import io
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, TypeAlias

from gnlc.rows.columns import Column, columns
from gnlc.rows.records import Year

Records: TypeAlias = Sequence[Mapping[str, Any]]

_TYPES: Mapping[Any, tuple[str, str, str]] = {
    str: ("string", "String", "string"),
    int: ("Int64", "Int64", "int64"),
    Year: ("Int64", "Int32", "int32"),
    float: ("float64", "Float64", "float64"),
    datetime.date: ("datetime64[s]", "Date", "date32"),
}
"""What pandas, Polars and PyArrow call a type."""


def to_pandas(records: Records, row: type) -> Any:
    """Return records as a data frame of pandas, in which lists are objects."""
    pandas = _library("pandas")

    def series(name: str, column: Column) -> Any:
        of = "object" if column.many else _TYPES[column.of][0]
        return pandas.Series([record[name] for record in records], dtype=of)

    return pandas.DataFrame({name: series(name, of) for name, of in columns(row).items()})


def to_polars(records: Records, row: type) -> Any:
    """Return records as a data frame of Polars."""
    polars = _library("polars")

    def kind(column: Column) -> Any:
        of = getattr(polars, _TYPES[column.of][1])
        return polars.List(of) if column.many else of

    return polars.DataFrame(
        records, schema={name: kind(column) for name, column in columns(row).items()}
    )


def to_arrow(records: Records, row: type) -> Any:
    """Return records as a table of PyArrow, with the schema that the Arrow stream has."""
    pyarrow = _library("pyarrow")

    def kind(column: Column) -> Any:
        of = getattr(pyarrow, _TYPES[column.of][2])()
        return pyarrow.list_(pyarrow.field("item", of, nullable=False)) if column.many else of

    schema = pyarrow.schema(
        pyarrow.field(name, kind(column), nullable=column.nullable)
        for name, column in columns(row).items()
    )
    return pyarrow.Table.from_pylist(records, schema=schema)


def parquet(records: Records, row: type, names: Sequence[str]) -> bytes:
    """Return some columns of records as a Parquet file."""
    library = _library("pyarrow.parquet", "a Parquet file")
    content = io.BytesIO()
    library.write_table(to_arrow(records, row).select(names), content)
    return content.getvalue()


def _library(name: str, what: str = "") -> Any:
    """Return a library, which nothing in the package requires, for a method or for something."""
    package = name.partition(".")[0]
    try:
        return import_module(name)
    except ImportError as error:
        what = what or f"to_{package.removeprefix('py')}"
        message = f"{what} needs {package}: pip install {package}"
        raise ImportError(message, name=package) from error
