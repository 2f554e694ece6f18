import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { afterEach, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { reference, storeOf, openDocument } from './testing/documents.ts';
import { type Overrides, toVariables } from './testing/send-email-variables.ts';
import { verifyDkim } from './testing/verify-dkim.ts';

const open: SmtpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function run(overrides: Overrides, options: Parameters<typeof runConnector>[2] = {}) {
  const server = await startSmtpServer();
  open.push(server);
  const { outcome, logLines } = await runConnector(email, toVariables(server.port, overrides), options);
  return { outcome, logLines, server };
}
async function send(smtpAction: JsonObject, options: Parameters<typeof runConnector>[2] = {}) {
  const { outcome, server } = await run({ smtpAction }, options);
  expect(outcome).toMatchObject({ kind: 'complete' });
  return server.received[0]!;
}
async function refuse(overrides: Overrides): Promise<string> {
  const { outcome, server } = await run(overrides);
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'INPUT_INVALID' } },
  });
  expect(server.received).toEqual([]);
  return 'errorMessage' in outcome ? outcome.errorMessage : '';
}

describe('addresses, names and headers', () => {
  it('arrive as they were written, in any script', async () => {
    const { mail, raw } = await send({
      from: '"Müller, Anna „Änni“" <anna@example.com>',
      to: ['"O\'Brien, Bob" <bob@example.com>', '山田太郎 <yamada@example.com>'],
      replyTo: 'Büro <buero@example.com>, desk@example.com',
      subject: 'Rechnung № 7 – 見積書 🎉 '.repeat(12).trim(),
      headers: { 'X-Long': 'word '.repeat(300).trim(), 'X-Umlaut': 'Grüße' },
    });
    expect(mail.from?.value).toEqual([{ name: 'Müller, Anna „Änni“', address: 'anna@example.com' }]);
    expect([mail.to].flat().flatMap((to) => to?.value)).toEqual([
      { name: "O'Brien, Bob", address: 'bob@example.com' },
      { name: '山田太郎', address: 'yamada@example.com' },
    ]);
    expect(mail.replyTo?.value).toEqual([
      { name: 'Büro', address: 'buero@example.com' },
      { name: '', address: 'desk@example.com' },
    ]);
    expect(mail.subject).toBe('Rechnung № 7 – 見積書 🎉 '.repeat(12).trim());
    expect(mail.headers.get('x-long')).toBe('word '.repeat(300).trim());
    expect(mail.headers.get('x-umlaut')).toBe('=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=');
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n');
    expect(Math.max(...headers.map((line) => Buffer.byteLength(line)))).toBeLessThan(998);
    expect(headers.join('')).toMatch(/^[\x20-\x7e\t]*$/);
  });

  it('may be beyond ASCII before the @ too, where the server takes it', async () => {
    const { recipients, mail } = await send({ to: 'jörg@münchen.example' });
    expect(recipients).toEqual(['jörg@münchen.example']);
    expect([mail.to].flat()[0]?.value[0]?.address).toContain('jörg@');
  });

  it('Reply-To is given once', async () => {
    const message = await refuse({
      smtpAction: { replyTo: 'a@example.com', headers: { 'reply-to': 'b@example.com' } },
    });
    expect(message).toContain('data.smtpAction.replyTo: ');
  });
});

describe('Markdown', () => {
  it('goes out as text and as HTML', async () => {
    const body =
      '# Order\n\nDear **Bob**,\nsee [it](https://example.com).\n\n| a | b |\n|---|---|\n| 1 | 2 |';
    const { mail, raw } = await send({ contentType: 'MARKDOWN', body });
    expect(raw).toMatch(/^Content-Type: multipart\/alternative/m);
    expect(mail.text?.trim()).toBe(body);
    expect(mail.html).toContain('<h1>Order</h1>');
    expect(mail.html).toContain('<strong>Bob</strong>,<br>');
    expect(mail.html).toContain('<a href="https://example.com">it</a>');
    expect(mail.html).toContain('<td>1</td>');
  });

  it('holds no HTML and no links that run something', async () => {
    const { mail } = await send({
      contentType: 'MARKDOWN',
      body: '<script>a()</script> <img src=x onerror=a()> [x](javascript:a()) [y](data:text/html,a)',
    });
    expect(mail.html).not.toMatch(/<script|<img|<a /);
  });

  it('has a limit', async () => {
    const message = await refuse({ smtpAction: { contentType: 'MARKDOWN', body: '['.repeat(65_537) } });
    expect(message).toContain('data.smtpAction.body: Markdown may have up to 65536 characters');
  });
});

describe('links from variables', () => {
  const HOSTILE = [
    'javascript:alert(1)',
    'JAVA\tscript:alert(1)',
    ' \u0001javascript:alert(1)',
    'vbscript:x',
    'file:///etc/passwd',
    'data:text/html,x',
    'ms-word:ofe|u|http://evil.example',
    // Of Markdown, backslashes are encoded.
    '\\\\evil.example\\share',
  ];

  it.each(HOSTILE)('%j is none in HTML', async (url) => {
    for (const htmlBody of [
      '<a href="{{ url }}">x</a>',
      "<a title='x' HREF = '{{ url }}'>x</a>",
      '<a href="{{ url | replace: ":", "&#x3a;" | raw }}">x</a>',
    ]) {
      const message = await refuse({
        smtpAction: { contentType: 'HTML', htmlBody, templateVariables: { url } },
      });
      expect(message).toContain('data.smtpAction.htmlBody: Its variables bring in a link');
    }
  });

  it.each(HOSTILE.slice(0, -1))('%j is none in Markdown', async (url) => {
    const { mail } = await send({
      contentType: 'MARKDOWN',
      body: '[x]({{ url }}) ![y](<{{ url }}>)',
      templateVariables: { url },
    });
    expect(mail.html).not.toMatch(/<a |<img/);
  });

  it('are taken where they lead to pages, mails and calls', async () => {
    for (const url of ['https://example.com/?a=1&b=2', 'mailto:a@example.com', 'tel:+49', '/x', 'cid:logo']) {
      const { mail } = await send({
        contentType: 'HTML',
        htmlBody: '<a href="{{ url }}">x</a><a href="app:open">y</a>',
        templateVariables: { url },
      });
      expect(mail.html).toContain(url.replace('&', '&amp;'));
    }
  });
});

describe('templates', () => {
  const hostile = '<b>&"\' [x](http://evil.example) *a* {{ 7 | times: 7 }}';

  it('are filled in everywhere, each variable escaped for where it stands', async () => {
    const { mail } = await send({
      subject: 'Order {{ order.number }}',
      contentType: 'MULTIPART',
      body: 'Dear {{ name }}{% for item in order.items %}\n- {{ item }}{% endfor %}',
      htmlBody: '<p title="{{ name }}">Dear {{ name }}</p>',
      templateVariables: { name: hostile, order: { number: 4711, items: ['A & B', 'C'] } },
    });
    expect(mail.subject).toBe('Order 4711');
    expect(mail.text?.trim()).toBe(`Dear ${hostile}\n- A & B\n- C`);
    expect(mail.html).toContain(
      'Dear &lt;b&gt;&amp;&#34;&#39; [x](http://evil.example) *a* {{ 7 | times: 7 }}</p>',
    );
    expect(mail.html).not.toContain('<b>');
  });

  it('in Markdown a variable stays text', async () => {
    const { mail } = await send({
      contentType: 'MARKDOWN',
      body: '**Dear** {{ name }}',
      templateVariables: { name: `${hostile}\n\n# Title\n\n1. one\n---` },
    });
    expect(mail.html).toContain('<strong>Dear</strong> &lt;b&gt;');
    expect(mail.html).not.toMatch(/<(a|em|h1|h2|ol|b|hr)\b/);
  });

  it('are none without variables', async () => {
    const { mail } = await send({ body: 'Dear {{ name }} {% if %}' });
    expect(mail.text?.trim()).toBe('Dear {{ name }} {% if %}');
  });

  it.each([
    ['a variable that is not there', '{{ customer.name }}', 'undefined variable: customer'],
    ['a mistake', '{% for %}', 'illegal tag'],
    ['an unknown filter', '{{ a | run: "ls" }}', 'undefined filter: run'],
    ['a file', '{% include "/etc/passwd" %}', 'ENOENT'],
    ['a file as layout', '{% layout "../package.json" %}', 'ENOENT'],
    ['what JavaScript objects inherit', '{{ a.constructor }}', 'undefined variable: a.constructor'],
    [
      'a loop without end',
      '{% for i in (1..99999) %}{% for j in (1..99999) %}{% endfor %}{% endfor %}',
      'limit exceeded',
    ],
    [
      'a text without end',
      '{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}',
      'limit exceeded',
    ],
    ['too long a template', 'x'.repeat(500_001), 'limit exceeded'],
  ])('%s is refused and named, and nothing is sent', async (_, body, reason) => {
    const message = await refuse({ smtpAction: { body, templateVariables: { a: 'xxxxxxxxxx' } } });
    expect(message).toContain('data.smtpAction.body: The template does not work: ');
    expect(message).toContain(reason);
  });

  it('what may be missing is asked for', async () => {
    const { mail } = await send({
      body: '{{ title | default: "Customer" }}{% if title %}!{% endif %}',
      templateVariables: {},
    });
    expect(mail.text?.trim()).toBe('Customer');
  });

  it('bring no line break into the subject', async () => {
    const message = await refuse({
      smtpAction: { subject: 'Hi {{ name }}', templateVariables: { name: 'x\r\nBcc: eve@example.com' } },
    });
    expect(message).toContain('data.smtpAction.subject: ');
  });
});

describe('inline images', () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  const documents = storeOf(() => openDocument(png, { fileName: 'logo.png', contentType: 'image/png' }));

  it('belong to the HTML, beside attachments', async () => {
    const { mail, raw } = await send(
      {
        contentType: 'MULTIPART',
        htmlBody: '<img src="cid:logo">',
        inlineImages: { logo: reference('logo') },
        attachments: [reference('logo')],
      },
      { documents },
    );
    expect(raw).toMatch(/^Content-Type: multipart\/related/m);
    expect(
      new Set(mail.attachments.map(({ cid, contentDisposition }) => `${cid} ${contentDisposition}`)),
    ).toEqual(new Set(['logo inline', 'undefined attachment']));
    for (const { content } of mail.attachments) expect(content.equals(png)).toBe(true);
  });

  it.each([
    ['logo>\r\nX: y', { contentType: 'HTML', htmlBody: 'x' }],
    ['logo', { contentType: 'PLAIN' }],
  ])('named %j are refused with %j', async (name, smtpAction) => {
    const message = await refuse({
      smtpAction: { ...smtpAction, inlineImages: { [name]: reference('logo') } },
    });
    expect(message).toContain('data.smtpAction.inlineImages');
  });
});

describe('a calendar event', () => {
  const event = {
    start: '2026-12-01T10:00+01:00[Europe/Berlin]',
    end: '2026-12-01T11:30:00+01:00',
    summary: 'Termin, wichtig; x',
  };
  const toIcs = ({ mail, raw }: Awaited<ReturnType<typeof send>>) => {
    const part = mail.attachments.find(({ contentType }) => contentType.startsWith('application/ics'));
    expect(raw).toMatch(/^Content-Type: text\/calendar; charset=utf-8; method=[A-Z]+/im);
    return part!.content.toString().replaceAll('\r\n ', '');
  };

  it('invites the recipients, with the same id each time', async () => {
    const smtpAction = {
      to: 'Bob <bob@example.com>',
      cc: 'carl@example.com',
      bcc: 'x@example.com',
      calendarEvent: event,
    };
    const [ics, again] = [
      toIcs(await send(smtpAction, { jobKey: '1' })),
      toIcs(await send(smtpAction, { jobKey: '1' })),
    ];
    expect(ics).toContain('METHOD:REQUEST\r\n');
    expect(ics).toContain('DTSTART:20261201T090000Z\r\nDTEND:20261201T103000Z\r\n');
    expect(ics).toContain('SUMMARY:Termin\\, wichtig\\; x\r\n');
    expect(ics).toMatch(/ORGANIZER;CN="Anna Müller":mailto:anna@example\.com/i);
    expect(ics.match(/^ATTENDEE.*$/gm)?.map((line) => /mailto:(.*)$/i.exec(line)?.[1])).toEqual([
      'bob@example.com',
      'carl@example.com',
    ]);
    const [uid] = /^UID:[0-9a-f]{40}@example\.com\r\n/m.exec(ics) ?? [];
    expect(again).toContain(uid);
    expect(uid).toBeDefined();
  });

  it('may take whole days, and be cancelled by its id', async () => {
    const ics = toIcs(
      await send({
        calendarEvent: {
          start: '2026-12-01',
          end: '2026-12-02',
          summary: 'Off',
          uid: 'x@y',
          sequence: 1,
          method: 'CANCEL',
        },
      }),
    );
    expect(ics).toContain('DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261203\r\n');
    expect(ics).toContain('UID:x@y\r\nSEQUENCE:1\r\n');
    expect(ics).toContain('STATUS:CANCELLED');
  });

  it('may be the text of an iCalendar object', async () => {
    const calendarEvent = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n';
    const mail = await send({ calendarEvent });
    expect(toIcs(mail).trim()).toBe(calendarEvent.trim());
    expect(mail.raw).toContain('method=REPLY');
  });

  it('brings in no lines of its own', async () => {
    const ics = toIcs(
      await send({ calendarEvent: { ...event, description: 'x\r\nATTENDEE:mailto:eve@example.com' } }),
    );
    expect(ics).not.toMatch(/^ATTENDEE.*eve/m);
  });

  it.each([
    [
      'without time zone',
      { ...event, start: '2026-12-01T10:00:00' },
      'data.smtpAction.calendarEvent.start: ',
    ],
    [
      'that ends before it starts',
      { ...event, end: '2026-11-30T10:00:00Z' },
      'data.smtpAction.calendarEvent.end: ',
    ],
    [
      'with a line break in its summary',
      { ...event, summary: 'a\r\nb' },
      'data.smtpAction.calendarEvent.summary: ',
    ],
    ['that is no iCalendar', 'Meeting at ten', 'data.smtpAction.calendarEvent: '],
  ])('%s is refused', async (_, calendarEvent, expected) => {
    expect(await refuse({ smtpAction: { calendarEvent } })).toContain(expected);
  });
});

describe('DKIM', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const dkim = { domainName: 'example.com', keySelector: 'mail', privateKey: '{{secrets.DKIM_KEY}}' };

  it.each([
    ['a small mail', 'Hello', 0],
    ['a large mail, which waits on disk', 'Grüße', 3 * 1024 * 1024],
  ])('signs %s', async (_, body, bytes) => {
    const documents = storeOf(() => openDocument(Buffer.alloc(bytes, 'x')));
    const attachments = bytes === 0 ? [] : [reference('large')];
    const { outcome, server, logLines } = await run(
      { smtpConfig: { dkim }, smtpAction: { body, attachments } },
      { documents, secrets: { DKIM_KEY: privateKey.replaceAll('\n', '\\n') } },
    );
    expect(outcome.kind).toBe('complete');
    const { raw } = server.received[0]!;
    expect(verifyDkim(raw, publicKey)).toMatchObject({
      ...{ domain: 'example.com', selector: 'mail', bodyMatches: true, headersMatch: true },
      signedHeaders: expect.arrayContaining(['from', 'to', 'subject', 'message-id', 'date']),
    });
    expect(verifyDkim(raw.replace('Subject: ', 'Subject: x'), publicKey).headersMatch).toBe(false);
    expect(logLines.join()).not.toContain('PRIVATE KEY');
  });

  it('does not sign when all is left blank', async () => {
    const blank = { domainName: '', keySelector: null, privateKey: '' };
    const { server } = await run({ smtpConfig: { dkim: blank } });
    expect(server.received[0]?.raw).not.toMatch(/dkim/i);
  });

  it.each([
    ['no key', { ...dkim, privateKey: '' }, 'data.smtpConfig.dkim.privateKey: '],
    ['a key that is none', { ...dkim, privateKey: 'abc' }, 'data.smtpConfig.dkim.privateKey: '],
    [
      'a domain that brings in a tag',
      { ...dkim, domainName: 'a.b; x=y', privateKey },
      'data.smtpConfig.dkim.domainName: ',
    ],
  ])('refuses %s', async (_, wrong, expected) => {
    const message = await refuse({ smtpConfig: { dkim: wrong } });
    expect(message).toContain(expected);
    expect(message).not.toContain('abc');
  });
});
