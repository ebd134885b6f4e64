"""Changes between networks: complete, and each reported once, for its own record."""

import copy
import json
import pickle
import re
from typing import Any

import attrs
import pytest
import recorded
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import bundled
from gnlc.documents.changes import ChangeKind, ChangeRecord
from gnlc.layout import SIDE_TABLES
from gnlc.models.base import noun
from gnlc.models.tables import KEYS, classes, distinctive, types_in_document

Json = Any

DOCUMENT = bundled.document()
TODAY = gnlc.DATA_VERSION


def document() -> Json:
    """The bundled document, for tests to change."""
    return copy.deepcopy(DOCUMENT)


def record(changed: Json, table: str, key: str) -> Json:
    """A record of a document."""
    return next(r for r in changed[table] if key in r.values())


def network(given: Any) -> gnlc.Network:
    return given if isinstance(given, gnlc.Network) else gnlc.Network.from_dict(given)


def diff(old: Any, new: Any) -> gnlc.Changes:
    """What changed between networks, or between the documents that describe them."""
    return gnlc.diff(network(old), network(new))


def sentences(old: Any, new: Any) -> list[str]:
    return list(map(str, diff(old, new)))


def since_bundled(changed: Json) -> list[str]:
    """What is reported of a document that was changed, against the bundled one."""
    return sentences(gnlc.network(), changed)


def mirror(change: gnlc.Change) -> gnlc.Change:
    other: dict[ChangeKind, ChangeKind] = {
        "added": "removed",
        "removed": "added",
        "changed": "changed",
    }
    return attrs.evolve(change, kind=other[change.kind], old=change.new, new=change.old)


def places(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every member and item of a document."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    found = [path] if path else []
    return [*found, *(place for step, item in items for place in places(item, (*path, step)))]


def at(value: Json, path: tuple[Any, ...]) -> Json:
    for step in path:
        value = value[step]
    return value


def alter(value: Json, alike: list[Json]) -> list[Json]:
    """Other values of the same kind; `...` stands for none."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [value + 1, value - 1, ...]
    if isinstance(value, str):
        return [f"{value} x", f"{value}x", f"{value[:-1]}1", *alike, ...]
    if isinstance(value, list):
        return [value[::-1], value[1:], value[:-1], ...]
    return [dict([*value.items()][1:]), ...]


def without_or_with(whole: Json, path: tuple[Any, ...], value: Json) -> Json:
    """A document in which another value stands at a place, or, for `...`, none."""
    changed = copy.deepcopy(whole)
    *outer, last = path
    if value is ...:
        del at(changed, tuple(outer))[last]
    else:
        at(changed, tuple(outer))[last] = value
    return changed


def name_of(path: tuple[Any, ...]) -> str:
    """The field that a place is in."""
    return next(step for step in reversed(path) if isinstance(step, str))


def check_record(changes: gnlc.Changes, table: str, row: Json) -> None:
    """All changes are of a table's record, or of what the record holds."""
    cls = types_in_document()["cities" if table in SIDE_TABLES else table]
    assert cls is not None
    if cls is gnlc.Statement:
        assert {(change.record, change.key[0]) for change in changes} == {("statement", table)}
    elif table in SIDE_TABLES or table in KEYS:
        name = KEYS.get(table, "city")
        assert str(row[name]) in {change.key[0] for change in changes}
    else:
        assert {change.record for change in changes} == {noun(cls)}


def check_one_thing(draw: Any, old: gnlc.Network) -> None:
    """Change one thing anywhere in a document; it is reported, and of the record that it is in."""
    whole = old.to_dict()
    table = draw(st.sampled_from([name for name in whole if name != "format_version"]))
    path = draw(st.sampled_from(places(whole[table], (table,))))
    before = at(whole, path)
    alike = [at(whole, p) for p in places(whole[table], (table,)) if name_of(p) == name_of(path)]
    others = alter(before, [draw(st.sampled_from(alike))])
    for value in draw(st.permutations(others)):
        try:
            new = gnlc.Network.from_dict(without_or_with(whole, path, value))
        except gnlc.DataError:
            continue
        changes = diff(old, new)
        assert bool(changes) == (old != new)
        if changes:
            check_place(changes, whole, path)
            return


def check_place(changes: gnlc.Changes, whole: Json, path: tuple[Any, ...]) -> None:
    """What is reported is of the place, and with what stood there."""
    table, before = path[0], at(whole, path)
    check_mirror(changes)
    if isinstance(whole[table], list):
        # Without a step to one of its records, the table itself has other records or order.
        for position in path[1:2]:
            check_record(changes, table, whole[table][position])
    else:
        assert [change.record for change in changes] == ["network"]
        assert {(change.field or "").split(".")[0] for change in changes} == {table}
    if table in SIDE_TABLES and path[-1] == "city":
        # The names went to another city, and what they belonged to is reported as the key.
        return
    if not isinstance(before, dict | list) and isinstance(at(whole, path[:-1]), dict):
        assert any(json.dumps(before, ensure_ascii=False) in (c.old or "") for c in changes)


def check_mirror(changes: gnlc.Changes) -> None:
    back = diff(changes.new, changes.old)
    assert list(map(mirror, back)) == list(changes)


class TestAllIsTold:
    """There are no changes if, and only if, two networks are equal."""

    @given(networks())
    def test_nothing_between_equals(self, one: gnlc.Network) -> None:
        assert not diff(one, one.to_dict())

    @given(networks(), networks())
    def test_something_between_others(self, one: gnlc.Network, other: gnlc.Network) -> None:
        changes = diff(one, other)
        assert bool(changes) == (one != other)
        check_mirror(changes)
        for change in changes:
            assert str(change).startswith(f"{change.record} ")
            assert "\n" not in str(change)
        assert changes.to_markdown().startswith("#### 2026.11.23 -> 2026.11.23\n\n- ")

    # To make a network takes longer than to change a thing in it.
    @settings(max_examples=20)
    @given(networks(), st.data())
    def test_one_thing_of_a_network(self, one: gnlc.Network, data: st.DataObject) -> None:
        for _ in range(8):
            check_one_thing(data.draw, one)

    # Each reads the whole document.
    @settings(max_examples=10)
    @given(st.data())
    def test_one_thing_of_the_bundled_network(self, data: st.DataObject) -> None:
        check_one_thing(data.draw, gnlc.network())

    def test_numbers_are_compared_by_value(self) -> None:
        new = document()
        place = record(new, "cities", "az-ganja")["location"]
        place["latitude"], place["population"] = 40, None
        del place["population"]
        newer = copy.deepcopy(new)
        record(newer, "cities", "az-ganja")["location"]["latitude"] = 40.0
        assert not diff(new, newer)
        assert network(new) == network(newer)

    def test_every_class_of_records_is_known(self) -> None:
        """Items of a list can be distinguished from each other."""
        for name, cls in classes().items():
            assert name == noun(cls)
            assert distinctive(cls) or cls is gnlc.PartialDate


class TestChange:
    """A change tells what kind it is of, of which record, of which field, and what was and is."""

    def test_city_added_and_removed(self) -> None:
        new = document()
        city = copy.deepcopy(record(new, "cities", "az-ganja"))
        city |= {"id": "az-xanadu", "name": "Xanadu"}
        city["admissions"][0]["listed_as"] = "Xanadu"
        new["cities"].append(city)
        [change] = diff(gnlc.network(), new)
        assert (change.kind, change.record, change.key) == ("added", "city", ("az-xanadu",))
        assert (change.field, change.old) == (None, None)
        assert json.loads(change.new or "") == city
        assert str(change) == "city az-xanadu added: name Xanadu"
        [back] = diff(new, gnlc.network())
        assert str(back) == (
            "city az-xanadu removed: name Xanadu; its id must not be given to another city"
        )

    def test_fields_of_a_city(self) -> None:
        new = document()
        city = record(new, "cities", "az-ganja")
        city["name"] = "Gəncə"
        city["location"]["population"] += 1
        city["status_notes"] = "reports"
        record(new, "alternate_names", "az-ganja")["names"][:1] = ["Qəncə", "Qänca"]
        names = record(DOCUMENT, "alternate_names", "az-ganja")["names"]
        assert since_bundled(new) == [
            f"city az-ganja changed: alternate_names: + Qəncə, + Qänca, - {names[0]}",
            "city az-ganja changed: location.population: 330663 -> 330664",
            "city az-ganja changed: name: 'Ganja' -> 'Gəncə'",
            "city az-ganja changed: status_notes: none -> 'reports'",
        ]

    def test_place_of_a_city(self) -> None:
        new = document()
        labelled = {side["city"] for side in new["place_names"]}
        city = next(c for c in new["cities"] if "location" in c and c["id"] not in labelled)
        place = city.pop("location")
        [change] = diff(gnlc.network(), new)
        assert (change.field, change.new) == ("location", None)
        assert json.loads(change.old or "") == place
        start = f'city {city["id"]} changed: location: {{"geonames_id": {place["geonames_id"]}, '
        assert str(change).startswith(start)
        assert str(change).endswith("... -> none")

    def test_values_are_told_as_json(self) -> None:
        new = document()
        del new["membership_fee"]
        release = record(new, "announcements", "2020")["releases"][0]
        release["first_of_country"] = not release["first_of_country"]
        [fee, first] = sorted(since_bundled(new))
        assert fee == (
            "network changed: membership_fee: "
            '{"text": "none", "sources": ["natcom-kr-nd-1"]} -> none'
        )
        assert first.endswith(" changed: first_of_country: true -> false")

    def test_what_others_refer_to_changes_alone(self) -> None:
        new = document()
        record(new, "countries", "AZ")["name"] = "Republic of Azerbaijan"
        assert since_bundled(new) == [
            "country AZ changed: name: 'Azerbaijan' -> 'Republic of Azerbaijan'"
        ]

    def test_sources(self) -> None:
        new = document()
        new["sources"].append(
            {"id": "x-2027", "publisher": "X", "language": "en", "cited_for": "all"}
        )
        assert since_bundled(new) == ["source x-2027 added: publisher X"]
        assert sentences(new, gnlc.network()) == ["source x-2027 removed: publisher X"]

    def test_references_are_told_by_what_came_and_went(self) -> None:
        new = document()
        record(new, "regions", "africa")["sources"][:1] = ["whc-2019"]
        [change] = diff(gnlc.network(), new)
        assert change.summary == "sources: + whc-2019, - uil-2022-77-44-countries"
        assert json.loads(change.old or "") == record(DOCUMENT, "regions", "africa")["sources"]
        assert json.loads(change.new or "") == record(new, "regions", "africa")["sources"]

    def test_order_of_references(self) -> None:
        new = document()
        record(new, "regions", "africa")["sources"].reverse()
        assert since_bundled(new) == ["region africa changed: sources: another order"]

    def test_order_of_records(self) -> None:
        new = document()
        new["regions"].reverse()
        [change] = diff(gnlc.network(), new)
        assert str(change) == "network changed: regions: another order"
        ids = [region["id"] for region in DOCUMENT["regions"]]
        assert json.loads(change.old or "") == ids
        assert json.loads(change.new or "") == ids[::-1]

    def test_many_items_are_counted(self) -> None:
        new = document()
        names = record(new, "alternate_names", "az-ganja")["names"]
        names += [f"Ganca {n}" for n in range(20)]
        [sentence] = since_bundled(new)
        assert sentence.endswith(", + Ganca 6, + Ganca 7, + 12 more")

    def test_long_texts_are_shown_where_they_differ(self) -> None:
        new = document()
        city = record(new, "cities", "ma-laayoune")
        city["status_notes"] = city["status_notes"].replace("names it", "tells of it")
        [sentence] = since_bundled(new)
        assert sentence == (
            "city ma-laayoune changed: status_notes: "
            "'...press of 2022 still names it' -> '...press of 2022 still tells of it'"
        )

    def test_head(self) -> None:
        new = document() | {"data_version": "2099.01.15", "as_of": "2099-01-02"}
        assert since_bundled(new) == [
            f"network changed: as_of: '{DOCUMENT['as_of']}' -> '2099-01-02'",
            f"network changed: data_version: '{TODAY}' -> '2099.01.15'",
        ]

    def test_single_facts(self) -> None:
        new = document()
        new["coordinator"]["text"] = "Somebody Else"
        new["quota"]["cities"] = 4
        del new["acronym"]
        assert [(c.record, c.key, c.field) for c in diff(gnlc.network(), new)] == [
            ("network", (), "acronym"),
            ("network", (), "coordinator.text"),
            ("network", (), "quota.cities"),
        ]

    def test_statements(self) -> None:
        new = document()
        [first, second, *_] = new["features"]
        gone = first["text"]
        first["text"] = "A wholly new thing"
        first["sources"] = ["whc-2019"]
        second["sources"] = ["whc-2019"]
        text = second["text"]
        assert [(c.kind, c.key, c.field) for c in diff(gnlc.network(), new)] == [
            ("added", ("features", "A wholly new thing"), None),
            ("changed", ("features", text), "sources"),
            ("removed", ("features", gone), None),
        ]
        assert since_bundled(new)[0] == "statement features/A wholly new thing added"

    def test_what_nothing_tells_apart(self) -> None:
        """Two statements of the same words, changed alike, are two changes."""
        old = document()
        same = [{"text": "A", "sources": [source]} for source in ("seed-2020", "whc-2019")]
        old["city_size"] = same
        new = old | {"city_size": [statement | {"date": "2020"} for statement in same]}
        sentence = "statement city_size/A changed: date: none -> '2020'"
        assert sentences(old, new) == [sentence, sentence]

    def test_records_in_records(self) -> None:
        new = document()
        announced = record(new, "announcements", "2020")
        announced["corrections"][0]["cities_stated"] = 53
        announced["releases"][0]["event"]["countries_stated"] = 28
        announced["releases"][0]["strategy"]["priorities_listed"][0]["as_listed"] = "learning"
        [correction, release, priority] = since_bundled(new)
        assert correction == "correction 2020/2020-09-24 changed: cities_stated: 54 -> 53"
        assert release == "release 2020/seed-2020 changed: event.countries_stated: 27 -> 28"
        assert priority == (
            "listed priority 2020/seed-2020/1 changed: "
            "as_listed: 'education for sustainable development' -> 'learning'"
        )


class TestAdmissions:
    """Admissions have no id: they are the same where the year is."""

    def test_corrected(self) -> None:
        new = document()
        [admission] = record(new, "cities", "az-ganja")["admissions"]
        admission |= {"certainty": "inferred", "note": "by the list"}
        [certainty, note] = diff(gnlc.network(), new)
        assert (certainty.record, certainty.key) == ("admission", ("az-ganja", "2020"))
        assert (certainty.old, certainty.new) == ('"stated"', '"inferred"')
        assert str(note) == "admission az-ganja/2020 changed: note: none -> 'by the list'"

    def test_of_another_year(self) -> None:
        new = document()
        [admission] = record(new, "cities", "az-ganja")["admissions"]
        admission |= {"year": 2021, "announced_on": "2021-09-23", "sources": ["whc-2019"]}
        assert since_bundled(new) == [
            "admission az-ganja/2020 removed: listed_as Ganja, certainty stated",
            "admission az-ganja/2021 added: listed_as Ganja, certainty stated",
        ]

    def test_added_beside_one_that_was_corrected(self) -> None:
        new = document()
        admissions = record(new, "cities", "az-ganja")["admissions"]
        again = copy.deepcopy(admissions[0]) | {"year": 2024, "announced_on": "2024-02-14"}
        admissions.append(again)
        admissions[0]["listed_as"] = "Gəncə"
        assert since_bundled(new) == [
            "admission az-ganja/2020 changed: listed_as: 'Ganja' -> 'Gəncə'",
            "admission az-ganja/2024 added: listed_as Ganja, certainty stated",
        ]

    def test_two_of_a_year_are_told_apart(self) -> None:
        new = document()
        admissions = record(new, "cities", "az-ganja")["admissions"]
        admissions.append(copy.deepcopy(admissions[0]) | {"listed_as": "Gəncə"})
        assert since_bundled(new) == [
            "admission az-ganja/2020, Gəncə, stated added: listed_as Gəncə, certainty stated"
        ]

    def test_without_a_year(self) -> None:
        new = document()
        city = recorded.UNDATED[0]["id"]
        [admission] = record(new, "cities", city)["admissions"]
        admission["note"] = "said so"
        [change] = diff(gnlc.network(), new)
        assert change.key == (city, admission["listed_as"])
        [change] = diff(gnlc.network(), new)

    def test_withdrawn(self) -> None:
        new = document()
        [admission] = record(new, "cities", "az-ganja")["admissions"]
        admission |= {"withdrawn_on": "2027-01-02", "withdrawn_sources": ["whc-2019"]}
        [withdrawal, sources] = diff(gnlc.network(), new)
        assert withdrawal.withdrawal
        assert not sources.withdrawal
        assert str(withdrawal) == "admission az-ganja/2020 changed: withdrawn on 2027-01-02"
        [back, _] = diff(new, gnlc.network())
        assert back.summary == "withdrawn_on: '2027-01-02' -> none"


class TestTotals:
    """Totals have no id: they are the same where the date is, or of one date the figures."""

    def test_corrected_and_dated_anew(self) -> None:
        new = document()
        new["sizes"][0]["cities"] = 50
        new["sizes"][1]["date"] = "2016-08"
        assert since_bundled(new) == [
            "network size 2016-06 changed: cities: 49 -> 50",
            "network size 2016-08 added: cities 115, countries 28",
            "network size 2016-08-23 removed: cities 115, countries 28",
        ]

    def test_one_gone_and_another_come(self) -> None:
        new = document()
        new["sizes"] = [
            *new["sizes"][1:],
            {"date": "2027", "cities": 500, "cities_qualifier": "about", "sources": ["whc-2019"]},
        ]
        assert since_bundled(new) == [
            "network size 2016-06 removed: cities 49, countries 22",
            "network size 2027 added: cities 500",
        ]

    def test_two_of_a_date(self) -> None:
        """Of several of a date those are compared whose figures are the same."""
        new = document()
        other = {"date": "2016-06", "countries": 23, "sources": ["whc-2019"]}
        new["sizes"].insert(0, other)
        [change] = diff(gnlc.network(), new)
        assert (change.kind, change.key) == ("added", ("2016-06, 23",))
        newer = copy.deepcopy(new)
        newer["sizes"][0]["note"] = "by the press"
        newer["sizes"][1]["countries"] = 21
        assert sentences(new, newer) == [
            "network size 2016-06, 23 changed: note: none -> 'by the press'",
            "network size 2016-06, 49, 21 added: cities 49, countries 21",
            "network size 2016-06, 49, 22 removed: cities 49, countries 22",
        ]


class TestValue:
    """What `diff` gives is a value like all others."""

    def test_nothing(self) -> None:
        changes = diff(gnlc.network(), DOCUMENT)
        assert not changes
        assert (len(changes), list(changes), changes.to_records()) == (0, [], [])
        assert repr(changes) == f"Changes({TODAY} -> {TODAY}: 0 added, 0 removed, 0 changed)"
        assert changes.to_markdown() == f"#### {TODAY} -> {TODAY}\n\n- Nothing changed.\n"

    def test_equal_hashed_copied_and_frozen(self) -> None:
        new = document()
        new["coordinator"]["text"] = "Somebody Else"
        changes = diff(gnlc.network(), new)
        for twin in (
            diff(DOCUMENT, new),
            pickle.loads(pickle.dumps(changes)),
            copy.deepcopy(changes),
        ):
            assert twin == changes
            assert hash(twin) == hash(changes)
        assert changes != diff(new, DOCUMENT)
        assert len({*changes, *changes}) == 1
        [change] = changes
        assert change in changes
        assert repr(change) == (
            "Change(kind='changed', record='network', key=(), field='coordinator.text')"
        )
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            changes.entries = ()  # type: ignore[misc]  # that is the point
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            change.old = None  # type: ignore[misc]  # that is the point

    def test_records(self) -> None:
        new = document()
        new["quota"]["cities"] = 4
        [row] = diff(gnlc.network(), new).to_records()
        assert list(row) == list(ChangeRecord.__annotations__)
        assert row == {
            "kind": "changed",
            "record": "network",
            "key": [],
            "field": "quota.cities",
            "old": DOCUMENT["quota"]["cities"],
            "new": 4,
            "summary": f"quota.cities: {DOCUMENT['quota']['cities']} -> 4",
        }

    @pytest.mark.parametrize("which", ["old", "new"])
    def test_what_is_no_network(self, which: str) -> None:
        both: dict[str, Any] = {"old": gnlc.network(), "new": gnlc.network(), which: "last.json"}
        with pytest.raises(TypeError) as caught:
            gnlc.diff(**both)
        hint = "`load` and `loads` read one from a document"
        assert str(caught.value) == f"{which} must be a Network, got 'last.json'; {hint}"


# The last round of which nothing was corrected, and the cities that came with it.
ROUND = max(
    (a for a in recorded.table("announcements") if a["kind"] == "round" and "corrections" not in a),
    key=lambda announcement: announcement["year"],
)
YEAR = ROUND["year"]
NEWCOMERS = [city for city in recorded.admitted_in(YEAR) if len(city["admissions"]) == 1]


def earlier() -> Json:
    """The bundled document as it might have been before the last round."""
    old = document() | {"data_version": "2014.11.01"}
    gone = {city["id"] for city in NEWCOMERS}
    for table, name in (("cities", "id"), *((side, "city") for side in SIDE_TABLES)):
        old[table] = [row for row in old[table] if row[name] not in gone]
    old["conflicts"] = [c for c in old["conflicts"] if not gone & {*c.get("cities", ())}]
    left = {city["country"] for city in old["cities"]}
    recipients = {r["country"] for award in old["awards"] for r in award["recipients"]}
    old["countries"] = [c for c in old["countries"] if c["alpha_2"] in left | recipients]
    for table in ("subdivisions", "national_counts"):
        kept = {c["alpha_2"] for c in old["countries"]}
        old[table] = [row for row in old[table] if row["country"] in kept]
    cited = json.dumps({name: table for name, table in old.items() if name != "sources"})
    old["sources"] = [s for s in old["sources"] if f'"{s["id"]}"' in cited]
    return old


def newcomers() -> str:
    cities = f"{len(NEWCOMERS)} {'city' if len(NEWCOMERS) == 1 else 'cities'}"
    count = len(recorded.countries_of(NEWCOMERS))
    return f"{cities} of {count} {'country' if count == 1 else 'countries'}"


def by_country() -> dict[str, list[Json]]:
    """The newcomers of each country, the country with the fewest last."""
    found: dict[str, list[Json]] = {}
    for city in NEWCOMERS:
        name = recorded.COUNTRY[city["country"]]["common_name"]
        found.setdefault(name, []).append(city)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


class TestMarkdown:
    """The entry of a changelog tells in short what a release brings, and hides nothing."""

    def test_of_a_release(self) -> None:
        old = earlier()
        changes = diff(old, gnlc.network())
        text = changes.to_markdown()
        lines = text.splitlines()
        before = {city["country"] for city in old["cities"]}
        everybody = gnlc.cities(include_withdrawn=True)
        now = f"{len(everybody)} cities of {len(everybody.group_by('country'))} countries"
        assert lines[:4] == [
            f"#### 2014.11.01 -> {TODAY}",
            "",
            f"- Now {now} on record, before {len(old['cities'])} of {len(before)}.",
            f"- {newcomers()} added:",
        ]
        alone = by_country().popitem()
        names = ", ".join(f"{city['name']} ({YEAR})" for city in alone[1])
        assert f"  - {alone[0]}: {names}" in lines
        stated, count = ROUND["cities_stated"], len(recorded.admitted_in(YEAR))
        assert (
            f"  - {YEAR}: {stated} stated, {count} recorded; "
            f"before: {stated} stated, {count - len(NEWCOMERS)} recorded"
        ) in lines
        assert max(map(len, lines)) <= 100
        for change in changes:
            [name, *_] = change.key or ("",)
            if change.record == "city":
                assert f"{gnlc.city(name).name} ({YEAR})" in text
            elif change.record == "country":
                assert gnlc.country(name).common_name in text
            elif change.record == "source":
                assert f"`{name}`" in text
            else:
                assert name in text

    def test_the_other_way_round(self) -> None:
        old = earlier()
        lines = diff(gnlc.network(), earlier()).to_markdown().splitlines()
        assert lines[3] == (
            f"- **{newcomers()} removed**; "
            "an id that was published must not be given to another city:"
        )
        alone = by_country().popitem()
        names = ", ".join(f"`{city['id']}` {city['name']} ({YEAR})" for city in alone[1])
        assert f"  - {alone[0]}: {names}" in lines
        for table, kind, sentences in (
            ("countries", "countr(y|ies)", "removed: "),
            ("sources", "sources?", "dropped: `"),
        ):
            count = len(DOCUMENT[table]) - len(old[table])
            assert count > 0
            assert any(re.match(f"- {count} {kind} {sentences}", line) for line in lines)

    def test_of_corrections(self) -> None:
        new = document() | {"data_version": "2027.01.15"}
        [admission] = record(new, "cities", "az-ganja")["admissions"]
        admission |= {
            "note": "as *listed*",
            "withdrawn_on": "2027-01-02",
            "withdrawn_sources": ["whc-2019"],
        }
        del record(new, "cities", "az-baku")["location"]["population"]
        new["sizes"].append({"date": "2027", "countries": 9, "sources": ["whc-2019"]})
        [baku] = [city for city in recorded.CITIES if city["id"] == "az-baku"]
        count = len(recorded.admitted_in(2020))
        assert diff(gnlc.network(), new).to_markdown() == (
            f"#### {TODAY} -> 2027.01.15\n"
            "\n"
            "- 1 city corrected:\n"
            f"  - az-baku: location.population: {baku['location']['population']} -> none\n"
            "- 1 admission withdrawn:\n"
            "  - az-ganja/2020: withdrawn on 2027-01-02; note: none -> 'as \\*listed\\*'; "
            "withdrawn_sources: + whc-2019\n"
            "- 1 network size added:\n"
            "  - 2027: countries 9\n"
            "- Cities stated, and recorded here:\n"
            f"  - 2020: 55 stated (corrected to 54), {count} recorded (2 withdrawn); "
            f"before: 55 stated (corrected to 54), {count} recorded (1 withdrawn)\n"
        )

    def test_an_admission_is_told_once(self) -> None:
        """A withdrawal or its reversal is not reported as a correction too."""
        old, new, newer = document(), document(), document()
        for changed, city_id in ((new, "az-ganja"), (new, "az-baku"), (newer, "az-baku")):
            [admission] = record(changed, "cities", city_id)["admissions"]
            admission |= {"withdrawn_on": "2027-01-02", "withdrawn_sources": ["whc-2019"]}
        [admission] = record(newer, "cities", "az-baku")["admissions"]
        admission["withdrawn_on"] = "2027-01-03"
        lines = diff(old, new).to_markdown().splitlines()
        assert lines[2:5] == [
            "- 2 admissions withdrawn:",
            "  - az-baku/2020: withdrawn on 2027-01-02; withdrawn_sources: + whc-2019",
            "  - az-ganja/2020: withdrawn on 2027-01-02; withdrawn_sources: + whc-2019",
        ]
        lines = diff(new, newer).to_markdown().splitlines()
        assert lines[2:6] == [
            "- 1 admission reinstated:",
            "  - az-ganja/2020: withdrawn_on: '2027-01-02' -> none; withdrawn_sources: - whc-2019",
            "- 1 admission corrected:",
            "  - az-baku/2020: withdrawn_on: '2027-01-02' -> '2027-01-03'",
        ]

    def test_many_are_counted(self) -> None:
        new = document() | {"as_of": "2099-01-02"}
        for city in new["cities"][:20]:
            city["status_notes"] = "reports"
        new["cities"][19]["name"] = "X"
        lines = diff(gnlc.network(), new).to_markdown().splitlines()
        assert lines[2] == "- 20 cities corrected:"
        assert lines[15] == "  - and 8 more, not listed here (status_notes 8, name 1)"
        assert lines[16:] == [
            "- The network as a whole:",
            f"  - as_of: '{DOCUMENT['as_of']}' -> '2099-01-02'",
        ]

    def test_many_that_were_added_are_counted(self) -> None:
        new = document()
        for day in range(10, 30):
            total = {"date": f"2027-01-{day}", "countries": day, "sources": ["whc-2019"]}
            new["sizes"].append(total)
        lines = diff(gnlc.network(), new).to_markdown().splitlines()
        assert lines[2] == "- 20 network sizes added:"
        assert lines[-1] == "  - and 8 more, not listed here"

    def test_a_version_alone(self) -> None:
        new = document() | {"data_version": "2027.01.15"}
        text = diff(gnlc.network(), new).to_markdown()
        assert text == f"#### {TODAY} -> 2027.01.15\n\n- Nothing else changed.\n"

    def test_cities_of_no_year(self) -> None:
        new = document()
        city = copy.deepcopy(record(new, "cities", recorded.UNDATED[0]["id"]))
        city.pop("subdivision", None)
        new["cities"].append(city | {"id": "cn-x", "name": "[X]", "country": "CN"})
        gone = copy.deepcopy(record(new, "cities", "ma-laayoune"))
        new["cities"].append(gone | {"id": "ma-y", "name": "Y_"})
        lines = diff(gnlc.network(), new).to_markdown().splitlines()
        assert "  - China: \\[X\\] (year not known)" in lines
        assert "  - Morocco: Y\\_ (2020, withdrawn)" in lines
        count = len(recorded.admitted_in(None))
        assert (
            f"  - year not known: none stated, {count + 1} recorded; "
            f"before: none stated, {count} recorded"
        ) in lines
