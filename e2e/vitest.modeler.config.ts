import { listReporters, testConfig } from '../vitest.base.ts';

/** Element templates in a real modeler, in a browser; in a command of its own, since it needs Chromium. */
export default testConfig(import.meta.dirname, {
  include: ['modeler/*.test.ts'],
  testTimeout: 120_000,
  hookTimeout: 180_000,
  reporters: listReporters('-modeler', 'verbose'),
});
