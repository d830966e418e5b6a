"""Registers how the roof draws what the floors below only keep."""

from wagtail import hooks

from .action_page import draw_case_study

hooks.register("draw_case_study", draw_case_study)
