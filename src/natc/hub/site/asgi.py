"""The door for the web server."""

import os

from django.core.asgi import get_asgi_application

from natc.hub.web.limit import LimitedBody

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "natc.hub.site.settings")
LARGEST_REQUEST = 24 * 2**20  # bytes: a file of the largest size, and the form around it
application = LimitedBody(get_asgi_application(), LARGEST_REQUEST)
