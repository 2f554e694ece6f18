import { basename } from 'node:path';
import type { EngineCore } from '@jobwright/engine';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import type { RunResource } from './find-run-resources.ts';

export interface DeployProcessOptions {
  readonly file: string;
  readonly content: string;
  /** Deployed together with it. */
  readonly others: readonly RunResource[];
  /** ID of the process, if the file has several. */
  readonly processId: string | undefined;
}

/**
 * Deploys the file of a process with other files, and chooses the process.
 * @returns its id
 * @throws CommandError that says what to correct, or which processes there are
 */
export async function deployProcess(core: EngineCore, options: DeployProcessOptions): Promise<string> {
  const { file, content, others, processId } = options;
  const name = basename(file);
  const deployed = await core.deploy({
    resources: [{ name, content }, ...others],
    tenantId: '<default>',
  });
  if (!deployed.ok) {
    const problems = deployed.rejection.reason.split('\n').slice(1).join(' ').replaceAll(/\s+/g, ' ');
    throw wrongFile(`${file} cannot be deployed, correct this: ${problems.trim()}`);
  }
  const ids = deployed.value.processes
    .filter(({ resourceName }) => resourceName === name)
    .map(({ bpmnProcessId }) => bpmnProcessId);
  const chosen = processId ?? ids[0];
  if (chosen !== undefined && ids.includes(chosen) && (processId !== undefined || ids.length === 1))
    return chosen;
  throw wrongFile(`${file} contains the processes ${ids.join(', ')}: choose one with --process`);
}

const wrongFile = (message: string): CommandError => new CommandError(ExitCode.WRONG_INPUT, message);
