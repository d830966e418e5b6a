"""A live case study has the address of its Action, also when that one changes."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

from actions.base.addresses import address_changed
from actions.models import Action

from .models import CaseStudyPage


@receiver(address_changed, sender=Action)
def follow_the_action(record: Action, **kwargs: Any) -> None:
    """In the transaction of the Action's own save: either both have the new address or neither has."""
    for page in CaseStudyPage.objects.live().filter(action=record).exclude(slug=record.slug):
        _make_way(page, record.slug)
        page.slug = record.slug
        page.save(clean=False)  # whatever else an old page may lack is no reason to refuse its Action an address
        log(instance=page, action="wagtail.edit", data={"reason": _("Its Action has a new address.")})


def _make_way(page: CaseStudyPage, slug: str) -> None:
    """A draft beside the page that happens to be called so gets a number behind its slug.

    No live case study is in the way: it would be of the one Action that has this slug.
    """
    shelf = page.get_parent()
    for draft in CaseStudyPage.objects.child_of(shelf).filter(slug=slug).exclude(pk=page.pk):
        draft.slug = find_available_slug(shelf, slug)
        draft.save(clean=False)
