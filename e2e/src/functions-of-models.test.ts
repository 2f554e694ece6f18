import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  camunda8,
  type ClusterClient,
  createClusterDocumentStore,
  type ConnectorWorkers,
  openCluster,
  startConnectors,
} from '@jobwright/camunda8';
import { httpRest } from '@jobwright/connector-http-rest';
import {
  documentReference,
  type DocumentReference,
  type DocumentStore,
  readDocument,
} from '@jobwright/connector-sdk';
import type { JsonObject, JsonValue } from '@jobwright/json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOfficialTemplates } from './testing/official-templates.ts';
import { oneTaskProcess, type OneTaskProcess } from './testing/one-task-process.ts';
import { connectTarget, type Target } from './testing/target.ts';

// What a model writes as a function: createDocument in its expressions, Camunda's functions in its inputs.
const signal = new AbortController().signal;
let target: Target;
let workers: ConnectorWorkers;
let cluster: ClusterClient;
let store: DocumentStore;
let server: Server;
let url: string;
let count = 0;
const bodies: unknown[] = [];

beforeAll(async () => {
  target = await connectTarget();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push(JSON.parse(Buffer.concat(chunks).toString() || 'null'));
      response.writeHead(request.url === '/gone' ? 410 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ file: Buffer.from('%PDF-1.7 ä').toString('base64') }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  workers = await startConnectors({
    connectors: [httpRest],
    clusters: [camunda8({ settings: target.configuration })],
  });
  cluster = await openCluster(target.configuration);
  store = createClusterDocumentStore(cluster);
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await workers.close({ timeoutMs: 0 });
  await cluster.close();
  await target.close();
});

async function run(model: Omit<OneTaskProcess, 'id' | 'jobType'>, variables: JsonObject = {}) {
  const id = `functions-${(count += 1)}-${process.pid}`;
  const file = oneTaskProcess({ id, jobType: httpRest.type, ...model });
  await target.client.deployResource({ process: Buffer.from(file), name: `${id}.bpmn` });
  const answer = await target.client.createProcessInstanceWithResult({
    bpmnProcessId: id,
    variables: variables as never,
    requestTimeout: 40_000,
  });
  return answer.variables as unknown as JsonObject;
}

const toJson = (reference: DocumentReference): JsonValue =>
  JSON.parse(JSON.stringify(reference)) as JsonValue;

/** A cluster without a store of documents loses each one with its request (8.6.0 does). */
async function expectContent(value: unknown, content: string) {
  const reference = documentReference.parse(value);
  const read = async () =>
    Buffer.from(await readDocument(await store.open(reference, { signal }), { maxBytes: 1000 }));
  if (target.name === 'embedded') expect((await read()).toString()).toBe(content);
  return reference;
}

test('createDocument in a result expression: the process has the reference, the cluster the file', async () => {
  const variables = await run({
    inputs: { url: `=${JSON.stringify(url)}`, method: 'GET' },
    headers: {
      resultExpression:
        '={letter: createDocument({content: response.body.file, name: "letter.pdf"}), all: [createDocument(body.file)]}',
    },
  });
  const letter = await expectContent(variables.letter, '%PDF-1.7 ä');
  expect(letter.metadata).toMatchObject({ fileName: 'letter.pdf', contentType: 'application/pdf' });
  const [other] = variables.all as JsonValue[];
  expect((await expectContent(other, '%PDF-1.7 ä')).documentId).not.toBe(letter.documentId);
});

test('createDocument in an error expression: the boundary event has the reference', async () => {
  const variables = await run({
    inputs: { url: `=${JSON.stringify(`${url}/gone`)}`, method: 'GET' },
    headers: {
      errorExpression:
        '=if error.code = "410" then bpmnError("GONE", "m", {details: createDocument(error.variables.response.body.file)}) else null',
    },
    catchError: 'GONE',
  });
  await expectContent(variables.caught, '%PDF-1.7 ä');
});

test('functions in the inputs of the official templates: a file for GitHub, an attachment for Microsoft 365', async () => {
  const upload = readOfficialTemplates('github-connector.json').at(-1)!.properties;
  const encode = upload.find(({ binding }) => binding.name === 'b64content')!.value as string;
  await run(
    {
      inputs: {
        url: `=${JSON.stringify(url)}`,
        method: 'PUT',
        content: '=text',
        isBase64Encoded: '=false',
        b64content: encode,
        body: '={message: "m", content: b64content}',
      },
    },
    { text: 'Hello ä' },
  );
  expect(bodies.at(-1)).toEqual({ message: 'm', content: 'SGVsbG8gw6Q=' });

  const mail = readOfficialTemplates('microsoft-office365-mail-connector.json').at(-1)!.properties;
  const body = mail.find(({ id }) => id === 'users.user.sendMail_body')!.value as string;
  const content = Buffer.from('%PDF-1.4 x');
  const document = await store.create(
    { content, fileName: 'a.pdf', contentType: 'application/pdf' },
    { signal },
  );
  if (target.name !== 'embedded') return;
  await run(
    {
      inputs: {
        url: `=${JSON.stringify(url)}`,
        method: 'POST',
        sendMail_subject: '="s"',
        sendMail_body_content_type: '="Text"',
        sendMail_body_content: '="c"',
        sendMail_to_recipients: '=["a@b.example"]',
        sendMail_cc_recipients: '=null',
        sendMail_attachments: '=[file]',
        body,
      },
    },
    { file: toJson(document) },
  );
  expect(bodies.at(-1)).toMatchObject({
    message: { attachments: [{ name: 'a.pdf', contentBytes: content.toString('base64') }] },
  });
});

test('a function there is not is an incident before anything goes out', async () => {
  const before = { incidents: await target.countIncidents(), calls: bodies.length };
  const id = `functions-${(count += 1)}-${process.pid}`;
  const inputs = {
    url: `=${JSON.stringify(url)}`,
    method: 'POST',
    body: '={a: {"camunda.function.type": "rot13", params: ["a"]}}',
  };
  const file = oneTaskProcess({ id, jobType: httpRest.type, inputs });
  await target.client.deployResource({ process: Buffer.from(file), name: `${id}.bpmn` });
  await target.client.createProcessInstance({ bpmnProcessId: id, variables: {} });
  await expect.poll(() => target.countIncidents()).toBe(before.incidents + 1);
  expect(bodies).toHaveLength(before.calls);
});
