import { status } from '@grpc/grpc-js';
import { createTenantCheck, DEFAULT_TENANT, type TenantRefusal } from '../tenant-check.ts';
import { StatusError } from './status-error.ts';

/** Which tenants a request may name. */
export interface TenantRules {
  /** @throws StatusError when the request may not name it */
  check(rpc: string, tenantId: string): string;
  /** Of a request for jobs. @throws StatusError */
  checkAll(rpc: string, wanted: WantedTenants): readonly string[];
}

/** Whose jobs a request wants: those of the tenants that it names, or of all. */
export interface WantedTenants {
  readonly tenantIds: readonly string[];
  readonly tenantFilter: 'PROVIDED' | 'ASSIGNED';
}

export function createTenantRules(tenantIds: readonly string[] | undefined): TenantRules {
  const check = createTenantCheck(tenantIds, tenantError);
  return {
    check,
    checkAll(rpc, { tenantIds: named, tenantFilter }) {
      if (tenantFilter === 'ASSIGNED') return [DEFAULT_TENANT, ...(tenantIds ?? [])];
      return named.length === 0 ? [check(rpc, '')] : named.map((tenantId) => check(rpc, tenantId));
    },
  };
}

const tenantError = ({ request, tenantId, reason, isForbidden }: TenantRefusal): StatusError =>
  new StatusError(
    isForbidden ? status.PERMISSION_DENIED : status.INVALID_ARGUMENT,
    `Expected to handle gRPC request ${request} with tenant identifier '${tenantId}', but ${reason}`,
  );
