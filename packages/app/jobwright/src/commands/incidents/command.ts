import type { Command } from 'commander';
import type { ProgramIo } from '../../command-line/program-io.ts';
import {
  addOperatorOptions,
  MAX_ITEMS,
  type OperatorFlags,
  parseCount,
  readOperatorCall,
} from '../../operator/operator-options.ts';
import { INCIDENTS_LIST_HELP, INCIDENTS_RESOLVE_HELP } from './help.ts';

interface FilterFlags extends OperatorFlags {
  readonly process: string | undefined;
  readonly instance: string | undefined;
  readonly element: string | undefined;
  readonly type: string | undefined;
}

interface ListFlags extends FilterFlags {
  readonly limit: number;
}

interface ResolveFlags extends FilterFlags {
  readonly all: boolean;
  readonly retries: number;
  readonly variables: string;
}

export function addIncidentsCommand(program: Command, io: ProgramIo): void {
  const incidents = program
    .command('incidents')
    .description('Find out what failed on a cluster, and retry it.');
  addFilterOptions(incidents.command('list', { isDefault: true }))
    .description('List incidents with their causes and the inputs of their elements.')
    .option('--limit <count>', 'how many to list at most', parseCount(MAX_ITEMS), 50)
    .addHelpText('after', INCIDENTS_LIST_HELP)
    .action(async (flags: ListFlags) => {
      const { listIncidents } = await import('./list.ts');
      const { limit } = flags;
      await listIncidents({ ...readOperatorCall(flags, io), filter: readFilter(flags), limit });
    });
  addFilterOptions(incidents.command('resolve').argument('[keys...]', 'keys of incidents'))
    .description('Retry what failed, perhaps with corrected variables.')
    .option('--all', 'all incidents that fit the other options', false)
    .option('--retries <count>', 'attempts that a failed job gets', parseCount(100), 3)
    .option('--variables <json>', 'variables to correct before: a JSON object or @file', '{}')
    .addHelpText('after', INCIDENTS_RESOLVE_HELP)
    .action(async (keys: readonly string[], flags: ResolveFlags) => {
      const { readVariables } = await import('../../command-line/read-variables.ts');
      const variables = await readVariables(flags.variables);
      const { resolveIncidents } = await import('./resolve.ts');
      const { all, retries } = flags;
      const call = readOperatorCall(flags, io);
      await resolveIncidents({ ...call, keys, all, filter: readFilter(flags), retries, variables });
    });
}

const addFilterOptions = (command: Command): Command =>
  addOperatorOptions(
    command
      .option('--process <id>', 'of this process, by its ID in the model')
      .option('--instance <key>', 'of this process instance')
      .option('--element <id>', 'at this element, by its ID in the model')
      .option('--type <type>', 'of this type, e.g. JOB_NO_RETRIES, or failedExternalTask of Camunda 7'),
  );

const readFilter = ({
  process: processId,
  instance: instanceKey,
  element: elementId,
  type,
}: FilterFlags) => ({
  ...{ processId, instanceKey, elementId, type },
});
