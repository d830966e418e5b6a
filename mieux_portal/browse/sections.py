"""The sections of an Action's page, for the navigation beside the text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# Anchor, label, and what the page has to have for it: a name in its context, or "" for a section that is always there.
Row = tuple[str, Any, str]

WHEN: Row = ("when", _("When"), "timeline")
GOALS: Row = ("goals", _("Goals"), "serves_goals")
RELATED: Row = ("related", _("Related Actions"), "related")
CITE: Row = ("cite", _("How to cite"), "")

CASE_STUDY: tuple[Row, ...] = (
    WHEN,
    ("context", _("Context"), ""),
    ("what-was-done", _("What was done"), ""),
    ("practices", _("Practices"), "practices"),
    ("impact", _("Impact"), "impacts"),
    ("lessons", _("Lessons learnt"), "lessons"),
    ("reuse", _("What others can reuse"), "reusable"),
    ("experts", _("Experts"), "expert_lists"),
    ("outputs", _("Outputs"), "outputs"),
    GOALS,
    ("references", _("References"), ""),
    CITE,
    RELATED,
)
FACT_SHEET: tuple[Row, ...] = (
    WHEN,
    ("learnt", _("What was learnt"), "items"),
    ("objectives", _("Objectives"), "objectives"),
    ("what-was-done", _("What was done"), "was_done"),
    ("outputs", _("Outputs"), "outputs"),
    ("experts", _("Experts"), "expert_lists"),
    GOALS,
    ("not-recorded", _("Not recorded"), "gaps"),
    ("references", _("Sources"), ""),
    CITE,
    RELATED,
)
EXPECTED = ("what-was-done", "outputs", "experts")  # of every Action, so that it is said where nothing is recorded


@dataclass(frozen=True)
class Section:
    """A part of the page: its anchor and the words that lead to it."""

    anchor: str
    label: str


def sections(table: tuple[Row, ...], told: Mapping[str, Any]) -> list[Section]:
    """Those of the table that the page has, in its order. `told`: the context of the page."""
    return [Section(anchor, str(label)) for anchor, label, needs in table if not needs or told[needs]]


def gaps(told: Mapping[str, Any]) -> list[str]:
    """What a fact sheet would say, and no source tells: one line for all is easier to read than a heading for each."""
    return [str(label) for anchor, label, needs in FACT_SHEET if anchor in EXPECTED and not told[needs]]
