import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';
import type { ZeebeGateway } from './zeebe-gateway.ts';

/** A gateway and the connection that is its own. */
export interface GatewayConnection {
  readonly gateway: ZeebeGateway;
  close(): Promise<void>;
}

/** A connection without an answer for so long is given up. */
const SILENT_MS = 10_000;

/**
 * A gateway that connects anew when nothing answers. gRPC waits without an end for a connection that the network swallows, or as
 * long as the system does (two minutes on Linux); one that is refused or broken it makes anew by itself.
 */
export function createRenewingGateway(
  first: GatewayConnection,
  connect: () => Promise<GatewayConnection>,
): GatewayConnection {
  let current = first;
  let answeredAt = performance.now();
  let closed = false;
  let renewing: Promise<void> | undefined;

  const renew = async (): Promise<void> => {
    const last = current;
    try {
      const next = await connect();
      if (closed) await next.close();
      else {
        current = next;
        await last.close();
      }
    } catch {
      // What cannot be made now is tried again after the next silence.
    } finally {
      answeredAt = performance.now();
      renewing = undefined;
    }
  };

  const call = async <Answer>(work: (gateway: ZeebeGateway) => Promise<Answer>): Promise<Answer> => {
    try {
      const answer = await work(current.gateway);
      answeredAt = performance.now();
      return answer;
    } catch (error) {
      if (toGrpcStatus(error) !== GrpcStatus.DEADLINE_EXCEEDED) answeredAt = performance.now();
      else if (!closed && performance.now() - answeredAt >= SILENT_MS) renewing ??= renew();
      throw error;
    }
  };

  return {
    gateway: {
      restAddress: first.gateway.restAddress,
      tls: first.gateway.tls,
      tenantId: first.gateway.tenantId,
      topology: (deadline) => call((gateway) => gateway.topology(deadline)),
      activateJobs: (request, options) => call((gateway) => gateway.activateJobs(request, options)),
      // That a stream is open says nothing of the other side.
      streamJobs: (request, options) => current.gateway.streamJobs(request, options),
      completeJob: (request, deadline) => call((gateway) => gateway.completeJob(request, deadline)),
      failJob: (request, deadline) => call((gateway) => gateway.failJob(request, deadline)),
      throwError: (request, deadline) => call((gateway) => gateway.throwError(request, deadline)),
      updateJobTimeout: (request, deadline) => call((gateway) => gateway.updateJobTimeout(request, deadline)),
      authHeaders: () => current.gateway.authHeaders(),
      refuse: (headers) => current.gateway.refuse(headers),
    },
    async close() {
      closed = true;
      await renewing;
      await current.close();
    },
  };
}
