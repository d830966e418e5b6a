"""``manage.py draw_world FOLDER``: draw the outline of the world map anew."""

import gzip
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mieux_portal.browse.outline import (
    COARSE_FILE_NAME,
    FINE_FILE_NAME,
    WORLD_FILE,
    draw_world,
    read_territories,
)


class Command(BaseCommand):
    """Write ``static/world.svg`` from the files of npm's world-atlas."""

    help = (
        "Draws mieux_portal/static/world.svg from the country outlines in npm's "
        "world-atlas 2.0.2. Needed only when the drawing itself is to change."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder that world-atlas was unpacked in."""
        parser.add_argument(
            "folder",
            type=Path,
            help=f"where {COARSE_FILE_NAME} and {FINE_FILE_NAME} are",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Read both files, draw, and say how large the drawing is."""
        missing = [name for name in (COARSE_FILE_NAME, FINE_FILE_NAME) if not (folder / name).is_file()]
        if missing:
            raise CommandError(
                f"There is no {' and no '.join(missing)} in {folder}. "
                "Fetch them with `npm pack world-atlas@2.0.2`, unpack the archive, "
                "and name its folder `package` here."
            )
        drawing = draw_world(
            coarse=read_territories(folder / COARSE_FILE_NAME),
            fine=read_territories(folder / FINE_FILE_NAME),
        ).encode("utf-8")
        WORLD_FILE.write_bytes(drawing)
        self.stdout.write(f"Wrote {WORLD_FILE}: {len(drawing)} bytes, {len(gzip.compress(drawing))} compressed.")
