"""How `make demo` serves: gunicorn reads this file as its configuration, and its names from here."""

import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
preload_app = True  # what is wrong with the portal shows once, before an address is promised
loglevel = "warning"
control_socket_disable = True  # it would lie in the home folder; nothing of ours lies outside the checkout


def when_ready(server: Any) -> None:
    address = os.environ.get("SITE_ADDRESS", f"http://{bind}")
    print(f"\nThe portal is served at {address}/ - Ctrl+C stops it.", flush=True)


def on_exit(server: Any) -> None:
    print("\nStopped. Everything is kept: `make demo` goes on from here.", flush=True)
