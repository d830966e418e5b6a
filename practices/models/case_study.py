"""The published narrative of an Action: one page per language."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, PageManager, PagePermissionTester, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.rich_text import get_text_for_indexing
from wagtail.url_routing import RouteResult

from actions.base.addresses import RecordAddress
from actions.base.admin.forms import NoControlNamedAction
from actions.base.models import User
from actions.base.versions import KeepsVersions
from actions.models import Action, Source
from practices.blocks import StepBlock

from .features import PLAIN_FEATURES
from .knowledge_queryset import actions_to_write_about

PATH = models.CharField()  # of a page in the tree: it begins with the paths of those above it
ONE_LIVE = _("Another case study of this Action is live in this language: unpublish it first, or keep this a draft.")


class ShelfPermissions(PagePermissionTester):
    """The shelf stays where it is: without it no case study could be made and the site would have no root."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False


class CaseStudiesPage(Page):
    """The shelf on which the case studies stand in the admin; the site's root, whose address is the first page."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    preview_modes: ClassVar[list[tuple[str, str]]] = []  # it is seen by nobody
    subpage_types = ["practices.CaseStudyPage"]

    class Meta:
        verbose_name = _("shelf of case studies")
        verbose_name_plural = _("shelves of case studies")

    def permissions_for_user(self, user: User) -> ShelfPermissions:
        return ShelfPermissions(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail's; and where a case study stood before its Action changed its slug leads to it."""
        try:
            found: RouteResult = super().route(request, path_components)
        except Http404:
            moved = CaseStudyPage.objects.live().child_of(self).moved_from("/".join(path_components)).first()
            if moved is None:
                raise
            return RouteResult(moved)
        return found


class CaseStudyQuerySet(PageQuerySet):
    def readable(self) -> "CaseStudyQuerySet":
        """Live case studies of published Actions that ask for no password.

        As Wagtail's `public()`, which first asks for all walls; here they are a part of the query.
        """
        walls = PageViewRestriction.objects.alias(path=models.ExpressionWrapper(models.OuterRef("path"), PATH))
        walled = models.Exists(walls.filter(path__startswith=models.F("page__path")))
        return self.live().filter(~walled, action__published=True)

    def live_in(self, language: str) -> "CaseStudyQuerySet":
        """Live case studies in this language; a private one is among them, its door stands in Wagtail's hooks."""
        return self.live().filter(locale__language_code=get_supported_content_language_variant(language))

    def moved_from(self, slug: str) -> "CaseStudyQuerySet":
        """Case studies of the published Action, one at most, that has or had this slug."""
        return self.filter(action__published=True, action__in=RecordAddress.objects.led_to(Action, slug))

    def rivals_of(self, page: "CaseStudyPage", action: Action) -> "CaseStudyQuerySet":
        """Live case studies of the Action in the language of `page`, beside which it cannot go live."""
        return self.live().filter(action=action, locale=page.locale_id).exclude(pk=page.pk)

    def for_page(self) -> "CaseStudyQuerySet":
        return self.prefetch_related(models.Prefetch("references", CaseStudyReference.objects.select_related("source")))

    def newest(self) -> "CaseStudyPage | None":
        """The one that was published last."""
        latest = models.F("first_published_at").desc(nulls_last=True)
        shown = self.select_related("action__regional_body").prefetch_related("action__partner_countries")
        return shown.order_by(latest, "-pk").first()

    def headings_by_action(self, actions: Iterable[Action]) -> dict[int, str]:
        """Id of an Action → the theme heading of its case study. One query."""
        return dict(self.filter(action__in=list(actions)).values_list("action", "theme_heading"))

    def heading_per_action(self) -> models.Subquery:
        """An expression for a QuerySet of Actions: the theme heading of its case study, NULL without one."""
        return models.Subquery(self.filter(action=models.OuterRef("pk")).order_by("pk").values("theme_heading")[:1])


class CasePermissions(PagePermissionTester):
    """A manager drafts the case studies of own Actions only: Wagtail asks about the place in the tree alone."""

    def can_edit(self) -> bool:
        return super().can_edit() and self._may_write_about_it()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Wagtail lets whoever may edit on the shelf delete every draft there."""
        return super().can_delete(ignore_bulk) and self._may_write_about_it()

    def _may_write_about_it(self) -> bool:
        return actions_to_write_about(self.user).filter(pk=self.page.action_id).exists()


class CaseStudyForm(NoControlNamedAction, WagtailAdminPageForm):
    """Says before publishing what the database would otherwise refuse with a server error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "action" in self.fields and self.for_user:
            self.fields["action"].queryset = actions_to_write_about(self.for_user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        action = cleaned.get("action")
        goes_live = "action-publish" in self.data or self.data.get("workflow-action-name") == "approve"
        if not goes_live or not action:
            return cleaned
        if CaseStudyPage.objects.rivals_of(self.instance, action).exists():
            self.add_error("action", ONE_LIVE)
        if cleaned.get("slug") != action.slug:
            self.add_error("slug", self.instance.slug_sentence(action))
        return cleaned


class CaseStudyCopyForm(CopyForm):
    """A copy is a draft: published or as an alias it would be a second one of its Action."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name in ("publish_copies", "alias"):
            if cleaned.get(name):
                self.add_error(name, _("A copy can only be a draft while this case study is live: untick this."))
        return cleaned


class CaseStudyPage(KeepsVersions, Page):
    """One case study. While live it carries its Action's slug and is the only one in its language."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="case_studies", verbose_name=_("Action"))
    theme_heading = models.CharField(_("theme heading"), max_length=150)
    lead = models.TextField(_("lead"))
    context = RichTextField(_("context"), features=PLAIN_FEATURES)
    steps = StreamField([("step", StepBlock())], verbose_name=_("what was done"))
    series_note = RichTextField(_("about the series"), features=PLAIN_FEATURES, blank=True)
    plain_text = models.TextField(editable=False, default="", help_text="The words of its texts, for the search.")
    # A constraint cannot reach the page's parent table, where `live` and the language stand: hence this column,
    # "<action>:<language>" while live and NULL otherwise.
    live_key = models.CharField(  # noqa: DJ001  NULL is what makes any number of drafts unique
        max_length=60, null=True, editable=False, unique=True, error_messages={"unique": ONE_LIVE}
    )

    objects: ClassVar[Any] = PageManager.from_queryset(CaseStudyQuerySet)()

    base_form_class = CaseStudyForm
    copy_form_class = CaseStudyCopyForm
    parent_page_types = ["practices.CaseStudiesPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("action"),
        FieldPanel("theme_heading"),
        FieldPanel("lead"),
        FieldPanel("context"),
        FieldPanel("steps"),
        InlinePanel("references", label=_("Reference")),
        FieldPanel("series_note"),
    ]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")

    def permissions_for_user(self, user: User) -> CasePermissions:
        return CasePermissions(user, self)

    def slug_sentence(self, action: Action) -> Any:
        return _("A live case study has the address of its Action: write “%(slug)s” here.") % {"slug": action.slug}

    def clean(self) -> None:
        super().clean()
        self._set_live_key()
        # Without an Action, which the form asks for, there is nothing to compare yet.
        if self.live and self.action_id and self.slug != self.action.slug:
            raise ValidationError({"slug": self.slug_sentence(self.action)})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self._set_live_key()
        steps = type(self).steps.field.get_searchable_content(self.steps)
        self.plain_text = " ".join([get_text_for_indexing(self.context), *map(str, steps)])
        return super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "CaseStudyPage":
        """An earlier version or a draft of a live case study has the address that its Action has now."""
        version = super().with_content_json(content)
        if self.live and version.action_id == self.action_id:
            version.slug = self.slug
        return version

    def _set_live_key(self) -> None:
        self.live_key = f"{self.action_id}:{self.locale_id}" if self.live else None

    def get_view_restrictions(self) -> Any:
        """Its own walls and those of the pages above it: as Wagtail's, which asks for these pages first."""
        if self.alias_of_id:  # its walls are those of the page that it repeats
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page__in=Page.objects.ancestor_of(self, inclusive=True))

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Its address is its Action's, wherever the page stands in the tree."""
        parts = super().get_url_parts(request)
        return (parts[0], parts[1], reverse("action", args=[self.action.slug])) if parts else None

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Drawn by the roof, which knows all floors; anywhere but at its address it leads there."""
        preview = getattr(request, "is_preview", False)
        if not preview and not self.action.published:
            raise Http404  # its Action was taken back: the address tells nothing, not even that there was one
        if not preview and request.path != self.action.get_absolute_url():
            return HttpResponsePermanentRedirect(self.action.get_absolute_url())
        draw = hooks.get_hooks("draw_case_study")[0]
        return draw(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return self.serve(request)


class CaseStudyReference(Orderable):
    """A work that the case study cites, at a place in it."""

    page = ParentalKey(CaseStudyPage, on_delete=models.CASCADE, related_name="references", verbose_name=_("case study"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    place = models.CharField(_("place in it"), max_length=60, blank=True, help_text=_("For example «p. 134»."))

    class Meta(Orderable.Meta):
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return str(self.source)
