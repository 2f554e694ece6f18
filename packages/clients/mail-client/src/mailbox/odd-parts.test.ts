import { expect, it } from 'vitest';
import { readRaw } from '../testing/read-raw.ts';

const lines = (...all: string[]): string => all.join('\r\n');
const attached = (disposition: string, type = 'application/pdf'): string =>
  lines(
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    `Content-Type: ${type}`,
    disposition,
    '',
    'X',
    '--b--',
  );
const related = (html: string, ...images: string[]): string =>
  lines(
    ...['Content-Type: multipart/related; boundary=b', '', '--b', 'Content-Type: text/html', '', html],
    ...images.flatMap((name) => [
      '--b',
      `Content-Type: image/png; name=${name}`,
      'Content-ID: <i@x>',
      '',
      'P',
    ]),
    '--b--',
  );
const namesOf = async (raw: string) => (await readRaw(raw)).files.map(([name]) => name);

it.each([
  ['mentioned in its text', 'write cid:i@x here'],
  ['linked', '<a href="cid:i@x">'],
  ['the end of another scheme', '<img src="acid:i@x">'],
])('a picture that is only %s is an attachment', async (_, html) => {
  expect(await namesOf(related(html, 'i.png'))).toEqual(['i.png']);
});

it.each([
  ['an attribute', '<img src="cid:i@x">'],
  ['an attribute without quotes', '<img src=cid:i@x>'],
  ['a style', '<p style="background: url( cid:i@x )">'],
  ['a style in entities', '<p style="background: url(&quot;cid:i%40x&quot;)">'],
  ['a number entity', '<img src="cid:i&#64;x">'],
])('a picture that is shown by %s is not', async (_, html) => {
  expect(await namesOf(related(html, 'i.png'))).toEqual([]);
});

it('a second picture with the same id is an attachment', async () => {
  expect(await namesOf(related('<img src="cid:i@x">', 'i.png', 'j.png'))).toEqual(['j.png']);
});

it.each([
  ['of a disposition that nobody knows', 'Content-Disposition: attachement; filename=a.txt'],
  ['whose disposition is left out', 'Content-Disposition: filename=a.txt'],
])('a text %s is an attachment', async (_, disposition) => {
  const { text, files } = await readRaw(attached(disposition, 'text/plain'));
  expect([text, files]).toEqual([null, [['a.txt', 'text/plain', 'X']]]);
});

it.each([
  ['..', 'attachment-1'],
  ['.', 'attachment-1'],
  ['a\u202efdp.exe', 'afdp.exe'],
  ['a\u200b.pdf', 'a.pdf'],
  ['\u{1f600}'.repeat(150) + 'x.pdf', `${'\u{1f600}'.repeat(97)}x.pdf`],
])('the file name %j becomes %j', async (given, expected) => {
  const fileName = encodeURIComponent(given);
  expect(await namesOf(attached(`Content-Disposition: attachment; filename*=utf-8''${fileName}`))).toEqual([
    expected,
  ]);
});

it('a byte order mark before the first header is no content', async () => {
  expect(await readRaw('\xef\xbb\xbfContent-Type: text/html\r\n\r\n<p>')).toMatchObject({
    text: null,
    html: '<p>',
  });
});

it('HTML is never flowed', async () => {
  const { html } = await readRaw('Content-Type: text/html; format=flowed\r\n\r\n<pre>a \r\n > b</pre>');
  expect(html).toBe('<pre>a \r\n > b</pre>');
});

it.each([
  ['iso-2022-jp', '\x1b$(B$3$s\x1b(B', 'こん'],
  ['iso-2022-jp', '\x1b&@\x1b$B$3$s\x1b(B', 'こん'],
  ['iso-2022-jp', '\x1b(J\x0e12\x0f', 'ｱｲ'],
  ['iso-2022-jp', '\x1b$B$3\x1b(B\xb1\xb2', 'こｱｲ'],
  ['iso-2022-jp', '\x1b$B$3\x1b(H abc', 'こ abc'],
  ['iso-2022-jp-2', 'Gr\x1b.A\x1bN\x7c\x1bN\x5fe', 'Grüße'],
  ['iso-2022-jp-2', '\x1b.F\x1bNa', 'α'],
  ['iso-2022-jp-3', '\x1b$(O$3$s\x1b(B', 'こん'],
  ['iso-2022-jp-2004', '\x1b$(Q$3$s\x1b(B', 'こん'],
  ['iso-2022-cn', '\x1b$)G\x0eDc\x0f', '中'],
  ['iso-2022-cn', '\x1b$)G\x1b$*H\x0eDc\x1bN!"\x0f', '中乜'],
  ['iso-2022-cn-ext', '\x1b$)E\x0eVP\x0f', '中'],
  ['euc-tw', '\xc4\xe3\x8e\xa2\xa1\xa1a', '中乂a'],
  ['x-euc-tw', '\x8e\xa3\xa1\xa1', '□'],
  ['unicode', 'Gr\xc3\xbc', 'Grü'],
])('%s %j is %s', async (charset, bytes, expected) => {
  expect((await readRaw(`Content-Type: text/plain; charset=${charset}\r\n\r\n${bytes}`)).text).toBe(expected);
});

it('UCS-2 is big-endian where no byte order mark says otherwise', async () => {
  const encoded = Buffer.from('Grüße', 'utf16le').swap16().toString('base64');
  const head = 'Content-Type: text/plain; charset=iso-10646-ucs-2\r\nContent-Transfer-Encoding: base64';
  expect((await readRaw(`${head}\r\n\r\n${encoded}`)).text).toBe('Grüße');
});
