"""The forms in which derived files hold names: what is packed comes out again."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gnlc.names.packing import (
    THOUSAND,
    PackedKeys,
    pack_keys,
    pack_places,
    unpack_keys,
    unpack_places,
)

IDS = st.sets(st.sampled_from(["az-baku", "az-ganja", "de-bonn"]), min_size=1).map(sorted)
BEARERS = st.dictionaries(st.text("ab 1", min_size=1), IDS.map(" ".join))
NAMES = st.text(st.characters(exclude_characters="|;"), min_size=1)
PLACES = st.lists(
    st.tuples(NAMES, st.integers(0, 40_000_000), st.lists(NAMES)).map(lambda p: [*p[:2], *p[2]]),
    min_size=1,
)


@given(BEARERS, st.lists(st.text("ab 1|")))
def test_keys(bearers: dict[str, str], others: list[str]) -> None:
    assert unpack_keys(pack_keys(bearers)) == bearers
    keys = PackedKeys(pack_keys(bearers))
    # The first are searched for, later ones looked up.
    for key in (*others, *bearers, *others, *bearers) * 3:
        assert keys.get(key) == bearers.get(key)
    assert keys == bearers
    assert sorted(keys) == sorted(bearers)
    assert len(keys) == len(bearers)


def test_keys_are_listed_by_city() -> None:
    bearers = {"baki": "az-baku", "baku": "az-baku", "bon": "ci-bouake de-bonn"}
    assert pack_keys(bearers) == {"az-baku": "baki|baku", "ci-bouake": "bon", "de-bonn": "bon"}


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
