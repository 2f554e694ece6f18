import { eventIdOf, type ProcessIndex } from './process-index.ts';
import type { Scope } from './process-model.ts';
import { renderProcess } from './render-process.ts';
import { bodyId, type Observation, type Side, sortWaiting, type Step, type Waiting } from './script.ts';
import { startVariables } from './start-variables.ts';
import { zeebeDialect } from './zeebe-dialect.ts';

const TENANT = '<default>';
const MINUTE_MS = 60_000;

type Variables = Readonly<Record<string, number | boolean>>;
type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: { readonly reason: string } };

interface ActiveInstance {
  readonly key: string;
  readonly scopeKey: string | null;
  readonly callerKey?: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What of an embedded engine is needed to drive it and to look into it. */
export interface DrivenEngine {
  deploy(command: {
    readonly resources: readonly { readonly name: string; readonly content: string }[];
    readonly tenantId: string;
  }): Promise<Result<unknown>>;
  createInstance(command: {
    readonly bpmnProcessId: string;
    readonly version: number;
    readonly variables: Variables;
    readonly tenantId: string;
  }): Result<{ readonly processInstanceKey: string }>;
  completeJob(command: { readonly jobKey: string; readonly variables: Variables }): Result<unknown>;
  throwError(command: {
    readonly jobKey: string;
    readonly errorCode: string;
    readonly errorMessage: string;
    readonly variables: Variables;
  }): Result<unknown>;
  publishMessage(command: {
    readonly name: string;
    readonly correlationKey: string;
    readonly timeToLiveMs: number;
    readonly messageId: string;
    readonly variables: Variables;
    readonly tenantId: string;
  }): Result<unknown>;
  broadcastSignal(command: {
    readonly signalName: string;
    readonly variables: Variables;
    readonly tenantId: string;
  }): Result<unknown>;
  instance(key: string): { readonly state: string } | undefined;
  incidents(): readonly { readonly message: string; readonly elementId: string }[];
  history(key: string):
    | {
        readonly elements: readonly {
          readonly elementId: string;
          readonly elementType: string;
          readonly loopCounter?: number;
          readonly state: string;
          readonly enteredOrder: number;
        }[];
      }
    | undefined;
  snapshot(): {
    readonly elementInstances: readonly ActiveInstance[];
    readonly jobs: readonly {
      readonly key: string;
      readonly type: string;
      readonly elementInstanceKey: string;
    }[];
    readonly timers: readonly { readonly nodeId: string; readonly elementInstanceKey: string | null }[];
    readonly subscriptions: readonly {
      readonly kind: string;
      readonly name: string;
      readonly nodeId: string;
      readonly elementInstanceKey: string | null;
    }[];
    readonly histories: readonly { readonly processInstanceKey: string }[];
  };
}

export interface EngineSideOptions {
  readonly process: Scope;
  readonly index: ProcessIndex;
  /** Asked again for each step: it may be another one restored from a snapshot. */
  readonly engine: () => DrivenEngine;
  readonly advance: (ms: number) => void;
}

export interface EngineSide extends Side {
  /** Of the root process instance. */
  key(): string;
}

function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.rejection.reason);
  return result.value;
}

/** The embedded engine as a side. */
export function createEngineSide({ process, index, engine, advance }: EngineSideOptions): EngineSide {
  let rootKey = '';

  const createPaths = ({ elementInstances }: ReturnType<DrivenEngine['snapshot']>) => {
    const active = new Map(elementInstances.map((each) => [each.key, each]));
    const find = (instanceKey: string | null, name: string): string => {
      let instance = active.get(instanceKey ?? '');
      while (instance) {
        if (Object.hasOwn(instance.variables, name)) return String(instance.variables[name]);
        instance = active.get(instance.scopeKey ?? instance.callerKey ?? '');
      }
      return '?';
    };
    return (instanceKey: string | null, loops: readonly string[]): string =>
      loops.map((loop) => find(instanceKey, `i_${loop}`)).join('-');
  };
  const listWaiting = (): (Waiting & { readonly jobKey?: string })[] => {
    const snapshot = engine().snapshot();
    const { jobs, timers, subscriptions } = snapshot;
    const pathOf = createPaths(snapshot);
    return [
      ...jobs.map(({ key, type, elementInstanceKey }) => ({
        kind: 'task' as const,
        id: type,
        path: pathOf(elementInstanceKey, index.tasks.get(type) ?? []),
        jobKey: key,
      })),
      ...timers.map(({ nodeId, elementInstanceKey }) => {
        const id = eventIdOf(index, nodeId);
        return {
          kind: 'timer' as const,
          id,
          path: pathOf(elementInstanceKey, index.events.get(id)?.loops ?? []),
        };
      }),
      ...subscriptions.map(({ kind, name, nodeId }) =>
        kind === 'signal'
          ? { kind: 'signal' as const, id: eventIdOf(index, nodeId), path: '' }
          : {
              kind: 'message' as const,
              id: eventIdOf(index, nodeId),
              path: name.split('-').slice(1).join('-'),
            },
      ),
    ];
  };
  const findJob = ({ id, path }: { readonly id: string; readonly path: string }): string => {
    const found = listWaiting().find((each) => each.kind === 'task' && each.id === id && each.path === path);
    if (found?.jobKey === undefined) throw new Error(`There is no job ${id} ${path}`);
    return found.jobKey;
  };

  return {
    name: 'engine',
    key: () => rootKey,
    async start() {
      const content = renderProcess(process, zeebeDialect);
      expectOk(
        await engine().deploy({ resources: [{ name: `${process.id}.bpmn`, content }], tenantId: TENANT }),
      );
      const variables = startVariables(process);
      rootKey = expectOk(
        engine().createInstance({ bpmnProcessId: process.id, version: -1, variables, tenantId: TENANT }),
      ).processInstanceKey;
    },
    apply(step: Step) {
      switch (step.kind) {
        case 'complete': {
          const variables: Variables =
            step.goesRound === undefined ? {} : { [`again_${step.id}`]: step.goesRound };
          expectOk(engine().completeJob({ jobKey: findJob(step), variables }));
          return;
        }
        case 'error': {
          const { code: errorCode } = step;
          expectOk(
            engine().throwError({ jobKey: findJob(step), errorCode, errorMessage: '', variables: {} }),
          );
          return;
        }
        case 'message': {
          const name = step.path === '' ? `m_${step.id}` : `m_${step.id}-${step.path}`;
          const rest = { timeToLiveMs: 0, messageId: '', variables: {}, tenantId: TENANT };
          expectOk(engine().publishMessage({ name, correlationKey: 'k', ...rest }));
          return;
        }
        case 'signal':
          expectOk(
            engine().broadcastSignal({
              signalName: `${process.id}_${step.id}`,
              variables: {},
              tenantId: TENANT,
            }),
          );
          return;
        case 'timer':
          advance(step.afterMinutes * MINUTE_MS);
      }
    },
    observe(): Observation {
      const { histories } = engine().snapshot();
      const elements = histories
        .flatMap(({ processInstanceKey }) => engine().history(processInstanceKey)?.elements ?? [])
        .filter(({ elementType }) => elementType !== 'process')
        .map(({ elementId, loopCounter, state }) => ({
          id: index.looped.has(elementId) && loopCounter === undefined ? bodyId(elementId) : elementId,
          state,
        }));
      const idsOf = (state: string): string[] =>
        elements
          .filter((each) => each.state === state)
          .map(({ id }) => id)
          .sort();
      const incidents = engine()
        .incidents()
        .map(({ elementId, message }) => `incident ${elementId}: ${message}`);
      return {
        hasEnded: engine().instance(rootKey)?.state !== 'ACTIVE',
        waiting: sortWaiting(listWaiting()),
        active: [...idsOf('ACTIVE'), ...incidents],
        completed: idsOf('COMPLETED'),
        cancelled: idsOf('TERMINATED'),
        entered: elements.map(({ id }) => id),
      };
    },
  };
}
