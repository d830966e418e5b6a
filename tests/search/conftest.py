"""What the tests of the search share."""

from collections.abc import Callable

import pytest

from mieux_portal.search.indexing import index_everything
from mieux_portal.search.matching import understand


@pytest.fixture
def found(db: None) -> Callable[[str], list[str]]:
    """The titles that a query finds, the most relevant first, once the index is in line with the records."""

    def titles(text: str) -> list[str]:
        index_everything()
        query = understand(text)
        return [entry.title for entry in query.ranked(query.entries())]

    return titles
