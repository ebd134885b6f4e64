"""What a name in a column means: a member, another place, or nothing that is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from gnlc.models.matches import MatchedName, OtherPlace
from gnlc.names.folding import Text
from gnlc.names.generic import generic_words
from gnlc.names.readings import Reading, cores, in_parts, in_words
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.match.elsewhere import Elsewhere
from gnlc.query.match.findings import UNEXPLAINED, Finding, first, in_country
from gnlc.query.match.guesses import Guesses
from gnlc.query.match.members import Members
from gnlc.query.match.whereabouts import Territories, Where, Whereabouts
from gnlc.wording import listed

if TYPE_CHECKING:
    from gnlc.models.cities import City

_SURE = ("found", "ambiguous")


class Matcher:
    """What names mean, one after the other.

    A text is read in several ways: as a whole, without generic words, and divided into a name and
    what says where the place lies. The first that is known decides.

    Args:
        gazetteer: the names of members and other places.
        city: gives a city by its id.
        territories: the countries of the world.
    """

    def __init__(
        self, gazetteer: Gazetteer, city: Callable[[str], City], territories: Territories
    ) -> None:
        self._territories = territories = territories.cached()
        self._whereabouts = Whereabouts(gazetteer, territories)
        self._elsewhere = Elsewhere(gazetteer, territories)
        self._members = Members(gazetteer, city, self._whereabouts, self._elsewhere)
        self._guesses = Guesses(gazetteer, city, self._members, self._whereabouts, self._elsewhere)

    def where(self, text: str | None) -> Where:
        """Return where a place lies by a cell of a column of countries."""
        return self._whereabouts.where(text)

    def match(self, text: Text, where: Where, *, min_score: float, limit: int) -> MatchedName:
        """Return the row of a name.

        Args:
            text: the name, with a letter or digit at least.
            where: the country that is known otherwise.
            min_score: the least score of a likely member.
            limit: the greatest number of candidates.
        """
        readings = [Text(text.raw.replace("&", " and ")), text] if "&" in text.raw else [text]
        found = first(self._exact(each, where) for each in readings)
        found = found or self._guess(text, where, min_score)
        if found.status == "likely" and found.score < min_score:
            found = found._replace(status="unknown", city=None, score=0.0, name=None, country=None)
        place, codes = found.place, where.codes
        country = found.country
        if country is None and codes is not None and len(codes) == 1:
            [country] = codes
        return MatchedName(
            text=text.raw,
            country_text=where.text,
            status=found.status,
            city=found.city,
            score=found.score,
            matched_name=found.name,
            candidates=found.candidates[:limit],
            place=place
            and OtherPlace(name=place.name, country=place.country, population=place.population),
            country=country,
            reason=found.reason,
        )

    def _exact(self, text: Text, where: Where) -> Finding | None:
        """Return the answer for a name that is on record, in one of the ways to read it."""
        whole = Reading(text, where.rest)
        if (found := self._members.finding(whole, where)) is not None:
            return found
        if where.codes and where.codes.isdisjoint(self._territories.members):
            label = self._elsewhere.label(where.codes)
            return Finding("elsewhere", f"No member is on record in {label}.")
        generic = generic_words.get()
        parts = self._whereabouts.parts_of(text.raw)
        if len(parts) > 1:
            known = self._elsewhere.finding(whole, where)
            return known or self._divided(in_parts(generic, parts), where)
        stripped = list(cores(generic, text, where.rest))
        found = first(self._members.finding(reading, where) for reading in stripped)
        if found is not None:
            # A place may have a generic word in its name: Quebec City.
            return self._elsewhere.finding(whole, where) or found
        found = first(self._elsewhere.finding(reading, where) for reading in (whole, *stripped))
        found = found or self._inflected(stripped, where)
        found = found or self._loose(list(in_words(generic, text)), where)
        if found is None and generic.is_generic(text):
            return Finding("unknown", "Generic words alone are not the name of a place.")
        return found or self._elsewhere.area(text, where)

    def _divided(self, readings: Iterable[Reading], where: Where) -> Finding | None:
        """Return the answer for a text with separators.

        That is the one for the first reading in which all is explained, or else the first at all.
        """
        doubtful: Finding | None = None
        seen: list[Reading] = []
        for reading in readings:
            found = self._read(reading, where)
            if found is not None and (found.status in _SURE or found.place is not None):
                return found
            doubtful = doubtful or found
            seen.append(reading)
        return doubtful or self._inflected(seen, where) or self._other(seen, where)

    def _inflected(self, readings: Iterable[Reading], where: Where) -> Finding | None:
        """Return the answer for a name in the case that goes with the generic words beside it.

        What may be a form of several names is ambiguous.
        """
        generic = generic_words.get()
        for reading in readings:
            found: dict[object, Finding] = {}
            for key, countries in generic.uninflected(reading.name, reading.aside).items():
                name = self._members.spelled(key, reading.name)
                codes = frozenset(countries).intersection(where.codes or countries)
                if name is not None and codes:
                    read, there = reading._replace(name=name), where._replace(codes=codes)
                    finding = self._read(read, there) or self._elsewhere.finding(read, there)
                    if finding is not None:
                        place = finding.place and finding.place[:2]
                        found.setdefault((finding.candidates, place), finding)
            if found:
                # As it is spelled it may be the name of another place.
                there = self._whereabouts.narrowed(reading.rest, where)
                known = self._elsewhere.finding(reading, there)
                return known or self._one_of(reading.name, list(found.values()))
        return None

    def _one_of(self, name: Text, found: Sequence[Finding]) -> Finding:
        """Return the one answer for a name that may be a form of others."""
        cities = tuple(dict.fromkeys(city for each in found for city in each.candidates))
        if len(found) == 1 or not cities:
            return found[0]
        place = next((each.place for each in found if each.place is not None), None)
        labels = [
            *map(in_country, cities),
            *([] if place is None else [self._elsewhere.words(place)]),
        ]
        why = f"{name.raw.strip()} may be a form of the name of {listed(labels)}."
        return Finding("ambiguous", why, candidates=cities, place=place)

    def _loose(self, readings: Sequence[Reading], where: Where) -> Finding | None:
        """Return the answer for a text in which some words say where the place lies."""
        doubtful: Finding | None = None
        for reading in readings:
            found = self._read(reading, where)
            if found is not None and found.status == "found":
                return found
            if found is not None and found.status == "likely" and found.score > UNEXPLAINED:
                doubtful = doubtful or found
        named = (each for each in readings if self._territories.codes(each.rest[0]))
        return doubtful or self._other(named, where)

    def _other(self, readings: Iterable[Reading], where: Where) -> Finding | None:
        return first(
            self._elsewhere.finding(each, self._whereabouts.narrowed(each.rest, where))
            for each in readings
        )

    def _read(self, reading: Reading, where: Where) -> Finding | None:
        """Return the answer for a reading that is the name of a member.

        Numbers of districts and postal codes are set aside.
        """
        there = self._whereabouts.narrowed((*reading.rest, *where.rest), where)
        numbers = tuple(part for part in reading.rest if part.key.isdigit())
        rest = (*(part for part in reading.rest if part not in numbers), *where.rest)
        aside = (*reading.aside, *(part.raw for part in numbers))
        return self._members.finding(reading._replace(rest=rest, aside=aside), there)

    def _guess(self, text: Text, where: Where, min_score: float) -> Finding:
        """Return the answer for a name that is not on record."""
        # Texts of separators alone have no part.
        name, *others = self._whereabouts.parts_of(text.raw) or [text.raw]
        rest = (*map(Text, others), *where.rest)
        codes = self._whereabouts.narrowed(rest, where).codes
        return self._guesses.finding(Text(name), rest, codes, min_score)
