"""A slow line: pages are light, stand still while they arrive, and are read before anything else is there."""

import re
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, Route

from .pages import PAGES, every_page
from .portal import Portal
from .witness import Scales, Witness

# Bytes over the wire, photographs apart.
FIRST_VISIT = 60_000
NEXT_PAGE = 25_000
PLAINEST = PAGES["sign-in"]  # whoever comes from here has met the least of the styles and scripts
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 60_000, "uploadThroughput": 30_000}
DRAWN = ["home", "actions", "case study", "fact sheet", "practices", "search, results"]
SHIFTS = """() => new Promise(tell => {
    const seen = []
    new PerformanceObserver(list => seen.push(...list.getEntries()))
        .observe({ type: 'layout-shift', buffered: true })
    requestAnimationFrame(() => setTimeout(() => tell(seen.map(
        shift => [shift.value, ...shift.sources.map(({ node }) => (node?.outerHTML ?? '').slice(0, 80))]
    )), 50))
})"""


@pytest.fixture(scope="module")
def kept(browser: Browser, portal: Portal) -> set[str]:
    """What a browser keeps after the plainest of pages: its styles and scripts, and what it fetched ahead."""
    page = browser.new_page()
    scales = Scales(page)
    page.goto(portal.address + PLAINEST, wait_until="networkidle")
    page.close()
    return {url for url in scales.bytes_by_url if "/static/" in url}


@every_page
def test_a_page_is_light_quiet_and_still(page: Page, witness: Witness, kept: set[str], address: str):
    """As the first page of a visit, and as the next one: without what is kept."""
    scales = Scales(page)
    page.goto(address, wait_until="networkidle")
    assert witness.complaints == []
    assert witness.asked_elsewhere == []
    # Less than one page and its styles would mean that nothing was weighed.
    assert len(scales.bytes_by_url) >= 5
    assert scales.total <= FIRST_VISIT, scales.bytes_by_url
    rest = {url: weight for url, weight in scales.bytes_by_url.items() if url not in kept}
    assert sum(rest.values()) <= NEXT_PAGE, rest
    assert page.evaluate(SHIFTS) == []


@pytest.mark.parametrize("name", ["home", "case study", "actions"])
def test_what_is_kept_is_not_fetched_again(page: Page, kept: set[str], name: str):
    page.goto(PLAINEST, wait_until="networkidle")
    scales = Scales(page)
    page.goto(PAGES[name], wait_until="networkidle")
    assert 500 < scales.total <= NEXT_PAGE, scales.bytes_by_url
    assert not [url for url in kept if scales.bytes_by_url.get(url)]


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_stands_still_on_a_slow_line(page: Page, name: str):
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_LINE)
    page.goto(PAGES[name], wait_until="load")
    assert page.evaluate(SHIFTS) == []


def test_the_scales_of_shifts_see_one(page: Page):
    page.goto("/criteria/")
    page.evaluate("document.body.insertAdjacentHTML('afterbegin', '<div style=\"block-size: 300px\">late</div>')")
    page.wait_for_timeout(100)
    assert page.evaluate(SHIFTS)


def test_every_page_is_read_before_styles_scripts_and_pictures_arrive(new_context: Any):
    page = new_context(java_script_enabled=False).new_page()

    def only_words(route: Route) -> None:
        route.continue_() if route.request.resource_type == "document" else route.abort()

    page.route("**/*", only_words)
    for name, address in PAGES.items():
        page.goto(address)
        assert page.title(), name
        assert page.get_by_role("heading", level=1).first.is_visible(), name
        landmarks = page.locator("body > a, body > header, body > main, body > footer")
        order = landmarks.evaluate_all("all => all.map(element => element.localName)")
        assert order == ["a", "header", "main", "footer"], name
        assert len(page.get_by_role("main").inner_text().split()) >= 5, name
        assert page.locator("main a, main button").count(), f"{name} leads nowhere"


def answer_to(address: str) -> Any:
    return urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=30)


def test_a_browser_keeps_what_does_not_change_and_gets_the_rest_compressed(portal: Portal):
    html = answer_to(portal.address + PAGES["actions"])
    assert html.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in html.headers["Vary"]
    text = urlopen(portal.address + PAGES["actions"], timeout=30).read().decode()
    kept = set(re.findall(r'"(/static/[^"#]+)', text))
    assert len(kept) >= 5
    for path in kept:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", path), f"{path} carries no digest of what it holds"
        answer = answer_to(portal.address + path)
        assert "immutable" in answer.headers["Cache-Control"], path
        assert answer.headers["Content-Encoding"] == "gzip" or int(answer.headers["Content-Length"]) < 1000, path


def test_no_style_waits_for_a_font(portal: Portal):
    text = urlopen(portal.address, timeout=30).read().decode()
    for path in re.findall(r'"(/static/[^"]+\.css)"', text):
        assert "@font-face" not in urlopen(portal.address + path, timeout=30).read().decode(), path
