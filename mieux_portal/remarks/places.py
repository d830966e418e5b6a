"""The pages that readers speak of: which addresses are ours, and how each page is called."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Country, Criterion, Organisation
from experts.models import Expert
from practices.models import KnowledgeItem

LONGEST = 1000  # characters of an address
NOT_OURS = _("This is no address of this site. It begins with a stroke: “/actions/”, for example.")

# By the name of the address: what readers see there, and never what they do not.
RECORDS: dict[str, Callable[[], models.QuerySet]] = {
    "action": Action.objects.published,
    "practice": KnowledgeItem.objects.live,
    "partner": Organisation.objects.public,
    "expert": Expert.objects.public,
    "criterion": Criterion.objects.all,
    "country": Country.objects.all,
}
PAGES: dict[str, Promise] = {
    "home": _("First page"),
    "actions": _("Actions"),
    "practices": _("What was learnt"),
    "criteria": _("The ten action criteria"),
    "goals": _("Global goals for migration"),
    "experts": _("Experts"),
    "partners": _("Partners"),
    "countries": _("Countries"),
    "search": _("Search"),
}


def is_ours(place: str) -> bool:
    """Whether this can only lead to a page of this site: no scheme, no host, nothing that a browser reads otherwise."""
    begins_well = place.startswith("/") and not place.startswith("//") and "\\" not in place
    return begins_well and place.isprintable() and url_has_allowed_host_and_scheme(place, allowed_hosts=None)


def without_host(address: str) -> str:
    """The path of an address that somebody copied as a whole; as it is where the address is not ours."""
    return address.removeprefix(settings.SITE_ADDRESS) if address.startswith(f"{settings.SITE_ADDRESS}/") else address


def shortened(address: str) -> str:
    """Without what stands after the question mark, where the whole is longer than a remark keeps."""
    return address if len(address) <= LONGEST else address.partition("?")[0]


def titles_of(places: Iterable[str]) -> dict[str, str]:
    """Each of these places → the title of the page there, where it is known. One query a kind of record at most."""
    titles: dict[str, str] = {}
    asked: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place in set(places):
        name, slug = _name_and_slug(place)
        if name in PAGES:
            titles[place] = str(PAGES[name])
        elif name in RECORDS:
            asked[name][slug].append(place)
    for name, by_slug in asked.items():
        for record in RECORDS[name]().filter(slug__in=by_slug):
            titles |= dict.fromkeys(by_slug[record.slug], str(record))
    return titles


def _name_and_slug(place: str) -> tuple[str, str]:
    """What the place is called in `urls.py`; empty where nothing is there."""
    try:
        match = resolve(urlsplit(place).path)
    except (Resolver404, ValueError):
        return "", ""
    return match.view_name, match.kwargs.get("slug", "")
