"""Areas, criteria and sources given to many records at once, from Wagtail's lists."""
