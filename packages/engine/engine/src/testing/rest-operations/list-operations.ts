import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UNAVAILABLE } from '../../gateway/rest/unavailable.ts';

/** An operation of the published OpenAPI. */
const operation = z.object({ method: z.string(), path: z.string(), operationId: z.string() });
const list = z.object({ version: z.string(), operations: z.array(operation) });

export type RestOperation = z.output<typeof operation>;

const readOperations = (name: string): readonly RestOperation[] =>
  list.parse(JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))).operations;

/** The operations of the REST API that Camunda has published: those of 8.9, and those that 8.10 adds. */
export const listOperations = (): readonly RestOperation[] => [
  ...readOperations('operations.json'),
  ...readOperations('operations-added.json'),
];

/**
 * Operations that a cluster without security and multi-tenancy answers with 403 too, by the start of their
 * paths.
 */
const CLOSED = ['/authorizations', '/groups', '/mapping-rules', '/roles', '/setup', '/tenants', '/users'];

const nameless = (path: string): string => path.replaceAll(/\{\w+\}|:\w+/g, '*');

function findReason({ path }: RestOperation): string | undefined {
  const whole = nameless(path.startsWith('/cluster/') ? path : `/v2${path}`);
  const isBelow = (start: string): boolean =>
    whole === nameless(start) || whole.startsWith(`${nameless(start)}/`);
  return UNAVAILABLE.find(({ paths }) => paths.some(isBelow))?.reason;
}

/** Operations that the engine does not have, with the reason. */
export const MISSING_OPERATIONS: Readonly<Record<string, string>> = Object.fromEntries(
  listOperations().flatMap((operation) => {
    const reason = findReason(operation);
    return reason === undefined ? [] : [[operation.operationId, `it ${reason}`] as const];
  }),
);

export const isClosed = ({ path }: RestOperation): boolean =>
  CLOSED.some((start) => path === start || path.startsWith(`${start}/`));
