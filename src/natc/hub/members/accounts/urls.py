"""Addresses of signing in. Of allauth's pages only those that a story needs: nobody signs up, nobody changes an address."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from natc.hub.members.accounts import views

RESET_KEY = r"^sign-in/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-in/inactive/", allauth.account_inactive, name="account_inactive"),
    path("sign-in/forgotten/", allauth.password_reset, name="account_reset_password"),
    path("sign-in/forgotten/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    path("sign-in/forgotten/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(RESET_KEY, allauth.password_reset_from_key, name="account_reset_password_from_key"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("account/unlock/", allauth.reauthenticate, name="account_reauthenticate"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("account/password/first/", allauth.password_set, name="account_set_password"),
    path("account/ways/webauthn/keys/<int:pk>/remove/", views.remove_key, name="mfa_remove_webauthn"),
    path("account/ways/", include("allauth.mfa.urls")),
    path("account/sessions/", views.sessions, name="sessions"),
    path("account/sessions/end/", views.end_sessions, name="end-sessions"),
    path("account/unsent/", views.unsent, name="unsent"),
    path("account/unsent/throw-away/", views.throw_away, name="throw-away-unsent"),
    path("people/<uuid:uid>/", views.person, name="person"),
    path("desks/<uuid:uid>/invite/", views.invite, name="invite"),
    path("invitations/<uuid:uid>/withdraw/", views.withdraw, name="withdraw-invitation"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
