import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { Dispatch } from './dispatch.ts';
import { createHttp2Connection, type Http2Connection } from './http2-connection.ts';
import { createStreamController } from './http2-controller.ts';

/** What the connections of an origin need, and whom they report to. */
export interface Http2OriginOptions {
  /** Offers HTTP/2. */
  readonly connect: buildConnector.connector;
  readonly maxConnections: number;
  /** The server has no HTTP/2: gets the connection, and the requests that waited for it. */
  readonly onHttp1: (socket: Socket, waiting: readonly Dispatch[]) => void;
  /** The server has HTTP/2, but wants this request over HTTP/1.1. */
  readonly onHttp1Required: (dispatch: Dispatch) => void;
  /** There are no connections and no requests any more. */
  readonly onIdle: () => void;
}

/** The connections to one origin, and the requests that wait for one. */
export class Http2Origin {
  private readonly origin: string;
  private readonly options: Http2OriginOptions;
  private readonly connections = new Set<Http2Connection>();
  private readonly queue: Dispatch[] = [];
  private isConnecting = false;
  private isDestroyed = false;

  constructor(origin: string, options: Http2OriginOptions) {
    this.origin = origin;
    this.options = options;
  }

  send(dispatch: Dispatch): void {
    this.queue.push(dispatch);
    this.sendQueued();
  }

  /** Ends all connections and requests with the error. */
  destroy(error: Error): void {
    this.isDestroyed = true;
    failAll(this.queue.splice(0), error);
    for (const connection of this.connections) connection.destroy(error);
  }

  private sendQueued(): void {
    for (let next = this.queue[0]; next !== undefined; next = this.queue[0]) {
      const connection = [...this.connections].find(({ hasRoom }) => hasRoom);
      if (connection === undefined) return this.connectIfNeeded();
      this.queue.shift();
      connection.send(next);
    }
    if (this.connections.size === 0 && !this.isConnecting) this.options.onIdle();
  }

  private connectIfNeeded(): void {
    const isSettling = this.isConnecting || [...this.connections].some((known) => known.isSettling);
    if (isSettling || this.connections.size >= this.options.maxConnections) return;
    this.isConnecting = true;
    const { protocol, host, hostname, port } = new URL(this.origin);
    const target = { protocol, host, hostname: hostname.replace(/^\[|\]$/g, ''), port };
    this.options.connect(target, (error, socket) => {
      this.isConnecting = false;
      if (error !== null) this.fail(error);
      else this.add(socket);
    });
  }

  private fail(error: Error): void {
    // Those there are may still take what waits.
    if (this.connections.size > 0) return;
    this.options.onIdle();
    failAll(this.queue.splice(0), error);
  }

  private add(socket: Socket): void {
    if (this.isDestroyed) return void socket.destroy();
    if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') this.addConnection(socket);
    else this.options.onHttp1(socket, this.queue.splice(0));
    this.sendQueued();
  }

  private addConnection(socket: Socket): void {
    const connection = createHttp2Connection(this.origin, socket, {
      onRoom: () => this.sendQueued(),
      onClose: () => {
        this.connections.delete(connection);
        this.sendQueued();
      },
      onRefused: (dispatch) => {
        this.queue.unshift({ ...dispatch, isRepeated: true });
        this.sendQueued();
      },
      onHttp1Required: (dispatch) => this.options.onHttp1Required(dispatch),
    });
    this.connections.add(connection);
  }
}

/** Ends requests that were not sent. */
export function failAll(dispatches: readonly Pick<Dispatch, 'handler'>[], error: Error): void {
  for (const { handler } of dispatches) {
    handler.onResponseError?.(
      createStreamController(() => undefined),
      error,
    );
  }
}
