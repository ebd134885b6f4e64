"""Records as an Arrow stream, for exchange with other libraries."""

import datetime
from array import array
from collections.abc import Mapping, Sequence
from importlib import import_module
from itertools import accumulate, chain
from typing import Any

from gnlc.rows.columns import Column, columns
from gnlc.rows.records import Year

_EPOCH = datetime.date(1970, 1, 1).toordinal()

_TYPES: dict[Any, str] = {
    str: "string",
    int: "int64",
    # Not 16 bits: `year * 100 + month` would overflow, silently in Polars.
    Year: "int32",
    float: "float64",
    datetime.date: "date32",
}
"""The nanoarrow type for each Python type."""


def stream(records: Sequence[Mapping[str, Any]], row: type) -> object:
    """Return records as a PyCapsule with an Arrow C stream of one batch.

    Columns with few values, such as countries, are plain strings: nanoarrow does not create
    dictionary arrays.

    Args:
        records: the rows.
        row: the TypedDict that describes them and determines the types of the columns.

    Raises:
        ImportError: nanoarrow is not installed.
    """
    try:
        # By name, because it has no type hints.
        na: Any = import_module("nanoarrow")
    except ImportError as error:
        wanted = 'an Arrow stream needs nanoarrow: pip install "gnlc[arrow]"'
        raise ImportError(wanted, name="nanoarrow") from error
    types = {name: _type(column, na) for name, column in columns(row).items()}
    arrays = [_array([record[name] for record in records], of, na) for name, of in types.items()]
    schema = na.struct(types, nullable=False)
    batch = na.c_array_from_buffers(schema, len(records), [None], children=arrays)
    return na.c_array_stream(batch).__arrow_c_stream__()


def _type(column: Column, na: Any) -> Any:
    """Return the Arrow type for what a column holds."""
    if column.many:
        return na.list_(getattr(na, _TYPES[column.of])(nullable=False), nullable=False)
    return getattr(na, _TYPES[column.of])(nullable=column.nullable)


def _array(values: Sequence[Any], of: Any, na: Any) -> Any:
    """Return values as an Arrow array of a type."""
    if of.type == na.Type.LIST:
        ends = array("i", accumulate(map(len, values), initial=0))
        items = _array(list(chain.from_iterable(values)), of.value_type, na)
        return na.c_array_from_buffers(of, len(values), [None, ends], children=[items])
    if of.type == na.Type.DATE32:
        values = [day and day.toordinal() - _EPOCH for day in values]
    return na.c_array(values, of)
