"""One door to all templates, for the command line."""

from pathlib import Path

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.form import load_form
from natc.engine.standard.templates.register_writer import write_register_template
from natc.engine.standard.templates.submission_writer import write_submission_template
from natc.engine.standard.templates.xlsform import write_xlsform
from natc.engine.text import LANGUAGES

REGISTERS = ("protection", "justice", "ngo")
SUBMISSION = "submission"
TEMPLATES = (*REGISTERS, SUBMISSION)


def write_template(what: str, path: Path, lang: str) -> None:
    """Write the Excel template of a register or of the submission. Raises Unusable for another form, language or ending,
    Refused for a file that exists: somebody may have filled it in.
    """
    _check(what, TEMPLATES, path, lang)
    if what == SUBMISSION:
        write_submission_template(path, lang)
    else:
        write_register_template(load_form(what), path, lang)


def write_questionnaire(what: str, path: Path, lang: str) -> None:
    """Write the XLSForm of a register in every language, `lang` first. Raises Unusable as `write_template` does."""
    _check(what, REGISTERS, path, lang)
    write_xlsform(load_form(what), path, [lang, *(other for other in LANGUAGES if other != lang)])


def _check(what: str, forms: tuple[str, ...], path: Path, lang: str) -> None:
    if what not in forms:
        raise Unusable(f'no file of this kind is made of "{what}"; choose {", ".join(forms)}')
    if lang not in LANGUAGES:
        raise Unusable(f'the standard does not speak "{lang}"; choose {", ".join(LANGUAGES)}')
    if path.suffix.lower() != ".xlsx":
        raise Unusable(f"{path.name}: the file is an Excel workbook; give it a name that ends in .xlsx")
    if path.is_file():
        raise Refused(f"{path.name} exists already and may have been filled in; choose another name, or delete it first")
    if not path.absolute().parent.is_dir():
        raise Unusable(f"{path.name}: the folder {path.parent} does not exist; make it or choose another")
