import { expect, test } from 'vitest';
import { createRedaction } from './redact.ts';

const redact = createRedaction(
  {
    SECRET_CRM: 'crm-t0ken',
    ZEEBE_CLIENT_SECRET: 's3cret',
    CAMUNDA_BASIC_AUTH_PASSWORD: 'demo-demo',
    CAMUNDA_TOKEN_DISK_CACHE_DISABLE: 'true',
    TOKEN_FILE: '/run/token',
    HOME: '/root',
  },
  ['adm1n'],
);

test('takes out values of variables that are called like secrets, and those of the configuration', () => {
  expect(redact('client s3cret and crm-t0ken, demo-demo, adm1n')).toBe('client *** and ***, ***, ***');
});

test('takes out who is named in a URL', () => {
  expect(redact('proxy http://me:pass@proxy:3128/')).toBe('proxy http://***@proxy:3128/');
});

test('leaves switches, paths and other variables', () => {
  expect(redact('true at /run/token below /root')).toBe('true at /run/token below /root');
});
