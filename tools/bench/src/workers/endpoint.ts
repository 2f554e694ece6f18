import { createServer } from 'node:http';
import { isEndpointCommand } from '../runtime/endpoint-messages.ts';

const KEEP_ALIVE_MS = 120_000;
const answer = '{"id":1,"status":"ok","total":42.5,"currency":"EUR","tags":["a","b"]}';
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) };

let delayMs = 0;
let hits = 0;
let connections = 0;
let active = 0;
let peak = 0;
let urls = new Set<string | undefined>();

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  hits++;
  peak = Math.max(peak, ++active);
  urls.add(request.url);
  const respond = () => {
    active--;
    response.writeHead(200, headers).end(answer);
  };
  request.on('end', () => {
    if (delayMs === 0) respond();
    else setTimeout(respond, delayMs);
  });
  request.resume();
});
server.on('connection', () => connections++);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.({ port: address?.port });
});

process.on('message', (command) => {
  if (!isEndpointCommand(command)) return;
  if (command.kind === 'reset') {
    ({ delayMs } = command);
    hits = connections = peak = 0;
    urls = new Set();
  }
  process.send?.({ id: command.id, hits, distinctUrls: urls.size, connections, peak });
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C in the terminal reaches us as well; the harness still asks, and ends us by disconnecting.
process.on('SIGINT', () => undefined);
