"""Partner institutions of a row: which of them are organisations of their own, and how they are called."""

import re
from typing import Any, NamedTuple

from django.utils import translation
from django_countries import countries

from .records import ContentRecord
from .wording import Wording

BRACKETED = re.compile(r"(?P<name>.+) \((?P<bracket>[^()]+)\)")


class Institution(NamedTuple):
    name: str
    acronym: str
    country: str | None


def is_proper_name(words: str) -> bool:
    """«local governments», «consortium of 10 partners»: a wording in lower case names nobody in particular."""
    return words[:1].isupper()


def institution_of(words: str, partner_countries: list[str]) -> Institution:
    """Read name, acronym and country out of «National Employment Agency (ANPE)» or «Ministry of Justice (Brazil)».

    A parent in brackets stays in the name. The country is the row's only one, or the one in brackets.
    """
    only = partner_countries[0] if len(partner_countries) == 1 else None
    match = BRACKETED.fullmatch(words)
    if match is None:
        return Institution(words, "", only)
    name, bracket = match["name"], match["bracket"]
    with translation.override("en-gb"):
        by_name = {str(countries.name(code)): code for code in partner_countries}
    if bracket in by_name:
        return Institution(name, "", by_name[bracket])
    if bracket == "NGO":
        return Institution(name, "", only)
    if bracket.isupper():
        return Institution(name, bracket, only)
    return Institution(words, "", only)


def organisation_name(name: str, country: str | None) -> str:
    """The name by which the content knows an organisation: with its country, since a name is many bodies."""
    return f"{name}, {country}" if country else name


def organisation_record(words: str, partner_countries: list[str], wording: Wording, file: str) -> ContentRecord:
    """The organisation that a partner's wording names."""
    name, acronym, country = institution_of(words, partner_countries)
    values: dict[str, Any] = {"name": name}
    optional = {
        "acronym": acronym,
        "country": country,
        "kind": wording.find("institution_kinds", words),
        "part_of": wording.find("institution_parents", words),
    }
    values.update({field: value for field, value in optional.items() if value})
    return ContentRecord("organisation", organisation_name(name, country), values, file)
