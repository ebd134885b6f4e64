"""Documents: what is written can be read, and what is not sound is reported, all of it."""

import gc
import json
import pickle
import weakref
from typing import Any
from unittest.mock import ANY, Mock

import pytest
from attrs import evolve
from documents import small, spoilt
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import bundled, wording
from gnlc.documents import hooks
from gnlc.documents import read as codec
from gnlc.layout import TABLES, render
from gnlc.models.base import fields_of
from gnlc.models.tables import RECORDS
from gnlc.wording import listed
from gnlc.wording import shortened as cut

DOCUMENT = bundled.document()
DIRECTOR = {"name": "X", "sources": ["a-nd"]}

Json = Any


def problems(source: Any) -> list[gnlc.Problem]:
    with pytest.raises(gnlc.DataError) as caught:
        gnlc.loads(source) if isinstance(source, str | bytes) else gnlc.Network.from_dict(source)
    return list(caught.value.problems)


class TestRoundTrip:
    """Nothing is lost between a document and its network."""

    def test_bundled_document(self) -> None:
        assert gnlc.Network.from_dict(DOCUMENT).to_dict() == DOCUMENT
        assert gnlc.network().to_dict() == DOCUMENT

    def test_both_ways_of_loading_give_the_same(self) -> None:
        loaded = gnlc.Network.from_dict(DOCUMENT)
        assert loaded == gnlc.network()
        assert hash(loaded) == hash(gnlc.network())
        assert loaded.cities() == gnlc.cities()
        assert loaded.city("Gəncə") == gnlc.city("Ganja")

    @pytest.mark.parametrize("table", RECORDS)
    def test_fields_are_in_the_order_of_the_models(self, table: str) -> None:
        names = [field.name for field in fields_of(RECORDS[table])]
        for record in gnlc.network().to_dict()[table]:
            assert list(record) == [name for name in names if name in record]

    def test_the_bundled_network_passes_every_check(self) -> None:
        """It is made without any; to copy it with another field is to make it anew."""
        assert evolve(gnlc.network(), data_version="2099.01.01") != gnlc.network()

    @given(networks())
    def test_any_network(self, network: gnlc.Network) -> None:
        text = gnlc.dumps(network)
        loaded = gnlc.loads(text)
        assert loaded == network
        assert gnlc.dumps(loaded) == text
        assert loaded.to_dict() == json.loads(text) == network.to_dict()

    def test_of_the_small_document(self) -> None:
        network = gnlc.Network.from_dict(small())
        assert network.to_dict() == small()
        assert network.city("найроби").alternate_names == ("Найроби",)

    def test_of_the_smallest_document(self) -> None:
        head = {"format_version": 1, "data_version": "2026.11.23", "as_of": "2026-04-15"}
        assert gnlc.Network.from_dict(head).to_dict() == head
        assert len(gnlc.Network.from_dict(head).cities()) == 0

    def test_awards_without_alternate_names(self) -> None:
        award: Json = {"year": 2019, "recipients_stated": 1, "sources": ["a-nd"]}
        award["recipients"] = [{"name": "Nairobi", "country": "KE", "city": "ke-nairobi"}]
        document = {**small(), "awards": [award]}
        del document["alternate_names"]
        nairobi = gnlc.Network.from_dict(document).city("Nairobi")
        assert (nairobi.award_years, nairobi.alternate_names) == ((2019,), ())

    def test_unknown_may_be_written_as_null(self) -> None:
        document = spoilt("/cities/0/status_notes", None)
        assert gnlc.Network.from_dict(document) == gnlc.Network.from_dict(small())

    def test_degrees_may_be_whole(self) -> None:
        location = {**DOCUMENT["cities"][0]["location"], "latitude": 25, "longitude": -0}
        assert (
            gnlc.Network.from_dict(spoilt("/cities/0/location", location)).city("Nairobi").location
        )


class TestProblems:
    """Each problem has its place and a sentence."""

    @pytest.mark.parametrize(
        ("path", "value", "pointer", "message"),
        [
            ("/format_version", 2, "/format_version", "format_version must be 1, got 2"),
            ("/format_version", ..., "", "the field 'format_version' is missing"),
            ("/as_of", "2026", "/as_of", "must be a date as YYYY-MM-DD, got '2026'"),
            ("/as_of", "2026-02-30", "/as_of", "invalid date 2026-02-30"),
            ("/as_of", 2026, "/as_of", "must be a date as YYYY-MM-DD, got 2026"),
            ("/data_version", "1", "/data_version", "data_version must be a date as YYYY.MM.DD"),
            ("/citys", [], "/citys", "unknown field 'citys'; did you mean 'cities'?"),
            ("/cities", {}, "/cities", "must be an array, got {}"),
            ("/cities/0", "x", "/cities/0", "must be an object, got 'x'"),
            ("/cities/0/nmae", "x", "/cities/0/nmae", "unknown field 'nmae'; did you mean 'name'?"),
            (
                "/cities/0/award_years",
                [],
                "/cities/0/award_years",
                "unknown field 'award_years'",
            ),
            ("/cities/0/name", ..., "/cities/0", "the field 'name' is missing"),
            ("/cities/0/name", 5, "/cities/0/name", "name must be a str, got 5"),
            ("/cities/0/name", "", "/cities/0/name", "name must not be empty"),
            ("/cities/0/id", "xx-x", "/cities/0", "must begin with the country's code"),
            ("/cities/0/kind", "town", "/cities/0/kind", "kind must be city, district"),
            (
                "/cities/0/country",
                "XX",
                "/cities/0/country",
                "unknown country 'XX'; declared are KE",
            ),
            ("/cities/0/country", 5, "/cities/0/country", "must be the alpha_2 of a country"),
            ("/cities/0/aliases", "abc", "/cities/0/aliases", "must be an array, got 'abc'"),
            ("/cities/0/aliases", [5], "/cities/0/aliases/0", "aliases must be a str, got 5"),
            ("/cities/0/admissions", [], "/cities/0/admissions", "1 or more, got 0"),
            (
                "/cities/0/admissions/0/sources",
                ["a-nd", "b-nd"],
                "/cities/0/admissions/0/sources/1",
                "unknown source 'b-nd'; did you mean 'a-nd'?",
            ),
            (
                "/cities/0/admissions/0/announced_on",
                "2020-09-23",
                "/cities/0/admissions/0",
                "announced on 2020-09-23, but the year is None",
            ),
            ("/cities/0/location", {"latitude": 91}, "/cities/0/location/latitude", "from -90"),
            ("/alternate_names/0/city", "ke-x", "/alternate_names/0/city", "unknown city 'ke-x'"),
            ("/alternate_names/0/names", [], "/alternate_names/0/names", "1 or more"),
            ("/alternate_names/0/names", "abc", "/alternate_names/0/names", "must be an array"),
            ("/alternate_names/0", 5, "/alternate_names/0", "must be an object, got 5"),
            ("/sizes/0/date", "soon", "/sizes/0/date", "must be a date as YYYY, YYYY-MM or"),
            ("/sizes/0/date", 2020, "/sizes/0/date", "must be a date as YYYY, YYYY-MM or"),
            ("/sizes/0/cities", 5, "/sizes/0", "cities_qualifier must be given together"),
            ("/conflicts/0/claims/1/source", "z", "/conflicts/0/claims/1/source", "unknown source"),
            ("/conflicts/0/announcement", "2020", "/conflicts/0/announcement", "declared are none"),
            ("/awards", [{"year": 2019}], "/awards/0", "the field 'recipients' is missing"),
            ("/award_note", 5, "/award_note", "award_note must be a str"),
        ],
    )
    def test_is_told(self, path: str, value: Json, pointer: str, message: str) -> None:
        problems_found = problems(spoilt(path, value))
        assert any(at == pointer and message in text for at, text in problems_found), problems_found

    @pytest.mark.parametrize("table", ["sources", "regions", "countries", "cities"])
    def test_a_key_twice(self, table: str) -> None:
        document = small()
        document[table].append(document[table][0])
        key = {"countries": "alpha_2"}.get(table, "id")
        assert (f"/{table}/1/{key}", "is that of an earlier record too") in [
            (pointer, message[-32:]) for pointer, message in problems(document)
        ]

    def test_of_very_many_the_first_hundred_and_their_number(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Suggestions take long if much is declared, so only reported problems get one.
        looks = Mock(wraps=wording.close_to)
        monkeypatch.setattr(hooks, "close_to", looks)
        document = small()
        document["cities"] = [
            {**document["cities"][0], "id": f"ke-{number}", "country": "XX", "nonsense": 1}
            for number in range(5_000)
        ]
        with pytest.raises(gnlc.DataError) as caught:
            gnlc.Network.from_dict(document)
        error = caught.value
        assert error.count == 10_001
        assert len(error.problems) == looks.call_count == 100
        assert [pointer for pointer, _ in error.problems[:4]] == [
            "/cities/0/country",
            "/cities/0/nonsense",
            "/cities/1/country",
            "/cities/1/nonsense",
        ]
        assert str(error).startswith("10,001 problems in the document:\n  /cities/0/country: ")
        assert str(error).endswith("\n  and 9,991 more")

    def test_no_long_table_is_looked_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A hundred times, which takes minutes where there are very many keys."""
        looks = Mock(return_value=())
        monkeypatch.setattr(hooks, "close_to", looks)
        document = small()
        source = document["sources"][0]
        document["sources"] += [{**source, "id": f"b-{number}"} for number in range(999)]
        document["regions"][0]["sources"] = [f"c-{number}" for number in range(100)]
        problems(document)
        assert looks.call_count == 100
        document["sources"].append({**source, "id": "b-999"})
        problems_found = problems(document)
        assert looks.call_count == 100
        assert problems_found[0] == (
            "/regions/0/sources/0",
            "unknown source 'c-0'; declared are a-nd, b-0, b-1, b-2, b-3, b-4, b-5, b-6, ...",
        )

    def test_no_more_is_kept_than_is_told(self) -> None:
        document = {**small(), "cities": [{}] * 5_000, "sources": [{}] * 5_000}
        reader = codec._Reader(document)
        with pytest.raises(gnlc.DataError) as caught:
            reader.network()
        assert caught.value.count > 40_000
        assert len(reader._problems) < 500
        reader = codec._Reader({**small(), **dict.fromkeys(map(str, range(5_000)))})
        with pytest.raises(gnlc.DataError):
            reader.network()
        assert len(reader._problems) < 500
        assert [pointer for pointer, _ in caught.value.problems[::4]] == [
            f"/sources/{place}" for place in range(25)
        ]

    def test_are_told_in_the_order_of_the_document(self) -> None:
        document = small()
        city = {**document["cities"][0], "name": 5, "kind": "x"}
        document["cities"] = [
            dict(list(city.items())[:: -1 if number % 3 else 1]) for number in range(12)
        ]
        del document["alternate_names"]
        for number, record in enumerate(document["cities"]):
            record["id"] = f"ke-{number}"
        assert [pointer for pointer, _ in problems(document)] == [
            f"/cities/{number}/{name}"
            for number in range(12)
            for name in (("kind", "name") if number % 3 else ("name", "kind"))
        ]

    def test_of_very_many_those_that_come_first_in_the_document(self) -> None:
        """Whatever is read first, and in whatever order a set has them."""
        head = {name: small()[name] for name in ("format_version", "data_version", "as_of")}
        problems_found = problems({**head, "cities": [{}] * 200, "sources": [{}] * 200})
        assert {pointer.split("/")[1] for pointer, _ in problems_found} == {"cities"}
        names = [f"x{number}" for number in range(300)]
        problems_found = problems({**head, **dict.fromkeys(names), "sources": [{}] * 200})
        assert [pointer for pointer, _ in problems_found] == [f"/{name}" for name in names[:100]]
        document = small()
        document["cities"][0]["admissions"][0] |= dict.fromkeys(names)
        problems_found = problems(document)
        place = "/cities/0/admissions/0"
        assert [pointer for pointer, _ in problems_found] == [
            f"{place}/{name}" for name in names[:100]
        ]

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
    def test_what_is_no_number_has_a_place(self, value: float) -> None:
        location = {**DOCUMENT["cities"][0]["location"], "latitude": value, "population": value}
        text = json.dumps(spoilt("/cities/0/location", location))
        assert problems(text) == [
            (
                "/cities/0/location/latitude",
                f"latitude must be a number from -90 to 90 degrees, got {value}",
            ),
            (
                "/cities/0/location/population",
                f"population must be an int from 0 to 1e+12, got {value}",
            ),
        ]

    def test_a_name_twice_is_told_among_the_others(self) -> None:
        text = json.dumps(spoilt("/cities/0/kind", "town"))
        text = text.replace('"kind":', '"a/b": 1, "a/b": 2, "name": "Nairobi", "kind":')
        twice = "is repeated in its object; remove one"
        assert problems(text) == [
            ("/cities/0/name", f"the name 'name' {twice}"),
            ("/cities/0/a~1b", f"the name 'a/b' {twice}"),
            ("/cities/0/a~1b", "unknown field 'a/b'"),
            ("/cities/0/kind", ANY),
        ]
        assert problems('{"format_version": 1, "format_version": 1}')[0].pointer == ""
        assert gnlc.Problem("/format_version", f"the name 'format_version' {twice}") in problems(
            '{"format_version": 1, "format_version": 1}'
        )

    @pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: {"a": v}])
    def test_what_is_nested_deep_is_told_in_short(self, wrap: Any) -> None:
        deep: Json = 1
        for _ in range(100_000):
            deep = wrap(deep)
        for path in ("/cities/0/name", "/cities/0/country", "/cities/0", "/cities/0/aliases"):
            [problem, *_] = problems(spoilt(path, deep))
            assert problem.pointer.startswith(path)
            assert len(problem.message) < 150

    def test_a_repeated_item_is_named(self) -> None:
        assert problems(spoilt("/cities/0/aliases", ["A", "B", "B", "A"])) == [
            ("/cities/0/aliases/2", "aliases must not name anything twice, got 'B' again"),
            ("/cities/0/aliases/3", "aliases must not name anything twice, got 'A' again"),
        ]

    def test_a_name_is_escaped_in_the_pointer(self) -> None:
        [(pointer, message)] = problems({**small(), "x~/y": []})
        assert pointer == "/x~0~1y"
        assert message == "unknown field 'x~/y'"

    def test_a_name_that_is_no_text(self) -> None:
        assert problems({**small(), 5: []}) == [("/5", "unknown field 5")]
        document = small()
        document["cities"][0][None] = 1
        assert problems(document) == [("/cities/0/None", "unknown field None")]

    @pytest.mark.parametrize("table", TABLES)
    def test_a_table_that_cannot_be_read_is_told_once(self, table: str) -> None:
        problems_found = "must be an array, got {}"
        assert problems({**small(), table: {}}) == [(f"/{table}", problems_found)]
        long = {"x" * 99: 1}
        problems_found = f"must be an array, got {cut(long)}"
        assert problems({**small(), table: long}) == [(f"/{table}", problems_found)]

    @pytest.mark.parametrize(
        ("ids", "key", "hint"),
        [
            ([], "zzz", "declared are a-nd"),
            (["b-nd"], "zzz", "declared are a-nd, b-nd"),
            (["what", "other"], "whta", "did you mean 'what'?"),
            (["what"], 5 * "a-nd", "declared are a-nd, what"),
            ([*"bcdefgh"], "zzz", "declared are a-nd, b, c, d, e, f, g, h"),
            ([*"bcdefghi"], "zzz", "declared are a-nd, b, c, d, e, f, g, h, ..."),
            (["x" * 99], "zzz", f"declared are a-nd, {'x' * 47}...{'x' * 8}"),
            ([], "z" * 99, "declared are a-nd"),
        ],
    )
    def test_an_unknown_key(self, ids: list[str], key: str, hint: str) -> None:
        document = spoilt("/cities/0/admissions/0/sources", ["a-nd", key])
        document["sources"] += [{**document["sources"][0], "id": name} for name in ids]
        assert problems(document) == [
            ("/cities/0/admissions/0/sources/1", f"unknown source {cut(key)}; {hint}")
        ]

    @pytest.mark.parametrize(
        ("path", "value", "message"),
        [
            ("/cities/0/country", 5, "must be the alpha_2 of a country, got 5"),
            ("/cities/0/country", None, "must be the alpha_2 of a country, got None"),
            (
                "/conflicts/0/announcement",
                ["x" * 99],
                f"must be the id of an announcement, got {cut(['x' * 99])}",
            ),
            (
                "/cities/0/location",
                {**DOCUMENT["cities"][0]["location"], "latitude": "40.5"},
                "latitude must be a number from -90 to 90 degrees, got '40.5'",
            ),
            ("/as_of", ["x" * 99], f"must be a date as YYYY-MM-DD, got {cut(['x' * 99])}"),
            ("/as_of", "x" * 99, f"must be a date as YYYY-MM-DD, got {cut('x' * 99)}"),
            ("/as_of", "2026-04-15\n", "must be a date as YYYY-MM-DD, got '2026-04-15\\n'"),
            (
                "/sizes/0/date",
                ["x" * 99],
                f"must be a date as YYYY, YYYY-MM or YYYY-MM-DD, got {cut(['x' * 99])}",
            ),
            ("/cities/0/admissions", "x" * 99, f"must be an array, got {cut('x' * 99)}"),
            ("/cities/0/admissions/0", "x" * 99, f"must be an object, got {cut('x' * 99)}"),
            ("/directors", [{**DIRECTOR, "acting": "yes"}], "acting must be a bool, got 'yes'"),
            ("/directors", [{**DIRECTOR, "acting": 1}], "acting must be a bool, got 1"),
        ],
    )
    def test_a_value_of_the_wrong_kind(self, path: str, value: Json, message: str) -> None:
        [problem] = problems(spoilt(path, value))
        inside = {
            "/directors": "/directors/0/acting",
            "/cities/0/location": "/cities/0/location/latitude",
        }
        assert problem.pointer == inside.get(path, path)
        assert problem.message == message

    @pytest.mark.parametrize(
        ("pointer", "meant"),
        [
            ("/feature", "features"),
            ("/citis", "cities"),
            ("/as_off", "as_of"),
            ("/cities/0/total", ""),
            ("/cities/0/kindd", "kind"),
            # It has them, but from a table of their own.
            ("/cities/0/award_years", ""),
            ("/cities/0/alternate_names", ""),
            ("/xyz", ""),
            ("/" + "x" * 99, ""),
        ],
    )
    def test_an_unknown_field(self, pointer: str, meant: str) -> None:
        name = pointer.rpartition("/")[2]
        hint = f"; did you mean {meant!r}?" if meant else ""
        assert problems(spoilt(pointer, 1)) == [(pointer, f"unknown field {cut(name)}{hint}")]

    def test_every_item_is_looked_at(self) -> None:
        document = spoilt("/cities/0/admissions/0/sources", ["b-nd", "zzz", 5])
        document["sources"].append({**document["sources"][0], "id": "b-nd", "publisher": ""})
        assert [pointer for pointer, _ in problems(document)] == [
            "/sources/1/publisher",
            "/cities/0/admissions/0/sources/1",
            "/cities/0/admissions/0/sources/2",
        ]

    @pytest.mark.parametrize(
        ("names", "message"),
        [([5], "names must be a str, got 5"), ([""], "names must not be empty")],
    )
    def test_alternate_names_that_are_not_sound_are_told_where_they_are(
        self, names: Json, message: str
    ) -> None:
        assert problems(spoilt("/alternate_names/0/names", names)) == [
            ("/alternate_names/0/names/0", message)
        ]

    @pytest.mark.parametrize(
        ("table", "rows"),
        [
            ("alternate_names", [None]),
            ("alternate_names", ["x"]),
            ("alternate_names", [{}]),
            ("alternate_names", [{"city": [], "names": ["x"]}]),
            ("alternate_names", [{"city": "ke-nairobi", "names": 5}]),
            ("alternate_names", [{"city": "ke-nairobi", "names": [[]]}]),
            ("awards", [None]),
            ("awards", [{"recipients": None}]),
            ("awards", [{"recipients": [{"city": "ke-nairobi"}]}]),
            ("awards", [{"year": [], "recipients": [{"city": "ke-nairobi"}]}]),
            ("awards", [{"year": 0, "recipients": [{"city": "ke-nairobi"}]}]),
            ("awards", [{"year": 0, "recipients": ["city"]}]),
        ],
    )
    def test_what_cities_get_from_a_table_that_is_not_sound_is_told_there(
        self, table: str, rows: Json
    ) -> None:
        problems_found = [pointer for pointer, _ in problems({**small(), table: rows})]
        assert problems_found
        assert all(pointer.startswith(f"/{table}/0") for pointer in problems_found)

    def test_nothing_of_a_document_is_kept(self) -> None:
        class Document(dict[str, Json]):
            """A document that can be watched."""

        sound, broken = Document(small()), Document(spoilt("/cities/0/name", 5))
        gnlc.Network.from_dict(sound)
        assert problems(broken)
        watched = [weakref.ref(sound), weakref.ref(broken)]
        del sound, broken
        gc.collect()
        assert [each() for each in watched] == [None, None]

    def test_an_award_that_is_not_sound_is_told_where_it_is(self) -> None:
        award: Json = {"year": "2019", "recipients_stated": 1, "sources": ["a-nd"]}
        award["recipients"] = [{"name": "Nairobi", "country": "KE", "city": "ke-nairobi"}]
        [(pointer, _)] = problems({**small(), "awards": [award]})
        assert pointer == "/awards/0/year"
        award["recipients"].append({**award["recipients"][0], "name": "Nairobi City"})
        assert problems({**small(), "awards": [{**award, "year": 2019}]}) == [
            ("/awards/0", "more than one recipient is 'ke-nairobi'")
        ]
        award["recipients"].pop()
        twice = [{**award, "year": 2019}] * 2
        [problem] = problems({**small(), "awards": twice})
        assert problem.pointer == "/awards/1"
        [problem] = problems(
            {**small(), "awards": [twice[0], {**award, "year": 2019, "recipients_stated": 2}]}
        )
        assert problem == ("/awards/1", "year 2019 is that of an earlier record too")

    def test_alternate_names_twice(self) -> None:
        document = small()
        document["alternate_names"] *= 2
        assert problems(document) == [
            ("/alternate_names/1/city", "city 'ke-nairobi' is that of an earlier record too")
        ]

    def test_what_is_wrong_with_tables_as_a_whole(self) -> None:
        document = small()
        document["data_version"] = "2026.02.30"
        document["regions"].append({**document["regions"][0], "id": "b", "name": "AFRICA"})
        document["countries"].append(
            {**document["countries"][0], "alpha_2": "XX", "alpha_3": "XXX", "name": "Kenia"}
        )
        document["conflicts"].append({**document["conflicts"][0], "topic": "y"})
        assert problems(document) == [
            ("/data_version", "data_version must be a valid date, got '2026.02.30'"),
            ("/regions/1", "more than one region is called 'africa'"),
            ("/countries/1", "more than one country is called '404' and 'kenya'"),
            ("/conflicts/1", "id 'x' is that of an earlier record too"),
        ]

    @pytest.mark.parametrize("order", [1, -1], ids=["before", "after"])
    @pytest.mark.parametrize("name", ["ke-nairobi", "KE-Nairobi"])
    @pytest.mark.parametrize("field", ["name", "aliases"])
    def test_a_name_that_is_the_id_of_another(self, field: str, name: str, order: int) -> None:
        document = small()
        [city] = document["cities"]
        change: dict[str, Any] = {"id": "ke-other", field: name if field == "name" else [name]}
        document["cities"] = [city, {**city, **change}][::order]
        message = f"the name {name!r} is the id of another city"
        assert problems(document) == [(f"/cities/{int(order == 1)}", message)]
        # So says the constructor.
        network = gnlc.Network.from_dict(small())
        change[field] = name if field == "name" else (name,)
        other = evolve(network.city("ke-nairobi"), **change)
        with pytest.raises(ValueError, match=f"^{message}$"):
            evolve(network, cities=(*network.cities(), other))

    def test_names_that_are_equal_or_fold_alike(self) -> None:
        document = small()
        [city] = document["cities"]
        others = [
            {**city, "id": f"ke-{number}", "name": name, "aliases": [f"ke-{number}"]}
            for number, name in enumerate(("Nairobi", "NAIROBI", "N\u00e1irobi", "ke nairobi"))
        ]
        document["cities"] = [city, *others]
        assert len(gnlc.Network.from_dict(document).cities()) == 5

    def test_a_region_that_is_called_as_the_id_of_another(self) -> None:
        document = small()
        region = document["regions"][0]
        document["regions"].append({**region, "id": "other", "name": region["id"]})
        assert problems(document) == [
            ("/regions/1", f"more than one region is called {region['id']!r}")
        ]

    def test_of_very_many_names_in_common_the_first_eight(self) -> None:
        document = small()
        names = [f"x{number}" for number in range(9)]
        other: Json = {"alpha_2": "XX", "alpha_3": "XXX", "numeric": "001", "name": "X"}
        for record in (document["countries"][0], other):
            record["aliases"] = names
        document["countries"].append({**document["countries"][0], **other, "common_name": "X"})
        assert problems(document) == [
            (
                "/countries/1",
                f"more than one country is called {listed(map(cut, names[:8]), word='and')}",
            )
        ]

    def test_two_announcements_of_a_year(self) -> None:
        document = small()
        document["announcements"] = [
            {"id": key, "year": 2016, "kind": "rolling", "title": "x", "sources": ["a-nd"]}
            for key in "abc"
        ]
        assert problems(document) == [
            (
                f"/announcements/{place}",
                "announcements of 2016 and 2016: one a year, in order of time",
            )
            for place in (1, 2)
        ]

    def test_an_announcement_in_turn_after_one_that_is_not(self) -> None:
        document = small()
        document["announcements"] = [
            {"id": key, "year": year, "kind": "rolling", "title": "x", "sources": ["a-nd"]}
            for key, year in (("a", 2016), ("b", 2016), ("c", 2017))
        ]
        assert [pointer for pointer, _ in problems(document)] == ["/announcements/1"]

    def test_an_unknown_field_of_a_later_record(self) -> None:
        document = small()
        [admission] = document["cities"][0]["admissions"]
        document["cities"][0]["admissions"] += [{**admission, "listed_as": "x", "yaer": 1}]
        assert [pointer for pointer, _ in problems(document)] == ["/cities/0/admissions/1/yaer"]

    def test_all_are_told_at_once(self) -> None:
        document = small()
        document["as_of"] = "soon"
        document["sources"][0]["publisher"] = ""
        document["cities"][0].update(name=5, country="XX", kind="x", nonsense=1)
        document["sizes"][0]["date"] = None
        assert [pointer for pointer, _ in problems(document)] == [
            "/as_of",
            "/sources/0/publisher",
            "/cities/0/name",
            "/cities/0/country",
            "/cities/0/kind",
            "/cities/0/nonsense",
            "/sizes/0/date",
        ]

    def test_a_record_is_not_blamed_for_another(self) -> None:
        assert problems(spoilt("/sources/0/publisher", "")) == [
            ("/sources/0/publisher", "publisher must not be empty")
        ]

    def test_the_error_tells_them(self) -> None:
        document = small()
        document["cities"] *= 30
        with pytest.raises(gnlc.DataError) as caught:
            gnlc.Network.from_dict(document)
        error = caught.value
        assert isinstance(error, gnlc.GnlcError)
        assert isinstance(error, ValueError)
        assert len(error.problems) == error.count == 29
        assert str(error).startswith(
            "29 problems in the document:\n  /cities/1/id: id 'ke-nairobi'"
        )
        assert str(error).endswith("and 19 more")
        again = pickle.loads(pickle.dumps(error))
        assert (again.problems, again.count, str(again)) == (error.problems, 29, str(error))
        [only] = gnlc.DataError(error.problems[:1]).problems
        assert str(only) == f"{only.pointer}: {only.message}"
        assert str(gnlc.DataError([gnlc.Problem("", "x")])) == "1 problem in the document:\n  x"

    def test_no_name_of_a_field_drives_the_terminal(self) -> None:
        [problem] = problems({**small(), "\ud800\n\x1b[31m": 1})
        assert problem.pointer == "/\ud800\n\x1b[31m"
        assert str(problem).startswith(r"/\ud800\n\x1b[31m: unknown field '\ud800\n")
        assert str(problem).isprintable()


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


class TestAnything:
    """Whatever comes in, out comes a network or a `DataError`."""

    @given(JUNK)
    def test_junk(self, value: Json) -> None:
        if isinstance(value, dict):
            assert problems(value)

    @given(st.text() | st.binary())
    def test_text(self, text: str | bytes) -> None:
        if isinstance(text, bytes) or not text or text.lstrip()[:1] in ("{", "["):
            assert problems(text)


class TestRendered:
    """The text of a document is for people, and the same for the same document."""

    @given(JUNK.filter(lambda value: not isinstance(value, float)))
    def test_is_json(self, value: Json) -> None:
        try:
            text = render(value)
        except ValueError:
            assert "nan" in str(value) or "inf" in str(value)
        else:
            assert json.loads(text) == value
            assert text.endswith("\n")

    def test_has_short_lines_and_one_for_each_record(self) -> None:
        value = {"a": [{"b": 1}, {"b": [1, 2]}], "c": {}, "d": []}
        assert render(value) == (
            '{\n "a": [\n  {"b": 1},\n  {"b": [1, 2]}\n ],\n "c": {},\n "d": []\n}\n'
        )

    def test_every_table_is_in_the_document(self) -> None:
        assert set(TABLES) <= set(DOCUMENT)
