"""Wagtail's lists of files, with what it leaves out: language and size of a document, and who may see what."""

from typing import Any

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.documents.views.documents import IndexView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as images_policy

FOR_WORK = ["add", "change", "delete", "choose"]


class SizeColumn(Column):
    def get_value(self, instance: Any) -> str:
        return filesizeformat(instance.file_size) if instance.file_size is not None else ""


class DocumentListView(IndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns: list[BaseColumn] = super().columns
        after_file = 1 + [column.name for column in columns].index("filename")
        language = Column("language_name", label=_("Language"), sort_key="language")
        size = SizeColumn("file_size", label=_("Size"), sort_key="file_size")
        return [*columns[:after_file], language, size, *columns[after_file:]]


def lists_before_wagtails_own() -> list[URLPattern]:
    """For the hook `register_admin_urls`, before Wagtail's own: the first of two equal addresses answers."""
    return [
        path("documents/", DocumentListView.as_view()),
        path("documents/results/", DocumentListView.as_view(results_only=True)),
    ]


class OwnImages(ImagesAdminAPIViewSet):
    """Wagtail's asks nobody: it names every picture of the roster to whoever works in the admin."""

    def get_queryset(self) -> models.QuerySet[Any]:
        allowed = images_policy.instances_user_has_any_permission_for(self.request.user, FOR_WORK)
        return super().get_queryset().filter(pk__in=allowed.values("pk"))


class OwnDocuments(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> models.QuerySet[Any]:
        allowed = documents_policy.instances_user_has_any_permission_for(self.request.user, FOR_WORK)
        return super().get_queryset().filter(pk__in=allowed.values("pk"))


def narrow_lists_of_files(router: WagtailAPIRouter) -> None:
    """For the hook `construct_admin_api`, after Wagtail's own."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
