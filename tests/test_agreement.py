"""The JSON Schema and the loader refuse the same, but for the rules that the docs list."""

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from documents import spoilt
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import broken_documents, changed_documents, documents, networks

import gnlc
from gnlc import bundled

SCHEMA = Draft202012Validator(bundled.read("document.schema"))

BEYOND = {
    "references": (
        r"^unknown (city|country|region|subdivision|source|announcement|strategy period) "
    ),
    "keys": r"earlier record too$|^more than one (of the .* has the|recipient is) ",
    "names": r"^more than one (country|region) is called ",
    "days": r"must be a valid date, got |^invalid date ",
    "integers": r"must be (an int .*|1), got -?[\d.]+(\.0|e\+\d+)$",
    "lone surrogates": r"must not contain a lone surrogate",
    "repeats": r"must not name anything twice",
    "order": r"must be in order of time$|: one a year, in order of time$",
    "ends": r" is before ",
    "agreement": (
        r", but the year is |must begin with the (code of the country|country's code)"
        r"|must be in the city's country|has no location, so no names of it$"
        r"|^the name .* is the id of another city$"
    ),
    "companions": r"must be given together$|^withdrawn_note without withdrawn_on$",
    "JSON": r"got nan$",
}
"""How the loader words the rules that the schema has no words for."""


def compare(document: Any) -> None:
    messages = []
    try:
        gnlc.Network.from_dict(document)
    except gnlc.DataError as error:
        messages = [message for _, message in error.problems]
    faults = list(SCHEMA.iter_errors(document))
    if faults:
        assert messages, faults[0].message
    else:
        alone = [m for m in messages if not any(re.search(rule, m) for rule in BEYOND.values())]
        assert not alone, document


PATCH_SCHEMA = Draft202012Validator(bundled.read("patch.schema"))


class TestPatches:
    """What the schema of patches refuses the loader refuses, and no patch is refused wrongly."""

    def compare(self, patch: Any, base: gnlc.Network) -> None:
        faults = list(PATCH_SCHEMA.iter_errors(patch))
        if faults:
            with pytest.raises(gnlc.DataError):
                gnlc.Network.from_dict(patch, base=base)

    def test_is_a_schema(self) -> None:
        Draft202012Validator.check_schema(PATCH_SCHEMA.schema)

    @given(networks(), networks())
    def test_between_networks(self, one: gnlc.Network, other: gnlc.Network) -> None:
        PATCH_SCHEMA.validate(gnlc.diff(one, other).to_patch())

    @given(networks(), networks(), st.data())
    def test_changed(self, one: gnlc.Network, other: gnlc.Network, data: st.DataObject) -> None:
        patch = gnlc.diff(one, other).to_patch()
        changed = data.draw(changed_documents(patch, extreme=False))
        if changed.get("patch") is True:
            self.compare(changed, one)

    @pytest.mark.parametrize(
        "parts",
        [
            {"cities": [{"name": "Ganja"}]},
            {"cities": [{"id": "a-a", "nmae": "A"}]},
            {"cities": [{"id": "a-a", "name": None}]},
            {"cities": [{"id": "a-a", "kind": "town"}]},
            {"cities": [{"id": "a-a", "location": {"latitude": 91}}]},
            {"cities": [{"id": "a-a", "$remove": False}]},
            {"cities": [{"id": "a-a", "$remove": True, "name": "A"}]},
            {"cities": [{"$order": ["a-a"], "name": "A"}]},
            {"citis": []},
            {"as_of": None},
            {"format_version": 2},
        ],
    )
    def test_refused(self, parts: Any) -> None:
        patch = {"format_version": 1, "patch": True, **parts}
        assert not PATCH_SCHEMA.is_valid(patch)
        self.compare(patch, gnlc.Network.from_dict(spoilt("/as_of", "2020-01-01")))

    @pytest.mark.parametrize(
        "parts",
        [
            {},
            {"cities": [{"id": "a-a", "location": {"population": 5}, "subdivision": None}]},
            {"cities": [{"id": "a-a", "$remove": True}], "awards": None},
            {"awards": [{"$order": [2017, 2015]}]},
            {"place_names": [{"city": "a-a", "names": {"fr": "A", "de": None}}]},
        ],
    )
    def test_accepted(self, parts: Any) -> None:
        PATCH_SCHEMA.validate({"format_version": 1, "patch": True, **parts})


class TestAgreement:
    """What one refuses the other refuses."""

    @given(documents())
    def test_sound_documents(self, document: Any) -> None:
        SCHEMA.validate(document)

    @given(broken_documents())
    def test_broken_documents(self, broken: Any) -> None:
        compare(broken.document)

    @given(documents().flatmap(partial(changed_documents, extreme=False)))
    def test_changed_documents(self, document: Any) -> None:
        compare(document)

    @given(st.text(st.characters(exclude_categories=[])) | st.characters(exclude_categories=[]))
    def test_texts(self, text: str) -> None:
        for place in ("/cities/0/name", "/sources/0/url", "/sources/0/id"):
            compare(spoilt(place, text))
        compare(spoilt("/cities/0/aliases", [text]))
        compare(spoilt("/alternate_names/0/city", text))
        compare(spoilt("/sources/0/url", f"https://{text}/{text}"))

    @given(st.from_regex(r"\A[0-9]{4}([-.][0-9]{2}){0,3}\n?\Z"))
    def test_dates(self, text: str) -> None:
        for place in ("/as_of", "/sizes/0/date", "/data_version"):
            compare(spoilt(place, text))

    def test_the_docs_list_the_rules(self) -> None:
        docs = Path(__file__).parents[1] / "docs"
        page = (docs / "reference" / "format.md").read_text("utf-8")
        table = page.partition("| rule |")[2]
        listed = re.findall(r"^\| ([a-zA-Z ]+) \|", table, re.MULTILINE)
        # The last is of the text of a document, which a schema never sees.
        assert listed == [*BEYOND, "size"]
