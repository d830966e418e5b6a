"""The vocabularies, all countries, the ten criteria, and the memberships of COMESA and the European Union.

Names of countries come from django-countries. Sources: the ten statements stand at the head of the COMESA case
study; areas, activity types and output kinds are those of the initiative's own pages (docs/sources.md); the
dates of membership name their sources below.
"""

import calendar
from datetime import date

from django.db import migrations
from django.utils import translation
from django.utils.text import slugify
from django_countries import countries

REGIONS = {
    "eastern-southern-africa": "Eastern and Southern Africa",
    "western-central-africa": "Western and Central Africa",
    "asia": "Asia",
    "european-neighbourhood": "European Neighbourhood",
    "latin-america-caribbean": "Latin America and the Caribbean",
}
PILLARS = {
    "irregular-migration-and-trafficking": (
        "IMT",
        "Irregular migration and trafficking in human beings",
        [
            "Trafficking in human beings",
            "Irregular migration",
            "Migrant smuggling",
            "Border management and security",
            "Return and readmission",
            "Document security",
        ],
    ),
    "legal-migration-and-mobility": (
        "LM",
        "Legal migration and mobility",
        ["Labour migration", "Integration issues", "Visa management"],
    ),
    "international-protection": (
        "IP",
        "International protection and asylum policy",
        ["International protection and asylum policy"],
    ),
    "migration-and-development-pillar": (
        "M&D",
        "Migration and development",
        ["Diaspora affairs", "Migration and development"],
    ),
    "horizontal-interventions": (
        "HO",
        "Horizontal interventions",
        [
            "Data management",
            "Training capacities development",
            "Migration legislation",
            "Migration policy development",
            "Climate change and environmental degradation",
            "Children in migration",
            "Human rights",
            "Migration and health",
            "Consular affairs",
            "Communication and information",
        ],
    ),
}
PHASES = {
    "mieux-i": ("MIEUX I", "2009", "2011", "A pilot on irregular migration and trafficking."),
    "mieux-ii": ("MIEUX II", "2012", "2015", "Adds asylum, legal migration, migration and development, horizontal themes."),
    "mieux-iii": ("MIEUX III", "2016", "2020", "Adds local, parliamentary, judicial and civil-society partners."),
    "mieux-plus": ("MIEUX+", "2020-04", "2024-03", "Adds holistic capacity-development Actions and regional partnerships."),
}
STATUSES = ["In preparation", "Ongoing", "On hold", "Completed", "Closed early"]
ACTIVITY_TYPES = [
    "Fact-finding mission",
    "Assessment mission",
    "Needs assessment",
    "Bilateral or consultative meeting",
    "Consultation",
    "Information session",
    "Workshop",
    "Seminar",
    "Training",
    "Training of trainers",
    "Knowledge-exchange session",
    "Study visit",
    "Drafting session",
    "Remote assistance",
    "Legal review",
    "Survey or questionnaire",
    "Interviews",
    "Field research",
    "Campaign evaluation",
    "Diaspora consultation",
    "Focus group",
    "Round table",
    "Working-group meeting",
    "Webinar",
    "Simulation exercise",
    "High-level dialogue or forum",
    "Support to a ministerial meeting",
    "Restitution or validation workshop",
    "National conference or launch",
]
OUTPUT_KINDS = [
    "Assessment report",
    "Background paper",
    "Policy",
    "Strategy",
    "Action plan",
    "Municipal plan",
    "Roadmap",
    "Draft law",
    "Standard operating procedures",
    "Protocol",
    "Guidelines or guiding principles",
    "Handbook",
    "Training curriculum or course",
    "E-learning course",
    "Dataset or survey report",
    "Recommendations",
    "Campaign material or videos",
    "Monitoring and evaluation plan",
    "Memorandum of understanding",
    "Knowledge sheet",
]
INSTITUTION_KINDS = [
    "Regional organisation",
    "Ministry",
    "Immigration, border or migration service",
    "Statistics office",
    "Employment agency",
    "Investment agency",
    "Diaspora bureau",
    "Office of president or prime minister",
    "Municipality or subnational government",
    "Parliament body",
    "Ombudsperson",
    "Public defender, prosecutors or judges",
    "Training institute or diplomatic academy",
    "University",
    "NGO or NGO coalition",
]
CRITERIA = [
    ("ownership", "Partner ownership", "There should be ownership on the part of the partner country"),
    ("innovation", "Innovation in context", "Actions should provide an opportunity to be innovative in their context"),
    ("replicability", "Replicability", "Actions should be able to be replicated"),
    ("tangible-results", "Tangible results", "Actions should provide tangible results"),
    ("high-level-endorsement", "High-level endorsement", "Actions should be endorsed at a high level"),
    ("integration", "Integration in existing priorities", "Actions should be integrated into existing priorities"),
    ("expertise", "Highest level of experience", "Actions should be based on the highest levels of experience"),
    (
        "complementarity",
        "Complementarity and synergy",
        "Actions should complement and be in synergy with other initiatives",
    ),
    ("eu-added-value", "EU added value", "Actions should provide EU added value"),
    (
        "knowledge-exchange",
        "Catalyst for knowledge exchange",
        "Actions should act as a catalyst for the acquisition of knowledge through the exchange of experiences",
    ),
]
# Country → (start, end or None). COMESA took the place of a preferential trade area in December 1994.
COMESA = {
    **dict.fromkeys(
        "BI KM CD DJ ER SZ ET KE MG MW MU RW SD UG ZM ZW".split(),
        ("1994-12", None),
    ),
    "EG": ("1999-01-06", None),
    "SC": ("2001", None),
    "LY": ("2005-06-03", None),
    "SO": ("2018", None),
    "TN": ("2018", None),
    "LS": ("1994-12", "1997"),
    "MZ": ("1994-12", "1997"),
    "TZ": ("1994-12", "2000-09-02"),
    "NA": ("1994-12", "2004-05-02"),
    "AO": ("1994-12", "2007"),
}
EUROPEAN_UNION = {
    **dict.fromkeys("BE DE FR IT LU NL".split(), ("1958-01-01", None)),
    **dict.fromkeys("DK IE".split(), ("1973-01-01", None)),
    "GB": ("1973-01-01", "2020-01-31"),
    "GR": ("1981-01-01", None),
    **dict.fromkeys("ES PT".split(), ("1986-01-01", None)),
    **dict.fromkeys("AT FI SE".split(), ("1995-01-01", None)),
    **dict.fromkeys("CY CZ EE HU LT LV MT PL SI SK".split(), ("2004-05-01", None)),
    **dict.fromkeys("BG RO".split(), ("2007-01-01", None)),
    "HR": ("2013-07-01", None),
}


# Where the dates of the memberships are from.
SOURCES = {
    "comesa": (
        "Wikipedia, “Common Market for Eastern and Southern Africa”, lists of member and former member states",
        "https://en.wikipedia.org/wiki/Common_Market_for_Eastern_and_Southern_Africa",
    ),
    "european-union": (
        "Wikipedia, “Member state of the European Union”, list of member states and the withdrawal of the United Kingdom",
        "https://en.wikipedia.org/wiki/Member_state_of_the_European_Union",
    ),
}


def days(text):
    """First and last possible day of «2012», «2012-10» or «2012-10-05»; of None, two times None."""
    if text is None:
        return None, None
    year, month, day = ([int(part) for part in text.split("-")] + [None, None])[:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def span(prefix, text):
    first, last = days(text)
    return {f"{prefix}_first": first, f"{prefix}_last": last}


def seed_terms(apps):
    def rows(model, names):
        term = apps.get_model("actions", model)
        term.objects.bulk_create(term(slug=slugify(name), name=name, order=at) for at, name in enumerate(names, 1))

    region, pillar, area, phase, criterion = (
        apps.get_model("actions", name) for name in ("Region", "Pillar", "Area", "Phase", "Criterion")
    )
    for at, (slug, name) in enumerate(REGIONS.items(), 1):
        region.objects.create(slug=slug, name=name, order=at)
    for at, (slug, (code, name, areas)) in enumerate(PILLARS.items(), 1):
        parent = pillar.objects.create(slug=slug, code=code, name=name, order=at)
        for position, area_name in enumerate(areas, 1):
            area.objects.create(slug=slugify(area_name), name=area_name, pillar=parent, order=at * 100 + position)
    for at, (slug, (name, start, end, scope)) in enumerate(PHASES.items(), 1):
        phase.objects.create(slug=slug, name=name, order=at, scope=scope, **span("start", start), **span("end", end))
    for at, (slug, name, statement) in enumerate(CRITERIA, 1):
        criterion.objects.create(slug=slug, name=name, order=at, statement=statement)
    rows("ActionStatus", STATUSES)
    rows("ActivityType", ACTIVITY_TYPES)
    rows("OutputKind", OUTPUT_KINDS)
    rows("InstitutionKind", INSTITUTION_KINDS)


def seed_countries(apps):
    country = apps.get_model("actions", "Country")
    with translation.override("en-gb"):
        country.objects.bulk_create(
            country(code=code, english_name=str(name), slug=slugify(str(name))) for code, name in countries
        )


def seed_regional_bodies(apps):
    organisation, membership, country, kind = (
        apps.get_model("actions", name) for name in ("Organisation", "Membership", "Country", "InstitutionKind")
    )
    by_code = {row.code: row for row in country.objects.all()}
    regional = kind.objects.get(slug="regional-organisation")
    comesa = organisation.objects.create(
        name="Common Market for Eastern and Southern Africa",
        acronym="COMESA",
        slug="comesa",
        kind=regional,
        about="Aims at economic prosperity through the integration of its region.",
        **span("founded", "1994-12"),
    )
    union = organisation.objects.create(name="European Union", acronym="EU", slug="european-union", kind=regional)
    for body, members in ((comesa, COMESA), (union, EUROPEAN_UNION)):
        citation, address = SOURCES[body.slug]
        cited = apps.get_model("actions", "Source").objects.create(citation=citation, address=address)
        organisation.sources.through.objects.create(organisation=body, source=cited)
        membership.objects.bulk_create(
            membership(organisation=body, country=by_code[code], **span("start", start), **span("end", end))
            for code, (start, end) in members.items()
        )


def seed(apps, schema_editor):
    seed_terms(apps)
    seed_countries(apps)
    seed_regional_bodies(apps)


class Migration(migrations.Migration):
    dependencies = [("actions", "0002_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
