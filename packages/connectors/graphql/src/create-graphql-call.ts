import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@jobwright/connector-sdk';
import {
  type CallOptions,
  type Position,
  chooseAuthentication,
  createIdempotencyHeaders,
  chooseTimeouts,
} from '@jobwright/http-exchange';
import { addQuery, type HeaderLine, type HttpCall, toHeaderLines } from '@jobwright/http-client';
import type { ExecuteQueryInput } from './execute-query.schema.ts';
import { unescapeQuery } from './unescape-query.ts';

/**
 * Creates the request for a page (GraphQL over HTTP specification): a JSON body, or parameters in the query
 * of the URL.
 */
export function createGraphqlCall(
  input: ExecuteQueryInput,
  { position, idempotencyKey: key }: CallOptions,
): HttpCall {
  const { graphql } = input;
  const method = graphql.method === 'get' ? 'GET' : 'POST';
  const given = toHeaderLines(graphql.headers ?? {});
  const { connectTimeoutMs, readTimeoutMs } = chooseTimeouts(graphql);
  const parameters = buildParameters(input, position);
  return {
    request: {
      method,
      ...(method === 'GET'
        ? { url: buildUrl(graphql.url, parameters) }
        : { url: graphql.url, body: stringifyJson(parameters) }),
      headers: [
        ...withDefaults(given, method),
        ...createIdempotencyHeaders({ header: input.idempotencyHeader, method, key, given }),
      ],
      headersTimeoutMs: readTimeoutMs,
      bodyTimeoutMs: readTimeoutMs,
    },
    connectTimeoutMs,
    authentication: chooseAuthentication(input.authenticationConfiguration, input.authentication),
    clientTls: input.clientTls,
  };
}

function buildParameters({ graphql }: ExecuteQueryInput, position: Position): JsonObject {
  const { query, operationName } = graphql;
  const variables = applyPosition(graphql.variables, position);
  return {
    query: unescapeQuery(query),
    ...(isJsonObject(variables) ? { variables } : {}),
    ...(operationName === undefined ? {} : { operationName }),
  };
}

const applyPosition = (variables: JsonValue | undefined, position: Position): JsonValue | undefined => {
  if (position.kind !== 'parameter') return variables;
  return { ...(isJsonObject(variables) ? variables : {}), [position.name]: position.value };
};

const buildUrl = (url: string, parameters: JsonObject): string =>
  addQuery(
    url,
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : stringifyJson(value),
    ]),
  );

/**
 * With `Accept: application/json`, servers respond to errors of a query with status 200, as models expect.
 */
function withDefaults(given: readonly HeaderLine[], method: 'GET' | 'POST'): readonly HeaderLine[] {
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const defaults: readonly HeaderLine[] = [
    ['Accept', 'application/json'],
    ...(method === 'POST' ? [['Content-Type', 'application/json'] as const] : []),
  ];
  return [...given, ...defaults.filter(([name]) => !names.has(name.toLowerCase()))];
}
