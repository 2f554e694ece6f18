import type { EngineRequests } from './engine-request.ts';

/** An engine of Camunda 7 or Operaton that is reached over its REST API. */
export interface Camunda7Engine extends EngineRequests {
  /** Closes its connections. */
  close(): Promise<void>;
}
