"""The index follows every change of a record, once the change is committed, and keeps nobody from deleting."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, ReferenceIndex

from actions.models import (
    Action,
    ActionDocument,
    Area,
    Country,
    InstitutionKind,
    Membership,
    Organisation,
    OutputKind,
    Phase,
    Pillar,
    Region,
)
from experts.models import ExpertCategory, Language
from mieux_portal.search import freshness
from mieux_portal.search.indexing import index, index_everything
from mieux_portal.search.matching import understand
from mieux_portal.search.models import Entry, Occurrence, Trait, Word
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    CaseStudyPageFactory,
    ComponentFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    MilestoneFactory,
    OrganisationFactory,
    OutputFactory,
    country,
)

Committed = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def indexed(db: None) -> None:
    index_everything()


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    """What is done within it is followed by what Django does after a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def finds(text: str) -> list[str]:
    query = understand(text)
    return [entry.title for entry in query.ranked(query.entries())] if not query.replaced else []


def stands_as_indexed_anew() -> bool:
    """Whether nothing would differ if everything were indexed now."""
    return index_everything() == 0


def test_a_new_action_is_found_and_a_renamed_one_by_its_new_name_only(committed):
    with committed():
        action = ActionFactory(title="Quillfeather")
    assert finds("quillfeather") == ["Quillfeather"]
    with committed():
        action.title = "Inkwell"
        action.save()
    assert (finds("quillfeather"), finds("inkwell")) == ([], ["Inkwell"])


def publish(action: Action) -> None:
    Action.objects.get(pk=action.pk).publish(by=None)


def take_back(action: Action) -> None:
    Action.objects.get(pk=action.pk).take_back(by=None, reason="The ministry asked for it.")


def test_publishing_and_taking_back_show_at_once_for_an_action_and_all_that_hangs_on_it(committed):
    ministry = OrganisationFactory(name="Ministry of Quillfeathers")
    with committed():
        action = ActionFactory(title="Action on quillfeathers", published=False, partner_organisations=[ministry])
        KnowledgeItemFactory(action=action, heading="Item on quillfeathers")
        OutputFactory(action=action, title="Report on quillfeathers", address="https://example.org/report")
    all_of_it = {
        "Action on quillfeathers", "Item on quillfeathers", "Report on quillfeathers", "Ministry of Quillfeathers"
    }  # fmt: skip
    assert finds("quillfeathers") == []
    publish(action)
    assert set(finds("quillfeathers")) == all_of_it
    take_back(action)
    assert finds("quillfeathers") == []


FACTS = {
    "component": (ComponentFactory, "title"),
    "activity": (ActivityFactory, "title"),
    "output": (OutputFactory, "title"),
    "milestone": (MilestoneFactory, "title"),
}


@pytest.mark.parametrize("name", FACTS)
def test_an_action_is_found_by_a_fact_until_that_is_internal_moved_or_gone(committed, name):
    make, field = FACTS[name]
    first, second = ActionFactory(title="First"), ActionFactory(title="Second")
    with committed():
        fact = make(action=first, **{field: "Quillfeather"})
    assert finds("quillfeather") == ["First"]
    with committed():
        fact.action = second
        fact.save()
    assert finds("quillfeather") == ["Second"]
    with committed():
        fact.internal = True
        fact.save()
    assert finds("quillfeather") == []
    with committed():
        fact.internal = False
        fact.save()
    assert finds("quillfeather") == ["Second"]
    with committed():
        fact.delete()
    assert finds("quillfeather") == []


def test_an_item_that_moves_is_found_with_its_new_action(committed):
    zambia, malawi = ActionFactory(partner_countries=["ZM"]), ActionFactory(partner_countries=["MW"])
    with committed():
        item = KnowledgeItemFactory(action=zambia, heading="Quillfeather")
    with committed():
        item.action = malawi
        item.save()
    assert finds("quillfeather Malawi") == ["Quillfeather"]
    assert finds("quillfeather Zambia") == []


def test_an_item_is_found_by_what_was_published_and_not_by_the_draft_behind_it(committed):
    with committed():
        item = KnowledgeItemFactory(heading="Quillfeather")
    with committed():
        item.heading = "Inkwell"
        revision = item.save_revision()
    assert (finds("quillfeather"), finds("inkwell")) == (["Quillfeather"], [])
    with committed():
        revision.publish()
    assert (finds("quillfeather"), finds("inkwell")) == ([], ["Inkwell"])
    with committed():
        item.refresh_from_db()
        item.unpublish()
    assert finds("inkwell") == []


def test_an_action_with_a_case_study_is_found_once_and_without_it_again_as_itself(committed):
    with committed():
        page = CaseStudyPageFactory(action__title="Host", theme_heading="Quillfeather", lead="Inkwell")

    def kinds() -> list[str]:
        query = understand("host")
        return [entry.kind for entry in query.ranked(query.entries())]

    assert kinds() == [Entry.Kind.CASE_STUDY]
    assert finds("quillfeather inkwell") == ["Quillfeather"]
    wall = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert (kinds(), finds("quillfeather")) == ([Entry.Kind.ACTION], [])
    wall.delete()
    assert kinds() == [Entry.Kind.CASE_STUDY]
    with committed():
        page.refresh_from_db()
        page.unpublish()
    assert (kinds(), finds("quillfeather")) == ([Entry.Kind.ACTION], [])


def test_an_expert_is_in_the_index_with_consent_only_and_never_with_what_is_private(committed):
    with committed():
        expert = ExpertFactory(name="Quillfeather", contact="inkwell@example.org", availability="no-longer")
    assert not Entry.objects.filter(kind=Entry.Kind.EXPERT).exists()
    with committed():
        expert.consent_to_publish = True
        expert.save()
    assert finds("quillfeather") == ["Quillfeather"]
    assert not Word.objects.filter(text__in=["inkwell", "longer"]).exists()
    with committed():
        expert.consent_to_publish = False
        expert.save()
    assert not Entry.objects.filter(kind=Entry.Kind.EXPERT).exists()


def test_a_document_is_found_by_the_title_of_its_file_and_by_its_new_one(committed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = ActionDocument.objects.create(title="Quillfeather", file=ContentFile(b"words", name="inkwell.txt"))
    with committed():
        OutputFactory(title="Report", document=document)
    assert finds("quillfeather inkwell") == ["Report"]
    with committed():
        document.title = "Blotter"
        document.save()
    assert (finds("quillfeather"), finds("blotter")) == ([], ["Report"])


def test_a_renamed_organisation_and_area_are_found_in_the_actions_that_name_them(committed):
    ministry = OrganisationFactory(name="Ministry of Ink")
    with committed():
        ActionFactory(title="Host", partner_organisations=[ministry], areas=["data-management"])
    with committed():
        ministry.name = "Ministry of Quillfeathers"
        ministry.save()
    assert "Host" in finds("quillfeathers")
    with committed():
        area = Area.objects.get(slug="data-management")
        area.name = "Blotters"
        area.save()
    assert finds("blotters") == ["Host"]


def one_of_all() -> None:
    """An Action, an item, an institution and an expert that carry a word of each vocabulary."""
    action = ActionFactory(
        areas=["data-management"],
        partner_countries=["MW"],
        region=Region.objects.all()[0],
        phase=Phase.objects.all()[0],
        reported_pillars=[Pillar.objects.all()[0]],
        regional_body=Organisation.objects.get(slug="comesa"),
        target_readings=["10-7"],
        compact_readings=["objective-1"],
    )
    OutputFactory(action=action, kind=OutputKind.objects.all()[0], address="https://example.org/report")
    KnowledgeItemFactory(action=action, readings=["ownership"], areas=["data-management"])
    OrganisationFactory(kind=InstitutionKind.objects.all()[0], country=country("MW"))
    category, language = ExpertCategory.objects.all()[0], Language.objects.all()[0]
    known = {"category": category, "languages": [language.slug], "areas": ["data-management"], "country": country("HU")}
    expert = ExpertFactory(consent_to_publish=True, **known)
    DeploymentFactory(action=action, expert=expert, country=None)


@pytest.mark.parametrize("vocabulary", freshness.CARRIERS, ids=lambda vocabulary: vocabulary.__name__)
def test_a_renamed_word_of_a_vocabulary_is_followed_to_wherever_it_stands(committed, vocabulary):
    with committed():
        one_of_all()
    carried = [term for term in vocabulary.objects.all() if finds_rename(committed, term)]
    assert carried
    assert stands_as_indexed_anew()


def finds_rename(committed: Committed, term: Any) -> bool:
    """Whether something is found by the word that the term is renamed to."""
    word = f"quillfeather{term.pk}x"
    with committed():
        setattr(term, "english_name" if isinstance(term, Country) else "name", word)
        term.save()
    return Word.objects.filter(text=word).exists()


def test_a_renamed_word_reindexes_only_what_carries_it(committed):
    with committed():
        carrier, _other = ActionFactory(areas=["data-management"]), ActionFactory()
    with mock.patch.object(freshness, "index", wraps=index) as written, committed():
        Area.objects.get(slug="data-management").save()
    assert [call.args for call in written.call_args_list if call.args[1]] == [(Action, [carrier.pk])]


def test_a_state_that_joins_its_regional_body_in_the_years_of_an_action_is_found_there(committed):
    body = Organisation.objects.get(slug="comesa")
    with committed():
        ActionFactory(title="Host", regional_body=body, reported_from=2013, reported_to=2014)
    assert "Host" in finds("Zambia")
    assert "Host" not in finds("Tanzania")  # left in 2000
    with committed():
        Membership.objects.create(organisation=body, country=country("PT"))
    assert "Host" in finds("Portugal")


@pytest.mark.parametrize("side", ["action", "country"])
def test_a_link_that_is_set_directly_is_followed_from_either_side(committed, side):
    with committed():
        action = ActionFactory(title="Host")
    with committed():
        if side == "action":
            action.partner_countries.set([country("MW")])
            action.save()
        else:
            country("MW").actions.add(action)
    assert "Host" in finds("Malawi")


def test_what_is_deleted_takes_its_entries_along_and_the_index_keeps_nothing_from_being_deleted(committed):
    with committed():
        action = ActionFactory(title="Quillfeather", areas=["data-management"])
    action.areas.clear()
    with committed():
        Action.objects.get(pk=action.pk).delete()
    assert not Entry.objects.filter(title="Quillfeather").exists()
    assert not Occurrence.objects.filter(entry__title="Quillfeather").exists()
    assert not Trait.objects.filter(entry__title="Quillfeather").exists()
    assert stands_as_indexed_anew()


def test_editors_are_not_told_that_the_search_uses_a_record(committed):
    with committed():
        action = ActionFactory()
    assert not ReferenceIndex.get_references_to(action).exists()


def test_many_changes_of_one_transaction_are_written_once_at_its_end(committed):
    with mock.patch.object(freshness, "index", wraps=index) as written:
        with committed(), transaction.atomic():
            action = ActionFactory()
            for number in range(20):
                ActivityFactory(action=action, title=f"Quillfeather {number}")
            assert finds("quillfeather") == []
        assert written.call_count == 1
    assert finds("quillfeather") == [action.title]


def test_the_first_change_makes_an_empty_index_in_full(committed):
    Entry.objects.all().delete()
    with committed():
        ActionFactory(title="Host", partner_countries=["MW"])
    assert set(finds("Malawi")) >= {"Malawi", "Host"}
    assert stands_as_indexed_anew()


def test_what_is_rolled_back_changes_nothing_and_hides_no_later_change(committed):
    with committed():
        action = ActionFactory(title="Host")
    with committed():
        try:
            with transaction.atomic():
                action.title = "Quillfeather"
                action.save()
                raise RuntimeError
        except RuntimeError:
            pass
        ActivityFactory(action=action, title="Inkwell")
    assert (finds("quillfeather"), finds("inkwell")) == ([], ["Host"])


def test_a_record_saved_without_a_change_writes_nothing(committed):
    with committed():
        action = ActionFactory(title="Quillfeather")
    entry = Entry.objects.get(kind=Entry.Kind.ACTION, title="Quillfeather")
    with CaptureQueriesContext(connection) as captured, committed():
        action.save()
    assert not [query for query in captured if "portal_search" in query["sql"] and query["sql"].startswith("INSERT")]
    assert Entry.objects.get(kind=Entry.Kind.ACTION, title="Quillfeather").pk == entry.pk


def test_the_command_says_how_much_differed_and_a_second_time_nothing(capsys):
    ActionFactory()
    call_command("rebuild_search")
    call_command("rebuild_search")
    first, second = capsys.readouterr().out.splitlines()
    assert "1 entry was written" in first
    assert "nothing was changed" in second
