"""How a test uses the admin: it opens a form, changes some fields, and sends what a browser would send."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.test.utils.wagtail_tests import WagtailTestUtils

from actions.base.admin.viewsets import RecordViewSet
from actions.models import (
    Action,
    ActionStatus,
    Activity,
    ActivityType,
    Area,
    CompactObjective,
    Component,
    Country,
    Criterion,
    DevelopmentGoal,
    GoalTarget,
    HeadlineFigure,
    InstitutionKind,
    Milestone,
    Organisation,
    Output,
    OutputKind,
    Phase,
    Pillar,
    Region,
    Source,
)
from experts.models import Deployment, Expert, ExpertCategory, Language
from practices.models import KnowledgeItem
from tests import factories

Fields = dict[str, Any]


def viewset_of(model: type[models.Model]) -> RecordViewSet:
    get_snippet_models()  # finds the hooks files that register them
    return model.snippet_viewset  # type: ignore[attr-defined]


def address(model: type[models.Model], door: str, *args: Any) -> str:
    return reverse(viewset_of(model).get_url_name(door), args=args)


def control(field: str) -> str:
    """The name of a field's control. One called «action» would hide the form's own address from scripts."""
    return "of_action" if field == "action" else field


def form_of(client: Client, address: str, **changes: Any) -> QueryDict:
    """What a browser would send from this screen; a list is several values of one field."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    html = answer.content.decode()
    data = querydict_from_html(html, form_id="w-editor-form")
    for choice in WagtailTestUtils.get_soup(html).select("select[multiple]:not(:has(option[selected]))"):
        data.pop(choice["name"], None)  # Wagtail's helper takes the first option, a browser takes none
    for field, value in changes.items():
        name = control(field)
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return data


def send(client: Client, address: str, **changes: Any) -> Any:
    data = form_of(client, address, **changes)
    return client.post(address, dict(data.lists()))  # as it is, Django would send the last of several values only


def save(client: Client, address: str, **changes: Any) -> Any:
    """As `send`; the change has to be accepted."""
    answer = send(client, address, **changes)
    assert answer.status_code == 302, errors_of(answer)
    return answer


def errors_of(answer: Any) -> dict[str, list[str]]:
    """Sentences beside the fields of a refused form, by field; those of child rows by their input's name."""
    assert answer.status_code == 200
    form = answer.context["form"]
    found = {name: [str(sentence) for sentence in sentences] for name, sentences in form.errors.items()}
    for formset in form.formsets.values():
        for row in formset.forms:
            found |= {row.add_prefix(name): [str(one) for one in sentences] for name, sentences in row.errors.items()}
    return found


def is_refused(answer: Any) -> bool:
    """Wagtail answers a refusal by leading to the dashboard, with a message."""
    return answer.status_code == 302 and answer.url == reverse("wagtailadmin_home")


def comparison_link(client: Client, record: models.Model) -> str:
    """Where a record's history compares its two last versions."""
    first, last = record.revisions.order_by("pk").values_list("pk", flat=True).reverse()[:2][::-1]  # type: ignore[attr-defined]
    link = address(type(record), "revisions_compare", record.pk, first, last)
    history = client.get(address(type(record), "history", record.pk)).content.decode()
    assert link in history
    return link


@dataclass(frozen=True)
class Kind:
    """A kind of record: how a test makes one, what a form needs for a new one, a change, and how history tells it."""

    model: type[models.Model]
    make: Callable[..., models.Model]
    needs: Callable[[], Fields]
    change: tuple[str, str]
    told: Sequence[str]

    def __str__(self) -> str:
        return self.model.__name__


def dated(model: type[models.Model], make: Callable[..., Any], needs: Callable[[], Fields], date: str) -> Kind:
    """A kind with a partial date, which was not recorded and now is."""
    return Kind(model, make, needs, (date, "2013-05"), ["not recorded", "May 2013"])


def term(model: type[models.Model], **more: Callable[[], Any]) -> Kind:
    """A vocabulary. Its rows come from a migration; the one made here is used by nothing."""

    def make() -> models.Model:
        made = {name: value() for name, value in more.items()}
        return model._default_manager.create(slug="atlantean", name="Atlantean", order=77, **made)

    def needs() -> Fields:
        made = {name: getattr(value := get(), "pk", value) for name, get in more.items()}
        return {"slug": "lemurian", "name": "Lemurian", "order": 78, **made}

    return Kind(model, make, needs, ("name", "Hyperborean"), ["Atlantean", "Hyperborean"])


def of_action(**fields: Any) -> Callable[[], Fields]:
    return lambda: {"action": factories.ActionFactory().pk, **fields}


KINDS = [
    dated(Action, factories.ActionFactory, lambda: {"title": "Profiles", "code": "P-1"}, "ended"),
    Kind(
        Component,
        lambda: factories.ComponentFactory(title="Migration data"),
        of_action(title="Harmonisation of laws"),
        ("title", "Migration profiles"),
        ["data", "profiles"],
    ),
    dated(Milestone, factories.MilestoneFactory, of_action(title="Request"), "date"),
    dated(Activity, factories.ActivityFactory, of_action(title="Survey"), "start"),
    dated(Output, factories.OutputFactory, of_action(title="Handbook"), "date"),
    dated(Organisation, factories.OrganisationFactory, lambda: {"name": "A ministry"}, "founded"),
    dated(Source, factories.SourceFactory, lambda: {"citation": "A book, 2014."}, "published"),
    dated(
        HeadlineFigure,
        lambda: factories.HeadlineFigureFactory(as_of=None),
        lambda: {"measure": "experts", "wording": "465", "label": "experts"},
        "as_of",
    ),
    Kind(
        Expert,
        lambda: factories.ExpertFactory(biography="A judge"),
        lambda: {"name": "A person"},
        ("biography", "A prosecutor"),
        ["judge", "prosecutor"],
    ),
    Kind(
        Deployment,
        lambda: factories.DeploymentFactory(wording="public officials"),
        lambda: {"action": factories.ActionFactory().pk, "country": factories.country("IT").pk},
        ("wording", "public statisticians"),
        ["officials", "statisticians"],
    ),
    dated(
        KnowledgeItem,
        factories.KnowledgeItemFactory,
        of_action(kind="impact", heading="A law", takeaway="It is in force."),
        "observed",
    ),
    Kind(
        Country,
        lambda: Country.objects.create(code="XA", slug="atlantis", english_name="Atlantis"),
        lambda: {"code": "XL", "slug": "lemuria", "english_name": "Lemuria"},
        ("english_name", "Hyperborea"),
        ["Atlantis", "Hyperborea"],
    ),
    *(term(model) for model in (Region, Phase, ActionStatus, ActivityType, OutputKind, InstitutionKind)),
    *(term(model) for model in (ExpertCategory, Language)),
    term(Pillar, code=lambda: "AT"),
    term(Area, pillar=Pillar.objects.first),
    term(Criterion, statement=lambda: "Actions should be dry"),
    term(DevelopmentGoal),
    term(CompactObjective),
    term(GoalTarget, code=lambda: "18.1", goal=DevelopmentGoal.objects.first, statement=lambda: "Keep it dry"),
]
