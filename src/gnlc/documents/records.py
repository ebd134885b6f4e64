"""A single record as plain JSON values, with all that it is made of, and back."""

import datetime
from collections.abc import Mapping
from typing import TypeVar

from gnlc.documents.hooks import FAULTS, Hooks, faults_of
from gnlc.errors import KEPT, DataError, Problem
from gnlc.layout import Json, is_object, pointer
from gnlc.models.base import PartialDate, Record, fields_of
from gnlc.models.checks import is_tuple
from gnlc.models.places import PlaceName
from gnlc.wording import shortened

R = TypeVar("R", bound=Record)


def record_to_dict(record: Record) -> dict[str, Json]:
    """Return every field of a record as the `json` module has it, other records in full."""
    return {
        field.name: _by_language(value) if field.type == tuple[PlaceName, ...] else _plain(value)
        for field in fields_of(type(record))
        for value in [getattr(record, field.name)]
    }


def _by_language(names: tuple[PlaceName, ...]) -> Json:
    return {each.language: each.name for each in names}


def _plain(value: object) -> Json:
    if is_tuple(value):
        return [_plain(item) for item in value]
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, Record):
        return record_to_dict(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def record_from_dict(cls: type[R], document: Mapping[str, Json]) -> R:
    """Return the record of a class that an object describes.

    Raises:
        DataError: the object does not describe such a record; the error lists the problems, at most
            a hundred of them, and their number.
        TypeError: it is not a mapping.
    """
    if not is_object(document):
        raise TypeError(f"document must be a mapping, got {shortened(document)}")
    try:
        record: R = Hooks(None).of(cls)(document)
    except FAULTS as error:
        faults = list(faults_of(error))
        problems = [
            Problem(pointer(path), message if isinstance(message, str) else message())
            for path, message in faults[:KEPT]
        ]
        raise DataError(problems, len(faults)) from None
    return record
