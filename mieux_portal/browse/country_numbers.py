"""Some records by country: the map and the table that draw the same numbers."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from actions.filters import UNKNOWN
from actions.models import Country

from .results import Results
from .world_map import CountryCount, map_of_portfolio


def country_counts(
    counts: Mapping[Any, int],
    as_partner: Mapping[Any, int],
    address_of: Callable[[Country], str],
    chosen: Collection[str] = (),
) -> list[CountryCount]:
    """The countries that occur, in the order of their names.

    `counts`: slug → number of records; `as_partner`: the same without those that only a regional body ties to it.
    `address_of`: where exactly these are listed. `chosen`: slugs that the reader has chosen.
    """
    return [
        CountryCount(
            country,
            counts[country.slug],
            address_of(country),
            through_body=not as_partner.get(country.slug),
            chosen=country.slug in chosen,
        )
        for country in Country.objects.by_name()
        if country.slug in counts
    ]


def country_numbers(results: Results) -> dict[str, Any]:
    """The facet «country» as a map: each number is what choosing that country instead would list."""

    def address_of(country: Country) -> str:
        return results.address(country=country.slug, view=None)

    counts, chosen = results.counts_of("country"), results.chosen_of("country")
    as_partner = results.without("country").count_by_fact("partner_countries__slug")
    rows = country_counts(counts, as_partner, address_of, chosen)
    return {
        "map": map_of_portfolio(rows),
        "country_rows": sorted(rows, key=lambda row: -row.number),
        "without_country": counts.get(UNKNOWN, 0),
        "without_country_address": results.address(country=UNKNOWN, view=None),
        "country_chosen": bool(chosen),
    }
