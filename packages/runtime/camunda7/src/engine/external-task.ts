import type { EngineVariables } from './engine-variable.ts';

/** An external task that the engine has locked for us. */
export interface ExternalTask {
  readonly id: string;
  readonly topicName: string;
  /** Who has locked it. Only the same worker may answer it. */
  readonly workerId: string;
  readonly processInstanceId: string;
  /** The id of the deployed version, such as `order:3:7b1c...`. */
  readonly processDefinitionId: string;
  /** The id of the process in its model. */
  readonly processDefinitionKey: string;
  readonly activityId: string;
  readonly activityInstanceId: string;
  readonly executionId: string;
  /** Attempts left; `undefined` until the task failed for the first time. */
  readonly retries: number | undefined;
  readonly priority: number;
  readonly tenantId: string | undefined;
  readonly businessKey: string | undefined;
  /** Of the element, by name. */
  readonly extensionProperties: Readonly<Record<string, string>>;
  /** All variables that the task sees, those of its own scope before those of the scopes around it. */
  readonly variables: EngineVariables;
}
