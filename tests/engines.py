"""What must hold of `gnlc.frames.match` in every engine: tests that take an engine as a fixture."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import pytest

import gnlc
from gnlc import bundled, frames
from gnlc.rows.records import city_record

Columns = Mapping[str, Sequence[Any]]


class Engine(NamedTuple):
    """A library of data frames.

    Attributes:
        make: makes a frame of columns.
        read: returns the columns of a frame.
        categories: returns a frame with some of its columns as categories; None if there are none.
        ordered: whether rows have an order.
    """

    make: Callable[[Columns], Any]
    read: Callable[[Any], Columns]
    categories: Callable[[Any, Sequence[str]], Any] | None = None
    ordered: bool = True


SHEET: Columns = {
    "row": range(9),
    "city": ["Ganja", None, "Lima", "CORK", "Ganja", "", "Cork", "Cork", None],
    "country": ["AZ", None, "Peru", None, "Azerbaijan", "Ireland", "Spain", "", "Ireland"],
}

PAIRS = 409


def rows(engine: Engine, frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame in the order of those of the sheet."""
    columns = engine.read(frame)
    if engine.ordered:
        assert list(columns["row"]) == sorted(columns["row"])
    records = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return sorted(records, key=lambda record: record["row"])


class Joins:
    """A frame comes back with what `gnlc.match` answers for each of its rows."""

    def test_every_row_has_its_answer(self, engine: Engine) -> None:
        frame = engine.make(SHEET)
        joined = frames.match(frame, "city", "country")
        assert type(joined) is type(frame)
        answers = gnlc.match(SHEET["city"], SHEET["country"])
        got = rows(engine, joined)
        assert len(got) == len(answers)
        for row, answer, place in zip(got, answers, SHEET["row"], strict=True):
            assert [*row] == [*SHEET, *(f"gnlc_{column}" for column in frames._COLUMNS)]
            assert (row["row"], row["city"]) == (place, SHEET["city"][place])
            assert row["gnlc_status"] == answer.status
            assert row["gnlc_score"] == answer.score
            assert row["gnlc_id"] == (answer.city and answer.city.id)
            assert row["gnlc_name"] == (answer.city and answer.city.name)
            assert row["gnlc_reason"] == answer.reason

    def test_without_countries(self, engine: Engine) -> None:
        joined = frames.match(engine.make(SHEET), "city", columns="status")
        statuses = [answer.status for answer in gnlc.match(SHEET["city"])]
        assert [row["gnlc_status"] for row in rows(engine, joined)] == statuses

    def test_further_columns_of_the_city(self, engine: Engine) -> None:
        columns = ["region", "latitude", "year", "announced_on", "aliases", "country"]
        joined = frames.match(engine.make(SHEET), "city", "country", prefix="m ", columns=columns)
        first, _, lima, *_ = rows(engine, joined)
        known = {f"m {n}": v for n, v in city_record(gnlc.city("Ganja")).items() if n in columns}
        if isinstance(first["m announced_on"], datetime.datetime):
            first["m announced_on"] = first["m announced_on"].date()
        assert {name: first[name] for name in known} == known
        assert [lima[f"m {name}"] for name in columns] == [None, None, None, None, [], None]

    @pytest.mark.parametrize("columns", [SHEET, {name: [] for name in SHEET}])
    def test_no_new_columns(self, engine: Engine, columns: Columns) -> None:
        joined = frames.match(engine.make(columns), "city", "country", columns=())
        assert [*engine.read(joined)] == [*SHEET]
        assert len(engine.read(joined)["city"]) == len(columns["city"])

    def test_no_rows(self, engine: Engine) -> None:
        empty = frames.match(engine.make({name: [] for name in SHEET}), "city", "country")
        full = frames.match(engine.make(SHEET), "city", "country")
        assert engine.read(empty).keys() == engine.read(full).keys()
        assert not any(map(len, engine.read(empty).values()))

    @pytest.mark.parametrize("name", ["a b", 'the "city"', "the.city", "Stadt`ə", "select"])
    def test_any_name_of_a_column(self, engine: Engine, name: str) -> None:
        frame = engine.make({"row": [0, 1], name: ["Ganja", None]})
        joined = rows(engine, frames.match(frame, name, name, columns="status"))
        assert [row[name] for row in joined] == ["Ganja", None]
        assert [row["gnlc_status"] for row in joined] == ["found", "empty"]

    def test_categories(self, engine: Engine) -> None:
        if engine.categories is None:
            pytest.skip("it has no categories")
        frame = engine.categories(engine.make(SHEET), ["city", "country"])
        joined = rows(engine, frames.match(frame, "city", "country"))
        assert joined == rows(engine, frames.match(engine.make(SHEET), "city", "country"))

    def test_numbers_and_dates_are_no_names(self, engine: Engine) -> None:
        sheet: Columns = {
            "row": [0, 1],
            "number": [1.5, float("nan")],
            "flag": [True, None],
            "day": [datetime.date(2020, 9, 23), None],
        }
        frame = engine.make(sheet)
        for name in [*sheet][1:]:
            joined = rows(engine, frames.match(frame, name, columns=["status", "reason"]))
            assert [row["gnlc_status"] for row in joined] == ["unknown", "empty"]
            if name == "number":
                assert joined[0]["gnlc_reason"].endswith("1.5 is not text.")

    @pytest.mark.parametrize("taken", ["gnlc_id", "GNLC_ID"])
    def test_a_taken_name_is_refused(self, engine: Engine, taken: str) -> None:
        frame = engine.make({"city": ["Ganja"], taken: ["1"]})
        with pytest.raises(ValueError, match=f"^prefix must be another.* {taken!r}$"):
            frames.match(frame, "city")
        assert [*engine.read(frames.match(frame, "city", prefix="x_", columns=["id"]))] == [
            *("city", taken, "x_id")
        ]

    @pytest.mark.parametrize("argument", ["name", "country"])
    def test_a_missing_column(self, engine: Engine, argument: str) -> None:
        asked = {"name": "city", "country": "country", argument: "citty"}
        message = f"^{argument}: no column 'citty'; there are 'row', 'city' and 'country'$"
        with pytest.raises(ValueError, match=message):
            frames.match(engine.make(SHEET), **asked)

    def test_only_pairs_that_differ_leave(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cities = gnlc.cities()[: PAIRS - 100]
        names = [city.name for city in (*cities, *cities[:100])]
        countries = [*(city.country.alpha_2 for city in cities), *[None] * 100]
        assert len({*zip(names, countries, strict=True)}) == PAIRS
        places = [place * 31 % PAIRS for place in range(100_000)]
        frame = engine.make(
            {
                "row": range(len(places)),
                "city": [names[place] for place in places],
                "country": [countries[place] for place in places],
            }
        )
        asked: list[int] = []
        collected: list[int] = []
        collect = nw.LazyFrame.collect

        def count_match(names: Any, countries: Any) -> Any:
            asked.append(len(names))
            return gnlc.network().match(names, countries)

        def count_collect(lazy: Any) -> Any:
            collected.append(len(found := collect(lazy)))
            return found

        monkeypatch.setattr(bundled, "match", count_match)
        monkeypatch.setattr(nw.LazyFrame, "collect", count_collect)
        joined = frames.match(frame, "city", "country")
        assert asked == [PAIRS]
        assert max(collected) == PAIRS
        ids = [match.city and match.city.id for match in gnlc.match(names, countries)]
        assert [row["gnlc_id"] for row in rows(engine, joined)] == [ids[place] for place in places]
