"""The database of the demo, made or brought up to date."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm


@contextmanager
def held_interrupts() -> Iterator[Callable[[], None]]:
    """Hold Ctrl+C back. It comes through at the end, and wherever the function handed out is called."""
    held: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))

    def let_through() -> None:
        if held:
            raise KeyboardInterrupt

    try:
        yield let_through
    finally:
        signal.signal(signal.SIGINT, usual)
    let_through()


class MigrateWithBar(migrate.Command):
    """Django's own command, with a bar in place of a line for each migration. `after_each` is called between two."""

    def __init__(self, bar: "tqdm[Any]", after_each: Callable[[], None]) -> None:
        super().__init__()
        self.bar, self.after_each = bar, after_each

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        if action == "apply_success":
            self.bar.update()
            self.after_each()


def migrate_with_bar() -> int:
    """Apply the migrations that are missing. Returns how many these were.

    Ctrl+C stops it between two of them: Django commits a migration before it notes it as done, so that one stopped
    in between would fail at every later start.
    """
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    # `disable=None`: no bar where nobody looks at a terminal.
    with (
        held_interrupts() as let_through,
        tqdm(total=len(missing), unit=" changes", leave=False, disable=None if missing else True) as bar,
    ):
        call_command(MigrateWithBar(bar, let_through), verbosity=0, interactive=False)
    return len(missing)
