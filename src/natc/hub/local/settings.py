"""Settings of the page on a national office's own machine: no account, no database, nothing fetched, nothing kept but files.

`natc local` sets the variables that are read here.
"""

import datetime
import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

FOLDER = Path(os.environ["NATC_LOCAL_FOLDER"])  # the work folder: the sheets, and beside each its mapping
MADE = FOLDER / "natc"  # what natc makes of them
TODAY = datetime.date.fromisoformat(os.environ["NATC_LOCAL_TODAY"]) if os.environ.get("NATC_LOCAL_TODAY") else None
PORT = int(os.environ["NATC_LOCAL_PORT"])
HOST = f"127.0.0.1:{PORT}"  # the only Host that is answered: a name that leads here (DNS rebinding) is another
# Begins every address. Cookies know no ports: only in a path that nobody else knows do they not go to another server on this
# machine.
PLACE = os.environ["NATC_LOCAL_PLACE"]
SECRET_KEY = secrets.token_urlsafe(48)  # forgotten at the end
ALLOWED_HOSTS = ["127.0.0.1"]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "django_cotton",
    "natc.hub.local",  # before web, whose top bar it replaces
    "natc.hub.web",
]
MIDDLEWARE = [
    "natc.hub.local.guard.GuardMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "natc.hub.local.notices.EngineErrorMiddleware",
]
ROOT_URLCONF = "natc.hub.local.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "natc.hub.local.navigation.navigation",
            ],
        },
    }
]

FILE_UPLOAD_TEMP_DIR = MADE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200_000  # a mapping of 60 columns with 400 words each, and more
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 2**20  # bytes of such a form

COOKIE = "natc"
CSRF_COOKIE_NAME, CSRF_COOKIE_PATH, CSRF_COOKIE_SAMESITE, CSRF_COOKIE_HTTPONLY = "csrf", f"/{PLACE}/", "Strict", True
LANGUAGE_COOKIE_NAME, LANGUAGE_COOKIE_PATH, LANGUAGE_COOKIE_SAMESITE = "language", f"/{PLACE}/", "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("sr", "Српски"), ("sr-latn", "Srpski")]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = f"/{PLACE}/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # no folder of collected files is needed
