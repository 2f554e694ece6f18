import { parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import type { EngineOptions } from './engine-options.ts';

const requestTimeoutMs = 60_000;

export interface NamedFile {
  readonly name: string;
  readonly content: string;
}

export interface EngineCallOptions {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: FormData;
}

/**
 * Calls the REST API of an engine and reads its answer; whole numbers that a number cannot hold are `bigint`.
 * @throws Error with the answer when it is not a success
 */
export type EngineCall = <T>(schema: z.ZodType<T>, path: string, options?: EngineCallOptions) => Promise<T>;

/** `url` is that of the REST API, or of one of its engines. */
export function createEngineCaller(url: string, user?: EngineOptions['user']): EngineCall {
  const authorization = user && {
    Authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`,
  };
  return async <T>(
    schema: z.ZodType<T>,
    path: string,
    { method = 'GET', json, form }: EngineCallOptions = {},
  ): Promise<T> => {
    const body = json === undefined ? form : stringifyJson(json);
    const response = await fetch(`${url}${path}`, {
      method,
      signal: AbortSignal.timeout(requestTimeoutMs),
      headers: { ...authorization, ...(json !== undefined && { 'Content-Type': 'application/json' }) },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return schema.parse(text === '' ? undefined : parseJson(text));
  };
}

export async function deployFiles(
  call: EngineCall,
  files: readonly NamedFile[],
  { tenantId }: { readonly tenantId?: string } = {},
): Promise<void> {
  const form = new FormData();
  form.set('deployment-name', 'files');
  if (tenantId !== undefined) form.set('tenant-id', tenantId);
  for (const { name, content } of files) form.set(name, new Blob([content]), name);
  await call(z.unknown(), '/deployment/create', { method: 'POST', form });
}
