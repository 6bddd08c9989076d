"""Addresses of needs and offers."""

from django.urls import path

from natc.hub.needs.views import arrangements, assistance, meeting, notices, signs, themes
from natc.hub.web.lazily import lazily

urlpatterns = [
    path("needs/", notices.notices, name="needs"),
    path("needs/begin/", notices.begin_need, name="begin-need"),
    path("needs/offer/", notices.begin_offer, name="begin-offer"),
    path("needs/<uuid:uid>/", notices.notice, name="notice"),
    path("needs/<uuid:uid>/wording/", notices.word_anew, name="word-notice"),
    path("needs/<uuid:uid>/circle/", notices.choose_circle, name="choose-circle"),
    path("needs/<uuid:uid>/post/", notices.post, name="post-notice"),
    path("needs/<uuid:uid>/close/", notices.close, name="close-notice"),
    path("needs/<uuid:uid>/withdraw/", notices.withdraw, name="withdraw-notice"),
    path("needs/<uuid:uid>/propose/", arrangements.propose, name="propose-help"),
    path("needs/arrangements/<uuid:uid>/", arrangements.arrangement, name="arrangement"),
    path("needs/arrangements/<uuid:uid>/agree/", arrangements.agree, name="agree-arrangement"),
    path("needs/arrangements/<uuid:uid>/decline/", arrangements.decline, name="decline-arrangement"),
    path("needs/arrangements/<uuid:uid>/done/", arrangements.finish, name="finish-arrangement"),
    path("needs/meeting/", meeting.meeting, name="before-meeting"),
    path("needs/meeting/take/", lazily("natc.hub.needs.views.papers", "meeting"), name="take-before-meeting"),
    path("assistance/", assistance.requests, name="assistance"),
    path("assistance/ask/", assistance.begin, name="ask-assistance"),
    path("assistance/<uuid:uid>/", assistance.assistance_request, name="assistance-request"),
    path("assistance/<uuid:uid>/take-up/", assistance.take_up, name="take-up-request"),
    path("assistance/<uuid:uid>/close/", assistance.close, name="close-request"),
    path("assistance/<uuid:uid>/take-back/", assistance.take_back, name="take-back-request"),
    path("themes/", themes.themes, name="themes"),
    path("themes/put/", themes.put, name="put-theme"),
    path("themes/rank/", themes.rank, name="rank-themes"),
    path("themes/<uuid:uid>/", themes.theme, name="theme"),
    path("themes/<uuid:uid>/ask/", themes.ask_too, name="ask-for-theme"),
    path("themes/<uuid:uid>/ask-no-more/", themes.ask_no_more, name="ask-for-theme-no-more"),
    path("themes/<uuid:uid>/retire/", themes.retire, name="retire-theme"),
    path("horizon/", signs.signs, name="horizon"),
    path("horizon/note/", signs.note, name="note-sign"),
    path("horizon/<uuid:uid>/", signs.sign, name="sign"),
    path("horizon/<uuid:uid>/say/", signs.say, name="say-about-sign"),
    path("horizon/<uuid:uid>/retire/", signs.retire, name="retire-sign"),
]
