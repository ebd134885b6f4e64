"""Patches: documents that say how another one is to be changed."""

import copy
import io
import json
from typing import Any

import pytest
from documents import small
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import JSON, changed_documents, networks

import gnlc
from gnlc.documents.patch import merge

Json = Any

BASE = gnlc.Network.from_dict(small())
HEAD = {"format_version": 1, "patch": True}


def patched(*, base: gnlc.Network = BASE, **parts: Json) -> gnlc.Network:
    """The network that a patch makes of another one."""
    return gnlc.Network.from_dict({**HEAD, **parts}, base=base)


def problems(patch: Json, base: gnlc.Network | None = BASE) -> list[str]:
    """What is wrong with a patch."""
    with pytest.raises(gnlc.DataError) as caught:
        gnlc.Network.from_dict(patch, base=base)
    assert len(caught.value.problems) == caught.value.count
    return list(map(str, caught.value.problems))


def refused(**parts: Json) -> list[str]:
    return problems({**HEAD, **parts})


class TestMerge:
    """The examples of RFC 7396, appendix A."""

    @pytest.mark.parametrize(
        ("value", "patch", "expected"),
        [
            ({"a": "b"}, {"a": "c"}, {"a": "c"}),
            ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
            ({"a": "b"}, {"a": None}, {}),
            ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
            ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
            ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
            ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
            ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
            (["a", "b"], ["c", "d"], ["c", "d"]),
            ({"a": "b"}, ["c"], ["c"]),
            ({"a": "foo"}, None, None),
            ({"a": "foo"}, "bar", "bar"),
            ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
            ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
            ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
        ],
    )
    def test_examples(self, value: Json, patch: Json, expected: Json) -> None:
        before = copy.deepcopy(value)
        assert merge(value, patch) == expected
        assert value == before


class TestRoundTrip:
    """What `diff` writes makes of the one network the other."""

    @given(networks(), networks())
    def test_of_two_networks(self, one: gnlc.Network, other: gnlc.Network) -> None:
        patch = gnlc.diff(one, other).to_patch()
        assert gnlc.Network.from_dict(patch, base=one) == other
        assert gnlc.loads(json.dumps(patch), base=one) == other

    @given(networks(), st.data())
    def test_of_changes(self, one: gnlc.Network, data: st.DataObject) -> None:
        changed = data.draw(changed_documents(one.to_dict(), extreme=False))
        try:
            other = gnlc.Network.from_dict(changed)
        except gnlc.DataError:
            other = one
        patch = gnlc.diff(one, other).to_patch()
        assert gnlc.Network.from_dict(patch, base=one) == other
        assert (patch == HEAD) == (one == other)

    @given(networks(min_cities=1), st.data())
    def test_of_another_order(self, one: gnlc.Network, data: st.DataObject) -> None:
        document = one.to_dict()
        for table in ("sources", "countries", "cities"):
            document[table] = data.draw(st.permutations(document[table]))
        other = gnlc.Network.from_dict(document)
        assert gnlc.Network.from_dict(gnlc.diff(one, other).to_patch(), base=one) == other

    @settings(max_examples=2)
    @given(st.data())
    def test_of_the_bundled_network(self, data: st.DataObject) -> None:
        document = gnlc.network().to_dict()
        names = {"cities": "id", "alternate_names": "city", "place_names": "city"}
        others = json.dumps({k: v for k, v in document.items() if k not in names})
        cities = [city["id"] for city in document["cities"] if f'"{city["id"]}"' not in others]
        gone = data.draw(st.sampled_from(cities))
        for table, key in names.items():
            document[table] = [record for record in document[table] if record[key] != gone]
        other = gnlc.Network.from_dict(document)
        patch = gnlc.diff(gnlc.network(), other).to_patch()
        assert patch == {**HEAD, "cities": [{"id": gone, "$remove": True}]}
        assert gnlc.Network.from_dict(patch, base=gnlc.network()) == other
        back = gnlc.diff(other, gnlc.network()).to_patch()
        assert gnlc.Network.from_dict(back, base=other) == gnlc.network()
        assert not any("$order" in record for record in back["cities"])


class TestPatches:
    def test_nothing(self) -> None:
        assert patched() == BASE

    def test_fields_replace_stay_and_go(self) -> None:
        network = patched(cities=[{"id": "ke-nairobi", "status_notes": "x", "kind": "county"}])
        city = network.city("ke-nairobi")
        assert (city.status_notes, city.kind, city.name) == ("x", "county", "Nairobi")
        assert network.sources() == BASE.sources()
        back = patched(base=network, cities=[{"id": "ke-nairobi", "status_notes": None}])
        assert back.city("ke-nairobi").status_notes is None
        assert back.city("ke-nairobi").kind == "county"

    def test_parts_of_a_record(self) -> None:
        place = {"latitude": 1, "longitude": 2, "name": "X", "geonames_id": 3}
        place |= {"timezone": "Africa/Nairobi", "relation": "same"}
        one = patched(
            cities=[{"id": "ke-nairobi", "location": place}],
            place_names=[{"city": "ke-nairobi", "names": {"fr": "A", "de": "B"}}],
        )
        two = patched(
            base=one,
            cities=[{"id": "ke-nairobi", "location": {"latitude": 5}}],
            place_names=[{"city": "ke-nairobi", "names": {"fr": "C", "de": None, "es": "D"}}],
        )
        location = two.city("ke-nairobi").location
        assert location is not None
        assert (location.latitude, location.longitude) == (5, 2)
        assert {label.language: label.name for label in location.names} == {"fr": "C", "es": "D"}

    def test_a_new_record_comes_where_its_key_belongs(self) -> None:
        sources = [{"id": i, "publisher": i, "language": "en", "cited_for": i} for i in "c0b"]
        network = patched(sources=sources)
        assert [source.id for source in network.sources()] == ["0", "a-nd", "b", "c"]

    def test_or_at_the_end_of_a_table_in_another_order(self) -> None:
        document = small()
        source = document["sources"][0]
        document["sources"].insert(0, {**source, "id": "b"})
        base = gnlc.Network.from_dict(document)
        network = patched(base=base, sources=[{**source, "id": "a"}])
        assert [source.id for source in network.sources()] == ["b", "a-nd", "a"]

    def test_a_given_order(self) -> None:
        source = {"publisher": "x", "language": "en", "cited_for": "x"}
        network = patched(sources=[{"$order": ["a-nd", "0"]}, {**source, "id": "0"}])
        assert [source.id for source in network.sources()] == ["a-nd", "0"]

    def test_removing_a_city_removes_its_names(self) -> None:
        network = patched(cities=[{"id": "ke-nairobi", "$remove": True}])
        assert len(network.cities()) == 0
        assert "alternate_names" not in network.to_dict()

    def test_parts_without_keys_are_replaced(self) -> None:
        network = patched(
            sizes=[{"date": "2021", "countries": 1, "sources": ["a-nd"]}],
            acronym={"text": "X", "sources": ["a-nd"]},
            conflicts=None,
            as_of="2027-01-01",
        )
        assert [str(size.date) for size in network.facts.sizes] == ["2021"]
        assert network.facts.acronym is not None
        assert network.facts.conflicts == ()
        assert str(network.as_of) == "2027-01-01"
        other = patched(base=network, acronym={"text": "Y"})
        assert other.facts.acronym is not None
        assert (other.facts.acronym.text, other.facts.acronym.sources) == ("Y", BASE.sources())

    def test_in_each_form(self) -> None:
        text = json.dumps({**HEAD, "cities": [{"id": "ke-nairobi", "name": "X"}]})
        expected = patched(cities=[{"id": "ke-nairobi", "name": "X"}])
        assert gnlc.loads(text, base=BASE) == expected
        assert gnlc.load(io.StringIO(text), base=BASE) == expected
        assert gnlc.load(io.BytesIO(text.encode()), base=BASE) == expected

    def test_other_documents_need_no_base(self) -> None:
        assert gnlc.Network.from_dict(small(), base=gnlc.network()) == BASE

    def test_the_base_is_as_it_was(self) -> None:
        before = BASE.to_dict()
        patched(cities=[{"id": "ke-nairobi", "name": "X"}])
        assert BASE.to_dict() == before


class TestProblems:
    """All are named, each with its place in the patch."""

    @pytest.mark.parametrize("base", [5, "x", {}, gnlc])
    def test_no_network(self, base: Any) -> None:
        for read in (gnlc.Network.from_dict, gnlc.loads, gnlc.load):
            given: Any = {} if read == gnlc.Network.from_dict else "{}"
            with pytest.raises(TypeError, match="base must be a Network, got "):
                read(given, base=base)

    def test_without_a_base(self) -> None:
        assert problems(HEAD, None) == [
            "/patch: a patch changes another network, which must be given as `base`"
        ]

    @pytest.mark.parametrize("value", [False, None, 1, "true"])
    def test_no_patch(self, value: Json) -> None:
        assert problems({"format_version": 1, "patch": value}) == [
            f"/patch: must be true, got {value!r}; other documents have none"
        ]

    def test_head(self) -> None:
        assert problems({"patch": True, "as_of": None}) == [
            "the field 'format_version' is missing",
            "the field 'as_of' is missing",
        ]
        assert refused(format_version=2) == ["/format_version: format_version must be 1, got 2"]

    def test_of_fields(self) -> None:
        assert refused(
            foo=5,
            cities=[{"id": "ke-nairobi", "county": 1, "admissions": [{"certainty": "sure"}]}],
            sizes=[{"date": "x"}],
        ) == [
            "/foo: unknown field 'foo'",
            "/cities/0/county: unknown field 'county'; did you mean 'country'?",
            "/cities/0/admissions/0: the field 'listed_as' is missing",
            "/cities/0/admissions/0: the field 'sources' is missing",
            "/cities/0/admissions/0/certainty: certainty must be stated or inferred, got 'sure'",
            "/sizes/0: the field 'sources' is missing",
            "/sizes/0/date: must be a date as YYYY, YYYY-MM or YYYY-MM-DD, got 'x'",
        ]

    def test_order_of_problems(self) -> None:
        found = refused(sizes=[5], cities=[{"id": "zz", "$remove": True}, 5], acronym=5)
        places = ["/sizes/0", "/cities/0/id", "/cities/1", "/acronym"]
        assert [problem.partition(": ")[0] for problem in found] == places

    def test_of_a_misspelt_key(self) -> None:
        first, *others = refused(cities=[{"id": "ke-nairobbi", "name": "X", "kind": "city"}])
        assert first == (
            "/cities/0: the field 'country' is missing; "
            "unknown city 'ke-nairobbi'; did you mean 'ke-nairobi'?"
        )
        assert others == ["/cities/0: the field 'admissions' is missing"]
        assert refused(cities=[{"id": "ke-nairobbi", "$remove": True}]) == [
            "/cities/0/id: unknown city 'ke-nairobbi'; did you mean 'ke-nairobi'?"
        ]

    @pytest.mark.parametrize(
        ("record", "problem"),
        [
            ({"name": "X"}, "/sources/0: the field 'id' is missing"),
            ({"id": None}, "/sources/0/id: id must be a str, got None"),
            ({"id": ["a"]}, "/sources/0/id: id must be a str, got ['a']"),
            ({"id": 5}, "/sources/0/id: id must be a str, got 5"),
            (
                {"id": ""},
                (
                    "/sources/0/id: id must be lower-case words of ASCII letters and digits joined "
                    "by hyphens, got ''"
                ),
            ),
            (5, "/sources/0: must be an object, got 5"),
            (None, "/sources/0: must be an object, got None"),
        ],
    )
    def test_of_a_record_without_a_key(self, record: Json, problem: str) -> None:
        assert problem in refused(sources=[record])

    def test_of_tables(self) -> None:
        """A city that goes takes its names along, of whatever form their tables are."""
        gone = [{"id": "ke-nairobi", "$remove": True}]
        assert refused(cities=gone, alternate_names=5, sources={"a-nd": {"title": "x"}}) == [
            "/alternate_names: must be an array, got 5",
            "/sources: must be an array, got {'a-nd': {'title': 'x'}}",
        ]
        assert refused(cities=gone, alternate_names=[5]) == [
            "/alternate_names/0: must be an object, got 5"
        ]
        names = [{"city": "ke-nairobi", "names": ["X"]}]
        assert refused(cities=gone, alternate_names=names) == [
            "/alternate_names/0/city: unknown city 'ke-nairobi'; declared are none"
        ]

    def test_of_removals(self) -> None:
        assert refused(
            cities=[{"id": "ke-nairobi", "$remove": False, "name": "X"}, {"$remove": True}],
            alternate_names=[{"city": "ke-mombasa", "$remove": True}],
        ) == [
            "/cities/0/$remove: must be true, got False",
            "/cities/0/name: a record to be removed has only its id",
            "/cities/1: a record to be removed needs its id",
            "/alternate_names/0/city: unknown city 'ke-mombasa'; declared are ke-nairobi",
        ]

    @pytest.mark.parametrize(
        "order", [[], ["a-nd", "a-nd"], ["b"], "a-nd", None, [None], [["a-nd"]], [5]]
    )
    def test_of_orders(self, order: Json) -> None:
        assert refused(sources=[{"$order": order, "id": "a-nd"}]) == [
            "/sources/0/$order: must be an array with the id of each record once",
            "/sources/0/id: an order has no other fields",
        ]

    def test_of_an_order_of_nothing(self) -> None:
        gone = {"id": "ke-nairobi", "$remove": True}
        assert patched(cities=[gone, {"$order": []}]) == patched(cities=[gone])
        assert refused(cities=[gone, {"$order": {}}]) == [
            "/cities/1/$order: must be an array with the id of each record once"
        ]

    def test_of_repeated_keys(self) -> None:
        twice = {"id": "ke-nairobi", "name": "X"}
        assert refused(cities=[twice, twice]) == [
            "/cities/1/id: id 'ke-nairobi' is that of an earlier record too"
        ]
        with pytest.raises(gnlc.DataError, match="/patch: the name 'patch' "):
            gnlc.loads('{"format_version": 1, "patch": true, "patch": true}', base=BASE)

    def test_where_the_patch_has_no_place_for_it(self) -> None:
        """What is wrong with the rest, once it is patched, has its place in what the patch has."""
        source = {"id": "b-nd", "publisher": "B", "language": "en", "cited_for": "x"}
        assert refused(
            sources=[{"id": "a-nd", "$remove": True}, source],
            sizes=None,
            conflicts=None,
            cities=[source | {"id": "ke-nairobi", "kind": "x"}],
        ) == [
            (
                "at /regions/africa/sources/0 after the patch: "
                "unknown source 'a-nd'; did you mean 'b-nd'?"
            ),
            (
                "/cities/0: at /cities/ke-nairobi/admissions/0/sources/0 after the patch: "
                "unknown source 'a-nd'; did you mean 'b-nd'?"
            ),
            "/cities/0/publisher: unknown field 'publisher'",
            "/cities/0/language: unknown field 'language'",
            "/cities/0/cited_for: unknown field 'cited_for'",
            (
                "/cities/0/kind: kind must be city, district, municipality, county, province, "
                "consortium, industrial city or island, got 'x'"
            ),
        ]

    def test_of_a_record_that_the_patch_leaves(self) -> None:
        africa = {"id": "africa", "$remove": True}
        assert refused(regions=[africa]) == [
            "at /countries/KE/region after the patch: unknown region 'africa'; declared are none"
        ]
        # The table of the fault is in the patch, but the record is not.
        document = small()
        document["sources"].append(document["sources"][0] | {"id": "b-nd"})
        document["countries"][0]["region_sources"] = ["b-nd"]
        base = gnlc.Network.from_dict(document)
        europe = {**document["countries"][0], "alpha_2": "UG", "alpha_3": "UGA", "numeric": "800"}
        europe |= {"name": "Uganda", "common_name": "Uganda", "region_sources": []}
        gone = {"id": "b-nd", "$remove": True}
        assert problems({**HEAD, "sources": [gone], "countries": [europe]}, base) == [
            (
                "/countries: at /countries/KE/region_sources/0 after the patch: "
                "unknown source 'b-nd'; did you mean 'a-nd'?"
            )
        ]

    @pytest.mark.parametrize("removed", [{}, {"$remove": True}])
    @pytest.mark.parametrize(("table", "key"), [("sources", "id"), ("awards", "year")])
    def test_a_key_of_thousands_of_digits(
        self, table: str, key: str, removed: dict[str, object]
    ) -> None:
        for number in (10**5000, -(10**5000)):
            first, *_ = problems({**HEAD, table: [{key: number, **removed}]}, gnlc.network())
            assert first.startswith(f"/{table}/0")
            assert "a very long int" in first

    @given(networks(max_cities=2), networks(max_cities=2), st.data())
    def test_anything(self, one: gnlc.Network, other: gnlc.Network, data: st.DataObject) -> None:
        """A patch is accepted, or its problems are named; never something else."""
        patch = gnlc.diff(one, other).to_patch()
        spoilt = data.draw(changed_documents(patch))
        spoilt["patch"] = True
        try:
            network = gnlc.Network.from_dict(spoilt, base=one)
        except gnlc.DataError as error:
            assert error.problems
            for problem in error.problems:
                resolve(spoilt, problem.pointer)
        else:
            assert gnlc.Network.from_dict(network.to_dict()) == network

    @given(
        st.dictionaries(
            st.sampled_from(["cities", "sources", "alternate_names", "place_names", "awards"]),
            st.lists(
                st.dictionaries(
                    st.sampled_from(["id", "city", "year", "$remove", "$order", "names"]),
                    JSON | st.sampled_from(["ke-nairobi", "a-nd", True, ["ke-nairobi"]]),
                )
            ),
        )
    )
    def test_any_records(self, tables: Json) -> None:
        try:
            patched(**tables)
        except gnlc.DataError as error:
            for problem in error.problems:
                resolve({**HEAD, **tables}, problem.pointer)


def resolve(document: Json, pointer: str) -> Json:
    """What a JSON Pointer leads to; it leads to something."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name) if isinstance(document, list) else name]
    return document
