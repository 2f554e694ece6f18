/** Where a cluster is, and which of its engines is meant. */
interface RestAddress {
  readonly address: string;
  /** Default: that of clusters with one. */
  readonly physicalTenantId?: string | undefined;
}

/**
 * Where the paths of the REST API begin. An address that has the path of the physical tenant already stays
 * the same.
 */
export function findRestBase({ address, physicalTenantId }: RestAddress): string {
  const base = address.replace(/\/+$/, '');
  const prefix = physicalTenantId === undefined ? '' : `/physical-tenants/${physicalTenantId}`;
  return base.endsWith(prefix) ? base : `${base}${prefix}`;
}
