/**
 * Who named what is connected to. `model`: a model or its data named it (a URL, a host, a token endpoint, an
 * external document), so the rules of the egress policy hold. `operator`: the settings of the service named
 * it (the cluster, stores of secrets and documents, telemetry), so proxies, TLS and limits hold, the rules do
 * not.
 */
export type TargetKind = 'model' | 'operator';

/** What a connector is about to connect to. */
export interface Destination {
  /** As it was given: a name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** The IP address a connection would go to; not known before the name is resolved. */
  readonly address?: string;
  /** Of an HTTP request, with its query; never repeated in a message. */
  readonly url?: string;
}

/** Which machines connectors may reach. */
export interface EgressPolicy {
  /** Whether an answer may depend on the address. */
  readonly looksAtAddresses: boolean;
  /**
   * Why the destination may not be reached, for a message; `undefined` when it may. Ask before a name is
   * resolved, and again with each address before connecting to it: a name may resolve to anything.
   */
  readonly describeBlock: (destination: Destination) => string | undefined;
}

/** A proxy between us and a destination. */
export interface OutboundProxy {
  /** `http://host:port` or `https://host:port`, without credentials. */
  readonly url: string;
  /** For the `Proxy-Authorization` header. */
  readonly authorization?: string;
}

/** Protects one origin from us, or us from it. What is left out is not limited. */
export interface OriginLimits {
  readonly requestsPerSecond?: number;
  /** How many requests may go out at once after a pause. Default: `requestsPerSecond`, at least 1. */
  readonly burst?: number;
  readonly maxConcurrent?: number;
  /** How many requests may wait; more are refused. Default 1,000. */
  readonly maxQueued?: number;
  readonly circuitBreaker?: {
    /**
     * So many failures in a row open the circuit: connection failures, timeouts, and answers of 500 and
     * above.
     */
    readonly failures: number;
    /** How long nothing is sent then, in milliseconds; after that one request probes. */
    readonly openMs: number;
  };
}

/** How a database is reached that the operator's settings name. Certificates and keys are PEM text. */
export interface DatabaseAccess {
  /** Who vouches for the certificate of the server, instead of the authorities of Node. */
  readonly authority?: string | undefined;
  readonly certificate?: string | undefined;
  readonly privateKey?: string | undefined;
  /**
   * Path of a socket to connect to, with PostgreSQL that of its folder; then nothing of the network is
   * reached.
   */
  readonly socketPath?: string | undefined;
}

/** How connectors may reach other machines: set by whoever runs them, obeyed by every connector. */
export interface OutboundNetwork {
  readonly egress: EgressPolicy;
  /** The proxy for an absolute URL; `undefined`: none. */
  readonly findProxy: (url: string) => OutboundProxy | undefined;
  /**
   * Whether proxies get names and see to it themselves which addresses are reached. Default false: where
   * rules look at addresses, a name is resolved here and a proxy gets an address that was checked.
   */
  readonly proxyResolves?: boolean;
  /** For an origin such as `https://api.example.com`. */
  readonly limitsFor: (origin: string) => OriginLimits;
  /** For a database such as `postgres://db.example.com:5432`. Default: none is named. */
  readonly databaseFor?: (origin: string) => DatabaseAccess | undefined;
}

/** Everything may be reached, without proxy and limits. */
export const openNetwork: OutboundNetwork = Object.freeze({
  egress: Object.freeze({ looksAtAddresses: false, describeBlock: () => undefined }),
  findProxy: () => undefined,
  limitsFor: () => ({}),
});
