import { Agent, type ClientRequestArgs } from 'node:http';
import { Agent as SecureAgent, type RequestOptions } from 'node:https';
import { isIP, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { OutboundProxy } from '@jobwright/connector-sdk';
import { openTunnel } from './open-tunnel.ts';

type OnCreate = (error: Error | null, stream: Duplex) => void;

/**
 * Creates an agent for `node:http` and `node:https` whose connections are tunnels through the proxy, for
 * libraries with an HTTP client of their own that call URLs of the operator. `timeoutMs` limits opening a
 * tunnel; 0 is no limit. Requests fail with a `ProxyError` if there is no tunnel.
 */
export function createProxyAgent(
  url: string,
  { proxy, timeoutMs }: { readonly proxy: OutboundProxy; readonly timeoutMs: number },
): Agent {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'https:';
  const authority = `${hostname}:${port === '' ? (isSecure ? 443 : 80) : port}`;
  const open = () => openTunnel({ proxy, authority, timeoutMs });
  return isSecure ? new SecureTunnelAgent(open, hostname.replace(/^\[|\]$/g, '')) : new TunnelAgent(open);
}

type Open = () => ReturnType<typeof openTunnel>;

class TunnelAgent extends Agent {
  private readonly open: Open;

  constructor(open: Open) {
    super({ keepAlive: true });
    this.open = open;
  }

  override createConnection(_options: ClientRequestArgs, onCreate?: OnCreate): undefined {
    report(this.open(), onCreate);
  }
}

class SecureTunnelAgent extends SecureAgent {
  private readonly open: Open;
  private readonly host: string;

  constructor(open: Open, host: string) {
    super({ keepAlive: true });
    this.open = open;
    this.host = host;
  }

  override createConnection(options: RequestOptions, onCreate?: OnCreate): undefined {
    const { ca, cert, key, passphrase } = options;
    const { host } = this;
    const name = isIP(host) === 0 ? { servername: host } : {};
    const secure = this.open().then((socket) =>
      connectTls({ ca, cert, key, passphrase, socket, host, ...name }),
    );
    report(secure, onCreate);
  }
}

function report(opened: Promise<Duplex>, onCreate: OnCreate | undefined): void {
  opened.then(
    (stream) => onCreate?.(null, stream),
    // The type requires a stream next to the error, so it gets one that was never open.
    (error: Error) => onCreate?.(error, new Socket()),
  );
}
