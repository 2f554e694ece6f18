import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type BrokerIdentity,
  type GatewayTls,
  toBrokerArguments,
  toBrokerEnvironment,
} from './broker-command.ts';
import { chooseBrokerPorts } from './broker-ports.ts';
import { brokerRelease } from './broker-release.ts';
import { fetchBroker } from './fetch-broker.ts';
import { findJava } from './find-java.ts';
import { launchProgram, readLogEnd, stopProcess } from '@jobwright/local-server';
import { waitUntilReady } from './wait-until-ready.ts';

export interface BrokerOptions {
  /** Default: a free port each. */
  readonly grpcPort?: number;
  readonly restPort?: number;
  readonly managementPort?: number;
  /** Kept when the broker stops. Default: a folder of its own, deleted then. */
  readonly dataDirectory?: string;
  /** The largest Java heap, as in `-Xmx`. Default: `1g`. */
  readonly heap?: string;
  /** PEM files, for TLS on the gRPC port. Default: none there. */
  readonly gatewayTls?: GatewayTls;
  /** Only who shows it a token is let in, and has the tenants it says. Default: everybody, one tenant. */
  readonly identity?: BrokerIdentity;
  /** Gives up waiting for the broker and stops it. */
  readonly signal?: AbortSignal;
}

export interface LaunchedBroker {
  readonly pid: number;
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly managementAddress: string;
  /** Log and, by default, data. */
  readonly runDirectory: string;
}

export const stopGraceMs = 20_000;
const runDirectoryPrefix = 'jobwright-broker-';
const readyTimeoutMs = 90_000;

/** Starts a broker and waits until it is ready. Whoever calls this stops it, also when the process ends. */
export async function launchBroker(
  options: BrokerOptions & { readonly onSpawn?: (broker: LaunchedBroker) => void },
): Promise<LaunchedBroker> {
  const java = findJava({ minVersion: brokerRelease.minJavaVersion });
  const brokerDirectory = await fetchBroker();
  const { grpcPort, restPort, managementPort } = options;
  const ports = await chooseBrokerPorts({
    ...(grpcPort === undefined ? {} : { grpc: grpcPort }),
    ...(restPort === undefined ? {} : { rest: restPort }),
    ...(managementPort === undefined ? {} : { management: managementPort }),
  });
  options.signal?.throwIfAborted();
  const runDirectory = mkdtempSync(join(tmpdir(), runDirectoryPrefix));
  const dataDirectory = options.dataDirectory ?? join(runDirectory, 'data');
  mkdirSync(dataDirectory, { recursive: true });
  const pid = launchProgram({
    program: java.executable,
    args: toBrokerArguments({ brokerDirectory, runDirectory, heap: options.heap ?? '1g' }),
    environment: toBrokerEnvironment({
      ports,
      dataDirectory,
      gatewayTls: options.gatewayTls,
      identity: options.identity,
      environment: process.env,
    }),
    directory: runDirectory,
    logFile: toLogFile(runDirectory),
  });
  const broker: LaunchedBroker = {
    pid,
    grpcAddress: `127.0.0.1:${ports.grpc}`,
    restAddress: `http://127.0.0.1:${ports.rest}`,
    managementAddress: `http://127.0.0.1:${ports.management}`,
    runDirectory,
  };
  options.onSpawn?.(broker);
  try {
    await waitUntilReady({ ...broker, timeoutMs: readyTimeoutMs, signal: options.signal });
  } catch (cause) {
    const log = readLogEnd(toLogFile(runDirectory));
    await stopLaunchedBroker(broker);
    options.signal?.throwIfAborted();
    const reason = cause instanceof Error ? cause.message : 'The broker did not start.';
    throw new Error(`${reason} The end of its log:\n${log}`, { cause });
  }
  return broker;
}

export async function stopLaunchedBroker(
  broker: Pick<LaunchedBroker, 'pid' | 'runDirectory'>,
): Promise<void> {
  await stopProcess(broker.pid, { graceMs: stopGraceMs });
  rmSync(broker.runDirectory, { recursive: true, force: true, maxRetries: 3 });
}

/** Whether a folder has the name of one made here: only such a folder is deleted on the word of a file. */
export function isRunDirectory(path: string): boolean {
  return basename(path).startsWith(runDirectoryPrefix);
}

export function toLogFile(runDirectory: string): string {
  return join(runDirectory, 'broker.log');
}
