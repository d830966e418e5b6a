"""The figures of an Action. Each leads to the part of its page that shows exactly so many records."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and where exactly these stand."""

    number: int
    label: str
    address: str


def figures_of(told: Mapping[str, Any], is_case_study: bool) -> list[Figure]:
    """`told`: the context of the page. What is not recorded has no figure: a nought would read like a fact."""
    members = told["members"]
    learnt: list[tuple[Sized, str, str]]
    if is_case_study:
        learnt = [
            (told["practices"], ngettext("practice", "practices", len(told["practices"])), "#practices"),
            (told["impacts"], ngettext("impact", "impacts", len(told["impacts"])), "#impact"),
            (told["lessons"], ngettext("lesson learnt", "lessons learnt", len(told["lessons"])), "#lessons"),
        ]
    else:
        learnt = [(told["items"], ngettext("thing learnt", "things learnt", len(told["items"])), "#learnt")]
    several = told["countries"] if len(told["countries"]) > 1 else []  # a single one stands in the title
    origins = told["origins"]
    counted = [
        (members.during, ngettext("member state then", "member states then", len(members.during)), "#members-then"),
        (several, ngettext("country", "countries", len(several)), "#countries"),
        (told["components"], ngettext("component", "components", len(told["components"])), "#components"),
        (told["activities"], ngettext("activity", "activities", len(told["activities"])), "#activities"),
        (told["named"], ngettext("kind of activity", "kinds of activity", len(told["named"])), "#activities-named"),
        (told["outputs"], ngettext("output", "outputs", len(told["outputs"])), "#outputs-listed"),
        (origins, ngettext("country of experts", "countries of experts", len(origins)), "#expert-countries"),
        *learnt,
        (told["references"], ngettext("source", "sources", len(told["references"])), "#references"),
    ]
    return [Figure(len(records), label, address) for records, label, address in counted if records]
