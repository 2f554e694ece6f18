import { fileURLToPath } from 'node:url';
import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * Connectors on a real engine of Camunda 7: on Operaton, in `--mode full` with more load, in
 * `--mode camunda7` on Camunda 7 itself.
 */
export default testConfig(import.meta.dirname, ({ mode }) => ({
  name: `e2e (${mode === 'camunda7' ? 'camunda7' : 'operaton'})`,
  include: ['operaton/**/*.test.ts'],
  globalSetup: [fileURLToPath(new URL('./operaton/testing/provide-engine.ts', import.meta.url))],
  provide: {
    engineName: mode === 'camunda7' ? 'camunda7' : 'operaton',
    loadTasks: mode === 'full' ? 10_000 : 1_000,
  },
  hookTimeout: 300_000,
  reporters: listReporters(`-operaton${mode === 'full' || mode === 'camunda7' ? `-${mode}` : ''}`),
}));
