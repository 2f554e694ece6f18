import type { JsonValue } from '@jobwright/json';
import type { ForgottenDefinition } from '../deployment-records.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Incident } from '../instance-views.ts';
import type { Key } from '../key.ts';

/**
 * A process instance that runs or is remembered, to search by and to show. What costs more than a look is a
 * function.
 */
export interface InstanceRecord {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly definitionKey: Key;
  /** Absent when too many versions have been deleted since. */
  readonly definition: ForgottenDefinition | undefined;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  readonly tenantId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly parentProcessInstanceKey: Key | null;
  /** The call activity that started it. */
  readonly parentElementInstanceKey: Key | null;
  readonly businessId: string | null;
  readonly tags: readonly string[];
  /** The outermost caller, or the instance itself. */
  rootKey(): Key;
  /** The incidents of it and of the instances it called. */
  incidents(): readonly Incident[];
  /**
   * What it passed and is in: first what has ended, in the order of the ends. The process itself has no
   * scope.
   */
  passages(): readonly ElementPassage[];
  /** Whether an element of it, or something in that, has an incident. */
  hasIncidentIn(passage: ElementPassage): boolean;
  /** Whether the last failure of one of its jobs left retries. */
  hasRetriesLeft(): boolean;
  /** The batch operations that chose it, as far as they are remembered. */
  batchKeys(): readonly Key[];
  /** Sequence flows along which tokens moved, each once. */
  flowIds(): readonly string[];
  /** The values of a variable in all its scopes. */
  variableValues(name: string): readonly JsonValue[];
}
