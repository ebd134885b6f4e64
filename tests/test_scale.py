"""What it costs to hold many cities, in calls of functions: time would hang on the machine."""

import gc
import sys
import threading
import tracemalloc
from collections import Counter
from collections.abc import Callable
from functools import cache
from statistics import mean
from types import CodeType, FrameType
from typing import Any

import pytest
import synthetic

import gnlc
from gnlc import bundled
from gnlc.documents import build, patch

pytestmark = pytest.mark.any_python

SIZES = (100, 200, 400)
DOCUMENTS = {size: synthetic.document(size) for size in SIZES}
PATCH = {"format_version": 1, "patch": True}
NETWORKS = {size: gnlc.Network.from_dict(document) for size, document in DOCUMENTS.items()}


def calls(ask: Callable[[], object], *, events: tuple[str, ...] = ("call",)) -> Counter[CodeType]:
    """Return how often each function of Python was called, once everything is warm.

    With the event `c_call`, what each calls that is not written in Python counts too, so that loops
    count which call nothing else.
    """
    ask()
    found: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: Any) -> None:
        if event in events:
            found[frame.f_code] += 1

    before = sys.getprofile()
    gc.collect()
    gc.disable()
    sys.setprofile(count)
    try:
        ask()
    finally:
        sys.setprofile(before)
        gc.enable()
    return found


def lines(ask: Callable[[], object]) -> Counter[CodeType]:
    """Return how many lines of each function were run, each turn of a loop in one line too."""
    ask()
    found: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            found[frame.f_code] += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        ask()
    finally:
        sys.settrace(before)
    return found


def growth(
    ask: Callable[[int], object],
    *,
    count: Callable[[Callable[[], object]], Counter[CodeType]] = calls,
) -> float:
    """Return how many more calls the second hundred cities take than the first, and so on.

    It is 2 where each city takes as many as any other, 4 where each takes as many as there are.
    """
    few, more, most = (count(lambda size=size: ask(size)).total() for size in SIZES)  # type: ignore[misc] # the default binds the size
    return (most - more) / (more - few)


class TestDocuments:
    """The documents that are made up are sound, and as like the real one as is needed."""

    def test_are_the_same_each_time(self) -> None:
        assert synthetic.document(100) == DOCUMENTS[100]
        assert synthetic.document(100, seed=1) != DOCUMENTS[100]

    @pytest.mark.parametrize("size", SIZES)
    def test_hold_what_was_asked_for(self, size: int) -> None:
        network = NETWORKS[size]
        cities = network.cities(include_withdrawn=True)
        assert len(cities) == len(set(cities.ids)) == len({city.name for city in cities}) == size
        assert len(network.sources()) == size + len(gnlc.network().sources())
        assert sum(bool(city.award_years) for city in cities) == size // 10

    def test_have_so_many_alternate_names(self) -> None:
        for names in (0, 2, 15):
            cities = gnlc.Network.from_dict(synthetic.document(200, names=names)).cities()
            assert abs(mean(len(city.alternate_names) for city in cities) - names) <= names / 5


class TestGrowth:
    """What looks at every city takes as long for each, however many there are."""

    def test_load(self) -> None:
        assert growth(lambda size: gnlc.Network.from_dict(DOCUMENTS[size])) == pytest.approx(
            2, abs=0.2
        )

    def test_dumps(self) -> None:
        assert growth(lambda size: gnlc.dumps(NETWORKS[size])) == pytest.approx(2, abs=0.2)

    def test_records(self) -> None:
        assert growth(lambda size: NETWORKS[size].cities().to_records()) == pytest.approx(
            2, abs=0.1
        )

    def test_filters_by_place(self) -> None:
        grown = growth(lambda size: NETWORKS[size].cities(near=(40, 46), within_km=500))
        assert grown == pytest.approx(2, abs=0.2)

    @pytest.mark.parametrize("filters", [{"year": 2020}, {"kind": "city"}], ids=str)
    def test_filters_by_value(self, filters: dict[str, Any]) -> None:
        """Cities are looked up."""
        few, *others = (
            calls(lambda network=network: network.cities(**filters)).total()  # type: ignore[misc] # the default binds the network
            for network in NETWORKS.values()
        )
        assert set(others) == {few}

    def test_keys(self) -> None:
        """A network folds the names of its cities when it is first asked for one."""

        def ask(size: int) -> object:
            network = gnlc.Network.from_dict(DOCUMENTS[size])
            return network.city(DOCUMENTS[size]["cities"][0]["name"])

        assert growth(ask) == pytest.approx(2, abs=0.2)

    def test_patches(self) -> None:
        """Names that no document has are many, or the records that are removed."""

        def unknown(size: int) -> object:
            many = {f"k{number}": number for number in range(10 * size)}
            with pytest.raises(gnlc.DataError) as caught:
                gnlc.Network.from_dict({**PATCH, **many}, base=NETWORKS[SIZES[0]])
            return caught.value

        def removed(size: int) -> object:
            gone = [{"id": city["id"], "$remove": True} for city in DOCUMENTS[size]["cities"]]
            awards = [
                {"year": award["year"], "$remove": True} for award in DOCUMENTS[size]["awards"]
            ]
            return gnlc.Network.from_dict(
                {**PATCH, "cities": gone, "awards": awards}, base=NETWORKS[size]
            )

        for ask in (unknown, removed):
            assert growth(ask, count=lines) == pytest.approx(2, abs=0.3)

    def test_names_in_a_patch_are_merged_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        merged: list[int] = []
        merge = patch.merge

        def count(value: Any, change: Any, depth: int = 0) -> Any:
            merged.append(len(value) if isinstance(value, dict) else 1)
            return merge(value, change, depth)

        monkeypatch.setattr(patch, "merge", count)
        many = {f"k{number}": number for number in range(1000)}
        with pytest.raises(gnlc.DataError):
            gnlc.Network.from_dict({**PATCH, **many}, base=NETWORKS[SIZES[0]])
        assert sum(merged) < 3000


class TestLookups:
    """To look up a city takes the same steps, however many there are."""

    def test_by_id_and_name(self) -> None:
        for key in ("id", "name"):
            taken = set()
            for size in SIZES:
                network, city = NETWORKS[size], DOCUMENTS[size]["cities"][size // 2]
                taken.add(calls(lambda network=network, key=city[key]: network.city(key)).total())  # type: ignore[misc] # the defaults bind
            assert len(taken) == 1

    def test_by_a_spelling_that_is_not_recorded(self) -> None:
        taken = set()
        for size in SIZES:
            network, city = NETWORKS[size], DOCUMENTS[size]["cities"][size // 2]
            spelt = city["name"].swapcase()
            assert network.city(spelt).id == city["id"]
            taken.add(calls(lambda network=network, key=spelt: network.city(key)).total())  # type: ignore[misc] # the defaults bind
        assert len(taken) == 1


HOSTILE: dict[str, Callable[[int], str]] = {
    "all alike": lambda _: "Ganja",
    "all very long": lambda number: f"{'abcdefghij' * 50}{number}",
    "very many words": lambda number: f"{'ab cd ef ' * 55}{number}",
    "many short words": lambda number: f"{'a b c d e f g h ' * 4}{number}",
    "all beginning alike": lambda number: f"Ganja {number}",
    "all beginning nearly so": lambda number: f"Gandja{number}",
    "all with a word": lambda number: f"ab cd ef Ganja {number}",
}
"""Names that cost as much as they can, by what they are."""

QUERIES = (
    *("gandja", "Ganja", "Ganja City Azerbaijan", "Europe and North America", "ab cd ef"),
    *("a b c d e f g h", "abcdefghij", "a"),
)


@cache
def hostile(kind: str, size: int) -> gnlc.Network:
    """A network whose cities are called so, and nothing else."""
    document = synthetic.document(size, names=0)
    for number, city in enumerate(document["cities"]):
        city |= {"name": HOSTILE[kind](number), "aliases": []}
        for admission in city["admissions"]:
            admission["listed_as"] = city["name"]
        city.get("location", {})["relation"] = "seat"
    return gnlc.Network.from_dict(document)


def search_calls(network: gnlc.Network, query: str) -> int:
    """How many calls a search makes where others were made before."""
    network.search("xyz")
    return calls(lambda: network.search(query), events=("call", "c_call")).total()


@cache
def usual_calls() -> int:
    """How many calls a search makes at the most where names are harmless."""
    return max(search_calls(NETWORKS[SIZES[-1]], query) for query in QUERIES)


@pytest.mark.parametrize("kind", HOSTILE)
class TestHostileNames:
    """Names that cost as much as they can cost little more than usual ones."""

    def test_search(self, kind: str) -> None:
        other = hostile(kind, SIZES[-1])
        for query in QUERIES:
            assert search_calls(other, query) <= 2 * usual_calls(), query

    def test_memory(self, kind: str) -> None:
        """What a search needs while it runs."""
        harmless, other = NETWORKS[SIZES[-1]], hostile(kind, SIZES[-1])

        def peak(network: gnlc.Network, query: str) -> int:
            network.search(query)
            tracemalloc.start()
            try:
                network.search(query)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

        usual = max(peak(harmless, query) for query in QUERIES)
        for query in QUERIES:
            assert peak(other, query) <= 3 * usual, query

    def test_letters_that_are_kept(self, kind: str) -> None:
        """As many as the names have, and what a few words and endings of each add."""
        network = hostile(kind, SIZES[0])
        network.search("Ganja")
        letters = sum(map(len, network._ranking._names._index.keys))
        assert letters <= sum(len(city.name) for city in network.cities()) + SIZES[0] * 16 * 127


class TestRecords:
    """Each record of the bundled data is made once, whoever asks for it and how often."""

    def test_are_made_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made: list[str] = []
        record = build._Builder.record

        def count(builder: Any, cls: type[Any], raw: dict[str, Any]) -> Any:
            if cls is gnlc.City:
                made.append(raw["id"])
            return record(builder, cls, raw)

        monkeypatch.setattr(build._Builder, "record", count)
        network = bundled._build()
        assert network.city("az-ganja") is network.city("Ganja") is network.city("Гянджа")
        assert made == ["az-ganja"]
        ask = [
            lambda: network.cities(year=2020),
            lambda: network.search("gandja"),
            network.coverage,
        ]
        threads = [threading.Thread(target=call) for call in ask]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for call in ask:
            call()
        assert sorted(made) == sorted(network.cities(include_withdrawn=True).ids)
