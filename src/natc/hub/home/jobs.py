"""What the clock does for people: mails that somebody needs, and the erasing of what has outlived its time."""

from datetime import timedelta

from natc.hub.audit.jobs import Job
from natc.hub.home.actions import erase_outlived
from natc.hub.home.mail import mail_head, mail_waiting

JOBS = (
    Job("erase what has outlived its time", timedelta(days=1), erase_outlived),
    Job("mail the head of the ledger", timedelta(days=7), mail_head),
    Job("mail what waits", timedelta(days=1), mail_waiting),
)
