import { describe, expect, it } from 'vitest';
import { CommandError } from '../command-line/command-error.ts';
import { readConfiguration } from './read-configuration.ts';
import type { Environment } from './environment.ts';
import { openSettings } from './open-settings.ts';

const read = async (environment: Environment) =>
  openSettings(readConfiguration({ environment }), environment);

describe('what a runtime is told', () => {
  it('is the defaults without a word of anybody', async () => {
    const { network, secrets, ...others } = await read({ SECRET_A: 'x', OTHER: 'y' });
    expect(others).toEqual({ maxJobDurationMs: 300_000 });
    expect(network?.egress.describeBlock({ host: 'a.example', port: 25 })).toBeUndefined();
    const job = { tenantId: '<default>', bpmnProcessId: 'p' };
    expect(await secrets?.provider.getSecret('A', job)).toBe('x');
    expect(await secrets?.provider.getSecret('OTHER', job)).toBeUndefined();
  });

  it('is what variables say', async () => {
    expect(
      await read({
        JOBWRIGHT_JOBS_MAX_CONCURRENT: '16',
        JOBWRIGHT_JOBS_MAX_PER_CONNECTOR: '{"io.camunda:email:1": 4}',
        JOBWRIGHT_JOBS_MAX_HELD_BYTES: '2000000',
        JOBWRIGHT_JOBS_MAX_RETRY_DELAY_SECONDS: '60',
        JOBWRIGHT_JOBS_IDEMPOTENCY_NAMESPACE: 'prod:',
        JOBWRIGHT_DOCUMENTS_MAX_EXTERNAL_BYTES: '1000',
        JOBWRIGHT_EFFECTS_FOLDER: '/data',
        JOBWRIGHT_EXPRESSIONS_VERSION: '8.8',
      }),
    ).toMatchObject({
      maxConcurrentJobs: 16,
      maxJobsPerConnector: { 'io.camunda:email:1': 4 },
      maxHeldBytes: 2_000_000,
      maxRetryDelayMs: 60_000,
      idempotencyNamespace: 'prod:',
      maxExternalDocumentBytes: 1000,
      effects: { durable: true },
      expressions: { version: '8.8' },
    });
  });

  it('is how other machines may be reached', async () => {
    const { network } = await read({
      JOBWRIGHT_NETWORK_MODE: 'hardened',
      JOBWRIGHT_NETWORK_LIMITS: '{"*": {"maxConcurrent": 7}}',
      HTTPS_PROXY: 'http://proxy.example:3128',
    });
    expect(network?.egress.describeBlock({ host: 'h', port: 80, address: '10.0.0.1' })).toContain(
      '10.0.0.0/8',
    );
    expect(network?.limitsFor('https://a.example')).toEqual({ maxConcurrent: 7 });
    expect(network?.findProxy('https://a.example/')).toEqual({ url: 'http://proxy.example:3128' });
  });

  it.each([
    ['JOBWRIGHT_EFFECTS_FOLDER', ''],
    ['JOBWRIGHT_NETWORK_MODE', 'closed'],
    ['JOBWRIGHT_NETWORK_DENY', 'a b:c:d'],
    ['JOBWRIGHT_NETWORK_LIMITS', 'none'],
    ['CONNECTOR_HTTP_PROXY_PORT', '3128'],
    ['JOBWRIGHT_LOG_LEVEL', 'loud'],
    ['JOBWRIGHT_EXPRESSIONS_VERSION', '8.5'],
    ['JOBWRIGHT_JOBS_MAX_CONCURRENT', '0'],
    ['JOBWRIGHT_JOBS_MAX_PER_CONNECTOR', '1.5'],
  ])('names %s when it is %s', async (name, value) => {
    const failed = expect(read({ [name]: value })).rejects;
    await failed.toThrow(CommandError);
    await expect(read({ [name]: value })).rejects.toThrow(name.replace(/_PORT$/, ''));
  });
});
