import type { JsonObject, JsonValue } from '@jobwright/json';

/** Whose cluster variable it is: one of all processes, or of those of a tenant. */
export type ClusterVariableScope =
  { readonly scope: 'GLOBAL' } | { readonly scope: 'TENANT'; readonly tenantId: string };

/** Names a cluster variable. */
export type ClusterVariableName = ClusterVariableScope & { readonly name: string };

/**
 * How a cluster variable is read: as it is, or with the secrets that its texts name as
 * `camunda.secrets.NAME`.
 */
export type ClusterVariableKind = 'JSON' | 'SECRET_REFERENCE';

/** Gives a cluster variable a value. */
export type SetClusterVariableCommand = ClusterVariableName & {
  readonly value: JsonValue;
  /** Notes about it, which nothing reads. Default: none. */
  readonly metadata?: JsonObject;
};

/** Creates a cluster variable. */
export type CreateClusterVariableCommand = SetClusterVariableCommand & {
  /** It stays. Default `JSON`. */
  readonly kind?: ClusterVariableKind;
};

/** A variable outside of process instances, for expressions: `camunda.vars.env.NAME`. */
export interface ClusterVariable {
  readonly name: string;
  readonly value: JsonValue;
  readonly metadata: JsonObject;
  readonly kind: ClusterVariableKind;
  /** Null for those of all processes. */
  readonly tenantId: string | null;
}
