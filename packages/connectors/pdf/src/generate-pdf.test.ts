import { createHash } from 'node:crypto';
import { type DocumentReference, type JsonObject, readDocument } from '@jobwright/connector-sdk';
import { createConnectorHarness, type TestRun } from '@jobwright/connector-testing';
import { afterAll, describe, expect, it } from 'vitest';
import { pdf } from './connector.ts';
import { readFacts } from './testing/read-facts.ts';

interface Result {
  readonly document: DocumentReference;
  readonly fileName: string;
  readonly pages: number;
  readonly size: number;
  readonly sha256: string;
  readonly warnings: readonly string[];
}

// One harness for all: a thread that draws takes a while to start.
const harness = createConnectorHarness(pdf);
afterAll(() => harness.close());

async function bytesOf({ outcome, documents }: TestRun): Promise<{ result: Result; bytes: Uint8Array }> {
  expect(outcome).toMatchObject({ kind: 'complete' });
  const result = outcome.variables['result'] as unknown as Result;
  const opened = await documents.open(result.document, { signal: new AbortController().signal });
  return { result, bytes: await readDocument(opened, { maxBytes: 50_000_000 }) };
}

async function generate(variables: JsonObject) {
  const { result, bytes } = await bytesOf(await harness.run({ title: 'Test', ...variables }));
  return { result, bytes, read: await readFacts(bytes) };
}

const tableOf = (rows: number): JsonObject => ({
  type: 'table',
  columns: [{ header: 'Artikel' }, { header: 'Anzahl', align: 'right', width: 80 }],
  rows: Array.from({ length: rows }, (_, index) => [`Posten ${index + 1}.`, index + 1]),
});

describe('a generated PDF', () => {
  it('is a document with its facts', async () => {
    const { result, bytes, read } = await generate({
      fileName: 'Rechnung März.pdf',
      title: 'Rechnung 4711 – für Ελένη',
      author: 'Buchhaltung',
      language: 'de-DE',
      content: [{ type: 'paragraph', text: 'Guten Tag' }],
    });
    expect(result).toEqual({
      document: expect.objectContaining({
        'camunda.document.type': 'camunda',
        metadata: { fileName: 'Rechnung März.pdf', contentType: 'application/pdf', size: bytes.length },
      }),
      fileName: 'Rechnung März.pdf',
      pages: 1,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      warnings: [],
    });
    expect(read).toMatchObject({
      title: 'Rechnung 4711 – für Ελένη',
      author: 'Buchhaltung',
      language: 'de-DE',
      size: [595.28, 841.89],
    });
  });

  it('has a name and an A4 page when nothing is said, and LETTER when asked for', async () => {
    const content = [{ type: 'paragraph', text: 'Hello' }];
    const plain = await generate({
      content,
      fileName: '',
      author: null,
      language: null,
      pageSize: null,
      margin: null,
    });
    expect(plain.result.fileName).toBe('document.pdf');
    expect(plain.read.size).toEqual([595.28, 841.89]);
    const letter = await generate({ content, pageSize: 'LETTER', margin: 72 });
    expect(letter.read.size).toEqual([612, 792]);
  });
});

describe('delivering a job more than once', () => {
  it('gives the same bytes', async () => {
    const variables = { title: 'Test', content: [{ type: 'paragraph', text: 'Hello' }, tableOf(50)] };
    const first = await bytesOf(await harness.run(variables, { jobKey: '1' }));
    const again = await bytesOf(await harness.run(variables, { jobKey: '1', retries: 2 }));
    expect(Buffer.compare(first.bytes, again.bytes)).toBe(0);
    expect(again.result.sha256).toBe(first.result.sha256);
  });
});

describe('what cannot be drawn', () => {
  const fails = async (content: readonly JsonObject[]) =>
    (await harness.run({ title: 'Test', content })).outcome;
  const failure = (code: string, variables: JsonObject) => ({
    kind: 'fail',
    retries: 0,
    variables: { error: { code, variables } },
  });

  it('a character without a glyph is named, with its place', async () => {
    const outcome = await fails([
      { type: 'paragraph', text: 'fine' },
      { type: 'table', columns: [{ header: 'A' }], rows: [['fine'], ['Tokyo 東京']] },
    ]);
    expect(outcome).toMatchObject(
      failure('PDF_GLYPH_MISSING', { character: '東', path: 'content[1].rows[1][0]' }),
    );
    expect(JSON.stringify(outcome)).toContain('U+6771');
  });

  it('a character that only the regular weight has is refused in a heading', async () => {
    const character = '\u{1D5A0}';
    expect((await fails([{ type: 'paragraph', text: character }])).kind).toBe('complete');
    expect(await fails([{ type: 'heading', level: 1, text: character }])).toMatchObject(
      failure('PDF_GLYPH_MISSING', { character, path: 'content[0].text' }),
    );
  });

  it('a picture that is higher than a page is refused', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="5000"><rect width="10" height="5000"/></svg>';
    const document = { 'camunda.document.type': 'inline', content: svg };
    const outcome = await fails([{ type: 'image', document, alt: 'A long line' }]);
    expect(outcome).toMatchObject(failure('PDF_ROW_TOO_TALL', { path: 'content[0]' }));
  });
});

describe('a password', () => {
  it('is in no message and no log', async () => {
    const { outcome, logLines } = await harness.run({
      title: 'Test',
      userPassword: 'schlüssel',
      ownerPassword: 'chef',
      content: [{ type: 'x' }],
    });
    expect(outcome.kind).toBe('fail');
    expect(JSON.stringify([outcome, logLines])).not.toMatch(/schlüssel|chef/);
  });
});

describe('wrong input', () => {
  const paragraph = { type: 'paragraph', text: 'x' };
  const table = { type: 'table', columns: [{ header: 'A' }], rows: [['x']] };
  const wrong: [string, JsonObject, string][] = [
    ['no title', { title: null }, 'title: '],
    ['no content', { content: [] }, 'content: '],
    ['a folder in the file name', { fileName: '../etc/passwd' }, 'fileName: '],
    ['a backslash in the file name', { fileName: 'a\\b.pdf' }, 'fileName: '],
    ['a line break in the file name', { fileName: 'a\nb.pdf' }, 'fileName: '],
    ['a folder as the file name', { fileName: '..' }, 'fileName: '],
    ['an unknown page size', { pageSize: 'A9' }, 'pageSize: '],
    ['a margin without room', { margin: 300 }, 'margin: '],
    ['a wrong language', { language: 'German!' }, 'language: '],
    [
      'an unknown block',
      { content: [{ type: 'picture' }] },
      'content[0].type: Expected heading, paragraph, list, columns, table, image, qrCode, barcode, rule, spacer, pageBreak, group, repeat, markdown or insert',
    ],
    ['a block that is none', { content: ['x'] }, 'content[0]: '],
    [
      'an unknown key',
      { content: [paragraph, { ...paragraph, bold: true }] },
      'content[1]: Unrecognized key: "bold"',
    ],
    [
      'an unknown key of a column',
      { content: [{ ...table, columns: [{ header: 'A', color: 'red' }] }] },
      'content[0].columns[0]: Unrecognized key: "color"',
    ],
    ['a wrong level', { content: [{ type: 'heading', text: 'x', level: 7 }] }, 'content[0].level: '],
    ['a control character', { content: [{ type: 'paragraph', text: 'a\u0000b' }] }, 'content[0].text: '],
    ['too few cells', { content: [{ ...table, rows: [['x'], []] }] }, 'content[0].rows[1]: Expected 1 cells'],
    [
      'a cell of the wrong type',
      { content: [{ ...table, rows: [['x'], [true]] }] },
      'content[0].rows[1][0]: ',
    ],
    ['no columns', { content: [{ ...table, columns: [], rows: [] }] }, 'content[0].columns: '],
    [
      'columns wider than the page',
      { content: [{ ...table, columns: [{ header: 'A', width: 600 }] }] },
      'content[0].columns: ',
    ],
    [
      'no room for a column',
      { content: [{ type: 'table', columns: [{ header: 'A', width: 490 }, { header: 'B' }], rows: [] }] },
      'content[0].columns: ',
    ],
    ['a spacer of no height', { content: [{ type: 'spacer', height: 0 }] }, 'content[0].height: '],
    [
      'too long a paragraph',
      { content: [{ type: 'paragraph', text: 'x'.repeat(20_001) }] },
      'content[0].text: ',
    ],
    ['too long a cell', { content: [{ ...table, rows: [['x'.repeat(5_001)]] }] }, 'content[0].rows[0][0]: '],
    ['too many blocks', { content: Array.from({ length: 20_001 }, () => paragraph) }, 'content: '],
  ];
  it.each(wrong)('%s is refused, with its place', async (_, variables, expected) => {
    const { outcome } = await harness.run({ title: 'Test', content: [paragraph], ...variables });
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'INPUT_INVALID' } },
    });
    expect((outcome.variables['error'] as JsonObject)['message']).toContain(expected);
  });
});
