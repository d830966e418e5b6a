"""One result in several views: what the address asks of a list, read once for all that the page draws.

The address is the state. It holds the filters, `view`, `sort` and `page`; every link on the page is this
address with something changed, so that a chosen view and order survive filtering and Back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from actions.base.pagination import ClampedPage, ClampedPaginator
from actions.base.words import readable
from actions.filters import FacetedFilterSet
from mieux_portal.search.matching import Query

from .chips import Chip, chips, filled, left_out
from .facets import CountBy, Facet, facets
from .sorting import RELEVANCE, SORTS, offered_sorts, ordered, usual_sort
from .ways_out import Mistake, WayOut, mistakes, ways_out, without_mistakes
from .word_filter import FiltersByWords

MOST_DIGITS = 4  # of a number of rows: the paginator bounds it, and a longer text is no number of rows


@dataclass(frozen=True)
class Choice:
    """One of several ways to show a result. `value` is what a form sends for it, empty for the usual way."""

    name: str
    label: str
    address: str
    chosen: bool
    value: str


class Results:
    """The records that an address asks for, with all that the page says around them.

    `counters`: the facets, as `facets` takes them. `views`: name in the address → label; the first is the usual one.
    """

    def __init__(
        self,
        request: HttpRequest,
        filterset_class: type[FacetedFilterSet],
        records: QuerySet[Any],
        counters: Mapping[str, CountBy],
        views: Mapping[str, Any],
    ) -> None:
        self.request = request
        self.data: QueryDict = filled(request.GET)
        self.filterset = filterset_class(self.data, queryset=records)
        self.understood: bool = self.filterset.is_valid()
        self.found: Any = self.filterset.narrowed() if self.understood else records.none()
        self.counters, self.view_labels = counters, views
        self.usual_view = next(iter(views))
        asked = self.data.get("view", "")
        self.view = asked if asked in views else self.usual_view
        self.page: ClampedPage | None = None

    # --- What was found --------------------------------------------------------------------------------------

    @cached_property
    def count(self) -> int:
        return int(self.found.count())

    @property
    def words(self) -> str:
        return self.filterset.words

    @property
    def query(self) -> Query | None:
        """What the words of the search were understood as; None without any, and on a list that takes none."""
        return (self.filterset.query or None) if isinstance(self.filterset, FiltersByWords) else None

    def without(self, name: str) -> Any:
        """The records that all filters but this one leave; none where the address was not understood."""
        return self.filterset.narrowed(without=name) if self.understood else self.found

    @cached_property
    def facets(self) -> list[Facet]:
        return facets(self.filterset, self.counters)

    @cached_property
    def chips(self) -> list[Chip]:
        """What was chosen, each with the address without it."""
        return chips(self.filterset, self.facets)

    @cached_property
    def left_out(self) -> list[str]:
        """Sentences about values that were too many to be read."""
        return left_out(self.request.GET, self.facets)

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """What to loosen where nothing was found."""
        return ways_out(self.filterset, self.facets) if self.understood and not self.count else []

    @cached_property
    def mistakes(self) -> list[Mistake]:
        """The values that no filter has, each with what may have been meant."""
        return mistakes(self.filterset, self.facets)

    @cached_property
    def without_mistakes(self) -> WayOut | None:
        return without_mistakes(self.filterset)

    def counts_of(self, name: str) -> dict[str, int]:
        """Value of a facet → how many results choosing it would give, the other filters being as they are."""
        options = [option for facet in self.facets if facet.name == name for option in facet.options]
        return {option.value: option.count for option in options if option.count and self.understood}

    def chosen_of(self, name: str) -> set[str]:
        return set(self.data.getlist(name))

    # --- In which order, and on which page ------------------------------------------------------------------

    @property
    def sort(self) -> str:
        """The order that the address asks for. Relevance to no words is none."""
        asked = self.data.get("sort", "")
        known = asked in SORTS and (asked != RELEVANCE or self.query)
        return asked if known else usual_sort(bool(self.query))

    def in_order(self, rows: Any, title: str = "title") -> Any:
        return ordered(rows, self.sort, title)

    def page_of(self, rows: QuerySet[Any], usual_size: int) -> ClampedPage:
        """The page of `rows` that the address asks for, fetched."""
        paginator = ClampedPaginator(rows, self._page_size(usual_size))
        self.page = paginator.page(self.data.get("page", 1))
        self.page.object_list = list(self.page.object_list)
        return self.page

    def table_of(self, kind: type[django_tables2.Table], rows: QuerySet[Any], usual_size: int) -> django_tables2.Table:
        """The page of `rows` as a table whose headers know the order."""
        table = kind(rows) if self.sort == RELEVANCE else kind(rows, order_by=self.sort)
        table.paginate(
            page=self.data.get("page", 1),
            per_page=self._page_size(usual_size),
            paginator_class=ClampedPaginator,
        )
        self.page = table.page
        return table

    def _page_size(self, usual: int) -> int:
        asked = self.data.get("per_page", "")
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= MOST_DIGITS else usual

    # --- What leads on ---------------------------------------------------------------------------------------

    def address(self, **changes: str | None) -> str:
        """This address from its first page, with these parameters set to one value, or left out for None."""
        data = self.data.copy()
        for name, value in {"page": None, **changes}.items():
            if value is None:
                data.pop(name, None)
            else:
                data[name] = value
        return self._as_address(data)

    @property
    def everything(self) -> str:
        """The address without any filter, in the same view and order."""
        kept = QueryDict(mutable=True)
        for name, usual in (("view", self.usual_view), ("sort", RELEVANCE)):
            if (asked := str(self.data.get(name, usual))) != usual:
                kept[name] = asked
        return self._as_address(kept)

    def _as_address(self, data: QueryDict) -> str:
        encoded = data.urlencode()
        return f"?{encoded}" if encoded else self.request.path

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of filters has no control for and sends along."""
        return [(name, value) for name in ("view", "per_page") for value in self.data.getlist(name)[-1:]]

    @property
    def views(self) -> list[Choice]:
        return [
            self._choice("view", name, label, self.view, self.usual_view) for name, label in self.view_labels.items()
        ]

    @property
    def sorts(self) -> list[Choice]:
        """The orders to choose from: those that are offered, and the one in use wherever that came from."""
        usual, offered = usual_sort(bool(self.query)), offered_sorts(bool(self.query))
        return [
            self._choice("sort", name, label, self.sort, usual)
            for name, label in SORTS.items()
            if name in offered or name == self.sort
        ]

    def _choice(self, parameter: str, name: str, label: Any, chosen: str, usual: str) -> Choice:
        value = "" if name == usual else name
        return Choice(name, str(label), self.address(**{parameter: value or None}), name == chosen, value)

    # --- What is said ----------------------------------------------------------------------------------------

    @property
    def notes(self) -> list[str]:
        """Sentences about what the address asks for and what does not exist."""
        found = [*self.left_out, *([] if self.page is None else [_about_page(self.page)])]
        view = self.data.get("view", "")
        if view and view != self.view:
            usual = self.view_labels[self.usual_view]
            found.append(
                _("There is no view “%(view)s”; this is the view “%(usual)s”.")
                % {"view": readable(view), "usual": usual}
            )
        sort = self.data.get("sort", "")
        if sort and sort not in SORTS:
            found.append(
                _("There is no order “%(order)s”; the order here is “%(usual)s”.")
                % {"order": readable(sort), "usual": SORTS[self.sort]}
            )
        return [note for note in found if note]

    def context(self) -> dict[str, Any]:
        """What the template draws around the records, in every view."""
        return {
            "path": self.request.path,
            "asked": self.data,
            "facets": self.facets,
            "words": self.words,
            "query": self.query,
            "view": self.view,
            "usual_view": self.usual_view,
            "views": self.views,
            "sorts": self.sorts,
            "count": self.count,
            "understood": self.understood,
            "kept": self.kept,
            "chips": self.chips,
            "ways_out": self.ways_out,
            "mistakes": self.mistakes,
            "without_mistakes": self.without_mistakes,
            "everything": self.everything,
            "notes": self.notes,
        }


def _about_page(page: ClampedPage) -> str:
    """A sentence where the address asks for a page that does not exist; else empty."""
    if not page.missed:
        return ""
    names = {"page": page.missed, "number": page.number}
    if page.paginator.num_pages == 1:
        return _("Page %(page)s does not exist: there is only one.") % names
    if page.number == page.paginator.num_pages:
        return _("Page %(page)s does not exist; this is the last, page %(number)s.") % names
    return _("Page %(page)s does not exist; this is the first.") % names
