import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fillWordTemplate } from '../fill/fill-template.ts';
import { fillText, showBlocks } from '../testing/show-text.ts';
import { p, plainParts, writeRelationships, writeWord, writeZip } from '../testing/write-word.ts';
import { readWordTemplate } from './read-template.ts';

const data = {
  number: 'A1',
  vip: false,
  total: 12.5,
  customer: { name: 'Ada' },
  order: { items: [{ name: 'Bike', price: 3 }] },
};
const locale = { tag: 'en', timeZone: 'UTC' };

describe('a file that python-docx wrote', async () => {
  const template = await readWordTemplate(await readFile(new URL('../testing/offer.docx', import.meta.url)));
  const sections = fillWordTemplate(template, { data, locale });
  const lines = sections.map((section) => showBlocks(section.blocks()));

  it('gives its text with numbers, bullets and values', () => {
    expect(lines[0]).toEqual([
      'Offer A1',
      'For Ada',
      expect.stringMatching(/^Dear Ada, your total is €12\.50\. Lorem/),
      'Welcome.',
      '• Bike: €3.00',
      '1. First',
      '2. Second',
      '1. Deeper',
      'Item | Qty | Price',
      'Bike | 1 | €3.00',
      'Total | €12.50',
      'Left<tab>Right aligned',
      'Picture: <picture> after',
      'H2O and E=mc2',
      'Merged down | r0',
      ' | r1',
      ' | r2',
    ]);
  });

  it('has sections of their own size and columns, with the header of the first', () => {
    expect(sections.map(({ look }) => [look.width > look.height, look.columns.length])).toEqual([
      [false, 1],
      [true, 2],
    ]);
    expect(showBlocks(sections[1]?.headers.get('default')?.() ?? [])).toEqual([
      'Example Ltd<tab>Offers<tab>A1',
    ]);
    expect(showBlocks(sections[0]?.footers.get('default')?.() ?? [])).toEqual([
      'Page <pageNumber> of <pageCount>',
    ]);
  });

  it('has a title, and spaced letters in the style of its title', () => {
    const warnings = ['Letters stand neither closer nor wider than their font has them'];
    expect([template.title, template.warnings]).toEqual(['Offer', warnings]);
  });
});

const style = (id: string, basedOn: string, properties: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${basedOn}"/>${properties}</w:style>`;

async function readStyled(styles: string, body: string) {
  const xmlns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const file = writeZip({
    ...plainParts(body),
    'word/_rels/document.xml.rels': writeRelationships([['styles', 'styles.xml']]),
    'word/styles.xml': `<w:styles ${xmlns}>${styles}</w:styles>`,
  });
  const [section] = fillWordTemplate(await readWordTemplate(file), { data: {}, locale });
  return [...(section?.blocks() ?? [])];
}

describe('styles', () => {
  it('inherit, and a toggle that two of them say is off again', async () => {
    const styles = [
      '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>',
      style(
        'Base',
        '',
        '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>',
      ),
      style(
        'Own',
        'Base',
        '<w:pPr><w:spacing w:before="240"/></w:pPr><w:rPr><w:color w:val="FF0000"/></w:rPr>',
      ),
      '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>',
    ].join('');
    const body =
      '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>b</w:t></w:r></w:p>';
    const [block] = await readStyled(styles, body);
    expect(block).toMatchObject({
      heading: 2,
      look: { align: 'center', spaceBefore: 12 },
      content: [
        { text: 'a', look: { bold: true, size: 11, color: '#ff0000' } },
        { text: 'b', look: { bold: false } },
      ],
    });
  });

  it('that are based on themselves are refused', async () => {
    const styles = style('A', 'B', '') + style('B', 'A', '');
    const body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>';
    await expect(readStyled(styles, body)).rejects.toThrow('is based on itself');
  });
});

describe('what would be lost', () => {
  it.each([
    ['A footnote', '<w:r><w:footnoteReference w:id="1"/></w:r>'],
    ['An embedded object', '<w:r><w:object/></w:r>'],
    ['A text box', '<w:r><w:pict><w:txbxContent/></w:pict></w:r>'],
    ['An equation', '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'],
    ['A page number outside of header and footer', '<w:fldSimple w:instr=" PAGE "/>'],
  ])('is an error that names it: %s', async (name, run) => {
    const body = `<w:p><w:r><w:t>Beside it</w:t></w:r>${run}</w:p>`;
    await expect(readWordTemplate(writeWord(body))).rejects.toThrow(`${name} cannot be drawn`);
  });
});

describe('what is drawn otherwise', () => {
  it('is named in a warning', async () => {
    const body = [
      '<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>',
      '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>today</w:t></w:r></w:fldSimple></w:p>',
      '<w:p><w:r><w:unheardOf/></w:r></w:p>',
    ].join('');
    const { warnings } = await readWordTemplate(writeWord(body));
    expect(warnings).toEqual([
      'Tracked changes are drawn as if they were accepted',
      'Fields of the kind DATE show what Word wrote last',
      'What the element w:unheardOf says is left out',
    ]);
    expect(await fillText(writeWord(body), {})).toEqual(['new', 'today', '']);
  });

  it('is named for the looks of letters, also those of styles that are used', async () => {
    const run = '<w:r><w:rPr><w:smallCaps/><w:w w:val="100"/></w:rPr><w:t>x</w:t></w:r>';
    const { warnings } = await readWordTemplate(writeWord(`<w:p>${run}</w:p>`));
    expect(warnings).toEqual(['Small capitals are drawn as capitals']);
  });

  it('is not what an editor marks for itself', async () => {
    const body =
      '<w:p><w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/><w:t>x</w:t></w:r></w:p>';
    expect((await readWordTemplate(writeWord(body))).warnings).toEqual([]);
    expect(await fillText(writeWord(p('x')), {})).toEqual(['x']);
  });
});
