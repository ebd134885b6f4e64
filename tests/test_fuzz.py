"""The targets of fuzzing hold for their seeds, for changed ones, and for changed documents."""

import copy
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import changed_documents
from targets import TARGETS, changed, check_load, load, resolved, small_document, words

import gnlc

SMALL = small_document()
TEXT = json.dumps(SMALL, ensure_ascii=False).encode()
CHANGES = {"load": 150, "ask": 25, "command": 100}
"""How many changed seeds are run here."""


class TestTargets:
    """What is fuzzed by hand runs here over its seeds and over some changes of them."""

    @pytest.mark.parametrize("name", TARGETS)
    def test_seeds(self, name: str) -> None:
        function, seeds = TARGETS[name]
        for seed in seeds()[:: 8 if name == "ask" else 2]:
            function(seed)

    @pytest.mark.parametrize("name", TARGETS)
    def test_changed_seeds(self, name: str) -> None:
        function, seeds = TARGETS[name]
        chance = random.Random(2020)
        for seed in chance.choices(seeds(), k=CHANGES[name]):
            function(changed(seed, chance))

    def test_seeds_are_the_same_each_time(self) -> None:
        for function, seeds in TARGETS.values():
            assert callable(function)
            assert list(seeds()) == list(seeds())
        assert changed(TEXT, random.Random(1)) == changed(TEXT, random.Random(1))

    def test_small_document_has_something_of_everything(self) -> None:
        assert gnlc.load(SMALL).cities()
        assert SMALL.keys() == json.loads(gnlc.dumps(gnlc.network())).keys()
        assert '"conflicts"' in words()

    def test_targets_fail_where_they_should(self) -> None:
        with pytest.raises((KeyError, ValueError)):
            resolved("/cities/00", SMALL)
        with pytest.raises(KeyError):
            resolved("/citys", SMALL)
        assert resolved("/a~1b/~01", {"a/b": {"~1": 5}}) == 5
        with pytest.raises(TypeError):
            check_load({"format": 1}, None)


class TestChangedDocuments:
    """A document with a few changes is a network that round-trips, or has problems with places."""

    @given(changed_documents(SMALL))
    def test_as_a_mapping(self, document: dict[str, object]) -> None:
        check_load(copy.copy(document), document)

    @given(changed_documents(SMALL))
    def test_as_text(self, document: dict[str, object]) -> None:
        try:
            text = json.dumps(document)
        except (RecursionError, ValueError):
            return
        load(text.encode())

    @given(st.integers(0, 2**32))
    def test_as_changed_bytes(self, seed: int) -> None:
        load(changed(TEXT, random.Random(seed)))
