"""`/admin/remarks/`: the queue of remarks, and the screen of one."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry

from actions.base.models import User
from actions.base.pagination import ClampedPaginator

from .forms import AnswerForm
from .models import Remark
from .places import is_ours, titles_of

ROWS = 50
OPEN, DONE, ALL = "open", "done", "all"


def queue_addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`, which lets nobody in who may not work in the admin."""
    return [
        path("remarks/", QueueView.as_view(), name="workspace_remarks"),
        path("remarks/<int:pk>/", RemarkScreen.as_view(), name="workspace_remark"),
        path("remarks/<int:pk>/reopen/", ReopenView.as_view(), name="workspace_remark_reopen"),
        path("remarks/<int:pk>/delete/", DeleteView.as_view(), name="workspace_remark_delete"),
    ]


class OfRemarks(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the screens share: who may see them, and the way back to the queue."""

    permission_required = "remarks.change_remark"
    raise_exception = True
    header_icon = "comment"
    request: HttpRequest

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        queue = {"url": reverse("workspace_remarks"), "label": _("Remarks")}
        return [*super().get_breadcrumbs_items(), queue]

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user


class QueueView(OfRemarks):
    """`?state=open|done|all`, the open ones where it says nothing; `?about=` narrows it to one page of the site."""

    template_name = "remarks/queue.html"
    page_title = gettext_lazy("Remarks of readers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = self.request.GET.get("about", "")
        # It stands on the screen as a link, where the policy of the admin allows scripts.
        about = told if is_ours(told) else ""
        asked = self.request.GET.get("state", OPEN)
        remarks = Remark.objects.about(about) if about or not told else Remark.objects.none()
        number_open, number_done = remarks.count_by_state()
        states = [
            (OPEN, _("open"), remarks.open(), number_open),
            (DONE, _("done"), remarks.done(), number_done),
            (ALL, _("all"), remarks, number_open + number_done),
        ]
        state, _label, chosen, _number = next((one for one in states if one[0] == asked), states[0])
        page = ClampedPaginator(chosen.in_queue(), ROWS).page(self.request.GET.get("page", 1))
        shown = list(page.object_list)
        titles = titles_of([remark.page for remark in shown] + [about])
        return super().get_context_data(
            about=about,
            about_title=titles.get(about, ""),
            state=state,
            states=[(name, label, number) for name, label, _remarks, number in states],
            rows=[(remark, titles.get(remark.page, "")) for remark in shown],
            page=page,
            **kwargs,
        )


class OneRemark(OfRemarks):
    """A screen of one remark."""

    @cached_property
    def remark(self) -> Remark:
        return get_object_or_404(Remark.objects.select_related("done_by"), pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": str(self.remark)}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = titles_of([self.remark.page]).get(self.remark.page, "")
        return super().get_context_data(remark=self.remark, title=title, **kwargs)

    def back_to_the_queue(self, sentence: str) -> HttpResponse:
        messages.success(self.request, escape(sentence))
        return redirect("workspace_remarks")


class RemarkScreen(OneRemark):
    """What the reader wrote, and the form that says what came of it."""

    template_name = "remarks/screen.html"
    page_title = gettext_lazy("Remark of a reader")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                self.remark.finish(self.user, form.cleaned_data["answer"])
                return self.back_to_the_queue(_("The remark is done."))
            except ValidationError as error:
                form.add_error(None, error)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries: Any = registry.get_logs_for_instance(self.remark)
        return super().get_context_data(
            **{
                "form": AnswerForm(initial={"answer": self.remark.answer}),
                "others": Remark.objects.about(self.remark.page).exclude(pk=self.remark.pk).count(),
                "entries": entries.select_related("user").order_by("timestamp", "pk"),
                **kwargs,
            }
        )


class ReopenView(OneRemark):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.remark.reopen(self.user)
        messages.success(request, _("The remark is open again."))
        return redirect("workspace_remark", self.remark.pk)


class DeleteView(OneRemark):
    """Asks first: what a reader wrote does not come back."""

    permission_required = "remarks.delete_remark"
    template_name = "remarks/delete.html"
    page_title = gettext_lazy("Delete a remark")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.remark.remove(self.user)
        return self.back_to_the_queue(_("The remark is deleted, with all that the reader wrote."))
