import { readFileSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { z } from 'zod';
import { CommandError, ExitCode, renderErrorJson, wrongInputError } from './command-line/command-error.ts';
import { createProgram } from './program.ts';
import { createProgress } from './command-line/progress.ts';
import { openTerminal } from './command-line/terminal.ts';
import { endProcess } from './service/end-process.ts';
import { watchOutput } from './command-line/watch-output.ts';

const manifest = z
  .object({ version: z.string(), engines: z.object({ node: z.string() }) })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

watchOutput(process);
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stop.signal.aborted) endProcess(130);
    stop.abort(name);
  });
}

const asJson = process.argv.includes('--json');
const progress = await createProgress(process.stderr, process.env);
const renderFailure = (failure: CommandError): string =>
  asJson ? `${renderErrorJson(failure)}\n` : `jobwright: ${failure.message}\n`;
const program = createProgram({
  environment: process.env,
  version: manifest.version,
  node: { version: process.versions.node, range: manifest.engines.node },
  write: (text) => void process.stdout.write(text),
  progress: (text) => progress.show(text),
  terminal: openTerminal(process, progress),
  stop: stop.signal,
  lastWords: { render: renderFailure, clear: () => progress.end() },
});
if (asJson) {
  const quiet = (command: Command): void => {
    command.configureOutput({ writeErr: () => undefined });
    command.commands.forEach(quiet);
  };
  quiet(program);
}

try {
  await program.parseAsync();
} catch (error) {
  progress.end();
  if (stop.signal.aborted) endProcess(130);
  if (error instanceof CommanderError && error.exitCode === 0) endProcess(0);
  if (error instanceof CommanderError && !asJson) endProcess(ExitCode.WRONG_INPUT);
  const failure = explainError(error);
  if (failure instanceof CommandError) process.stderr.write(renderFailure(failure));
  else if (asJson) process.stderr.write(`${renderErrorJson(failure)}\n`);
  else throw failure;
  // Explicitly: a connector that failed to load may keep the event loop alive.
  endProcess(failure instanceof CommandError ? failure.exitCode : 1);
}
progress.end();
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
// Whatever a connector left open must not keep the process alive.
endProcess();

function explainError(error: unknown): unknown {
  if (error instanceof CommanderError) return wrongInputError(error.message.replace(/^error: /, ''));
  // Recognised by name: the module of the class is loaded only when a cluster is called.
  if (!(error instanceof Error) || error.name !== 'ClusterVariableError') return error;
  return wrongInputError(`The environment is wrong: ${error.message}`);
}
