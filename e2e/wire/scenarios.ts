import { listAuthenticationCases } from '../src/testing/authentication-cases.ts';
import { listChoices, offers, type OfficialTemplate } from '../src/testing/official-templates.ts';
import type { WireAnswer } from '../src/testing/wire-backend.ts';

type Values = Readonly<Record<string, string | number | boolean>>;

/** What a modeler fills in, with what the process knows and how the backend answers. */
export interface Scenario {
  readonly name: string;
  /** How the backend answers: a key of `answers`. */
  readonly kind: string;
  readonly values: Values;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const json = (value: unknown) => ({ body: JSON.stringify(value) });
const plain = (body: string, type = 'text/plain') => ({ headers: { 'content-type': type }, body });

/**
 * What the backend answers, by the first segment of the path; `nth` counts the requests to that path from 1.
 */
export const answers: Readonly<
  Record<string, (request: { readonly path: string; readonly nth: number }) => ReturnType<WireAnswer>>
> = {
  api: () =>
    json({ id: 7, name: 'Ada', big: 9007199254740993n.toString(), nested: { list: [1, null, 'x'] } }),
  list: () => json([{ id: 1 }, { id: 2 }]),
  text: () => plain('hello'),
  number: () => json(42),
  empty: () => ({ status: 204, body: '' }),
  created: () => ({ status: 201, ...json({ id: 'new' }) }),
  xml: () => plain('<a><b>1</b></a>', 'application/xml'),
  missing: () => ({ status: 404, ...json({ reason: 'gone' }) }),
  wrong: () => ({ status: 400, ...json([{ code: 1 }]) }),
  denied: () => ({ status: 403, ...plain('no entry') }),
  broken: () => ({ status: 500, ...json({ trace: 'x' }) }),
  'busy-once': ({ nth }) => (nth === 1 ? { status: 503, body: '' } : json({ nth })),
  'limited-once': ({ nth }) =>
    nth === 1 ? { status: 429, headers: { 'retry-after': '1' }, body: '' } : json({ nth }),
};

const url = '=base + path';
/** An error that the task's boundary event catches, so that the process ends and tells code and message. */
const ERROR =
  '=if error.code != null then bpmnError("caught", "told", {failedCode: error.code, failedMessage: error.message}) else null';
const WHOLE = '={gotStatus: status, gotBody: body, gotType: get value(headers, "content-type")}';

/** Header and body of a request: what a process may bring for them. */
const bodies: Readonly<Record<string, string>> = {
  'a list as body': '=[1, {a: null}, "x"]',
  'a text as body': '="plain text, ä"',
  'a number as body': '=12.50',
  'a nested body': '={a: {b: [true, false, null]}, ä: "ü", n: 9007199254740993, d: 0.1}',
  'an empty body': '={}',
};
const queries: Readonly<Record<string, string>> = {
  'a query of special characters': '={"a b": "c&d=e", "ä": "ö/?#", plus: "1+1", list: "[x]"}',
  'a query of numbers and truth': '={n: 1.5, yes: true, big: 9007199254740993}',
};
const headers: Readonly<Record<string, string>> = {
  'headers of numbers and truth': '={"X-Number": 12, "X-True": true}',
  'another content type': '={"Content-Type": "application/vnd.api+json"}',
  'a text type for a map': '={"Content-Type": "text/plain"}',
};
const addresses: Readonly<Record<string, string>> = {
  'a query in the URL': '=base + path + "?q=a%2Fb&r=c+d"',
  'brackets in the URL': '=base + path + "?filter[name]=x&ids[]=1"',
  'an encoded path': '=base + path + "/a%20b/%C3%A4/c%2Fd"',
  'blanks and umlauts in the path': '=base + path + "/a b/ä"',
  'a fragment in the URL': '=base + path + "?a=1#top"',
};

/** Everything that is tried with one version of the template; only what it has fields for. */
export function listScenarios(template: OfficialTemplate): readonly Scenario[] {
  const has = (name: string): boolean => offers(template, name);
  const only = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).filter(([name]) => has(name)));
  const choose = (method: string): string =>
    listChoices(template, 'method').find((choice) => choice.toUpperCase() === method) ?? method;
  // The runtime that was recorded is older than refresh tokens.
  const authentications = listAuthenticationCases(template).filter(
    ({ name }) => !name.startsWith('OAuth refresh token'),
  );
  const always = authentications.length === 1 ? (authentications[0]?.values ?? {}) : {};
  const ask = (name: string, values: Values, more: Partial<Scenario> = {}): Scenario => ({
    name,
    kind: 'api',
    ...more,
    values: {
      ...always,
      url,
      ...only({ 'header resultExpression': WHOLE, 'header errorExpression': ERROR }),
      ...values,
    },
  });
  const all = (
    name: string,
    values: Readonly<Record<string, string>>,
    method: string,
  ): readonly Scenario[] =>
    has(name)
      ? Object.entries(values).map(([title, value]) => ask(title, { method: choose(method), [name]: value }))
      : [];
  return [
    ...authentications.map(({ name, values }) =>
      ask(`authentication ${name}`, {
        ...values,
        method: choose('POST'),
        ...only({ headers: '={"X-Own": "own"}', queryParameters: '={page: 2, q: "a b"}' }),
        ...only({ body: '={id: 17, note: null, lines: [{sku: "ä"}]}' }),
      }),
    ),
    ...listChoices(template, 'method').map((method) => ask(`method ${method}`, { method })),
    { name: 'the fields it starts with', kind: 'api', values: { ...always, url } },
    ...all('body', bodies, 'POST'),
    ...all('queryParameters', queries, 'GET'),
    ...all('headers', headers, 'POST').map((scenario) => ({
      ...scenario,
      values: { ...scenario.values, ...only({ body: '={a: "ä"}' }) },
    })),
    ...Object.entries(addresses).map(([name, value]) => ask(name, { method: choose('GET'), url: value })),
    ...(has('headers') && has('body')
      ? [
          ask('a form', {
            method: choose('PUT'),
            headers: '={"Content-Type": "application/x-www-form-urlencoded"}',
            body: '={a: "b c", ä: "&=", n: 5}',
          }),
          ask('a function in the body', {
            method: choose('POST'),
            body: '={content: {"camunda.function.type": "base64", "params": ["Hello ä"]}}',
          }),
        ]
      : []),
    ...['list', 'text', 'number', 'empty', 'created', 'xml'].map((kind) =>
      ask(`the answer ${kind}`, { method: choose('GET') }, { kind }),
    ),
    ...(has('header errorExpression')
      ? ['missing', 'wrong', 'denied', 'broken', 'busy-once', 'limited-once'].map((kind) =>
          ask(`the answer ${kind}`, { method: choose('POST') }, { kind }),
        )
      : []),
    ...(has('ignoreNullValues')
      ? [
          ask('nulls left out', {
            method: choose('POST'),
            ignoreNullValues: true,
            body: '={a: null, b: {c: null, d: 1}, e: [null, 1]}',
          }),
        ]
      : []),
    ...(has('skipEncoding')
      ? [
          ask('no encoding', {
            method: choose('GET'),
            skipEncoding: 'true',
            url: '=base + path + "?q=a%2Fb"',
          }),
        ]
      : []),
  ];
}
