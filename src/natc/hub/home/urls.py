"""Addresses of the first page and the ledger."""

from django.urls import path

from natc.hub.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("look-as/", views.look_as, name="look-as"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/verify/", views.verify, name="verify-ledger"),
    path("ledger/head/", views.head, name="ledger-head"),
]
