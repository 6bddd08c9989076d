"""The address of the gallery."""

from django.urls import path

from natc.hub.web import views

urlpatterns = [path("gallery/", views.gallery, name="gallery")]
