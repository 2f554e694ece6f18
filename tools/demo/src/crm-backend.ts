import { createHash, timingSafeEqual } from 'node:crypto';
import { fastify } from 'fastify';
import type { Customer } from './customers.ts';

/** In the sample data, but not in the CRM: their onboarding ends at "Customer unknown". */
export const customersUnknownToCrm: ReadonlySet<string> = new Set(['BLAUS', 'FISSA', 'GROSR']);

const SEGMENTS = [
  { segment: 'standard', creditLimit: 1_000 },
  { segment: 'plus', creditLimit: 5_000 },
  { segment: 'premium', creditLimit: 25_000 },
] as const;

export interface CrmBackendOptions {
  readonly customers: readonly Customer[];
  /** Callers must send it as bearer token. */
  readonly token: string;
}

export interface CrmBackend {
  /** Without a slash at the end; customers are at `/customers/{id}`. */
  readonly url: string;
  readonly requestCount: () => number;
  close(): Promise<void>;
}

/** Starts a small CRM with an HTTP API on a free loopback port. */
export async function startCrmBackend({ customers, token }: CrmBackendOptions): Promise<CrmBackend> {
  const records = new Map(
    customers
      .filter(({ customerId }) => !customersUnknownToCrm.has(customerId))
      .map((customer, index) => [customer.customerId, { ...customer, ...SEGMENTS[index % SEGMENTS.length] }]),
  );
  let requestCount = 0;
  const server = fastify({ forceCloseConnections: true });

  server.addHook('onRequest', async (request, reply) => {
    requestCount += 1;
    if (isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return;
    await reply
      .code(401)
      .header('WWW-Authenticate', 'Bearer')
      .send({ error: 'A valid bearer token is missing' });
  });
  server.get<{ Params: { customerId: string } }>('/customers/:customerId', async ({ params }, reply) => {
    const record = records.get(params.customerId);
    if (record !== undefined) return record;
    return reply.code(404).send({ error: 'Customer unknown', customerId: params.customerId });
  });

  return {
    url: await server.listen({ host: '127.0.0.1', port: 0 }),
    requestCount: () => requestCount,
    close: () => server.close(),
  };
}

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(hash(a), hash(b));
