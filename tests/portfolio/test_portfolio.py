"""The real portfolio: sixty rows and the hand-written files, loaded once."""

from collections import Counter

from django.apps import apps
from django.core.management import call_command
from django.db.models import Model
from django.test import TestCase
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from actions.models import (
    Action,
    Activity,
    CompactReading,
    Country,
    Organisation,
    Output,
    Pillar,
    Source,
    TargetReading,
)
from experts.models import Deployment, Expert
from mieux_portal.portfolio.csv_rows import Row, read_rows
from mieux_portal.portfolio.loader import CONTENT, load
from mieux_portal.portfolio.models import LoadedRecord
from mieux_portal.portfolio.toml_files import read_toml_files

ROWS = read_rows(CONTENT)
DECLARED = {record.values.get("label") for record in read_toml_files(CONTENT).declared if record.kind == "action"}
FROM_ROWS = [row for row in ROWS if row.label not in DECLARED]


def action_of(row: Row) -> Action:
    return Action.objects.get(label=row.label)


class PortfolioTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_portfolio", "--quiet")

    def test_sixty_rows_are_sixty_published_actions(self):
        assert (len(ROWS), len(FROM_ROWS)) == (60, 60 - len(DECLARED))
        assert Action.objects.published().filter(label__in=[row.label for row in ROWS]).count() == 60

    def test_years_are_as_known_as_the_rows_know_them(self):
        spans = [action_of(row).span for row in ROWS]
        known = Counter((span.first is not None, span.last is not None) for span in spans)
        assert known == {(True, True): 44, (True, False): 9, (False, True): 2, (False, False): 5}

    def test_reported_years_are_those_of_the_row_and_no_dates(self):
        for row in FROM_ROWS:
            action = action_of(row)
            assert (action.reported_from, action.reported_to) == (row.year("start_year"), row.year("end_year"))
            assert (action.started, action.ended) == (None, None)

    def test_what_no_row_says_is_not_recorded(self):
        added = {record.key: record.values for record in read_toml_files(CONTENT).additions}
        for row in FROM_ROWS:
            action = action_of(row)
            for field in ("status", "main_pillar", "phase"):
                assert getattr(action, field) is None or field in added.get(row.label, {}), (row.label, field)

    def test_types_of_activities_are_words_and_make_no_activity(self):
        rows = [row for row in FROM_ROWS if row.listed("activity_types")]
        assert rows
        for row in rows:
            action = action_of(row)
            assert action.activities_listed == row.listed("activity_types")
            assert action.reported_activity_types.exists()
            assert not Activity.objects.filter(action=action).exists()

    def test_a_country_of_experts_is_no_person(self):
        assert not Expert.objects.exists()
        for row in FROM_ROWS:
            deployments = Deployment.objects.filter(action=action_of(row), category=None)
            assert set(deployments.values_list("country__code", flat=True)) == set(row.listed("expert_countries_iso2"))
            for deployment in deployments:
                assert (deployment.number, deployment.role, deployment.days) == (None, "", None)

    def test_every_country_of_experts_is_found(self):
        codes = {code for row in ROWS for code in row.listed("expert_countries_iso2")}
        assert len(codes) > 40
        for country in Country.objects.filter(code__in=codes):
            found = Deployment.objects.from_countries(Country.objects.filter(pk=country.pk))
            assert found.exists(), country

    def test_outputs_are_titled_as_reported(self):
        for row in FROM_ROWS:
            titles = Output.objects.filter(action=action_of(row)).values_list("title", flat=True)
            assert set(row.listed("outputs")) <= set(titles)
        unnamed = Output.objects.get(title="information exchange mechanism")
        assert (unnamed.kind, unnamed.state) == (None, "")
        drafts = Output.objects.filter(state="drafted", action__label__in=[row.label for row in FROM_ROWS])
        assert drafts.count() == 2
        assert all(output.title.startswith("draft ") for output in drafts)

    def test_one_row_reports_a_pillar_without_an_area(self):
        (action,) = Action.objects.filter(reported_pillars__isnull=False)
        assert action.title.startswith("Uganda: migration in local urban planning")
        assert ([pillar.code for pillar in action.reported_pillars.all()], action.areas.count()) == (["HO"], 0)
        assert action in Action.objects.in_pillars(Pillar.objects.filter(code="HO"))

    def test_the_same_name_in_two_countries_is_two_organisations(self):
        azerbaijan, ukraine = (
            Organisation.objects.get(name="State Migration Service", country__code=c) for c in ("AZ", "UA")
        )
        titles = [action.title.split(":")[0] for action in azerbaijan.partner_actions.order_by("title")]
        assert titles == ["Azerbaijan I", "Azerbaijan II", "Azerbaijan IV"]
        assert [action.title.split(":")[0] for action in ukraine.partner_actions.all()] == ["Ukraine II"]

    def test_partners_of_two_countries_are_each_in_their_own(self):
        action = Action.objects.get(title__startswith="Argentina and Brazil")
        partners = dict(action.partner_organisations.values_list("name", "country__code"))
        assert partners == {"Ministry of Security": "AR", "Ministry of Justice": "BR"}

    def test_wordings_that_name_nobody_stay_words(self):
        action = Action.objects.get(title__startswith="Gran Chaco")
        assert "consortium of 10 partners" in action.partners_listed
        names = {partner.name for partner in action.partner_organisations.all()}
        assert names == {"Redes Chaco", "South American Network for Environmental Migrations"}
        assert not Organisation.objects.filter(name__startswith="municipalities of").exists()

    def test_the_regional_body_of_eastern_partners_is_one_of_its_own(self):
        body = Organisation.objects.get(name="Eastern Partnership", kind__slug="regional-organisation")
        assert body.regional_actions.get().title.startswith("Eastern Partners")
        assert Organisation.objects.get(slug="comesa").regional_actions.count() == 2

    def test_each_fact_of_a_row_has_the_sources_of_the_row(self):
        for row in FROM_ROWS:
            reported = set(row.listed("source_url"))
            outputs = Output.objects.filter(action__label=row.label, title__in=row.listed("outputs"))
            for fact in (*outputs, *Deployment.objects.filter(action__label=row.label, category=None)):
                assert {source.address for source in fact.sources.all()} == reported
        addresses = {address for row in ROWS for address in row.listed("source_url")}
        assert set(Source.objects.filter(address__in=addresses).values_list("address", flat=True)) == addresses
        assert len(set(Source.objects.values_list("citation", flat=True))) == Source.objects.count()

    def test_no_source_names_a_goal_so_every_link_is_our_reading_with_its_reason(self):
        readings = [*TargetReading.objects.all(), *CompactReading.objects.all()]
        assert len({reading.action_id for reading in readings}) > 10
        for reading in readings:
            assert reading.own_reading
            assert reading.reason.endswith(".")
        comesa = Action.objects.get(code="COMESA-2012")
        assert {row.target.code for row in comesa.target_readings.all()} == {"8.7", "10.7", "17.18"}
        assert {row.objective.order for row in comesa.compact_readings.all()} == {1, 10, 23}

    def test_a_second_run_changes_nothing(self):
        def written() -> list[object]:
            tables: list[type[Model]] = [Revision, ModelLogEntry, PageLogEntry, *apps.get_models()]
            ledger = list(LoadedRecord.objects.order_by("pk").values())
            return [[model._default_manager.count() for model in tables], ledger]

        before = written()
        outcome = load()
        assert (outcome.created, outcome.adopted, outcome.changed, outcome.remarks) == (0, 0, 0, [])
        assert written() == before
