import { expect, test } from 'vitest';
import { configurationSchema } from '../configuration/configuration.schema.ts';
import { hideValues } from './hide-values.ts';

const hidden = await hideValues(configurationSchema.parse({}), { SECRET_KEY: 'env-secret' });

test('inputs that a connector marks as secret are hidden, wherever their values are repeated', () => {
  const variables = {
    url: 'https://shop.example/?q=hunter22',
    authentication: { type: 'basic', username: 'ada', password: 'hunter22' },
  };
  expect(hidden.variables(variables)).toEqual({
    url: 'https://shop.example/?q=***',
    authentication: { type: 'basic', username: 'ada', password: '***' },
  });
  expect(hidden.text('401: hunter22 is wrong', variables)).toBe('401: *** is wrong');
});

test('variables whose names say that they are secret are hidden at any depth; others are shown', () => {
  const customer = { name: 'Ada', apiKey: 'k', list: [{ accessToken: 7 }], amount: 7, isSecret: true };
  expect(hidden.variables({ customer })).toEqual({
    customer: { name: 'Ada', apiKey: '***', list: [{ accessToken: '***' }], amount: 7, isSecret: true },
  });
});

test('what only names a secret is shown', () => {
  const variables = { authentication: { type: 'bearer', token: '{{secrets.SHOP}}' } };
  expect(hidden.variables(variables)).toEqual(variables);
});

test('credentials of the environment and users of addresses are hidden', () => {
  expect(hidden.variables({ note: 'it is env-secret', url: 'http://ada:pw@a.example/' })).toEqual({
    note: 'it is ***',
    url: 'http://***@a.example/',
  });
});
