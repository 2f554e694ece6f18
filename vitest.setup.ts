import { vi } from 'vitest';

const PATIENCE_MS = 30_000;

/**
 * What a test waits for comes when the machine gets to it: vitest's own second is not enough on one that is
 * busy, and a test that passes waits no longer for it.
 */
const { waitFor } = vi;
if (waitFor.name !== 'waitPatiently') {
  vi.waitFor = function waitPatiently(callback, options) {
    return waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options });
  };
}
