import type { Connector } from '@jobwright/connector-sdk';
import type { ConnectorWorkers, StartConnectorsOptions } from '@jobwright/runtime';

/** A process with one task, of which many instances are started. */
export interface DeployedTask {
  readonly jobType: string;
  /** `text` is a variable. Default: empty. */
  readonly start: (count: number, text?: string) => Promise<void>;
}

export interface WorkOptions extends Omit<Partial<StartConnectorsOptions>, 'connectors' | 'clusters'> {
  /** How long a job is locked for. */
  readonly lockMs?: number;
}

/** An engine for scenarios with many jobs. */
export interface LoadWorld<Workers extends ConnectorWorkers = ConnectorWorkers> {
  deploy(): Promise<DeployedTask>;
  /** Runs connectors until the end of the test. */
  attach(connectors: readonly Connector[], options?: WorkOptions): Promise<Workers>;
  /** Whether jobs have come on the way that those of a running engine come. */
  hasLiveJobs(workers: Workers): boolean;
}

/** An engine for the command `jobwright start`. */
export interface CommandWorld<
  Workers extends ConnectorWorkers = ConnectorWorkers,
> extends LoadWorld<Workers> {
  /** `host:port` that jobs come from. */
  readonly address: string;
  /** What the command is given to get jobs by `address`. */
  environmentOf(address: string): Readonly<Record<string, string>>;
}
