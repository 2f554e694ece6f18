import type { Environment } from './settings.ts';

/** Which connectors a command runs. */
export interface ConnectorChoice {
  /** Names of packages and paths that further connectors come from. */
  readonly further: readonly string[];
  /** That paths start from, and packages are looked for in. */
  readonly folder: string;
  /** Job types of the bundled connectors that run; `undefined`: all of them. */
  readonly bundled: readonly string[] | undefined;
}

export interface ConnectorFlags {
  readonly connectors: readonly string[] | undefined;
  readonly bundled: readonly string[] | undefined;
}

/** An option counts, else its variable, `JOBWRIGHT_CONNECTORS` or `JOBWRIGHT_BUNDLED`. */
export function readConnectorChoice(flags: ConnectorFlags, environment: Environment): ConnectorChoice {
  const bundled = flags.bundled ?? toList(environment['JOBWRIGHT_BUNDLED']);
  return {
    further: flags.connectors ?? toList(environment['JOBWRIGHT_CONNECTORS']) ?? [],
    folder: process.cwd(),
    bundled: bundled?.filter((type) => type !== NONE),
  };
}

const NONE = 'none';

function toList(text: string | undefined): readonly string[] | undefined {
  const items = (text ?? '').split(',').map((item) => item.trim());
  const named = items.filter((item) => item !== '');
  return named.length === 0 ? undefined : named;
}
