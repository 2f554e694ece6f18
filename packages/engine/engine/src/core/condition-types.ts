import type { JsonObject } from '@jobwright/json';

import type { Key } from './key.ts';

/** Looks at the conditional start events of processes. */
export interface EvaluateConditionsCommand {
  /** What the conditions see, and what the started instances get. */
  readonly variables: JsonObject;
  /** Default `<default>`. */
  readonly tenantId?: string;
  /** Only those of this definition; without it those of all. */
  readonly processDefinitionKey?: Key;
}

/** The process instances that conditional start events have started. */
export interface ConditionalEvaluation {
  readonly key: Key;
  readonly tenantId: string;
  readonly processInstances: readonly {
    readonly processDefinitionKey: Key;
    readonly processInstanceKey: Key;
  }[];
}
