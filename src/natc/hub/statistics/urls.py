"""Addresses of releases and of what the public reads of them."""

from django.urls import path

from natc.hub.statistics.views import making, over_time, public, routes

urlpatterns = [
    path("figures/", public.figures, name="figures"),
    path("figures/method/", public.method, name="figures-method"),
    path("figures/method/crosswalk/", public.crosswalk, name="figures-crosswalk"),
    path("figures/states/<slug:code>/", over_time.profile, name="figures-profile"),
    path("figures/corridors/", over_time.corridors, name="figures-corridors"),
    path("figures/corridors/<slug:origin>/<slug:destination>/", over_time.corridor, name="figures-corridor"),
    path("figures/routes/", routes.routes, name="routes"),
    path("figures/routes/<uuid:uid>/", routes.route, name="route"),
    path("routes/begin/", routes.begin_route, name="begin-route"),
    path("routes/<uuid:uid>/say/", routes.add_fact, name="add-route-fact"),
    path("routes/<uuid:uid>/withdraw/", routes.withdraw_route, name="withdraw-route"),
    path("routes/said/<uuid:uid>/confirm/", routes.confirm_fact, name="confirm-route-fact"),
    path("routes/said/<uuid:uid>/take-back/", routes.take_back_fact, name="take-back-route-fact"),
    path("figures/over-time/<slug:stamp>/<slug:lang>/<str:name>", over_time.picture, name="figures-picture"),
    path("figures/<slug:number>/", public.explorer, name="explorer"),
    path("figures/<slug:number>/hidden/", public.hidden, name="figures-hidden"),
    path("figures/<slug:number>/<slug:stamp>/<slug:lang>/<str:name>", public.file, name="figures-file"),
    path("releases/", making.releases, name="releases"),
    path("releases/begin/", making.begin, name="begin-release"),
    path("releases/known/", making.known, name="known-figures"),
    path("releases/known/<uuid:uid>/drop/", making.drop_known, name="drop-known-figures"),
    path("releases/quality/<uuid:uid>/", making.quality, name="release-quality"),
    path("releases/policies/<uuid:uid>/", making.policies, name="compare-policies"),
    path("releases/<uuid:uid>/", making.release, name="release"),
    path("releases/<uuid:uid>/figures/", making.early_view, name="early-view"),
    path("releases/<uuid:uid>/start/", making.start, name="start-release"),
    path("releases/<uuid:uid>/send/", making.send, name="send-release"),
    path("releases/<uuid:uid>/approve/", making.approve, name="approve-figures"),
    path("releases/<uuid:uid>/refuse/", making.refuse, name="refuse-figures"),
    path("releases/<uuid:uid>/sign/", making.sign, name="sign-release"),
    path("releases/<uuid:uid>/discard/", making.discard, name="discard-release"),
    path("releases/<uuid:uid>/mark/", making.mark, name="mark-release"),
    path("releases/<uuid:uid>/unmark/", making.unmark, name="unmark-release"),
    path("releases/<uuid:uid>/withdraw/", making.withdraw, name="withdraw-release"),
]
