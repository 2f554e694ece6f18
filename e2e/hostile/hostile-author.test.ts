import { isJsonObject, type JsonObject, parseJson } from '@jobwright/json';
import { createOutboundNetwork } from '@jobwright/http-client';
import { createStaticSecrets, type JobOutcome } from '@jobwright/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireBackend, type WireBackend } from '../src/testing/wire-backend.ts';
import { makeBombPng } from './testing/bomb-png.ts';
import { toMailVariables } from './testing/mail-variables.ts';
import { slowKey } from './testing/slow-key.ts';
import { createJobBench, type JobBench } from './testing/settled-jobs.ts';

// Whoever writes a model, or supplies its data, goes over everything they are not to get: machines behind the
// rules, files, other people's records, parts and recipients of their own, and the time and memory of
// everybody else.
let backend: WireBackend;
let open: JobBench;
let fenced: JobBench;
let others: JobBench;
beforeAll(async () => {
  const png = makeBombPng();
  backend = await startWireBackend(({ path }) => (path === '/bomb.png' ? { body: png } : { body: '{}' }));
  const secrets = { provider: createStaticSecrets({}) };
  open = createJobBench(secrets);
  others = createJobBench(secrets);
  fenced = createJobBench(secrets, createOutboundNetwork({ mode: 'hardened', deny: ['localhost', '*:25'] }));
});
afterAll(() => Promise.all([open.close(), others.close(), fenced.close(), backend.close()]));

const REST = 'io.camunda:http-json:1';
const MAIL = 'io.camunda:email:1';
const PDF = 'io.jobwright:pdf:1';
const CUSTOMER = 'io.jobwright:customer-data:1';
const none: Readonly<Record<string, string>> = {};

const toMail = (action: JsonObject, host = '127.0.0.1') => ({
  type: MAIL,
  headers: none,
  variables: toMailVariables({ host, port: 1 }, action),
});

const toCall = (variables: JsonObject) => ({
  type: REST,
  headers: none,
  variables: { method: 'POST', authentication: { type: 'noAuth' }, ...variables },
});

const toCustomer = (variables: JsonObject) => ({
  type: CUSTOMER,
  headers: { operation: 'update' },
  variables,
});

function codeOf(outcome: JobOutcome): unknown {
  const { error } = parseJson(outcome.variables) as { readonly error?: unknown };
  return isJsonObject(error) ? error.code : undefined;
}

const expectRefused = (outcome: JobOutcome, message: RegExp): void =>
  expect(outcome).toMatchObject({ kind: 'fail', retries: 0, errorMessage: expect.stringMatching(message) });

describe('reaches no machine that the rules close, however it is written', () => {
  const hosts = [
    'localhost',
    'LOCALHOST.',
    'ｌｏｃａｌｈｏｓｔ',
    'localhost。',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '169.254.169.254',
    '168.63.129.16',
    '100.100.100.200',
  ];
  test.each(hosts)('a call to %s', async (host) => {
    const outcome = await fenced.settle(toCall({ url: `http://${host}:1/` }));
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(codeOf(outcome)).toMatch(/^(HTTP_BLOCKED|INPUT_INVALID)$/);
  });
  test.each(hosts.map((host) => host.replaceAll(/[[\]]/g, '')))('a mail by %s', async (host) => {
    const outcome = await fenced.settle(toMail({}, host));
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(outcome.kind === 'fail' && outcome.errorMessage).toMatch(
      /not allowed|denied|not the public internet|INPUT_INVALID/,
    );
  });
  const databases = [
    'postgres://u:p@127.0.0.1:1/db',
    'postgres://u:p@db.example.com:5432/db?host=127.0.0.1&port=1',
    'postgres://u:p@db.example.com/db?hostaddr=127.0.0.1',
    'postgres://u:p@localhost/db',
    'postgres:///db?host=/var/run/postgresql',
    'postgres://u:p@%2Fvar%2Frun%2Fpostgresql/db',
    'mysql://u:p@127.0.0.1:1/db',
    'mysql://u:p@127.1:1/db',
    'mysql://u:p@db.example.com/db?socketPath=/run/mysqld/mysqld.sock',
  ];
  test.each(databases)('a database at %s', async (url) => {
    const backendOf = url.startsWith('mysql') ? 'mysql' : 'postgres';
    const outcome = await fenced.settle(
      toCustomer({ backend: backendOf, connection: { url }, key: 'a', changes: { a: 1 } }),
    );
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(outcome.kind === 'fail' && outcome.errorMessage).not.toMatch(/ECONNREFUSED|ENOENT|authentication/);
  });
});

test.each([
  'sslcert=/etc/passwd',
  'sslkey=/etc/passwd',
  'sslrootcert=/etc/passwd',
  'sslrootcert=/nothing/there',
  'sslcrl=/etc/passwd',
  'passfile=/etc/passwd',
  'service=a',
  'SSLCERT=/etc/passwd',
])('names no file of the machine: %s', async (parameter) => {
  const url = `postgres://u:p@127.0.0.1:1/db?${parameter}`;
  const outcome = await open.settle(toCustomer({ connection: { url }, key: 'a', changes: { a: 1 } }));
  expectRefused(outcome, new RegExp(parameter.split('=')[0] ?? '', 'i'));
  expect(outcome.kind === 'fail' && outcome.errorMessage).not.toMatch(/ENOENT|EACCES|PEM|no such/i);
});

test.each(['..', '.', '%2e%2e', '../admin', '..\\admin', 'a/../../b'])(
  'leads no key to another resource: %s',
  async (key) => {
    const outcome = await open.settle(
      toCustomer({
        backend: 'rest',
        recordUrl: `${backend.url}/customers/{key}/profile`,
        authentication: { type: 'bearer', token: 't' },
        key,
        changes: { a: 1 },
      }),
    );
    expect(outcome.kind).toBe('fail');
    const paths = [
      ...new Set([
        '/customers/profile',
        '/profile',
        '/customers/',
        '/admin/profile',
        '/customers/admin/profile',
        '/b/profile',
      ]),
    ];
    expect(paths.flatMap((path) => backend.requestsOf(path))).toEqual([]);
  },
);

describe('adds no part, header or recipient', () => {
  test('to a form by the type of a document', async () => {
    const outcome = await open.settle(
      toCall({
        url: `${backend.url}/form`,
        headers: { 'Content-Type': 'multipart/form-data' },
        body: {
          file: {
            'camunda.document.type': 'inline',
            content: 'a',
            contentType: 'text/plain\r\nContent-Disposition: form-data; name="role"\r\n\r\nadmin',
          },
        },
      }),
    );
    expectRefused(outcome, /contentType/);
    expect(backend.requestsOf('/form')).toEqual([]);
  });
  test('to a form by a boundary that its content has', async () => {
    const outcome = await open.settle(
      toCall({
        url: `${backend.url}/boundary`,
        headers: { 'Content-Type': 'multipart/form-data; boundary=XX' },
        body: {
          file: {
            'camunda.document.type': 'inline',
            name: 'a.txt',
            content: 'a\r\n--XX\r\nContent-Disposition: form-data; name="role"\r\n\r\nadmin\r\n--XX--',
          },
        },
      }),
    );
    const [request] = backend.requestsOf('/boundary');
    if (request === undefined) return expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
    expect(request.body.split(`--${boundary}`)).toHaveLength(3);
  });
  test.each(['X-A: b\r\nX-Evil: c', 'a\nb', 'a\0b'])('to a call by the header %j', async (value) => {
    const outcome = await open.settle(
      toCall({ url: `${backend.url}/header`, headers: { 'X-A': value }, body: {} }),
    );
    expectRefused(outcome, /headers/);
  });
  test.each([
    'anna@example.com: bob@example.com',
    'anna@example.com\u2028bob@example.com',
    'anna@example.com\r\nBcc: bob@example.com',
    'anna@example.com%0d%0aRCPT TO:<bob@example.com>',
    'anna@example.com <bob@example.com> carol@example.com',
  ])('to a mail by the recipient %j', async (to) => {
    for (const field of ['to', 'cc', 'bcc', 'replyTo', 'from']) {
      const outcome = await open.settle(toMail({ [field]: to }));
      expectRefused(outcome, new RegExp(field));
    }
  });
  test.each([
    'javascript:alert(1)',
    'JaVaScript:alert(1)',
    ' java\nscript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,a',
    'vbscript:a',
  ])('to a PDF by the link %j', async (link) => {
    const fromData = await open.settle({
      type: PDF,
      headers: none,
      variables: {
        title: 'A',
        data: { link },
        content: [{ type: 'paragraph', text: [{ text: 'a', link: '${link}' }] }],
      },
    });
    expect(fromData).toMatchObject({ kind: 'fail', retries: 0 });
    const fromMarkdown = await open.settle({
      type: PDF,
      headers: none,
      variables: { title: 'A', source: 'markdown', data: { link }, markdown: '[a](<${link}>)' },
    });
    expect(fromMarkdown).toMatchObject({ kind: 'fail', retries: 0 });
  });
});

describe('holds nobody up', () => {
  const list = Array.from({ length: 20_000 }, (_, index) => `a${index}`);
  /** The answer of a job, if another one that begins after it is answered before. */
  const settleLast = async (job: Parameters<JobBench['settle']>[0]) => {
    const answered: string[] = [];
    const url = `${backend.url}/other`;
    const [outcome, other] = await Promise.all([
      open.settle(job).finally(() => answered.push('the job')),
      others.settle(toCall({ url, body: {} })).finally(() => answered.push('another one')),
    ]);
    expect(other.kind).toBe('complete');
    expect(answered).toEqual(['another one', 'the job']);
    return outcome;
  };
  beforeAll(async () => void (await others.settle(toCall({ url: `${backend.url}/other`, body: {} }))));
  test.each(['^(a+)+$', '^(a|a)*$', '^(a|aa)+$'])('with the pattern %s of a schema', async (pattern) => {
    const outcome = await settleLast(
      toCustomer({
        backend: 'rest',
        recordUrl: `${backend.url}/schema/{key}`,
        authentication: { type: 'bearer', token: 't' },
        key: 'a',
        changes: { name: `${'a'.repeat(60)}!` },
        schema: { type: 'object', properties: { name: { type: 'string', pattern } } },
      }),
    );
    expect(codeOf(outcome)).toBe('RECORD_INVALID');
  });
  test('with a template over two long lists', async () => {
    const outcome = await settleLast(
      toMail({
        body: '{{ a | where_exp: "i", "b contains i" | size }}',
        templateVariables: { a: list, b: list },
      }),
    );
    expectRefused(outcome, /limit exceeded/);
  });
  test('with 20,000 recipients', async () => {
    expectRefused(
      await open.settle(toMail({ to: 'a a <a@b.com>,'.repeat(20_000) })),
      /More than 5000 addresses/,
    );
  });
  test('with a key that takes a hundred million rounds', async () => {
    const outcome = await open.settle(
      toCall({
        url: `${backend.url}/key`,
        body: {},
        clientTls: { clientCertificate: 'a', clientPrivateKey: slowKey, privateKeyPassword: 'a' },
      }),
    );
    expectRefused(outcome, /clientPrivateKey: is encrypted with more than 100,000 rounds/);
  });
  test.each([
    '={a: for i in 1..10000 return context put(response.body, "a", i)}',
    '={a: count(for i in 1..1000000 return now())}',
    '={a: for i in 1..100000 return for j in 1..100000 return i * j}',
  ])('with the expression %s', async (resultExpression) => {
    const outcome = await settleLast({
      ...toCall({ url: `${backend.url}/feel`, body: {} }),
      headers: { resultExpression },
    });
    expect(outcome.kind).toMatch(/^(fail|complete)$/);
  });
  test('with a picture that is small on disk only', async () => {
    const before = process.memoryUsage().rss;
    const outcome = await settleLast({
      type: PDF,
      headers: none,
      variables: {
        title: 'A',
        content: [
          {
            type: 'image',
            document: { 'camunda.document.type': 'external', url: `${backend.url}/bomb.png` },
            alt: '',
          },
        ],
      },
    });
    expect(outcome.kind).toMatch(/^(fail|complete)$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  });
});

test('gives no answer that an engine cannot take', async () => {
  const call = toCall({ url: `${backend.url}/answer`, body: {} });
  const wide = await open.settle({
    ...call,
    headers: { errorExpression: '=jobError("x", {}, 2147483648)' },
  });
  expect(wide).toMatchObject({ kind: 'fail' });
  const named = await open.settle({ ...call, headers: { resultVariable: '__proto__' } });
  expect(named.variables).toContain('"__proto__"');
});
