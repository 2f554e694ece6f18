import { stringifyJson } from '@jobwright/json';
import fc from 'fast-check';
import type { HostileAnswer } from './hostile-backend.ts';
import { hostileJson, hostileText } from './hostile-values.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

const headerName = fc.constantFrom(
  'Content-Type',
  'Content-Encoding',
  'Retry-After',
  'Link',
  'Location',
  'Set-Cookie',
  'ETag',
  'Content-Disposition',
  'WWW-Authenticate',
  'X-A',
);
const headerValue = fc.oneof(
  fc.constantFrom(
    'application/json',
    'text/plain; charset=utf-7',
    'gzip, gzip, gzip, gzip, gzip, gzip',
    '999999999',
    '<'.repeat(5_000),
    '<http://127.0.0.1:1/>; rel="next"',
    '/again',
    'attachment; filename="../../a"',
  ),
  hostileText.map((text) => text.replaceAll(/[\r\n\0]/g, ' ').slice(0, 2_000)),
);

const body: fc.Arbitrary<readonly (Uint8Array | 'ECHO')[]> = fc.oneof(
  hostileJson.map((value) => [bytes(stringifyJson(value))]),
  fc.uint8Array({ maxLength: 200 }).map((content) => [content]),
  fc.constant(['ECHO'] as const),
  fc.constant([bytes('{"a":"'), 'ECHO', bytes('"}')] as const),
  hostileText.map((text) => [bytes(text)]),
);

/** Answers of a web server: some true to the protocol, some not, some cut off. */
export const hostileHttpAnswers: fc.Arbitrary<HostileAnswer> = fc
  .record({
    status: fc.constantFrom(200, 200, 200, 201, 204, 302, 307, 400, 401, 404, 429, 500, 503, 99, 1000),
    headers: fc.array(fc.tuple(headerName, headerValue), { maxLength: 4 }),
    length: fc.constantFrom('none', 'too long', 'chunked'),
    body,
    end: fc.constantFrom('close', 'close', 'close', 'reset'),
  })
  .map(({ status, headers, length, body: parts, end }) => {
    const framing = {
      none: [],
      'too long': ['Content-Length: 1000000'],
      chunked: ['Transfer-Encoding: chunked'],
    };
    const lines = headers.map(([name, value]) => `${name}: ${value}`);
    const head = [`HTTP/1.1 ${status} Hm`, ...lines, ...framing[length], 'Connection: close', '', ''].join(
      '\r\n',
    );
    return { parts: [bytes(head), ...parts], end } as const;
  });

/** Lines of a mail server: greetings, refusals, endless lists. */
export const hostileMailAnswers: fc.Arbitrary<HostileAnswer> = fc
  .record({
    lines: fc.array(
      fc.oneof(
        fc.constantFrom(
          '220 hello',
          '250-a',
          '250 AUTH PLAIN LOGIN',
          '235 in',
          '354 go on',
          '535 5.7.8 no',
          '+OK 3 100',
          '+OK',
          '-ERR no',
          '1 1000000000000',
          '.',
        ),
        hostileText,
      ),
      { maxLength: 5 },
    ),
    echoes: fc.boolean(),
    end: fc.constantFrom('close', 'reset', 'keepOpen'),
  })
  .map(({ lines, echoes, end }) => ({
    parts: [bytes(lines.map((line) => `${line}\r\n`).join('')), ...(echoes ? (['ECHO'] as const) : [])],
    // One that keeps a connection open and says nothing costs a test its time limit, so it is seldom.
    end: end === 'keepOpen' && lines.length < 3 ? ('close' as const) : end,
  }));
