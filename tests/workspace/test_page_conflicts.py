"""A case study that somebody else saved meanwhile is not written over without asking."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.test.utils.wagtail_tests import WagtailTestUtils

from practices.models import CaseStudyPage
from tests.factories import CaseStudyPageFactory, UserFactory
from tests.people import client_of

JSON = {"accept": "application/json"}


@pytest.fixture
def case(db):
    case = CaseStudyPageFactory(live=False)
    case.save_revision()
    return case


@pytest.fixture
def ann(db):
    return UserFactory(first_name="Ann", last_name="Editor", groups=["Editors"])


@pytest.fixture
def bob_client(db):
    return client_of(UserFactory(first_name="Bob", last_name="Editor", groups=["Editors"]))


def form_of(client, case, **changes):
    page = client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).content.decode()
    data = querydict_from_html(page, form_id="page-edit-form")
    data["steps-count"] = "0"  # a script draws the blocks
    for name, value in changes.items():
        data[name] = value
    return data


def send(client, case, data, **options):
    return client.post(reverse("wagtailadmin_pages:edit", args=[case.pk]), data, **options)


def lead(case) -> str:
    return CaseStudyPage.objects.get(pk=case.pk).get_latest_revision_as_object().lead


def carried(answer):
    soup = WagtailTestUtils.get_soup(answer.content.decode())
    return {one["name"]: one.get("value", "") for one in soup.select(".conflict input")}


def test_the_second_is_told_who_saved_and_chooses(ann, bob_client, case):
    ann_client = client_of(ann)
    mine = form_of(bob_client, case, lead="As Bob sees it")
    assert send(ann_client, case, form_of(ann_client, case, lead="As Ann sees it")).status_code == 302
    answer = send(bob_client, case, mine)
    assert answer.status_code == 409
    assert "Ann Editor" in answer.content.decode()
    assert lead(case) == "As Ann sees it"
    assert send(bob_client, case, carried(answer)).status_code == 302
    assert lead(case) == "As Bob sees it"


def test_ones_own_saves_are_no_conflict(ann, case):
    client = client_of(ann)
    mine = form_of(client, case, lead="First")
    assert send(client, case, mine, headers=JSON).json()["success"]
    mine["lead"] = "Second"
    assert send(client, case, mine).status_code == 302
    assert lead(case) == "Second"


def test_autosave_is_still_answered_by_wagtail(ann, bob_client, case):
    ann_client = client_of(ann)
    mine = form_of(bob_client, case, lead="As Bob sees it")
    send(ann_client, case, form_of(ann_client, case, lead="As Ann sees it"))
    assert send(bob_client, case, mine, headers=JSON).json()["error_code"] == "invalid_revision"
