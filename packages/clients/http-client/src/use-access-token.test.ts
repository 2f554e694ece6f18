import { parseInput } from '@jobwright/connector-sdk';
import { startTokenServer, type TokenServer } from '@jobwright/test-servers/vitest';
import { expect, test } from 'vitest';
import { clientCredentials } from './authentication/oauth.schema.ts';
import { createOutboundNetwork } from './network/create-outbound-network.ts';
import { catchFailure } from './testing/catch-failure.ts';
import { createContext } from './testing/create-context.ts';
import { answerJson } from './testing/answer-json.ts';
import { useAccessToken } from './use-access-token.ts';

const toOAuth = ({ origin }: TokenServer) =>
  parseInput(clientCredentials, {
    type: 'oauth-client-credentials-flow',
    oauthTokenEndpoint: `${origin}/token`,
    clientId: 'me',
    clientSecret: 's3cret',
  });

class Refusal extends Error {}
const isRefused = (error: unknown): boolean => error instanceof Refusal;
const echo = (token: string): Promise<string> => Promise.resolve(token);

test('all who need a token at the same time share one request for it', async () => {
  const idp = await startTokenServer();
  const context = createContext();
  const uses = Array.from({ length: 20 }, () =>
    useAccessToken(
      toOAuth(idp),
      { ...context, signal: new AbortController().signal },
      { work: echo, isRefused },
    ),
  );
  expect(new Set(await Promise.all(uses))).toEqual(new Set(['token-1']));
  expect(idp.asked).toHaveLength(1);
});

test('one that is refused is fetched anew, once', async () => {
  const idp = await startTokenServer();
  const context = createContext();
  const seen: string[] = [];
  const refuse = (token: string): Promise<never> => {
    seen.push(token);
    return Promise.reject(new Refusal(token));
  };
  await expect(useAccessToken(toOAuth(idp), context, { work: refuse, isRefused })).rejects.toThrow('token-2');
  expect(seen).toEqual(['token-1', 'token-2']);
});

test('other failures leave the token alone', async () => {
  const idp = await startTokenServer();
  const context = createContext();
  const fail = (): Promise<never> => Promise.reject(new Error('broken'));
  await expect(useAccessToken(toOAuth(idp), context, { work: fail, isRefused })).rejects.toThrow('broken');
  expect(await useAccessToken(toOAuth(idp), context, { work: echo, isRefused })).toBe('token-1');
});

test('the network has its say about the token endpoint', async () => {
  const idp = await startTokenServer();
  const context = createContext({ network: createOutboundNetwork({ mode: 'hardened' }) });
  const failure = await catchFailure(useAccessToken(toOAuth(idp), context, { work: echo, isRefused }));
  expect(failure.code).toBe('HTTP_BLOCKED');
  expect(idp.asked).toEqual([]);
});

test('a token that the endpoint refuses to give is never worked with', async () => {
  const idp = await startTokenServer((_count, _request, response) =>
    answerJson(response, { error: 'invalid_client' }, 401),
  );
  const failure = await catchFailure(
    useAccessToken(toOAuth(idp), createContext(), { work: echo, isRefused }),
  );
  expect(failure.code).toBe('401');
});
