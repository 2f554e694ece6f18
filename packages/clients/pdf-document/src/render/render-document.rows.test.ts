import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { type Failed, openStudio } from '../testing/draw.ts';

// Rows that a document brings are printed with every character and every digit, or refused.
const studio = openStudio();
afterAll(() => studio.close());

const draw = async (content: Uint8Array | string, rows: JsonObject = {}): Promise<string> => {
  const document = await studio.keep(content);
  const table = {
    type: 'table',
    columns: [{ header: 'A' }, { header: 'N' }],
    rows: { document, ...rows },
  };
  return (await studio.draw({ content: [table] })).read.pages[0]!.replaceAll(/\s+/g, ' ');
};
const fail = async (content: Uint8Array | string, rows: JsonObject = {}): Promise<Failed> =>
  studio.fail({
    content: [
      { type: 'table', columns: [{ header: 'A' }], rows: { document: await studio.keep(content), ...rows } },
    ],
  });
const utf16 = (text: string, isBig = false): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('a CSV file', () => {
  it.each([
    ['inches', '5" pipe,b\n', 'A N 5" pipe b'],
    ['inches at the end of a field', 'pipe 5",b\n', 'A N pipe 5" b'],
    ['coordinates', `48°51'29.6"N,2°17'40.2"E\n`, `A N 48°51'29.6"N 2°17'40.2"E`],
    ['quoted fields beside them', '5" pipe,"a ""b"", c"\n', 'A N 5" pipe a "b", c'],
    ['lines that end in two ways', 'a,b\r\nc,d\ne,f', 'A N a b c d e f'],
    ['lines that end in the old way', 'a,b\rc,d\r', 'A N a b c d'],
    ['a byte order mark', '\uFEFF"a",b\n', 'A N a b'],
    ['many digits', 'a,9007199254740993.10\n', 'A N a 9007199254740993.10'],
    ['a line that tells Excel the delimiter', 'sep=,\r\na,b\r\n', 'A N a b'],
    ['such a line after a byte order mark', '\uFEFFsep=,\na,b\n', 'A N a b'],
    ['a first row that begins so', 'sep=ab,c\n', 'A N sep=ab c'],
    ['less than such a line', 'a,b', 'A N a b'],
  ])('with %s', async (_, content, printed) => {
    expect(await draw(content)).toBe(printed);
  });

  it('whose first lines are skipped, that for Excel among them', async () => {
    expect(await draw('sep=,\na,b\nc,d\n', { skip: 1 })).toBe('A N a b c d');
    expect(await draw('sep=,\na,b\nc,d\n', { skip: 2 })).toBe('A N c d');
  });

  it.each([
    ['UTF-16, little-endian', utf16('Müller,€\r\n')],
    ['UTF-16, big-endian', utf16('Müller,€\r\n', true)],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFMüller,€\r\n')],
  ])('in %s', async (_, content) => {
    expect(await draw(content)).toBe('A N Müller €');
    expect(await draw(content, { encoding: 'windows-1252' })).toBe('A N Müller €');
  });

  const latin = Buffer.from('4DFC6C6C65723B80209378940A', 'hex');

  it('in windows-1252 is refused unless its encoding is named', async () => {
    expect(await fail(latin, { delimiter: ';' })).toMatchObject({
      kind: 'rows',
      message:
        'The rows of content[0].rows cannot be read: it is not text in UTF-8; save it as UTF-8, or name its encoding with encoding: "windows-1252"',
    });
    expect(await draw(latin, { delimiter: ';', encoding: 'windows-1252' })).toBe('A N Müller € “x”');
  });

  it.each([
    ['UTF-16 without a byte order mark', Buffer.from('a,b\n', 'utf16le')],
    ['UTF-16 cut off within a character', utf16('a,b\n').subarray(0, 5)],
    ['a character cut off at its end', Buffer.from('a,ü').subarray(0, 3)],
    ['a byte that is in no encoding', Buffer.from('612c620aff', 'hex')],
  ])('in %s is refused', async (_, content) => {
    expect(await fail(content)).toMatchObject({ kind: 'rows' });
  });
});

describe('JSON lines', () => {
  const jsonl = { format: 'jsonl' };

  it.each([
    ['with big numbers', '["x",9007199254740993]\n', 'A N x 9007199254740993'],
    ['with decimals of many digits', '["x",12345678901234.567890]', 'A N x 12345678901234.567890'],
    ['with more than a number can be', '["x",-1e400]', 'A N x -1e400'],
    ['with small numbers', '["1",2.5]\n["y",-0.1]', 'A N 1 2.5 y -0.1'],
    ['with numbers in texts', '["\\"1,2\\\\",12345678901234567]', 'A N "1,2\\ 12345678901234567'],
    ['with blank lines and CRLF', '\uFEFF["a",1]\r\n\r\n  \r\n["b",2]\r\n\r\n', 'A N a 1 b 2'],
  ])('%s', async (_, content, printed) => {
    expect(await draw(content, jsonl)).toBe(printed);
  });

  it('keep the digits where a format writes them', async () => {
    const document = await studio.keep('[9007199254740993.25]');
    const columns = [{ header: 'A', format: 'money:EUR' }];
    const table = { type: 'table', columns, rows: { document, format: 'jsonl' } };
    const { read } = await studio.draw({ language: 'en', content: [table] });
    expect(read.pages[0]).toContain('€9,007,199,254,740,993.25');
  });

  it('in UTF-16 are read, in another encoding refused with the line that is wrong counted as it stands', async () => {
    expect(await draw(utf16('["ü",1]\n', true), jsonl)).toBe('A N ü 1');
    expect(await fail(Buffer.from('["\xFC"]', 'latin1'), jsonl)).toMatchObject({
      kind: 'rows',
      message: expect.stringContaining('not text in UTF-8') as string,
    });
    expect(await fail('["a"]\n\n[true]\n', jsonl)).toMatchObject({
      message: expect.stringContaining('line 3 is not a JSON list') as string,
    });
  });
});
