import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningIdentity {
  readonly address: string;
  stop(): Promise<void>;
}

export interface IdentityOptions {
  readonly accepts: (token: string) => Promise<boolean>;
  /** Of every client. */
  readonly tenantIds: readonly string[];
}

/** Speaks as Camunda's Identity of 8.6 does to a gateway that asks which tenants the client with a token may use. */
export async function startIdentity({ accepts, tenantIds }: IdentityOptions): Promise<RunningIdentity> {
  const answers: Readonly<Record<string, readonly unknown[]>> = {
    '/api/permissions/for-token': [],
    '/api/groups/for-token': [],
    '/api/tenants/for-token': tenantIds.map((tenantId) => ({ tenantId, name: tenantId })),
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://identity');
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    void accepts(token).then((accepted) => {
      const answer = answers[pathname];
      response.statusCode = !accepted ? 401 : answer === undefined ? 404 : 200;
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(accepted ? answer : {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
