"""Rows of one kind, and the forms in which they are handed on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from gnlc.models.base import Kept

R_co = TypeVar("R_co", bound=Mapping[str, object], covariant=True)


class Tabular(Kept, ABC, Generic[R_co]):
    """What can be had as the rows of a table: as records, as CSV and JSON, and as Arrow."""

    __slots__ = ()

    @abstractmethod
    def _row(self) -> type[R_co]:
        """Return the TypedDict that describes a row."""

    @abstractmethod
    def to_records(self) -> list[R_co]:
        """Return a flat dict for each row; what its fields mean is said at its type."""

    def to_csv(self) -> str:
        """Return the records as CSV (RFC 4180): a header, then a row for each.

        Lists are joined by "; ", dates are written as in ISO 8601, the unknown is left empty.

        Example:
            >>> gnlc.tables().countries.to_csv()[:30]
            'alpha_2,alpha_3,numeric,name,c'
        """
        from gnlc.rows.text import csv_text

        return csv_text(self.to_records(), self._row().__annotations__)

    def to_json(self) -> str:
        """Return the records as a JSON array; dates are written as in ISO 8601.

        Example:
            >>> print(gnlc.tables().coverage.to_json()[:30])
            [
             {
              "announcement": "2015",
        """
        from gnlc.rows.text import json_text

        return json_text(self.to_records())

    def to_pandas(self) -> Any:
        """Return the records as a `pandas.DataFrame`.

        Integers are `Int64`, dates `datetime64`, texts `string`, so that a column has the same type
        whether or not a value is unknown; lists are objects.

        Raises:
            ImportError: pandas is not installed.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).to_pandas()["year"].dtype
            Int64Dtype()
        """
        from gnlc.rows.frames import to_pandas

        return to_pandas(self.to_records(), self._row())

    def to_polars(self) -> Any:
        """Return the records as a `polars.DataFrame`.

        Raises:
            ImportError: Polars is not installed.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).to_polars()["announced_on"].dtype
            Date
        """
        from gnlc.rows.frames import to_polars

        return to_polars(self.to_records(), self._row())

    def to_arrow(self) -> Any:
        """Return the records as a `pyarrow.Table`.

        Raises:
            ImportError: PyArrow is not installed.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).to_arrow().num_rows
            3
        """
        from gnlc.rows.frames import to_arrow

        return to_arrow(self.to_records(), self._row())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the records to a library that takes tables by the Arrow PyCapsule interface.

        Such as `polars.DataFrame(...)`, `pyarrow.table(...)`, `pandas.DataFrame.from_arrow(...)`
        and, in DuckDB, `SELECT * FROM` a variable. The types of the columns do not
        depend on the rows; the unknown is null.

        Args:
            requested_schema: what types the library would rather have; it must convert by itself.

        Raises:
            ImportError: nanoarrow is not installed, which the extra `arrow` brings.
        """
        from gnlc.rows.arrow import stream

        return stream(self.to_records(), self._row())
