import type { NodeFacts } from '../commands/doctor/check-node.ts';
import type { LastWords } from '../loop/watch-loop.ts';
import type { OutputParts } from './output.ts';
import type { Terminal } from './terminal.ts';
import type { Environment } from '../configuration/environment.ts';

/** What the command line needs of the process it runs in. */
export interface ProgramIo extends OutputParts {
  readonly environment: Environment;
  readonly version: string;
  readonly node: NodeFacts;
  /** Aborts with the name of the signal that asks the command to stop. */
  readonly stop: AbortSignal;
  readonly lastWords: LastWords;
  /** Of a person who watches. Default: none. */
  readonly terminal?: Terminal | undefined;
}
