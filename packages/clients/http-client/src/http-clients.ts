import { createHash } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { defineResource } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createHttpClient, type HttpClient, type TlsContexts } from './create-http-client.ts';
import { findNetworkId } from './network/network-id.ts';
import type { ClientTls } from './tls/client-tls.schema.ts';

export interface SharedClientOptions {
  readonly network: OutboundNetwork;
  readonly connectTimeoutMs: number;
  readonly clientTls: ClientTls | undefined;
}

/**
 * The connection pools that all jobs of a runtime share. A pool belongs to one network, whose rules allowed
 * its connections, and to one client certificate.
 */
export const httpClients = defineResource<SharedClientOptions, HttpClient>({
  toKey: ({ network, connectTimeoutMs, clientTls }) =>
    `${findNetworkId(network)} ${connectTimeoutMs} ${clientTls === undefined ? '' : hashClientTls(clientTls)}`,
  open: ({ network, connectTimeoutMs, clientTls }) =>
    createHttpClient({
      network,
      connectTimeoutMs,
      ...(clientTls !== undefined && { tls: createTlsContexts(clientTls) }),
    }),
  close: (client) => client.close(),
  maxOpen: 100,
});

/** Distinguishes clients without keeping their private keys as text. */
export const hashClientTls = (clientTls: ClientTls): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(clientTls).sort()))
    .digest('base64');

function createTlsContexts(tls: ClientTls): TlsContexts {
  const trust = tls.trustedCertificate === undefined ? {} : { ca: tls.trustedCertificate };
  return {
    own: createSecureContext({
      ...trust,
      ...(tls.clientCertificate !== undefined && { cert: tls.clientCertificate }),
      ...(tls.clientPrivateKey !== undefined && { key: tls.clientPrivateKey }),
      ...(tls.privateKeyPassword !== undefined && { passphrase: tls.privateKeyPassword }),
    }),
    others: createSecureContext(trust),
  };
}
