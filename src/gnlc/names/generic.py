"""Generic words of local government, which people put before and after the names of cities."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gnlc.models.deferred import Deferred
from gnlc.names.folding import LATIN, LONGEST, Text, fold, keys_of_names, script_of, spelling
from gnlc.names.inflection import Inflection
from gnlc.packaged import read

GENERIC_WORDS = "generic_words"
"""The name of the file of generic words, which people edit."""

# Words of names are joined by spaces, hyphens and the dots of abbreviations. Letters with dots are
# one word: T.C. Konya Büyükşehir Belediyesi.
_WORD = re.compile(r"(?:\w\.){2,}|[^\s.,;:/()\[\]\u2010-\u2015-]+")

# What is elided before a vowel: Ville d'Évry, Comune dell'Aquila.
_ELIDED = re.compile("(d|l|de l|all|dall|dell|nell)['`\u2018\u2019\u02bc\u00b4]", re.IGNORECASE)

# No more words than these are set aside at either end.
_MOST = 8

# Of a name in a script without spaces so many characters must remain.
_LEAST = 2

# Shorter words are others too often.
_SHORTEST_SLIP = 5


class Core(NamedTuple):
    """A name without generic words.

    Attributes:
        name: what remains.
        aside: what was set aside, in order.
        area: whether a word for a province, state or region was among it.
    """

    name: Text
    aside: tuple[str, ...]
    area: bool


class GenericWords:
    """The generic words on file, by language.

    `words` are at either end of names, `before` and `after` at one of them. `inflecting` are words
    beside which names are inflected: see `Inflection`. `areas` are words for provinces and states,
    unless one of `municipal` is there too. `particles` count beside other words only. `prefixes`
    and `suffixes` are attached to names, in scripts without spaces.

    A text in Latin letters is compared with those in Latin letters: most texts are, and to fold
    words of all scripts takes long.
    """

    def __init__(self) -> None:
        file: Sequence[Mapping[str, Any]] = read(GENERIC_WORDS)
        self._latin = _Words(file, lambda word: script_of(word) == "LATIN")
        self._every = Deferred(lambda: _Words(file, lambda _: True))
        self._inflections = Deferred(
            lambda: [Inflection(entry) for entry in file if "inflecting" in entry]
        )

    def _for(self, text: Text) -> _Words:
        return self._latin if text.scripts == LATIN else self._every.get()

    def is_generic(self, text: Text) -> bool:
        """Return whether a text consists of generic words, one at least."""
        return self._for(text).is_generic(text)

    def cores(self, text: Text, *, misspelt: bool = False) -> Iterator[Core]:
        """Yield a name without its generic words, first with the fewest of them left out.

        Args:
            text: the name.
            misspelt: whether words that are generic but for a slip of the keyboard count too.
        """
        return self._for(text).cores(text, misspelt=misspelt)

    def uninflected(self, name: Text, aside: Iterable[str]) -> Mapping[str, Collection[str]]:
        """Return the keys of the names that a name may be a form of, most of which are not names.

        Args:
            name: the name without its generic words.
            aside: what was set aside. A name is inflected only beside words of the language.

        Returns:
            The alpha-2 codes of the countries that have such a language, by key.
        """
        words = self._for(name).without_particles(map(fold, aside))
        keys: dict[str, set[str]] = {}
        for inflection in self._inflections.get() if words else ():
            if inflection.words.issuperset(words):
                for key in inflection.keys(name.key):
                    keys.setdefault(key, set()).update(inflection.countries)
        return keys


class _Words:
    """Those of the generic words that are kept, as they are folded."""

    def __init__(self, file: Sequence[Mapping[str, Any]], keep: Callable[[str], bool]) -> None:
        def words(field: str) -> frozenset[str]:
            every = [word for entry in file for word in entry.get(field, ()) if keep(word)]
            return frozenset(keys_of_names(every))

        def parts(field: str) -> tuple[str, ...]:
            every = {spelling(part) for entry in file for part in entry.get(field, ())}
            return tuple(sorted(every, key=lambda part: (-len(part), part)))

        self._particles = words("particles")
        self._areas = words("areas")
        self._municipal = words("municipal")
        both = words("words") | words("inflecting") | self._areas
        self._first = both | words("before")
        self._last = both | words("after")
        self._before_names = self._first | self._particles
        self._known = self._before_names | self._last
        self._meant = {known for known in self._known if len(known) >= _SHORTEST_SLIP - 1}
        # With one letter left out, so that a slip is found by looking it up.
        self._shortened = Deferred(
            lambda: {
                short: known
                for known in sorted(self._meant, reverse=True)
                for short in _without_a_letter(known)
            }
        )
        self._prefixes, self._suffixes = parts("prefixes"), parts("suffixes")

    def is_generic(self, text: Text) -> bool:
        """Return whether a text consists of generic words, one at least."""
        words = text.folded.split()
        return self._known.issuperset(words) and not self._particles.issuperset(words)

    def without_particles(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of some words that are not particles."""
        return frozenset(words) - self._particles

    def cores(self, text: Text, *, misspelt: bool) -> Iterator[Core]:
        """Yield a name without its generic words, first with the fewest of them left out."""
        raw = text.raw[:LONGEST]
        words = list(_WORD.finditer(raw))
        folded = [fold(word[0]).replace(" ", "") for word in words]
        if misspelt:
            folded = list(map(self._correct, folded))
        found: list[tuple[int, int, int]] = []
        heads = self._run(folded, self._first)
        tails = self._run(folded[::-1], self._last)
        for head in heads:
            for tail in tails:
                inner = folded[head : len(words) - tail]
                if head + tail and not self._before_names.issuperset(inner):
                    found.append((head + tail, head, tail))
        for _, head, tail in sorted(found):
            stop = len(words) - tail
            aside = tuple(word[0] for word in (*words[:head], *words[stop:]))
            # Before a name `do` is Portuguese, and after one a province of Korea.
            beside = {*self.without_particles(folded[:head]), *folded[stop:]}
            # The Municipalidad Provincial de Arequipa is that of the city.
            area = beside.isdisjoint(self._municipal) and not beside.isdisjoint(self._areas)
            start, end = words[head].start(), words[stop - 1].end()
            yield Core(Text(raw[start:end]), aside, area)
            elided = _ELIDED.match(raw, start) if head else None
            if elided is not None and elided.end() < end:
                yield Core(Text(raw[elided.end() : end]), (*aside, elided[0]), area)
        if not raw.isascii():
            yield from self._attached(raw.strip())

    def _run(self, words: list[str], known: frozenset[str]) -> list[int]:
        """Return how many of the first words may be set aside: particles only with generic ones."""
        counts, generic = [0], False
        for count, word in enumerate(words[:_MOST], start=1):
            if word not in known and word not in self._particles:
                break
            generic = generic or word in known
            if generic:
                counts.append(count)
        return counts

    def _correct(self, word: str) -> str:
        """Return the generic word that a word is but for a slip of the keyboard, or the word.

        A slip is a letter too many, one that is missing, or two that are swapped. Another letter is
        none: names of places have Villa, which is nobody's Ville.
        """
        if len(word) < _SHORTEST_SLIP or word in self._known:
            return word
        slips = _without_a_letter(word) | {
            word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
        }
        meant = slips & self._meant
        if (known := self._shortened.get().get(word)) is not None:
            meant.add(known)
        return min(meant, default=word)

    def _attached(self, raw: str) -> Iterator[Core]:
        """Yield a name in a script without spaces, without what is attached to it."""
        rest = spelling(raw)
        aside: tuple[str, ...] = ()
        while True:
            last = next((part for part in self._suffixes if rest.endswith(part)), "")
            first = next((part for part in self._prefixes if rest.startswith(part)), "")
            if last and len(rest) - len(last) >= _LEAST:
                rest, aside = rest[: -len(last)].strip(), (*aside, last)
            elif first and len(rest) - len(first) >= _LEAST:
                rest, aside = rest[len(first) :].strip(), (*aside, first)
            else:
                return
            yield Core(Text(rest), aside, area=False)


def _without_a_letter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


generic_words: Deferred[GenericWords] = Deferred(GenericWords)
"""The generic words, read when they are first needed."""
