import { stringifyJson } from '@jobwright/json';
import { type CallBounds, type Listed, type ListBounds, type OpenRest } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import { JSON_TYPE } from '../rest/encode-body.ts';
import { readAnswer, sendRequest } from '../rest/read-answer.ts';

/** Calls of the REST API of Camunda 8.8 and later. */
export interface OperationCalls {
  get<Schema extends z.ZodType>(path: string, schema: Schema, bounds: CallBounds): Promise<z.output<Schema>>;
  post<Schema extends z.ZodType>(
    path: string,
    call: { readonly body: object; readonly schema: Schema },
    bounds: CallBounds,
  ): Promise<z.output<Schema>>;
  /** A change without an answer. */
  change(
    method: 'POST' | 'PUT' | 'PATCH',
    call: { readonly path: string; readonly body?: object },
    bounds: CallBounds,
  ): Promise<void>;
  /** The first items that fit a filter. */
  search<Schema extends z.ZodType>(
    search: Search<Schema>,
    bounds: ListBounds,
  ): Promise<Listed<z.output<Schema>>>;
}

interface Search<Schema extends z.ZodType> {
  readonly path: string;
  /** Properties that are `undefined` do not count. */
  readonly filter: object;
  readonly sort?: { readonly field: string; readonly order: 'ASC' | 'DESC' };
  /** Of an item. */
  readonly item: Schema;
}

export function createOperationCalls(open: OpenRest): OperationCalls {
  const withBody = (method: 'POST' | 'PUT' | 'PATCH', path: string, body: object | undefined) => ({
    ...{ method, path },
    ...(body !== undefined && { headers: [JSON_TYPE], body: stringifyJson(body) }),
  });
  const post: OperationCalls['post'] = (path, { body, schema }, bounds) =>
    readAnswer(open, withBody('POST', path, body), { bounds, schema });
  return {
    get: (path, schema, bounds) => readAnswer(open, { method: 'GET', path }, { bounds, schema }),
    post,
    change: (method, { path, body }, bounds) => sendRequest(open, withBody(method, path, body), bounds),
    async search({ path, filter, sort, item }, { limit, ...bounds }) {
      const given = Object.entries(filter).filter(([, value]) => value !== undefined);
      const body = {
        filter: Object.fromEntries(given),
        // One more says whether there are more.
        page: { from: 0, limit: limit + 1 },
        ...(sort !== undefined && { sort: [sort] }),
      };
      const { items } = await post(path, { body, schema: z.object({ items: z.array(item) }) }, bounds);
      return { items: items.slice(0, limit), hasMore: items.length > limit };
    },
  };
}
