import { toErrorMessage } from '@jobwright/concurrency/errors';
import { onAbort } from '@jobwright/concurrency/on-abort';
import type { Clock } from './core/commands.ts';
import type { SearchableCore } from './core/searchable-core.ts';
import { DEFAULT_PHYSICAL_TENANT, type EngineCoreOptions } from './core/engine-core.ts';
import type { EngineObserver } from './core/engine-observer.ts';
import type { ModelCache } from './core/model-cache.ts';
import type { SecretProvider } from './core/secret-provider.ts';
import { createSystemClock } from './core/system-clock.ts';
import type { Restored } from './durability/restored.ts';
import { type RunningGrpcServer, startGrpcServer } from './gateway/grpc/start-grpc-server.ts';
import type { DocumentLimits } from './gateway/rest/content-budget.ts';
import { type RunningRestServer, startRestServer } from './gateway/rest/start-rest-server.ts';
import { createCores } from './open-cores.ts';
import { openPhysicalTenants, type PhysicalTenantOptions } from './physical-tenants.ts';

const HOST = '127.0.0.1';

/** Ports, clock and limits of an engine behind gRPC and REST. */
export interface EngineOptions {
  /** Port of the gRPC gateway; default 0, a free one. Camunda's own is 26500. */
  readonly grpcPort?: number;
  /** Port of the REST API; default 0, a free one. Camunda's own is 8080. */
  readonly restPort?: number;
  /**
   * Time of timers, deadlines and back-offs; default the machine's. How long a call waits is always real
   * time.
   */
  readonly clock?: Clock;
  /**
   * A folder of its own that keeps everything, so that the engine goes on where it was, also after it was
   * killed; made if it is not there, readable for its owner only, used by one engine at a time. Default:
   * everything is in memory and gone with the process.
   */
  readonly dataDirectory?: string;
  /** Memory the document store may use. */
  readonly documents?: DocumentLimits;
  /**
   * Tenants besides `<default>`; each request then names one that is there. Default: multi-tenancy is off.
   */
  readonly tenantIds?: readonly string[];
  /**
   * Physical tenants besides `default`. A request is for the one in its gRPC metadata
   * `Camunda-Physical-Tenant` or in its path `/physical-tenants/ID/v2`. Default: there are no others.
   */
  readonly physicalTenants?: readonly PhysicalTenantOptions[];
  /** How many ended process instances are remembered, with their history. Default 10,000. */
  readonly maxEndedInstances?: number;
  /**
   * What `camunda.secrets.NAME` in input mappings stands for, asked when a job is activated. Default: there
   * are no secrets.
   */
  readonly secrets?: SecretProvider;
  /**
   * Whether only one root process instance of a process may be active with a business id. Default: any number
   * may.
   */
  readonly uniqueBusinessIds?: boolean;
  /** Sees what processes pass. Default: nobody does. */
  readonly observer?: EngineObserver;
  /**
   * Shared by engines that deploy the same files, such as those of tests. Default: each reads its files
   * itself.
   */
  readonly models?: ModelCache;
  /** Receives warnings about models and commands, one line each. Default: warnings are dropped. */
  readonly onWarning?: (warning: string) => void;
  /** Aborting it closes the engine. */
  readonly signal?: AbortSignal;
}

/** A running engine. */
export interface EmbeddedEngine {
  /** For `ZEEBE_GRPC_ADDRESS`, e.g. `grpc://127.0.0.1:26500`. */
  readonly grpcAddress: string;
  /** For `ZEEBE_REST_ADDRESS`, e.g. `http://127.0.0.1:8080`. */
  readonly restAddress: string;
  /** The engine below the protocols: instances, incidents, `waitForIdle`. */
  readonly core: SearchableCore;
  /** The same for each physical tenant by its ID, with `default`. */
  readonly physicalTenants: ReadonlyMap<string, SearchableCore>;
  /** What the engine found in its data directory. */
  readonly restored?: Restored;
  /**
   * Resolves when everything that has happened up to now is on disk, at once without a data directory.
   * Clients of the gateway need not ask: they are answered only then. @throws Error when the disk cannot be
   * written, for example because it is full
   */
  persisted(): Promise<void>;
  /**
   * Ends streams and waiting calls with UNAVAILABLE and frees the ports within seconds. Safe to call again.
   */
  close(): Promise<void>;
}

/**
 * Starts a development engine that speaks Camunda 8's gateway protocol, its document API and the endpoint of
 * deployed models, on loopback. Not for production. Without `dataDirectory` nothing survives `close`.
 * @throws Error naming the port when it is not available; Error naming the file when the data directory
 * cannot be used; the reason of `signal` when it is already aborted.
 * @example
 * import { Camunda8 } from '@camunda8/sdk';
 *
 * const engine = await startEngine();
 * const settings = { ZEEBE_GRPC_ADDRESS: engine.grpcAddress, ZEEBE_REST_ADDRESS: engine.restAddress };
 * const camunda8 = new Camunda8({ ...settings, CAMUNDA_AUTH_STRATEGY: 'NONE' });
 * await engine.close();
 */
export async function startEngine(options: EngineOptions = {}): Promise<EmbeddedEngine> {
  const {
    clock = createSystemClock(),
    signal,
    documents = {},
    onWarning = () => undefined,
    maxEndedInstances,
    secrets,
    tenantIds,
  } = options;
  signal?.throwIfAborted();
  const coreOptions: EngineCoreOptions = {
    clock,
    onWarning,
    ...(secrets && { secrets }),
    ...(options.observer && { observer: options.observer }),
    ...(options.uniqueBusinessIds && { uniqueBusinessIds: true }),
    ...(options.models && { models: options.models }),
    ...(maxEndedInstances !== undefined && { maxEndedInstances }),
  };
  const cores = createCores(options.dataDirectory);
  const closers: (() => Promise<void> | void)[] = [() => cores.close()];
  let stopListening = (): void => undefined;
  const shutDown = async (): Promise<void> => {
    stopListening();
    for (const close of closers.toReversed()) await close();
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= shutDown());
  const { persisted } = cores;
  try {
    const core = await cores.open(coreOptions);
    const others = await openPhysicalTenants(options.physicalTenants ?? [], coreOptions, cores);
    const tenants = [{ id: DEFAULT_PHYSICAL_TENANT, core, tenantIds }, ...others] as const;
    const grpc = await listen<RunningGrpcServer>('grpcPort', options.grpcPort, (port) =>
      startGrpcServer({ tenants, persisted, host: HOST, port, onWarning }),
    );
    closers.push(() => grpc.close());
    const gateway = { host: HOST, port: grpc.port };
    const documentDirectory = cores.documentDirectory();
    const apiOptions = { core, persisted, tenantIds, others, clock, documents, documentDirectory, gateway };
    const rest = await listen<RunningRestServer>('restPort', options.restPort, (port) =>
      startRestServer({ ...apiOptions, host: HOST, port, onWarning }),
    );
    closers.push(() => rest.close());
    signal?.throwIfAborted();
    stopListening = onAbort(signal, () => void close());
    const restored = cores.restored();
    return {
      grpcAddress: `grpc://${HOST}:${grpc.port}`,
      restAddress: `http://${HOST}:${rest.port}`,
      core,
      physicalTenants: new Map(tenants.map((tenant) => [tenant.id, tenant.core])),
      ...(restored && { restored }),
      persisted: persisted ?? (() => Promise.resolve()),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen<T>(
  option: 'grpcPort' | 'restPort',
  port: number | undefined,
  start: (port: number) => Promise<T>,
): Promise<T> {
  try {
    return await start(port ?? 0);
  } catch (cause) {
    const reason = toErrorMessage(cause);
    throw new Error(
      `The embedded engine cannot listen on ${HOST}:${port ?? 0} (${option}): ${reason}. If another process has the port, stop it or choose another port; 0 takes a free one.`,
      { cause },
    );
  }
}
