import type { UserConfigFnObject, ViteUserConfig } from 'vitest/config';

type TestOptions = NonNullable<ViteUserConfig['test']>;

/** The configuration of a package; `overrides` may depend on `--mode`, and so on whether the tests run against a real broker. */
export declare function testConfig(
  projectRoot: string,
  overrides?: TestOptions | ((run: { readonly camunda8: boolean; readonly mode: string }) => TestOptions),
): UserConfigFnObject;

/** Where the broker of a run with `--mode camunda8` is. */
export interface BrokerAddresses {
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly managementAddress: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** There is none when the tests run without a broker. */
    readonly camunda8: BrokerAddresses | undefined;
  }
}
