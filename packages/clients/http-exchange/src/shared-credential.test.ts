import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  createCredentialMerge,
  sharedCredentialInput,
  chooseAuthentication,
} from './shared-credential.schema.ts';

const schema = z.preprocess(
  createCredentialMerge({ within: 'call' }),
  z.object({ call: z.object({ url: z.string() }), authenticationConfiguration: sharedCredentialInput }),
);
const bearer = { type: 'bearer', token: 'MARKER' } as const;
const oauth = {
  type: 'oauth-client-credentials-flow',
  oauthTokenEndpoint: 'https://id.example/token',
  clientId: 'me',
  clientSecret: 'MARKER',
};
const own = 'https://own.example';
const shared = 'https://shared.example';

test.each([
  [
    'its URL stands in for one that is left out',
    { url: '' },
    { authentication: bearer, url: shared },
    shared,
  ],
  ['one without URL takes that of the task', { url: own }, { authentication: bearer }, own],
  ['OAuth goes to any URL', { url: own }, { authentication: oauth, url: shared }, own],
  ['none', { url: own }, null, own],
  ['none, as a template writes it', { url: own }, '', own],
])('a shared credential: %s', (_case, call, authenticationConfiguration, expected) => {
  expect(schema.parse({ call, authenticationConfiguration }).call.url).toBe(expected);
});

test.each([
  ['bound to its URL refuses another', { authentication: bearer, url: shared }, ['call.url']],
  ['must authenticate', { url: shared }, ['authenticationConfiguration.authentication', 'call.url']],
  ['must be a map', 'MARKER', ['authenticationConfiguration']],
  [
    'must have a URL that can be called',
    { authentication: bearer, url: 'ftp://MARKER' },
    ['authenticationConfiguration.url'],
  ],
])('a shared credential %s', (_case, authenticationConfiguration, paths) => {
  const url = paths.includes('call.url') || paths[0] === 'authenticationConfiguration' ? own : undefined;
  const { error } = schema.safeParse({ call: { url }, authenticationConfiguration });
  const found = error?.issues.map(({ path }) => path.join('.')) ?? [];
  expect(found).toEqual(expect.arrayContaining(paths.slice(0, 1)));
  expect(JSON.stringify(error?.issues)).not.toContain('MARKER');
});

test('it is used instead of the task’s own authentication', () => {
  const basic = { type: 'basic', username: 'u', password: '' } as const;
  expect(chooseAuthentication({ authentication: bearer, url: undefined }, basic)).toBe(bearer);
  expect(chooseAuthentication(undefined, basic)).toBe(basic);
  expect(chooseAuthentication(undefined, null)).toEqual({ type: 'noAuth' });
});
