import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import fc from 'fast-check';
import { hostileJson, hostileText } from './hostile-values.ts';
import type { HostileJob } from './settled-jobs.ts';

/** Where the servers of the other side listen. */
export interface Remotes {
  readonly httpPort: number;
  readonly mailPort: number;
}

/** Jobs that would run, by what they do: what is hostile is put into them, so that it gets far. */
export const toSoundJobs = ({ httpPort, mailPort }: Remotes): Readonly<Record<string, HostileJob>> => {
  const origin = `http://127.0.0.1:${httpPort}`;
  const authentication = { type: 'bearer', token: '{{secrets.MARKER}}' };
  return {
    'REST call': {
      type: 'io.camunda:http-json:1',
      headers: {},
      variables: {
        url: `${origin}/a`,
        method: 'POST',
        authentication: { type: 'basic', username: 'ada', password: '{{secrets.MARKER}}' },
        headers: { 'X-Key': 'a' },
        queryParameters: { q: 'a' },
        body: { text: 'a' },
        connectionTimeoutInSeconds: 2,
        readTimeoutInSeconds: 2,
      },
    },
    GraphQL: {
      type: 'io.camunda:connector-graphql:1',
      headers: {},
      variables: {
        graphql: {
          url: `${origin}/graphql`,
          method: 'post',
          query: '{ a }',
          variables: { a: 1 },
          connectionTimeoutInSeconds: 2,
          readTimeoutInSeconds: 2,
        },
        authentication,
      },
    },
    mail: {
      type: 'io.camunda:email:1',
      headers: {},
      variables: {
        authentication: { type: 'simple', username: 'ada', password: '{{secrets.MARKER}}' },
        protocol: 'smtp',
        data: {
          smtpActionDiscriminator: 'sendEmailSmtp',
          smtpConfig: { smtpHost: '127.0.0.1', smtpPort: mailPort, smtpCryptographicProtocol: 'NONE' },
          smtpAction: {
            from: 'shop@example.com',
            to: 'ada@example.com',
            subject: 'Hello',
            contentType: 'MULTIPART',
            body: 'Hello {{ name }}',
            htmlBody: '<b>Hello {{ name }}</b>',
            templateVariables: { name: 'Ada' },
            headers: { 'X-Order': '1' },
          },
        },
      },
    },
    mailbox: {
      type: 'io.camunda:email:1',
      headers: {},
      variables: {
        authentication: { type: 'simple', username: 'ada', password: '{{secrets.MARKER}}' },
        protocol: 'pop3',
        data: {
          pop3ActionDiscriminator: 'listEmailsPop3',
          pop3Config: { pop3Host: '127.0.0.1', pop3Port: mailPort, pop3CryptographicProtocol: 'NONE' },
          pop3Action: { maxToBeRead: 3, sortField: 'SENT_DATE', sortOrder: 'DESC' },
        },
      },
    },
    PDF: {
      type: 'io.jobwright:pdf:1',
      headers: {},
      variables: {
        title: 'Order',
        author: '{{secrets.MARKER}}',
        content: [
          { type: 'heading', level: 1, text: 'Order ${order.id}' },
          { type: 'paragraph', text: 'For ${order.name}' },
        ],
        data: { order: { id: 1, name: 'Ada' } },
      },
    },
    'customer of a service': {
      type: 'io.jobwright:customer-data:1',
      headers: { operation: 'update' },
      variables: {
        backend: 'rest',
        recordUrl: `${origin}/customers/{key}`,
        authentication,
        key: 'ALFKI',
        changes: { status: 'active' },
        schema: { type: 'object', properties: { status: { type: 'string' } } },
      },
    },
  };
};

/** All paths of objects below a value. */
const listPaths = (value: JsonValue): (readonly string[])[] =>
  isJsonObject(value)
    ? Object.entries(value).flatMap(([key, child]) => [
        [key],
        ...listPaths(child).map((path) => [key, ...path]),
      ])
    : [];

const replaceAt = (value: JsonValue, [key, ...rest]: readonly string[], by: JsonValue): JsonValue => {
  if (key === undefined || !isJsonObject(value)) return by;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, name === key ? replaceAt(child, rest, by) : child]),
  );
};

const EXPRESSIONS = [
  '={a: response}',
  '=response',
  '={a: response.body, b: error}',
  '=for i in 1..1000000000 return i',
  '=if error != null then bpmnError(error.code, error.message, error.variables) else null',
  '=if error != null then jobError(error.message, {a: error}, 2147483648, duration("P99999D")) else null',
  '=bpmnError(string(response), string(response), {a: response})',
  '=ignoreError({a: response})',
  '={"__proto__": response, "constructor": 1}',
  '=',
  '={',
] as const;

const RESERVED = [
  'resultExpression',
  'errorExpression',
  'resultVariable',
  'retryBackoff',
  'jobTimeout',
  'operation',
] as const;

const hostileHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...RESERVED), hostileText),
      fc.oneof(fc.constantFrom(...EXPRESSIONS), hostileText),
    ),
    { maxLength: 4 },
  )
  .map((entries): Record<string, string> => Object.fromEntries(entries));

/** A sound job with one to four of its values replaced, and headers that may be anything. */
export const toHostileJobs = (sound: HostileJob): fc.Arbitrary<HostileJob> => {
  const paths = listPaths(sound.variables).filter(([first]) => first !== 'connection');
  return fc
    .tuple(
      fc.array(fc.tuple(fc.constantFrom(...paths), hostileJson), { maxLength: 4 }),
      fc.oneof(fc.constant({}), hostileHeaders),
    )
    .map(([changes, headers]) => {
      let variables: JsonValue = sound.variables;
      for (const [path, by] of changes) variables = replaceAt(variables, path, by);
      const changed: JsonObject = isJsonObject(variables) ? variables : {};
      return { type: sound.type, variables: changed, headers: { ...sound.headers, ...headers } };
    });
};
