"""One address for each type of page that a visitor can meet, and the screens to meet it on."""

import pytest

PAGES = {
    "home": "/",
    "actions": "/actions/",
    "actions as a table": "/actions/?view=table&area=data-management&region=asia",
    "actions on a map": "/actions/?view=map",
    "actions in time": "/actions/?view=timeline",
    "actions, none found": "/actions/?area=visa-management&region=asia",
    "actions, filter misunderstood": "/actions/?area=gone",
    "case study": "/actions/comesa-2012-2016/",
    "fact sheet": "/actions/malawi-iii-diaspora-engagement-policy/",
    "practices": "/practices/",
    "practices, filtered": "/practices/?criterion=replicability",
    "practices, none found": "/practices/?q=nowhere-to-be-found",
    "knowledge item": "/practices/survey-what-exists-before-harmonising/",
    "criteria": "/criteria/",
    "criterion": "/criteria/replicability/",
    "experts": "/experts/",
    "expert": "/experts/ada-example/",
    "partners": "/partners/",
    "partner": "/partners/comesa/",
    "countries": "/countries/",
    "country": "/countries/malawi/",
    "country, nothing recorded": "/countries/iceland/",
    "goals": "/goals/",
    "search, not begun": "/search/",
    "search, results": "/search/?q=migration",
    "search, a near word": "/search/?q=migartion",
    "search, none found": "/search/?q=nowhere-to-be-found",
    "something wrong?": "/remarks/?page=/partners/comesa/&words=the+states",
    "something wrong, page unknown": "/remarks/",
    "remark sent": "/remarks/sent/?page=/partners/comesa/",
    "sign-in": "/sign-in/",
    "not found": "/nowhere/",
}
CASE = PAGES["case study"]

every_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())

# What stands behind a fold belongs to the page.
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(folded => { folded.open = true })"

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
both_widths = pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["at 1280 px", "at 390 px"])
