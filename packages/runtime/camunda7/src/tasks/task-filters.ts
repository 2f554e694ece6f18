/** Which tasks of the topics are fetched. */
export interface TaskFilters {
  /** Only tasks of these tenants. Default: of all that the engine lets the client see. */
  readonly tenantIds?: readonly string[];
  /** Only tasks without a tenant. Default: also those with one. */
  readonly withoutTenant?: boolean;
  /** Only tasks of processes with these ids, as their models have them. Default: of all. */
  readonly processDefinitionKeys?: readonly string[];
  /** Only tasks of deployed processes with this version tag. Default: with any, or none. */
  readonly processDefinitionVersionTag?: string;
}

/** The filters as a topic of fetch-and-lock has them. */
export const topicFilters = ({
  tenantIds,
  withoutTenant,
  processDefinitionKeys,
  processDefinitionVersionTag,
}: TaskFilters): object => ({
  ...(tenantIds !== undefined && { tenantIdIn: tenantIds }),
  ...(withoutTenant === true && { withoutTenantId: true }),
  ...(processDefinitionKeys !== undefined && { processDefinitionKeyIn: processDefinitionKeys }),
  ...(processDefinitionVersionTag !== undefined && { processDefinitionVersionTag }),
});
