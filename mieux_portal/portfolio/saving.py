"""How a record of each kind is written and, where it has drafts, published."""

from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, LockableMixin

from actions.base.models import Record
from actions.models import Action
from practices.models import CaseStudiesPage, CaseStudyPage

from .records import ContentError


def save(instance: models.Model) -> None:
    """Check, save, log, keep a revision and publish. ValidationError where a rule is broken; nothing is saved then."""
    if isinstance(instance, CaseStudyPage):
        _save_case_study(instance)
    elif isinstance(instance, Record):
        if isinstance(instance, Action) and not instance._state.adding:
            _say_why(instance)
        instance.write()
    else:
        raise TypeError(f"{instance._meta.label} is none of the records that are loaded")


def _say_why(action: Action) -> None:
    """The content was wrong and is right now: nothing happened to the Action, so no step stands for it."""
    action.corrects_status = True
    action.change_reason = _("The content that was loaded has been corrected.")


def _save_case_study(page: CaseStudyPage) -> None:
    """A new one comes under the shelf, with its Action's slug: a live case study has its Action's address."""
    with transaction.atomic():
        if page._state.adding:
            shelf = CaseStudiesPage.objects.first()
            if shelf is None:
                raise ContentError("There is no shelf of case studies: run `manage.py migrate` first.")
            page.slug = page.slug or page.action.slug
            shelf.add_child(instance=page)
            log(instance=page, action="wagtail.create")
        page.save_revision(log_action=False).publish()


def is_in_editing(instance: models.Model) -> bool:
    """Whether an editor has it in hand: a draft that is not published yet, taken from the site, or locked."""
    if isinstance(instance, LockableMixin) and instance.locked:
        return True
    return isinstance(instance, DraftStateMixin) and (not instance.live or instance.has_unpublished_changes)
