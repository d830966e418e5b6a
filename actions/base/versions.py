"""Earlier versions and drafts name records by their ids, in JSON where the database guards nothing."""

from collections.abc import Iterator
from typing import Any, Self

from django.apps import apps
from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import DraftStateMixin

Link = models.ForeignKey  # or one of its kinds: ParentalKey, OneToOneField


def _links(model: type[models.Model]) -> Iterator[Link]:
    return (field for field in model._meta.concrete_fields if isinstance(field, Link))


def _leads_nowhere(link: Link, key: Any) -> bool:
    target = link.target_field.name
    return key is not None and not link.related_model._base_manager.filter(**{target: key}).exists()


def without_lost_links(model: type[models.Model], content: dict[str, Any], current: models.Model) -> dict[str, Any]:
    """The content of an earlier version, without its links to records that were deleted since.

    Such a link is emptied, or has the value of `current` where the column may not be empty; a row that cannot do
    without it is left out.
    """
    kept = dict(content)
    for link in _links(model):
        if _leads_nowhere(link, content.get(link.name)):
            kept[link.name] = None if link.null else getattr(current, link.attname)
    for relation in get_all_child_relations(model):
        name, row_model = relation.get_accessor_name(), relation.related_model
        needed = [link for link in _links(row_model) if not link.null and link != relation.field]
        kept[name] = [
            without_lost_links(row_model, row, row_model())
            for row in content.get(name, [])
            if not any(_leads_nowhere(link, row.get(link.name)) for link in needed)
        ]
    return kept


class KeepsVersions(models.Model):
    """For models with revisions whose foreign keys PROTECT: their earlier versions stay readable.

    modelcluster stops with an error where a version names a record that is gone, unless its key may be emptied.
    """

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> Self:
        kept = without_lost_links(type(self), content, current=self)
        version: Self = super().with_content_json(kept)  # type: ignore[misc]
        return version


def links_to(record: models.Model, model: type[models.Model], content: dict[str, Any]) -> bool:
    """Whether the content of a version of `model`, or one of its rows, links to `record`."""
    if any(link.related_model is type(record) and content.get(link.name) == record.pk for link in _links(model)):
        return True
    several = [field for field in get_all_child_m2m_relations(model) if field.related_model is type(record)]
    if any(record.pk in content.get(field.name, []) for field in several):
        return True
    return any(
        links_to(record, relation.related_model, row)
        for relation in get_all_child_relations(model)
        for row in content.get(relation.get_accessor_name(), [])
    )


def drafts_naming(record: models.Model) -> list[models.Model]:
    """What has a draft that links to `record`, and would need it once the draft is published."""
    found: list[models.Model] = []
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin):
            drafts = model._default_manager.filter(has_unpublished_changes=True, latest_revision__isnull=False)
            for draft in drafts.select_related("latest_revision"):
                content = draft.latest_revision.content  # type: ignore[attr-defined]
                found += [draft] if links_to(record, model, content) else []
    return found
