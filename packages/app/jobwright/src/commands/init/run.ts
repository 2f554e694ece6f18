import { writeFile } from 'node:fs/promises';
import { toErrorMessage } from '@jobwright/concurrency';
import { wrongInputError } from '../../command-line/command-error.ts';
import type { Output } from '../../command-line/output.ts';
import type { Terminal } from '../../command-line/terminal.ts';
import { CLUSTER_KINDS, type ClusterKind, isClusterKind } from './cluster-kind.ts';
import { renderConfiguration } from './render-configuration.ts';

export interface InitOptions {
  /** `undefined`: ask, or take the first. */
  readonly kind: ClusterKind | undefined;
  /** Path of the file to write. */
  readonly file: string;
  /** Of this command. */
  readonly version: string;
  /** `undefined`: nobody can be asked. */
  readonly ask: Terminal['ask'] | undefined;
  readonly stop: AbortSignal;
  readonly output: Output;
}

/**
 * Writes a configuration file to begin with.
 * @throws CommandError when the file exists, or cannot be written
 */
export async function runInitCommand({ file, version, output, ...options }: InitOptions): Promise<void> {
  const kind = options.kind ?? (await askKind(options));
  try {
    await writeFile(file, renderConfiguration(kind, version), { flag: 'wx' });
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const reason = isThere
      ? `${file} exists already, and is not overwritten`
      : `Cannot write ${file} (${toErrorMessage(cause)})`;
    throw wrongInputError(`${reason}: name another file with --out`, { cause });
  }
  output.result({
    json: JSON.stringify({ file, kind }),
    lines: [
      `Wrote ${file}. Next:`,
      `  jobwright doctor --config ${file}   checks it, the cluster and the secrets`,
      `  jobwright start --config ${file}    runs the connectors`,
    ],
  });
}

async function askKind({ ask, stop }: Pick<InitOptions, 'ask' | 'stop'>): Promise<ClusterKind> {
  const [first] = CLUSTER_KINDS;
  if (ask === undefined) return first;
  const answer = (await ask(`Which cluster: ${CLUSTER_KINDS.join(', ')}? [${first}] `, stop)).trim();
  if (answer === '') return first;
  if (isClusterKind(answer)) return answer;
  throw wrongInputError(`There is no kind ${answer}: choose one of ${CLUSTER_KINDS.join(', ')}`);
}
