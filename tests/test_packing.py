"""The forms in which derived files hold names: what is packed comes out again."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gnlc.layout import render
from gnlc.names.packing import (
    THOUSAND,
    PackedKeys,
    keys_by_city,
    pack_keys,
    pack_places,
    plain_keys,
    unpack_keys,
    unpack_places,
)

IDS = st.sets(st.sampled_from(["az-baku", "az-ab-1", "de-bonn", "de-a"]), min_size=1).map(sorted)
# As `fold` spells them; some are codes of countries, or in the ids of cities.
KEYS = st.sampled_from(["az", "de", "baku", "ab 1"]) | st.text("ab 1", min_size=1)
BEARERS = st.dictionaries(KEYS, IDS.map(" ".join))
NAMES = st.text(st.characters(exclude_characters="|;"), min_size=1)
PLACES = st.lists(
    st.tuples(NAMES, st.integers(0, 40_000_000), st.lists(NAMES)).map(lambda p: [*p[:2], *p[2]]),
    min_size=1,
)


@given(BEARERS, st.data())
def test_keys(bearers: dict[str, str], data: st.DataObject) -> None:
    some = [(city, key) for key, ids in bearers.items() for city in ids.split()]
    said = data.draw(st.lists(st.sampled_from(some) if some else st.nothing()))
    # Some keys are plain, others are not.
    names = [{"city": city, "names": [key.upper()]} for city, key in said]
    packed = pack_keys(bearers, names)
    assert unpack_keys(keys_by_city(packed), names) == bearers
    keys = PackedKeys(render(packed), json.dumps(names).encode())
    # The first are searched for, later ones looked up.
    others = data.draw(st.lists(KEYS | st.text('ab 1|"/:,-')))
    for key in (*others, *bearers, *others, *bearers) * 3:
        assert keys.get(key) == bearers.get(key)
    assert keys == bearers
    assert sorted(keys) == sorted(bearers)
    assert len(keys) == len(bearers)


@given(BEARERS)
def test_keys_without_spaces(bearers: dict[str, str]) -> None:
    expected: dict[str, set[str]] = {}
    for key, ids in bearers.items():
        expected.setdefault(key.replace(" ", ""), set()).update(ids.split())
    expected.pop("", None)
    keys = PackedKeys(render(pack_keys(bearers))).without_spaces()
    for key, cities in expected.items():
        assert set(keys.get(key).split()) == cities
    assert {key: set(ids.split()) for key, ids in keys.items() if key} == expected


def test_keys_are_listed_by_city() -> None:
    bearers = {"baki": "az-baku", "baku": "az-baku", "bon": "ci-bouake de-bonn", "ham": "de-ulm"}
    packed = {"az": "baku|baki", "ci": "-bouake|bon", "de": "-bonn|bon/-ulm|ham"}
    assert pack_keys(bearers) == packed


def test_plain_keys_are_left_out() -> None:
    bearers = dict.fromkeys(("baku", "baki", "al baku", "bakou"), "az-baku")
    names = [{"city": "az-baku", "names": ["Bakou", "Al-Baku", "Bak\u0131"]}]
    assert pack_keys(bearers, names) == {"az": "baku|baki|al baku"}


def test_plain_keys() -> None:
    names = ["Baku", "Al Baku", "Al-Baku", " Baku", "Al  Baku", "B\xe4ku", "6th of October"]
    assert plain_keys(names) == ["baku", "al baku", "6th of october"]


@given(PLACES)
def test_places(places: list[list[Any]]) -> None:
    unpacked = unpack_places(pack_places(places))
    assert sorted(names for _, *names in unpacked) == sorted([n, *names] for n, _, *names in places)
    numbers = sorted((people for _, people, *_ in places), reverse=True)
    for [digits, *_], people in zip(unpacked, numbers, strict=True):
        assert int(digits) * THOUSAND <= people < (int(digits) * 1.1 + 1) * THOUSAND
        assert digits[2:].strip("0") == ""


def test_places_are_short() -> None:
    places = [["Derry", 19_000], ["Cork", 19_800, "Corcaigh"], ["Bergen", 286_000]]
    assert pack_places(places) == "280;Bergen|19;Cork;Corcaigh|;Derry"
