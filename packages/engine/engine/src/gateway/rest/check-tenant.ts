import { createTenantCheck, type TenantRefusal } from '../tenant-check.ts';
import { Problem } from './problem.ts';

/** The tenant that a request names. @throws Problem when the request may not name it, or has to name one */
export type CheckTenant = (request: string, tenantId: string | null | undefined) => string;

const tenantProblem = ({ request, tenantId, reason, isForbidden }: TenantRefusal): Problem =>
  new Problem(
    isForbidden ? 403 : 400,
    `Expected to handle request ${request} with tenant identifier '${tenantId}', but ${reason}`,
  );

export function createRestTenantCheck(tenantIds: readonly string[] | undefined): CheckTenant {
  const check = createTenantCheck(tenantIds, tenantProblem);
  return (request, tenantId) => check(request, tenantId ?? '');
}
