import { graphql } from '@jobwright/connector-graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAuthenticationCases } from './testing/authentication-cases.ts';
import { expectAuthenticated } from './testing/expect-authenticated.ts';
import { expectDocument } from './testing/expect-document.ts';
import { type OfficialStage, startOfficialStage } from './testing/official-run.ts';
import { listChoices, offers, readOfficialTemplates, toVersionName } from './testing/official-templates.ts';

// Every published version of the official GraphQL template, with each kind of authentication it offers and
// each of its fields.
const templates = readOfficialTemplates('graphql-outbound-connector.json');
const QUERY = 'query Order($id: Int) {\n  order(id: $id) { id }\n}';
const DATA = '{"data":{"order":{"id":17}}}';

let stage: OfficialStage;
beforeAll(async () => {
  stage = await startOfficialStage(graphql, {
    prefix: 'graphql',
    answer: ({ path }) => {
      if (path.startsWith('/errors/'))
        return { body: '{"data":null,"errors":[{"message":"No such order"}]}' };
      return { body: DATA };
    },
  });
});
afterAll(() => stage.close());

const url = '=base + path';

describe.each(templates.map((template) => [toVersionName(template), template] as const))(
  '%s',
  (_, template) => {
    const has = (name: string): boolean => offers(template, name);
    const only = (values: Readonly<Record<string, string | number | boolean>>) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => has(name)));
    /** Versions 1 to 3 have the token in another place. */
    const toNames = (values: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [has(name) ? name : `graphql.${name}`, value]),
      );

    test.concurrent.for(listAuthenticationCases(template))('$name', async (authentication) => {
      const { requests, variables, tokenRequests } = await stage.run({
        template,
        values: {
          ...toNames(authentication.values),
          'graphql.url': url,
          'graphql.method': 'post',
          'graphql.query': QUERY,
          'graphql.variables': '={id: orderId}',
          'graphql.headers': '={"X-Own": "own"}',
          'header resultVariable': 'whole',
          'header resultExpression': '={order: response.body.data.order.id, code: status}',
        },
        variables: { orderId: 17 },
      });
      expect(requests).toHaveLength(1);
      expect(requests[0]).toMatchObject({
        method: 'POST',
        headers: { 'x-own': 'own', 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY, variables: { id: 17 } }),
      });
      expectAuthenticated(authentication, { request: requests[0]!, tokenRequests, query: '' });
      expect(variables).toMatchObject({ order: 17, code: 200, whole: { status: 200, document: null } });
    });

    test.concurrent.for(listChoices(template, 'graphql.method'))(
      'method %s, and all other fields',
      async (method) => {
        const { requests, variables } = await stage.run({
          template,
          values: {
            'graphql.url': url,
            'graphql.method': method,
            'graphql.query': QUERY,
            'header resultExpression': '={answer: response.body}',
            ...only({
              'graphql.connectionTimeoutInSeconds': 7,
              'graphql.readTimeoutInSeconds': 8,
              retries: '2',
              'header retryBackoff': 'PT1S',
              'header jobTimeout': 'PT1M',
            }),
          },
        });
        expect(requests).toMatchObject([{ method: method.toUpperCase() }]);
        const { body, query } = requests[0]!;
        const sent: unknown =
          method === 'get' ? Object.fromEntries(new URLSearchParams(query)) : JSON.parse(body);
        expect(sent).toEqual({ query: QUERY });
        expect(variables).toMatchObject({ answer: JSON.parse(DATA) as object });
      },
    );

    test.concurrent('errors of a query, for its error expression', async () => {
      const { requests, variables } = await stage.run({
        template,
        kind: 'errors',
        values: {
          'graphql.url': url,
          'graphql.query': QUERY,
          'header errorExpression':
            '=if error.code = "GRAPHQL_ERROR" then ignoreError({said: error.message, all: count(error.variables.response.body.errors)}) else null',
        },
      });
      expect(requests).toHaveLength(1);
      expect(variables).toMatchObject({ said: 'No such order', all: 1 });
    });

    if (has('graphql.storeResponse') || has('documentReturnFormat.choice')) {
      test.concurrent('the response as a document', async () => {
        const { variables } = await stage.run({
          template,
          values: {
            'graphql.url': url,
            'graphql.query': QUERY,
            'header resultExpression': '={document: document}',
            ...only({ 'graphql.storeResponse': true, 'documentReturnFormat.choice': 'DOCUMENT' }),
          },
        });
        await expectDocument(stage.documents, variables['document'], Buffer.from(DATA));
      });
    }

    if (has('documentReturnFormat.choice')) {
      test.concurrent('the response as text', async () => {
        const { variables } = await stage.run({
          template,
          values: {
            'graphql.url': url,
            'graphql.query': QUERY,
            'documentReturnFormat.choice': 'TEXT',
            'header resultExpression': '={text: body}',
          },
        });
        expect(variables).toMatchObject({ text: DATA });
      });
    }

    if (has('authenticationConfiguration')) {
      test.concurrent('a shared credential', async () => {
        const authentication = { type: 'bearer', token: 'shared' };
        const { requests } = await stage.run({
          template,
          values: { authenticationConfiguration: '=credential', 'graphql.url': url, 'graphql.query': QUERY },
          variables: { credential: { authentication } },
        });
        expect(requests).toMatchObject([{ headers: { authorization: 'Bearer shared' } }]);
      });
    }
  },
);
