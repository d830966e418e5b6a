"""«Log an activity»: one screen for an activity with its experts, outputs, photographs and sources."""
