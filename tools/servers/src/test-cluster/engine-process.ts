import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { startEngine } from '@jobwright/engine';
import { renderCounts } from './render-counts.ts';

// The program of `startEngineProcess`: the embedded engine, and its counters on a port of their own.
const { values } = parseArgs({
  options: {
    'grpc-port': { type: 'string' },
    'rest-port': { type: 'string' },
    'management-port': { type: 'string' },
    data: { type: 'string' },
  },
});
const readPort = (name: keyof typeof values): number => Number(values[name] ?? 0);
const engine = await startEngine({
  grpcPort: readPort('grpc-port'),
  restPort: readPort('rest-port'),
  ...(values.data !== undefined && { dataDirectory: values.data }),
});
const management = createServer((request, response) => {
  const isMetrics = request.url?.startsWith('/actuator/prometheus') === true;
  response
    .writeHead(isMetrics ? 200 : 404, { 'Content-Type': 'text/plain' })
    .end(isMetrics ? renderCounts(engine.core.counts()) : '');
});
management.listen(readPort('management-port'), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
