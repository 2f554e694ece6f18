import type { ViteUserConfig } from 'vitest/config';

export declare function testConfig(
  projectRoot: string,
  overrides?: NonNullable<ViteUserConfig['test']>,
): ViteUserConfig;
