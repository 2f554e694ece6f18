import { ClusterCallError } from '@jobwright/camunda8';
import type { CallBounds, ClusterOperations } from '@jobwright/runtime/cluster';
import { chooseCluster } from '../cluster/choose-cluster.ts';
import { openOperations } from '../cluster/open-operations.ts';
import { CommandError, ExitCode } from '../command-line/command-error.ts';
import { describeError } from '../command-line/describe-error.ts';
import type { Output } from '../command-line/output.ts';
import type { Style } from '../command-line/style.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';

/** Which cluster a command calls, and where its result goes. */
export interface OperatorCall {
  /** Path of the configuration. */
  readonly file: string | undefined;
  /** Name of one of several clusters. */
  readonly cluster: string | undefined;
  /** Of each call. */
  readonly timeoutMs: number;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly output: Output;
  readonly style: Style;
}

/** A cluster that a command calls. */
export interface CalledCluster {
  readonly operations: ClusterOperations;
  readonly address: string;
  /** Of each call. */
  readonly bounds: CallBounds;
  readonly configuration: Configuration;
}

/**
 * Calls the cluster that `jobwright start` would use with the same file and environment.
 * @throws CommandError that says what is wrong and what to do
 */
export async function callCluster<Result>(
  call: OperatorCall,
  work: (cluster: CalledCluster) => Promise<Result>,
): Promise<Result> {
  const { file, environment, timeoutMs, signal, output } = call;
  const configuration = readConfiguration({ file, environment });
  const target = chooseCluster(configuration, call.cluster);
  const { network } = configuration;
  const { operations, address, explain, close } = await openOperations(target, { network, environment });
  try {
    output.progress(`Asking ${address}`);
    return await work({ operations, address, bounds: { timeoutMs, signal }, configuration });
  } catch (error) {
    throw explain(error);
  } finally {
    await close();
  }
}

/** What became of each key of a command. */
export interface KeyResults {
  readonly done: readonly string[];
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
}

/**
 * Does the same with each of some keys, one after the other. One that the cluster refuses does not keep the
 * others from it.
 * @throws what is thrown, unless the cluster refused the key
 */
export async function doWithEach(
  keys: readonly string[],
  work: (key: string) => Promise<void>,
): Promise<KeyResults> {
  const done: string[] = [];
  const failed: { key: string; reason: string }[] = [];
  for (const key of keys) {
    try {
      await work(key);
      done.push(key);
    } catch (error) {
      if (!(error instanceof ClusterCallError) || error.failure !== 'refused') throw error;
      failed.push({ key, reason: describeError(error) });
    }
  }
  return { done, failed };
}

/** @throws CommandError when there are failed ones */
export function expectAll({ done, failed }: KeyResults, what: string): void {
  if (failed.length === 0) return;
  const reasons = failed.slice(0, 3).map(({ key, reason }) => `${key}: ${reason}`);
  const more = failed.length > reasons.length ? `; and ${failed.length - reasons.length} more` : '';
  const all = done.length + failed.length;
  throw new CommandError(ExitCode.FAILED, `${failed.length} of ${all} ${what}: ${reasons.join('; ')}${more}`);
}
