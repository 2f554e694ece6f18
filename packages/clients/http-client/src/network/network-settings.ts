import type { OriginLimits, OutboundProxy } from '@jobwright/connector-sdk';
import type { UrlRule } from '../egress/create-egress-policy.ts';
import type { EgressRule } from '../egress/egress-rule.ts';

/** The settings of `createOutboundNetwork`. Nothing else counts: no environment variable is read. */
export interface NetworkSettings {
  /** `hardened`: only the public internet, and what `allowPrivate` names. Default `open`. */
  readonly mode?: 'open' | 'hardened';
  /**
   * Never reached, whatever else allows it. Rules as text, e.g. `*.example.com`, `10.0.0.0/8:5432`, `*:25`;
   * or as made by `parseRule`.
   */
  readonly deny?: readonly (string | EgressRule)[];
  /** If there are any, only these are reached. Default: everything that is not denied. */
  readonly allow?: readonly (string | EgressRule)[];
  /** Reached in the hardened mode although outside the public internet. */
  readonly allowPrivate?: readonly (string | EgressRule)[];
  /** URLs that may not be requested. */
  readonly denyUrls?: readonly UrlRule[];
  readonly proxies?: {
    /** For `http:` URLs. */
    readonly http?: OutboundProxy;
    /** For `https:` URLs. */
    readonly https?: OutboundProxy;
    /** Reached without a proxy: as in `NO_PROXY`, e.g. `.internal`, `10.0.0.0/8`, `host:8080`. */
    readonly bypass?: readonly string[];
    /** The same as patterns of host names with `*`, e.g. `*.internal`, `10.*`. */
    readonly bypassPatterns?: readonly string[];
  };
  /**
   * Whether proxies get names and check addresses themselves. Default false: if rules depend on addresses, a
   * name is resolved here, and the proxy gets an address that was checked.
   */
  readonly proxyResolves?: boolean;
  /** Limits by origin, host name, `*.name` or `*`; the most specific key counts. Default: none. */
  readonly limits?: Readonly<Record<string, OriginLimits>>;
}
