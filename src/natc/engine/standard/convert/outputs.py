"""The converted register and its account as files."""

from pathlib import Path

from natc.engine.errors import Refused
from natc.engine.standard.convert.account import account_markdown
from natc.engine.standard.convert.carry import Converted
from natc.engine.whole import whole_file

REGISTER, ACCOUNT = "register.csv", "account.md"


def write_converted(converted: Converted, folder: Path, lang: str, *, source: Path) -> tuple[Path, Path]:
    """Write register.csv (UTF-8, headings are variable codes) and account.md; each appears whole or not at all."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file; name a folder for the register and its account")
    register, account = folder / REGISTER, folder / ACCOUNT
    if source.resolve() in (register.resolve(), account.resolve()):
        raise Refused(f"{source} would be overwritten by its own conversion; name another folder with --out")
    folder.mkdir(parents=True, exist_ok=True)
    with whole_file(register) as unfinished:
        converted.register.write_csv(unfinished)
    with whole_file(account) as unfinished:
        unfinished.write_text(account_markdown(converted.account, lang), encoding="utf-8")
    return register, account
