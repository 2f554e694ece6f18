import { describe, expect, test } from 'vitest';
import { createEnvironmentSecrets } from './secret-provider.ts';

const order = { tenantId: 'acme', bpmnProcessId: 'order-process' };
const ofNobody = { tenantId: '<default>', bpmnProcessId: 'order-process' };

describe('secrets of the environment', () => {
  test('are variables with the prefix, and no others', async () => {
    const secrets = createEnvironmentSecrets({ SECRET_TOKEN: 'a', PATH: '/bin', TOKEN: 'b' });
    expect(await secrets.getSecret('TOKEN', order)).toBe('a');
    expect(await secrets.getSecret('PATH', order)).toBeUndefined();
    expect(() => createEnvironmentSecrets({}, { prefix: '' })).toThrow('must not be empty');
  });

  test.each([
    [{}, order, 'SECRET_TOKEN'],
    [{ tenantAware: true }, order, 'SECRET_acme_TOKEN'],
    [{ processAware: true }, order, 'SECRET_order-process_TOKEN'],
    [{ processAware: true }, order, 'SECRET_order_process_TOKEN'],
    [{ processAware: true }, order, 'SECRET_ORDER_PROCESS_TOKEN'],
    [{ tenantAware: true, processAware: true }, order, 'SECRET_acme_order-process_TOKEN'],
    [{ tenantAware: true, processAware: true, prefix: 'MY_' }, order, 'MY_acme_order_process_TOKEN'],
    [{ tenantAware: true }, ofNobody, 'SECRET_default_TOKEN'],
    [{ tenantAware: true }, ofNobody, 'SECRET_<default>_TOKEN'],
    [{ tenantAware: true, processAware: true }, ofNobody, 'SECRET_<default>_order-process_TOKEN'],
  ])('with %j the secret TOKEN of %j is %s', async (options, context, variable) => {
    const secrets = createEnvironmentSecrets({ [variable]: 'abc' }, options);
    expect(await secrets.getSecret('TOKEN', context)).toBe('abc');
  });

  test('are of one tenant and process when these are part of the name', async () => {
    const secrets = createEnvironmentSecrets(
      { SECRET_acme_order_TOKEN: 'a', SECRET_TOKEN: 'b', SECRET_acme_TOKEN: 'c' },
      { tenantAware: true, processAware: true },
    );
    expect(await secrets.getSecret('TOKEN', { tenantId: 'acme', bpmnProcessId: 'order' })).toBe('a');
    expect(await secrets.getSecret('TOKEN', { tenantId: 'other', bpmnProcessId: 'order' })).toBeUndefined();
    expect(await secrets.getSecret('TOKEN', { tenantId: 'acme', bpmnProcessId: 'refund' })).toBeUndefined();
  });

  test('the name as it is counts more than other spellings', async () => {
    const secrets = createEnvironmentSecrets({ 'SECRET_my-token': 'exact', SECRET_MY_TOKEN: 'capitals' });
    expect(await secrets.getSecret('my-token', order)).toBe('exact');
    expect(await secrets.getSecret('my.token', order)).toBe('capitals');
  });
});
