"""The addresses of the portal. They are stable: people and tests rely on them."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from mieux_portal.browse import (
    action_list,
    action_page,
    countries,
    criteria,
    experts,
    goals,
    home,
    media,
    partner_list,
    partners,
    practice_list,
    practices,
)
from mieux_portal.remarks.views import RemarkView, sent
from mieux_portal.search.views import search, suggestions

urlpatterns = [
    path("", home.home, name="home"),
    path("actions/", action_list.action_list, name="actions"),
    path("actions/<slug:slug>/", action_page.action_page, name="action"),
    path("practices/", practice_list.practice_list, name="practices"),
    path("practices/<slug:slug>/", practices.practice_page, name="practice"),
    path("criteria/", criteria.criterion_list, name="criteria"),
    path("criteria/<slug:slug>/", criteria.criterion_page, name="criterion"),
    path("goals/", goals.goal_list, name="goals"),
    path("countries/", countries.country_list, name="countries"),
    path("countries/<slug:slug>/", countries.country_page, name="country"),
    path("experts/", experts.expert_list, name="experts"),
    path("experts/<slug:slug>/", experts.expert_page, name="expert"),
    path("partners/", partner_list.partner_list, name="partners"),
    path("partners/<slug:slug>/", partners.partner_page, name="partner"),
    path("search/", search, name="search"),
    path("search/suggestions/", suggestions, name="suggestions"),
    path("remarks/", RemarkView.as_view(), name="remarks"),
    path("remarks/sent/", sent, name="remarks-sent"),
    path("media/images/<path:path>", media.rendition, name="media"),
    re_path(r"^documents/(\d+)/(.*)$", media.document, name="document"),  # before Wagtail's own view of a document
    path("", include("mieux_portal.accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Last: Wagtail's own addresses, for previews and for the doors of private pages.
    path("", include(wagtail_urls)),
]
