"""Real Chromium before the real portal.

pytest-playwright keeps its loop running until the session ends, and Django refuses its database wherever a loop
runs. So here everything ends with this folder's last test: the tests of other folders follow in the same process.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from mieux_portal.ground import BROWSERS, UnfitError, check_browser

from .portal import Portal, served_portal
from .witness import Witness

HERE = Path(__file__).parent
# The demonstration portfolio names nobody. A person who agreed to be shown has a page, and it is looked at too.
A_PERSON = """
from actions.models import Action, Area, Country
from experts.models import Deployment, Expert, Language
person = Expert(name="Ada Example", slug="ada-example", country=Country.objects.get(code="HU"), consent_to_publish=True,
                biography="Worked on registers of population.")
person.areas, person.languages = Area.objects.all()[:2], Language.objects.all()[:2]
person.write(None)
Deployment(action=Action.objects.get(slug="comesa-2012-2016"), expert=person, role="trainer", days=5).write(None)
"""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One portal and one Chromium are enough: with `--dist loadgroup` one worker runs this whole folder."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with served_portal(tmp_path_factory.mktemp("portal")) as served:
        served.run(A_PERSON)
        yield served


@pytest.fixture(autouse=True)
def _is_served(portal: Portal) -> None:
    portal.check()


@pytest.fixture(scope="package")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium of the machine, without the errands that it runs for itself."""
    try:
        check_browser()
    except UnfitError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None
    quiet = ["background-networking", "component-update", "sync", "gpu"]
    return {
        "executable_path": next(filter(None, map(shutil.which, BROWSERS))),
        "args": ["--no-sandbox", *(f"--disable-{errand}" for errand in quiet)],
    }


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    with playwright.chromium.launch(**browser_type_launch_args) as launched:
        yield launched


@pytest.fixture(scope="package")
def browser_context_args(portal: Portal) -> dict[str, Any]:
    return {"base_url": portal.address}


@pytest.fixture
def viewport() -> dict[str, int] | None:
    """Overridden by a test that names a screen; otherwise Playwright's own, 1280 × 720."""
    return None


@pytest.fixture
def context(new_context: Any, viewport: dict[str, int] | None) -> BrowserContext:
    """A reader who comes for the first time."""
    return new_context(viewport=viewport) if viewport else new_context()


@pytest.fixture
def witness(context: BrowserContext, portal: Portal) -> Witness:
    return Witness(context, portal.address)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
