import { testConfig } from '../../../vitest.base.ts';

// Threads that draw are started from sources, which takes a while where many tests run.
export default testConfig(import.meta.dirname, { testTimeout: 120_000 });
