"""The script that makes a portable folder for Windows, as far as it can be tried elsewhere; the folder itself is untested."""

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy/portable_windows.py"


@pytest.fixture(scope="module")
def portable() -> ModuleType:
    spec = importlib.util.spec_from_file_location("portable_windows", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def package(folder: Path, *names: str) -> Path:
    """An archive that holds files of these names."""
    with zipfile.ZipFile(folder / "embed.zip", "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return folder / "embed.zip"


def test_the_version_is_read_from_the_package_itself(portable: ModuleType, tmp_path: Path) -> None:
    assert portable.python_version(package(tmp_path, "python.exe", "python313._pth")) == "3.13"


@pytest.mark.parametrize("names", [["python.exe"], ["python39._pth"], ["python310._pth"]])
def test_another_archive_is_refused_in_a_sentence(portable: ModuleType, tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(SystemExit, match="is not Python's embeddable package for Windows"):
        portable.python_version(package(tmp_path, *names))


def test_the_python_of_the_folder_looks_for_packages_in_the_folder_alone(portable: ModuleType, tmp_path: Path) -> None:
    portable.find_packages(tmp_path, "3.13")

    assert (tmp_path / "python313._pth").read_text().splitlines() == ["python313.zip", ".", "Lib/site-packages", "import site"]


def test_every_file_of_the_folder_stands_in_its_manifest(portable: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "python.exe").write_bytes(b"")

    (line,) = portable.manifest(tmp_path)

    assert line == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  python/python.exe\n"


def test_it_says_that_nobody_has_tried_it(portable: ModuleType) -> None:
    assert "UNTESTED" in portable.ABOUT
    assert "UNTESTED" in portable.__doc__
