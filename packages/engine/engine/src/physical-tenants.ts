import type { SearchableCore } from './core/searchable-core.ts';
import { DEFAULT_PHYSICAL_TENANT, type EngineCoreOptions } from './core/engine-core.ts';
import type { SecretProvider } from './core/secret-provider.ts';
import type { Cores } from './open-cores.ts';

/** A physical tenant besides `default`: an engine of its own behind the same ports. */
export interface PhysicalTenantOptions {
  /** 1 to 64 lower case letters and digits. */
  readonly id: string;
  /** Its tenants besides `<default>`. Default: multi-tenancy is off in it. */
  readonly tenantIds?: readonly string[];
  /** What `camunda.secrets.NAME` stands for in its models. Default: it has no secrets. */
  readonly secrets?: SecretProvider;
}

/** What answers the requests to one physical tenant. */
export interface PhysicalTenant {
  readonly id: string;
  readonly core: SearchableCore;
  /** Tenants besides the default one; without it multi-tenancy is off. */
  readonly tenantIds?: readonly string[] | undefined;
  /** Where its documents are kept; without it they are in memory. */
  readonly documentDirectory?: string | undefined;
}

const noSecrets: SecretProvider = () => undefined;

const ID = /^[a-z0-9]{1,64}$/;

function checkIds(ids: readonly string[]): void {
  const seen = new Set([DEFAULT_PHYSICAL_TENANT]);
  for (const id of ids) {
    if (!ID.test(id))
      throw new Error(`The physical tenant '${id}' must have an ID of 1 to 64 lower case letters and digits`);
    if (seen.has(id)) throw new Error(`There are two physical tenants '${id}'`);
    seen.add(id);
  }
}

/** Opens the engines of the physical tenants. @throws Error when an ID is not valid or is there twice */
export async function openPhysicalTenants(
  tenants: readonly PhysicalTenantOptions[],
  options: EngineCoreOptions,
  cores: Pick<Cores, 'open' | 'documentDirectory'>,
): Promise<readonly PhysicalTenant[]> {
  checkIds(tenants.map(({ id }) => id));
  const opened: PhysicalTenant[] = [];
  for (const { id, tenantIds, secrets = noSecrets } of tenants)
    opened.push({
      id,
      tenantIds,
      core: await cores.open({ ...options, physicalTenantId: id, secrets }),
      documentDirectory: cores.documentDirectory(id),
    });
  return opened;
}
