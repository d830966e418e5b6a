"""What every record's screens in Wagtail's admin have in common: who may, forms, panels, views, deletion."""
