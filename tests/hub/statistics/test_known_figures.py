"""What is public without us: brought as a file, shown exact where our count is the same, told to compilers where it is not."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from hub.statistics.made_releases import accepted_call, persons, secretariat, small_policy
from natc.engine.release.figures import Showing
from natc.hub.statistics.actions import making
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import PublicSeries, Release
from natc.hub.statistics.tasks import make_waiting
from natc.hub.submissions.outline import fill_forms

OWN = "territory,year,table,cell,value,address\nRS,2024,sex,F,{women},https://example.org/report\n"


def bring(client, women: object) -> str:
    """The page that answers a file that tells how many women Serbia published."""
    file = SimpleUploadedFile("own.csv", OWN.format(women=women).encode())
    return client.post("/releases/known/", {"uid": uuid4(), "file": file}, follow=True).content.decode()


def test_a_number_that_a_state_published_itself_stands_exact_with_its_address(sara, browse) -> None:
    fill_forms()
    call = accepted_call({"RS": persons(52, 31), "RO": persons(310, 214)})
    page = bring(browse(sara), 52)

    given = {"policy": small_policy(), "replaces": None, "why": None, "by": sara, "desk": secretariat()}
    release = making.begin(uid=uuid4(), call=call, **given)
    making.start(release=release, by=sara, desk=secretariat())
    make_waiting()
    women = made_of(Release.objects.get()).figures.filter(territory="RS", cell="F").row(0, named=True)

    assert "own.csv" in page
    assert (women["showing"], women["shown"], women["source"]) == (Showing.EXACT, 52, "https://example.org/report")


def test_compilers_are_told_where_a_state_counts_otherwise_than_it_published(sara, browse) -> None:
    fill_forms()
    call = accepted_call({"RS": persons(52, 31)})
    bring(browse(sara), 49)

    page = browse(sara).get(f"/releases/quality/{call.uid}/").content.decode()

    assert "1 count is not what is public already" in page
    assert "https://example.org/report" in page


def test_a_file_that_says_nothing_of_our_cells_is_refused_with_its_row(sara, browse) -> None:
    assert "own.csv, row 2: year 2024 and value many should be whole numbers" in bring(browse(sara), "many")
    assert not PublicSeries.objects.exists()


def test_a_wrong_file_is_taken_out_again(sara, browse) -> None:
    client = browse(sara)
    bring(client, 52)

    client.post(f"/releases/known/{PublicSeries.objects.get().uid}/drop/")

    assert not PublicSeries.objects.standing().exists()
