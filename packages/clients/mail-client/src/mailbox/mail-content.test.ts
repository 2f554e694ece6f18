import { describe, expect, it } from 'vitest';
import { readRaw } from '../testing/read-raw.ts';

type File = readonly [name: string, type: string, content: string];

interface Content {
  readonly text?: string | null;
  readonly html?: string | null;
  readonly files?: readonly File[];
}

const inLines = (...lines: string[]): string => lines.join('\r\n');
const multipart = (subtype: string, ...lines: string[]): string =>
  inLines(`Content-Type: multipart/${subtype}; boundary="b"`, '', ...lines);
const part = (...lines: string[]): string => multipart('mixed', '--b', ...lines, '--b--', '');

/** However it comes: in one piece, in lines, or byte by byte. */
async function expectContent(raw: string, expected: Content): Promise<void> {
  for (const pieceBytes of [1, 7, 1_000_000]) {
    const { text, html, files, errors } = await readRaw(raw, pieceBytes);
    expect({ pieceBytes, text, html, files, errors }).toEqual({
      ...{ pieceBytes, text: null, html: null, files: [], errors: [] },
      ...expected,
    });
  }
}

describe('no part is lost', () => {
  it.each<readonly [string, string, Content]>([
    [
      'of a multipart whose boundary never comes',
      'Content-Type: multipart/mixed; boundary=x\r\n\r\nsome text',
      { text: 'some text' },
    ],
    [
      'of one inside of another',
      part('Content-Type: multipart/alternative; boundary=never', '', 'some text'),
      { text: 'some text' },
    ],
    [
      'of one whose text is encoded',
      'Content-Type: multipart/mixed; boundary=x\r\nContent-Transfer-Encoding: base64\r\n\r\nSGk=\r\n',
      { text: 'Hi' },
    ],
    [
      'of one without a boundary',
      'Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\ntext',
      { text: '--x\r\n\r\ntext' },
    ],
    ['when an end comes first', multipart('mixed', '--b--', '--b', '', 'text', '--b--'), { text: 'text' }],
    ['when the end is missing', multipart('mixed', '--b', '', 'one', '--b', '', 'two'), { text: 'one\ntwo' }],
    ['when the last line has no end', multipart('mixed', '--b', '', 'one', '--b--'), { text: 'one' }],
    [
      'when the end of an inner multipart is missing',
      multipart(
        'mixed',
        ...['--b', 'Content-Type: multipart/alternative; boundary=c', '', '--c', '', 'inner'],
        ...['--b', 'Content-Type: application/pdf; name=a.pdf', '', 'PDF', '--b--'],
      ),
      { text: 'inner', files: [['a.pdf', 'application/pdf', 'PDF']] },
    ],
    [
      'when the end of several is missing',
      multipart(
        'mixed',
        ...['--b', 'Content-Type: multipart/related; boundary=c', ''],
        ...[
          '--c',
          'Content-Type: multipart/alternative; boundary=d',
          '',
          '--d',
          '',
          'inner',
          '--b',
          '',
          'outer',
        ],
      ),
      { text: 'inner\nouter' },
    ],
    [
      'with blanks behind the boundaries',
      multipart('mixed', '--b  ', '', 'one', '--b\t', '', 'two', '--b-- '),
      { text: 'one\ntwo' },
    ],
    [
      'with line feeds alone',
      multipart('mixed', '--b', '', 'one', '--b', '', 'two', '--b--').replaceAll('\r\n', '\n'),
      { text: 'one\ntwo' },
    ],
    [
      'without a header',
      part('text, and no empty line', 'more'),
      { text: 'text, and no empty line\r\nmore' },
    ],
    [
      'without a content',
      part('Content-Type: application/pdf; name=a.pdf'),
      { files: [['a.pdf', 'application/pdf', '']] },
    ],
    [
      'with an empty content',
      part('Content-Type: application/pdf; name=a.pdf', ''),
      { files: [['a.pdf', 'application/pdf', '']] },
    ],
    ['but for those that are not there', multipart('mixed', '--b--', ''), {}],
    [
      'whose boundary begins as another',
      multipart('mixed', '--b', '', 'one', '--bb', 'two', '--b--'),
      { text: 'one\r\n--bb\r\ntwo' },
    ],
    [
      'with empty lines before a boundary',
      multipart('mixed', '--b', '', 'one', '', '', '--b--'),
      { text: 'one\r\n\r\n' },
    ],
    [
      'with text before and after all parts',
      multipart('mixed', 'For old programs', '--b', '', 'one', '--b--', 'after'),
      { text: 'one' },
    ],
    [
      'of a message without a header',
      'Just text, no header\r\nmore',
      { text: 'Just text, no header\r\nmore' },
    ],
    [
      'of one that begins as in a file of many',
      'From bob Mon Jan 1\r\nSubject: x\r\n\r\ntext',
      { text: 'text' },
    ],
  ])('%s', (_, raw, expected) => expectContent(raw, expected));
});

describe('what is in a mail', () => {
  const html = '<img src="cid:logo">';
  it.each<readonly [string, string, Content]>([
    [
      'a picture with an id that the HTML does not show',
      multipart(
        'related',
        '--b',
        'Content-Type: text/html',
        '',
        '<p>Scan</p>',
        '--b',
        'Content-Type: image/png; name=scan.png',
        'Content-ID: <scan>',
        '',
        'PNG',
        '--b--',
      ),
      { html: '<p>Scan</p>', files: [['scan.png', 'image/png', 'PNG']] },
    ],
    [
      'a picture that it shows',
      multipart(
        'related',
        '--b',
        'Content-Type: text/html',
        '',
        html,
        '--b',
        'Content-Type: image/png',
        'Content-ID: <logo>',
        '',
        'PNG',
        '--b--',
      ),
      { html },
    ],
    [
      'a picture that it shows by an escaped id',
      multipart(
        'related',
        '--b',
        'Content-Type: text/html',
        '',
        '<img src=cid:a%40b>',
        '--b',
        'Content-Type: image/png',
        'Content-ID: <a@b>',
        '',
        'PNG',
        '--b--',
      ),
      { html: '<img src=cid:a%40b>' },
    ],
    [
      'a picture whose id is only the beginning of one',
      multipart(
        'related',
        '--b',
        'Content-Type: text/html',
        '',
        html,
        '--b',
        'Content-Type: image/png',
        'Content-ID: <log>',
        '',
        'PNG',
        '--b--',
      ),
      { html, files: [['attachment-1', 'image/png', 'PNG']] },
    ],
    [
      'a picture in a mail of text',
      multipart(
        'related',
        '--b',
        '',
        'cid:logo',
        '--b',
        'Content-Type: image/png',
        'Content-ID: <logo>',
        'Content-Disposition: inline',
        '',
        'PNG',
        '--b--',
      ),
      { text: 'cid:logo', files: [['attachment-1', 'image/png', 'PNG']] },
    ],
    [
      'a picture before the HTML that shows it',
      multipart(
        'related',
        '--b',
        'Content-Type: image/png',
        'Content-ID: <logo>',
        '',
        'PNG',
        '--b',
        'Content-Type: text/html',
        '',
        html,
        '--b--',
      ),
      { html, files: [['attachment-1', 'image/png', 'PNG']] },
    ],
    [
      'a file shown inline',
      part('Content-Type: application/pdf', 'Content-Disposition: inline; filename=r.pdf', '', 'PDF'),
      { files: [['r.pdf', 'application/pdf', 'PDF']] },
    ],
    [
      'a file that is the whole mail',
      'Content-Type: application/pdf; name=r.pdf\r\n\r\nPDF\r\n',
      { files: [['r.pdf', 'application/pdf', 'PDF\r\n']] },
    ],
    [
      'a mail in it',
      part('Content-Type: message/rfc822', '', 'Subject: x', '', 'Inner'),
      { files: [['attachment-1.eml', 'message/rfc822', 'Subject: x\r\n\r\nInner']] },
    ],
    [
      'a mail with parts in it, whose boundary is the same',
      part(
        'Content-Type: message/rfc822',
        '',
        'Content-Type: multipart/mixed; boundary=c',
        '',
        '--c',
        '',
        'Inner',
        '--c--',
      ),
      {
        files: [
          [
            'attachment-1.eml',
            'message/rfc822',
            'Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nInner\r\n--c--',
          ],
        ],
      },
    ],
    [
      'mails in a digest',
      multipart('digest', '--b', '', 'Subject: x', '', 'Inner', '--b--'),
      { files: [['attachment-1.eml', 'message/rfc822', 'Subject: x\r\n\r\nInner']] },
    ],
    ['what says nothing sane of its type', 'Content-Type: text\r\n\r\nHi', { text: 'Hi' }],
    [
      'a file that says nothing of its type',
      part('Content-Disposition: attachment; filename=r.pdf', '', 'PDF'),
      { files: [['r.pdf', 'application/pdf', 'PDF']] },
    ],
    [
      'a file that says nothing at all',
      part('Content-Disposition: attachment', '', 'x'),
      { files: [['attachment-1', 'application/octet-stream', 'x']] },
    ],
    [
      'a type in upper case with a comment',
      'Content-Type: TEXT/HTML (page); CHARSET=utf-8\r\n\r\n<p>\r\n',
      { html: '<p>\r\n' },
    ],
  ])('is given: %s', (_, raw, expected) => expectContent(raw, expected));

  it.each([
    ['filename="a b.pdf"', 'a b.pdf'],
    ['filename=a b.pdf', 'a b.pdf'],
    ['filename=report(1).pdf', 'report(1).pdf'],
    ['filename="a;b.pdf"', 'a;b.pdf'],
    ['filename="a\\"b.pdf"', 'a"b.pdf'],
    ["filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf", 'Grüße.pdf'],
    ["filename*=iso-8859-1'en'Gr%FC%80.pdf", 'Grü€.pdf'],
    ['filename*0*=utf-8\'\'Gr%C3%BC; filename*1="%C3.pdf"', 'Grü%C3.pdf'],
    ['filename*1="b.pdf";\r\n filename*0="a"', 'ab.pdf'],
    ["filename*0*=utf-8''a%C3; filename*1*=%BC.pdf", 'aü.pdf'],
    ['filename="plain.pdf"; filename*=utf-8\'\'%C3%BC.pdf', 'ü.pdf'],
    ['filename*=%C3%BC.pdf', 'ü.pdf'],
    ['filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?="', 'Grüße.pdf'],
    ['filename==?utf-8?B?R3LDvMOfZS5wZGY=?=', 'Grüße.pdf'],
    ['filename="=?utf-8?Q?Gr=C3?=\r\n =?utf-8?Q?=BC.pdf?="', 'Grü.pdf'],
    ['filename="Gr\xc3\xbc.pdf"', 'Grü.pdf'],
    ['filename="Gr\xfc.pdf"', 'Grü.pdf'],
    ['FileName = "a.pdf"', 'a.pdf'],
    ['name=a.pdf', 'a.pdf'],
  ])('a file is named as the header says: %s', (parameter, name) =>
    expectContent(
      part('Content-Type: application/pdf', `Content-Disposition: attachment; ${parameter}`, '', 'x'),
      {
        files: [[name, 'application/pdf', 'x']],
      },
    ),
  );
});

describe('a text', () => {
  it.each([
    ['one \r\nline', '', 'one line'],
    ['> a long quoted \r\n> line goes on\r\n', '', '> a long quoted line goes on'],
    ['>> deep \r\n>> er\r\n> less', '', '>> deep er\n> less'],
    ['> quo \r\n> ted', '; delsp=yes', '> quoted'],
    ['Hello \r\nworld\r\n> quo \r\n> ted', '; DelSp=Yes', 'Helloworld\n> quoted'],
    ['> a \r\nb', '', '> a \nb'],
    ['text \r\n-- \r\nBob \r\nSmith', '', 'text \n-- \nBob Smith'],
    ['> text\r\n> -- \r\n> Bob', '', '> text\n> -- \n> Bob'],
    [' >not quoted\r\n  indented', '', '>not quoted\n indented'],
    ['>\r\n> a', '', '>\n> a'],
    ['mine is \r\nlong\r\n\r\nnext', '', 'mine is long\n\nnext'],
    ['', '', ''],
  ])('that flows, %j, is put together', (body, parameter, text) =>
    expectContent(`Content-Type: text/plain; format=Flowed${parameter}\r\n\r\n${body}`, { text }),
  );

  it.each([
    ['quoted-printable;', 'h=69', 'hi'],
    ['quoted-printable', 'h=69', 'hi'],
    ['QUOTED-PRINTABLE', 'h=69', 'hi'],
    ['"quoted-printable"', 'h=69', 'hi'],
    ['quoted-printable (by hand)', 'h=69', 'hi'],
    ['(by hand) quoted-printable', 'h=69', 'hi'],
    ['quoted-printable, 8bit', 'h=69', 'hi'],
    ['quoted-printable', 'a =\r\nb=\r\n', 'a b'],
    ['quoted-printable', 'a \t\r\nb= \r\nc', 'a\r\nbc'],
    ['quoted-printable', '=ZZ =4 50% = x=', '=ZZ =4 50% = x'],
    ['base64;', 'aGk=', 'hi'],
    ['BASE64', 'a G\r\nk=', 'hi'],
    ['base64', 'aGk', 'hi'],
    ['base64', 'aGk=aGk=', 'hihi'],
    ['base64', 'a!G*k', 'hi'],
    ['x-uuencode', 'begin 644 a.txt\r\n#:&D*\r\n`\r\nend\r\n', 'hi\n'],
    ['7bit;', 'h=69', 'h=69'],
    ['nonsense', 'h=69', 'h=69'],
    ['', 'h=69', 'h=69'],
  ])('transferred as %j, %j, is decoded', (encoding, body, text) =>
    expectContent(`Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`, { text }),
  );

  it.each([
    ['charset="iso-8859-1"', '\x80\x92', '€’'],
    ["charset='iso-8859-1'", '\x80', '€'],
    ['charset=iso-2022-kr', '\x1b$)C\x0eGQ1[\x0f', '한글'],
    ['charset=iso-2022-cn', '\x1b$)A\x0eVPND\x0f', '中文'],
    ['charset=klingon', '\xe4', 'ä'],
  ])('in %s is decoded', (parameter, body, text) =>
    expectContent(`Content-Type: text/plain; ${parameter}\r\n\r\n${body}`, { text }),
  );
});

describe('a header', () => {
  it.each([
    ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
    ['=?UTF-8*en?q?a_b?=', 'a b'],
    ['=?utf-8?B?w4M=?= =?utf-8?B?w4M=?=', 'ÃÃ'],
    ['=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC?=', 'Grü'],
    ['=?utf-8?B?R3LD?=\r\n =?utf-8?B?vA==?= x', 'Grü x'],
    ['a =?iso-8859-1?Q?=80?= b', 'a € b'],
    ['=?iso-2022-kr?B?GyQpQw5HUTFbDw==?=', '한글'],
    ['=?klingon?Q?=E4?=', 'ä'],
    ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['Gr\xc3\xbc', 'Grü'],
    ['Gr\xfc\x80', 'Grü€'],
  ])('%j is decoded', async (subject, text) => {
    const { headers } = await readRaw(`Subject: ${subject}\r\nX: \xfc\r\n\r\n`);
    expect(headers.subject).toBe(text);
  });
});
