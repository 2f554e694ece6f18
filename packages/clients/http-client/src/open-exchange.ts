import type { OutboundNetwork, Trace } from '@jobwright/connector-sdk';
import { dispatchHop, type DispatchOptions, type HopResponse } from './dispatch-hop.ts';
import { isUnhealthy, cancelledError, toFailure, tooManyRedirectsError } from './http-failure.ts';
import { type HttpHop, createFirstHop, findRedirectHop } from './http-hop.ts';
import type { HttpRequest } from './http-message.ts';
import { repeatOnce } from './repeat-once.ts';
import { traceHop } from './trace-hop.ts';
import { findGuard } from './limits/find-guard.ts';
import type { OriginGuard, Permit } from './limits/origin-guard.ts';
import type { Route } from './route/route.ts';
import type { Routes } from './route/routes.ts';

export interface ExchangeOptions extends DispatchOptions {
  readonly expiresAt: number | undefined;
  readonly network: OutboundNetwork;
  readonly trace: Trace;
  readonly routes: Routes;
  /** For the origins redirects lead to: without a certificate of our own. */
  readonly foreignRoutes: Routes;
}

const MAX_REDIRECTS = 20;

/**
 * Sends a request and, if it wants that, follows redirects, until there is a response. Each hop obeys the network anew.
 * What hinders it from being sent is thrown, or rejects.
 */
export function openExchange(request: HttpRequest, options: ExchangeOptions): Promise<HopResponse> {
  const hop = createFirstHop(request);
  const repeats = request.repeatsOnce === true;
  return request.followRedirects === true
    ? followRedirects(hop, { repeats, options })
    : openTimes(hop, { repeats, options, resends: 0 });
}

interface Times {
  readonly repeats: boolean;
  readonly options: ExchangeOptions;
  /** How often something of the request went out before. */
  readonly resends: number;
}

function openTimes(hop: HttpHop, { repeats, options, resends }: Times): Promise<HopResponse> {
  if (!repeats) return openTold(hop, options, resends);
  return repeatOnce(hop, (attempt) => openTold(hop, options, resends + attempt), options);
}

async function followRedirects(first: HttpHop, times: Omit<Times, 'resends'>): Promise<HopResponse> {
  let hop = first;
  for (let redirects = 0; ; redirects += 1) {
    const response = await openTimes(hop, { ...times, resends: redirects });
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

function openTold(hop: HttpHop, options: ExchangeOptions, resends: number): Promise<HopResponse> {
  const { trace } = options;
  if (!trace.isOn) return openHop(hop, options);
  return traceHop(hop, { trace, resends }, (traced, onEnd) => openHop(traced, { ...options, onEnd }));
}

function openHop(hop: HttpHop, options: ExchangeOptions): Promise<HopResponse> {
  const route = findRoute(hop, options);
  const guard = findGuard(options.network, hop.target.origin);
  if (guard === undefined) return dispatchHop({ hop, route }, options);
  return openGuarded(hop, { route, guard, options });
}

interface Way {
  readonly route: Route;
  readonly guard: OriginGuard;
  readonly options: ExchangeOptions;
}

async function openGuarded(hop: HttpHop, { route, guard, options }: Way): Promise<HopResponse> {
  const permit = await enter(hop, guard, options);
  try {
    const response = await dispatchHop({ hop, route, permit }, options);
    permit.settle(response.status >= 500 ? 'unhealthy' : 'healthy');
    return response;
  } catch (error) {
    permit.settle(isUnhealthy(error) ? 'unhealthy' : 'unknown');
    permit.leave();
    throw error;
  }
}

function findRoute(hop: HttpHop, { routes, foreignRoutes }: ExchangeOptions): Route {
  try {
    return (hop.hasLeftOrigin ? foreignRoutes : routes).find(hop.target);
  } catch (error) {
    throw error instanceof Error ? toFailure(hop, error) : error;
  }
}

async function enter(hop: HttpHop, guard: OriginGuard, { signal }: ExchangeOptions): Promise<Permit> {
  try {
    return await guard.enter(signal);
  } catch (error) {
    if (signal.aborted) throw cancelledError(hop, signal.reason);
    if (error instanceof Error) throw toFailure(hop, error);
    throw error;
  }
}
