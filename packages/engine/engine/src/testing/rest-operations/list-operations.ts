import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** An operation of the published OpenAPI. */
const operation = z.object({ method: z.string(), path: z.string(), operationId: z.string() });
const list = z.object({ version: z.string(), operations: z.array(operation) });

export type RestOperation = z.output<typeof operation>;

/** The operations of the REST API that Camunda has published. */
export function listOperations(): readonly RestOperation[] {
  const file = new URL('operations.json', import.meta.url);
  return list.parse(JSON.parse(readFileSync(file, 'utf8'))).operations;
}

/** Operations that a cluster without security and multi-tenancy answers with 403 too, by the start of their paths. */
const CLOSED = ['/authorizations', '/groups', '/mapping-rules', '/roles', '/setup', '/tenants', '/users'];

/** Operations that the engine does not have, with the reason. */
export const MISSING_OPERATIONS: Readonly<Record<string, string>> = {};

export const isClosed = ({ path }: RestOperation): boolean =>
  CLOSED.some((start) => path === start || path.startsWith(`${start}/`));
