"""One Action on one screen: tabs with all its facts, and the steps of its life, each with a screen of its own."""

from .urls import action_urls

__all__ = ["action_urls"]
