"""The countries of the world, with or without a member, and what they are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from string import ascii_letters
from typing import TypedDict

from gnlc.models.deferred import Deferred
from gnlc.models.languages import COUNTRY_NAMES
from gnlc.names.folding import LATIN, Text, by_key, script_of
from gnlc.packaged import read

TERRITORIES = "territories"
"""The name of the derived file of countries."""

_LONGEST_CODE = 3

# How lists of countries shorten words; the key of a name has them in full.
_ABBREVIATED = {"rep": "republic", "dem": "democratic", "st": "saint"}

# How much of the key before it a key begins with, as a capital letter, and the rest of it.
_KEY = re.compile("([A-Z])([^A-Z]*)")
_NONE, _MOST = "A", 25


class File(TypedDict):
    """What the derived file holds.

    Attributes:
        keys: the keys of each country in one string, see `packed`, by its alpha-2 code, except
            those that labels in the other file have, and those of which `turned` yields one.
        names: the English names of these countries, for messages, in the same order, joined by
            `|`.
        spellings: the names that must be spelled exactly, in the same order: those of a country are
            joined by spaces, countries by `|`.
    """

    keys: Mapping[str, str]
    names: str
    spellings: str


class Labels(TypedDict):
    """What the derived file of labels holds.

    Attributes:
        countries: the alpha-2 codes of the countries on record, joined by spaces.
        names: what they are called in the languages of one script, by these languages, joined by
            spaces. Countries are joined by `;`, the names of each by `|`, both in that order.
    """

    countries: str
    names: Mapping[str, str]


class _Territories:
    def __init__(self) -> None:
        file: File = read(TERRITORIES)
        self._labels: Deferred[Labels] = Deferred(lambda: read(COUNTRY_NAMES))
        self._of_script: dict[tuple[str, str], Mapping[str, str]] = {}
        self.names = dict(zip(file["keys"], file["names"].split("|"), strict=True))
        self._spellings: dict[str, str] = {}
        for code, spellings in zip(file["keys"], file["spellings"].split("|"), strict=True):
            for name in spellings.split():
                _add(self._spellings, name, code)
        # Keys are unpacked by their first letters: to unpack them all takes longer than to read
        # the file.
        self._packed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, keys in file["keys"].items():
            for part in keys.split(_NONE)[1:]:
                self._packed[part[0]].append((code, part))
        self._by_first: dict[str, Mapping[str, str]] = {}

    def codes(self, text: Text) -> str:
        """Return the codes of the countries with a name, joined by spaces."""
        if not text.raw.isascii() and (codes := self._spellings.get(exact_key(text))):
            return codes
        if not is_by_key(text):
            return ""
        key = key_of(text)
        if codes := self._by_key(key) or self._of_labels(key, text.scripts):
            return codes
        if text.scripts != LATIN:
            return ""
        found = map(self._by_key, turned(key))
        if codes := next((codes for codes in found if codes), ""):
            return codes
        full = " ".join(_ABBREVIATED.get(word, word) for word in text.folded.split())
        return self.codes(Text(full)) if full != text.folded else ""

    def _of_labels(self, key: str, scripts: Iterable[str]) -> str:
        """Return the codes of the countries with a label in one of some scripts."""
        for script in sorted(scripts):
            # Labels in Latin letters are folded by their first letters: there are most of them.
            first = key[:1] if script == "LATIN" else ""
            codes = self._of_script.get((script, first))
            if codes is None:
                codes = keys_of_labels(self._labels.get(), script, first)
                self._of_script[script, first] = codes
            if key in codes:
                return codes[key]
        return ""

    def _by_key(self, key: str) -> str:
        first = key[:1]
        codes = self._by_first.get(first)
        if codes is None:
            codes = self._by_first[first] = self._unpacked(first)
        return codes.get(key, "")

    def _unpacked(self, first: str) -> Mapping[str, str]:
        codes: dict[str, str] = {}
        for code, part in self._packed.get(first, ()):
            for key in unpacked(_NONE + part):
                _add(codes, key, code)
        return codes


def _add(codes: dict[str, str], name: str, code: str) -> None:
    """Add a country to the codes, joined by spaces, of those with a name."""
    codes[name] = f"{codes[name]} {code}" if name in codes else code


_territories = Deferred(_Territories)


def codes_of(text: Text) -> tuple[str, ...]:
    """Return the alpha-2 codes of the countries that have a name or a code, in order.

    Countries are those of ISO 3166-1, and Kosovo. Names are those of the CLDR in some 150
    languages, those of ISO 3166-1 in several forms, and what else people call them. There are
    several codes if countries have one name in different languages.
    """
    return tuple(sorted(_territories.get().codes(text).split()))


def names_by_code() -> Mapping[str, str]:
    """Return the English names of all countries by their alpha-2 codes."""
    return _territories.get().names


def name_of(code: str) -> str:
    """Return the English name of a country by its alpha-2 code; KeyError if there is none."""
    return names_by_code()[code]


def key_of(text: Text) -> str:
    """Return the form by which a country's name is looked up: as folded, but for spaces and `the`.

    Lists have `Gambia (the)`, `The Gambia` and `Gambia`.
    """
    return text.folded.removeprefix("the ").removesuffix(" the").replace(" ", "")


def turned(key: str) -> Iterator[str]:
    """Yield what the key of a name may be whose parts are in another order.

    Lists have `Korea, Republic of`, `Korea (the Republic of)` and `Korea, Republic` for
    `Republic of Korea`.
    """
    stem = key.removesuffix("of")
    for end in range(1, len(stem)):
        first = stem[end:].removeprefix("the")
        yield f"{first}of{stem[:end]}"
        yield f"{first}ofthe{stem[:end]}"


def exact_key(text: Text) -> str:
    """Return the exact spelling of a name without spaces."""
    return "".join(text.exact.split())


def keys_of_labels(labels: Labels, script: str, first: str = "") -> Mapping[str, str]:
    """Return the codes of countries, joined by spaces, by the keys of their labels in a script.

    They are folded when a text in this script is asked for: their keys would make every download
    larger, and to fold those of all scripts takes long. Every language has one script.

    Args:
        labels: what the file holds.
        script: the script.
        first: with which letter the keys begin that are needed; empty for all.
    """
    countries = labels["countries"].split()
    others = frozenset(ascii_letters if first else "") - {first, first.upper()}
    named = dict.fromkeys(
        (name, code)
        for each in labels["names"].values()
        if script_of(each) == script
        for code, names in zip(countries, each.split(";"), strict=True)
        for name in names.split("|")
        if name[:1] not in others
    )
    codes = by_key(list(named))
    codes.pop("", None)
    return {key: " ".join(sorted({*those})) for key, those in codes.items()}


def is_by_key(text: Text) -> bool:
    """Return whether a text may be looked up by its key.

    Codes are ASCII. In other scripts names that are as short are transliterated alike by chance.
    """
    return text.raw.isascii() or (len(text.key) > _LONGEST_CODE and text.is_readable)


def packed(keys: Iterable[str]) -> str:
    """Return keys in order as one string.

    Each key is preceded by how many letters it shares with the one before it, A for none and Z for
    25 or more, and only the others follow: `AnorgeDvege` for `norge` and `norvege`.
    """
    previous = ""
    parts: list[str] = []
    for key in sorted(keys):
        shared = 0
        while shared < min(_MOST, len(key), len(previous)) and key[shared] == previous[shared]:
            shared += 1
        parts.append(f"{chr(ord(_NONE) + shared)}{key[shared:]}")
        previous = key
    return "".join(parts)


def unpacked(keys: str) -> list[str]:
    """Return the keys in a string that `packed` gave."""
    key = ""
    every: list[str] = []
    for shared, rest in _KEY.findall(keys):
        key = key[: ord(shared) - ord(_NONE)] + rest
        every.append(key)
    return every
