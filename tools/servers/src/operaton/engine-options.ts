import type { Environment, RunningServer } from '../local-server/index.ts';

export interface EngineOptions {
  readonly environment: Environment;
  /** Gets a line for what takes long. */
  readonly log: (line: string) => void;
  /** Whether jobs (timers, asynchronous continuations) run by themselves. Default: they do. */
  readonly executesJobs?: boolean;
  /**
   * A database that several nodes share or that outlives the engine. Default: one in memory, which ends with
   * the server.
   */
  readonly database?: JdbcDatabase;
  /** Default: a free one. That of a node that ended starts it again. */
  readonly port?: number;
  /** Who may use the REST API, with HTTP basic authentication. Default: everyone. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Whether variables of type `Json` and serialized objects are known, as in Camunda Run. Default true. */
  readonly json?: boolean;
  /** Names of engines beside the default one, at `/engine-rest/engine/NAME`: without `Json` and users. */
  readonly moreEngines?: readonly string[];
  /** Default 512. */
  readonly heapMegabytes?: number;
}

export interface JdbcDatabase {
  /** Such as `jdbc:postgresql://127.0.0.1:5432/engine`. */
  readonly url: string;
  readonly user: string;
  readonly password?: string;
}

export interface RunningEngine extends RunningServer {
  /** Of its REST API: `http://127.0.0.1:PORT/engine-rest` */
  readonly url: string;
  readonly port: number;
  /** Ends it at once, as `kill -9` does. */
  kill(): Promise<void>;
}
