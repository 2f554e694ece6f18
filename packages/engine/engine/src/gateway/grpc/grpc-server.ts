import type { Socket } from 'node:net';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { PhysicalTenant } from '../../physical-tenants.ts';
import { createActivateJobsCall } from './activate-jobs-call.ts';
import { createDecisionCalls } from './decision-calls.ts';
import { answerWhenPersisted, type Persisted } from './answer-when-persisted.ts';
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

export interface GrpcServerOptions {
  /** The physical tenants, with the default one. */
  readonly tenants: readonly PhysicalTenant[];
  /** Without it answers wait for no disk. */
  readonly persisted?: Persisted | undefined;
  readonly address: GatewayContext['address'];
}

/** Answers the calls of connections that others accepted. */
export interface GrpcServer {
  serve(connection: Socket): void;
  /**
   * Ends waiting calls and streams with UNAVAILABLE, lets running ones finish for a second, then cuts them.
   */
  close(): Promise<void>;
}

export function createGrpcServer({ tenants, address, persisted }: GrpcServerOptions): GrpcServer {
  const openCalls = createOpenCalls();
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    ...(persisted && { interceptors: [answerWhenPersisted(persisted)] }),
  });
  const calls = tenants.map(({ id, core, tenantIds }) => {
    const context = { core, tenants: createTenantRules(tenantIds), openCalls, address };
    return [id, createCalls(context)] as const;
  });
  server.addService(showUnknownFields(loadGatewayService()), routeCalls(new Map(calls)));
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return {
    serve: (connection) => injector.injectConnection(connection),
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
