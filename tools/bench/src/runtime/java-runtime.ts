import { join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import {
  cacheDirectory,
  findJava,
  hashFiles,
  type Java,
  makeOnce,
  runMaven,
} from '@jobwright/servers/local-server';

export interface JavaRuntime {
  readonly java: Java;
  readonly jarFile: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const MIN_JAVA_VERSION = 21;
const project = join(import.meta.dirname, '../../java');
const sources = [
  'pom.xml',
  'src/main/java/io/jobwright/bench/ConnectorRuntime.java',
  'src/main/resources/application.properties',
].map((file) => join(project, file));

/**
 * Camunda's connector runtime as one jar; builds it with Maven when it is not in the cache. Nothing, and a
 * line that says so, where no JDK is new enough for it.
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
  const folder = join(cacheDirectory(environment), `camunda-connector-runtime-${hashFiles(sources)}`);
  try {
    await makeOnce(folder, async (partial) => {
      log('Building the Java runtime with Maven; once, some minutes ...');
      await runMaven({
        pom: join(project, 'pom.xml'),
        java,
        args: [`-Dbench.target=${partial}`, 'package'],
        purpose: 'to build the Java runtime',
        signal,
      });
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new Error(`${toErrorMessage(cause)}\nWithout the Java runtime: --without java.`, { cause });
  }
  return { java, jarFile: join(folder, 'runtime.jar') };
}

function findNewJava(environment: Environment, log: (line: string) => void): Java | undefined {
  try {
    return findJava({ minVersion: MIN_JAVA_VERSION, environment });
  } catch (error) {
    log(`Left out, the Java runtime: ${toErrorMessage(error)}`);
    return undefined;
  }
}
