"""The app of accounts."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Listens to allauth once all models are there."""

    name = "natc.hub.members.accounts"

    def ready(self) -> None:
        """Connect the receivers."""
        import_module("natc.hub.members.accounts.receivers")
