"""The columns of a table, by the type that describes its rows."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints


class Column(NamedTuple):
    """What a column holds.

    Attributes:
        of: the type of its values, or of the items of its lists.
        nullable: whether a value may be None.
        many: whether its values are lists.
    """

    of: Any
    nullable: bool
    many: bool


def columns(row: type) -> Mapping[str, Column]:
    """Return the columns of the rows that a TypedDict describes, by their names."""
    hints = get_type_hints(row, include_extras=True)
    return {name: _column(hint) for name, hint in hints.items()}


def _column(hint: Any) -> Column:
    origin = get_origin(hint)
    if origin is list:
        return Column(get_args(hint)[0], nullable=False, many=True)
    if origin in (Union, UnionType):
        [of] = {*get_args(hint)} - {type(None)}
        return Column(of, nullable=True, many=False)
    return Column(hint, nullable=False, many=False)
