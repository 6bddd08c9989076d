"""What the hub holds about who answers: that they saved something and when, not what; the figures belong to the desk."""

from datetime import date

from hub.submissions.made_answers import answer_all, submission_of
from natc.hub.members.models import Person


def test_vesna_reads_what_she_saved_and_when_but_keeps_no_figure_when_she_leaves(send, vesna: Person, browse) -> None:
    submission = submission_of(send("consultation"), "RS")
    answer_all(submission, vesna)
    vesna.mandates.update(last_day=date(2025, 12, 31))

    page, export = (browse(vesna).get(address).content.decode() for address in ("/account/", "/account/export/"))

    assert "Answer version" in page
    assert export.count('"what": "answer version"') == 8
    for text in (page, export):
        assert "4711" not in text
        assert "Protection was neglected." not in text


def test_of_thousands_of_answers_the_page_shows_some_and_the_download_all(send, vesna: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    for _again in range(2):
        answer_all(submission, vesna, **{"A1|Total": 6 + _again, "done": f"Version {_again}", "survivors": f"Version {_again}"})
    answer_all(submission, vesna)

    page, export = (browse(vesna).get(address).content.decode() for address in ("/account/", "/account/export/"))

    assert page.count("Answer version") == 20
    assert "more rows of this kind are in the download" in page
    assert export.count('"what": "answer version"') > 20
