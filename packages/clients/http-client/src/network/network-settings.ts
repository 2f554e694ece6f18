import type { OriginLimits, OutboundProxy } from '@jobwright/connector-sdk';
import type { UrlRule } from '../egress/create-egress-policy.ts';
import type { EgressRule } from '../egress/egress-rule.ts';

/** What `createOutboundNetwork` is given. Nothing else counts: no variable of the environment is read. */
export interface NetworkSettings {
  /** `hardened`: only the public internet, and what `allowPrivate` names. Default `open`. */
  readonly mode?: 'open' | 'hardened';
  /** Never reached. Rules as text, e.g. `*.example.com`, `10.0.0.0/8:5432`, `*:25`; or as made by `parseRule`. */
  readonly deny?: readonly (string | EgressRule)[];
  /** When there is one, nothing but these is reached. */
  readonly allow?: readonly (string | EgressRule)[];
  /** Reached in the hardened mode although not of the public internet. */
  readonly allowPrivate?: readonly (string | EgressRule)[];
  /** URLs that may not be requested. */
  readonly denyUrls?: readonly UrlRule[];
  readonly proxies?: {
    /** For `http:` URLs. */
    readonly http?: OutboundProxy;
    /** For `https:` URLs. */
    readonly https?: OutboundProxy;
    /** Reached directly: as in `NO_PROXY`, e.g. `.internal`, `10.0.0.0/8`, `host:8080`. */
    readonly bypass?: readonly string[];
    /** The same as patterns of host names with `*`, e.g. `*.internal`, `10.*`. */
    readonly bypassPatterns?: readonly string[];
  };
  /**
   * Proxies get names and see to it themselves which addresses are reached. Default false: where rules look at addresses, a name is resolved
   * here, and a proxy gets an address that was checked.
   */
  readonly proxyResolves?: boolean;
  /** By origin, host name, `*.name` or `*`; the closest one counts. */
  readonly limits?: Readonly<Record<string, OriginLimits>>;
}
