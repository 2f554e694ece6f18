import { onAbort } from '@jobwright/concurrency';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { type EmbeddedEngine, type Restored, startEngine } from '@jobwright/engine';
import type { JobMarks } from '@jobwright/runtime';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import { startEchoService } from './start-echo-service.ts';
import { createDevSession, firstLine } from './dev-session.ts';
import type { DevInput } from './read-dev-input.ts';
import { watchFiles } from './watch-files.ts';
import { createDevWorkers } from './dev-workers.ts';
import { createEngineSecrets, type EngineSecrets } from '../../embedded/engine-secrets.ts';
import { describeLeft, guardCommand } from '../../loop/guard-command.ts';
import type { LastWords } from '../../loop/watch-loop.ts';
import type { Terminal } from '../../command-line/terminal.ts';

export interface DevOptions extends DevInput {
  /** ID of a process to start an instance of. */
  readonly start: string | undefined;
  /**
   * Whether to start a service that answers every request. Its address is the variable `echoUrl` of the
   * instance.
   */
  readonly echo: boolean;
  /** 0 picks a free port. */
  readonly grpcPort: number;
  readonly restPort: number;
  /** Folder that keeps the data of the engine. Default: they are in memory. */
  readonly dataDirectory: string | undefined;
  /** Of a person who watches. */
  readonly terminal: Terminal | undefined;
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
  /** How to report the end when the rest of the command can no longer run. */
  readonly lastWords: LastWords;
}

/**
 * Runs connectors and processes on the embedded engine, and reloads saved files, until it is asked to stop.
 */
export async function runDevCommand(options: DevOptions): Promise<void> {
  const { print, configuration } = options;
  const guard = guardCommand({
    report: (message, left) => print(`${message}: ${describeLeft(left)}`),
    maxStallMs: configuration.connectors.isolatedStallSeconds * 1000,
    lastWords: options.lastWords,
  });
  try {
    await runDevSession({ ...options, marks: guard.marks });
  } finally {
    guard.end();
  }
}

async function runDevSession(options: DevOptions & { readonly marks: JobMarks }): Promise<void> {
  const { sources, variables, configuration, marks, signal, print } = options;
  const { connectors: others } = await chooseConnectors(connectorChoice(configuration));
  process.setSourceMapsEnabled(true);
  const secrets = createEngineSecrets(sources.environment);
  const engine = await listen(options, secrets);
  const { environment } = sources;
  const { terminal } = options;
  const workers = createDevWorkers(engine, { environment, others, marks, secrets, print, terminal });
  const closers: (() => Promise<void>)[] = [() => engine.close(), () => workers.close()];
  try {
    if (sources.ignored.length > 0) {
      print(`Ignored in .env, where only SECRET_... is read: ${sources.ignored.join(', ')}`);
    }
    if (engine.restored) print(describeData(options.dataDirectory, engine.restored));
    print(`ZEEBE_GRPC_ADDRESS=${engine.grpcAddress}`);
    print(`ZEEBE_REST_ADDRESS=${engine.restAddress}`);
    const echo = options.echo ? await startEchoService() : undefined;
    if (echo !== undefined) {
      closers.push(() => echo.close());
      print(`Echo service: ${echo.url}`);
    }
    const session = createDevSession({ ...sources, core: engine.core, workers, others, print });
    await session.start().catch((error: unknown) => {
      throw new CommandError(ExitCode.WRONG_INPUT, firstLine(error), { cause: error });
    });
    const saved = await watchFiles(session.files(), async (files) => {
      await session.reload(files);
      saved.add(session.files());
    });
    closers.push(() => saved.close());
    print('Save a file to reload it; press Ctrl+C to stop');
    if (options.start !== undefined) {
      const echoUrl = echo === undefined ? {} : { echoUrl: echo.url };
      closers.push(
        await startInstance(engine, options.start, { variables: { ...echoUrl, ...variables }, print }),
      );
    }
    await new Promise<void>((resolve) => void onAbort(signal, resolve));
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

async function listen(
  {
    grpcPort,
    restPort,
    dataDirectory,
    print,
  }: Pick<DevOptions, 'grpcPort' | 'restPort' | 'dataDirectory' | 'print'>,
  secrets: EngineSecrets,
): Promise<EmbeddedEngine> {
  try {
    const data = dataDirectory === undefined ? {} : { dataDirectory, onWarning: print };
    return await startEngine({ grpcPort, restPort, secrets: secrets.provider, ...data });
  } catch (cause) {
    throw new CommandError(ExitCode.UNAVAILABLE, firstLine(cause), { cause });
  }
}

const count = (number: number, word: string, plural = `${word}s`): string =>
  `${number} ${number === 1 ? word : plural}`;

function describeData(folder = '', { processes, instances, incidents }: Restored): string {
  const found = [
    count(processes, 'process', 'processes'),
    count(instances, 'running instance'),
    count(incidents, 'incident'),
  ];
  return `Data in ${folder}: ${processes === 0 ? 'nothing yet' : found.join(', ')}`;
}

const LOOK_MS = 100;

/** Starts an instance and prints its incidents and its end. Returns a function that stops this. */
async function startInstance(
  engine: EmbeddedEngine,
  bpmnProcessId: string,
  { variables, print }: { readonly variables: JsonObject; readonly print: (line: string) => void },
): Promise<() => Promise<void>> {
  const { core } = engine;
  const created = core.createInstance({ bpmnProcessId, version: -1, variables, tenantId: '<default>' });
  if (!created.ok) throw new CommandError(ExitCode.WRONG_INPUT, created.rejection.reason);
  const key = created.value.processInstanceKey;
  await engine.persisted();
  print(`Started ${bpmnProcessId}: instance ${key}`);
  const reported = new Set<string>();
  const timer = setInterval(() => {
    for (const incident of core.instance(key)?.incidents ?? []) {
      if (reported.has(incident.key)) continue;
      reported.add(incident.key);
      print(`Incident at ${incident.elementId}: ${firstLine(incident.message)}`);
    }
  }, LOOK_MS);
  const unsubscribe = core.onInstanceEnd(key, (end) => {
    clearInterval(timer);
    print(
      end.state === 'COMPLETED' ? `Completed ${key}: ${stringifyJson(end.variables)}` : `Terminated ${key}`,
    );
  });
  return () => {
    clearInterval(timer);
    unsubscribe();
    return Promise.resolve();
  };
}
