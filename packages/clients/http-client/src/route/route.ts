import type { SecureContext } from 'node:tls';
import type { EgressPolicy, OutboundNetwork } from '@jobwright/connector-sdk';
import type { HeaderLine } from '../http-message.ts';
import type { ResolveName } from './resolve-name.ts';
import type { Transport } from './secure-transport.ts';

/** How a request gets to its target. */
export interface Route {
  readonly transport: Transport;
  readonly origin: string;
  /** What stands in the request line. */
  readonly path: string;
  /** Unless the request has them itself. */
  readonly headers: readonly HeaderLine[];
  /** Plain HTTP through a proxy: an answer of 407 is the proxy's. */
  readonly isProxied: boolean;
}

export interface RoutesOptions {
  readonly network: OutboundNetwork;
  /** The rules that hold for what is called. */
  readonly egress: EgressPolicy;
  readonly resolveName: ResolveName;
  readonly connectTimeoutMs: number;
  readonly maxConnectionsPerOrigin: number;
  /** For `https:` targets. Default: the system's certificates, none of our own. */
  readonly secureContext?: SecureContext | undefined;
}
