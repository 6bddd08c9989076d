"""All addresses: each app's own, gathered."""

from django.urls import include, path

urlpatterns = [
    path("", include("natc.hub.api.urls")),
    path("", include("natc.hub.home.urls")),
    path("", include("natc.hub.library.urls")),
    path("", include("natc.hub.statistics.urls")),
    path("", include("natc.hub.submissions.urls")),
    path("", include("natc.hub.needs.urls")),
    path("", include("natc.hub.members.urls")),
    path("", include("natc.hub.members.accounts.urls")),
    path("", include("natc.hub.web.urls")),
]
