import { ProcessCoverageReporter } from '@jobwright/process-testing/vitest-coverage';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['@jobwright/process-testing/vitest'],
    reporters: ['default', new ProcessCoverageReporter({ threshold: 95 })],
  },
});
