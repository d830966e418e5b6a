"""The addresses of the portal. They are stable: people and tests rely on them."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from mieux_portal.browse import action_list, action_page, criteria, experts, home, media, partners, practices
from mieux_portal.search.views import search

urlpatterns = [
    path("", home.home, name="home"),
    path("actions/", action_list.action_list, name="actions"),
    path("actions/<slug:slug>/", action_page.action_page, name="action"),
    path("practices/", practices.practice_list, name="practices"),
    path("practices/<slug:slug>/", practices.practice_page, name="practice"),
    path("criteria/", criteria.criterion_list, name="criteria"),
    path("criteria/<slug:slug>/", criteria.criterion_page, name="criterion"),
    path("experts/", experts.expert_page, name="experts"),
    path("partners/<slug:slug>/", partners.partner_page, name="partner"),
    path("search/", search, name="search"),
    path("media/images/<path:path>", media.rendition, name="media"),
    re_path(r"^documents/(\d+)/(.*)$", media.document, name="document"),  # before Wagtail's own view of a document
    path("", include("mieux_portal.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Last: Wagtail's own addresses, for previews and for the doors of private pages.
    path("", include(wagtail_urls)),
]
