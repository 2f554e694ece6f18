import { testConfig } from '@jobwright/vitest-config';

export default testConfig(import.meta.dirname, { testTimeout: 300_000, hookTimeout: 600_000 });
