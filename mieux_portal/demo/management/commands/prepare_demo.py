"""Everything between an installed checkout and a served demo. Run as often as one likes: it keeps what people did."""

import os
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError, ProgrammingError
from wagtail.models import Site

from mieux_portal.demo.accounts import Account, MissingGroupError, prepare_accounts
from mieux_portal.demo.database import migrate_with_bar
from mieux_portal.search.models import Entry


def place_site(address: str) -> None:
    """Tell Wagtail where the portal is reached, for the addresses that it builds itself."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (parts.hostname, port):
        site.hostname, site.port = parts.hostname, port
        site.save()


class Command(BaseCommand):
    help = "Prepare the demonstration: database, style sheets, portfolio, an account for each role, address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = "`make demo` runs this, then serves. What people changed since the last time is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.prepare()
        except (IntegrityError, ProgrammingError):
            raise  # a fault of the code: whoever mends it needs the whole story
        except (DatabaseError, OSError) as error:  # a full or protected disk, a locked or damaged database
            raise CommandError(f"The demo could not be prepared in {settings.DATA_DIR}: {error}.") from error

    def prepare(self) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        self.stdout.write("1/4 Database")
        applied = migrate_with_bar()
        self.stdout.write("2/4 Style sheets, scripts and images")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write("3/4 Demonstration portfolio")
        call_command("load_portfolio", stdout=self.stdout)
        # What is loaded is indexed as it is saved. A migration writes past the index, or has just made it.
        if applied or not Entry.objects.exists():
            call_command("rebuild_search", stdout=self.stdout)
        self.stdout.write("4/4 An account for each role")
        place_site(settings.SITE_ADDRESS)
        file = settings.DATA_DIR / "demo-accounts"
        try:
            accounts = prepare_accounts(file)
        except MissingGroupError as error:
            raise CommandError(str(error)) from error
        self.tell(accounts, os.path.relpath(file))

    def tell(self, accounts: list[Account], file: str) -> None:
        self.stdout.write(f"\nSign in at {settings.SITE_ADDRESS}/sign-in/ (passwords are kept in {file}):")
        for account in accounts:
            way = f"{account.password}   {account.role.does}" if account.password else account.remark
            self.stdout.write(f"  {account.role.username:14} {way}")
