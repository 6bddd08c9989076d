"""Addresses of the first page, search, the calendar and the ledger."""

from django.urls import path

from natc.hub.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("look-as/", views.look_as, name="look-as"),
    path("language/setlang/", views.choose_language, name="set_language"),
    path("act-for/", views.act_for, name="act-for"),
    path("account/", views.personal_data, name="personal-data"),
    path("account/export/", views.export_personal_data, name="export-personal-data"),
    path("sent-mail/", views.mails, name="sent-mail"),
    path("search/", views.search_page, name="search"),
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/revoke/", views.revoke_calendar, name="revoke-calendar"),
    path("calendar/<str:given>.ics", views.calendar_feed, name="calendar-feed"),
    path("first-week/", views.first_week, name="first-week"),
    path("first-week/dismiss/", views.dismiss_first_week, name="dismiss-first-week"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/verify/", views.verify, name="verify-ledger"),
    path("ledger/head/", views.head, name="ledger-head"),
]
