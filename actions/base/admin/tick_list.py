"""Choosing several of a long list: ticks in a box that can be searched, ticked ones first."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TickList(forms.CheckboxSelectMultiple):
    """Works as plain check boxes; its script adds a search field and how many are chosen.

    A list of options in which one must hold down Control loses all of its choices with one careless click.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        words = {
            "class": "tick-list",
            "data-search": _("Search this list"),
            "data-chosen": _("chosen"),
            "data-shown": _("shown"),
        }
        super().__init__({**words, **(attrs or {})}, choices)

    class Media:
        js = ("base/tick-list.js",)
        css = {"all": ("base/tick-list.css",)}
