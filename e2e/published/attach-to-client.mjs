// What an application of its own does: its own client, one connector attached to it, one process with a REST
// call.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Camunda8 } from '@camunda8/sdk';
import { attachConnectors } from '@jobwright/camunda8';
import { httpRest } from '@jobwright/connector-http-rest';
import { startEngine } from '@jobwright/engine';

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ authorization: request.headers.authorization ?? null }));
}).listen(0, '127.0.0.1');
await once(server, 'listening');

const engine = await startEngine();
const camunda8 = new Camunda8({
  ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
  ZEEBE_REST_ADDRESS: engine.restAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE',
  CAMUNDA_LOG_LEVEL: 'none',
  zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
});
const client = camunda8.getZeebeGrpcApiClient();
await client.deployResource({ process: await readFile('rest-call.bpmn'), name: 'rest-call.bpmn' });

const secrets = { provider: { getSecret: (name) => (name === 'TOKEN' ? 't0ken' : undefined) } };
const workers = await attachConnectors(client, { connectors: [httpRest], secrets });
const { variables } = await client.createProcessInstanceWithResult({
  bpmnProcessId: 'rest-call',
  variables: { url: `http://127.0.0.1:${server.address().port}` },
  requestTimeout: 30_000,
});

await workers.close();
await camunda8.closeAllClients();
await engine.close();
server.close();
console.log(JSON.stringify({ node: process.versions.node, ...variables }));
