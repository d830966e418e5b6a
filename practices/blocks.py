"""The blocks of a case study, each with a template of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from practices.models.features import PLAIN_FEATURES


class SubtopicBlock(blocks.StructBlock):
    """A row of what a questionnaire asked for."""

    subtopic = blocks.CharBlock(label=_("subtopic"))
    stock = blocks.BooleanBlock(required=False, label=_("stock data"))
    flow = blocks.BooleanBlock(required=False, label=_("flow data"))


class SubtopicTableBlock(blocks.StructBlock):
    """What a questionnaire covered, as a table of subtopics."""

    caption = blocks.CharBlock(label=_("caption"))
    rows = blocks.ListBlock(SubtopicBlock(), label=_("subtopics"))

    class Meta:
        template = "practices/blocks/subtopic_table.html"
        icon = "table"
        label = _("Table of subtopics")


class StepContent(blocks.StreamBlock):
    text = blocks.RichTextBlock(features=PLAIN_FEATURES, label=_("Text"), template="practices/blocks/text.html")
    subtopics = SubtopicTableBlock()


class StepBlock(blocks.StructBlock):
    """One part of what was done: a heading and what belongs under it."""

    heading = blocks.CharBlock(label=_("heading"))
    content = StepContent(label=_("content"))

    class Meta:
        template = "practices/blocks/step.html"
        icon = "list-ol"
        label = _("Step")
