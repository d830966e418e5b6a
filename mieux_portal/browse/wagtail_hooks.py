"""Registers how the roof draws what the floors below only keep."""

from wagtail import hooks

from .action_page import draw_case_study
from .practices import draw_knowledge_item

hooks.register("draw_case_study", draw_case_study)
hooks.register("draw_knowledge_item", draw_knowledge_item)
