"""Addresses of pages about who is in the Network."""

from django.urls import path

from natc.hub.members import views

urlpatterns = [
    path("members/", views.directory, name="directory"),
    path("members/<slug:code>/", views.territory, name="territory"),
    path("desks/<uuid:uid>/", views.desk, name="desk"),
    path("desks/<uuid:uid>/edit/", views.edit_desk, name="edit-desk"),
    path("desks/<uuid:uid>/hand-over/", views.hand_over, name="hand-over"),
    path("call/", views.call, name="call"),
    path("watch-list/", views.watch_list, name="watch-list"),
    path("watch-list/<uuid:uid>/add-step/", views.add_step, name="add-step"),
    path("watch-list/steps/<uuid:uid>/finish/", views.finish_step, name="finish-step"),
    path("flows/", views.flows, name="flows"),
    path("flows/<uuid:uid>/read/", views.read_flow, name="read-flow"),
]
