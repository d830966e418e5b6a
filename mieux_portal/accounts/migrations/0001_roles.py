"""The roles: groups with exactly these rights.

Everything else is refused. What is said of «own» Actions is asked of the record by the policies of the admin.

                          Partners  Programme managers   Evaluators  Editors             Administrators
workspace (the admin)     no        yes                  no          yes                 yes
Actions                   -         add, change own      -           read                all, of every manager
their facts: components,  -         add, change, delete  -           read                all
 milestones, activities,             those of own Actions
 outputs, deployments
organisations             -         add, change          -           read                all
sources                   -         add, change          -           add, change         all
experts (the roster)      -         add, change          -           -                   all
headline figures          -         read                 -           read                all
vocabularies              -         read                 -           read                all
knowledge items           -         draft, of own        -           all, publish, lock  all
                                     Actions
case studies (pages)      -         draft                -           publish, lock       all
images, documents         -         add, choose          -           add, change, choose all
users, groups, sites,     -         -                    -           -                   all
 collections, workflows

Managers read all records of all Actions. Only administrators delete what others may rest on: Actions, persons,
organisations, sources. Partners and evaluators work on screens of their own, which come later; their groups are here
so that accounts can be made. Wagtail's own two groups go, so that no right comes from outside this table; its approval
of drafts is done by our editors.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EVERYTHING = ("add", "change", "delete", "view")
VOCABULARIES = (
    *("actions.country", "actions.region", "actions.pillar", "actions.area", "actions.phase", "actions.criterion"),
    *("actions.actionstatus", "actions.activitytype", "actions.outputkind", "actions.institutionkind"),
    *("experts.expertcategory", "experts.language"),
)
FACTS = ("actions.component", "actions.milestone", "actions.activity", "actions.output", "experts.deployment")
SHARED = ("actions.organisation", "actions.source")
FIGURES = "actions.headlinefigure"
ITEMS = "practices.knowledgeitem"
SETTINGS = (
    *("base.user", "auth.group", "wagtailcore.site", "wagtailcore.collection"),
    *("wagtailcore.workflow", "wagtailcore.task"),
)


def rights(actions, *models):
    """Names of permissions, for example «actions.add_source»."""
    return [f"{model.replace('.', f'.{action}_')}" for model in models for action in actions]


# Group → its permissions; those on the shelf of case studies; those on the collection of images and documents.
ROLES = {
    "Partners": ([], [], []),
    "Programme managers": (
        [
            "wagtailadmin.access_admin",
            *rights(("add", "change", "view"), "actions.action", *SHARED, "experts.expert", ITEMS),
            *rights(EVERYTHING, *FACTS),
            *rights(("view",), FIGURES, *VOCABULARIES),
        ],
        ["add", "change"],
        ["add", "choose"],
    ),
    "Evaluators": ([], [], []),
    "Editors": (
        [
            "wagtailadmin.access_admin",
            *rights(("view",), "actions.action", *FACTS, *SHARED, FIGURES, *VOCABULARIES),
            *rights(("add", "change"), "actions.source"),
            *rights((*EVERYTHING, "publish", "lock", "unlock"), ITEMS),
        ],
        ["add", "change", "publish", "lock", "unlock"],
        ["add", "change", "choose"],
    ),
    "Administrators": (
        [
            "wagtailadmin.access_admin",
            "actions.change_any_action",
            *rights(EVERYTHING, "actions.action", *FACTS, *SHARED, "experts.expert", FIGURES, *VOCABULARIES),
            *rights((*EVERYTHING, "publish", "lock", "unlock"), ITEMS),
            *rights(EVERYTHING, *SETTINGS),
        ],
        ["add", "change", "publish", "bulk_delete", "lock", "unlock"],
        ["add", "change", "delete", "choose"],
    ),
}
FILES = ("wagtailimages.image", "wagtaildocs.document")
APPS = ("actions", "experts", "practices", "base", "auth", "wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs")


def make_permissions(apps):
    """Django and Wagtail make them after all migrations: too late for this one."""
    for label in APPS:
        app = apps.get_app_config(label)
        app.models_module = True  # without one, nothing is made for the app
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = None
    kind = apps.get_model("contenttypes", "ContentType").objects.get(app_label="practices", model="knowledgeitem")
    for action in ("publish", "lock", "unlock"):
        apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind,
            codename=f"{action}_knowledgeitem",
            defaults={"name": f"Can {action} knowledge item"},
        )


def permission(apps, name):
    label, codename = name.split(".")
    return apps.get_model("auth", "Permission").objects.get(content_type__app_label=label, codename=codename)


def make_roles(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    on_page = apps.get_model("wagtailcore", "GroupPagePermission")
    on_collection = apps.get_model("wagtailcore", "GroupCollectionPermission")
    shelf = apps.get_model("practices", "CaseStudiesPage").objects.get()
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)

    make_permissions(apps)
    group_model.objects.filter(name__in=["Moderators", "Editors"]).delete()
    for name, (models, pages, files) in ROLES.items():
        group = group_model.objects.create(name=name)
        group.permissions.set([permission(apps, right) for right in models])
        for right in rights(pages, "wagtailcore.page"):
            on_page.objects.create(group=group, page_id=shelf.pk, permission=permission(apps, right))
        for right in rights(files, *FILES):
            on_collection.objects.create(group=group, collection=collection, permission=permission(apps, right))


def let_editors_approve(apps, schema_editor):
    """Wagtail's approval of drafts was its moderators'. Knowledge items go the same way as pages."""
    approvers = apps.get_model("auth", "Group").objects.filter(name__in=["Editors", "Administrators"])
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.get(name="Moderators approval")
    task.name = "Editors' approval"
    task.save()
    task.groups.set(approvers)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.get(name="Moderators approval")
    workflow.name = "Editors' approval"
    workflow.save()
    kind = apps.get_model("contenttypes", "ContentType").objects.get(app_label="practices", model="knowledgeitem")
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(content_type=kind, workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_vocabularies"),
        ("experts", "0002_vocabularies"),
        ("practices", "0002_shelf"),
        ("base", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(let_editors_approve, migrations.RunPython.noop),
    ]
