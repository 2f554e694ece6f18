import { status } from '@grpc/grpc-js';
import { StatusError } from './status-error.ts';

export const DEFAULT_TENANT = '<default>';

/** Which tenants a request may name. */
export interface TenantRules {
  /** @throws StatusError when the request may not name it */
  check(rpc: string, tenantId: string): string;
  /** Of a request for jobs. @throws StatusError */
  checkAll(rpc: string, tenantIds: readonly string[]): readonly string[];
}

/** Without tenants multi-tenancy is off: only the default tenant, or none, may be named. With them each request names one that is there. */
export function createTenantRules(tenantIds: readonly string[] | undefined): TenantRules {
  const known = tenantIds === undefined ? undefined : new Set([DEFAULT_TENANT, ...tenantIds]);
  const check = (rpc: string, tenantId: string): string => {
    if (known === undefined) {
      if (tenantId === '' || tenantId === DEFAULT_TENANT) return DEFAULT_TENANT;
      throw refuse(status.INVALID_ARGUMENT, { rpc, tenantId, reason: 'multi-tenancy is disabled' });
    }
    if (tenantId === '') {
      throw refuse(status.INVALID_ARGUMENT, { rpc, tenantId, reason: 'no tenant identifier was provided.' });
    }
    if (known.has(tenantId)) return tenantId;
    const reason = 'tenant is not authorized to perform this request';
    throw refuse(status.PERMISSION_DENIED, { rpc, tenantId, reason });
  };
  return {
    check,
    checkAll: (rpc, wanted) =>
      wanted.length === 0 ? [check(rpc, '')] : wanted.map((tenantId) => check(rpc, tenantId)),
  };
}

interface Refusal {
  readonly rpc: string;
  readonly tenantId: string;
  readonly reason: string;
}

const refuse = (code: status, { rpc, tenantId, reason }: Refusal): StatusError =>
  new StatusError(
    code,
    `Expected to handle gRPC request ${rpc} with tenant identifier '${tenantId}', but ${reason}`,
  );
