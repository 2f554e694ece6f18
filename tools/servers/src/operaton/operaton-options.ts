import type { Environment, RunningServer } from '../local-server/index.ts';

export interface OperatonOptions {
  readonly environment: Environment;
  /** Gets a line for what takes long. */
  readonly log: (line: string) => void;
  /** Whether jobs (timers, asynchronous continuations) run by themselves. Default: they do. */
  readonly executesJobs?: boolean;
  /**
   * A database that several nodes share, as a JDBC address. Default: one in memory, which ends with the
   * server.
   */
  readonly database?: { readonly url: string; readonly user: string; readonly password?: string };
}

export interface RunningOperaton extends RunningServer {
  /** Of its REST API: `http://127.0.0.1:PORT/engine-rest` */
  readonly url: string;
}
