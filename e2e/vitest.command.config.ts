import { listReporters, testConfig } from '../vitest.base.ts';

/**
 * The command on a terminal and in shells; in a command of its own, since it needs zsh, fish and `script`.
 */
export default testConfig(import.meta.dirname, {
  include: ['command/**/*.test.ts'],
  hookTimeout: 60_000,
  reporters: listReporters('-command'),
});
