import type { Java } from './find-java.ts';
import { runCommand } from './run-command.ts';

const TIMEOUT_MS = 15 * 60_000;

export interface MavenRun {
  /** Its `pom.xml`. */
  readonly pom: string;
  readonly java: Java;
  /** Goals and properties. */
  readonly args: readonly string[];
  /** What cannot be done without Maven, e.g. `to build Operaton`. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

/** @throws Error that says how to install Maven, or with the end of what it printed */
export function runMaven({ pom, java, args, purpose, signal }: MavenRun): Promise<void> {
  return runCommand('mvn', ['-B', '-q', '-f', pom, ...args], {
    timeoutMs: TIMEOUT_MS,
    environment: { JAVA_HOME: java.home },
    missing: `Maven is needed ${purpose}. Install it: apt-get install maven, or brew install maven.`,
    ...(signal !== undefined && { signal }),
  });
}
