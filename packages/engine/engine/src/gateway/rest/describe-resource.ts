import type { ResourceView } from '../../core/commands.ts';

/** A deployed file that is not a model as the REST API gives it. */
export const describeResource = (resource: Omit<ResourceView, 'content'>): object => ({
  resourceName: resource.resourceName,
  version: resource.version,
  versionTag: resource.versionTag ?? null,
  resourceId: resource.id,
  tenantId: resource.tenantId,
  resourceKey: resource.key,
});
