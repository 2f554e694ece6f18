import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { inline, openStudio } from '../testing/draw.ts';
import { makePng } from '../testing/make-png.ts';

const studio = openStudio();
afterAll(() => studio.close());

const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#c00"/></svg>';
const content = [
  { type: 'heading', level: 1, text: 'Chapter', id: 'start' },
  {
    type: 'paragraph',
    text: [
      { text: 'See ' },
      { text: 'the page', link: 'https://example.com/ä' },
      { text: ' or ' },
      { text: 'the start', link: '#start' },
    ],
  },
  { type: 'heading', level: 2, text: 'Section' },
  { type: 'list', items: ['one', 'two'] },
  {
    type: 'table',
    columns: [{ header: 'A' }, { header: 'B' }],
    rows: [['x', 'y'], [{ text: 'both', colSpan: 2 }]],
  },
  { type: 'image', document: inline(SQUARE), alt: 'A red square' },
  { type: 'heading', level: 1, text: 'Next' },
];

describe('structure', () => {
  it('is in the document for those who cannot see it, in the order of reading', async () => {
    const { read } = await studio.draw({ content, language: 'en' });
    expect(read.roles).toEqual([
      'Root',
      'Document',
      'H1',
      'P',
      'Link',
      'Link',
      'H2',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'THead',
      'TR',
      'TH',
      'TH',
      'TBody',
      'TR',
      'TD',
      'TD',
      'TR',
      'TD',
      'Figure',
      'H1',
    ]);
    expect(read.alternatives).toEqual(['A red square']);
  });

  it('is left out when it is not wanted', async () => {
    const { read } = await studio.draw({ content, tagged: false });
    expect(read.roles).toEqual([]);
    expect(read.pages[0]).toContain('Chapter');
  });

  it('has bookmarks of the headings, and links', async () => {
    const { read } = await studio.draw({ content });
    expect(read.bookmarks).toBe('Chapter (Section), Next');
    expect(read.links).toEqual(['https://example.com/%C3%A4', expect.stringContaining('h7374617274')]);
  });
});

describe('a standard', () => {
  it('is told in the metadata, with the facts of the document as they are', async () => {
    const facts = {
      title: 'Größe <&> "x"',
      author: 'Müller & Co',
      subject: 'Test',
      keywords: 'a, b',
      createdAt: '2026-01-31T10:00:00+01:00',
    };
    const { read, bytes } = await studio.draw({
      content,
      ...facts,
      language: 'de',
      standard: 'PDF/A-2b, PDF/UA-1',
    });
    for (const part of [
      '<pdfaid:part>2<',
      '<pdfaid:conformance>B<',
      '<pdfuaid:part>1<',
      'Größe &lt;&amp;&gt;',
      'Müller &amp; Co',
      '2026-01-31T09:00:00Z',
    ]) {
      expect(read.metadata).toContain(part);
    }
    expect(Buffer.from(bytes).toString('latin1')).toContain('D:20260131090000Z');
  });

  const refused: [string, JsonObject, string][] = [
    ['PDF/UA without a language', { standard: 'PDF/UA-1' }, 'language: PDF/UA needs the language'],
    ['PDF/UA without tags', { standard: 'PDF/UA-1', language: 'en', tagged: false }, 'tagged: '],
    [
      'headings with a gap',
      { standard: 'PDF/UA-1', language: 'en', content: [{ type: 'heading', level: 2, text: 'x' }] },
      'content[0].level: ',
    ],
    [
      'a password in an archive',
      { standard: 'PDF/A-3b', userPassword: 'x' },
      'standard: PDF/A allows no password',
    ],
    [
      'attachments in PDF/A-2b',
      { standard: 'PDF/A-2b', attachments: [{ document: inline('x') }] },
      'attachments: ',
    ],
    ['permissions without a password', { allow: ['print'] }, 'allow: '],
  ];
  it.each(refused)('%s is refused', async (_, variables, message) => {
    const error = await studio.fail({ content, ...variables });
    expect(error).toMatchObject({ kind: 'definition', message: expect.stringContaining(message) });
  });
});

describe('attachments', () => {
  it('are in the file under their names', async () => {
    const document = await studio.keep('a;b', 'rows.csv');
    const { read } = await studio.draw({
      content,
      standard: 'PDF/A-3b',
      attachments: [
        { document, relationship: 'Data', description: 'The rows' },
        { document, fileName: 'copy.csv' },
      ],
    });
    expect([...read.attachments.keys()]).toEqual(['copy.csv', 'rows.csv']);
    expect(Buffer.from(read.attachments.get('rows.csv')!).toString()).toBe('a;b');
  });
});

describe('a password', () => {
  const protectedBy = {
    content,
    userPassword: 'schlüssel',
    ownerPassword: 'chef',
    allow: ['print'],
    author: 'Ada',
  };

  it('is needed to open the document', async () => {
    const { read, bytes } = await studio.draw(protectedBy, { password: 'schlüssel' });
    expect(read.pages[0]).toContain('Chapter');
    expect(read.author).toBe('Ada');
    expect(read.alternatives).toEqual(['A red square']);
    expect(read.permissions).not.toBeNull();
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('/S/H1/P 0');
    await expect(studio.draw(protectedBy)).rejects.toThrow(/password/i);
  });

  it('does not make the bytes a matter of chance', async () => {
    const [first, again, other] = await Promise.all(
      ['7', '7', '8'].map((fileKey) => studio.draw(protectedBy, { fileKey, password: 'chef' })),
    );
    expect(Buffer.compare(first!.bytes, again!.bytes)).toBe(0);
    expect(Buffer.compare(first!.bytes, other!.bytes)).not.toBe(0);
  });

  it('of a picture with transparency neither, which is compressed on another thread', async () => {
    const document = await studio.keep(makePng());
    const pictures = Array.from({ length: 3 }, () => ({ type: 'image', document, alt: 'x' }));
    const [first, again] = await Promise.all(
      ['7', '7'].map((fileKey) => studio.draw({ content: [...pictures, ...content] }, { fileKey })),
    );
    expect(Buffer.compare(first!.bytes, again!.bytes)).toBe(0);
  });

  it('is in no message', async () => {
    const failure = await studio.fail({ ...protectedBy, content: [{ type: 'x' }] });
    expect(JSON.stringify(failure)).not.toMatch(/schlüssel|chef/);
  });
});
