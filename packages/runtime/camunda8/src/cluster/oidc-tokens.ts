import { z } from 'zod';
import type { OidcAuthentication } from './cluster-settings.ts';
import { type ClusterRoute, sendHttp } from './send-http.ts';

export type OidcClient = OidcAuthentication & ClusterRoute;

/** Access tokens for the cluster, and the headers that show them. */
export interface OidcTokens {
  getHeaders(): Promise<{ authorization: string }>;
  /** The cluster refuses the token of these headers: the next one is a new one. */
  refuse(headers: Readonly<Record<string, string>>): void;
}

/** The token endpoint cannot be reached, or gives none. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  /** Of its answer; `undefined`: there was none. */
  readonly status: number | undefined;

  constructor(message: string, { status, cause }: { readonly status?: number; readonly cause?: unknown }) {
    super(message, { cause });
    this.status = status;
  }
}

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 1_000_000;
/** Before its end by this share of its life, at most a minute, a token is no longer used. */
const MARGIN_MS = 60_000;
const DEFAULT_LIFE_S = 300;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().optional() });
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/**
 * Client credentials (RFC 6749, 4.4). A token is fetched once for all calls at the same time, kept in memory alone, and renewed before its
 * end; while that fails the endpoint is asked less and less often, and the token goes on as long as it lives.
 */
export function createOidcTokens(client: OidcClient): OidcTokens {
  let current: { readonly value: string; readonly renewAt: number; readonly endsAt: number } | undefined;
  let fetching: Promise<string> | undefined;
  let failure: { readonly error: unknown; readonly retryAt: number; readonly pauseMs: number } | undefined;

  const fetchInto = async (): Promise<string> => {
    try {
      const { value, lifeMs } = await fetchToken(client);
      const now = performance.now();
      current = { value, renewAt: now + lifeMs - Math.min(MARGIN_MS, lifeMs / 5), endsAt: now + lifeMs };
      failure = undefined;
      return value;
    } catch (error) {
      const pauseMs = Math.min((failure?.pauseMs ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS);
      failure = { error, pauseMs, retryAt: performance.now() + pauseMs };
      throw error;
    } finally {
      fetching = undefined;
    }
  };

  const get = async (): Promise<string> => {
    const now = performance.now();
    if (current !== undefined && now < current.renewAt) return current.value;
    const usable = current !== undefined && now < current.endsAt ? current.value : undefined;
    if (failure !== undefined && now < failure.retryAt) {
      if (usable !== undefined) return usable;
      throw failure.error;
    }
    fetching ??= fetchInto();
    return usable === undefined ? fetching : fetching.catch(() => usable);
  };

  return {
    getHeaders: async () => ({ authorization: toBearer(await get()) }),
    refuse: ({ authorization }) => {
      if (current !== undefined && authorization === toBearer(current.value)) current = undefined;
    },
  };
}

const toBearer = (token: string): string => `Bearer ${token}`;

async function fetchToken(client: OidcClient): Promise<{ readonly value: string; readonly lifeMs: number }> {
  const { tokenUrl, clientId, clientSecret, audience, scope } = client;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    ...(audience !== undefined && { audience }),
    ...(scope !== undefined && { scope }),
  });
  const answer = await sendHttp(
    tokenUrl,
    {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { Accept: 'application/json' },
      maxAnswerBytes: MAX_ANSWER_BYTES,
    },
    client,
  ).catch((cause: unknown) => {
    throw new TokenError(`The token endpoint ${tokenUrl} cannot be reached (${toReason(cause)})`, { cause });
  });
  const json: unknown = await answer.json().catch(() => undefined);
  const token = tokenAnswer.safeParse(json);
  if (answer.ok && token.success) {
    const { access_token: value, expires_in: lifeS = DEFAULT_LIFE_S } = token.data;
    return { value, lifeMs: lifeS * 1000 };
  }
  const said = refusal.safeParse(json).data;
  const detail = said === undefined ? '' : `, ${said.error_description ?? said.error}`;
  throw new TokenError(
    `The token endpoint ${tokenUrl} gives no token to client ${clientId} (${answer.status}${detail}): check its id, secret, audience and scope`,
    { status: answer.status },
  );
}

/** Why it failed is in the cause. */
const toReason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};
