"""Cities with names that begin with a text."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from gnlc.names.folding import LATIN, Text
from gnlc.query.search import Match

if TYPE_CHECKING:
    from gnlc.models.cities import City

# Scores grow with the share of the name that is typed, as those of `search` do for beginnings.
_BEGINNING = (55.0, 44.0)

# Combining classes of marks that nobody may leave out: vowels of India have none (0); their dots
# (7), the marks of Japanese consonants (8) and viramas (9) make other letters.
_NEEDED = frozenset({0, 7, 8, 9})


class _Form(NamedTuple):
    """A name without case, spaces and accents, as it is compared with a text."""

    latin: bool
    key: str


class _Name(NamedTuple):
    form: _Form
    city: City
    name: str
    spelled: str


class Completion:
    """An index of the beginnings of names.

    Latin letters are compared as `gnlc.fold` spells them, all others without case and accents, so a
    name is found by a text in its own script.

    Args:
        cities: the cities.
    """

    def __init__(self, cities: Iterable[City]) -> None:
        self._cities = tuple(cities)

    @cached_property
    def _main(self) -> _Beginnings:
        return _Beginnings(_name(city.name, city) for city in self._cities)

    @cached_property
    def _words(self) -> _Beginnings:
        """The main names from their second word on, and from each later word."""
        return _Beginnings(chain.from_iterable(map(_endings, self._cities)))

    @cached_property
    def _others(self) -> _Beginnings:
        return _Beginnings(_name(name, city) for city in self._cities for name in city.names)

    def complete(
        self, text: Text, *, limit: int | None, keep: Callable[[City], bool] | None = None
    ) -> tuple[Match, ...]:
        """Return the cities with a name that begins with a text.

        Main names come first, then words of them, then other names; within each group larger places
        come first, then names in order, then ids. If the text has accents or letters that are not
        Latin, names with the same accents come before all others.

        Args:
            text: the text; one without letters and digits matches nothing.
            limit: the maximum number of matches; None for all.
            keep: a predicate for the cities to include; None to include all.
        """
        form, typed = _form(text), text.exact
        # Who types no accents in Latin letters may mean names with and without them.
        plain = form.latin and typed.replace(" ", "") == form.key
        found: dict[str, tuple[bool, int, float, str, str, _Name]] = {}
        for kind, names in enumerate(("_main", "_words", "_others")):
            # Further kinds come after what there is, unless accents may bring them before it.
            if not form.key or (plain and limit is not None and len(found) >= limit):
                break
            for name in getattr(self, names).beginning_with(form):
                city = name.city
                rank = (not (plain or name.spelled.startswith(typed)), kind)
                known = found.get(city.id)
                if (known is None or rank < known[:2]) and (keep is None or keep(city)):
                    found[city.id] = (*rank, -_population(city), city.name, city.id, name)
        return tuple(
            Match(city=name.city, score=_score(form, name), matched_name=name.name)
            for *_, name in sorted(found.values(), key=lambda entry: entry[:-1])[:limit]
        )


class _Beginnings:
    """Names in order of their forms."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._names = sorted(names, key=lambda name: name.form)
        self._forms = [name.form for name in self._names]

    def beginning_with(self, form: _Form) -> Iterator[_Name]:
        """Yield the names whose forms begin with a form, in order."""
        for place in range(bisect_left(self._forms, form), len(self._names)):
            name = self._names[place]
            if name.form.latin != form.latin or not name.form.key.startswith(form.key):
                break
            yield name


def _name(name: str, city: City) -> _Name:
    text = Text(name)
    return _Name(_form(text), city, name, text.exact)


def _endings(city: City) -> Iterator[_Name]:
    whole = _name(city.name, city)
    words = Text(city.name).folded.split() if whole.form.latin else city.name.split()
    for start in range(1, len(words)):
        ending = _name(" ".join(words[start:]), city)
        yield ending._replace(name=city.name)


def _form(text: Text) -> _Form:
    if text.scripts == LATIN:
        return _Form(latin=True, key=text.key)
    letters = unicodedata.normalize("NFD", text.exact)
    return _Form(latin=False, key="".join(filter(_counts, letters)))


def _counts(char: str) -> bool:
    category = unicodedata.category(char)[0]
    return category in "LN" or (category == "M" and unicodedata.combining(char) in _NEEDED)


def _population(city: City) -> int:
    place = city.location
    return 0 if place is None or place.population is None else place.population


def _score(form: _Form, name: _Name) -> float:
    if form == name.form:
        return 100.0
    base, rest = _BEGINNING
    return round(base + rest * len(form.key) / len(name.form.key), 2)
