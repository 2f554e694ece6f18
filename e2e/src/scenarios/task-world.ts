import type { ClusterAdapter } from '@jobwright/runtime';
import type { JsonObject } from '@jobwright/json';

/** A process with one task, whatever engine it is modelled for. */
export interface TaskModel {
  readonly retries?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Inputs of the task: FEEL, or text. Default: `value` is the variable of that name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Output mappings in FEEL, which only Camunda 8 evaluates. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** A BPMN error that a boundary event catches; its variable `details` becomes the variable `caught`. */
  readonly catchError?: string;
}

export interface TaskProcess {
  readonly jobType: string;
  /** Gives the id of the instance. */
  start(variables?: JsonObject): Promise<string>;
  /** Runs an instance to its end and gives its variables. */
  result(variables?: JsonObject): Promise<JsonObject>;
  cancel(instanceId: string): Promise<void>;
  /** Takes one job for `lockMs`, as a worker that dies; gives its key. */
  takeJob(lockMs: number): Promise<string>;
}

export interface ClusterOptions {
  /** `host:port` of a proxy in front of the engine. */
  readonly address?: string;
  /** How long a job is locked for, and by how much that is extended. */
  readonly lockMs?: number;
}

/** An engine that the same scenarios run on. */
export interface TaskWorld {
  /** `host:port` that jobs come from. */
  readonly address: string;
  /** What becomes of an instance when nothing catches a BPMN error. */
  readonly uncaughtError: 'incident' | 'end';
  cluster(options?: ClusterOptions): ClusterAdapter;
  deploy(model?: TaskModel): Promise<TaskProcess>;
  /** How many incidents there were since the engine started. */
  countIncidents(): Promise<number>;
  close(): Promise<void>;
}
