"""Records for tests, each complete enough to be saved. Vocabularies exist from the migrations and are named by slug.

ActionFactory(areas=["data-management"], partner_countries=["MW"], target_readings=["10-7"])
ActivityFactory(action__managers=[user], start="2012-10")
KnowledgeItemFactory(readings=["replicability"])
UserFactory(groups=["Editors"])
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.db import models
from factory.django import DjangoModelFactory
from wagtail.models import Site

from actions.base.models import User
from actions.base.partial_dates import PartialDate
from actions.models import (
    Absence,
    Action,
    Activity,
    ActivityType,
    Area,
    CompactObjective,
    CompactReading,
    Component,
    Country,
    Criterion,
    GoalTarget,
    HeadlineFigure,
    Milestone,
    Organisation,
    Output,
    Pillar,
    Source,
    TargetReading,
)
from experts.models import Deployment, Expert, ExpertCategory, Language
from practices.models import CaseStudyPage, CriterionReading, KnowledgeItem

PASSWORD = "a long sentence nobody guesses"


def country(code: str) -> Country:
    return Country.objects.get(code=code)


def _found(model: type[models.Model], values: Iterable[Any], key: str = "slug") -> list[Any]:
    """Records as they are given, or found by slug (code, name): a misspelt one fails here and not in an assertion."""
    manager = model._default_manager
    return [value if isinstance(value, models.Model) else manager.get(**{key: value}) for value in values]


class RecordFactory(DjangoModelFactory):
    """Saved as it is, without asking its rules: tests of the rules make wrong ones on purpose.

    A partial date may be given as text; `_several` names the many-to-many fields that may be given by slug.
    """

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    _several: dict[str, tuple[type[models.Model], str]] = {}

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        for name in getattr(model_class, "partial_dates", {}):
            if isinstance(kwargs.get(name), str):
                kwargs[name] = PartialDate.parse(kwargs[name])
        chosen = {name: kwargs.pop(name) for name in tuple(kwargs) if name in cls._several}
        record = model_class(*args, **kwargs)
        if hasattr(record, "slug") and not record.slug:
            record.slug = record._free_slug()
        for name, values in chosen.items():
            kind, key = cls._several[name]
            setattr(record, name, _found(kind, values, key))
        record.save()
        return record


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = "Ada"
    last_name = factory.Sequence(lambda n: f"Surname{n}")
    email = factory.LazyAttribute(lambda person: f"{person.username}@example.org")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def groups(self: Any, create: bool, names: Iterable[str] | None, **kwargs: Any) -> None:
        """Names of roles: «Editors»."""
        if create and names:
            self.groups.set(_found(Group, names, "name"))


class SourceFactory(RecordFactory):
    class Meta:
        model = Source

    citation = factory.Sequence(lambda n: f"ICMPD, Factsheet {n}, Brussels 2018.")
    address = factory.Sequence(lambda n: f"https://example.org/factsheets/{n}")


class HeadlineFigureFactory(RecordFactory):
    class Meta:
        model = HeadlineFigure

    _several = {"sources": (Source, "citation")}
    measure = HeadlineFigure.Measure.EXPERTS
    wording = factory.Sequence(lambda n: f"{400 + n}")
    label = "experts"
    as_of = "2024-03"


class OrganisationFactory(RecordFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Ministry {n}")


class ActionFactory(RecordFactory):
    """A published Action. `managers` are users; areas and the like may be named by slug, countries by code."""

    class Meta:
        model = Action

    _several = {
        "managers": (User, "username"),
        "areas": (Area, "slug"),
        "partner_countries": (Country, "code"),
        "requesting_organisations": (Organisation, "slug"),
        "partner_organisations": (Organisation, "slug"),
        "reported_pillars": (Pillar, "slug"),
        "reported_activity_types": (ActivityType, "slug"),
        "sources": (Source, "citation"),
    }
    code = factory.Sequence(lambda n: f"ACTION-{n}")
    title = factory.Sequence(lambda n: f"Migration profiles {n}")
    published = True

    @factory.post_generation
    def target_readings(self: Any, create: bool, slugs: Iterable[str] | None, **kwargs: Any) -> None:
        """SDG targets by slug: «10-7». Of our own reading."""
        for at, target in enumerate(_found(GoalTarget, slugs or [])):
            TargetReading.objects.create(action=self, target=target, reason="The record says so.", sort_order=at)

    @factory.post_generation
    def compact_readings(self: Any, create: bool, slugs: Iterable[str] | None, **kwargs: Any) -> None:
        """Objectives of the Global Compact by slug: «objective-1». Of our own reading."""
        for at, objective in enumerate(_found(CompactObjective, slugs or [])):
            CompactReading.objects.create(action=self, objective=objective, reason="It tells why.", sort_order=at)


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    manager: Any = factory.SubFactory(UserFactory)
    covered_by: Any = factory.SubFactory(UserFactory)
    first_day = date(2013, 5, 1)
    last_day = date(2013, 5, 31)


class FactFactory(RecordFactory):
    class Meta:
        abstract = True

    _several = {"sources": (Source, "citation")}
    action: Any = factory.SubFactory(ActionFactory)


class ComponentFactory(FactFactory):
    class Meta:
        model = Component

    title = factory.Sequence(lambda n: f"Strand {n}")


class MilestoneFactory(FactFactory):
    class Meta:
        model = Milestone

    title = factory.Sequence(lambda n: f"Ministerial meeting {n}")
    kind = Milestone.Kind.MEETING


class ActivityFactory(FactFactory):
    class Meta:
        model = Activity

    _several = {**FactFactory._several, "countries": (Country, "code")}
    title = factory.Sequence(lambda n: f"Workshop {n}")
    state = Activity.State.DONE


class OutputFactory(FactFactory):
    class Meta:
        model = Output

    title = factory.Sequence(lambda n: f"Draft law {n}")


class ExpertFactory(RecordFactory):
    class Meta:
        model = Expert

    _several = {"areas": (Area, "slug"), "languages": (Language, "slug")}
    name = factory.Sequence(lambda n: f"Zsófia Private {n}")
    contact = "zsofia@example.org, +36 1 000"


class DeploymentFactory(FactFactory):
    """By default «public officials, Hungary»; give `expert` and `country=None` for a person."""

    class Meta:
        model = Deployment

    country = factory.LazyFunction(lambda: country("HU"))
    category = factory.LazyFunction(lambda: ExpertCategory.objects.get(slug="eu-public-official"))


class KnowledgeItemFactory(FactFactory):
    """A live item. `readings` names the criteria that it speaks to, by slug."""

    class Meta:
        model = KnowledgeItem

    _several = {"areas": (Area, "slug"), "sources": (Source, "citation")}
    kind = KnowledgeItem.Kind.PRACTICE
    heading = factory.Sequence(lambda n: f"Ask those who use the data {n}")
    takeaway = "Whoever uses the data knows best what is missing."
    live = True

    @factory.post_generation
    def readings(self: Any, create: bool, slugs: Iterable[str] | None, **kwargs: Any) -> None:
        if create and slugs:
            for at, criterion in enumerate(_found(Criterion, slugs)):
                CriterionReading.objects.create(item=self, criterion=criterion, reason="It says so.", sort_order=at)


class CaseStudyPageFactory(DjangoModelFactory):
    """A live case study of a published Action, on the shelf. `live=False` makes a draft."""

    class Meta:
        model = CaseStudyPage

    action: Any = factory.SubFactory(ActionFactory)
    title = factory.LazyAttribute(lambda page: page.action.title)
    slug = factory.LazyAttribute(lambda page: page.action.slug)
    theme_heading = "Data on migration"
    lead = "Nineteen countries agree on what they count."
    context = "<p>Each country counted in its own way.</p>"
    steps: Any = [("step", {"heading": "What was asked", "content": [("text", "<p>Which data exist.</p>")]})]
    live = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **kwargs: Any) -> Any:
        parent = kwargs.pop("parent", None) or Site.objects.get(is_default_site=True).root_page
        return parent.add_child(instance=model_class(*args, **kwargs))
