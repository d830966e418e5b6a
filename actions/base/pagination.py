"""Pages of a list that answer whatever the address asks for."""

from typing import Any

from django.core.paginator import Page, Paginator

LARGEST_PAGE = 100


class ClampedPaginator(Paginator):
    """1 to 100 rows a page; a page that does not exist gives the nearest one (Django's would be an error page)."""

    def __init__(self, rows: Any, per_page: int, **options: Any) -> None:
        super().__init__(rows, min(max(int(per_page), 1), LARGEST_PAGE), **options)

    def page(self, number: Any) -> Page:
        return super().page(min(max(self._as_number(number), 1), self.num_pages))

    @staticmethod
    def _as_number(number: Any) -> int:
        try:
            return int(number)
        except (TypeError, ValueError):
            return 1
