"""The words that somebody searches for, as one filter of a list among others."""

from functools import cached_property
from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from actions.filters import FacetedFilterSet
from mieux_portal.search.matching import Query, understand


class FiltersByWords(FacetedFilterSet):
    """A filter set of records that the index of the search knows."""

    q = django_filters.CharFilter(method="with_words", label=_("Words"))

    @cached_property
    def query(self) -> Query:
        """What the words were understood as."""
        return understand(self.words)

    def with_words(self, records: Any, name: str, text: str) -> Any:
        """Words that tell nothing («the») leave all."""
        return self.found_by_words(records) if self.query else records

    def found_by_words(self, records: Any) -> Any:
        """Those of the records that the query finds."""
        raise NotImplementedError
