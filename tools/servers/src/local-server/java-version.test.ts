import { describe, expect, test } from 'vitest';
import { parseJavaOutput, parseJavaRelease, parseJavaVersion } from './java-version.ts';

test.each([
  ['1.8.0_392', 8],
  ['11', 11],
  ['17.0.15', 17],
  ['21.0.4+7-LTS', 21],
  ['25', 25],
  ['25-ea', 25],
  ['25.0.1\n', 25],
  ['', undefined],
  ['GraalVM', undefined],
])('parseJavaVersion(%j) is %j', (text, version) => {
  expect(parseJavaVersion(text)).toBe(version);
});

describe('parseJavaRelease', () => {
  test('reads the release file of a JDK', () => {
    expect(
      parseJavaRelease(
        'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_RUNTIME_VERSION="21.0.4+7"\nJAVA_VERSION="21.0.4"\n',
      ),
    ).toBe(21);
  });

  test('a file without a version has none', () => {
    expect(parseJavaRelease('IMPLEMENTOR="x"\nMY_JAVA_VERSION="21"')).toBeUndefined();
  });
});

test.each([
  ['openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment (build 17.0.15+6)', 17],
  ['Picked up JAVA_TOOL_OPTIONS: -Xmx1g\njava version "1.8.0_401"', 8],
  ['openjdk version "26-ea" 2026-03-17', 26],
  ['command not found', undefined],
])('parseJavaOutput(%j) is %j', (output, version) => {
  expect(parseJavaOutput(output)).toBe(version);
});
