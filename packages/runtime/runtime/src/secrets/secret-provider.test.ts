import { describe, expect, test } from 'vitest';
import { createEnvironmentSecrets, findSecretScope, joinSecretScope } from './secret-provider.ts';

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

  const all = { tenantAware: true };
  const of = (tenantId: string) => ({ tenantId, bpmnProcessId: 'order' });

  test.each(['default', 'Default', 'DEFAULT'])(
    'a tenant called %s has none of the default tenant',
    async (tenantId) => {
      const secrets = createEnvironmentSecrets({ SECRET_default_T: 'a', SECRET_DEFAULT_T: 'b' }, all);
      expect(await secrets.getSecret('T', of('<default>'))).toBe('a');
      expect(await secrets.getSecret('T', of(tenantId))).toBeUndefined();
    },
  );

  test.each<[string, string, string, string]>([
    ['a name that goes on with another tenant', 'SECRET_team__a_TOKEN', 'team', '_a_TOKEN'],
    ['a tenant that ends where a name begins', 'SECRET_a_b_TOKEN', 'a_b', 'TOKEN'],
    ['a tenant in other letters', 'SECRET_ACME_TOKEN', 'acme', 'TOKEN'],
    ['a tenant with other signs', 'SECRET_a_b_TOKEN', 'a-b', 'TOKEN'],
    ['a tenant that is a path', 'SECRET_../a_TOKEN', '../a', 'TOKEN'],
    ['a tenant of dots', 'SECRET_.._TOKEN', '..', 'TOKEN'],
    ['a tenant of nothing', 'SECRET__TOKEN', '', 'TOKEN'],
  ])('%s reads none of another', async (_case, variable, tenantId, name) => {
    const secrets = createEnvironmentSecrets({ [variable]: 'of another' }, all);
    expect(await secrets.getSecret(name, of(tenantId))).toBeUndefined();
  });

  test('no two tenants and names read one variable', async () => {
    const parts = ['a', 'b', '_', 'a_', '_a', 'a_b', 'a__b', '__', 'a-b', 'a.b', 'A', 'default', '<default>'];
    const owners = new Map<string, string>();
    for (const tenantId of parts) {
      for (const name of parts) {
        const asked: string[] = [];
        const environment = new Proxy<Record<string, string>>(
          {},
          { get: (_, key) => void asked.push(String(key)) },
        );
        await createEnvironmentSecrets(environment, all).getSecret(name, of(tenantId));
        for (const variable of asked) expect(owners.get(variable) ?? tenantId).toBe(tenantId);
        for (const variable of asked) owners.set(variable, tenantId);
      }
    }
    expect(owners.size).toBeGreaterThan(50);
  });

  test('a tenant with _ in its id has it twice in the name', async () => {
    const secrets = createEnvironmentSecrets({ SECRET_team__a_TOKEN: 'x' }, all);
    expect(await secrets.getSecret('TOKEN', of('team_a'))).toBe('x');
  });

  test('the name as it is counts more than other spellings', async () => {
    const secrets = createEnvironmentSecrets({ 'SECRET_my-token': 'exact', SECRET_MY_TOKEN: 'capitals' });
    expect(await secrets.getSecret('my-token', order)).toBe('exact');
    expect(await secrets.getSecret('my.token', order)).toBe('capitals');
  });
});

describe('secrets of physical tenants', () => {
  const variables = {
    SECRET_risk_TOKEN: 'of risk',
    SECRET_default_TOKEN: 'of default',
    SECRET_TOKEN: 'of all',
    SECRET_risk_acme_TOKEN: 'of acme in risk',
  };
  const read = (physicalTenantId: string | undefined, options: object = {}, name = 'TOKEN') =>
    createEnvironmentSecrets(variables, { physicalTenantAware: true, ...options }).getSecret(name, {
      tenantId: 'acme',
      bpmnProcessId: 'order',
      ...(physicalTenantId !== undefined && { physicalTenantId }),
    });

  test('come before the tenant, and each reads its own', () => {
    expect(read('risk')).toBe('of risk');
    expect(read('default')).toBe('of default');
    expect(read(undefined)).toBe('of default');
    expect(read('sales')).toBeUndefined();
    expect(read('risk', { tenantAware: true })).toBe('of acme in risk');
    expect(read('risk', { physicalTenantAware: false })).toBe('of all');
  });

  test.each(['risk_acme', 'Risk', '', '../risk', 'a/b'])('the ID %j leads nowhere', (id) => {
    expect(read(id)).toBeUndefined();
    const context = { tenantId: 'acme', bpmnProcessId: 'order', physicalTenantId: id };
    expect(findSecretScope(context, { physicalTenantAware: true })).toBeUndefined();
  });

  test('keep apart in one secret that holds all', () => {
    const options = { physicalTenantAware: true, tenantAware: true };
    expect(joinSecretScope(['risk', 'team_a'], 'TOKEN', options)).toBe('risk_team__a_TOKEN');
    expect(joinSecretScope(['risk', 'team'], '_a_TOKEN', options)).toBeUndefined();
    expect(joinSecretScope(['risk'], 'TOKEN', { physicalTenantAware: true })).toBe('risk_TOKEN');
  });
});
