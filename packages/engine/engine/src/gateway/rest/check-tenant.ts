import { Problem } from './problem.ts';

const DEFAULT_TENANT = '<default>';

/** The tenant that a request names. @throws Problem when the request may not name it, or has to name one */
export type CheckTenant = (request: string, tenantId: string | null | undefined) => string;

/** Without tenants multi-tenancy is off, and only the default tenant, or none, may be named. */
export function createTenantCheck(tenantIds: readonly string[] | undefined): CheckTenant {
  const known = tenantIds && new Set([DEFAULT_TENANT, ...tenantIds]);
  return (request, given) => {
    const tenantId = given ?? '';
    const subject = `Expected to handle request ${request} with tenant identifier '${tenantId}', but`;
    if (!known) {
      if (tenantId === '' || tenantId === DEFAULT_TENANT) return DEFAULT_TENANT;
      throw new Problem(400, `${subject} multi-tenancy is disabled`);
    }
    if (tenantId === '') throw new Problem(400, `${subject} no tenant identifier was provided.`);
    if (known.has(tenantId)) return tenantId;
    throw new Problem(403, `${subject} tenant is not authorized to perform this request`);
  };
}
