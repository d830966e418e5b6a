"""Under which names the history keeps what is more than an edit. `actions.history` puts them in words."""

HANDED_OVER = "actions.hand_over"
PUBLISHED = "actions.publish"
TAKEN_BACK = "actions.take_back"
STATUS_CHANGED = "actions.change_status"
FACT_DELETED = "actions.delete_fact"
