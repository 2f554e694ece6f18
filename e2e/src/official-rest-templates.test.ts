import { httpRest } from '@jobwright/connector-http-rest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuthenticationCases } from './testing/authentication-cases.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { expectAuthenticated } from './testing/expect-authenticated.ts';
import { type OfficialStage, startOfficialStage } from './testing/official-run.ts';
import { listChoices, offers, readOfficialTemplates, toVersionName } from './testing/official-templates.ts';
import { expectDocument } from './testing/expect-document.ts';

// Every published version of the official REST templates, applied as a modeler does, with each kind of
// authentication it offers and each of its fields: the request on the wire and the variables of the process
// are what its model says.
const templates = readOfficialTemplates('http-json-connector.json');

let stage: OfficialStage;
beforeAll(async () => {
  stage = await startOfficialStage(httpRest, {
    prefix: 'rest',
    answer: ({ path, method }) => {
      if (path.startsWith('/missing/')) return { status: 404, body: '{"reason":"gone"}' };
      if (path.startsWith('/moved/'))
        return { status: 302, headers: { Location: path.slice('/moved'.length) } };
      if (path.startsWith('/text/')) {
        return { headers: { 'content-type': 'text/plain' }, body: Buffer.from('{"a": "é"}', 'latin1') };
      }
      return method === 'HEAD' ? { body: '' } : undefined;
    },
  });
});
afterAll(() => stage.close());

const url = '=base + path';

describe.each(templates.map((template) => [toVersionName(template), template] as const))(
  '%s',
  (_, template) => {
    const has = (name: string): boolean => offers(template, name);
    const toMethod = (method: string): string =>
      listChoices(template, 'method').find((choice) => choice.toUpperCase() === method) ?? method;
    const authentications = listAuthenticationCases(template);
    /** Templates for one kind of authentication cannot do without. */
    const always = authentications.length === 1 ? authentications[0]!.values : {};
    const only = (values: Readonly<Record<string, string | number | boolean>>) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => has(name)));

    test.concurrent.for(authentications)('$name', async (authentication) => {
      const { requests, variables, tokenRequests, path } = await stage.run({
        template,
        values: {
          ...authentication.values,
          url,
          method: toMethod('POST'),
          headers: '={"X-Own": "own", "Accept": "application/json"}',
          queryParameters: '={page: 2, q: "a b"}',
          body: '={id: orderId, note: null, lines: [{sku: "ä"}]}',
          'header resultVariable': 'whole',
          'header resultExpression': '={seen: response.body.path, code: status}',
        },
        variables: { orderId: 17 },
      });
      expect(requests).toHaveLength(1);
      expect(requests[0]).toMatchObject({
        method: 'POST',
        headers: { 'x-own': 'own', accept: 'application/json', 'content-type': 'application/json' },
        body: '{"id":17,"note":null,"lines":[{"sku":"ä"}]}',
      });
      expectAuthenticated(authentication, { request: requests[0]!, tokenRequests, query: 'page=2&q=a%20b' });
      expect(variables).toMatchObject({
        seen: path,
        code: 200,
        whole: {
          status: 200,
          reason: 'OK',
          headers: { 'content-type': 'application/json' },
          body: { path },
          document: null,
        },
      });
    });

    test.concurrent.for(listChoices(template, 'method'))('method %s', async (method) => {
      const { requests, variables, path } = await stage.run({
        template,
        values: { ...always, url, method, 'header resultExpression': '={answer: body}' },
      });
      expect(requests).toMatchObject([{ method: method.toUpperCase(), query: '', body: '' }]);
      expect(requests[0]!.headers).not.toHaveProperty('content-type');
      expect(variables).toMatchObject({ answer: { path } });
    });

    test.concurrent('the fields it starts with', async () => {
      const { requests, variables, path } = await stage.run({ template, values: { ...always, url } });
      expect(requests).toMatchObject([{ method: 'GET', query: '', body: '' }]);
      const maps = template.properties.some(
        ({ binding, value }) => binding.key === 'resultExpression' && value,
      );
      expect('myResponseBody' in variables).toBe(maps);
      if (maps) expect(variables).toMatchObject({ myResponseBody: { path } });
    });

    test.concurrent('a form, and all other fields it has', async () => {
      const { requests, variables } = await stage.run({
        template,
        values: {
          ...always,
          url: '=base + path + "?q=a%2Fb"',
          method: toMethod('PUT'),
          headers: '={"Content-Type": "application/x-www-form-urlencoded"}',
          body: '={a: "b c", empty: null}',
          'header resultExpression': '={code: status}',
          ...only({
            connectionTimeoutInSeconds: 7,
            readTimeoutInSeconds: 8,
            writeTimeoutInSeconds: 9,
            skipEncoding: 'true',
            followRedirects: true,
            ignoreNullValues: true,
            retries: '2',
            'header retryBackoff': 'PT1S',
            'header jobTimeout': 'PT1M',
          }),
        },
      });
      const body = has('ignoreNullValues') ? 'a=b+c' : 'a=b+c&empty';
      expect(requests).toMatchObject([{ method: 'PUT', query: 'q=a%2Fb', body }]);
      expect(variables).toMatchObject({ code: 200 });
    });

    if (has('header errorExpression')) {
      test.concurrent('an error expression', async () => {
        const { requests, variables } = await stage.run({
          template,
          kind: 'missing',
          values: {
            url,
            'header errorExpression':
              '=if error.code = "404" then ignoreError({why: error.variables.response.body.reason, said: error.message}) else null',
          },
        });
        expect(requests).toHaveLength(1);
        expect(variables).toMatchObject({ why: 'gone', said: 'Not Found' });
      });

      test.concurrent('an error expression for a network failure', async () => {
        const { variables } = await stage.run({
          template,
          values: {
            ...always,
            url: '="http://127.0.0.1:1" + path',
            'header errorExpression':
              '=if error.code = "408" then ignoreError({failure: error.variables.failure}) else null',
          },
        });
        expect(variables).toMatchObject({ failure: 'HTTP_CONNECTION_REFUSED' });
      });
    }

    if (has('followRedirects')) {
      test.concurrent('redirects', async () => {
        const values = { url, 'header resultExpression': '={code: status}' };
        const stopped = await stage.run({ template, kind: 'moved', values });
        expect(stopped.variables).toMatchObject({ code: 302 });
        const followed = await stage.run({
          template,
          kind: 'moved/api',
          values: { ...values, followRedirects: true },
        });
        expect(followed.variables).toMatchObject({ code: 200 });
      });
    }

    if (has('storeResponse')) {
      test.concurrent('the response stored as a document', async () => {
        const { variables } = await stage.run({
          template,
          kind: 'text',
          values: {
            url,
            storeResponse: true,
            'header resultExpression': '={body: body, document: document}',
          },
        });
        expect(variables).toMatchObject({
          body: null,
          document: { metadata: { contentType: 'text/plain' } },
        });
        await expectDocument(stage.documents, variables['document'], Buffer.from('{"a": "é"}', 'latin1'));
      });
    }

    if (has('documentReturnFormat.choice')) {
      test.concurrent('the response as text and as a document', async () => {
        const text = await stage.run({
          template,
          kind: 'text',
          values: {
            url,
            'documentReturnFormat.choice': 'TEXT',
            'documentReturnFormat.encoding': 'ISO-8859-1',
            'header resultExpression': '={body: body}',
          },
        });
        expect(text.variables).toMatchObject({ body: '{"a": "é"}' });
        const stored = await stage.run({
          template,
          kind: 'text',
          values: {
            url,
            'documentReturnFormat.choice': 'DOCUMENT',
            'header resultExpression': '={document: document}',
          },
        });
        await expectDocument(
          stage.documents,
          stored.variables['document'],
          Buffer.from('{"a": "é"}', 'latin1'),
        );
      });
    }

    if (has('clientTls.clientCertificate')) {
      test.concurrent('a client certificate', async () => {
        const { requests, variables } = await stage.run({
          template,
          values: {
            url: '=secureBase + path',
            'clientTls.clientCertificate': '=certificate',
            'clientTls.clientPrivateKey': '{{secrets.CLIENT_KEY}}',
            'clientTls.trustedCertificate': '=certificate',
            'header resultExpression': '={code: status}',
          },
          variables: { certificate: LOCALHOST_TLS.cert },
        });
        expect(requests).toMatchObject([{ client: 'jobwright-test' }]);
        expect(variables).toMatchObject({ code: 200 });
      });
    }

    if (has('authenticationConfiguration')) {
      test.concurrent('a shared credential', async () => {
        const authentication = { type: 'bearer', token: 'shared' };
        const { requests } = await stage.run({
          template,
          values: { authenticationConfiguration: '=credential', url },
          variables: { credential: { authentication } },
        });
        expect(requests).toMatchObject([{ headers: { authorization: 'Bearer shared' } }]);
      });
    }
  },
);
