"""Where the members of a network are: its regions, countries and subdivisions."""

from __future__ import annotations

from operator import attrgetter

from gnlc.errors import AmbiguousNameError
from gnlc.models.places import Country, Region, Subdivision
from gnlc.query.arguments import several
from gnlc.query.filters import OneOrMore
from gnlc.query.holdings import Holdings
from gnlc.query.lookup import look_up, only_country


# Not a class of attrs: it adds no field, and to make one takes time.
class Places(Holdings):
    """The regions, countries and subdivisions of a network, all of them or one by its key."""

    __slots__ = ()

    def regions(self) -> tuple[Region, ...]:
        """Return UNESCO's regions.

        Example:
            >>> [region.name for region in gnlc.regions()][:2]
            ['Africa', 'Arab States']
        """
        return self._regions.all()

    def region(self, key: Region | str) -> Region:
        """Return the UNESCO region with an id or a name; case does not matter.

        Raises:
            NotFoundError: the region is unknown.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.region("arab-states")
            Region('Arab States')
        """
        return look_up("region", key, self._region_by_spelling, attrgetter("name"))

    def countries(self, *, region: OneOrMore[Region | str] | None = None) -> tuple[Country, ...]:
        """Return the countries with a city on record, in order of their alpha-2 codes.

        Args:
            region: UNESCO regions, by name or id; None for all.

        Raises:
            NotFoundError: the region is unknown.
            TypeError: the region is not a str.

        Example:
            >>> gnlc.country("AZ") in gnlc.countries()
            True
        """
        regions = None if region is None else [self.region(each) for each in several(region)]
        countries = self._countries_on_record
        return countries if regions is None else tuple(c for c in countries if c.region in regions)

    def country(self, key: Country | str) -> Country:
        """Return the country with an ISO 3166 code or a name.

        Args:
            key: alpha-2, alpha-3 or numeric code (three digits), or a name in any language; case
                and accents do not matter.

        Raises:
            NotFoundError: the country is unknown, or none of its cities is on record.
            AmbiguousNameError: in different languages, it is the name of several countries.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.country("AZE")
            Country('AZ', 'Azerbaijan')
            >>> gnlc.country("England").name
            'United Kingdom of Great Britain and Northern Ireland'
            >>> gnlc.country("德国") is gnlc.country("Deutschland")
            True
            >>> gnlc.country("Norge")
            Traceback (most recent call last):
            gnlc.errors.NotFoundError: no country 'Norge' on record; no member on record in Norway
        """
        if isinstance(key, str) and (own := self._own_country(key)) is not None:
            return own
        if codes := self._codes_of(key):
            there = [self._countries[code] for code in codes if code in self._country_codes]
            return only_country(key, codes, there, self._country_name)
        return look_up("country", key, self._spellings_on_record, attrgetter("common_name"))

    def subdivisions(
        self, *, country: OneOrMore[Country | str] | None = None
    ) -> tuple[Subdivision, ...]:
        """Return the subdivisions on record, in order of their codes.

        Args:
            country: one country or several; None for all.

        Raises:
            NotFoundError: a country is not in the network.
            TypeError: a country is not a str.

        Example:
            >>> gnlc.subdivisions(country="AZ")[1]
            Subdivision('AZ-GA', 'Gəncə')
        """
        every = self._subdivisions.all()
        if country is None:
            return every
        codes = {self.country(key).alpha_2 for key in several(country)}
        return tuple(each for each in every if each.country.alpha_2 in codes)

    def subdivision(
        self, key: Subdivision | str, country: Country | str | None = None
    ) -> Subdivision:
        """Return the subdivision of a country with an ISO 3166-2 code or a name.

        Args:
            key: a code or a name; case and accents do not matter.
            country: the country to search in.

        Raises:
            NotFoundError: no subdivision of the network has this code or name (in this country).
            AmbiguousNameError: subdivisions of several countries have this name.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.subdivision("az-ga")
            Subdivision('AZ-GA', 'Gəncə')
            >>> gnlc.subdivision("Ash Sharqiyah", country="EG").code
            'EG-SHR'
        """
        there = None if country is None else self.country(country)
        meant = self._called_subdivisions.find(key, there)
        if len(meant) == 1:
            return meant[0]
        raise AmbiguousNameError("subdivision", key, meant)
