"""Writes 40 Word files without placeholders with python-docx, each with other features: make_plain_word.py FOLDER"""
import sys
from os.path import join

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from make_word import LOREM, drop_extras, page, page_numbers, png

FAMILY = 'DejaVu Sans'


def start():
    d = Document()
    page(d.sections[0])
    for style in d.styles:
        fonts = style.element.xpath('.//w:rFonts')
        for each in fonts:
            for name in list(each.attrib):
                del each.attrib[name]
            each.set(qn('w:ascii'), FAMILY)
            each.set(qn('w:hAnsi'), FAMILY)
    d.styles['Normal'].font.name = FAMILY
    return d


def paragraphs(align, line, indent):
    d = start()
    for index in range(12):
        p = d.add_paragraph('%d. ' % index + LOREM * (index % 5 + 1))
        p.alignment = align
        p.paragraph_format.line_spacing = line
        p.paragraph_format.left_indent = Cm(indent)
        p.paragraph_format.first_line_indent = Cm(indent / 2)
        p.paragraph_format.space_before = Pt(index)
    return d


def runs(size):
    d = start()
    for index in range(10):
        p = d.add_paragraph()
        for number, word in enumerate((LOREM * 2).split()):
            run = p.add_run(word + ' ')
            run.bold = number % 3 == 0
            run.italic = number % 4 == 0
            run.underline = number % 5 == 0
            run.font.strike = number % 7 == 0
            run.font.size = Pt(size + index)
            run.font.color.rgb = RGBColor(number * 9 % 256, 0, 90)
    return d


def lists(style):
    d = start()
    d.add_heading('A list', 1)
    for index in range(8):
        d.add_paragraph('Item %d. ' % index + LOREM * (index % 2), style=style)
        if index % 3 == 0:
            d.add_paragraph('Inner item %d' % index, style=style + ' 2')
    d.add_paragraph('After it.')
    return d


def table(style, rows, columns):
    d = start()
    d.add_paragraph('Before the table.')
    t = d.add_table(rows=rows, cols=columns, style=style)
    for r, row in enumerate(t.rows):
        for c, cell in enumerate(row.cells):
            cell.text = 'Cell %d %d' % (r, c) + (' ' + LOREM if r % 4 == 1 and c == 0 else '')
    if rows > 4:
        header = OxmlElement('w:tblHeader')
        t.rows[0]._tr.get_or_add_trPr().append(header)
    d.add_paragraph('After the table.')
    return d


def merged(rows, columns):
    d = start()
    t = d.add_table(rows=rows, cols=columns, style='Table Grid')
    for r, row in enumerate(t.rows):
        for c, cell in enumerate(row.cells):
            if c > 1 and r not in (0,):
                cell.text = 'r%dc%d' % (r, c)
    t.cell(0, 0).merge(t.cell(0, columns - 1)).text = 'Across'
    t.cell(1, 0).merge(t.cell(rows - 1, 0)).text = 'Down'
    t.cell(1, 1).merge(t.cell(2, 1)).text = 'Half'
    inner = t.cell(rows - 1, columns - 1).add_table(rows=2, cols=2)
    inner.cell(0, 0).text = 'inner'
    return d


def sections(columns, landscape):
    d = start()
    d.add_heading('First section', 1)
    d.add_paragraph(LOREM * 20)
    section = d.add_section(WD_SECTION.NEW_PAGE)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
    section._sectPr.xpath('./w:cols')[0].set(qn('w:num'), str(columns))
    for index in range(10):
        d.add_paragraph('%d. ' % index + LOREM * 5)
    return d


def bars(first, even):
    d = start()
    section = d.sections[0]
    section.different_first_page_header_footer = first
    d.settings.odd_and_even_pages_header_footer = even
    section.header.paragraphs[0].text = 'Odd\tMiddle\tRight'
    section.first_page_header.paragraphs[0].text = 'First'
    section.even_page_header.paragraphs[0].text = 'Even'
    for footer in (section.footer, section.first_page_footer, section.even_page_footer):
        page_numbers(footer.paragraphs[0])
    for index in range(4):
        d.add_paragraph('Page %d. ' % (index + 1) + LOREM * 3)
        if index < 3:
            d.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    return d


def tabs(align, leader):
    d = start()
    for index in range(8):
        p = d.add_paragraph('Name %d\t%d.50\tEnd' % (index, 10 ** (index % 5)))
        p.paragraph_format.tab_stops.add_tab_stop(Cm(7), align, leader)
        p.paragraph_format.tab_stops.add_tab_stop(Cm(12))
    return d


def pictures(width):
    d = start()
    for index in range(4):
        p = d.add_paragraph('Before ')
        p.add_run().add_picture(png(), width=Cm(width + index))
        p.add_run(' and after. ' + LOREM)
    return d


def headings(levels):
    d = start()
    d.add_heading('Title', 0)
    for index in range(12):
        d.add_heading('Heading %d' % index, index % levels + 1)
        d.add_paragraph(LOREM * 3)
    return d


A = WD_ALIGN_PARAGRAPH
T = WD_TAB_ALIGNMENT
L = WD_TAB_LEADER
ALL = [
    *[(paragraphs, a) for a in ((A.LEFT, 1, 0), (A.RIGHT, 1.5, 0), (A.CENTER, 1.15, 1), (A.JUSTIFY, 2, 2), (A.LEFT, Pt(20), 1))],
    *[(runs, (size,)) for size in (8, 11, 16)],
    *[(lists, (style,)) for style in ('List Bullet', 'List Number', 'List Continue')],
    *[(table, a) for a in (('Table Grid', 3, 3), ('Light Shading', 8, 4), ('Light Grid Accent 1', 40, 3),
                           ('Medium Shading 1 Accent 2', 10, 5), ('Colorful List', 6, 2), ('Light List', 60, 4))],
    *[(merged, a) for a in ((4, 3), (6, 4), (3, 6))],
    *[(sections, a) for a in ((1, True), (2, False), (3, True), (4, True))],
    *[(bars, a) for a in ((False, False), (True, False), (False, True), (True, True))],
    *[(tabs, a) for a in ((T.LEFT, L.SPACES), (T.RIGHT, L.DOTS), (T.CENTER, L.DASHES), (T.DECIMAL, L.SPACES))],
    *[(pictures, (width,)) for width in (1, 4, 9)],
    *[(headings, (levels,)) for levels in (1, 3, 6)],
    *[(paragraphs, a) for a in ((A.JUSTIFY, 1, 4), (A.CENTER, 3, 0))],
]

if __name__ == '__main__':
    for index, (make, arguments) in enumerate(ALL):
        document = make(*arguments)
        drop_extras(document)
        document.core_properties.title = make.__name__
        document.save(join(sys.argv[1], '%02d-%s.docx' % (index, make.__name__)))
