"""Addresses of the library."""

from django.urls import path

from natc.hub.library import views

urlpatterns = [
    path("library/", views.documents, name="library"),
    path("library/begin/", views.begin, name="begin-document"),
    path("library/<uuid:uid>/", views.document, name="document"),
    path("library/<uuid:uid>/revisions/<int:number>/", views.revision, name="revision"),
    path("library/<uuid:uid>/revisions/<int:number>/original/", views.original, name="original"),
    path("library/<uuid:uid>/clauses/<slug:code>/", views.clause, name="clause"),
    path("library/<uuid:uid>/difference/", views.compare, name="difference"),
    path("library/<uuid:uid>/write/", views.write, name="write-draft"),
    path("library/<uuid:uid>/publish/", views.publish, name="publish-draft"),
    path("library/<uuid:uid>/discard/", views.discard, name="discard-draft"),
]
