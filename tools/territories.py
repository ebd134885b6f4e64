"""The names of the world's countries, as territories.json and country_names.json have them.

    python tools/territories.py

lists the names that several countries share, for editors to look at; the files themselves, in
src/gnlc/data, are written by tools/derive.py.

Codes and official names are those of ISO 3166-1 (pycountry), names by language those of the Unicode
CLDR (Babel): of the languages in which it names every country, and of a few more that many people
speak. What neither has is in tools/territories.toml, and these few languages.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pycountry
from babel import localedata
from likeness import by_likeness

from gnlc.layout import Json
from gnlc.models.languages import fallbacks
from gnlc.names.folding import Text, script_of
from gnlc.names.territories import (
    File,
    Labels,
    exact_key,
    is_by_key,
    key_of,
    keys_of_labels,
    packed,
    turned,
)
from gnlc.query.network import Network

EDITED: Mapping[str, Json] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

# Not in ISO 3166-1, but in the CLDR and at GeoNames.
_ALSO = ("XK",)

_OF = re.compile("(.+) of(?: the)? (.+)")


@cache
def alpha_2_codes() -> tuple[str, ...]:
    """Return the codes of all countries, in order."""
    return tuple(sorted((*(country.alpha_2 for country in pycountry.countries), *_ALSO)))


@cache
def locales() -> Mapping[str, Mapping[str, str]]:
    """Return the names of countries by their codes, for each locale of the CLDR as a BCP 47 tag."""
    every = {}
    for locale in sorted(localedata.locale_identifiers()):
        territories = localedata.load(locale).get("territories", {})
        names = {code: territories[code] for code in alpha_2_codes() if code in territories}
        every[locale.replace("_", "-")] = names
    return {tag: names for tag, names in every.items() if tag not in EDITED["left_out"]}


@cache
def complete() -> frozenset[str]:
    """Return the languages in which the CLDR names every country of ISO 3166-1."""
    every = set(alpha_2_codes()).difference(_ALSO)
    return frozenset(tag for tag, names in locales().items() if every <= names.keys())


def forms(name: str) -> set[str]:
    """Return an English name in its forms: `Korea, Republic of`, `Republic of Korea`, ..."""
    noun, _, qualifier = name.partition(", ")
    plain = f"{qualifier} {noun}" if qualifier.endswith((" of", " of the")) else name
    written = {name, plain}
    if parts := _OF.fullmatch(plain.removeprefix("The ").removeprefix("the ")):
        qualifier, noun = parts.groups()
        written |= {f"{noun}, {qualifier}{end}" for end in ("", " of")}
        written |= {f"{noun}, the {qualifier} of", parts[0]}
    return written | {form.replace(" and ", " & ") for form in written}


def decided() -> Iterator[tuple[str, str]]:
    """Yield each country's code and name, for the names of ISO 3166-1 and of the edited file."""
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            for form in forms(getattr(country, field, country.name)):
                yield country.alpha_2, form
    yield from _pairs(EDITED["names"])
    yield from _pairs(EDITED["romanized"])


def by_language() -> Iterator[tuple[str, str]]:
    """Yield each country's code and name, for the names of the CLDR."""
    languages = complete().union(EDITED["languages"])
    for tag, names in locales().items():
        language = tag.partition("-")[0]
        if language in languages:
            everywhere = language in EDITED["languages_of_the_un"]
            towns = set(names).difference(() if everywhere else EDITED["without_a_town"])
            yield from ((code, names[code]) for code in towns)
    yield from _pairs(EDITED["variants"])


def _pairs(names: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((code, name) for code, those in names.items() for name in those)


def keys_and_spellings() -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Return the codes of countries by the keys of their names, and by exact spellings.

    Codes come first, then names that were decided on, then those of the CLDR.
    """
    keys: defaultdict[str, set[str]] = defaultdict(set)
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3, country.numeric):
            keys[code.lower()].add(country.alpha_2)
    for pairs in (decided(), by_language()):
        texts = [(code, Text(name)) for code, name in dict.fromkeys(pairs)]
        before = frozenset(keys)
        for code, text in texts:
            key = key_of(text)
            if (is_by_key(text) or text.scripts == {"LATIN"}) and key and key not in before:
                keys[key].add(code)
        for code, text in texts:
            shared = len(keys.get(key_of(text), ())) > 1 and text.scripts != {"LATIN"}
            if shared or not is_by_key(text):
                spellings[exact_key(text)].add(code)
    return keys, spellings


def scripts_of_keys() -> Mapping[str, set[str]]:
    """Return the scripts in which countries are written, by the keys of their names and codes."""
    scripts: defaultdict[str, set[str]] = defaultdict(set)
    for pairs in (decided(), by_language()):
        for _, name in pairs:
            scripts[key_of(Text(name))].add(script_of(name))
    for country in pycountry.countries:
        for code in (country.alpha_2, country.alpha_3, country.numeric):
            scripts[code.lower()].add("LATIN")
    return scripts


def territories(network: Network) -> File:
    """Return what the file of countries holds."""
    keys, spellings = keys_and_spellings()
    labels = country_names(network)
    of_labels = {s: keys_of_labels(labels, s) for s in map(script_of, labels["names"].values())}
    scripts = scripts_of_keys()

    def is_label(key: str, codes: set[str]) -> bool:
        """Return whether labels give the codes in every script in which they are asked for."""
        found = {s: set(keys[key].split()) for s, keys in of_labels.items() if key in keys}
        return scripts[key] <= found.keys() and all(each == codes for each in found.values())

    def is_turned(key: str, codes: set[str]) -> bool:
        """Return whether the other order of a name gives the codes: only Latin letters have it."""
        if scripts[key] != {"LATIN"} or key in of_labels["LATIN"]:
            return False
        return next((keys[other] for other in turned(key) if other in keys), None) == codes

    keys = {key: its for key, its in keys.items() if not is_label(key, its)}
    keys = {key: its for key, its in keys.items() if not is_turned(key, its)}
    packs = {code: packed(those) for code, those in by_code(keys).items()}
    alike, exact = list(by_likeness(packs)), by_code(spellings)
    return {
        "keys": {code: packs[code] for code in alike},
        "names": "|".join(map(label, alike)),
        "spellings": "|".join(" ".join(exact[code]) for code in alike),
    }


def by_code(names: Mapping[str, Iterable[str]]) -> Mapping[str, list[str]]:
    """Return the names of each country, in order, from the codes of the countries by name."""
    of_code: dict[str, list[str]] = {code: [] for code in alpha_2_codes()}
    for name in sorted(names):
        for code in names[name]:
            of_code[code].append(name)
    return of_code


def label(code: str) -> str:
    """Return the English name of a country."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return locales()["en"][code]
    name: str = getattr(country, "common_name", country.name)
    return str(EDITED["labels"].get(code, name))


def country_names(network: Network) -> Labels:
    """Return the names of the countries on record in the languages that name every country.

    What a locale has in common with the one that its tag falls back to is left out. Latin letters
    come first; languages and countries are in the order in which their names compress best.
    """
    codes = [country.alpha_2 for country in network.countries()]
    rows: dict[str, dict[str, str]] = {}
    for tag, names in locales().items():
        if tag.partition("-")[0] in complete():
            inherited: dict[str, str] = {}
            for above in fallbacks(tag)[:0:-1]:
                inherited |= rows.get(above, {})
            own = {code: names[code] for code in codes if code in names}
            rows[tag] = dict(own.items() - inherited.items())
    lines = {tag: "|".join(row.get(code, "") for code in codes) for tag, row in rows.items() if row}
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for tag in sorted(by_likeness(lines), key=lambda tag: script_of(lines[tag]) != "LATIN"):
        tags[script_of(lines[tag])].append(tag)

    def named(code: str, those: Iterable[str]) -> str:
        return "|".join(rows[tag].get(code, "") for tag in those)

    codes = list(by_likeness({code: named(code, tags["LATIN"]) for code in codes}))
    packed_names = {
        " ".join(those): ";".join(named(code, those) for code in codes) for those in tags.values()
    }
    return {"countries": " ".join(codes), "names": packed_names}


if __name__ == "__main__":
    shared = {key: codes for key, codes in keys_and_spellings()[0].items() if len(codes) > 1}
    print(*(f"{key}\t{' '.join(sorted(shared[key]))}" for key in sorted(shared)), sep="\n")
