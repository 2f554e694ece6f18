import { request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { Socket } from 'node:net';
import { within } from '@jobwright/concurrency';
import type { OutboundProxy } from '@jobwright/connector-sdk';
import { limitMs } from './limit-ms.ts';

/** The proxy could not be reached, or refuses the tunnel. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code = 'PROXY';
  /** Whether another attempt may succeed. */
  readonly isTransient: boolean;

  constructor(message: string, options: { readonly isTransient: boolean; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.isTransient = options.isTransient;
  }
}

export interface TunnelOptions {
  readonly proxy: OutboundProxy;
  /** `host:port` the proxy connects to. */
  readonly authority: string;
  /** 0 is no limit. */
  readonly timeoutMs: number;
}

/** Asks a proxy for a connection to `authority` (RFC 9110, 9.3.6). @throws ProxyError */
export function openTunnel({ timeoutMs, ...target }: TunnelOptions): Promise<Socket> {
  const timeoutError = (): Error => new ProxyError('it did not answer in time', { isTransient: true });
  return within({ timeoutMs: limitMs(timeoutMs), timeoutError }, (signal) => connectThrough(target, signal));
}

function connectThrough(
  { proxy, authority }: Omit<TunnelOptions, 'timeoutMs'>,
  signal: AbortSignal,
): Promise<Socket> {
  const { protocol, hostname, port } = new URL(proxy.url);
  const send = protocol === 'https:' ? requestOverHttps : requestOverHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      method: 'CONNECT',
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      path: authority,
      headers: {
        Host: authority,
        ...(proxy.authorization !== undefined && { 'Proxy-Authorization': proxy.authorization }),
      },
      agent: false,
      signal,
    });
    request
      .on('connect', ({ statusCode = 0 }, socket, head) => {
        const isOpen = statusCode >= 200 && statusCode < 300 && socket instanceof Socket;
        if (!isOpen) {
          socket.destroy();
          return reject(refusedError(statusCode));
        }
        if (head.byteLength > 0) socket.unshift(head);
        resolve(socket);
      })
      .on('response', ({ statusCode = 0 }) => {
        request.destroy();
        reject(refusedError(statusCode));
      })
      .on('error', (cause) => reject(unreachableError(cause)))
      .end();
  });
}

/** The error when the proxy cannot be connected to. */
export function unreachableError(cause: Error): ProxyError {
  const code = 'code' in cause && typeof cause.code === 'string' ? ` (${cause.code})` : '';
  return new ProxyError(`it cannot be reached${code}`, { isTransient: true, cause });
}

/** The error for an answer that the proxy itself gave. */
export const refusedError = (status: number): ProxyError =>
  status === 407
    ? new ProxyError('it requires other credentials (407)', { isTransient: false })
    : new ProxyError(`it answered ${status} instead of connecting`, {
        isTransient: status >= 500 || status === 408 || status === 429,
      });
