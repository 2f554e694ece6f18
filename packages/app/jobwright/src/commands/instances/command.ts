import { type Command, Option } from 'commander';
import type { ProgramIo } from '../../command-line/program-io.ts';
import {
  addOperatorOptions,
  MAX_ITEMS,
  type OperatorFlags,
  parseCount,
  readOperatorCall,
} from '../../operator/operator-options.ts';
import {
  INSTANCES_CANCEL_HELP,
  INSTANCES_LIST_HELP,
  INSTANCES_SHOW_HELP,
  INSTANCES_START_HELP,
} from './help.ts';

interface ListFlags extends OperatorFlags {
  readonly process: string | undefined;
  readonly state: 'active' | 'completed' | 'canceled' | 'all';
  readonly incident: boolean;
  readonly limit: number;
}

interface StartFlags extends OperatorFlags {
  readonly variables: string;
  readonly processVersion: number | undefined;
  readonly tenant: string | undefined;
}

export function addInstancesCommand(program: Command, io: ProgramIo): void {
  const instances = program
    .command('instances')
    .description('Start, cancel and look at process instances on a cluster.');
  addListCommand(instances, io);
  addShowCommand(instances, io);
  addStartCommand(instances, io);
  addCancelCommand(instances, io);
}

function addListCommand(instances: Command, io: ProgramIo): void {
  addOperatorOptions(instances.command('list', { isDefault: true }))
    .description('List process instances.')
    .option('--process <id>', 'of this process, by its ID in the model')
    .addOption(
      new Option('--state <state>', 'in this state')
        .choices(['active', 'completed', 'canceled', 'all'])
        .default('active'),
    )
    .option('--incident', 'only those with an incident', false)
    .option('--limit <count>', 'how many to list at most', parseCount(MAX_ITEMS), 50)
    .addHelpText('after', INSTANCES_LIST_HELP)
    .action(async (flags: ListFlags) => {
      const { listInstances } = await import('./list.ts');
      const { process: processId, state, incident, limit } = flags;
      const filter = {
        processId,
        state: state === 'all' ? undefined : state,
        hasIncident: incident || undefined,
      };
      await listInstances({ ...readOperatorCall(flags, io), filter, limit });
    });
}

function addShowCommand(instances: Command, io: ProgramIo): void {
  addOperatorOptions(instances.command('show').argument('<key>', 'key of an instance'))
    .description('Show where a process instance is, its variables and its incidents.')
    .addHelpText('after', INSTANCES_SHOW_HELP)
    .action(async (key: string, flags: OperatorFlags) => {
      const { showInstance } = await import('./show.ts');
      await showInstance({ ...readOperatorCall(flags, io), key });
    });
}

function addStartCommand(instances: Command, io: ProgramIo): void {
  addOperatorOptions(instances.command('start').argument('<process>', 'ID of a process in its model'))
    .description('Start a process instance.')
    .option('--variables <json>', 'variables of the instance: a JSON object or @file', '{}')
    .option(
      '--process-version <number>',
      'version of the process, on Camunda 8 (default: the latest)',
      parseCount(2 ** 31 - 1),
    )
    .option('--tenant <id>', 'tenant of the process (default: the default tenant of the cluster)')
    .addHelpText('after', INSTANCES_START_HELP)
    .action(async (processId: string, flags: StartFlags) => {
      const { readVariables } = await import('../../command-line/read-variables.ts');
      const variables = await readVariables(flags.variables);
      const { startInstance } = await import('./start.ts');
      const { processVersion: version, tenant: tenantId } = flags;
      await startInstance({
        ...readOperatorCall(flags, io),
        start: { processId, version, variables, tenantId },
      });
    });
}

function addCancelCommand(instances: Command, io: ProgramIo): void {
  addOperatorOptions(instances.command('cancel').argument('<keys...>', 'keys of instances'))
    .description('End process instances without completing them.')
    .addHelpText('after', INSTANCES_CANCEL_HELP)
    .action(async (keys: readonly string[], flags: OperatorFlags) => {
      const { cancelInstances } = await import('./cancel.ts');
      await cancelInstances({ ...readOperatorCall(flags, io), keys });
    });
}
