import { setMaxListeners } from 'node:events';
import { createResourceScope } from '@jobwright/concurrency';
import { noTrace, openNetwork } from '@jobwright/connector-sdk';
import { onTestFinished } from 'vitest';
import type { HttpContext } from '../call-http.ts';

/** A context as a runtime makes it; pools and tokens in it end with the test. */
export function createContext(overrides: Partial<HttpContext> = {}): HttpContext {
  // As that of a job.
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const resources = createResourceScope();
  onTestFinished(() => resources.close());
  return {
    signal,
    network: openNetwork,
    resources,
    trace: noTrace,
    ...overrides,
  };
}
