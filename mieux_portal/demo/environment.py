"""What `make demo` writes for the settings to read: a key of this checkout's own, and the address of its last run.

Run as `python -m mieux_portal.demo.environment` before Django, which does not start without a key.
"""

import os
import secrets
from pathlib import Path

from .private import write_private


def renewed(lines: list[str], address: str) -> list[str]:
    """The lines of the file with this address and a key: an old key stays, and so do lines that a person added."""
    kept = [line for line in lines if not line.startswith("SITE_ADDRESS=")]
    if not any(line.startswith("SECRET_KEY=") for line in kept):
        kept.insert(0, f"SECRET_KEY={secrets.token_urlsafe(50)}")
    return [*kept, f"SITE_ADDRESS={address}"]


def main() -> None:
    path = Path(os.environ["DATA_DIR"]) / "environment"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    write_private(path, "\n".join(renewed(lines, os.environ["SITE_ADDRESS"])) + "\n")


if __name__ == "__main__":
    main()
