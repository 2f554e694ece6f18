import type { JsonObject } from '@jobwright/json';

import type { Key } from './key.ts';

/** The answer to the creation of a process instance. */
export interface ProcessInstance {
  readonly processDefinitionKey: Key;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processInstanceKey: Key;
  readonly tenantId: string;
  readonly tags?: readonly string[];
  readonly businessId?: string;
}

/** What happens to a process instance by itself later. */
export interface RuntimeInstruction {
  readonly kind: 'terminateProcessInstance';
  /** When an instance of this element has completed or was terminated. */
  readonly afterElementId: string;
}

/** Creates a process instance at its none start event, or at elements of its choice. */
export interface CreateInstanceCommand {
  /** One of the two: a process id (then `version`, -1 for the latest) or a definition key. */
  readonly bpmnProcessId?: string;
  readonly version?: number;
  readonly processDefinitionKey?: Key;
  /** Default: none. */
  readonly variables?: JsonObject;
  /** Default `<default>`. */
  readonly tenantId?: string;
  /**
   * At most 10 different ones, of at most 100 letters, digits, `_`, `-`, `:` and `.`; its jobs carry them.
   */
  readonly tags?: readonly string[];
  /** What the business calls it, at most 256 characters; its jobs and the processes it calls carry it. */
  readonly businessId?: string;
  /** Where the instance starts. Default: at its none start event. */
  readonly startInstructions?: readonly { readonly elementId: string }[];
  readonly runtimeInstructions?: readonly RuntimeInstruction[];
}
