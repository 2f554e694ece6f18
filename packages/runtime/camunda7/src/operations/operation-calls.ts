import { parseJson, stringifyJson } from '@jobwright/json';
import { type CallBounds, ClusterCallError, type Listed, type ListBounds } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { EngineRequest, EngineRequests } from '../engine/engine-request.ts';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Calls of the REST API of an engine, with answers in JSON. */
export interface OperationCalls {
  get<Schema extends z.ZodType>(call: Get<Schema>, bounds: CallBounds): Promise<z.output<Schema>>;
  /** The first items of a list. */
  list<Schema extends z.ZodType>(call: Get<Schema>, bounds: ListBounds): Promise<Listed<z.output<Schema>>>;
  send<Schema extends z.ZodType>(call: Send<Schema>, bounds: CallBounds): Promise<z.output<Schema>>;
}

interface Get<Schema extends z.ZodType> {
  readonly path: string;
  /** Parameters that are `undefined` are left out. */
  readonly query?: Query;
  /** Of the answer, or of an item of a list. */
  readonly schema: Schema;
}

interface Send<Schema extends z.ZodType> {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly schema: Schema;
}

/** Of a change without an answer. */
export const noAnswer = z.undefined();

export function createOperationCalls(engine: EngineRequests): OperationCalls {
  const call = async <Schema extends z.ZodType>(
    request: EngineRequest,
    schema: Schema,
    bounds: CallBounds,
  ): Promise<z.output<Schema>> => {
    const text = await engine.send(request, bounds);
    try {
      return schema.parse(text === '' ? undefined : parseJson(text, { hugeNumbers: 'text' }));
    } catch (cause) {
      const [path] = request.path.split('?');
      const message = `${path} does not answer as the REST API of an engine does`;
      throw new ClusterCallError('unexpected', message, { cause });
    }
  };
  const get: OperationCalls['get'] = ({ path, query = {}, schema }, bounds) =>
    call({ method: 'GET', path: `${path}${renderQuery(query)}` }, schema, bounds);
  return {
    get,
    async list({ path, query, schema }, { limit, ...bounds }) {
      // One more says whether there are more.
      const page = { ...query, firstResult: 0, maxResults: limit + 1 };
      const items = await get({ path, query: page, schema: z.array(schema) }, bounds);
      return { items: items.slice(0, limit), hasMore: items.length > limit };
    },
    send: ({ method, path, body, schema }, bounds) =>
      call({ method, path, ...(body !== undefined && { body: stringifyJson(body) }) }, schema, bounds),
  };
}

function renderQuery(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const parameters = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
  const text = new URLSearchParams(parameters).toString();
  return text === '' ? '' : `?${text}`;
}
