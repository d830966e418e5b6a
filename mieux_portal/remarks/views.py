"""`/remarks/`: a reader says what is wrong or missing on a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import FormView

from mieux_portal.accounts.throttle import Limit, client_of

from .forms import RemarkForm
from .models import LONGEST_WORDS, Remark
from .places import is_ours, titles_of

# A whole office may share one connection.
SENT_BY_A_CLIENT = Limit("remarks from a client", most=20)


class RemarkView(FormView):
    """`?page=` and `?words=` are what the link on each page brings along."""

    template_name = "remarks/remark.html"
    form_class = RemarkForm

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        place = asked.get("page", "")
        return {
            "page": place if is_ours(place) else "",
            "words": " ".join(asked.get("words", "").split())[:LONGEST_WORDS],
        }

    def form_valid(self, form: RemarkForm) -> HttpResponse:
        remark = form.instance
        if not Remark.objects.like(remark).exists():
            if not SENT_BY_A_CLIENT.allows(client_of(self.request)):
                form.add_error(
                    None,
                    _("Many remarks came from your connection within an hour. Keep this page open and send it later."),
                )
                return self.render_to_response(self.get_context_data(form=form), status=429)
            remark.save()
        return redirect(f"{reverse('remarks-sent')}?{urlencode({'page': remark.page})}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        place = context["form"].place
        return {**context, "place": place, "place_title": titles_of([place]).get(place, "")}


def sent(request: HttpRequest) -> HttpResponse:
    """Thanks, and the way back to the page."""
    asked = request.GET.get("page", "")
    place = asked if is_ours(asked) else ""
    return render(request, "remarks/sent.html", {"place": place, "place_title": titles_of([place]).get(place, "")})
