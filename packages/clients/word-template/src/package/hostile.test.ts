import { describe, expect, it } from 'vitest';
import { readWordTemplate } from '../read/read-template.ts';
import {
  p,
  plainParts,
  writeDocument,
  writeRelationships,
  writeWord,
  writeZip,
} from '../testing/write-word.ts';
import { WordError } from '../word-error.ts';

const nest = (name: string, depth: number): string =>
  `<w:${name}>`.repeat(depth) + `</w:${name}>`.repeat(depth);
const nestTables = (depth: number): string =>
  '<w:tbl><w:tr><w:tc>'.repeat(depth) + '</w:tc></w:tr></w:tbl>'.repeat(depth);
const withRelation = (type: string, target: string): Uint8Array =>
  writeZip({
    ...plainParts(p('x')),
    'word/_rels/document.xml.rels': writeRelationships([[type, target, 'External']]),
  });
const withDocument = (text: string | Uint8Array): Uint8Array =>
  writeZip({ ...plainParts(''), 'word/document.xml': text });

const plain = Buffer.from(writeWord(p('x')));
/** Its directory says that a part is smaller than it is. */
function lie(): Uint8Array {
  const file = Buffer.from(writeWord(p('x'.repeat(1_000))));
  const at = file.lastIndexOf('PK\u0001\u0002');
  file.writeUInt32LE(10, at + 24);
  return file;
}

describe('a hostile file', () => {
  it.each([
    ['of nothing', new Uint8Array(), 'not-word', /not a Word file/],
    [
      'of another kind',
      Buffer.from('%PDF-1.7 and so on, long enough for an end'),
      'not-word',
      /not a Word file/,
    ],
    ['of Word 2003', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'not-word', /save it as \.docx/],
    ['that is cut off', plain.subarray(0, -10), 'not-word', /cut off/],
    ['without a text document', writeZip({ 'a.txt': 'x' }), 'not-word', /names no text document/],
    [
      'that unfolds to a gigabyte',
      withDocument(Buffer.alloc(31_000_000, ' ')),
      'too-large',
      /unfolds to more than 200 times/,
    ],
    [
      'of 2,001 files',
      writeZip({
        ...plainParts(''),
        ...Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`x${index}`, ''])),
      }),
      'too-large',
      /at most 2000 files/,
    ],
    ['whose directory lies about a size', lie(), 'damaged', /damaged/],
    [
      'with a document type',
      withDocument('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
      'unsafe',
      /document type/,
    ],
    ['with an entity of its own', withDocument(writeDocument('&a;')), 'damaged', /not well-formed/],
    ['with elements 30,000 deep', writeWord(nest('sdt', 30_000)), 'too-large', /levels of elements/],
    ['with 10,000 tables in each other', writeWord(nestTables(10_000)), 'too-large', /levels of elements/],
    ['with 10 tables in each other', writeWord(nestTables(10)), 'too-large', /more than 6 deep/],
    [
      'with a huge attribute',
      writeWord(`<w:p w:x="${'x'.repeat(200_000)}"/>`),
      'too-large',
      /characters of an attribute/,
    ],
    ['with 600,000 elements', writeWord('<w:p/>'.repeat(600_000)), 'too-large', /more than/],
    [
      'with a row of a million columns',
      writeWord('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr></w:tc></w:tr></w:tbl>'),
      'too-large',
      /at most 63 columns/,
    ],
    [
      'with a picture from elsewhere',
      withRelation('image', 'https://example.com/x.png'),
      'unsafe',
      /never fetched/,
    ],
    ['with a frame from elsewhere', withRelation('frame', 'file:///etc/passwd'), 'unsafe', /never fetched/],
    ['with macros', writeZip({ ...plainParts(''), 'word/vbaProject.bin': 'x' }), 'unsafe', /macros/],
    ['with a part in no encoding', withDocument(Buffer.from([0x3c, 0xff, 0xff])), 'damaged', /not UTF-8/],
    ['with a part that is not closed', withDocument('<w:document'), 'damaged', /not well-formed/],
  ] as const)('%s is refused', async (_, file, kind, message) => {
    const refused = await readWordTemplate(file).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(WordError);
    expect(refused).toMatchObject({ kind });
    expect((refused as WordError).message).toMatch(message);
  });

  it('may lead to pages with links, which are not opened', async () => {
    const body = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>';
    const file = writeZip({
      ...plainParts(body),
      'word/_rels/document.xml.rels': writeRelationships([
        ['hyperlink', 'https://example.com/', 'External'],
        ['attachedTemplate', 'https://example.com/x.dotm', 'External'],
      ]),
    });
    const { warnings } = await readWordTemplate(file);
    expect(warnings).toEqual([
      'The Word file is based on another one, which is not opened: its own styles are used',
    ]);
  });
});
