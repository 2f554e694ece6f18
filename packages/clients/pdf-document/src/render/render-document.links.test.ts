import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';

const studio = openStudio();
afterAll(() => studio.close());

const HOSTILE = [
  ['a script', 'javascript:app.alert(1)'],
  ['a script in upper case', 'JavaScript:app.alert(1)'],
  ['a script with a line break', 'java\nscript:app.alert(1)'],
  ['a script with a tab', 'java\tscript:alert(1)'],
  ['a script behind a blank', ' javascript:alert(1)'],
  ['a script behind a control character', '\u0001javascript:alert(1)'],
  ['a script with an invisible character', 'java\u200bscript:alert(1)'],
  ['a script in full-width characters', 'ｊａｖａｓｃｒｉｐｔ:alert(1)'],
  ['an encoded script', 'java%73cript:alert(1)'],
  ['a file', 'file:///etc/passwd'],
  ['a share', '\\\\evil.example\\share'],
  ['a place without scheme', '//evil.example'],
  ['a path', '/etc/passwd'],
  ['data', 'data:text/html,<script>alert(1)</script>'],
  ['VBScript', 'vbscript:x'],
  ['a program', 'ms-word:ofe|u|http://evil.example/x.docx'],
  ['http without a host', 'http:///x'],
  ['http with backslashes', 'http:\\\\evil.example'],
  ['a line break at the end', 'https://example.com/\n'],
  ['half a character', 'https://example.com/\ud800'],
  ['nothing', ''],
] as const;

const linked = (link: string, data: JsonObject): JsonObject => ({
  data,
  content: [{ type: 'paragraph', text: [{ text: 'x', link }] }],
});

const text = [{ text: 'x', link: '${address}' }];
const SOURCES: readonly JsonObject[] = [
  { source: 'markdown', markdown: '[x](${address})' },
  { content: [{ type: 'markdown', text: 'x [x](<${address}>)' }] },
  { content: [{ type: 'list', items: [{ text }] }] },
  { content: [{ type: 'table', columns: [{ header: 'A' }], rows: [[{ text }]] }] },
  { content: [{ type: 'paragraph', text: 'x' }], footer: { left: text } },
];

describe('a link whose address comes from data', () => {
  it.each(HOSTILE)('is not to %s', async (_, address) => {
    const error = await studio.fail(linked('${address}', { address }));
    expect(error).toMatchObject({ kind: 'definition' });
    expect(error['message']).toMatch(/^content\[0\]\.text\[0\]\.link: /);
  });

  it.each(HOSTILE)('is not to %s from Markdown, tables, bars and lists either', async (_, address) => {
    for (const source of SOURCES) {
      const error = await studio.fail({ ...source, data: { address } });
      expect(error).toMatchObject({ kind: 'definition' });
    }
  });

  it.each([
    'https://example.com/a?b=c#d',
    'HTTP://example.com',
    'mailto:anna@example.com',
    'tel:+4912345',
    'https://münchen.example/ä',
  ])('may be to %s', async (address) => {
    const { read } = await studio.draw(linked('${address}', { address }));
    expect(read.links).toHaveLength(1);
  });

  it('may be there in each of these places', async () => {
    for (const source of SOURCES) {
      const { result } = await studio.draw({ ...source, data: { address: 'https://example.com' } });
      expect(result['pages']).toBe(1);
    }
  });

  it('may be put together', async () => {
    const { read } = await studio.draw(linked('https://example.com/${id}', { id: '4711' }));
    expect(read.links).toEqual(['https://example.com/4711']);
    const error = await studio.fail(linked('https://example.com/${id}', { id: '1\njavascript:x' }));
    expect(error).toMatchObject({ kind: 'definition' });
  });
});

describe('names and facts from data', () => {
  it('an attachment is called what cannot lead elsewhere', async () => {
    const paragraph = { type: 'paragraph', text: 'x' };
    const inline = { 'camunda.document.type': 'inline', content: 'x' };
    const { read } = await studio.draw({
      content: [paragraph],
      attachments: [
        { document: { ...inline, name: '../../a/b.txt' } },
        { document: { ...inline, name: 'x\u202efdp.exe' } },
        { document: { ...inline, name: '..' } },
      ],
    });
    expect([...read.attachments.keys()].sort()).toEqual(['.._.._a_b.txt', 'attachment-3', 'x_fdp.exe']);
    const fileName = 'x\u202efdp.exe';
    const error = await studio.fail({ content: [paragraph], attachments: [{ document: inline, fileName }] });
    expect(error['message']).toContain('attachments[0].fileName: ');
  });

  it('no fact ends its element in the metadata', async () => {
    const title = ']]></rdf:li></dc:title><pdfaid:part>9</pdfaid:part>\ufffe\ud800&#0;';
    const { read } = await studio.draw({ title, author: title, content: [{ type: 'rule' }] });
    expect(read.metadata).not.toContain('<pdfaid:part>9');
    expect(read.metadata).toContain('&lt;pdfaid:part&gt;9');
    expect(read.metadata).not.toMatch(/[\ufffe\ud800-\udfff]/);
  });
});
