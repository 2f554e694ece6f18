/**
 * The feature release in a Java version text: 8 for `1.8.0_392`, 21 for `21.0.4`, 25 for `25-ea`; undefined
 * for anything else.
 */
export function parseJavaVersion(version: string): number | undefined {
  const match = /^(?:1\.)?(\d+)(?:[.\-+_]|$)/.exec(version.trim());
  return match ? Number(match[1]) : undefined;
}

/** Reads it from the `release` file of a JDK (`JAVA_VERSION="21.0.4"`). */
export function parseJavaRelease(release: string): number | undefined {
  return parseJavaVersion(/^JAVA_VERSION="?([^"\n]+)"?/m.exec(release)?.[1] ?? '');
}

/** Reads it from what `java -version` prints (`openjdk version "21.0.4" 2024-07-16`). */
export function parseJavaOutput(output: string): number | undefined {
  return parseJavaVersion(/version "([^"]+)"/.exec(output)?.[1] ?? '');
}
