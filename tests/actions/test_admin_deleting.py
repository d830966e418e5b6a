"""What others rest on is not deleted, and the refusal says who they are."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from actions.base.references import references_to
from actions.models import Component, Country, Criterion, Organisation, Source
from practices.models import CaseStudyPage, CaseStudyReference, KnowledgeItem
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    HeadlineFigureFactory,
    KnowledgeItemFactory,
    SourceFactory,
    country,
)

from .screens import address, save


def cited_by(answer):
    """What the page names, as text and address."""
    (refusal,) = answer.context["refusals"]
    return [(f"{referrer.kind}: {referrer.name}", referrer.address) for referrer in refusal.referrers]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_source_is_kept_while_an_action_uses_it_and_the_page_says_which(administrator, method):
    source = SourceFactory(citation="ICMPD, Factsheet.")
    action = ActionFactory(title="Migration profiles", sources=[source])
    answer = getattr(administrator, method)(address(Source, "delete", source.pk))
    assert answer.status_code == 409
    text = " ".join(answer.content.decode().split())
    assert "“ICMPD, Factsheet.” cannot be deleted: 1 record refers to it." in text
    assert cited_by(answer) == [("Action: Migration profiles", address(type(action), "edit", action.pk))]
    assert f'<a href="{address(type(action), "edit", action.pk)}">Migration profiles</a>' in text
    assert Source.objects.filter(pk=source.pk).exists()


def test_all_who_refer_to_it_are_named(administrator):
    source = SourceFactory()
    ActivityFactory(title="Survey", sources=[source])
    HeadlineFigureFactory(wording="465", label="experts", sources=[source])
    page = CaseStudyPageFactory(action__title="Profiles")
    CaseStudyReference.objects.create(page=page, source=source, sort_order=0)
    CaseStudyReference.objects.create(page=page, source=source, sort_order=1)
    answer = administrator.get(address(Source, "delete", source.pk))
    assert {name for name, _ in cited_by(answer)} == {
        "Activity: Survey",
        "Headline figure: 465 experts",
        "Case study: Profiles",
    }
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in dict(cited_by(answer)).values()
    assert "3 records refer to it" in " ".join(answer.content.decode().split())


def test_a_child_row_answers_for_the_record_that_it_belongs_to(administrator):
    criterion = Criterion.objects.get(slug="ownership")
    item = KnowledgeItemFactory(heading="Ask the users", readings=["ownership"])
    answer = administrator.get(address(Criterion, "delete", criterion.pk))
    assert cited_by(answer) == [("Knowledge item: Ask the users", address(KnowledgeItem, "edit", item.pk))]
    union = Organisation.objects.get(slug="european-union")
    answer = administrator.get(address(Country, "delete", country("MT").pk))
    assert cited_by(answer) == [("Organisation: European Union", address(Organisation, "edit", union.pk))]


def test_what_only_a_draft_uses_is_kept_too(administrator):
    source, item = SourceFactory(), KnowledgeItemFactory(heading="Ask the users")
    save(administrator, address(KnowledgeItem, "edit", item.pk), sources=[source.pk])
    assert not KnowledgeItem.objects.get(pk=item.pk).sources.exists()
    answer = administrator.post(address(Source, "delete", source.pk))
    assert [name for name, _ in cited_by(answer)] == ["Knowledge item: Ask the users"]
    assert Source.objects.filter(pk=source.pk).exists()


def test_what_only_the_draft_of_a_case_study_uses_is_kept_too(administrator):
    source, page = SourceFactory(), CaseStudyPageFactory(action__title="Profiles")
    draft = CaseStudyPage.objects.get(pk=page.pk)
    draft.references = [CaseStudyReference(source=source)]
    draft.save_revision()
    answer = administrator.get(address(Source, "delete", source.pk))
    assert [name for name, _ in cited_by(answer)] == ["Case study: Profiles"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_in_bulk_nothing_is_deleted_where_one_is_used(administrator, method):
    used, unused = SourceFactory(), SourceFactory()
    ActionFactory(sources=[used])
    bulk = reverse("wagtail_bulk_action", args=["actions", "source", "delete"])
    answer = getattr(administrator, method)(f"{bulk}?id={used.pk}&id={unused.pk}")
    assert answer.status_code == 409
    assert [refusal.record for refusal in answer.context["refusals"]] == [used]
    assert Source.objects.filter(pk__in=[used.pk, unused.pk]).count() == 2


def test_a_command_is_refused_like_a_screen(db):
    source = SourceFactory()
    ActionFactory(title="Profiles", sources=[source])
    for delete in (source.delete, Source.objects.filter(pk=source.pk).delete):
        with pytest.raises(ProtectedError, match="Action: Profiles"), transaction.atomic():
            delete()


def test_what_belongs_to_a_record_is_no_reference_to_it(db):
    item = KnowledgeItemFactory(readings=["ownership"], sources=[SourceFactory()])
    assert references_to(item) == []
    item.delete()


def test_a_manager_is_told_what_stands_in_the_way(manager, manager_client):
    component = ComponentFactory(action__managers=[manager])
    item = KnowledgeItemFactory(action=component.action, component=component)
    activity = ActivityFactory(action=component.action, component=component)
    answer = manager_client.get(address(Component, "delete", component.pk))
    assert {link for _, link in cited_by(answer)} == {
        address(type(activity), "edit", activity.pk),
        address(KnowledgeItem, "edit", item.pk),
    }
