import { z } from 'zod';

const requestTimeoutMs = 60_000;

export interface NamedFile {
  readonly name: string;
  readonly content: string;
}

export interface OperatonRequest {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: FormData;
}

/** Calls the REST API of Operaton. @throws Error with the answer when it is none of success */
export type OperatonCall = <T>(schema: z.ZodType<T>, path: string, request?: OperatonRequest) => Promise<T>;

export function createCaller(url: string): OperatonCall {
  return async <T>(
    schema: z.ZodType<T>,
    path: string,
    { method = 'GET', json, form }: OperatonRequest = {},
  ): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      signal: AbortSignal.timeout(requestTimeoutMs),
      ...(json !== undefined && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(json),
      }),
      ...(form && { body: form }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return schema.parse(text === '' ? undefined : JSON.parse(text));
  };
}

export async function deployFiles(call: OperatonCall, files: readonly NamedFile[]): Promise<void> {
  const form = new FormData();
  form.set('deployment-name', 'random');
  for (const { name, content } of files) form.set(name, new Blob([content]), name);
  await call(z.unknown(), '/deployment/create', { method: 'POST', form });
}
