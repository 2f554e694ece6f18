import type { Configuration } from '../configuration/configuration.schema.ts';

/** Which connectors a command runs. */
export interface ConnectorChoice {
  /** Names of packages and paths that further connectors come from. */
  readonly further: readonly string[];
  /** That paths start from, and packages are looked for in. */
  readonly folder: string;
  /** Job types of the bundled connectors that run; `undefined`: all of them. */
  readonly bundled: readonly string[] | undefined;
  /** Job types of the bundled connectors that do not run. */
  readonly disabled: readonly string[];
  /** Job type to the one to run under instead. */
  readonly jobTypes: Readonly<Record<string, string>>;
}

export interface ConnectorFlags {
  readonly connectors: readonly string[] | undefined;
  readonly bundled: readonly string[] | undefined;
}

/** An option counts, else the configuration. */
export function toConnectorChoice(
  flags: ConnectorFlags,
  { connectors }: Pick<Configuration, 'connectors'>,
): ConnectorChoice {
  return {
    further: flags.connectors ?? connectors.further,
    folder: process.cwd(),
    bundled: flags.bundled?.filter((type) => type !== 'none') ?? connectors.bundled,
    disabled: connectors.disabled,
    jobTypes: connectors.jobTypes,
  };
}
