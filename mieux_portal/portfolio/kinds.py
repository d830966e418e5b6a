"""The kinds of records that the content files hold, in the order in which they are loaded."""

from django.db import models

from actions.models import Action, Activity, Component, HeadlineFigure, Milestone, Organisation, Output, Source
from experts.models import Deployment
from practices.models import CaseStudyPage, KnowledgeItem

# A kind refers to those above it and, where the second table says so, to its own.
MODELS: dict[str, type[models.Model]] = {
    "source": Source,
    "organisation": Organisation,
    "action": Action,
    "component": Component,
    "milestone": Milestone,
    "activity": Activity,
    "output": Output,
    "deployment": Deployment,
    "knowledge_item": KnowledgeItem,
    "case_study": CaseStudyPage,
    "headline_figure": HeadlineFigure,
}
REFERS_TO_ITS_OWN = {"organisation": "part_of", "action": "follows"}
KINDS: dict[type[models.Model], str] = {model: kind for kind, model in MODELS.items()}

# By what a record that is there already is known; the first field must be given, an absent other one is NULL.
NATURAL_KEYS: dict[str, list[tuple[str, ...]]] = {
    "source": [("address",)],
    "organisation": [("slug",), ("name", "country")],
    "action": [("code",), ("label",)],
    "component": [("action", "title")],
    "knowledge_item": [("slug",)],
    "case_study": [("action",)],
}
