import type { ServerResponse } from 'node:http';
import { type HttpServer, type Reply, type SeenRequest, startHttpServer } from '@jobwright/test-servers';
import { createFakeTask, type FakeTask, type FakeTaskFacts, wireTask } from './fake-task.ts';

/** The answer to a task, as the engine got it. */
export interface FakeAnswer {
  readonly taskId: string;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a request is answered with; `undefined`: as the engine does. `drop` breaks the connection off. */
export type Interceptor = (request: SeenRequest, path: string) => Reply | 'drop' | 'lose' | undefined;

/** The external tasks of an engine on loopback, with the state that the REST API keeps. */
export interface FakeEngine {
  /** Of its REST API. */
  readonly url: string;
  readonly requests: HttpServer['requests'];
  /** What workers answered and the engine took, in order. */
  readonly answers: readonly FakeAnswer[];
  /** The polls it got. */
  readonly polls: readonly FakePoll[];
  readonly tasks: readonly FakeTask[];
  /** Creates a task, which a poll that waits gets at once. */
  add(topic: string, facts?: FakeTaskFacts): FakeTask;
  /** Ends a task, as a cancelled instance does. */
  remove(task: FakeTask): void;
  /** Has requests answered otherwise from now on. `lose`: it takes effect, but its answer is not sent. */
  intercept(interceptor: Interceptor | undefined): void;
  /** Closes each connection soon after an answer, though it has said that it keeps it. */
  closeConnections(): void;
  close(): Promise<void>;
}

export interface FakePoll {
  readonly workerId: string;
  readonly maxTasks: number;
  readonly asyncResponseTimeout?: number;
  readonly usePriority: boolean;
  readonly topics: readonly {
    readonly topicName: string;
    readonly lockDuration: number;
    readonly tenantIdIn?: readonly string[];
    readonly withoutTenantId?: boolean;
    readonly processDefinitionKeyIn?: readonly string[];
  }[];
}

interface Waiting {
  readonly poll: FakePoll;
  readonly answer: (reply: Reply) => void;
}

const PREFIX = '/engine-rest';
const ACTION = /^\/external-task\/([^/]+)\/(complete|failure|bpmnError|extendLock|unlock)$/;

export async function startFakeEngine(): Promise<FakeEngine> {
  const tasks: FakeTask[] = [];
  const answers: FakeAnswer[] = [];
  const polls: FakePoll[] = [];
  const waiting = new Set<Waiting>();
  let interceptor: Interceptor | undefined;
  let keepsConnections = true;

  const lock = ({ workerId, maxTasks, topics }: FakePoll): readonly FakeTask[] => {
    const now = performance.now();
    const found = tasks
      .filter((task) => task.lockedUntil <= now && task.retries !== 0)
      .filter((task) => topics.some((topic) => isAskedFor(task, topic)))
      .sort((one, other) => other.priority - one.priority)
      .slice(0, maxTasks);
    for (const task of found) {
      const { lockDuration = 0 } = topics.find(({ topicName }) => topicName === task.topicName) ?? {};
      task.workerId = workerId;
      task.lockedUntil = now + lockDuration;
    }
    return found;
  };
  const serve = (): void => {
    for (const entry of [...waiting]) {
      const locked = lock(entry.poll);
      if (locked.length > 0) entry.answer(json(locked.map(wireTask)));
    }
  };
  const fetchAndLock = (poll: FakePoll, respond: (reply: Reply) => void): void => {
    polls.push(poll);
    const locked = lock(poll);
    const waitMs = poll.asyncResponseTimeout ?? 0;
    if (locked.length > 0 || waitMs === 0) return respond(json(locked.map(wireTask)));
    const answer = (reply: Reply): void => {
      clearTimeout(timer);
      waiting.delete(entry);
      respond(reply);
    };
    const entry = { poll, answer };
    const timer = setTimeout(() => answer(json([])), waitMs);
    waiting.add(entry);
  };
  const act = (taskId: string, action: string, body: FakeAnswer['body']): Reply => {
    const task = tasks.find(({ id }) => id === taskId);
    if (task === undefined) return refuse(404, `External task with id ${taskId} does not exist`);
    if (action !== 'unlock' && body['workerId'] !== task.workerId)
      return refuse(
        400,
        `${taskId} cannot be changed by '${String(body['workerId'])}'. It is locked by worker '${task.workerId}'.`,
      );
    if (action === 'extendLock' && task.lockedUntil <= performance.now())
      return refuse(400, 'Cannot extend a lock that expired');
    answers.push({ taskId, action, body });
    switch (action) {
      case 'extendLock':
        task.lockedUntil = performance.now() + Number(body['newDuration']);
        break;
      case 'unlock':
        Object.assign(task, { workerId: null, lockedUntil: 0 });
        break;
      case 'failure':
        task.retries = Number(body['retries']);
        task.lockedUntil = performance.now() + Number(body['retryTimeout']);
        break;
      default:
        tasks.splice(tasks.indexOf(task), 1);
    }
    serve();
    return { status: 204 };
  };
  const list = (query: URLSearchParams): Reply => {
    const workerId = query.get('workerId');
    return json(
      tasks
        .filter((task) => task.workerId === workerId && task.lockedUntil > performance.now())
        .map(wireTask),
    );
  };
  const route = (request: SeenRequest, path: string, respond: (reply: Reply) => void): void => {
    const { pathname, searchParams } = new URL(path, 'http://engine');
    const body = JSON.parse(request.body || '{}') as FakePoll & FakeAnswer['body'];
    const [, taskId, action] = ACTION.exec(pathname) ?? [];
    if (pathname === '/external-task/fetchAndLock') return fetchAndLock(body, respond);
    if (taskId !== undefined && action !== undefined) return respond(act(taskId, action, body));
    if (pathname === '/external-task/count') return respond(json({ count: tasks.length }));
    if (pathname === '/external-task') return respond(list(searchParams));
    if (pathname.endsWith('/xml')) return respond(json({ bpmn20Xml: EMPTY_MODEL }));
    return respond({ ...refuse(404, 'HTTP 404 Not Found'), status: 404 });
  };
  const server = await startHttpServer((request, response) => {
    const path = request.url.slice(PREFIX.length);
    if (!keepsConnections) closeSoonAfter(response);
    const chosen = interceptor?.(request, path);
    if (chosen === 'drop') return void response.destroy();
    if (chosen !== undefined && chosen !== 'lose') return chosen;
    route(request, path, chosen === 'lose' ? () => response.destroy() : (reply) => send(response, reply));
    return undefined;
  });
  return {
    url: `${server.origin}${PREFIX}`,
    requests: server.requests,
    answers,
    polls,
    tasks,
    add(topic, facts = {}) {
      const task = createFakeTask(topic, facts);
      tasks.push(task);
      serve();
      return task;
    },
    remove: (task) => void tasks.splice(tasks.indexOf(task), 1),
    intercept(next) {
      interceptor = next;
    },
    closeConnections() {
      keepsConnections = false;
    },
    close: () => server.close(),
  };
}

/** At any moment in which the next request may already be on its way. */
const CLOSE_WITHIN_MS = 3;

function closeSoonAfter(response: ServerResponse): void {
  const { socket } = response;
  response.once('finish', () => setTimeout(() => socket?.destroy(), Math.random() * CLOSE_WITHIN_MS));
}

const EMPTY_MODEL = '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"/>';

function isAskedFor(task: FakeTask, topic: FakePoll['topics'][number]): boolean {
  if (task.topicName !== topic.topicName) return false;
  if (topic.withoutTenantId === true && task.tenantId !== null) return false;
  if (topic.tenantIdIn !== undefined && !topic.tenantIdIn.includes(task.tenantId ?? '')) return false;
  return topic.processDefinitionKeyIn?.includes(task.processDefinitionKey) ?? true;
}

const json = (value: object, status = 200): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

const refuse = (status: number, message: string): Reply =>
  json(
    {
      type: status === 404 && message.startsWith('HTTP') ? 'NotFoundException' : 'RestException',
      message,
      code: 0,
    },
    status,
  );

const send = (response: ServerResponse, { status = 200, headers, body }: Reply): void =>
  void response.writeHead(status, headers).end(body);
