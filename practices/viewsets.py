"""The screens of knowledge items; the roof registers them. Case studies are edited in the page explorer."""

from typing import Any, ClassVar, cast

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, PublishingPanel

from actions.base.admin.dates import PartialDatePanel
from actions.base.admin.panels import RowsPanel, several
from actions.base.admin.policies import OwnRecordsPolicy
from actions.base.admin.views import RecordCreateView
from actions.base.admin.viewsets import RecordViewSet
from actions.base.models import User
from actions.models.action_queryset import ActionQuerySet
from actions.viewsets.forms import OfOwnActionForm

from .models import KnowledgeItem
from .models.knowledge_queryset import actions_to_write_about
from .writing import begun_item


class KnowledgeItemForm(OfOwnActionForm):
    parts = (*OfOwnActionForm.parts, "output")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A required field is asked for before the rule is reached: let it speak with the rule's sentence.
        rules = {rule.name: rule for rule in KnowledgeItem._meta.constraints}
        self.fields["kind"].error_messages["required"] = rules["item_has_a_kind"].violation_error_message

    def actions_to_choose(self) -> ActionQuerySet:
        return actions_to_write_about(self.for_user) if self.for_user else super().actions_to_choose()


class KnowledgeItemCreateView(RecordCreateView):
    """Begins with what the address tells: the item may be written from an activity or an output."""

    def get_initial_form_instance(self) -> KnowledgeItem:
        return begun_item(self.request.GET, cast("User", self.request.user))  # nobody else comes this far


class KnowledgeItemViewSet(RecordViewSet):
    model = KnowledgeItem
    add_view_class = KnowledgeItemCreateView
    policy_class = OwnRecordsPolicy
    record_form = KnowledgeItemForm
    icon = "openquote"
    panels: ClassVar[list[Panel]] = [
        # A draft is a row of the table, too: what the database needs is asked for at every save.
        FieldPanel("kind", required_on_save=True),
        FieldPanel("action"),
        FieldPanel("component"),
        FieldPanel("activity"),
        FieldPanel("output"),
        FieldPanel("heading", required_on_save=True),
        FieldPanel("slug"),
        FieldPanel("takeaway"),
        FieldPanel("body"),
        FieldPanel("how_to_use"),
        RowsPanel(
            "readings",
            panels=[FieldPanel("criterion"), FieldPanel("reason"), FieldPanel("own_reading")],
            heading=_("Criteria that it speaks to"),
            label=_("Criterion"),
        ),
        MultiFieldPanel([FieldPanel("impact_level"), PartialDatePanel("observed")], _("If it is an impact")),
        RowsPanel(
            "figures",
            panels=[FieldPanel("value"), FieldPanel("label")],
            heading=_("Figures"),
            label=_("Figure"),
        ),
        several("areas"),
        several("sources"),
        FieldPanel("order"),
        PublishingPanel(),
    ]
    list_display = ["heading", "kind", "action"]
    list_related = ("action",)
    list_filter = ["kind", "live", "action", "impact_level"]
    search_fields = ["heading", "takeaway", "body", "action__title"]
