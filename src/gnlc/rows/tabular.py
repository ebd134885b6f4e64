"""The conversions that `Cities` and `Rows` share: CSV, JSON, Arrow."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Generic, TypeVar

from gnlc.models.base import Kept

R_co = TypeVar("R_co", bound=Mapping[str, object], covariant=True)


class Tabular(Kept, ABC, Generic[R_co]):
    """Base of values that are rows of a table, with conversions to records, CSV, JSON and Arrow."""

    __slots__ = ()

    @abstractmethod
    def _row(self) -> type[R_co]:
        """Return the TypedDict that describes a row."""

    @abstractmethod
    def to_records(self) -> list[R_co]:
        """Return a flat dict for each row; the type of the row documents the fields."""

    def to_csv(self) -> str:
        """Return the records as CSV (RFC 4180): a header, then a row for each.

        Lists are joined by "; ", dates are in ISO 8601, and unknown values are empty.

        Example:
            >>> gnlc.tables().countries.to_csv()[:30]
            'alpha_2,alpha_3,numeric,name,c'
        """
        from gnlc.rows.text import csv_text

        return csv_text(self.to_records(), self._row().__annotations__)

    def to_json(self) -> str:
        """Return the records as a JSON array, with dates in ISO 8601.

        Example:
            >>> print(gnlc.tables().coverage.to_json()[:30])
            [
             {
              "announcement": "2015",
        """
        from gnlc.rows.text import json_text

        return json_text(self.to_records())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the records as a stream of the Arrow PyCapsule interface.

        Libraries call this method, for instance `polars.DataFrame(...)`, `pyarrow.table(...)`,
        `pandas.DataFrame.from_arrow(...)`, and DuckDB for `SELECT * FROM` a variable. The types of
        the columns do not depend on the rows; unknown values are null.

        Args:
            requested_schema: the types that the library prefers. Ignored: the library converts.

        Raises:
            ImportError: nanoarrow is not installed; the extra `arrow` installs it.
        """
        from gnlc.rows.arrow import stream

        return stream(self.to_records(), self._row())
