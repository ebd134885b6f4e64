"""Columns of names in data frames of engines that need more than the other tests: Java, for one.

They are run by themselves: `python -m pytest tests/frames`.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask.dataframe
import ibis
import pandas
import pyarrow
import pytest
from engines import SHEET, Columns, Engine, Joins
from pyspark.sql import SparkSession
from pyspark.sql.types import BooleanType, DateType, DoubleType, LongType, StringType, StructType

import gnlc
from gnlc import frames

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "match-frames.md"

# PySpark has them shown for versions of pandas that it does not know yet.
pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]

_KINDS = {
    "row": LongType(),
    "number": DoubleType(),
    "flag": BooleanType(),
    "day": DateType(),
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder: Any = SparkSession.builder
        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
        }
        session = builder.master("local[2]").config(map=settings).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def dask_engine() -> Engine:
    def make(columns: Columns) -> Any:
        return dask.dataframe.from_pandas(pandas.DataFrame(columns), npartitions=3)

    def read(frame: Any) -> Columns:
        computed = frame.compute().astype(object)
        columns: Columns = computed.where(computed.notna(), None).to_dict("list")
        return columns

    def categories(frame: Any, names: Any) -> Any:
        return frame.astype(dict.fromkeys(names, "category"))

    return Engine(make, read, categories)


def ibis_engine() -> Engine:
    kinds = {"row": "int64", "number": "float64", "flag": "boolean", "day": "date"}

    def make(columns: Columns) -> Any:
        table = pyarrow.table({name: list(values) for name, values in columns.items()})
        return ibis.memtable(table, schema={name: kinds.get(name, "string") for name in columns})

    return Engine(make, lambda table: table.to_pyarrow().to_pydict(), ordered=False)


def spark_engine(spark: Any) -> Engine:
    def make(columns: Columns) -> Any:
        schema = StructType()
        for name in columns:
            schema.add(name, _KINDS.get(name, StringType()))
        return spark.createDataFrame([*zip(*columns.values(), strict=True)], schema)

    def read(frame: Any) -> Columns:
        found = frame.collect()
        return {name: [row[place] for row in found] for place, name in enumerate(frame.columns)}

    return Engine(make, read, ordered=False)


class TestEngines(Joins):
    """What holds in every engine."""

    @pytest.fixture(params=["dask", "ibis", "pyspark"])
    def engine(self, request: pytest.FixtureRequest) -> Engine:
        if request.param == "dask":
            return dask_engine()
        if request.param == "ibis":
            return ibis_engine()
        return spark_engine(request.getfixturevalue("spark"))


def test_dask_keeps_the_index() -> None:
    sheet = pandas.DataFrame(SHEET, index=range(10, 19))
    frame = dask.dataframe.from_pandas(sheet, npartitions=2)
    joined = frames.match(frame, "city", "country").compute()
    assert [*joined.index] == [*sheet.index]


class TestMillions:
    """The functions of the page for columns of millions of names."""

    @pytest.fixture
    def functions(self) -> dict[str, Any]:
        [in_dask, in_spark] = re.findall(r"(?ms)^```py\n(.*?)^```$", GUIDE.read_text("utf-8"))
        names: dict[str, Any] = {"frames": frames}
        exec(in_dask + in_spark, names)  # noqa: S102 - what the page shows
        return names

    def answers(self) -> list[tuple[str | None, str]]:
        return [(a.city.id if a.city else None, a.status) for a in gnlc.match(SHEET["city"])]

    def test_dask(self, functions: dict[str, Any]) -> None:
        engine = dask_engine()
        joined = engine.read(functions["match_partitions"](engine.make(SHEET)))
        assert [*zip(joined["gnlc_id"], joined["gnlc_status"], strict=True)] == self.answers()

    def test_spark(self, functions: dict[str, Any], spark: Any) -> None:
        joined = functions["match_in_arrow"](spark_engine(spark).make(SHEET)).collect()
        found = sorted((row["row"], row["gnlc_id"], row["gnlc_status"]) for row in joined)
        assert [each[1:] for each in found] == self.answers()
