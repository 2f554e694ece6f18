import type { Configuration } from '../configuration/configuration.schema.ts';

/** Which connectors a command runs. */
export interface ConnectorChoice extends Pick<
  Configuration['connectors'],
  'modules' | 'bundled' | 'disabled' | 'jobTypes'
> {
  /** Folder that paths are relative to and that packages are looked up from. */
  readonly folder: string;
}

export const connectorChoice = ({ connectors }: Pick<Configuration, 'connectors'>): ConnectorChoice => ({
  ...connectors,
  folder: process.cwd(),
});
