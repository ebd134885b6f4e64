"""The conversions that `Cities` and `Rows` share: CSV, JSON, Arrow."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from gnlc.models import languages
from gnlc.models.base import Kept, Source

if TYPE_CHECKING:
    from gnlc.formats import FeatureCollection

R_co = TypeVar("R_co", bound=Mapping[str, object], covariant=True)
FilePath: TypeAlias = str | os.PathLike[str]


def written(records: list[Any], *, json: bool) -> list[Any]:
    """Return records as they are, or as JSON has them."""
    if not json:
        return records
    from gnlc.rows.text import plain

    return [plain(record) for record in records]


class Tabular(Kept, ABC, Generic[R_co]):
    """Base of values that are rows of a table: as records, text, files and data frames."""

    __slots__ = ()

    @abstractmethod
    def _row(self) -> type[R_co]:
        """Return the TypedDict that describes a row."""

    @abstractmethod
    def _records(self, language: str | None = None) -> list[R_co]:
        """Return a flat dict for each row, with names of cities and countries in a language.

        Raises:
            ValueError: a language is given, and the rows have no such names.
        """

    @abstractmethod
    def _cited(self) -> Iterable[Source]:
        """Return the sources of the rows."""

    def _labelled(self, language: str | None) -> list[R_co]:
        """Return the same, but check the language first, which no row may look at."""
        if language is not None:
            languages.check(language)
        return self._records(language)

    @overload
    def to_records(
        self, *, json: Literal[False] = False, language: str | None = None
    ) -> list[R_co]: ...
    @overload
    def to_records(
        self, *, json: Literal[True], language: str | None = None
    ) -> list[dict[str, Any]]: ...
    def to_records(self, *, json: bool = False, language: str | None = None) -> Any:
        """Return a flat dict for each row; the type of the rows documents their fields.

        Args:
            json: whether to write dates as JSON has them: as text, in ISO 8601.
            language: a BCP 47 tag, for names of cities and countries in that language where they
                are on record; see `City.name_in`.

        Raises:
            TypeError: the language is not a str.
            ValueError: it is not a BCP 47 tag, or the rows have no names of cities or countries.

        Example:
            >>> cities = gnlc.cities(country="AZ", year=2020)
            >>> cities.to_records(json=True)[0]["announced_on"]
            '2020-09-23'
            >>> cities.to_records(language="fr")[0]["name"]
            'Bakou'
        """
        return written(self._labelled(language), json=json)

    @overload
    def to_csv(self, path: None = None, *, language: str | None = None) -> str: ...
    @overload
    def to_csv(
        self, path: FilePath, excel: bool = False, *, language: str | None = None
    ) -> None: ...
    def to_csv(
        self, path: FilePath | None = None, excel: bool = False, *, language: str | None = None
    ) -> str | None:
        """Return the records as CSV (RFC 4180), or write them to a file in UTF-8.

        A header, then a row for each. Lists are joined by "; ", dates are as in ISO 8601, unknown
        values are empty. A file is replaced in one step.

        Args:
            path: of the file; without one the text is returned.
            excel: whether the file begins with a byte order mark, without which Excel reads letters
                outside ASCII wrongly.
            language: as for `to_records`.

        Raises:
            OSError: the file cannot be written; the old one is as it was.
            TypeError: the path is neither a str nor a path, or the language is not a str.
            ValueError: `excel` is given without a path, the path contains invalid characters, or
                the language is one that `to_records` refuses.

        Example:
            >>> gnlc.tables().countries.to_csv()[:30]
            'alpha_2,alpha_3,numeric,name,c'
        """
        from gnlc.rows.text import csv_text, hand_on

        if excel and path is None:
            raise ValueError("excel=True needs a path: a str has no byte order mark")
        text = csv_text(self._labelled(language), self._row().__annotations__)
        return hand_on(f"\ufeff{text}" if excel else text, path)

    @overload
    def to_json(self, path: None = None, *, language: str | None = None) -> str: ...
    @overload
    def to_json(self, path: FilePath, *, language: str | None = None) -> None: ...
    def to_json(self, path: FilePath | None = None, *, language: str | None = None) -> str | None:
        """Return the records as a JSON array, or write them to a file; dates are as in ISO 8601.

        Args:
            path: of the file, which is replaced in one step; without one the text is returned.
            language: as for `to_records`.

        Raises:
            OSError: the file cannot be written; the old one is as it was.
            TypeError: the path is neither a str nor a path, or the language is not a str.
            ValueError: the path contains invalid characters, or the language is one that
                `to_records` refuses.

        Example:
            >>> print(gnlc.tables().coverage.to_json()[:30])
            [
             {
              "announcement": "2015",
        """
        from gnlc.rows.text import hand_on, json_text

        return hand_on(json_text(self._labelled(language)), path)

    def to_excel(self, path: FilePath, *, language: str | None = None) -> None:
        """Write the records to a workbook (XLSX), with dates and numbers as such.

        A second sheet lists the sources that the rows name, and the attribution that goes with the
        data. Lists are joined by "; ", unknown values are empty, and no text is a formula.

        Args:
            path: of the file, which is replaced in one step.
            language: as for `to_records`.

        Raises:
            ImportError: XlsxWriter is not installed, which the extra `excel` brings.
            OSError: the file cannot be written; the old one is as it was.
            TypeError: the path is neither a str nor a path, or the language is not a str.
            ValueError: the path contains invalid characters, or the language is one that
                `to_records` refuses.

        Example:
            >>> import tempfile
            >>> from pathlib import Path
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     gnlc.cities(year=2020).to_excel(Path(folder) / "cities.xlsx")
        """
        from gnlc.rows.excel import write

        write(path, self._labelled(language), self._row().__annotations__, self._cited())

    def to_pandas(self, *, language: str | None = None) -> Any:
        """Return the records as a `pandas.DataFrame`.

        Integers are `Int64`, dates `datetime64`, texts `string`, so that a column has the same type
        whether or not a value is unknown; lists are objects.

        Args:
            language: as for `to_records`.

        Raises:
            ImportError: pandas is not installed.
            TypeError: the language is not a str.
            ValueError: the language is one that `to_records` refuses.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).to_pandas()["year"].dtype
            Int64Dtype()
        """
        from gnlc.rows.frames import to_pandas

        return to_pandas(self._labelled(language), self._row())

    def to_polars(self, *, language: str | None = None) -> Any:
        """Return the records as a `polars.DataFrame`.

        Args:
            language: as for `to_records`.

        Raises:
            ImportError: Polars is not installed.
            TypeError: the language is not a str.
            ValueError: the language is one that `to_records` refuses.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).to_polars()["announced_on"].dtype
            Date
        """
        from gnlc.rows.frames import to_polars

        return to_polars(self._labelled(language), self._row())

    def to_arrow(self, *, language: str | None = None) -> Any:
        """Return the records as a `pyarrow.Table`.

        Args:
            language: as for `to_records`.

        Raises:
            ImportError: PyArrow is not installed.
            TypeError: the language is not a str.
            ValueError: the language is one that `to_records` refuses.

        Example:
            >>> gnlc.cities(country="AZ", year=2020).to_arrow().num_rows
            3
        """
        from gnlc.rows.frames import to_arrow

        return to_arrow(self._labelled(language), self._row())

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

        return stream(self._records(), self._row())


class Located(Tabular[R_co]):
    """Rows that have names and places on the map."""

    __slots__ = ()

    @abstractmethod
    def _features(self, language: str | None = None) -> FeatureCollection:
        """Return the rows as GeoJSON, with all properties and the names in a language."""

    @property
    def __geo_interface__(self) -> FeatureCollection:
        """The rows as a GeoJSON FeatureCollection (RFC 7946).

        A row without a known place is a Feature without geometry.
        """
        return self._features()

    @overload
    def to_geojson(
        self,
        path: None = None,
        *,
        properties: Iterable[str] | None = None,
        language: str | None = None,
    ) -> str: ...
    @overload
    def to_geojson(
        self,
        path: FilePath,
        *,
        properties: Iterable[str] | None = None,
        language: str | None = None,
    ) -> None: ...
    def to_geojson(
        self,
        path: FilePath | None = None,
        *,
        properties: Iterable[str] | None = None,
        language: str | None = None,
    ) -> str | None:
        """Return the rows as GeoJSON (RFC 7946), or write them to a file.

        A row without a known place is a Feature without geometry.

        Args:
            path: of the file, which is replaced in one step; without one the text is returned.
            properties: the columns to keep; without them, all but the coordinates.
            language: a BCP 47 tag, for the names of cities and countries in that language where
                they are on record; see `City.name_in`.

        Raises:
            OSError: the file cannot be written; the old one is as it was.
            TypeError: the path is neither a str nor a path, or the language or a property no str.
            ValueError: the path contains invalid characters, a property is unknown, or the
                language is not a BCP 47 tag.

        Example:
            >>> import json
            >>> text = gnlc.cities(country="AZ").to_geojson(properties=["name", "year"])
            >>> json.loads(text)["features"][0]["properties"]
            {'name': 'Baku', 'year': 2020}
        """
        from gnlc.rows.geojson import choose
        from gnlc.rows.text import hand_on, json_text

        if language is not None:
            languages.check(language)
        found = self._features(language)
        if properties is not None:
            choose(found, properties, self._row().__annotations__)
        return hand_on(json_text(found), path)
