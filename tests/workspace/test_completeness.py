"""How complete the Actions are: on one Action's screen and over the portfolio."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from actions.base.models import User
from actions.models import Action
from mieux_portal.workspace.completeness import RULES, completeness_by_action, completeness_of
from tests.actions.screens import save
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    KnowledgeItemFactory,
    OutputFactory,
    UserFactory,
)
from tests.people import client_of
from tests.workspace.portfolios import manager, queries_of, with_everything

BOARD = "/admin/completeness/"


@pytest.fixture
def ada(db: None) -> User:
    return manager()


def links(action: Action, user: User) -> dict[str, list[str]]:
    """Slug of what is missing → addresses where this person fills it in."""
    return {missing.slug: [step.address for step in missing.steps] for missing in completeness_of(action, user).missing}


def listed(answer: Any) -> list[str]:
    return [row.record.title for row in answer.context["table"].page.object_list]


def test_slugs_name_one_rule_each():
    assert len({rule.slug for rule in RULES}) == len(RULES)


def test_each_gap_leads_to_its_control_in_the_form_of_its_record(ada):
    action = ActionFactory(managers=[ada])
    activity = ActivityFactory(action=action)
    found = links(action, ada)
    edit = reverse("wagtailsnippets_actions_activity:edit", args=[activity.pk])
    assert found["activity-without-participants"] == [f"{edit}#id_participants"]
    assert found["no-status"] == [reverse("workspace_action_status", args=[action.slug])]
    add = reverse("wagtailsnippets_practices_knowledgeitem:add")
    assert f"{add}?action={action.pk}&criterion=ownership#id_heading" in found["criterion-without-evidence"]


def test_the_control_is_on_the_form_that_a_gap_leads_to(ada):
    """Of every gap that leads into a form: a renamed field would leave a link that ends nowhere."""
    action = with_everything(ada)
    OutputFactory(action=action)
    KnowledgeItemFactory(action=action)
    client = client_of(ada)
    looked_at = set()
    for one in Action.objects.all():
        for addresses in links(one, ada).values():
            form, _hash, control = addresses[0].partition("#")
            if control and (form.partition("?")[0].rpartition("/edit/")[0], control) not in looked_at:
                looked_at.add((form.partition("?")[0].rpartition("/edit/")[0], control))
                assert f'id="{control}"' in client.get(form).content.decode(), (form, control)
    assert len(looked_at) >= 20


def test_a_new_record_begins_with_what_the_gap_tells(ada):
    action = ActionFactory(managers=[ada])
    activity = ActivityFactory(action=action)
    found = links(action, ada)
    form = client_of(ada).get(found["activity-without-expert"][0]).context["form"]
    assert (form["action"].value(), form["activity"].value()) == (action.pk, activity.pk)
    (silent,) = [address for address in found["criterion-without-evidence"] if "=replicability#" in address]
    item = client_of(ada).get(silent).context["form"]
    assert item["action"].value() == action.pk
    assert [row.instance.criterion.slug for row in item.formsets["readings"].initial_forms] == ["replicability"]


def test_the_list_of_what_is_missing_says_it_in_words(ada):
    action = ActionFactory(managers=[ada])
    ActivityFactory(action=action, title="Training <b>of trainers</b>")
    shown = {"completeness": completeness_of(action, ada)}
    html = render_to_string("workspace/completeness/missing.html", shown)
    assert "Activity done, without the number of participants" in html
    assert "Training &lt;b&gt;of trainers&lt;/b&gt;</a>" in html
    told = f"{shown['completeness'].fulfilled} of {shown['completeness'].applicable} recorded"
    assert told in render_to_string("workspace/completeness/badge.html", shown)


def test_a_colleague_reads_what_is_missing_without_links(ada):
    action = ActionFactory(managers=[ada])
    ActivityFactory(action=action)
    found = links(action, manager())
    assert found
    assert {address for addresses in found.values() for address in addresses} == {""}


def test_an_editor_is_led_to_knowledge_items_only(ada):
    action = ActionFactory(managers=[ada])
    found = links(action, UserFactory(groups=["Editors"]))
    assert {slug for slug, addresses in found.items() if any(addresses)} == {"criterion-without-evidence"}


def test_what_is_counted_is_what_is_listed(ada):
    action = with_everything(ada)
    shown = completeness_of(action, ada)
    assert shown.fulfilled == shown.applicable - len(shown.missing) > 0
    counted = completeness_by_action(Action.objects.all())[action.pk]
    assert (counted.applicable, counted.broken) == (shown.applicable, shown.broken)


def test_one_action_asks_as_much_with_many_facts_as_with_few(ada, django_assert_max_num_queries):
    action = with_everything(ada)
    ActivityFactory(action=action)
    OutputFactory(action=action)
    completeness_of(action, ada)
    with django_assert_max_num_queries(40) as few:
        completeness_of(action, ada)
    for _number in range(9):
        ActivityFactory(action=action)
        OutputFactory(action=action)
    with django_assert_max_num_queries(len(few)):
        completeness_of(action, ada)


def test_the_own_actions_come_first_and_all_on_demand(ada):
    own, other = ActionFactory(managers=[ada]), ActionFactory()
    assert listed(client_of(ada).get(BOARD)) == [own.title]
    assert set(listed(client_of(ada).get(f"{BOARD}?of=all"))) == {own.title, other.title}
    assert set(listed(client_of(manager()).get(BOARD))) == {own.title, other.title}


def test_the_least_complete_stands_first_and_each_column_sorts(ada):
    full = ActionFactory(title="B", overall_objective="Data", areas=["data-management"], partner_countries=["MW"])
    bare = ActionFactory(title="A")
    client = client_of(ada)
    assert listed(client.get(BOARD)) == [bare.title, full.title]
    assert listed(client.get(f"{BOARD}?sort=-completeness")) == [full.title, bare.title]
    assert listed(client.get(f"{BOARD}?sort=missing")) == [full.title, bare.title]
    assert listed(client.get(f"{BOARD}?sort=-title")) == [full.title, bare.title]
    assert listed(client.get(f"{BOARD}?sort=status")) == [bare.title, full.title]


def test_a_gap_lists_as_many_actions_as_its_count_says(ada):
    for _number in range(3):
        with_everything(ada)
    client = client_of(ada)
    gaps = client.get(f"{BOARD}?of=all").context["gaps"]
    assert len(gaps) > 10
    assert [gap.actions for gap in gaps] == sorted((gap.actions for gap in gaps), reverse=True)
    for gap in gaps:
        answer = client.get(f"{BOARD}?of=all&gap={gap.rule.slug}")
        assert answer.context["count"] == gap.actions > 0


@pytest.mark.parametrize("choice", ["gap=no-such-gap", "of=hers"])
def test_what_is_not_understood_lists_nothing_and_says_so(ada, choice):
    ActionFactory()
    answer = client_of(ada).get(f"{BOARD}?{choice}")
    assert listed(answer) == []
    assert "was not understood" in answer.content.decode()


@pytest.mark.parametrize("choice", ["page=99", "page=x", "per_page=100000", "per_page=-1"])
def test_every_page_number_answers(ada, choice):
    ActionFactory.create_batch(3)
    assert listed(client_of(ada).get(f"{BOARD}?{choice}"))


def test_the_portfolio_asks_as_much_for_many_actions_as_for_few(ada):
    with_everything(ada)
    client = client_of(ada)
    few = queries_of(client, f"{BOARD}?of=all")
    for _number in range(4):
        with_everything(ada)
    assert queries_of(client, f"{BOARD}?of=all") == few <= 30


@pytest.mark.parametrize(("group", "answer"), [("Partners", 302), ("Evaluators", 302), ("Editors", 200)])
def test_only_those_who_read_actions_read_the_board(db, group, answer):
    assert client_of(UserFactory(groups=[group])).get(BOARD).status_code == answer


def test_an_item_begun_from_a_gap_is_saved_with_its_criterion(ada):
    action = ActionFactory(managers=[ada])
    (address,) = [one for one in links(action, ada)["criterion-without-evidence"] if "=replicability#" in one]
    save(
        client_of(ada),
        address.partition("#")[0],
        kind="lesson-learnt",
        heading="Ask those who use the data",
        takeaway="They know what is missing.",
        **{"readings-0-reason": "Two countries did the same."},
    )
    (item,) = action.knowledge_items.all()
    assert [(one.criterion.slug, one.reason) for one in item.readings.all()] == [
        ("replicability", "Two countries did the same.")
    ]
