"""The JSON Schema and the loader refuse the same, but for the rules that the docs list."""

import re
from functools import partial
from pathlib import Path
from typing import Any

from documents import spoilt
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import broken_documents, changed_documents, documents

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
