import type { OutboundNetwork, Trace } from '@jobwright/connector-sdk';
import { dispatchHop, type DispatchOptions, type HopResponse } from './dispatch-hop.ts';
import { isUnhealthy, toCancelled, toFailure, toTooManyRedirects } from './http-failure.ts';
import { type HttpHop, toFirstHop, toRedirectHop } from './http-hop.ts';
import type { HttpRequest } from './http-message.ts';
import { traceHop } from './trace-hop.ts';
import { findGuard } from './limits/find-guard.ts';
import type { OriginGuard, Permit } from './limits/origin-guard.ts';
import type { Route, Routes } from './route/routes.ts';

export interface ExchangeOptions extends DispatchOptions {
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
  const hop = toFirstHop(request);
  return request.followRedirects === true ? followRedirects(hop, options) : openTold(hop, options, 0);
}

async function followRedirects(first: HttpHop, options: ExchangeOptions): Promise<HopResponse> {
  let hop = first;
  for (let redirects = 0; ; redirects += 1) {
    const response = await openTold(hop, options, redirects);
    try {
      const next = toRedirectHop(hop, response);
      if (next === undefined) return response;
      if (redirects === MAX_REDIRECTS) throw toTooManyRedirects(hop, MAX_REDIRECTS);
      await skipBody(response);
      hop = next;
    } catch (error) {
      response.body.cancel();
      throw error;
    }
  }
}

/** A short body is read so that its connection can be used again; a long one is not worth the wait. */
async function skipBody({ body }: HopResponse): Promise<void> {
  if ((await body.readUpTo(64 * 1024)) === undefined) body.cancel();
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
    if (signal.aborted) throw toCancelled(hop, signal.reason);
    if (error instanceof Error) throw toFailure(hop, error);
    throw error;
  }
}
