import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { dispatchHop, type DispatchOptions } from './dispatch-hop.ts';
import { isUnhealthy, toCancelled, toFailure, toTooManyRedirects } from './http-failure.ts';
import { type HttpHop, toFirstHop, toRedirectHop } from './http-hop.ts';
import type { HttpRequest, OpenHttpResponse } from './http-message.ts';
import { findGuard } from './limits/find-guard.ts';
import type { Permit } from './limits/origin-guard.ts';
import type { Route, Routes } from './route/routes.ts';

export interface ExchangeOptions extends Omit<DispatchOptions, 'onOver'> {
  readonly network: OutboundNetwork;
  readonly routes: Routes;
  /** For the origins redirects lead to: without a certificate of our own. */
  readonly foreignRoutes: Routes;
}

export interface Exchange {
  /** The last request: the first one, or what redirects made of it. */
  readonly hop: HttpHop;
  readonly response: OpenHttpResponse;
}

const MAX_REDIRECTS = 20;

/** Sends a request and, if it wants that, follows redirects, until there is a response. Each hop obeys the network anew. */
export async function openExchange(request: HttpRequest, options: ExchangeOptions): Promise<Exchange> {
  let hop = toFirstHop(request);
  for (let redirects = 0; ; redirects += 1) {
    const response = await openHop(hop, options);
    if (request.followRedirects !== true) return { hop, response };
    try {
      const next = toRedirectHop(hop, response);
      if (next === undefined) return { hop, response };
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
async function skipBody({ body }: OpenHttpResponse): Promise<void> {
  if ((await body.readUpTo(64 * 1024)) === undefined) body.cancel();
}

async function openHop(hop: HttpHop, options: ExchangeOptions): Promise<OpenHttpResponse> {
  const route = await findRoute(hop, options);
  const permit = await findPermit(hop, options);
  try {
    const response = await dispatchHop(hop, route, { ...options, onOver: () => permit.leave() });
    permit.settle(response.status >= 500 ? 'unhealthy' : 'healthy');
    return response;
  } catch (error) {
    permit.settle(isUnhealthy(error) ? 'unhealthy' : 'unknown');
    permit.leave();
    throw error;
  }
}

async function findRoute(hop: HttpHop, { routes, foreignRoutes }: ExchangeOptions): Promise<Route> {
  try {
    return await (hop.hasLeftOrigin ? foreignRoutes : routes).find(hop.target);
  } catch (error) {
    if (error instanceof Error) throw toFailure(hop, error);
    throw error;
  }
}

const UNLIMITED: Permit = { settle: () => undefined, leave: () => undefined };

async function findPermit(hop: HttpHop, { network, signal }: ExchangeOptions): Promise<Permit> {
  const guard = findGuard(network, hop.target.origin);
  if (guard === undefined) return UNLIMITED;
  try {
    return await guard.enter(signal);
  } catch (error) {
    if (signal.aborted) throw toCancelled(hop, signal.reason);
    if (error instanceof Error) throw toFailure(hop, error);
    throw error;
  }
}
