"""The base of all records: who signs in, how a rule speaks to people, how a change leaves its trace."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.log_actions import log
from wagtail.models import RevisionMixin

from .addresses import RecordAddress as RecordAddress  # a model of this app, in a file of its own
from .addresses import address_changed
from .partial_dates import PartialDateField
from .people import PeopleManager
from .sent_forms import SentForm as SentForm  # likewise
from .versions import KeepsVersions


class Ruled(models.Model):
    """Rules stand in the database; their sentences appear beside the field that they name."""

    partial_dates: ClassVar[dict[str, PartialDateField]] = {}

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """As Django's, but a sentence goes to the field that the rule names by its `violation_error_code`."""
        try:
            super().validate_constraints(exclude)
        except ValidationError as error:
            placed: dict[str, list[ValidationError]] = {}
            for field, sentences in error.error_dict.items():
                for sentence in sentences:
                    place = sentence.code if field == NON_FIELD_ERRORS and self._shows(sentence.code, exclude) else None
                    placed.setdefault(place or field, []).append(sentence)
            raise ValidationError(placed) from error

    def _shows(self, name: str | None, exclude: Collection[str] | None) -> bool:
        """Whether a form that leaves out `exclude` has a field of this name."""
        excluded = exclude or ()
        if name in self.partial_dates:
            return f"{name}_first" not in excluded
        return name in {field.name for field in self._meta.get_fields()} and name not in excluded


class User(Ruled, AbstractUser):
    """Somebody who signs in. A model of our own from the first day: it could not be put in later."""

    objects = PeopleManager()  # type: ignore[misc]  # Django's types want a ClassVar, which names no made class

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_code="email",
                violation_error_message=_("Another account has this e-mail address already, in capitals or not."),
            )
        ]

    @property
    def full_name(self) -> str:
        """First and last name, or the name to sign in with where neither is known."""
        return self.get_full_name() or self.get_username()

    def clean(self) -> None:
        """One may sign in with the user name or the e-mail address: neither may be somebody else's other one."""
        super().clean()
        others = User.objects.exclude(pk=self.pk)
        if others.with_email(self.username).exists():
            raise ValidationError(_("The user name is the e-mail address of another account."))
        if self.email and others.filter(username__iexact=self.email).exists():
            raise ValidationError(_("The e-mail address is the user name of another account."))


class Record(Ruled, KeepsVersions, RevisionMixin, ClusterableModel):
    """A record with revisions, so that its history shows who changed what."""

    fixed_once_created: ClassVar[tuple[str, ...]] = ()
    # What goes into the entry of the history, and not into the row: why it changes now, under which name the change
    # is told (one that the hook `register_log_actions` knows), and what that sentence names.
    change_reason = ""
    change_name = "wagtail.edit"
    change_details: Mapping[str, str] = MappingProxyType({})

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.fixed_once_created:
            return
        stored = type(self)._default_manager.filter(pk=self.pk).values(*self.fixed_once_created).first() or {}
        sentence = _("This never changes: addresses and files rest on it.")
        changed = {name: sentence for name, value in stored.items() if getattr(self, name) != value}
        if changed:
            raise ValidationError(changed)

    def write(self, user: User | None = None) -> None:
        """The way of a write for callers without a form: check every rule, save, log, keep a revision.

        `user`: who changed it, or None for a command. ValidationError where a rule is broken; nothing is saved then.
        """
        with transaction.atomic():
            is_new = self._state.adding
            self.full_clean()
            self.save()
            data = {**self.change_details, **({"reason": self.change_reason} if self.change_reason else {})}
            revision = self.save_revision(user=user)
            action = "wagtail.create" if is_new else self.change_name
            log(instance=self, action=action, user=user, data=data, revision=revision, content_changed=True)


class SluggedRecord(Record):
    """A record with an address. The slug is made once, from the name, and never changes by itself.

    A person may change it: the address it had before leads on, and is given to no other record of the kind.
    """

    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        help_text=_("Part of the address. Left empty, it is made from the name once and then stays."),
    )
    addresses = GenericRelation(RecordAddress)  # deletes them with the record

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """IntegrityError where the slug is or was another record's; nothing is saved then."""
        columns = kwargs.get("update_fields")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if columns is None or "slug" in columns:  # what a draft says is nobody's address yet
                before = RecordAddress.objects.note(self)
                if before is not None:
                    address_changed.send(type(self), record=self, before=before)

    def slug_source(self) -> str:
        """The words that the first slug is made of."""
        return str(self)

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self.slug = self._free_slug()

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """An address that led to another record is taken as well, though no row has it any more."""
        super().validate_unique(exclude)
        if "slug" not in (exclude or ()) and RecordAddress.objects.of_others(self).filter(slug=self.slug).exists():
            sentence = _("Under this address people still find another record, which had it before: choose another.")
            raise ValidationError({"slug": ValidationError(sentence, code="unique")})

    def _free_slug(self) -> str:
        wanted = slugify(self.slug_source())[:110] or self._meta.model_name or "record"
        others = RecordAddress.objects.of_others(self).filter(slug__startswith=wanted)
        taken = set(others.values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


class Term(Record):
    """A word of a vocabulary. Its slug is its code: it stands in addresses and never changes."""

    slug = models.SlugField(_("code"), max_length=60, unique=True, help_text=_("Used in addresses; it never changes."))
    name = models.CharField(_("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    fixed_once_created: ClassVar[tuple[str, ...]] = ("slug",)

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
