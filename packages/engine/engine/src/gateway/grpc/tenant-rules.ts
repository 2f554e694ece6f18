import { status } from '@grpc/grpc-js';
import { createTenantCheck, type TenantRefusal } from '../tenant-check.ts';
import { StatusError } from './status-error.ts';

/** Which tenants a request may name. */
export interface TenantRules {
  /** @throws StatusError when the request may not name it */
  check(rpc: string, tenantId: string): string;
  /** Of a request for jobs. @throws StatusError */
  checkAll(rpc: string, tenantIds: readonly string[]): readonly string[];
}

export function createTenantRules(tenantIds: readonly string[] | undefined): TenantRules {
  const check = createTenantCheck(tenantIds, tenantError);
  return {
    check,
    checkAll: (rpc, wanted) =>
      wanted.length === 0 ? [check(rpc, '')] : wanted.map((tenantId) => check(rpc, tenantId)),
  };
}

const tenantError = ({ request, tenantId, reason, isForbidden }: TenantRefusal): StatusError =>
  new StatusError(
    isForbidden ? status.PERMISSION_DENIED : status.INVALID_ARGUMENT,
    `Expected to handle gRPC request ${request} with tenant identifier '${tenantId}', but ${reason}`,
  );
