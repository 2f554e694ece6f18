import type { Configuration } from '../configuration/configuration.schema.ts';

/** Which connectors a command runs. */
export interface ConnectorChoice extends Pick<
  Configuration['connectors'],
  'modules' | 'bundled' | 'disabled' | 'jobTypes'
> {
  /** That paths start from, and packages are looked for in. */
  readonly folder: string;
}

export const connectorChoice = ({ connectors }: Pick<Configuration, 'connectors'>): ConnectorChoice => ({
  ...connectors,
  folder: process.cwd(),
});
