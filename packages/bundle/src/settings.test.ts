import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { readSettings } from './settings.ts';

describe('readSettings', () => {
  it('has defaults', () => {
    expect(readSettings({})).toEqual({ logLevel: 'info', runtime: {} });
  });

  it('reads what is set', () => {
    const settings = readSettings({
      JOBWRIGHT_LOG_LEVEL: 'warn',
      JOBWRIGHT_MAX_CONCURRENT_JOBS: '16',
      JOBWRIGHT_MAX_JOBS_PER_CONNECTOR: '4',
      JOBWRIGHT_IDEMPOTENCY_NAMESPACE: 'prod:',
    });
    expect(settings).toEqual({
      logLevel: 'warn',
      runtime: { maxConcurrentJobs: 16, maxJobsPerConnector: 4, idempotencyNamespace: 'prod:' },
    });
  });

  it('remembers effects in a folder when one is named', () => {
    expect(readSettings({ JOBWRIGHT_EFFECTS_FOLDER: '/data' }).runtime.effects).toMatchObject({
      durable: true,
    });
  });

  it.each([
    ['JOBWRIGHT_EFFECTS_FOLDER', ''],
    ['JOBWRIGHT_LOG_LEVEL', 'loud'],
    ['JOBWRIGHT_MAX_CONCURRENT_JOBS', '0'],
    ['JOBWRIGHT_MAX_JOBS_PER_CONNECTOR', '1.5'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(CommandError);
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });
});
