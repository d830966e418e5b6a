"""The words that were looked for, marked: `{{ title|marked:query }}`, and in a piece of a long text."""

from django import template
from django.utils.safestring import SafeString

from mieux_portal.search import marking
from mieux_portal.search.matching import ACTION_KINDS, Query
from mieux_portal.search.models import Entry

register = template.Library()


@register.filter
def marked(text: object, query: Query | None) -> SafeString:
    """For any text, and for no query (nothing is marked then)."""
    return marking.marked(str(text), query)


@register.simple_tag
def piece(entry: Entry, query: Query | None) -> SafeString:
    """`{% piece entry query %}`: of its text the piece that tells why it was found, marked.

    Words that the result shows anyway, in its title or as its place, tell nothing more.
    """
    shown = [entry.title]
    if entry.kind in ACTION_KINDS and entry.action:
        shown += [entry.action.place_and_years, entry.case_study.theme_heading if entry.case_study else ""]
    return marking.marked(marking.piece(entry.text, query, " ".join(shown)), query)
