import { expect, test } from 'vitest';
import { findObstacle } from './find-obstacle.ts';

const onGithub = { GITHUB_ACTIONS: 'true', ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example' };

test.each([onGithub, { GITLAB_CI: 'true', SIGSTORE_ID_TOKEN: 'x.y.z' }])(
  'a clean tree in a job with an identity can be released: %j',
  (environment) => {
    expect(findObstacle({ environment, changes: '' })).toBeUndefined();
  },
);

test.each([
  [onGithub, ' M package.json\n', /commit them first/],
  [{ GITHUB_ACTIONS: 'true', SIGSTORE_ID_TOKEN: 'x.y.z' }, '', /the permission id-token: write/],
  [{ GITLAB_CI: 'true' }, '', /an id_token SIGSTORE_ID_TOKEN/],
  [{ SIGSTORE_ID_TOKEN: 'x.y.z' }, '', /run the workflow "release"/],
])('%j with the changes %j is refused, with what to do', (environment, changes, expected) => {
  expect(findObstacle({ environment, changes })).toMatch(expected);
});
