import { findBackgroundBroker, startBackgroundBroker, stopBackgroundBroker } from './background-broker.ts';
import { brokerRelease } from './broker-release.ts';
import { toCacheDirectory } from '@jobwright/local-server';
import { fetchBroker } from './fetch-broker.ts';
import { type BrokerOptions, type LaunchedBroker, toLogFile } from './launch-broker.ts';
import { type Command, parseCommand } from './parse-command.ts';
import { isReady } from './wait-until-ready.ts';

const help = `A real Camunda 8 broker (${brokerRelease.version}) on this machine, for development and tests.

  npm run broker -- start     starts it in the background and prints its addresses
  npm run broker -- status    says whether it runs; exit code 1 if not
  npm run broker -- stop      stops it and deletes its data
  npm run broker -- fetch     downloads it only (300 MB, once)

Options of start:
  --grpc-port N --rest-port N --management-port N    default: free ports
  --data DIR                                         keeps the data there; default: deleted at stop
  --heap SIZE                                        largest Java heap; default: 1g

Examples:
  npm run broker -- start
  npm run broker -- start --grpc-port 26500 --rest-port 8080
  npm run broker -- start --data ./broker-data --heap 2g

It listens on 127.0.0.1 only and asks for no credentials. Needs Maven for the download and Java ${brokerRelease.minJavaVersion} or newer.
The cache is $JOBWRIGHT_CACHE, $XDG_CACHE_HOME/jobwright or ~/.cache/jobwright.`;

const cacheDirectory = toCacheDirectory(process.env);

async function start(options: BrokerOptions): Promise<number> {
  const startedAt = performance.now();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort(new Error('Interrupted: the broker is not started.')));
  }
  const { broker, isNew } = await startBackgroundBroker(cacheDirectory, {
    ...options,
    signal: interrupted.signal,
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  printBroker(isNew ? `The broker is ready after ${seconds} s.` : 'A broker is running already.', broker);
  return 0;
}

async function stop(): Promise<number> {
  console.log(
    (await stopBackgroundBroker(cacheDirectory)) ? 'The broker is stopped.' : 'No broker is running.',
  );
  return 0;
}

async function showStatus(): Promise<number> {
  const broker = await findBackgroundBroker(cacheDirectory);
  if (!broker) {
    console.log('No broker is running.');
    return 1;
  }
  const ready = await isReady(broker.managementAddress);
  printBroker(ready ? 'The broker is running and ready.' : 'The broker is running but not ready.', broker);
  return ready ? 0 : 1;
}

function printBroker(title: string, broker: LaunchedBroker): void {
  const lines = {
    gRPC: broker.grpcAddress,
    REST: broker.restAddress,
    management: broker.managementAddress,
    pid: broker.pid,
    log: toLogFile(broker.runDirectory),
  };
  const rows = Object.entries(lines).map(([name, value]) => `  ${name.padEnd(11)} ${value}`);
  const use = `ZEEBE_GRPC_ADDRESS=grpc://${broker.grpcAddress} ZEEBE_REST_ADDRESS=${broker.restAddress} CAMUNDA_AUTH_STRATEGY=NONE`;
  console.log([title, ...rows, '', `To use it: export ${use}`].join('\n'));
}

async function run(command: Command): Promise<number> {
  switch (command.name) {
    case 'start':
      return start(command.options);
    case 'stop':
      return stop();
    case 'status':
      return showStatus();
    case 'fetch':
      console.log(await fetchBroker({ cacheDirectory }));
      return 0;
    case 'help':
      console.log(help);
      return 0;
  }
}

try {
  process.exitCode = await run(parseCommand(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
