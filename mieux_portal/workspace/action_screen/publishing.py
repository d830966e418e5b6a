"""Publishing an Action, with all that readers will see, and taking it back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from actions.models import Action, Activity, ActivityPhotograph, Milestone, Output
from experts.models import Deployment
from mieux_portal.workspace.changes import FACTS
from practices.models import CaseStudyPage, KnowledgeItem

from .base import OfAction


@dataclass(frozen=True)
class Shown:
    """What readers see as soon as the Action is published."""

    activities: int
    milestones: int
    photographs: int
    outputs: list[Output]
    contributions: int
    persons: list[str]
    items: list[KnowledgeItem]
    case_studies: list[CaseStudyPage]


@dataclass(frozen=True)
class KeptInside:
    """What no reader sees, published or not: internal facts by kind, and drafts."""

    facts: list[tuple[str, int]]
    items: list[KnowledgeItem]
    case_studies: list[CaseStudyPage]


def shown_with(action: Action) -> Shown:
    studies = CaseStudyPage.objects.filter(action=action).select_related("locale")
    named = Deployment.objects.shown_with(action).with_consent()
    return Shown(
        activities=Activity.objects.shown_with(action).count(),
        milestones=Milestone.objects.shown_with(action).count(),
        photographs=ActivityPhotograph.objects.shown_with(action).count(),
        outputs=list(Output.objects.shown_with(action).for_screen()),
        contributions=Deployment.objects.shown_with(action).count(),
        persons=sorted(set(named.order_by().values_list("expert__name", flat=True))),
        items=list(KnowledgeItem.objects.shown_with(action)),
        case_studies=list(studies.live()),
    )


def kept_inside(action: Action) -> KeptInside:
    counts = [(model._meta.verbose_name_plural, model.objects.kept_inside(action).count()) for model in FACTS]
    return KeptInside(
        facts=[(kind, number) for kind, number in counts if number],
        items=list(KnowledgeItem.objects.drafts_of(action)),
        case_studies=list(CaseStudyPage.objects.filter(action=action).not_live().select_related("locale")),
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands in the history, beside the change."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PublishView(OfAction):
    """Shows what will be public and what stays inside; «Publish» and «Take back» change it."""

    template_name = "workspace/action/publish.html"

    def get_page_title(self) -> str:
        return _("Take back") if self.action.published else _("Publish")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=TakeBackForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("wanted")
        form = TakeBackForm(request.POST) if wanted == "take-back" else TakeBackForm()
        if wanted not in ("publish", "take-back") or (form.is_bound and not form.is_valid()):
            return self.render_to_response(self.get_context_data(form=form))
        try:
            changed = self._change(wanted, form)
        except ValidationError as error:
            refusals = error.messages
            return self.render_to_response(self.get_context_data(form=form, refusals=refusals))
        self._say(changed)
        return redirect(self.screen_address)

    def _change(self, wanted: str, form: TakeBackForm) -> bool:
        """False where somebody else has done the same meanwhile. ValidationError where the record breaks a rule."""
        with transaction.atomic():
            action = Action.objects.select_for_update().get(pk=self.action.pk)
            changed = action.published != (wanted == "publish")
            if changed and wanted == "publish":
                action.publish(self.request.user)
            elif changed:
                action.take_back(self.request.user, form.cleaned_data["reason"])
        self.action = action
        return changed

    def _say(self, changed: bool) -> None:
        title = {"action": escape(self.action.title)}
        if not changed:
            messages.info(self.request, _("Somebody else did that meanwhile: nothing was left to change."))
        elif self.action.published:
            messages.success(self.request, _("“%(action)s” is public now.") % title)
        else:
            messages.success(self.request, _("“%(action)s” is taken back: nothing of it is public.") % title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(shown=shown_with(self.action), inside=kept_inside(self.action), **kwargs)
