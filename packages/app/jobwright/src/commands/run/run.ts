import { toErrorMessage } from '@jobwright/concurrency';
import { type Logger } from '@jobwright/connector-sdk';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { createFolderDocumentStore, type JobMarks } from '@jobwright/runtime';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import { createEngineSecrets, type EngineSecrets } from '../../embedded/engine-secrets.ts';
import { createLogger } from '../../log/logger.ts';
import { describeLeft, guardCommand } from '../../loop/guard-command.ts';
import type { LastWords } from '../../loop/watch-loop.ts';
import type { Output } from '../../command-line/output.ts';
import type { LeftBehind } from '../../service/guard-process.ts';
import type { Environment } from '../../configuration/environment.ts';
import { openSettings } from '../../configuration/open-settings.ts';
import { startOnEngine } from '../../embedded/start-on-engine.ts';
import { createTerminalLogger } from '../../log/terminal-logger.ts';
import type { Terminal } from '../../command-line/terminal.ts';
import { deployProcess } from './deploy-process.ts';
import { describeRun, readPath, type RunFacts } from './describe-run.ts';
import type { RunInput } from './read-run-input.ts';
import { createUserTasks } from './user-tasks.ts';
import { waitForEnd } from './wait-for-end.ts';

export interface RunOptions {
  readonly file: string;
  readonly input: RunInput;
  /** ID of the process, if the file has several. */
  readonly processId: string | undefined;
  /** Folder for documents. Without it they are lost when the command ends. */
  readonly documents: string | undefined;
  readonly timeoutMs: number;
  /** 0 picks a free port. */
  readonly grpcPort: number;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly output: Output;
  /** Of a person who watches. */
  readonly terminal: Terminal | undefined;
  /** How to report the end when the rest of the command can no longer run. */
  readonly lastWords: LastWords;
}

/** Runs one process to completion on the embedded engine and prints its variables as JSON. */
export async function runRunCommand(options: RunOptions): Promise<void> {
  const { terminal, input } = options;
  const { configuration } = input;
  const { level } = configuration.log;
  const logger = terminal
    ? createTerminalLogger(level, (line) => terminal.say(line))
    : createLogger(configuration.log);
  const broken = new AbortController();
  const guard = guardCommand({
    report: (message, left) => logger.error({ ...left }, message),
    onBroken: (left) => {
      logger.debug({ ...left }, 'Uncaught exception');
      broken.abort(brokenError(left));
    },
    maxStallMs: configuration.connectors.isolatedStallSeconds * 1000,
    lastWords: options.lastWords,
  });
  try {
    const signal = AbortSignal.any([options.signal, broken.signal]);
    await runProcess({ ...options, logger, marks: guard.marks, signal });
  } catch (error) {
    broken.signal.throwIfAborted();
    throw error;
  } finally {
    guard.end();
  }
  broken.signal.throwIfAborted();
}

const brokenError = (left: LeftBehind): CommandError =>
  new CommandError(
    ExitCode.BROKEN,
    `A connector threw an uncaught exception, so the process cannot continue: ${describeLeft(left)}`,
  );

interface ProcessOptions extends RunOptions {
  readonly logger: Logger;
  readonly marks: JobMarks;
}

async function runProcess(options: ProcessOptions): Promise<void> {
  const { input, environment, logger, marks, output, terminal } = options;
  const { configuration } = input;
  const settings = await openSettings(configuration, environment);
  const { connectors } = await chooseConnectors(connectorChoice(configuration));
  output.progress(`Starting ${connectors.length} connectors and the engine`);
  const secrets = createEngineSecrets(environment);
  const engine = await listen(options, secrets);
  try {
    const bpmnProcessId = await deployProcess(engine.core, { ...options, ...input });
    const workers = await startOnEngine(engine, {
      connectors,
      settings,
      secrets,
      logger,
      marks,
      ...(options.documents !== undefined && {
        documents: createFolderDocumentStore({ directory: options.documents }),
      }),
      say: terminal && ((line) => terminal.say(line)),
    });
    try {
      const jobTypes = connectors.map(({ type }) => type);
      const { variables, ...facts } = await runInstance(engine, { ...options, bpmnProcessId, jobTypes });
      terminal?.say(describeRun(facts));
      const result = { process: bpmnProcessId, outcome: 'completed', variables, ...facts };
      output.result({
        json: stringifyJson(result),
        lines: [stringifyJson(variables, { indent: terminal?.showsResult === true ? 2 : 0 })],
      });
    } finally {
      await workers.close({ timeoutMs: 0 });
    }
  } finally {
    await engine.close();
  }
}

async function listen({ grpcPort }: RunOptions, secrets: EngineSecrets): Promise<EmbeddedEngine> {
  try {
    return await startEngine({ grpcPort, secrets: secrets.provider });
  } catch (error) {
    throw new CommandError(ExitCode.UNAVAILABLE, toErrorMessage(error), {
      cause: error,
    });
  }
}

async function runInstance(
  engine: EmbeddedEngine,
  options: RunOptions & { readonly bpmnProcessId: string; readonly jobTypes: readonly string[] },
): Promise<RunFacts & { readonly variables: JsonObject }> {
  const { bpmnProcessId, input, timeoutMs, signal } = options;
  const { variables, completions } = input;
  const startedAt = performance.now();
  const created = engine.core.createInstance({
    bpmnProcessId,
    version: -1,
    variables,
    tenantId: '<default>',
  });
  if (!created.ok) throw new CommandError(ExitCode.WRONG_INPUT, created.rejection.reason);
  const { processInstanceKey } = created.value;
  const end = await waitForEnd(engine.core, processInstanceKey, {
    timeoutMs,
    signal,
    servedTypes: options.grpcPort === 0 ? options.jobTypes : undefined,
    userTasks: createUserTasks(engine.core, { completions, terminal: options.terminal, signal }),
    hasTimers: [input.content, ...input.others.map(({ content }) => content)].some(usesTimers),
    onProgress: (elements) => options.output.progress(`Running ${bpmnProcessId}: at ${elements.join(', ')}`),
  });
  const durationMs = Math.round(performance.now() - startedAt);
  return { variables: end, path: readPath(engine.core, processInstanceKey), durationMs };
}

/** Whether a model may go on by itself after a while. */
const usesTimers = (xml: string): boolean => xml.includes('timerEventDefinition');
