"""Mail goes where the environment says: a server, the terminal, or a page of the demonstration."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

ASK = """
from natc.hub.site import settings as s
print(s.EMAIL_BACKEND.split(".")[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_SSL, s.EMAIL_USE_TLS)
"""


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "console  587 False False"),
        ({"NATC_MAIL_URL": "smtps://u:p@mail.example"}, "smtp mail.example 465 True False"),
        ({"NATC_MAIL_URL": "smtp://u:p@mail.example:25"}, "smtp mail.example 25 False True"),
        ({"NATC_MAIL_URL": "smtp://localhost:25"}, "smtp localhost 25 False False"),
        ({"NATC_MAIL_URL": "smtp://mail.example", "NATC_DEMONSTRATION": "1"}, "filebased mail.example 587 False True"),
    ],
)
def test_the_environment_says_where_mail_goes(environment: dict[str, str], said: str) -> None:
    given = {key: value for key, value in os.environ.items() if not key.startswith("NATC_")}

    asked = subprocess.run([sys.executable, "-c", ASK], env=given | environment, capture_output=True, text=True, check=True)

    assert asked.stdout.strip() == said


def test_the_demonstration_shows_what_it_would_have_sent_the_newest_first(network: None, settings, tmp_path: Path) -> None:
    settings.DEMONSTRATION, settings.EMAIL_FILE_PATH = True, tmp_path
    for subject, text in (("First", "https://localhost/a/"), ("Писмо", "Друга порука")):
        connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=tmp_path)
        EmailMessage(subject, text, to=["nina@agency.example"], connection=connection).send()

    page = Client().get("/sent-mail/").content.decode()

    assert page.index("Писмо") < page.index("First")
    assert "Друга порука" in page
    assert '<a href="https://localhost/a/"' in page


def test_elsewhere_there_is_no_such_page(network: None) -> None:
    assert Client().get("/sent-mail/").status_code == 404
