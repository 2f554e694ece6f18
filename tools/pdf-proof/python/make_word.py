"""Writes the Word files of the tests with python-docx (Debian: python3-docx): make_word.py FOLDER"""
import io
import struct
import sys
import zlib
from os.path import join

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, RGBColor

LOREM = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '


def png(w=40, h=20):
    """A picture of one color."""
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = b''.join(b'\0' + b'\x30\x60\xc0' * w for _ in range(h))
    header = chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 2, 0, 0, 0))
    return io.BytesIO(b'\x89PNG\r\n\x1a\n' + header + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def field(p, instruction):
    """A complex field, as Word writes one."""
    for kind in ('begin', instruction, 'separate', '1', 'end'):
        run = p.add_run()
        if kind in ('begin', 'separate', 'end'):
            mark = OxmlElement('w:fldChar')
            mark.set(qn('w:fldCharType'), kind)
            run._r.append(mark)
        elif kind == '1':
            run.text = kind
        else:
            text = OxmlElement('w:instrText')
            text.text = kind
            run._r.append(text)


def page_numbers(p):
    p.add_run('Page ')
    field(p, 'PAGE')
    p.add_run(' of ')
    field(p, 'NUMPAGES')


def page(section):
    section.page_width, section.page_height = Cm(21), Cm(29.7)


def drop_extras(d):
    """The thumbnail of the default template of python-docx."""
    for key, rel in list(d.part.package.rels.items()):
        if rel.reltype.endswith('thumbnail'):
            del d.part.package.rels[key]


def offer():
    d = Document()
    d.core_properties.title = 'Offer'
    section = d.sections[0]
    page(section)
    section.header.paragraphs[0].text = 'Example Ltd\tOffers\t${number}'
    page_numbers(section.footer.paragraphs[0])
    d.add_heading('Offer ${number}', 0)
    d.add_heading('For ${customer.name}', 1)
    p = d.add_paragraph('Dear $')
    p.add_run('{cust').bold = True
    p.add_run('omer.name}, your total is ')
    total = p.add_run('${total | money:EUR}')
    total.bold = True
    total.font.color.rgb = RGBColor(0xC0, 0, 0)
    p.add_run('. ' + LOREM * 4)
    p.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for text in ('${#if vip}', 'You are our best customer.', '${#else}', 'Welcome.', '${/if}'):
        d.add_paragraph(text)
    d.add_paragraph('${#each order.items as item}')
    d.add_paragraph('${item.name}: ${item.price | money:EUR}', style='List Bullet')
    d.add_paragraph('${/each}')
    for text in ('First', 'Second'):
        d.add_paragraph(text, style='List Number')
    d.add_paragraph('Deeper', style='List Number 2')
    table = d.add_table(rows=3, cols=3, style='Light Grid Accent 1')
    for cell, text in zip(table.rows[0].cells, ('Item', 'Qty', 'Price')):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement('w:tblHeader'))
    row = table.rows[1].cells
    row[0].text = '${#each order.items as item}${item.name}'
    row[1].text = '${itemNumber}'
    row[2].text = '${item.price | money:EUR}${/each}'
    table.rows[2].cells[0].merge(table.rows[2].cells[1]).text = 'Total'
    table.rows[2].cells[2].text = '${total | money:EUR}'
    p = d.add_paragraph('Left\tRight aligned')
    p.paragraph_format.tab_stops.add_tab_stop(Cm(14), WD_TAB_ALIGNMENT.RIGHT)
    p = d.add_paragraph('Picture: ')
    p.add_run().add_picture(png(), width=Cm(2))._inline.docPr.set('descr', 'Our logo')
    p.add_run(' after')
    p = d.add_paragraph('H')
    p.add_run('2').font.subscript = True
    p.add_run('O and E=mc')
    p.add_run('2').font.superscript = True
    table = d.add_table(rows=3, cols=2, style='Table Grid')
    table.cell(0, 0).merge(table.cell(2, 0)).text = 'Merged down'
    for index in range(3):
        table.cell(index, 1).text = 'r%d' % index
    section = d.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section._sectPr.xpath('./w:cols')[0].set(qn('w:num'), '2')
    for index in range(12):
        d.add_paragraph('Column text %d. ' % index + LOREM * 6)
    return d


def letter():
    d = Document()
    d.core_properties.title = 'Letter'
    d.settings.odd_and_even_pages_header_footer = True
    section = d.sections[0]
    page(section)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = 'First page header'
    section.even_page_header.paragraphs[0].text = 'Even page header'
    section.header.paragraphs[0].text = 'Other page header'
    page_numbers(section.footer.paragraphs[0])
    d.add_heading('Letter to ${name}', 1)
    p = d.add_paragraph('Chapter\t12')
    p.paragraph_format.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    p = d.add_paragraph('See ')
    target = d.part.relate_to('https://example.com/?for=${name}', RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    p._p.append(parse_xml(
        '<w:hyperlink %s r:id="%s"><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>our page</w:t></w:r></w:hyperlink>'
        % (nsdecls('w', 'r'), target)))
    table = d.add_table(rows=2, cols=3, style='Table Grid')
    table.cell(0, 0).merge(table.cell(0, 1)).text = 'Wide'
    table.cell(0, 2).merge(table.cell(1, 2)).text = 'Tall'
    table.cell(1, 0).text = 'a'
    table.cell(1, 1).text = 'b'
    p = d.add_paragraph('Yours')
    p.add_run().add_picture(png(), width=Cm(3))._inline.docPr.set('descr', '${signature} Signature of ${name}')
    for _ in range(2):
        d.add_page_break()
        d.add_paragraph(LOREM * 3)
    return d


def float_picture(run, wrap, behind='0'):
    """Takes a picture out of the line, as Word does."""
    inline = run._r.xpath('.//wp:inline')[0]
    graphic, extent, properties = (inline.xpath(path)[0] for path in ('./a:graphic', './wp:extent', './wp:docPr'))
    anchor = parse_xml(
        '<wp:anchor %s behindDoc="%s"><wp:positionH relativeFrom="page"><wp:posOffset>360000</wp:posOffset>'
        '</wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>720000</wp:posOffset></wp:positionV>'
        '</wp:anchor>' % (nsdecls('wp', 'a', 'pic', 'r'), behind))
    for each in (extent, OxmlElement(wrap), properties, graphic):
        anchor.append(each)
    inline.getparent().replace(inline, anchor)


def report():
    """What is rarer: columns within a page, floating pictures, right to left, numbered headings, fields."""
    d = Document()
    d.core_properties.title = 'Report'
    page(d.sections[0])
    logo = d.sections[0].header.paragraphs[0].add_run()
    logo.add_picture(png(), width=Cm(1))._inline.docPr.set('descr', '')
    float_picture(logo, 'wp:wrapNone', '1')
    d.add_heading('One', 1)
    d.add_heading('Far below', 3)
    d.add_paragraph('Before the columns.')
    section = d.add_section(WD_SECTION.CONTINUOUS)
    section._sectPr.xpath('./w:cols')[0].set(qn('w:num'), '2')
    d.add_paragraph('Left column.').add_run().add_break(WD_BREAK.COLUMN)
    d.add_paragraph('Right column.')
    section = d.add_section(WD_SECTION.CONTINUOUS)
    section._sectPr.xpath('./w:cols')[0].set(qn('w:num'), '1')
    p = d.add_paragraph('After the columns.')
    run = p.add_run()
    run.add_picture(png(), width=Cm(3))._inline.docPr.set('descr', 'A square')
    float_picture(run, 'wp:wrapSquare')
    p = d.add_paragraph('\u05e9\u05dc\u05d5\u05dd')
    p._p.get_or_add_pPr().append(OxmlElement('w:bidi'))
    table = d.add_table(rows=1, cols=2, style='Table Grid')
    table.cell(0, 0).paragraphs[0].add_run('Cell').add_break(WD_BREAK.PAGE)
    inner = table.cell(0, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = 'Inner'
    p = d.add_paragraph('Made on ')
    field(p, 'DATE')
    run = d.add_paragraph().add_run('capitals')
    run.font.all_caps = True
    d.add_paragraph('hidden').runs[0].font.hidden = True
    return d


if __name__ == '__main__':
    for make in (offer, letter, report):
        document = make()
        drop_extras(document)
        document.save(join(sys.argv[1], make.__name__ + '.docx'))
