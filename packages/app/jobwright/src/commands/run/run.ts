import { toErrorMessage } from '@jobwright/concurrency';
import { camunda8, startConnectors } from '@jobwright/camunda8';
import { type Logger } from '@jobwright/connector-sdk';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { createFolderDocumentStore, type JobMarks } from '@jobwright/runtime';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { readConfiguration, type SettingFlags } from '../../configuration/read-configuration.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import { createEngineSecrets, type EngineSecrets } from '../../embedded/engine-secrets.ts';
import { createLogger } from '../../log/logger.ts';
import { describeLeft, guardCommand } from '../../loop/guard-command.ts';
import type { LastWords } from '../../loop/watch-loop.ts';
import type { Output } from '../../command-line/output.ts';
import { readText, readVariables } from '../../command-line/read-variables.ts';
import type { LeftBehind } from '../../service/guard-process.ts';
import type { Environment } from '../../configuration/environment.ts';
import { openSettings } from '../../configuration/open-settings.ts';
import { deployProcess } from './deploy-process.ts';
import { findRunResources } from './find-run-resources.ts';
import { waitForEnd } from './wait-for-end.ts';

export interface RunOptions {
  readonly file: string;
  /**
   * Files, folders and patterns to deploy with it. Default: decisions and forms beside it, if the process
   * refers to any.
   */
  readonly resources: readonly string[] | undefined;
  /** A JSON object, or `@` and a path. */
  readonly variables: string;
  /** ID of the process, if the file has several. */
  readonly processId: string | undefined;
  /** Folder for documents. Without it they are lost when the command ends. */
  readonly documents: string | undefined;
  readonly timeoutMs: number;
  /** 0 picks a free port. */
  readonly grpcPort: number;
  readonly flags: SettingFlags;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly output: Output;
  /** How to report the end when the rest of the command can no longer run. */
  readonly lastWords: LastWords;
}

/** Runs one process to completion on the embedded engine and prints its variables as JSON. */
export async function runRunCommand(options: RunOptions): Promise<void> {
  const environment = { JOBWRIGHT_LOG_LEVEL: 'warn', ...options.environment };
  const configuration = readConfiguration({ environment, flags: options.flags });
  const logger = createLogger(configuration.log);
  const broken = new AbortController();
  const guard = guardCommand({
    report: (message, left) => logger.error(left, message),
    onBroken: (left) => {
      logger.debug(left, 'Uncaught exception');
      broken.abort(brokenError(left));
    },
    maxStallMs: configuration.connectors.isolatedStallSeconds * 1000,
    lastWords: options.lastWords,
  });
  try {
    const signal = AbortSignal.any([options.signal, broken.signal]);
    await runProcess({ ...options, environment, configuration, logger, marks: guard.marks, signal });
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
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly marks: JobMarks;
}

async function runProcess(options: ProcessOptions): Promise<void> {
  const { configuration, environment, logger, marks, output } = options;
  const settings = await openSettings(configuration, environment);
  const variables = await readVariables(options.variables);
  const content = await readText(options.file);
  const others = await findRunResources(options.file, { content, given: options.resources });
  const { connectors } = await chooseConnectors(connectorChoice(configuration));
  output.progress(`Starting ${connectors.length} connectors and the engine`);
  const secrets = createEngineSecrets(environment);
  const engine = await listen(options, secrets);
  try {
    const bpmnProcessId = await deployProcess(engine.core, { ...options, content, others });
    const workers = await startConnectors({
      connectors,
      ...settings,
      ...secrets.hideIn(settings.secrets),
      logger,
      marks,
      ...(options.documents !== undefined && {
        documents: createFolderDocumentStore({ directory: options.documents }),
      }),
      clusters: [
        camunda8({
          settings: {
            ZEEBE_GRPC_ADDRESS: `grpc://${engine.grpcAddress}`,
            ZEEBE_REST_ADDRESS: engine.restAddress,
            CAMUNDA_AUTH_STRATEGY: 'NONE',
            CAMUNDA_PHYSICAL_TENANT_ID: 'default',
          },
        }),
      ],
    });
    try {
      const jobTypes = connectors.map(({ type }) => type);
      const end = await runInstance(engine, { ...options, bpmnProcessId, variables, jobTypes });
      output.result({
        json: stringifyJson({ process: bpmnProcessId, outcome: 'completed', variables: end }),
        lines: [stringifyJson(end)],
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
  options: Omit<RunOptions, 'variables'> & {
    readonly bpmnProcessId: string;
    readonly variables: JsonObject;
    readonly jobTypes: readonly string[];
  },
): Promise<JsonObject> {
  const { bpmnProcessId, variables, timeoutMs, signal } = options;
  const created = engine.core.createInstance({
    bpmnProcessId,
    version: -1,
    variables,
    tenantId: '<default>',
  });
  if (!created.ok) throw new CommandError(ExitCode.WRONG_INPUT, created.rejection.reason);
  return waitForEnd(engine.core, created.value.processInstanceKey, {
    timeoutMs,
    signal,
    servedTypes: options.grpcPort === 0 ? options.jobTypes : undefined,
    onProgress: (elements) => options.output.progress(`Running ${bpmnProcessId}: at ${elements.join(', ')}`),
  });
}
