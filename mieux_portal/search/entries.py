"""What the index says of each record: its title, its passages and by what it can be filtered.

One function for each kind of entry, with the query that fetches all it needs. Nothing private is read here: no contact
of an expert, no internal fact, and of experts only those who agreed to be shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import sha1

from django.db import models
from django.db.models import Prefetch

from actions.models import (
    Action,
    Activity,
    Component,
    Country,
    Criterion,
    Membership,
    Milestone,
    Organisation,
    Output,
)
from experts.models import Deployment, Expert
from practices.models import CaseStudyPage, CriterionReading, KnowledgeItem

from .models import Entry
from .words import telling_words

MOST_OFTEN = 3  # a word that stands in a passage ten times tells no more than one that stands there three times


class Weight(IntEnum):
    """How much a word tells of the record in whose passage it stands."""

    TEXT = 1
    LEAD = 3
    NAME = 6  # of a place, an area, a partner
    TITLE = 12


SHORT_TITLE = 48  # shared by the words of a title: «Malawi» names the country more than an Action with nine more words


@dataclass
class Description:
    """What stands in the index about one record.

    `other_titles`: by which it is known as well; they weigh like the title. `passages`: of which the results show a
    piece, the most telling first. `hints`: words that find it without being shown.
    """

    kind: Entry.Kind
    record: models.Model
    title: str
    action: Action | None = None
    other_titles: tuple[str, ...] = ()
    passages: list[tuple[Weight, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    traits: set[tuple[str, str]] = field(default_factory=set)

    def say(self, weight: Weight, *texts: object) -> None:
        """Add one passage, of all texts that are not empty."""
        told = ", ".join(" ".join(str(text).split()) for text in texts if text)
        if told:
            self.passages.append((weight, told))

    def hint(self, *texts: object) -> None:
        """Add words by which it is found and of which the results show no piece: they are told in words of others."""
        self.hints += [str(text) for text in texts if text]

    def mark(self, facet: str, values: Iterable[str]) -> None:
        self.traits.update((facet, value) for value in values)

    @property
    def key(self) -> str:
        return f"{self.kind.value}:{self.record.pk}"

    @property
    def text(self) -> str:
        return "\n".join(told for _weight, told in self.passages)

    @property
    def digest(self) -> str:
        """The same as long as nothing of it changes."""
        home = self.action and self.action.pk
        all_of_it = repr((self.title, self.other_titles, home, self.passages, self.hints, sorted(self.traits)))
        return sha1(all_of_it.encode(), usedforsecurity=False).hexdigest()

    def weights(self) -> dict[str, int]:
        """Each word that stands in it → how much it tells of it."""
        weights: Counter[str] = Counter()
        for title in (self.title, *self.other_titles):
            in_title = list(telling_words(title))
            for word in set(in_title):
                weights[word] += Weight.TITLE + SHORT_TITLE // len(in_title)
        for weight, told in [*self.passages, *((Weight.TEXT, hint) for hint in self.hints)]:
            for word, often in Counter(telling_words(told)).items():
                weights[word] += weight * min(often, MOST_OFTEN)
        return weights


# --- Actions and what hangs on them ---------------------------------------------------------------------


def actions_to_describe() -> models.QuerySet[Action]:
    """With all that is read of an Action, the facts that are not internal among it."""
    facts = {
        "components": Component.objects.all(),
        "activities": Activity.objects.all(),
        "outputs": Output.objects.all(),
        "milestones": Milestone.objects.all(),
        "deployments": Deployment.objects.select_related("country", "expert__country"),
    }
    open_facts = [
        Prefetch(name, rows.filter(internal=False).order_by("pk"), to_attr=f"open_{name}")
        for name, rows in facts.items()
    ]
    return Action.objects.select_related("region", "main_pillar", "phase", "regional_body").prefetch_related(
        "areas__pillar",
        "partner_countries",
        "reported_pillars",
        "requesting_organisations",
        "partner_organisations",
        "objectives",
        "target_readings__target",
        "compact_readings__objective",
        Prefetch("regional_body__memberships", Membership.objects.select_related("country")),
        *open_facts,
    )


def states_of(action: Action) -> list[Country]:
    """Where it worked: its partner countries, and the states that its regional body had in its years."""
    members = action.regional_body.memberships.all() if action.regional_body else []
    then = [membership.country for membership in members if membership.covers(action.span)]
    return list(dict.fromkeys([*action.partner_countries.all(), *then]))


def _names_of(countries: Iterable[Country]) -> list[str]:
    """In the reader's language and in English, by which many know them in any language."""
    return sorted({name for country in countries for name in (country.name, country.english_name)})


def _say_where(about: Description, action: Action, weight: Weight) -> None:
    """The places of its Action, and the facets that rest on them."""
    states = states_of(action)
    body = action.regional_body
    about.say(weight, action.region, body, body and body.acronym)
    about.say(weight, *_names_of(states))
    about.mark("country", [country.slug for country in states])
    about.mark("region", [action.region.slug] if action.region else [])


def _pillars_of(action: Action) -> list[str]:
    """Name and printed code of each pillar to which something ties it: «Labour migration (LM)»."""
    tied = {action.main_pillar, *action.reported_pillars.all(), *(area.pillar for area in action.areas.all())}
    return sorted(f"{pillar} ({pillar.code})" for pillar in tied if pillar)


def _say_facts(about: Description, action: Action) -> None:
    """All that the record of an Action tells, the most telling first."""
    span = action.span
    about.say(Weight.LEAD, action.summary)
    about.say(Weight.TEXT, action.overall_objective)
    for objective in action.objectives.all():
        about.say(Weight.TEXT, objective.text, objective.result)
    about.say(Weight.NAME, *action.areas.all())
    _say_where(about, action, Weight.NAME)
    about.say(Weight.NAME, action.code, action.phase, *span.years())
    about.say(Weight.NAME, *_pillars_of(action))
    about.say(Weight.NAME, *action.requesting_organisations.all(), *action.partner_organisations.all())
    about.say(Weight.TEXT, *action.partners_listed)
    about.say(Weight.TEXT, *action.activities_listed)
    about.say(Weight.TEXT, action.related_initiatives)
    about.hint(*(reading.target for reading in action.target_readings.all()))
    about.hint(*(reading.objective for reading in action.compact_readings.all()))
    about.hint(*_names_of(origin for row in action.open_deployments if (origin := row.origin)))
    for strand in action.open_components:
        about.say(Weight.LEAD, strand.title, strand.description)
    for activity in action.open_activities:
        about.say(Weight.TEXT, activity.title, activity.place)
    for output in action.open_outputs:
        about.say(Weight.TEXT, output.title, output.description)
    for milestone in action.open_milestones:
        about.say(Weight.TEXT, milestone.title, milestone.description)
    about.mark("area", [area.slug for area in action.areas.all()])


def of_action(action: Action) -> Description:
    about = Description(Entry.Kind.ACTION, action, action.title, action)
    _say_facts(about, action)
    return about


def of_case_study(page: CaseStudyPage, action: Action) -> Description:
    """The case study with the words of its Action, for which it stands in the results."""
    others = tuple(title for title in (page.title, action.title) if title != page.theme_heading)
    about = Description(Entry.Kind.CASE_STUDY, page, page.theme_heading, action, other_titles=others)
    about.say(Weight.LEAD, page.lead)
    about.say(Weight.TEXT, page.plain_text)
    _say_facts(about, action)
    return about


def of_item(item: KnowledgeItem, action: Action) -> Description:
    about = Description(Entry.Kind.ITEM, item, item.heading, action)
    about.say(Weight.LEAD, item.takeaway)
    about.say(Weight.TEXT, item.plain_text)
    about.say(Weight.TEXT, *(f"{figure.value} {figure.label}" for figure in item.figures.all()))
    about.say(Weight.NAME, *item.areas.all())
    about.say(Weight.LEAD, *(reading.criterion for reading in item.readings.all()))
    about.say(Weight.TEXT, item.get_kind_display(), item.get_impact_level_display())
    about.say(Weight.LEAD, action.title, action.code)
    _say_where(about, action, Weight.LEAD)
    about.mark("area", [area.slug for area in item.areas.all()])
    return about


def of_document(output: Output, action: Action) -> Description:
    """An output that can be read: a file, or an address elsewhere."""
    document = output.document
    about = Description(Entry.Kind.DOCUMENT, output, output.title, action)
    about.say(Weight.LEAD, output.description)
    about.say(Weight.LEAD, document and document.title, document and document.filename)
    about.say(Weight.TEXT, output.kind, output.get_state_display())
    about.say(Weight.LEAD, action.title, action.code)
    _say_where(about, action, Weight.LEAD)
    about.mark("area", [area.slug for area in action.areas.all()])
    return about


def describe_actions(pks: Iterable[int]) -> Iterator[Description]:
    """These Actions, what was told and learnt of them, and what they delivered to read."""
    actions = {action.pk: action for action in actions_to_describe().filter(pk__in=list(pks))}
    of_these = {"action__in": list(actions)}
    for action in actions.values():
        yield of_action(action)
    for page in CaseStudyPage.objects.filter(**of_these):
        yield of_case_study(page, actions[page.action_id])
    readings = Prefetch("readings", CriterionReading.objects.in_order())
    for item in KnowledgeItem.objects.filter(**of_these).prefetch_related("areas", "figures", readings):
        yield of_item(item, actions[item.action_id])
    to_read = Output.objects.filter(**of_these).exclude(document=None, address="").select_related("kind", "document")
    for output in to_read:
        yield of_document(output, actions[output.action_id])


# --- What stands by itself ------------------------------------------------------------------------------


def describe_organisations(pks: Iterable[int]) -> Iterator[Description]:
    members = Prefetch("memberships", Membership.objects.select_related("country"))
    known = Organisation.objects.filter(pk__in=list(pks)).select_related("kind", "country", "part_of")
    # Of what it is a part stands on its page only where that one has a page.
    shown = set(Organisation.objects.public().filter(parts__in=known).values_list("pk", flat=True))
    for organisation in known.prefetch_related(members):
        states = [membership.country for membership in organisation.memberships.all()]
        home = [organisation.country] if organisation.country else []
        called = (organisation.acronym,) if organisation.acronym else ()
        about = Description(Entry.Kind.ORGANISATION, organisation, organisation.name, other_titles=called)
        about.say(Weight.TEXT, organisation.about)
        about.say(Weight.LEAD, organisation.kind, organisation.part_of if organisation.part_of_id in shown else "")
        about.say(Weight.NAME, *_names_of(home))
        about.say(Weight.LEAD, *_names_of(states))
        about.mark("country", [country.slug for country in [*home, *states]])
        yield about


def describe_experts(pks: Iterable[int]) -> Iterator[Description]:
    """Only those who agreed: of others the index holds nothing."""
    agreed = Expert.objects.public().filter(pk__in=list(pks)).select_related("category", "country", "organisation")
    for expert in agreed.prefetch_related("areas", "languages"):
        home = [expert.country] if expert.country else []
        about = Description(Entry.Kind.EXPERT, expert, expert.name)
        about.say(Weight.TEXT, expert.biography)
        about.say(Weight.NAME, expert.category, *_names_of(home), expert.organisation)
        about.say(Weight.NAME, *expert.areas.all())
        about.say(Weight.TEXT, *expert.languages.all())
        about.mark("country", [country.slug for country in home])
        about.mark("area", [area.slug for area in expert.areas.all()])
        yield about


def describe_countries(pks: Iterable[int]) -> Iterator[Description]:
    for country in Country.objects.filter(pk__in=list(pks)):
        in_english = (country.english_name,) if country.english_name != country.name else ()
        about = Description(Entry.Kind.COUNTRY, country, country.name, other_titles=in_english)
        about.mark("country", [country.slug])
        yield about


def describe_criteria(pks: Iterable[int]) -> Iterator[Description]:
    for criterion in Criterion.objects.filter(pk__in=list(pks)):
        about = Description(Entry.Kind.CRITERION, criterion, criterion.name)
        about.say(Weight.LEAD, criterion.statement)
        yield about
