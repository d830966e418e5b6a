"""The bulk actions of Wagtail's lists; the hook `register_bulk_action` registers them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from actions.base.ids import id_from
from actions.base.models import Record
from actions.models import Action, Activity, Component, Milestone, Output
from experts.models import Deployment
from practices.models import KnowledgeItem

from .forms import AreasForm, CriteriaForm, SourcesForm
from .writing import Outcome, give

NAMED_AT_MOST = 50


class RefusedError(Exception):
    """A record that cannot be saved, with the sentence of the rule that says why. Nothing is saved then."""


class Giving(SnippetBulkAction):
    """Gives something to every chosen record that this person may edit; the others are listed and left out."""

    template_name = "workspace/giving/give.html"
    models: ClassVar[list[type[Record]]] = []
    outcomes: Counter[Outcome]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def policy(self) -> Any:
        return self.model.snippet_viewset.permission_policy

    @cached_property
    def chosen(self) -> tuple[list[Record], list[Record]]:
        """The chosen records: those that this person may edit now, and those that are left out."""
        records = list(self._asked_for())
        allowed = self.policy.instances_user_has_permission_for(self.request.user, "change")
        editable = set(allowed.filter(pk__in=[record.pk for record in records]).values_list("pk", flat=True))
        free = [record for record in records if record.pk in editable and not self._is_locked(record)]
        return free, [record for record in records if record not in free]

    def _asked_for(self) -> QuerySet[Any]:
        """By their ids or, for «all», what the list shows with its search and filters: Wagtail would take the table."""
        viewset, ids = self.model.snippet_viewset, self.request.GET.getlist("id")
        if "all" not in ids:
            return viewset.get_queryset(self.request).filter(pk__in={id_from(one) for one in ids})
        address = viewset.index_view
        listing = address.view_class(**address.view_initkwargs)
        listing.setup(self.request)
        return listing.get_queryset()

    def _is_locked(self, record: Any) -> bool:
        lock = record.get_lock() if hasattr(record, "get_lock") else None
        return bool(lock and lock.for_user(self.request.user))

    def get_actionable_objects(self) -> tuple[list[Record], dict[str, list[Record]]]:
        free, left_out = self.chosen
        return free, {"items_with_no_access": left_out}

    def object_context(self, record: Record) -> dict[str, Any]:
        """All of them may be edited: Wagtail would ask for each."""
        edit = self.model.snippet_viewset.get_url_name("edit")
        return {"item": record, "edit_url": reverse(edit, args=[record.pk])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        items, left_out = context["items"], context["items_with_no_access"]
        return {
            **context,
            "title": self.display_name,
            "items": items[:NAMED_AT_MOST],
            "items_with_no_access": left_out[:NAMED_AT_MOST],
            "number": len(items),
            "unnamed": max(len(items) - NAMED_AT_MOST, 0),
            "number_left_out": len(left_out),
            "unnamed_left_out": max(len(left_out) - NAMED_AT_MOST, 0),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except RefusedError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return response

    @classmethod
    def execute_action(cls, objects: Sequence[Record], **kwargs: Any) -> tuple[int, int]:
        """Inside a transaction of Wagtail's: all or nothing."""
        view = kwargs["self"]
        view.outcomes = Counter(view.give_to(record) for record in objects)
        return len(objects), 0

    def give_to(self, record: Record) -> Outcome:
        try:
            return give(record, self.cleaned_form.add_to, self.request.user)
        except ValidationError as error:
            sentence = _("Nothing was changed: “%(record)s” cannot be saved as it is. %(why)s")
            raise RefusedError(sentence % {"record": record, "why": " ".join(error.messages)}) from error

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        changed, drafted, had = (self.outcomes[one] for one in (Outcome.CHANGED, Outcome.DRAFTED, Outcome.HAD_IT))
        left_out = len(self.chosen[1])
        told = [
            (changed + drafted, ngettext("%d record was changed.", "%d records were changed.", changed + drafted)),
            (
                drafted,
                ngettext("%d of them as a draft, to be published.", "%d of them as drafts, to be published.", drafted),
            ),
            (had, ngettext("%d had it already.", "%d had it already.", had)),
            (left_out, ngettext("%d was left out.", "%d were left out.", left_out)),
        ]
        always, *others = told
        return " ".join(sentence % number for number, sentence in (always, *(one for one in others if one[0])))


class GiveAreas(Giving):
    display_name = gettext_lazy("Give areas")
    aria_label = gettext_lazy("Give areas to the selected records")
    action_type = "give_areas"
    action_priority = 20
    models = [Action, KnowledgeItem]
    form_class = AreasForm


class GiveCriteria(Giving):
    display_name = gettext_lazy("Give criteria")
    aria_label = gettext_lazy("Give criteria to the selected items, each with a reason")
    action_type = "give_criteria"
    action_priority = 21
    models = [KnowledgeItem]
    form_class = CriteriaForm


class GiveSources(Giving):
    display_name = gettext_lazy("Give sources")
    aria_label = gettext_lazy("Give sources to the selected records")
    action_type = "give_sources"
    action_priority = 22
    models = [Action, Component, Milestone, Activity, Output, Deployment, KnowledgeItem]
    form_class = SourcesForm
