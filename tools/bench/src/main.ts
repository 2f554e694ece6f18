import { toErrorMessage } from '@jobwright/concurrency/errors';
import { UsageError } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';
import { runMain } from './run-main.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => stop.abort(new Error(`Stopped by ${signal}`)));
}

try {
  await runMain(process.argv.slice(2), {
    benchmarks,
    context: {
      environment: process.env,
      log: (line) => process.stderr.write(`${line}\n`),
      signal: stop.signal,
    },
    write: (text) => process.stdout.write(`${text}\n`),
  });
} catch (error) {
  const reason: unknown = stop.signal.aborted ? stop.signal.reason : error;
  process.stderr.write(`bench: ${toErrorMessage(reason)}\n`);
  process.exitCode = stop.signal.aborted ? 130 : error instanceof UsageError ? 2 : 1;
}
