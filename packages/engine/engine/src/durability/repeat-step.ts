import { z } from 'zod';
import { type ArgumentOf, COMMAND_KINDS, type CommandName } from '../core/command-kinds.ts';
import type { EngineCore } from '../core/commands.ts';
import type { RestorableEngineCore } from '../core/engine-core.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import type { StepRecord } from './record-text.ts';

type Commands = { readonly [Name in CommandName]: (argument: ArgumentOf<Name>) => unknown };

const kinds: ReadonlyMap<string, string> = new Map(Object.entries(COMMAND_KINDS));
const isCommand = (name: string): name is CommandName => kinds.get(name) === 'command';

/** The checksum around an argument says that it is the one that was accepted: it is not checked again. */
const readArgument = <Name extends CommandName | 'deploy'>(argument: unknown): ArgumentOf<Name> =>
  z.custom<ArgumentOf<Name>>().parse(argument);

function repeatCommand<Name extends CommandName>(core: EngineCore, name: Name, argument: unknown): void {
  const commands: Commands = core;
  commands[name](readArgument<Name>(argument));
}

/**
 * Does a recorded step again.
 * @throws DataDirectoryError when this version does not know the step
 */
export async function repeatStep(core: RestorableEngineCore, { name, argument }: StepRecord): Promise<void> {
  if (name === 'deploy') await core.deploy(readArgument<'deploy'>(argument));
  else if (name === 'due') core.doNextDue();
  else if (name === 'batch') core.workBatches();
  else if (isCommand(name)) repeatCommand(core, name, argument);
  else
    throw new DataDirectoryError(
      `The data holds a command '${name}', which this version does not know: use the version of Jobwright that wrote it, or a newer one`,
    );
}
