import { createServer } from 'node:net';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { PhysicalTenant } from '../../physical-tenants.ts';
import { createActivateJobsCall } from './activate-jobs-call.ts';
import { createDecisionCalls } from './decision-calls.ts';
import { createConditionalCalls } from './conditional-calls.ts';
import { createDeploymentCalls } from './deployment-calls.ts';
import type { GatewayContext } from './gateway-context.ts';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { createInstanceCalls } from './instance-calls.ts';
import { createJobCalls } from './job-calls.ts';
import { createInstanceChangeCalls } from './instance-change-calls.ts';
import { createMessageCalls } from './message-calls.ts';
import { createOpenCalls } from './open-calls.ts';
import { routeCalls } from './route-calls.ts';
import { createStreamActivatedJobsCall } from './stream-activated-jobs-call.ts';
import { createTenantRules } from './tenant-rules.ts';
import { createTopologyCall } from './topology-call.ts';
import { showUnknownFields } from './unknown-fields.ts';

/** The largest message that the gateway accepts. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** How long calls may take to finish at close before their connections are cut. */
const CLOSE_GRACE_MS = 1_000;

export interface GrpcServer {
  readonly port: number;
  /** Ends waiting calls and streams with UNAVAILABLE, lets running ones finish for a second, then cuts them. */
  close(): Promise<void>;
}

/** @throws Error of the socket when the port is not available. */
export async function startGrpcServer(options: {
  /** The physical tenants, with the default one. */
  readonly tenants: readonly PhysicalTenant[];
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
}): Promise<GrpcServer> {
  const { host } = options;
  if (options.port > 0) await expectFreePort(host, options.port);
  const openCalls = createOpenCalls();
  const server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  let port = options.port;
  const address = () => ({ host, port });
  const calls = options.tenants.map(({ id, core, tenantIds }) => {
    const tenants = createTenantRules(tenantIds);
    return [id, createCalls({ core, tenants, openCalls, address })] as const;
  });
  server.addService(showUnknownFields(loadGatewayService()), routeCalls(new Map(calls)));
  port = await bind(server, `${host}:${port}`);
  return {
    port,
    close() {
      openCalls.endAll();
      return shutDown(server);
    },
  };
}

const createCalls = (context: GatewayContext): UntypedServiceImplementation => ({
  ...createTopologyCall(context),
  ...createDeploymentCalls(context),
  ...createDecisionCalls(context),
  ...createInstanceCalls(context),
  ...createInstanceChangeCalls(context),
  ...createJobCalls(context),
  ...createMessageCalls(context),
  ActivateJobs: createActivateJobsCall(context),
  StreamActivatedJobs: createStreamActivatedJobsCall(context),
  ...createConditionalCalls(context),
});

/** grpc-js writes to stderr when it cannot bind, so a port in use is detected first. */
function expectFreePort(host: string, port: number): Promise<void> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

function shutDown(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, CLOSE_GRACE_MS);
    server.tryShutdown(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
