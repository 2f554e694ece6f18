import { testConfig } from '@jobwright/vitest-config';

export default testConfig(import.meta.dirname);
