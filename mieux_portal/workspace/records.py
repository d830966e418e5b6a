"""All kinds of records in one menu, in the order in which somebody who keeps the record of an Action needs them."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from actions import viewsets as actions
from experts import viewsets as experts
from practices import viewsets as practices

from .action_screen.viewset import ScreenedActionViewSet


class RecordsGroup(SnippetViewSetGroup):
    menu_label = _("Records")
    menu_name = "records"
    menu_icon = "folder-open-inverse"
    menu_order = 150  # after the pages, before images and documents
    items = (
        ScreenedActionViewSet,
        actions.ComponentViewSet,
        actions.MilestoneViewSet,
        actions.ActivityViewSet,
        actions.OutputViewSet,
        experts.DeploymentViewSet,
        experts.ExpertViewSet,
        practices.KnowledgeItemViewSet,
        actions.OrganisationViewSet,
        actions.SourceViewSet,
        actions.HeadlineFigureViewSet,
        # Vocabularies
        actions.PillarViewSet,
        actions.AreaViewSet,
        actions.CriterionViewSet,
        actions.DevelopmentGoalViewSet,
        actions.GoalTargetViewSet,
        actions.CompactObjectiveViewSet,
        actions.RegionViewSet,
        actions.CountryViewSet,
        actions.PhaseViewSet,
        actions.ActionStatusViewSet,
        actions.ActivityTypeViewSet,
        actions.OutputKindViewSet,
        actions.InstitutionKindViewSet,
        experts.ExpertCategoryViewSet,
        experts.LanguageViewSet,
    )
