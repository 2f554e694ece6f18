import { describe, expect, it } from 'vitest';
import { CommandError } from './command-error.ts';
import { readSettings } from './settings.ts';

describe('readSettings', () => {
  it('has defaults', () => {
    expect(readSettings({})).toEqual({ logLevel: 'info', runtime: { network: expect.anything() } });
    const { network } = readSettings({}).runtime;
    expect(network.egress.describeBlock({ host: 'a.example', port: 25 })).toBeUndefined();
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
      runtime: {
        maxConcurrentJobs: 16,
        maxJobsPerConnector: 4,
        idempotencyNamespace: 'prod:',
        network: expect.anything(),
      },
    });
  });

  it('remembers effects in a folder when one is named', () => {
    expect(readSettings({ JOBWRIGHT_EFFECTS_FOLDER: '/data' }).runtime.effects).toMatchObject({
      durable: true,
    });
  });

  it('reads how other machines may be reached', () => {
    const { network } = readSettings({
      JOBWRIGHT_EGRESS_MODE: 'hardened',
      JOBWRIGHT_HTTP_LIMITS: '{"*": {"maxConcurrent": 7}}',
      HTTPS_PROXY: 'http://proxy.example:3128',
    }).runtime;
    expect(network.egress.describeBlock({ host: 'h', port: 80, address: '10.0.0.1' })).toContain(
      '10.0.0.0/8',
    );
    expect(network.limitsFor('https://a.example')).toEqual({ maxConcurrent: 7 });
    expect(network.findProxy('https://a.example/')).toEqual({ url: 'http://proxy.example:3128' });
  });

  it.each([
    ['JOBWRIGHT_EFFECTS_FOLDER', ''],
    ['JOBWRIGHT_EGRESS_MODE', 'closed'],
    ['JOBWRIGHT_HTTP_LIMITS', 'none'],
    ['CONNECTOR_HTTP_PROXY_PORT', '3128'],
    ['JOBWRIGHT_LOG_LEVEL', 'loud'],
    ['JOBWRIGHT_MAX_CONCURRENT_JOBS', '0'],
    ['JOBWRIGHT_MAX_JOBS_PER_CONNECTOR', '1.5'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(CommandError);
    expect(() => readSettings({ [name]: value })).toThrow(name.replace(/_PORT$/, ''));
  });
});
