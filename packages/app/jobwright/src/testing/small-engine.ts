import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What an engine of Camunda 7 answers, by method and path without query: JSON, or a function of the body. */
export type Answers = Readonly<Record<string, object | AnswerOf>>;
type AnswerOf = (body: string) => object;

export interface SmallEngine {
  readonly url: string;
  /** Method, path and body of each request but polls. */
  readonly requests: readonly { readonly request: string; readonly body: string }[];
  /** A task of this topic, for the next poll, with texts as local variables. */
  add(topic: string, variables: Readonly<Record<string, string>>): void;
}

const isFunction = (answer: object | AnswerOf): answer is AnswerOf => typeof answer === 'function';
const EMPTY_MODEL = '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"/>';
const PREFIX = '/engine-rest';

/** As much of an engine of Camunda 7 as a service and the commands need. It ends with the test. */
export async function startSmallEngine(answers: Answers = {}): Promise<SmallEngine> {
  const requests: { request: string; body: string }[] = [];
  const tasks: object[] = [];
  let count = 0;
  const standard: Answers = {
    'GET /external-task/count': { count: 0 },
    'GET /external-task': [],
    'GET /process-definition/order:1:definition/xml': { bpmn20Xml: EMPTY_MODEL },
    'POST /external-task/fetchAndLock': () => tasks.splice(0),
  };
  const server = createServer(
    (incoming, outgoing) =>
      void answer(incoming).then((json) => {
        const status = 'status' in json && typeof json.status === 'number' ? json.status : 200;
        const write = (): void =>
          void outgoing.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
        // An idle poll is not answered at once.
        if (Array.isArray(json) && json.length === 0) setTimeout(write, 20).unref();
        else write();
      }),
  );
  const answer = async (incoming: IncomingMessage): Promise<object> => {
    const body = await text(incoming);
    const { pathname } = new URL(incoming.url ?? '', 'http://engine');
    const request = `${incoming.method} ${decodeURIComponent(pathname).replace(PREFIX, '')}`;
    if (!request.includes('fetchAndLock')) requests.push({ request, body });
    const found = answers[request] ?? standard[request] ?? {};
    return isFunction(found) ? found(body) : found;
  };
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${PREFIX}`,
    requests,
    add(topicName, variables) {
      count += 1;
      tasks.push({
        id: `task-${count}`,
        topicName,
        workerId: 'set by the engine',
        processInstanceId: 'instance',
        processDefinitionId: 'order:1:definition',
        processDefinitionKey: 'order',
        activityId: 'call',
        activityInstanceId: 'call:1',
        executionId: 'execution',
        tenantId: null,
        priority: 0,
        businessKey: null,
        retries: null,
        extensionProperties: {},
        variables: Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [name, { type: 'String', value, valueInfo: {} }]),
        ),
      });
    },
  };
}
