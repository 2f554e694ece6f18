import { wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { listClusters } from '../configuration/list-clusters.ts';

/**
 * The embedded engine is one of Camunda 8.
 * @throws CommandError when the configuration is for engines of Camunda 7 only
 */
export function expectCamunda8(configuration: Configuration, command: string): void {
  if (listClusters(configuration).some(({ kind }) => kind === 'camunda8')) return;
  throw wrongInputError(
    `${command} runs models on the embedded engine, which is one of Camunda 8, but the cluster of the configuration is of kind camunda7: use another configuration, or jobwright start with an engine of Camunda 7 or Operaton`,
  );
}
