"""Helpers that ask a page and look at its answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def queries_of(client: Client, db: None) -> Callable[[str], int]:
    """How many queries an address takes for a visitor, once the caches of content types and sites are warm."""

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, address
        return len(captured)

    return count


@pytest.fixture
def opened(client: Client, db: None) -> Callable[..., Any]:
    """The answer to an address, which has to be 200."""

    def get(address: str, **data: Any) -> Any:
        answer = client.get(address, data)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    return get
