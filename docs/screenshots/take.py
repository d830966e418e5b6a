"""Takes the pictures of the documentation anew, from a running demo: `.venv/bin/python docs/screenshots/take.py`.

Needs what `make test` needs. The address of the demo may be given; the passwords are read from its data folder.
"""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).parent
ACCOUNTS = Path(os.environ.get("DATA_DIR", FOLDER.parents[1] / "var")) / "demo-accounts"
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
WIDE: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}

Step = Callable[[Page], object]


def password_of(name: str) -> str:
    lines = dict(line.split(": ", 1) for line in ACCOUNTS.read_text(encoding="utf-8").splitlines())
    return lines[name]


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/sign-in/?next=/admin/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password_of(name))
    page.locator("main [type=submit], main button").first.click()


def take(page: Page, name: str) -> None:
    """Kept small: 128 colours are enough for a screen of text."""
    picture = Image.open(BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(128).save(FOLDER / f"{name}.png", optimize=True)


def look_around(page: Page, address: str, pictures: dict[str, str]) -> None:
    """`pictures`: name of the file → path of the screen."""
    for name, path in pictures.items():
        page.goto(f"{address}{path}")
        page.wait_for_load_state("networkidle")
        take(page, name)


def open_filters(page: Page, address: str) -> None:
    """On a telephone the filters stand behind one button."""
    page.goto(f"{address}{ASIA}")
    page.locator("summary", has_text="Filter").click()
    page.wait_for_load_state("networkidle")
    take(page, "partner-filters-phone")


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, screen, pictures in SCREENS:
            page = browser.new_page(viewport=screen)
            if name:
                sign_in(page, address, name)
            look_around(page, address, pictures)
            if not name and screen == PHONE:
                open_filters(page, address)
            page.context.close()
        browser.close()


ACTION = "/admin/actions/comesa-2012-2016"
COMESA = "/actions/comesa-2012-2016/"
ASIA = "/actions/?region=asia"
AFRICA = "/actions/?region=eastern-southern-africa"
# The account that looks, none for a visitor; the screen; the pictures.
SCREENS: list[tuple[str, ViewportSize, dict[str, str]]] = [
    (
        "",
        WIDE,
        {
            "comesa": COMESA,
            "partner-actions": f"{AFRICA}&area=data-management",
            "partner-map": f"{AFRICA}&view=map",
            "partner-search": "/search/?q=diaspra",
            "partner-country": "/countries/malawi/",
        },
    ),
    ("", PHONE, {"partner-case-phone": COMESA}),
    (
        "manager",
        WIDE,
        {
            "manager-dashboard": "/admin/",
            "manager-action": f"{ACTION}/",
            "manager-publish": f"{ACTION}/publish/",
            "manager-worklist": "/admin/worklist/",
            "manager-completeness": "/admin/completeness/",
        },
    ),
    (
        "manager",
        PHONE,
        {"manager-log-activity": "/admin/log-activity/?action=comesa-2012-2016", "manager-dashboard-phone": "/admin/"},
    ),
]

if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
