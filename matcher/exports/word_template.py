"""The template of a Word file: its page and its styles. Made once in a process."""

from functools import lru_cache
from io import BytesIO

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from matcher.exports.document import LANGUAGE

FONT = "Calibri"
"""Word has it, and LibreOffice one of the same widths in its place."""

MARGIN = Mm(22)
BODY_WIDTH = round((210 - 2 * 22) / 25.4 * 1440)
"""What lies between the margins of A4, in twentieths of a point."""

TABLE_STYLE = "Ruled"

INK = RGBColor(0x16, 0x32, 0x4A)
GREY = RGBColor(0x4A, 0x57, 0x63)

_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="16324A"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="B8C4CE"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B8C4CE"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
      <w:bottom w:w="50" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="16324A"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7EDF3"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""


@lru_cache(maxsize=1)
def word_template() -> bytes:
    """An empty file with our page and styles."""
    file = docx.Document()
    _set_page(file)
    _set_paragraphs(file)
    _set_characters(file)
    file.styles.element.append(parse_xml(_TABLE))
    _forget_the_origin(file)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _set_page(file: File) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.footer.is_linked_to_previous = False
    tabs = file.styles["Footer"].paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)


def _set_paragraphs(file: File) -> None:
    """The styles of paragraphs: size, space before and after in points."""
    for name, size, before, after in (
        ("Normal", 10.5, 0, 6),
        ("Subtitle", 12, 0, 0),
        ("Title", 24, 0, 4),
        ("Heading 1", 15, 18, 5),
        ("Heading 2", 11.5, 10, 3),
        ("Heading 3", 10.5, 8, 2),
        ("List Bullet", 10.5, 0, 3),
        ("List Bullet 2", 10, 0, 2),
        ("List Number", 10.5, 0, 3),
        ("Footer", 9, 0, 0),
    ):
        _set_style(file.styles[name], size, before, after)
    for name, size, before, after in (
        ("Cell", 9.5, 0, 0),
        ("AfterTable", 5, 0, 4),
        ("About", 9.5, 0, 12),
        ("Closing", 9.5, 16, 0),
    ):
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        _set_style(style, size, before, after)
    for name in ("Subtitle", "About", "Closing", "Footer"):
        file.styles[name].font.color.rgb = GREY
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        file.styles[name].font.color.rgb = INK
        file.styles[name].font.bold = True
    file.styles["Closing"].font.italic = True


def _set_style(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    """Its font in place of the theme's, its size, and the space around it."""
    style.font.size, style.font.name = Pt(size), FONT
    style.font.italic = False
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.12
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)


def _set_characters(file: File) -> None:
    """The styles of what is to be filled in, of code and of links."""
    blank = _character_style(file, "Blank")
    shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF2CC"/>'
    blank.element.get_or_add_rPr().append(parse_xml(shade))
    _character_style(file, "Code").font.name = "Consolas"
    links = _character_style(file, "Hyperlink")
    links.font.color.rgb = RGBColor(0x0B, 0x57, 0xA4)
    links.font.underline = True


def _character_style(file: File, name: str) -> CharacterStyle:
    style: CharacterStyle = file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    return style


def _forget_the_origin(file: File) -> None:
    """Our language instead of the template's, no author, no picture of another file, and the
    layout of today's Word."""
    properties = file.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language, properties.revision = LANGUAGE, 1
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    package = file.part.package
    for name, relationship in list(package.rels.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _numbered_list(file: File) -> int:
    """The definition of the list that the style of numbered lists has."""
    number = file.styles["List Number"].element.pPr.numPr.numId.val
    definition: int = file.part.numbering_part.element.num_having_numId(number).abstractNumId.val
    return definition


NUMBERED_LIST = _numbered_list(docx.Document())
