import type { EffectLog, OutboundNetwork } from '@jobwright/connector-sdk';
import { createOutboundNetwork, NetworkSettingsError, readNetworkSettings } from '@jobwright/http-client';
import { createFolderEffectLog } from '@jobwright/runtime';
import { z } from 'zod';
import { CommandError, ExitCode } from './command-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const count = z.coerce.number().int().min(1);

const variables = z.object({
  JOBWRIGHT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  JOBWRIGHT_MAX_CONCURRENT_JOBS: count.optional(),
  JOBWRIGHT_MAX_JOBS_PER_CONNECTOR: count.optional(),
  JOBWRIGHT_IDEMPOTENCY_NAMESPACE: z.string().optional(),
  JOBWRIGHT_EFFECTS_FOLDER: z.string().min(1).optional(),
});

/** What the command takes from the environment, besides the cluster's own variables and the secrets. */
export interface Settings {
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly runtime: {
    readonly maxConcurrentJobs?: number;
    readonly maxJobsPerConnector?: number;
    readonly idempotencyNamespace?: string;
    readonly effects?: EffectLog;
    /** Proxies, egress rules and limits: see `docs/network.md`. */
    readonly network: OutboundNetwork;
  };
}

/** @throws CommandError that names the variable */
export function readSettings(environment: Environment): Settings {
  const parsed = variables.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new CommandError(ExitCode.WRONG_INPUT, `The environment is wrong: ${problems.join('; ')}`);
  }
  const { data } = parsed;
  return {
    logLevel: data.JOBWRIGHT_LOG_LEVEL,
    runtime: {
      network: readNetwork(environment),
      ...(data.JOBWRIGHT_MAX_CONCURRENT_JOBS !== undefined && {
        maxConcurrentJobs: data.JOBWRIGHT_MAX_CONCURRENT_JOBS,
      }),
      ...(data.JOBWRIGHT_MAX_JOBS_PER_CONNECTOR !== undefined && {
        maxJobsPerConnector: data.JOBWRIGHT_MAX_JOBS_PER_CONNECTOR,
      }),
      ...(data.JOBWRIGHT_IDEMPOTENCY_NAMESPACE !== undefined && {
        idempotencyNamespace: data.JOBWRIGHT_IDEMPOTENCY_NAMESPACE,
      }),
      ...(data.JOBWRIGHT_EFFECTS_FOLDER !== undefined && {
        effects: createFolderEffectLog({ directory: data.JOBWRIGHT_EFFECTS_FOLDER }),
      }),
    },
  };
}

function readNetwork(environment: Environment): OutboundNetwork {
  try {
    return createOutboundNetwork(readNetworkSettings(environment));
  } catch (error) {
    if (!(error instanceof NetworkSettingsError)) throw error;
    throw new CommandError(ExitCode.WRONG_INPUT, `The environment is wrong: ${error.message}`);
  }
}
