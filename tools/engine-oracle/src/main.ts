import { toErrorMessage } from '@jobwright/concurrency/errors';
import { help, parseCommand, UsageError } from './parse-command.ts';
import { runOracle } from './run-oracle.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => stop.abort(new Error(`Stopped by ${signal}`)));
}

try {
  const command = parseCommand(process.argv.slice(2));
  if (command.kind === 'help') console.log(help);
  else {
    process.exitCode = await runOracle(command, {
      environment: process.env,
      log: (line) => process.stderr.write(`${line}\n`),
      write: (line) => console.log(line),
      signal: stop.signal,
    });
  }
} catch (error) {
  const reason: unknown = stop.signal.aborted ? stop.signal.reason : error;
  process.stderr.write(`engine-oracle: ${toErrorMessage(reason)}\n`);
  process.exitCode = stop.signal.aborted ? 130 : error instanceof UsageError ? 2 : 1;
}
