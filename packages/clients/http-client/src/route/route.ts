import type { SecureContext } from 'node:tls';
import type { EgressPolicy, OutboundNetwork } from '@jobwright/connector-sdk';
import type { HeaderLine } from '../http-message.ts';
import type { ResolveName } from './resolve-name.ts';
import type { Transport } from './secure-transport.ts';

/** How a request reaches its target. */
export interface Route {
  readonly transport: Transport;
  readonly origin: string;
  /** The target in the request line. */
  readonly path: string;
  /** Added unless the request has them. */
  readonly headers: readonly HeaderLine[];
  /** Plain HTTP through a proxy: a response of 407 comes from the proxy. */
  readonly isProxied: boolean;
}

export interface RoutesOptions {
  readonly network: OutboundNetwork;
  /** The rules for the targets. */
  readonly egress: EgressPolicy;
  readonly resolveName: ResolveName;
  readonly connectTimeoutMs: number;
  readonly maxConnectionsPerOrigin: number;
  /** An idle connection is closed after this time. Default: 4 s, or what the server asks for. */
  readonly maxIdleMs?: number | undefined;
  /** For `https:` targets. Default: the authorities of the system, no client certificate. */
  readonly secureContext?: SecureContext | undefined;
}
