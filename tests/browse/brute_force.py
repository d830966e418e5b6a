"""Random portfolios, and what their filters and facets should say, worked out in plain Python from the facts alone.

A record has a set of values in each facet. Several values in one filter mean «or», several filters mean «and».
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from hypothesis import strategies as st

from actions.base.partial_dates import PartialDate
from actions.models import (
    ActionStatus,
    ActivityType,
    Area,
    InstitutionKind,
    Membership,
    OutputKind,
    Phase,
    Pillar,
    Region,
)
from tests.factories import (
    ActionFactory,
    ActivityFactory,
    DeploymentFactory,
    ExpertFactory,
    KnowledgeItemFactory,
    OrganisationFactory,
    OutputFactory,
    country,
)

UNKNOWN = "not-recorded"
AREAS = ["data-management", "labour-migration", "diaspora-affairs"]
PILLARS = ["horizontal-interventions", "legal-migration-and-mobility"]
REGIONS = ["asia", "eastern-southern-africa"]
COUNTRIES = ["MW", "KG"]
SLUGS = {"MW": "malawi", "KG": "kyrgyzstan"}
KINDS = ["ministry", "statistics-office"]
STATUSES = ["ongoing", "completed"]
PHASES = {"mieux-i": (2009, 2011), "mieux-ii": (2012, 2015), "mieux-iii": (2016, 2020), "mieux-plus": (2020, 2024)}
TYPES = ["workshop", "training"]
OUTPUTS = ["policy", "strategy"]
TARGETS = ["1-5", "10-7"]
OBJECTIVES = ["objective-1", "objective-23"]
CRITERIA = ["ownership", "replicability"]
ITEM_KINDS = ["good-practice", "lesson-learnt", "impact"]
LEVELS = ["individual", "institution"]
YEARS = st.sampled_from([None, 2008, 2010, 2012, 2013, 2015, 2016, 2020, 2022])  # few, so that ends meet


def some(values: list[Any], most: int = 2) -> st.SearchStrategy[set[Any]]:
    return st.sets(st.sampled_from(values), max_size=most)


def one(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(values))


@st.composite
def spans(draw: st.DrawFn) -> tuple[int | None, int | None]:
    first, last = draw(YEARS), draw(YEARS)
    return (min(first, last), max(first, last)) if first and last else (first, last)


@dataclass(frozen=True)
class Body:
    """A regional body: its kind and the dates of its members, who may have come twice."""

    kind: str | None
    members: list[tuple[str, tuple[int | None, int | None]]]


@dataclass(frozen=True)
class Item:
    kind: str
    criteria: set[str]
    areas: set[str]
    level: str
    live: bool


@dataclass(frozen=True)
class Facts:
    """What is drawn of an Action. `asked` and `worked`: kinds of its organisations, «» for one not recorded."""

    published: bool
    areas: set[str]
    main_pillar: str | None
    reported_pillars: set[str]
    region: str | None
    partners: set[str]
    body: Body | None
    asked: set[str]
    worked: set[str]
    span: tuple[int | None, int | None]
    own_dates: tuple[int | None, int | None]
    phase: str | None
    status: str | None
    reported_types: set[str]
    activities: set[tuple[str, bool]]
    outputs: set[tuple[str, bool]]
    experts: set[tuple[str, bool, bool]]  # country; whether it is that of a person; internal
    targets: set[str]
    objectives: set[str]
    items: list[Item] = field(default_factory=list)


MEMBERS = st.tuples(st.sampled_from(COUNTRIES), spans())
BODIES = st.builds(
    Body,
    kind=one(["regional-organisation"]),
    # With each start once at most: the database refuses the same membership twice.
    members=st.lists(MEMBERS, min_size=1, max_size=4, unique_by=lambda row: (row[0], row[1][0])),
)
ITEMS = st.builds(
    Item,
    kind=st.sampled_from(ITEM_KINDS),
    criteria=some(CRITERIA),
    areas=some(AREAS),
    level=st.sampled_from(["", *LEVELS]),
    live=st.booleans(),
)
ACTIONS = st.builds(
    Facts,
    published=st.sampled_from([True, True, True, False]),
    areas=some(AREAS),
    main_pillar=one(PILLARS),
    reported_pillars=some(PILLARS),
    region=one(REGIONS),
    partners=some(COUNTRIES),
    body=st.one_of(BODIES, BODIES, st.none()),
    asked=some(["", *KINDS]),
    worked=some(["", *KINDS]),
    span=spans(),
    own_dates=st.one_of(spans(), st.just((None, None))),
    phase=one(list(PHASES)),
    status=one(STATUSES),
    reported_types=some(TYPES),
    activities=some([(slug, internal) for slug in TYPES for internal in (True, False)]),
    outputs=some([(slug, internal) for slug in OUTPUTS for internal in (True, False)]),
    experts=some([(code, person, internal) for code in COUNTRIES for person in (0, 1) for internal in (0, 1)]),
    targets=some(TARGETS),
    objectives=some(OBJECTIVES),
    items=st.lists(ITEMS, max_size=2),
)
PORTFOLIOS = st.lists(ACTIONS, min_size=1, max_size=4)

VALUES: dict[str, list[str]] = {
    "area": [*AREAS, UNKNOWN],
    "pillar": [*PILLARS, UNKNOWN],
    "region": [*REGIONS, UNKNOWN],
    "country": [*SLUGS.values(), UNKNOWN],
    "partner_kind": [*KINDS, "regional-organisation", UNKNOWN],
    "year": [],  # those that some public Action covers
    "phase": [*PHASES, UNKNOWN],
    "status": [*STATUSES, UNKNOWN],
    "criterion": CRITERIA,
    "kind": ITEM_KINDS,
    "impact_level": [*LEVELS, UNKNOWN],
    "expert_country": list(SLUGS.values()),
    "activity_type": TYPES,
    "output_kind": OUTPUTS,
    "sdg_target": TARGETS,
    "compact_objective": OBJECTIVES,
}
NUMBERS = st.lists(st.integers(0, 9), min_size=1, max_size=2)
CHOICES = st.dictionaries(st.sampled_from(list(VALUES)), NUMBERS, max_size=3)


def choice_of(drawn: dict[str, list[int]], portfolio: list[Facts]) -> dict[str, set[str]]:
    """Name of a filter → some of its values, from the numbers that were drawn for it."""
    years = sorted(set().union(*(row["year"] for row in listed_actions(portfolio))) - {UNKNOWN})
    values = VALUES | {"year": [*years, UNKNOWN]}
    return {name: {values[name][at % len(values[name])] for at in numbers} for name, numbers in drawn.items()}


def address(choice: dict[str, set[str]], **changes: set[str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in {**choice, **changes}.items():
        data.setlist(name, sorted(values))
    return data


# --- What is stored ----------------------------------------------------------------------------------------


def organisation(kind: str | None) -> Any:
    return OrganisationFactory(kind=InstitutionKind.objects.get(slug=kind) if kind else None)


def found(model: Any, slug: str | None) -> Any:
    return model.objects.get(slug=slug) if slug else None


def date(year: int | None) -> PartialDate | None:
    return PartialDate.parse(str(year)) if year else None


def make_body(body: Body | None) -> Any:
    if body is None:
        return None
    made = organisation(body.kind)
    for code, (first, last) in body.members:
        dates = {"start": date(first), "end": date(last)}
        Membership.objects.create(organisation=made, country=country(code), **dates)
    return made


def make(facts: Facts) -> None:
    """The Action with its facts and what was learnt in it."""
    action = ActionFactory(
        published=facts.published,
        areas=facts.areas,
        main_pillar=found(Pillar, facts.main_pillar),
        reported_pillars=facts.reported_pillars,
        region=found(Region, facts.region),
        partner_countries=facts.partners,
        regional_body=make_body(facts.body),
        requesting_organisations=[organisation(kind) for kind in facts.asked],
        partner_organisations=[organisation(kind) for kind in facts.worked],
        reported_from=facts.span[0],
        reported_to=facts.span[1],
        started=date(facts.own_dates[0]),
        ended=date(facts.own_dates[1]),
        phase=found(Phase, facts.phase),
        status=found(ActionStatus, facts.status),
        reported_activity_types=facts.reported_types,
        target_readings=facts.targets,
        compact_readings=facts.objectives,
    )
    for slug, internal in facts.activities:
        ActivityFactory(action=action, type=found(ActivityType, slug), internal=internal)
    for slug, internal in facts.outputs:
        OutputFactory(action=action, kind=found(OutputKind, slug), internal=internal)
    for code, by_person, internal in facts.experts:
        origin = {"expert": ExpertFactory(country=country(code)), "country": None} if by_person else {}
        DeploymentFactory(action=action, internal=bool(internal), **({"country": country(code)} | origin))
    for item in facts.items:
        KnowledgeItemFactory(
            action=action,
            kind=item.kind,
            readings=item.criteria,
            areas=item.areas,
            impact_level=item.level if item.kind == "impact" else "",
            live=item.live,
        )


# --- What it should say ------------------------------------------------------------------------------------


def or_unknown(values: set[str]) -> set[str]:
    return values or {UNKNOWN}


def years_of(facts: Facts) -> set[int]:
    """By own dates where one is known, else as reported, never one of each; with one end unknown the known year."""
    first, last = facts.own_dates if any(facts.own_dates) else facts.span
    if first and last:
        return set(range(first, last + 1))
    return {first or last} - {None}  # type: ignore[return-value]


def countries_of(facts: Facts) -> set[str]:
    members = facts.body.members if facts.body else []
    then = {
        code
        for code, (first, last) in members
        if any((first or 0) <= year <= (last or 9999) for year in years_of(facts))
    }
    return {SLUGS[code] for code in facts.partners | then}


def phases_of(facts: Facts) -> set[str]:
    if facts.phase:
        return {facts.phase}
    return {slug for slug, (first, last) in PHASES.items() if any(first <= year <= last for year in years_of(facts))}


def pillars_of(facts: Facts) -> set[str]:
    of_areas = {area.slug: area.pillar.slug for area in Area.objects.filter(slug__in=AREAS).select_related("pillar")}
    main = {facts.main_pillar} if facts.main_pillar else set()
    return main | facts.reported_pillars | {of_areas[slug] for slug in facts.areas}


def partner_kinds_of(facts: Facts) -> set[str]:
    of_body = facts.body.kind if facts.body else None
    return (facts.asked | facts.worked | {of_body or ""}) - {""}


def values_of_facts(facts: Facts) -> dict[str, set[str]]:
    """What both lists know of an Action's facts."""
    nothing_told = not facts.phase and not years_of(facts)
    return {
        "pillar": or_unknown(pillars_of(facts)),
        "region": or_unknown({facts.region or UNKNOWN}),
        "country": or_unknown(countries_of(facts)),
        "partner_kind": or_unknown(partner_kinds_of(facts)),
        "year": or_unknown({str(year) for year in years_of(facts)}),
        "phase": {UNKNOWN} if nothing_told else phases_of(facts),
        "status": {facts.status or UNKNOWN},
        "expert_country": {SLUGS[code] for code, _person, internal in facts.experts if not internal},
        "activity_type": {slug for slug, internal in facts.activities if not internal} | facts.reported_types,
        "output_kind": {slug for slug, internal in facts.outputs if not internal},
        "sdg_target": facts.targets,
        "compact_objective": facts.objectives,
    }


def values_of_item(item: Item) -> dict[str, set[str]]:
    return {
        "kind": {item.kind},
        "criterion": item.criteria,
        "impact_level": {item.level or UNKNOWN} if item.kind == "impact" else set(),
    }


def listed_actions(portfolio: list[Facts]) -> list[dict[str, set[str]]]:
    """The values of each Action that the public list may show."""
    rows = []
    for facts in portfolio:
        learnt = [values_of_item(item) for item in facts.items if item.live]
        of_items = {
            name: set().union(*(values[name] for values in learnt)) for name in ("kind", "criterion", "impact_level")
        }
        rows.append({**values_of_facts(facts), "area": or_unknown(facts.areas), **of_items})
    return [row for row, facts in zip(rows, portfolio, strict=True) if facts.published]


def listed_items(portfolio: list[Facts]) -> list[dict[str, set[str]]]:
    """The values of each knowledge item that the public list may show."""
    return [
        {**values_of_facts(facts), **values_of_item(item), "area": or_unknown(item.areas)}
        for facts in portfolio
        if facts.published
        for item in facts.items
        if item.live
    ]


def number(rows: list[dict[str, set[str]]], choice: dict[str, set[str]], **changes: set[str]) -> int:
    """How many of the rows meet the choice."""
    asked = {**choice, **changes}
    return sum(all(row[name] & values for name, values in asked.items()) for row in rows)
