"""Makes document.docx, the Word template of a Document: what is written here is all that is in it, no macro, nothing hidden.

`python -m natc.engine.pictures.documents.word_template` writes it anew; a test compares the two.
"""

from io import BytesIO
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table

from natc.engine.pictures.documents.word import TEMPLATE, repacked

FONT = "Arial"  # on every office machine; Liberation Sans, of the same widths, stands in for it elsewhere
BODY, SMALL = Pt(9), Pt(8)
SIDES, EDGES = Mm(20), Mm(16)


def template() -> bytes:
    """The template: blocks of a Document in their order, each in its style; the banner in header and footer of every page."""
    document = docx.Document()
    set_page(document, "{{ document.banner }}")
    set_styles(document)
    document.add_paragraph("{{ document.title }}", "Title")
    document.add_paragraph("{{ document.subtitle }}", "Subtitle")
    document.add_paragraph("{%p for kind, block in blocks %}")
    _when(document, "Heading", "{{ block.text }}", "Heading 1")
    _when(document, "Paragraph", "{{ block.text }}", "Normal")
    _when(document, "Notice", "{{ block.text }}", "Intense Quote")
    _bullets(document)
    _grid(document)
    _drawing(document)
    _new_page(document)
    document.add_paragraph("{%p endfor %}")
    written = BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def set_page(document: WordDocument, banner: str) -> None:
    """A4 with our margins, the banner in header and footer of every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = SIDES
    section.top_margin = section.bottom_margin = EDGES
    section.header_distance = section.footer_distance = Mm(9)
    for edge in (section.header, section.footer):
        line = edge.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(banner).bold = True


def set_styles(document: WordDocument) -> None:
    """Our fonts, sizes and spaces in the styles that a document of ours uses."""
    sizes = {"Normal": BODY, "List Bullet": BODY, "Title": Pt(17), "Subtitle": Pt(10.5), "Heading 1": Pt(11.5), "Caption": SMALL}
    spaces = {
        "Normal": (2, 4),
        "List Bullet": (0, 2),
        "Title": (0, 2),
        "Subtitle": (0, 4),
        "Heading 1": (9, 3),
        "Caption": (2, 2),
    }
    for name in (*sizes, "Intense Quote", "Header", "Footer"):
        style = cast(ParagraphStyle, document.styles[name])
        style.font.name, style.font.size = FONT, sizes.get(name, SMALL)
        style.font.italic, style.font.color.rgb = False, None
        before, after = spaces.get(name, (3, 3))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            style.element.rPr.rFonts.set(qn(script), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    cast(ParagraphStyle, document.styles["Caption"]).paragraph_format.keep_with_next = True


def _when(document: WordDocument, kind: str, text: str, style: str) -> None:
    document.add_paragraph(f'{{%p if kind == "{kind}" %}}')
    document.add_paragraph(text, style)
    document.add_paragraph("{%p endif %}")


def _bullets(document: WordDocument) -> None:
    document.add_paragraph('{%p if kind == "Bullets" %}')
    document.add_paragraph("{%p for item in block.items %}")
    document.add_paragraph("{{ item }}", "List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _grid(document: WordDocument) -> None:
    document.add_paragraph('{%p if kind == "Grid" %}')
    document.add_paragraph("{{ block.caption }}", "Caption")
    table = document.add_table(rows=4, cols=4)
    table.style = "Table Grid"
    _fill(table, 0, "block.head")
    _repeat_on_every_page(table)
    table.cell(1, 0).text = "{%tr for row in block.rows %}"
    _fill(table, 2, "row")
    table.cell(3, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")


def _fill(table: Table, row: int, cells: str) -> None:
    """The first cell, then one cell for each further column."""
    texts = (f"{{{{ {cells}[0] }}}}", f"{{%tc for cell in {cells}[1:] %}}", "{{ cell }}", "{%tc endfor %}")
    for column, text in enumerate(texts):
        line = table.cell(row, column).paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1)
        run = line.add_run(text)
        run.font.size, run.bold = SMALL, row == 0


def _repeat_on_every_page(table: Table) -> None:
    """Mark the first row as the heading: screen readers name the column by it."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _drawing(document: WordDocument) -> None:
    document.add_paragraph('{%p if kind == "Drawing" %}')
    document.add_paragraph("{{ block.image }}")
    document.add_paragraph("{{ block.title }}. {{ block.caption }}", "Caption")
    document.add_paragraph("{%p endif %}")


def _new_page(document: WordDocument) -> None:
    document.add_paragraph('{%p if kind == "NewPage" %}')
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
