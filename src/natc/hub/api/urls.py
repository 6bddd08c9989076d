"""Addresses of tokens and of the interface for programs."""

from django.urls import include, path

from natc.hub.api import views
from natc.hub.api.v1.interface import PREFIX, paths

urlpatterns = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/make/", views.make, name="make-token"),
    path("account/tokens/<uuid:uid>/revoke/", views.revoke, name="revoke-token"),
    path(PREFIX, views.interface, name="interface"),
    path(f"{PREFIX}openapi.json", views.openapi, name="openapi"),
    path(PREFIX, include(paths)),
    path(f"{PREFIX}<path:rest>", views.nothing_there, name="api-nothing"),
]
