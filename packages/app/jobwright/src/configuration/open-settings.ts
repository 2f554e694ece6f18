import {
  createFolderDocumentStore,
  createFolderEffectLog,
  createFolderModels,
  type RuntimeOptions,
} from '@jobwright/runtime';
import type { Configuration } from './configuration.schema.ts';
import type { Environment } from './environment.ts';
import { openNetwork } from './open-network.ts';
import { openSecrets } from './open-secrets.ts';

/** Options of a runtime from the configuration, without connectors, logger and observers. */
export type Settings = Omit<RuntimeOptions, 'connectors' | 'logger' | 'observers'>;

/** @throws CommandError that names what is wrong */
export async function openSettings(
  { jobs, secrets, effects, documents, network, expressions }: Configuration,
  environment: Environment,
): Promise<Settings> {
  const outbound = openNetwork(network, environment);
  const provider = await openSecrets(secrets, { environment, network: outbound });
  return {
    network: outbound,
    secrets: {
      provider,
      scope: secrets.scope,
      ...(secrets.allowed !== undefined && { allowed: secrets.allowed }),
    },
    ...(secrets.models !== undefined && { models: createFolderModels({ folders: secrets.models }) }),
    maxJobDurationMs: jobs.maxDurationSeconds * 1000,
    ...(jobs.maxConcurrent !== undefined && { maxConcurrentJobs: jobs.maxConcurrent }),
    ...(jobs.maxPerConnector !== undefined && { maxJobsPerConnector: jobs.maxPerConnector }),
    ...(jobs.maxHeldBytes !== undefined && { maxHeldBytes: jobs.maxHeldBytes }),
    ...(jobs.maxRetryDelaySeconds !== undefined && {
      maxRetryDelayMs: Math.ceil(jobs.maxRetryDelaySeconds * 1000),
    }),
    ...(jobs.idempotencyNamespace !== undefined && { idempotencyNamespace: jobs.idempotencyNamespace }),
    ...(expressions.version !== undefined && { expressions: { version: expressions.version } }),
    ...(effects.folder !== undefined && { effects: createFolderEffectLog({ directory: effects.folder }) }),
    ...(documents.folder !== undefined && {
      documents: createFolderDocumentStore({ directory: documents.folder }),
    }),
    ...(documents.maxExternalBytes !== undefined && {
      maxExternalDocumentBytes: documents.maxExternalBytes,
    }),
  };
}
