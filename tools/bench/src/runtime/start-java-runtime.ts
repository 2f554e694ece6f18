import { type StartedProcess, startProcess } from './child-process.ts';
import { type Cluster, contestants } from './contestants.ts';
import { prepareJavaRuntime } from './java-runtime.ts';

export interface JavaRuntimeOptions {
  readonly cluster: Cluster;
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
  readonly logFile: string;
  readonly signal: AbortSignal;
}

/**
 * Starts Camunda's connector runtime with its REST connector, ready to take jobs; built first where it is not
 * in the cache. Nothing, and a line that says why, where no JDK is new enough.
 * @throws Error without Maven, or when it does not become ready
 */
export async function startJavaRuntime(options: JavaRuntimeOptions): Promise<StartedProcess | undefined> {
  const { cluster, environment, log, logFile, signal } = options;
  const javaRuntime = await prepareJavaRuntime({ environment, log, signal });
  const java = contestants['java'];
  if (javaRuntime === undefined || java === undefined) return undefined;
  const launch = await java.toLaunch({ cluster, environment, javaRuntime, profileDirectory: undefined });
  const started = startProcess(launch, { name: 'java', logFile, signal });
  await started.ready;
  return started;
}
