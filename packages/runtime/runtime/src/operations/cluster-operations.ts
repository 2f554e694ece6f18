import type { JsonObject } from '@jobwright/json';
import type { CallBounds } from '../cluster/call-bounds.ts';

/**
 * What operators do on a cluster, whatever its engine: find incidents and retry them; start, cancel and look
 * at process instances. Keys are those of the engine: decimal texts of Camunda 8, ids of Camunda 7. Each call
 * throws ClusterCallError when the cluster does not answer, or refuses it.
 */
export interface ClusterOperations {
  /** Open incidents, the newest first. */
  listIncidents(filter: IncidentFilter, bounds: ListBounds): Promise<Listed<Incident>>;
  /** The failure of the error is `refused` when there is none with this key. */
  findIncident(key: string, bounds: CallBounds): Promise<Incident>;
  /** The variables in the scope of each incident's element, which are its input, by keys of incidents. */
  readInputs(incidents: readonly Incident[], bounds: CallBounds): Promise<ReadonlyMap<string, JsonObject>>;
  /** Corrects variables, gives the failed job new retries, and resolves the incident. */
  resolveIncident(incident: Incident, resolution: Resolution, bounds: CallBounds): Promise<void>;
  startInstance(start: InstanceStart, bounds: CallBounds): Promise<StartedInstance>;
  /** Ends an instance without completing it. */
  cancelInstance(key: string, bounds: CallBounds): Promise<void>;
  /** Instances, the newest first. */
  listInstances(filter: InstanceFilter, bounds: ListBounds): Promise<Listed<OperatedInstance>>;
  /** The failure of the error is `refused` when there is none with this key. */
  findInstance(key: string, bounds: CallBounds): Promise<OperatedInstance>;
  /** The elements that an instance entered, in this order. */
  listElements(instance: OperatedInstance, bounds: ListBounds): Promise<Listed<OperatedElement>>;
  /** The variables of the process itself. At most 1,000; long values of Camunda 8 are cut. */
  readVariables(instance: OperatedInstance, bounds: CallBounds): Promise<JsonObject>;
}

/** How long a call may take, and how many items it may give. */
export interface ListBounds extends CallBounds {
  /** At most 1,000. */
  readonly limit: number;
}

/** A part of a list. */
export interface Listed<Item> {
  readonly items: readonly Item[];
  /** Whether there are more than the limit. */
  readonly hasMore: boolean;
}

/** Which incidents are meant: those that fit everything that is given. */
export interface IncidentFilter {
  /** The id of the process in its model. */
  readonly processId?: string | undefined;
  readonly instanceKey?: string | undefined;
  readonly elementId?: string | undefined;
  /** The engine's name: `JOB_NO_RETRIES` of Camunda 8, `failedExternalTask` of Camunda 7. */
  readonly type?: string | undefined;
}

/** An open incident. */
export interface Incident {
  readonly key: string;
  readonly type: string;
  /** The cause, as the engine has it. */
  readonly message: string;
  /** The id of the process in its model. */
  readonly processId: string;
  readonly instanceKey: string;
  readonly elementId: string;
  /** Of the element that failed; `undefined` where the engine does not say. */
  readonly elementInstanceKey: string | undefined;
  /** Of the failed job or external task; `undefined` when none failed. */
  readonly jobKey: string | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly tenantId: string | undefined;
}

/** What is changed when an incident is resolved. */
export interface Resolution {
  /** The attempts that the failed job gets. */
  readonly retries: number;
  /**
   * Set in the innermost scope that has a variable of the name, seen from the failed element, else in the
   * process.
   */
  readonly variables: JsonObject;
}

/** A process instance to start. */
export interface InstanceStart {
  /** The id of the process in its model. */
  readonly processId: string;
  /** Default: the latest. */
  readonly version?: number | undefined;
  readonly variables: JsonObject;
  /** Default: the default tenant of the cluster. */
  readonly tenantId?: string | undefined;
}

/** A process instance that was started. */
export interface StartedInstance {
  readonly key: string;
  readonly processId: string;
  /** `undefined` where the engine does not say. */
  readonly version: number | undefined;
}

/** `canceled`: it was ended before it was complete. */
export type InstanceState = 'active' | 'completed' | 'canceled';

/** Which instances are meant: those that fit everything that is given. */
export interface InstanceFilter {
  readonly processId?: string | undefined;
  readonly state?: InstanceState | undefined;
  readonly hasIncident?: true | undefined;
}

/** A process instance. */
export interface OperatedInstance {
  readonly key: string;
  readonly processId: string;
  readonly version: number | undefined;
  readonly state: InstanceState;
  /** `undefined` where a list of the engine does not say. */
  readonly hasIncident: boolean | undefined;
  /** ISO 8601. */
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly tenantId: string | undefined;
}

/** An element that an instance entered. */
export interface OperatedElement {
  readonly key: string;
  readonly elementId: string;
  /** As the engine names it, such as `SERVICE_TASK` or `serviceTask`. */
  readonly type: string;
  readonly state: InstanceState;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
}
