"""On whom an Action waits: its managers, or whoever covers for them today."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import Absence, Action


def names_by_action(actions: Iterable[int]) -> dict[int, list[str]]:
    """Id of an Action → names of those who look after it today; none for an Action without a manager. Two queries."""
    tied = Action.managers.through._default_manager.filter(action__in=set(actions), user__is_active=True)
    pairs = list(tied.select_related("user").order_by("user__last_name", "user__username"))
    away = Absence.objects.on(timezone.localdate()).filter(manager__in={pair.user_id for pair in pairs})
    covers = {absence.manager_id: absence.covered_by.full_name for absence in away.select_related("covered_by")}
    names: dict[int, list[str]] = defaultdict(list)
    for pair in pairs:
        name, cover = pair.user.full_name, covers.get(pair.user_id)
        told = _("%(cover)s (for %(manager)s)") % {"cover": cover, "manager": name} if cover else name
        names[pair.action_id].append(told)
    return dict(names)
