"""Each role has exactly the rights of the table in DESIGN, section 8, and none comes from elsewhere."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowContentType,
)

from practices.models import CaseStudiesPage

VOCABULARIES = """
    actions.country actions.region actions.pillar actions.area actions.phase actions.criterion actions.actionstatus
    actions.activitytype actions.outputkind actions.institutionkind experts.expertcategory experts.language
    actions.developmentgoal actions.goaltarget actions.compactobjective
""".split()
FACTS = "actions.component actions.milestone actions.activity actions.output experts.deployment".split()
SHARED = "actions.organisation actions.source".split()
ITEM = "practices.knowledgeitem"
ALL = "add change delete view"
RIGHTS = {
    "Partners": {},
    "Evaluators": {},
    "Programme managers": {
        "wagtailadmin.admin": "access",
        "actions.action": "add change view",
        **dict.fromkeys(FACTS, ALL),
        **dict.fromkeys(SHARED, "add change view"),
        "experts.expert": "add change view",
        "actions.headlinefigure": "view",
        **dict.fromkeys(VOCABULARIES, "view"),
        ITEM: "add change view",
    },
    "Editors": {
        "remarks.remark": "change delete view",
        "wagtailadmin.admin": "access",
        "actions.action": "view",
        **dict.fromkeys(FACTS, "view"),
        "actions.organisation": "view",
        "actions.source": "add change view",
        "actions.headlinefigure": "view",
        **dict.fromkeys(VOCABULARIES, "view"),
        ITEM: f"{ALL} publish lock unlock",
    },
    "Administrators": {
        "remarks.remark": "change delete view",
        "wagtailadmin.admin": "access",
        "actions.any_action": "change",
        "actions.action": ALL,
        **dict.fromkeys(FACTS, ALL),
        **dict.fromkeys(SHARED, ALL),
        "experts.expert": ALL,
        "actions.headlinefigure": ALL,
        **dict.fromkeys(VOCABULARIES, ALL),
        ITEM: f"{ALL} publish lock unlock",
        **dict.fromkeys(["base.user", "auth.group"], ALL),
        **dict.fromkeys([f"wagtailcore.{name}" for name in ("site", "collection", "workflow", "task")], ALL),
    },
}
PAGES = {
    "Partners": "",
    "Evaluators": "",
    "Programme managers": "add change",
    "Editors": "add change publish lock unlock",
    "Administrators": "add change publish bulk_delete lock unlock",
}
IMAGE, DOCUMENT = "wagtailimages.image", "wagtaildocs.document"
# Collection → kind → rights. What an administrator may at the root holds below it, too.
FILES = {
    "Partners": {},
    "Evaluators": {},
    "Programme managers": {
        "Records": {IMAGE: "add choose", DOCUMENT: "add choose"},
        "Roster": {IMAGE: "add choose"},
    },
    "Editors": {"Records": {IMAGE: "add change choose", DOCUMENT: "add change choose"}},
    "Administrators": {
        "Root": {
            IMAGE: "add change delete choose",
            DOCUMENT: "add change delete choose",
            "wagtailcore.collection": "add change delete",
        }
    },
}
every_role = pytest.mark.parametrize("role", RIGHTS)
pytestmark = pytest.mark.django_db


def named(permissions):
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions}


def test_there_are_our_five_groups_and_no_other():
    assert set(Group.objects.values_list("name", flat=True)) == set(RIGHTS)


@every_role
def test_a_role_has_exactly_its_rights(role):
    expected = {
        f"{kind.partition('.')[0]}.{action}_{kind.partition('.')[2]}"
        for kind, actions in RIGHTS[role].items()
        for action in actions.split()
    }
    assert named(Group.objects.get(name=role).permissions.all()) == expected


@every_role
def test_a_role_has_exactly_its_rights_on_case_studies(role):
    rows = GroupPagePermission.objects.filter(group__name=role)
    assert named(row.permission for row in rows) == {f"wagtailcore.{action}_page" for action in PAGES[role].split()}
    assert {row.page_id for row in rows} <= {CaseStudiesPage.objects.get().pk}


@every_role
def test_a_role_has_exactly_its_rights_on_images_and_documents(role):
    rows = GroupCollectionPermission.objects.filter(group__name=role)
    expected = {
        (collection, f"{kind.partition('.')[0]}.{action}_{kind.partition('.')[2]}")
        for collection, kinds in FILES[role].items()
        for kind, actions in kinds.items()
        for action in actions.split()
    }
    assert {(row.collection.name, *named([row.permission])) for row in rows} == expected


def test_drafts_are_approved_by_editors():
    assert set(GroupApprovalTask.objects.get().groups.values_list("name", flat=True)) == {"Editors", "Administrators"}
    assert WorkflowContentType.objects.get().workflow == Workflow.objects.get()
    assert WorkflowContentType.objects.get().content_type.model == "knowledgeitem"
