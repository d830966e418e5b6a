"""`manage.py load_portfolio`: load the demonstration portfolio, or what is new in it."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from mieux_portal.portfolio.loader import CONTENT, load
from mieux_portal.portfolio.records import ContentError, ContentRecord
from mieux_portal.portfolio.writer import Outcome


class Command(BaseCommand):
    help = (
        "Loads the demonstration portfolio. Run again it changes nothing; what a person has edited or deleted since "
        "is never touched."
    )
    requires_system_checks = []  # they take longer than a run that finds nothing new

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=CONTENT, help="where the content files are")
        parser.add_argument("--quiet", action="store_true", help="say only what could not be loaded")

    def handle(self, *args: Any, folder: Path, quiet: bool, **options: Any) -> None:
        def progress(records: list[ContentRecord]) -> Iterable[ContentRecord]:
            return tqdm(records, "Loading the portfolio", unit=" records", disable=quiet or not records)

        try:
            outcome = load(folder, progress)
        except ContentError as error:
            raise CommandError(str(error)) from error
        for remark in outcome.remarks:
            self.stdout.write(remark)
        if not quiet:
            self.stdout.write(summary(outcome))


def summary(outcome: Outcome) -> str:
    """What the run did, in a sentence."""
    if not (outcome.created or outcome.adopted or outcome.changed):
        return "The portfolio is loaded already: nothing was changed."
    return (
        f"The portfolio is loaded: {outcome.created} records are new, {outcome.changed} were brought up to date, "
        f"{outcome.adopted} were there already."
    )
