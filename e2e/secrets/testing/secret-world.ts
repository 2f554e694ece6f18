import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEngine } from '@jobwright/engine';
import { vi } from 'vitest';
import { toEnvironment } from '../../src/testing/connect-client.ts';
import { restCall } from '../../src/testing/rest-call-process.ts';

/** An engine, and a backend that keeps what came with each call. */
export interface SecretWorld {
  readonly environment: Readonly<Record<string, string>>;
  /** Calls the backend by a process with that id, whose task has two retries. */
  call(bpmnProcessId: string, token?: string): Promise<CallEnd>;
  /** The model that `call` deploys. */
  modelOf(bpmnProcessId: string, token?: string): string;
  close(): Promise<void>;
}

export interface CallEnd {
  /** What the backend saw; `undefined` when it was not called. */
  readonly authorization: string | undefined;
  readonly variables: string;
  /** Messages of incidents. */
  readonly incidents: readonly string[];
}

const DEFAULT_TENANT = '<default>';

export async function startSecretWorld(): Promise<SecretWorld> {
  const engine = await startEngine();
  const seen = new Map<string, string>();
  const server = createServer((request, response) => {
    seen.set(request.url ?? '', String(request.headers.authorization));
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let calls = 0;
  const modelOf = (bpmnProcessId: string, token = '{{secrets.TOKEN}}') =>
    restCall({
      id: bpmnProcessId,
      inputs: {
        url: '=url',
        method: 'GET',
        'authentication.type': 'bearer',
        'authentication.token': token,
      },
      headers: { resultVariable: 'answer', retryBackoff: 'PT0S' },
      retries: 2,
    });
  return {
    environment: toEnvironment(engine),
    modelOf,
    async call(bpmnProcessId, token) {
      const path = `/${++calls}`;
      const content = modelOf(bpmnProcessId, token);
      const resources = [{ name: `${bpmnProcessId}.bpmn`, content }];
      await engine.core.deploy({ resources, tenantId: DEFAULT_TENANT });
      const started = engine.core.createInstance({
        bpmnProcessId,
        variables: { url: `http://127.0.0.1:${port}${path}` },
        tenantId: DEFAULT_TENANT,
      });
      if (!started.ok) throw new Error(JSON.stringify(started));
      return vi.waitFor(() => {
        const view = engine.core.instance(started.value.processInstanceKey);
        if (view === undefined || (view.state === 'ACTIVE' && view.incidents.length === 0)) {
          throw new Error(`The process ${bpmnProcessId} goes on`);
        }
        return {
          authorization: seen.get(path),
          variables: JSON.stringify(view.variables),
          incidents: view.incidents.map(({ message }) => message),
        };
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await engine.close();
    },
  };
}
