import type { UserConfigFnObject, ViteUserConfig } from 'vitest/config';

type TestOptions = NonNullable<ViteUserConfig['test']>;

/** The configuration of a package; `overrides` may depend on whether the tests run against a real broker. */
export declare function testConfig(
  projectRoot: string,
  overrides?: TestOptions | ((run: { readonly camunda8: boolean }) => TestOptions),
): UserConfigFnObject;
