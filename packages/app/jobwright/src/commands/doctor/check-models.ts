import { checkModels, type ClusterClient, createClusterModels } from '@jobwright/camunda8';
import { createResourceScope } from '@jobwright/concurrency';
import { createFolderModels } from '@jobwright/runtime';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { describeError } from '../../command-line/describe-error.ts';
import { type Check, fail, ok, warn } from './check.ts';

export interface ModelParts {
  readonly configuration: Configuration;
  readonly cluster: ClusterClient;
}

const UNDEPLOYED = {
  processDefinitionKey: '1',
  bpmnProcessId: 'jobwright-doctor',
  version: 1,
  tenantId: '<default>',
};

/** Checks whether deployed models can be read, which decides where secrets may be used. */
export const checkSecretModels = ({ configuration, cluster }: ModelParts): Check => ({
  name: 'secrets (models)',
  async run(signal) {
    const { scope, models } = configuration.secrets;
    if (scope === 'any') {
      return warn(
        'secrets.scope is any: whoever supplies process data can refer to any secret',
        'set secrets.scope to model, or remove it',
      );
    }
    if (models !== undefined) return checkFolders(models, signal);
    const source = createClusterModels(cluster);
    const check = await checkModels(source, signal);
    switch (check.kind) {
      case 'readable':
        return ok(`deployed models come from ${cluster.rest?.address ?? 'the cluster'}`);
      case 'refused':
        return fail(check.reason);
      case 'unknown':
        return warn(
          `deployed models cannot be read at the moment: ${check.reason}`,
          'see the check cluster (REST)',
        );
    }
  },
});

async function checkFolders(folders: readonly string[], signal: AbortSignal) {
  const resources = createResourceScope();
  try {
    await createFolderModels({ folders })(UNDEPLOYED, { resources, signal });
  } catch (error) {
    const reason = describeError(error);
    if (!reason.includes(UNDEPLOYED.bpmnProcessId)) return fail(reason);
  } finally {
    await resources.close();
  }
  return ok(`deployed models come from ${folders.join(', ')}`);
}
