import { DEFAULT_TENANT_ID } from '../core/defaults.ts';

export const DEFAULT_TENANT = DEFAULT_TENANT_ID;

/** Why a request may not name a tenant. */
export interface TenantRefusal {
  readonly request: string;
  readonly tenantId: string;
  readonly reason: string;
  /** Whether the tenant is not there; else the request as such is wrong. */
  readonly isForbidden: boolean;
}

/**
 * The tenant that a request names. @throws what `refuse` makes of a tenant that it may not name, or of none
 * where it must
 */
export type CheckTenant = (request: string, tenantId: string) => string;

/**
 * Without tenants multi-tenancy is off: only the default tenant, or none, may be named. With them each
 * request names one that is there.
 */
export function createTenantCheck(
  tenantIds: readonly string[] | undefined,
  refuse: (refusal: TenantRefusal) => Error,
): CheckTenant {
  const known = tenantIds && new Set([DEFAULT_TENANT, ...tenantIds]);
  return (request, tenantId) => {
    const refused = (reason: string, isForbidden = false): Error =>
      refuse({ request, tenantId, reason, isForbidden });
    if (!known) {
      if (tenantId === '' || tenantId === DEFAULT_TENANT) return DEFAULT_TENANT;
      throw refused('multi-tenancy is disabled');
    }
    if (tenantId === '') throw refused('no tenant identifier was provided.');
    if (known.has(tenantId)) return tenantId;
    throw refused('tenant is not authorized to perform this request', true);
  };
}
