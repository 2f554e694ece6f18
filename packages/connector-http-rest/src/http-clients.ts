import { defineResource } from '@jobwright/connector-sdk';
import { createHttpClient, type HttpClient } from '@jobwright/http-client';

interface ClientOptions {
  readonly connectTimeoutMs: number;
}

/** One pool of connections for all jobs; the connect timeout belongs to a pool, so each timeout has its own. */
export const httpClients = defineResource<ClientOptions, HttpClient>({
  toKey: ({ connectTimeoutMs }) => String(connectTimeoutMs),
  open: createHttpClient,
  close: (client) => client.close(),
});
