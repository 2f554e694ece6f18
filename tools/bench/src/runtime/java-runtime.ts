import { mkdir, mkdtemp, rename, rm, copyFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { findJava, hashFiles, type Java, cacheDirectory } from '@jobwright/servers/local-server';

export interface JavaRuntime {
  readonly java: Java;
  readonly jarFile: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const MIN_JAVA_VERSION = 21;
const BUILD_MS = 15 * 60_000;
const project = join(import.meta.dirname, '../../java');
const sources = [
  'pom.xml',
  'src/main/java/io/jobwright/bench/ConnectorRuntime.java',
  'src/main/resources/application.properties',
].map((file) => join(project, file));

/**
 * Camunda's connector runtime as one jar; builds it with Maven when it is not in the cache. Nothing, and a line that says so,
 * where no JDK is new enough for it.
 * @throws Error without Maven, that says what to install
 */
export async function prepareJavaRuntime(options: {
  readonly environment: Environment;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}): Promise<JavaRuntime | undefined> {
  const { environment, log, signal } = options;
  const java = findNewJava(environment, log);
  if (java === undefined) return undefined;
  const jarFile = join(cacheDirectory(environment), `camunda-connector-runtime-${hashFiles(sources)}.jar`);
  if (await isThere(jarFile)) return { java, jarFile };
  log('Building the Java runtime with Maven; once, some minutes ...');
  await mkdir(dirname(jarFile), { recursive: true });
  const target = await mkdtemp(join(tmpdir(), 'jobwright-bench-java-'));
  try {
    const args = ['-B', '-q', '-f', join(project, 'pom.xml'), `-Dbench.target=${target}`, 'package'];
    const env = { ...environment, JAVA_HOME: java.home };
    await promisify(execFile)('mvn', args, { env, timeout: BUILD_MS, signal });
    const partial = `${jarFile}.${process.pid}`;
    await copyFile(join(target, 'runtime.jar'), partial);
    await rename(partial, jarFile);
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Error(describeBuildFailure(cause), { cause });
  } finally {
    await rm(target, { recursive: true, force: true });
  }
  return { java, jarFile };
}

function findNewJava(environment: Environment, log: (line: string) => void): Java | undefined {
  try {
    return findJava({ minVersion: MIN_JAVA_VERSION, environment });
  } catch (error) {
    log(`Left out, the Java runtime: ${toErrorMessage(error)}`);
    return undefined;
  }
}

function describeBuildFailure(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
    return 'Maven is needed to build the Java runtime: install it (Debian and Ubuntu: apt-get install maven), or leave it out with --without java.';
  }
  return `The Java runtime was not built; leave it out with --without java. Maven said:\n${readOutput(cause)}`;
}

function readOutput(cause: unknown): string {
  return cause instanceof Error && 'stdout' in cause ? String(cause.stdout).trim() : String(cause);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
