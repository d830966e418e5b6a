"""The portal that is walked: an Action of the manager, one of a colleague, and what belongs to them.

All of it is made once. Whoever is not the manager walks what is the colleague's, although each of them is named among
its managers: a name on an Action gives a role no right that the role has not.
"""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import models
from django.utils import timezone
from PIL import Image as Picture
from wagtail.admin.models import EditingSession
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    UploadedFile,
    Workflow,
)

from actions import models as ground
from actions.base.models import Record, User
from actions.files import records_collection
from experts.models import Deployment, Expert, ExpertCategory, Language
from experts.photographs import ROSTER
from mieux_portal.remarks.models import Remark
from practices.models import CaseStudiesPage, CaseStudyPage, KnowledgeItem
from tests import factories

# Words that stand nowhere but in what some may not read; `test_leaks` looks for them. In plain letters, as in JSON.
PERSON = "Sofia Verborgen"  # on the roster, without consent
CONTACT = "only-for-managers@roster.example"
INTERNAL = "Innerworking"
UNPUBLISHED = "Unannounced"
DRAFT = "Unfinished"
REMARK = "Mistakenly"

DRAFT_OF_COLLEAGUE = f"{DRAFT} theme of colleague"
NOT_FOR_ALL = (PERSON, CONTACT, INTERNAL, UNPUBLISHED, DRAFT, DRAFT_OF_COLLEAGUE, REMARK)

KEPT_COUNTRIES = ["HU", "IT", "MW"]  # each form lists all of them: a few are quicker to draw


@dataclass
class Holding:
    """What belongs to one Action, and hangs on whose Action it is. The facts are internal, unless named public."""

    manager: User
    action: ground.Action
    draft_action: ground.Action
    component: ground.Component
    milestone: ground.Milestone
    activity: ground.Activity
    output: ground.Output
    deployment: Deployment
    item: KnowledgeItem
    draft_item: KnowledgeItem
    submitted_item: KnowledgeItem
    scheduled_item: KnowledgeItem
    locked_item: KnowledgeItem
    page: CaseStudyPage
    draft_page: CaseStudyPage
    submitted_page: CaseStudyPage
    scheduled_page: CaseStudyPage
    locked_page: CaseStudyPage
    loose_facts: dict[type[models.Model], Any]  # to which nothing refers: they can be deleted
    document: Any
    loose_document: Any
    public_document: Any
    image: Image
    public_image: Image
    uploaded_document: UploadedFile
    uploaded_image: UploadedFile
    session: EditingSession
    absence: ground.Absence

    def of(self, model: type[models.Model]) -> Any:
        """The record of this kind; None where such records belong to nobody's Action."""
        kinds: list[Any] = [self.action, self.component, self.milestone, self.activity, self.output, self.deployment]
        return next((record for record in [*kinds, self.item] if type(record) is model), None)


@dataclass
class World:
    people: dict[str, User]
    own: Holding
    another: Holding
    shared: dict[type[models.Model], Any]
    loose_shared: dict[type[models.Model], Any]
    expert: Expert
    open_expert: Expert
    person: User
    invited: User
    closed: User
    shelf: CaseStudiesPage
    other_shelf: Page
    group: Group
    site: Site
    collection: Collection
    workflow: Workflow
    disabled_workflow: Workflow
    task: Task
    disabled_task: Task
    page_wall: PageViewRestriction
    document_wall: CollectionViewRestriction
    remark: Remark
    done_remark: Remark
    stray: Record  # a record of another kind, with versions: its version is put beside others' records

    def record(self, model: type[models.Model], holding: Holding) -> Any:
        return holding.of(model) or self.shared[model]

    def loose(self, model: type[models.Model], holding: Holding) -> Any:
        """One to which nothing refers."""
        return holding.loose_facts.get(model) or self.loose_shared[model]


ROLE_OF = {
    "partner": "Partners",
    "manager": "Programme managers",
    "evaluator": "Evaluators",
    "editor": "Editors",
    "administrator": "Administrators",
}


def make_world() -> World:
    _leave_few_countries()
    people: dict[str, User] = {
        name: factories.UserFactory(username=name, groups=[role]) for name, role in ROLE_OF.items()
    }
    colleague = factories.UserFactory(username="colleague", groups=["Programme managers"])
    administrator = people["administrator"]
    shared = _shared_records(administrator)
    expert = shared[Expert]
    shelf = CaseStudiesPage.objects.get()
    own = _holding(people["manager"], [people["manager"]], expert, shelf, administrator)
    named: list[User] = [colleague, *(people[name] for name in ("partner", "evaluator", "editor"))]
    another = _holding(colleague, named, expert, shelf, administrator)
    disabled = Workflow.objects.create(name="Rested", active=False)
    return World(
        people=people,
        own=own,
        another=another,
        shared=shared,
        loose_shared=_loose_records(),
        expert=expert,
        open_expert=factories.ExpertFactory(name="Openly Shown", contact="", consent_to_publish=True),
        person=factories.UserFactory(username="somebody", groups=["Partners"]),
        invited=_invited(),
        closed=factories.UserFactory(username="gone", groups=["Partners"], is_active=False),
        shelf=shelf,
        other_shelf=Page.objects.get(depth=1),
        group=Group.objects.create(name="A group"),
        site=Site.objects.create(hostname="elsewhere.example", root_page=shelf),
        collection=records_collection().add_child(instance=Collection(name="A collection")),
        workflow=Workflow.objects.get(active=True),
        disabled_workflow=disabled,
        task=Task.objects.get(),
        disabled_task=Task.objects.create(name="Rested", active=False, content_type=Task.objects.get().content_type),
        page_wall=PageViewRestriction.objects.create(page=own.draft_page, password="open", restriction_type="password"),
        document_wall=CollectionViewRestriction.objects.create(
            collection=Collection.objects.get(depth=1).add_child(instance=Collection(name="Walled")),
            password="open",
            restriction_type="password",
        ),
        remark=_remark(),
        done_remark=_remark(done_at=timezone.now(), answer="Corrected."),
        stray=shared[ground.Source],
    )


def earlier_version(record: Any) -> Revision:
    """The last but one: a record has at least two."""
    return record.revisions.order_by("-pk")[1]


def _leave_few_countries() -> None:
    ground.Membership.objects.all().delete()
    others = ground.Country.objects.exclude(code__in=KEPT_COUNTRIES)
    others._raw_delete(others.db)


def _invited() -> User:
    person = factories.UserFactory(username="invited", groups=["Partners"])
    person.set_unusable_password()
    person.save()
    return person


def _written(record: Any, user: User) -> Any:
    """With two versions and two entries in its history."""
    record.write(user)
    record.write(user)
    return record


def _shared_records(user: User) -> dict[type[models.Model], Any]:
    area = ground.Area.objects.get(slug="data-management")
    organisation = factories.OrganisationFactory(name="A ministry", country=factories.country("HU"))
    picture = _image("An expert", user, Collection.objects.get(name=ROSTER))
    expert = factories.ExpertFactory(
        name=PERSON,
        contact=CONTACT,
        areas=[area],
        languages=["fr"],
        organisation=organisation,
        country=factories.country("HU"),
        category=ExpertCategory.objects.get(slug="academic"),
        biography=f"{PERSON} is a judge.",
        photo=picture,
    )
    records: list[Any] = [
        expert,
        organisation,
        factories.SourceFactory(),
        factories.HeadlineFigureFactory(),
        area,
        factories.country("HU"),
        ExpertCategory.objects.get(slug="academic"),
        Language.objects.get(slug="fr"),
        *(
            model._default_manager.first()
            for model in (
                *(ground.Region, ground.Phase, ground.ActionStatus, ground.ActivityType, ground.OutputKind),
                *(ground.InstitutionKind, ground.Pillar, ground.Criterion),
                *(ground.DevelopmentGoal, ground.GoalTarget, ground.CompactObjective),
            )
        ),
    ]
    return {type(record): _written(record, user) for record in records}


def _loose_records() -> dict[type[models.Model], Any]:
    """Those of a portal's vocabularies that a migration brings are used: these are not."""
    pillar = ground.Pillar.objects.create(slug="loose", name="Loose", code="LO", order=90)
    goal = ground.DevelopmentGoal.objects.get(slug="sdg-1")
    terms = (
        *(ground.Region, ground.Phase, ground.ActionStatus, ground.ActivityType, ground.OutputKind),
        *(ground.InstitutionKind, ground.Criterion, ExpertCategory, Language),
        *(ground.DevelopmentGoal, ground.CompactObjective),
    )
    records: list[Any] = [
        pillar,
        ground.Area.objects.create(slug="loose", name="Loose", pillar=ground.Pillar.objects.order_by("pk")[0]),
        ground.Country.objects.create(code="XA", slug="atlantis", english_name="Atlantis"),
        ground.GoalTarget.objects.create(slug="loose", name="Loose", code="1.9", goal=goal, statement="Loosen."),
        *(model._default_manager.create(slug="loose", name="Loose") for model in terms),
        factories.OrganisationFactory(),
        factories.SourceFactory(),
        factories.HeadlineFigureFactory(),
        factories.ExpertFactory(name=f"{PERSON} the Younger"),
    ]
    return {type(record): record for record in records}


def _holding(manager: User, managers: list[User], expert: Expert, shelf: Page, administrator: User) -> Holding:
    action = _written(factories.ActionFactory(managers=managers, areas=["data-management"]), manager)
    action.requesting_organisations.add(expert.organisation)
    action.target_readings.create(target=ground.GoalTarget.objects.get(slug="10-7"), reason="It is about policy.")
    action.compact_readings.create(objective=ground.CompactObjective.objects.get(slug="objective-1"), reason="Data.")
    action.save()
    hidden = factories.ActionFactory(managers=managers, published=False, title=f"{UNPUBLISHED} {manager}")
    public_image = _image("A photograph of a workshop", manager)
    workshop = factories.ActivityFactory(action=action, title="A workshop")
    ground.ActivityPhotograph.objects.create(activity=workshop, image=public_image)
    factories.DeploymentFactory(action=action, expert=expert, country=None, category=None, role="adviser")
    of_it = {"action": action, "internal": True}
    document, public_document = _document("Kept", manager), _document("Handed out", manager)
    factories.OutputFactory(action=action, title="A law", document=public_document)
    loose = [
        factories.ActionFactory(managers=managers, published=False, title=f"{UNPUBLISHED} plan {manager}"),
        *(
            factory(**of_it)
            for factory in (
                *(factories.ComponentFactory, factories.MilestoneFactory, factories.ActivityFactory),
                *(factories.OutputFactory, factories.DeploymentFactory),
            )
        ),
        factories.KnowledgeItemFactory(action=action),
    ]
    facts = {
        "component": factories.ComponentFactory(title=f"{INTERNAL} strand {manager}", **of_it),
        "milestone": factories.MilestoneFactory(title=f"{INTERNAL} meeting {manager}", **of_it),
        "activity": factories.ActivityFactory(title=f"{INTERNAL} workshop {manager}", **of_it),
        "output": factories.OutputFactory(title=f"{INTERNAL} law {manager}", document=document, **of_it),
    }
    return Holding(
        manager=manager,
        action=action,
        draft_action=_written(hidden, manager),
        deployment=_deployment(expert, manager, of_it),
        **{name: _written(fact, manager) for name, fact in facts.items()},
        **_items(action, manager, administrator),
        **_pages(action, managers, shelf, administrator),
        loose_facts={type(record): _written(record, administrator) for record in loose},
        document=document,
        loose_document=_document("Loose", manager),
        public_document=public_document,
        image=_image("A photograph", manager),
        public_image=public_image,
        uploaded_document=_uploaded(type(document), "new.txt", b"text", manager),
        uploaded_image=_uploaded(Image, "new.png", pixels(), manager),
        session=_session(action, manager),
        absence=_absence(manager, administrator),
    )


def _deployment(expert: Expert, manager: User, of_it: dict[str, Any]) -> Deployment:
    """Its versions differ in the person: a comparison has a name to keep to itself."""
    deployment: Deployment = factories.DeploymentFactory(**of_it)
    deployment.write(manager)
    deployment.expert, deployment.country, deployment.category = expert, None, None
    deployment.write(manager)
    return deployment


def _items(action: ground.Action, manager: User, publisher: User) -> dict[str, KnowledgeItem]:
    """One that is live with a draft over it, and one in each of the other states."""
    live = _written(factories.KnowledgeItemFactory(action=action, readings=["replicability"]), publisher)
    live.body = f"<p>{DRAFT} thought {manager}</p>"
    live.save_revision(user=manager, log_action=True)
    drafts = [
        factories.KnowledgeItemFactory(action=action, live=False, heading=f"{DRAFT} {state} {manager}")
        for state in ("draft", "submitted", "scheduled", "locked")
    ]
    for item in drafts:
        item.save_revision(user=manager, log_action=True)
        item.save_revision(user=manager, log_action=True)
    draft, submitted, scheduled, locked = drafts
    _submit(submitted, manager)
    _schedule(scheduled, manager)
    _lock(locked, publisher)
    states = {"draft_item": draft, "submitted_item": submitted, "scheduled_item": scheduled, "locked_item": locked}
    return {"item": live, **states}


def _pages(action: ground.Action, managers: list[User], shelf: Page, publisher: User) -> dict[str, CaseStudyPage]:
    """One that is live, and one in each of the other states: each of an Action of its own, so that it could go live."""
    owner = managers[0]

    def page(of: ground.Action, **fields: Any) -> CaseStudyPage:
        made: CaseStudyPage = factories.CaseStudyPageFactory(parent=shelf, action=of, owner=owner, **fields)
        made.save_revision(user=owner, log_action=True)
        made.save_revision(user=owner, log_action=True)
        return made

    pages = {"page": page(action)}
    for state in ("draft", "submitted", "scheduled", "locked"):
        told = {"title": f"{DRAFT} {state} {owner}", "theme_heading": f"{DRAFT} theme of {owner}"}
        pages[f"{state}_page"] = page(factories.ActionFactory(managers=managers), live=False, **told)
    _submit(pages["submitted_page"], owner)
    _schedule(pages["scheduled_page"], owner)
    _lock(pages["locked_page"], publisher)
    return pages


def _submit(record: Any, by: User) -> None:
    record.get_workflow().start(record, by)


def _lock(record: Any, by: User) -> None:
    record.locked, record.locked_by, record.locked_at = True, by, timezone.now()
    record.save()


def _schedule(record: Any, by: User) -> None:
    record.go_live_at = timezone.now() + timedelta(days=30)
    record.save_revision(user=by, approved_go_live_at=record.go_live_at)
    record.save()


def _document(title: str, by: User) -> Any:
    document = ground.ActionDocument(title=title, uploaded_by_user=by, collection=records_collection())
    document.file.save(f"{title}.txt", ContentFile(title.encode()), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def pixels() -> bytes:
    content = BytesIO()
    Picture.new("RGB", (8, 8), "navy").save(content, "PNG")
    return content.getvalue()


def _image(title: str, by: User, collection: Collection | None = None) -> Image:
    file = ImageFile(BytesIO(pixels()), name=f"{title}.png")
    made: Image = Image.objects.create(
        title=title,
        file=file,
        uploaded_by_user=by,
        collection=collection or records_collection(),
        width=8,
        height=8,
    )
    made.get_rendition("width-4")
    return made


def _remark(**fields: Any) -> Remark:
    return Remark.objects.create(page="/actions/", text=f"{REMARK} told.", words=REMARK, **fields)


def _uploaded(model: type[models.Model], name: str, content: bytes, by: User) -> UploadedFile:
    """One of several uploaded at once, whose fields are still to be filled in."""
    uploaded = UploadedFile(for_content_type=_kind(model), uploaded_by_user=by)
    uploaded.file.save(name, ContentFile(content))
    return uploaded


def _kind(model: type[models.Model]) -> Any:
    return ContentType.objects.get_for_model(model)


def _session(record: models.Model, by: User) -> EditingSession:
    made: EditingSession = EditingSession.objects.create(
        user=by, content_type=_kind(type(record)), object_id=str(record.pk), last_seen_at=timezone.now()
    )
    return made


def _absence(manager: User, cover: User) -> ground.Absence:
    today = timezone.localdate()
    return factories.AbsenceFactory(
        manager=manager, covered_by=cover, first_day=today, last_day=today + timedelta(days=3)
    )
