"""Names by language, looked up by BCP 47 tags."""

import re
from collections.abc import Mapping
from typing import Any

from gnlc.models.deferred import Deferred
from gnlc.packaged import read
from gnlc.wording import shortened

COUNTRY_NAMES = "country_names"
"""The name of the derived file of the names of countries."""


def check(language: str) -> None:
    """Check that a value is a BCP 47 tag.

    Raises:
        TypeError: it is not a str.
        ValueError: it is not such a tag.
    """
    if not isinstance(language, str):
        raise TypeError(f"language must be a str, got {shortened(language)}")
    # Longer first subtags are provided for, but there are none: "French" is not such a tag.
    if re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language) is None:
        raise ValueError(f"language must be a BCP 47 tag such as 'fr', got {shortened(language)}")


def name_in(language: str, names: Mapping[str, str], default: object) -> object:
    """Return the name in a language, or in the first one that its tag falls back to.

    Args:
        language: a BCP 47 tag; case does not matter.
        names: the names by tags in lower case.
        default: what to return if there is none.

    Raises:
        TypeError: the language is not a str.
        ValueError: it is not a BCP 47 tag.
    """
    check(language)
    return next((names[tag] for tag in fallbacks(language.lower()) if tag in names), default)


def fallbacks(tag: str) -> list[str]:
    """Return a tag followed by its fallbacks, according to the lookup of RFC 4647.

    Each fallback lacks the last subtag, and a single letter before that.
    """
    tags = [tag]
    while "-" in tag:
        tag = re.sub("(-[A-Za-z0-9])?-[A-Za-z0-9]+$", "", tag)
        tags.append(tag)
    return tags


class _CountryNames:
    def __init__(self) -> None:
        file: Any = read(COUNTRY_NAMES)
        self._place = {code: place for place, code in enumerate(file["countries"].split())}
        names = file["names"].items()
        self._names = [(tags.lower().split(), countries.split(";")) for tags, countries in names]

    def of(self, code: str) -> Mapping[str, str]:
        """Return the names of a country by tags in lower case; empty for a country not on file."""
        place = self._place.get(code)
        if place is None:
            return {}
        return {
            tag: name
            for tags, countries in self._names
            for tag, name in zip(tags, countries[place].split("|"), strict=True)
            if name
        }


_country_names = Deferred(_CountryNames)


def country_names(alpha_2: str) -> Mapping[str, str]:
    """Return the names of a country by language (Unicode CLDR), by tags in lower case."""
    return _country_names.get().of(alpha_2)
