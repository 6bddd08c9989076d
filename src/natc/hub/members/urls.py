"""Addresses of pages about who is in the Network."""

from django.urls import path

from natc.hub.members.views import desks, directory, flows, keeping, watch_list

urlpatterns = [
    path("members/", directory.directory, name="directory"),
    path("members/admit/", keeping.admit, name="admit"),
    path("members/<slug:code>/", directory.territory, name="territory"),
    path("members/<slug:code>/name/", keeping.edit_territory, name="edit-territory"),
    path("members/<slug:code>/european-union/", keeping.set_eu_status, name="eu-status"),
    path("members/<slug:code>/open-desk/", keeping.open_desk, name="open-desk"),
    path("partners/", directory.partners, name="partners"),
    path("partners/add/", keeping.add_partner, name="add-partner"),
    path("terms/<uuid:uid>/", keeping.term, name="term"),
    path("terms/<uuid:uid>/end/", keeping.end_term, name="end-term"),
    path("permissions/", directory.permissions, name="permissions"),
    path("desks/<uuid:uid>/", desks.desk, name="desk"),
    path("desks/<uuid:uid>/edit/", desks.edit_desk, name="edit-desk"),
    path("desks/<uuid:uid>/hand-over/", desks.hand_over, name="hand-over"),
    path("call/", directory.call, name="call"),
    path("watch-list/", watch_list.watch_list, name="watch-list"),
    path("watch-list/add/", watch_list.watch, name="watch"),
    path("watch-list/<uuid:uid>/add-step/", watch_list.add_step, name="add-step"),
    path("watch-list/steps/<uuid:uid>/finish/", watch_list.finish_step, name="finish-step"),
    path("flows/", flows.flows, name="flows"),
    path("flows/<uuid:uid>/read/", flows.read_flow, name="read-flow"),
]
