import type { JsonObject, JsonValue } from '@jobwright/json';

/** Whose cluster variable it is: one of all processes, or of those of a tenant. */
export type ClusterVariableScope =
  { readonly scope: 'GLOBAL' } | { readonly scope: 'TENANT'; readonly tenantId: string };

/** Names a cluster variable. */
export type ClusterVariableName = ClusterVariableScope & { readonly name: string };

/** Creates a cluster variable, or gives it another value. */
export type SetClusterVariableCommand = ClusterVariableName & {
  readonly value: JsonValue;
  /** Notes about it, which nothing reads. Default: none. */
  readonly metadata?: JsonObject;
};

/** A variable outside of process instances, for expressions: `camunda.vars.env.NAME`. */
export interface ClusterVariable {
  readonly name: string;
  readonly value: JsonValue;
  readonly metadata: JsonObject;
  /** Null for those of all processes. */
  readonly tenantId: string | null;
}
