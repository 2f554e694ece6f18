import { join } from 'node:path';
import type { EmbeddedEngine } from '@jobwright/engine';
import {
  cacheDirectory,
  findJava,
  hashFiles,
  type Java,
  makeOnce,
  runMaven,
} from '@jobwright/servers/local-server';
import { JAVA, MODELS } from './paths.ts';
import { runProgram } from './run-program.ts';

const pom = join(JAVA, 'pom.xml');

/** The client with all it needs, fetched once with Maven. */
async function fetchJars(java: Java): Promise<string> {
  const folder = join(cacheDirectory(process.env), `camunda-client-java-${hashFiles([pom])}`);
  await makeOnce(folder, (partial) =>
    runMaven({
      pom,
      java,
      args: ['dependency:copy-dependencies', `-DoutputDirectory=${partial}`],
      purpose: 'to fetch the Java client',
    }),
  );
  return folder;
}

/** Runs the Java program, whose commands go over gRPC or REST; searches always go over REST. */
export async function runJavaClient(
  { grpcAddress, restAddress }: EmbeddedEngine,
  transport: 'grpc' | 'rest',
): Promise<unknown> {
  const java = findJava({ minVersion: 17 });
  const jars = join(await fetchJars(java), '*');
  const address = grpcAddress.replace('grpc:', 'http:');
  const program = join(JAVA, 'JavaClient.java');
  return runProgram(java.executable, ['-cp', jars, program, transport, address, restAddress, MODELS]);
}
