import type { OutboundNetwork, Trace } from '@jobwright/connector-sdk';
import { dispatchHop, type DispatchOptions, type HopResponse } from './dispatch-hop.ts';
import { cancelledError, isUnhealthy, toFailure, tooManyRedirectsError } from './http-failure.ts';
import { createFirstHop, findRedirectHop, type HttpHop } from './http-hop.ts';
import type { HttpRequest } from './http-message.ts';
import { findGuard } from './limits/find-guard.ts';
import type { OriginGuard, Permit } from './limits/origin-guard.ts';
import { repeatOnce } from './repeat-once.ts';
import type { Route } from './route/route.ts';
import type { Routes } from './route/routes.ts';
import { traceHop } from './trace-hop.ts';

export interface OpenOptions extends DispatchOptions {
  readonly expiresAt: number | undefined;
  readonly network: OutboundNetwork;
  readonly trace: Trace;
  readonly routes: Routes;
  /** For the origins redirects lead to: without a certificate of our own. */
  readonly foreignRoutes: Routes;
}

const MAX_REDIRECTS = 20;

/**
 * Sends a request and opens its response. From top to bottom, each function adds one thing: redirects, the
 * repeated attempt, a span, the limits of the origin. Each hop obeys the network anew.
 */
export async function openResponse(request: HttpRequest, options: OpenOptions): Promise<HopResponse> {
  const hop = createFirstHop(request);
  const repeats = request.repeatsOnce === true;
  return request.followRedirects === true
    ? openWithRedirects(hop, repeats, options)
    : openWithRepeat(hop, { repeats, resends: 0 }, options);
}

async function openWithRedirects(
  first: HttpHop,
  repeats: boolean,
  options: OpenOptions,
): Promise<HopResponse> {
  let hop = first;
  for (let redirects = 0; ; redirects += 1) {
    const response = await openWithRepeat(hop, { repeats, resends: redirects }, options);
    try {
      const next = findRedirectHop(hop, response);
      if (next === undefined) return response;
      if (redirects === MAX_REDIRECTS) throw tooManyRedirectsError(hop, MAX_REDIRECTS);
      await response.body.skip();
      hop = next;
    } catch (error) {
      response.body.cancel();
      throw error;
    }
  }
}

interface Repetition {
  readonly repeats: boolean;
  /** How often something of the request went out before. */
  readonly resends: number;
}

function openWithRepeat(
  hop: HttpHop,
  { repeats, resends }: Repetition,
  options: OpenOptions,
): Promise<HopResponse> {
  if (!repeats) return openWithSpan(hop, resends, options);
  return repeatOnce(hop, (attempt) => openWithSpan(hop, resends + attempt, options), options);
}

function openWithSpan(hop: HttpHop, resends: number, options: OpenOptions): Promise<HopResponse> {
  const { trace } = options;
  if (!trace.isOn) return openWithinLimits(hop, options);
  return traceHop(hop, { trace, resends }, (traced, onEnd) =>
    openWithinLimits(traced, { ...options, onEnd }),
  );
}

async function openWithinLimits(hop: HttpHop, options: OpenOptions): Promise<HopResponse> {
  const route = findRoute(hop, options);
  const guard = findGuard(options.network, hop.target.origin);
  if (guard === undefined) return dispatchHop({ hop, route }, options);
  const permit = await acquirePermit(hop, guard, options);
  try {
    const response = await dispatchHop({ hop, route, permit }, options);
    permit.settle(response.status >= 500 ? 'unhealthy' : 'healthy');
    return response;
  } catch (error) {
    permit.settle(isUnhealthy(error) ? 'unhealthy' : 'unknown');
    permit.release();
    throw error;
  }
}

function findRoute(hop: HttpHop, { routes, foreignRoutes }: OpenOptions): Route {
  try {
    return (hop.hasLeftOrigin ? foreignRoutes : routes).find(hop.target);
  } catch (error) {
    throw error instanceof Error ? toFailure(hop, error) : error;
  }
}

async function acquirePermit(hop: HttpHop, guard: OriginGuard, { signal }: OpenOptions): Promise<Permit> {
  try {
    return await guard.acquire(signal);
  } catch (error) {
    if (signal.aborted) throw cancelledError(hop, signal.reason);
    if (error instanceof Error) throw toFailure(hop, error);
    throw error;
  }
}
