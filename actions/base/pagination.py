"""Pages of a list that answer whatever the address asks for."""

from typing import Any

from django.core.paginator import Page, Paginator

from .words import readable

LARGEST_PAGE = 100
LONGEST_ECHO = 20  # characters of what was asked for that are said back


class ClampedPage(Page):
    """A page that knows what was asked for, where that does not exist: «99», or «x». Empty where it does."""

    missed = ""


class ClampedPaginator(Paginator):
    """1 to 100 rows a page; a page that does not exist gives the nearest one (Django's would be an error page)."""

    def __init__(self, rows: Any, per_page: int, **options: Any) -> None:
        super().__init__(rows, min(max(int(per_page), 1), LARGEST_PAGE), **options)

    def page(self, number: Any) -> ClampedPage:
        wanted = self._as_number(number)
        nearest = min(max(wanted or 1, 1), self.num_pages)
        page: ClampedPage = super().page(nearest)  # type: ignore[assignment]  # `_get_page` makes it one
        if wanted != nearest:
            page.missed = readable(str(number), LONGEST_ECHO)
        return page

    def _get_page(self, *args: Any, **kwargs: Any) -> ClampedPage:
        return ClampedPage(*args, **kwargs)

    @staticmethod
    def _as_number(number: Any) -> int | None:
        try:
            return int(number)
        except (TypeError, ValueError):
            return None
