import { GrpcStatus } from '@jobwright/runtime/cluster';
import { gatewayCallError } from './gateway-call-error.ts';
import type { GatewayCalls } from './gateway-calls.ts';

/** The calls of a gateway over a connection of their own. */
export interface OpenGatewayCalls extends GatewayCalls {
  close(): void;
}

/** The calls of a gateway over connections that replace each other. */
export interface RenewingCalls extends GatewayCalls {
  close(): Promise<void>;
}

/** A connection without an answer for this long is given up. */
const SILENT_MS = 10_000;

/**
 * Connects again when nothing answers. gRPC waits forever for a connection that the network swallows, or as
 * long as the system does (two minutes on Linux); a connection that is refused or broken it replaces by
 * itself.
 */
export function createRenewingCalls(
  first: OpenGatewayCalls,
  connect: () => Promise<OpenGatewayCalls>,
): RenewingCalls {
  const connection = createConnection(first, connect);
  const silence = createSilence();

  const watch = async <Answer>(work: (calls: GatewayCalls) => Promise<Answer>): Promise<Answer> => {
    try {
      const answer = await work(connection.current);
      silence.end();
      return answer;
    } catch (error) {
      if (gatewayCallError(error).grpcStatus !== GrpcStatus.DEADLINE_EXCEEDED) silence.end();
      else if (silence.ms >= SILENT_MS) void connection.renew().finally(() => silence.end());
      throw error;
    }
  };

  return {
    unary: (call, bounds) => watch((calls) => calls.unary(call, bounds)),
    readStream: (call, options) => watch((calls) => calls.readStream(call, options)),
    // That a stream is open says nothing about the other side.
    openStream: (call, bounds) => connection.current.openStream(call, bounds),
    close: () => connection.close(),
  };
}

/** How long nothing has answered. */
interface Silence {
  readonly ms: number;
  end(): void;
}

function createSilence(): Silence {
  let since = performance.now();
  return {
    get ms() {
      return performance.now() - since;
    },
    end() {
      since = performance.now();
    },
  };
}

interface Connection {
  readonly current: OpenGatewayCalls;
  /** Replaces the connection; never rejects. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

function createConnection(first: OpenGatewayCalls, connect: () => Promise<OpenGatewayCalls>): Connection {
  let current = first;
  let isClosed = false;
  let renewing: Promise<void> | undefined;

  const replace = async (): Promise<void> => {
    try {
      const next = await connect();
      if (isClosed) return next.close();
      const last = current;
      current = next;
      last.close();
    } catch {
      // It is tried again after the next silence.
    } finally {
      renewing = undefined;
    }
  };

  return {
    get current() {
      return current;
    },
    renew() {
      if (isClosed) return Promise.resolve();
      renewing ??= replace();
      return renewing;
    },
    async close() {
      isClosed = true;
      await renewing;
      current.close();
    },
  };
}
