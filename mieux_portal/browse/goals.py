"""`/goals/`: the goals of the world for migration, and how much of the portfolio is read as serving each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actions.models import Action, CompactObjective, DevelopmentGoal, GoalTarget
from practices.models import KnowledgeItem

Goal = GoalTarget | CompactObjective


@dataclass(frozen=True)
class Served:
    """A target or an objective with the number of published Actions that serve it, and of what was learnt in them."""

    goal: Goal
    actions: int
    items: int


def goal_list(request: HttpRequest) -> HttpResponse:
    targets = _counted("target_readings__target__slug")
    objectives = _counted("compact_readings__objective__slug")
    context = {
        "goals": [(goal, targets(goal.targets.all())) for goal in DevelopmentGoal.objects.with_targets()],
        "objectives": objectives(CompactObjective.objects.all()),
    }
    return render(request, "goals/list.html", context)


def _counted(path: str) -> Callable[[Iterable[Goal]], list[Served]]:
    """Two queries for all goals that `path` leads to from an Action; returned: what puts the numbers beside some."""
    actions = Action.objects.published().count_by(path)
    items = KnowledgeItem.objects.live().count_by(f"action__{path}")
    return lambda goals: [Served(goal, actions.get(goal.slug, 0), items.get(goal.slug, 0)) for goal in goals]
