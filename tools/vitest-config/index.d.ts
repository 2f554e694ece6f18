import type { UserConfigFnObject, ViteUserConfig } from 'vitest/config';

type TestOptions = NonNullable<ViteUserConfig['test']>;

/** The configuration of a package; `overrides` may depend on `--mode`. */
export declare function testConfig(
  projectRoot: string,
  overrides?: TestOptions | ((run: { readonly mode: string }) => TestOptions),
): UserConfigFnObject;
