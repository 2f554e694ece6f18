import {
  type Boundary,
  type Catch,
  type Element,
  type EndThrown,
  type EventSubProcess,
  handlerId,
  joinId,
  mergeId,
  merges,
  type Scope,
  type Sequence,
  splitId,
  startId,
  undoEventId,
  type WaitKind,
} from './process-model.ts';
import { type Dialect, escapeXml } from './dialect.ts';
import { indexProcess, processIdOf, type ProcessIndex } from './process-index.ts';

/** Where a flow begins. */
interface Source {
  readonly id: string;
  readonly flowId?: string;
  readonly condition?: string;
}

const tag = (name: string, id: string, body = '', attributes = ''): string =>
  `<bpmn:${name} id="${id}"${attributes === '' ? '' : ` ${attributes}`}>${body}</bpmn:${name}>`;

const expression = (name: string, text: string): string =>
  `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${escapeXml(text)}</bpmn:${name}>`;

/** The BPMN of a process and of those that it calls, in one file. */
export function renderProcess(root: Scope, dialect: Dialect): string {
  const index = indexProcess(root);
  const processes: string[] = [];
  const definitions = new Map<string, string>();
  const renderer = createRenderer({ root, dialect, index, processes, definitions });
  renderer.process(root);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    `  ${dialect.namespace} id="definitions" targetNamespace="random">`,
    ...definitions.values(),
    ...processes,
    '</bpmn:definitions>',
  ].join('\n');
}

interface Context {
  readonly root: Scope;
  readonly dialect: Dialect;
  readonly index: ProcessIndex;
  readonly processes: string[];
  readonly definitions: Map<string, string>;
}

function createRenderer({ root, dialect, index, processes, definitions }: Context) {
  let flowCount = 0;

  const waitDefinition = (id: string, kind: WaitKind): string => {
    const event = index.events.get(id);
    if (!event) throw new Error(`There is no event ${id}`);
    if (kind === 'timer')
      return `<bpmn:timerEventDefinition>${expression('timeDuration', dialect.duration(event))}</bpmn:timerEventDefinition>`;
    if (kind === 'signal') return signalDefinition(id);
    const name = escapeXml(dialect.messageName(id, event.loops));
    definitions.set(`m_${id}`, tag('message', `m_${id}`, dialect.messageExtension, `name="${name}"`));
    return `<bpmn:messageEventDefinition messageRef="m_${id}" />`;
  };
  const signalDefinition = (id: string): string => {
    definitions.set(`s_${id}`, tag('signal', `s_${id}`, '', `name="${root.id}_${id}"`));
    return `<bpmn:signalEventDefinition signalRef="s_${id}" />`;
  };
  const coded = (kind: 'error' | 'escalation', code: string | undefined): string => {
    if (code === undefined) return `<bpmn:${kind}EventDefinition />`;
    definitions.set(code, tag(kind, code, '', `${kind}Code="${code}" name="${code}"`));
    return `<bpmn:${kind}EventDefinition ${kind}Ref="${code}" />`;
  };
  const catchDefinition = (id: string, catches: Catch): string =>
    catches.kind === 'error' || catches.kind === 'escalation'
      ? coded(catches.kind, catches.code)
      : waitDefinition(id, catches.kind);
  const throwDefinition = (thrown: EndThrown): string => {
    switch (thrown.kind) {
      case 'error':
      case 'escalation':
        return coded(thrown.kind, thrown.code);
      case 'signal':
        return signalDefinition(thrown.of);
      case 'terminate':
        return '<bpmn:terminateEventDefinition />';
      case 'compensation': {
        const { activityId } = thrown;
        return `<bpmn:compensateEventDefinition ${activityId === undefined ? '' : `activityRef="${activityId}"`} />`;
      }
    }
  };

  const createContent = () => {
    const parts: string[] = [];
    // They come behind all flow elements.
    const artifacts: string[] = [];
    const enter = (id: string, sources: readonly Source[]): void => {
      for (const source of sources) {
        const flowId = source.flowId ?? `f${(flowCount += 1)}`;
        const condition =
          source.condition === undefined ? '' : expression('conditionExpression', source.condition);
        parts.push(tag('sequenceFlow', flowId, condition, `sourceRef="${source.id}" targetRef="${id}"`));
      }
    };
    const boundaries = (hostId: string, all: readonly Boundary[]): readonly Source[] => {
      const back: Source[] = [];
      for (const { id, catches, interrupting, body } of all) {
        const attributes = `attachedToRef="${hostId}" cancelActivity="${interrupting}"`;
        parts.push(tag('boundaryEvent', id, catchDefinition(id, catches), attributes));
        back.push(...sequence(body, [{ id }]));
      }
      if (!merges(all)) return [{ id: hostId }];
      parts.push(tag('exclusiveGateway', mergeId(hostId)));
      enter(mergeId(hostId), [{ id: hostId }, ...back]);
      return [{ id: mergeId(hostId) }];
    };
    const undo = (id: string): void => {
      const rest = '';
      parts.push(
        tag('boundaryEvent', undoEventId(id), '<bpmn:compensateEventDefinition />', `attachedToRef="${id}"`),
        dialect.task(handlerId(id), { loops: [], rest, attributes: 'isForCompensation="true"' }),
      );
      artifacts.push(
        tag(
          'association',
          `a_${id}`,
          '',
          `associationDirection="One" sourceRef="${undoEventId(id)}" targetRef="${handlerId(id)}"`,
        ),
      );
    };
    const element = (each: Element, from: readonly Source[]): readonly Source[] => {
      const { id } = each;
      if (each.kind !== 'repeat') enter(id, from);
      switch (each.kind) {
        case 'pass':
          parts.push(tag('intermediateThrowEvent', id));
          return [{ id }];
        case 'catch':
          parts.push(tag('intermediateCatchEvent', id, waitDefinition(id, each.on)));
          return [{ id }];
        case 'throw':
          parts.push(tag('intermediateThrowEvent', id, throwDefinition(each.throws)));
          return [{ id }];
        case 'task': {
          const rest = each.loop ? dialect.loop(id, each.loop) : '';
          parts.push(dialect.task(id, { loops: index.tasks.get(id) ?? [], rest, attributes: '' }));
          if (each.isUndoable) undo(id);
          return boundaries(id, each.boundaries);
        }
        case 'scope': {
          const rest = each.loop ? dialect.loop(id, each.loop) : '';
          if (each.isCalled) {
            parts.push(dialect.call(id, { processId: processIdOf(root.id, id), rest }));
            process(each);
          } else parts.push(tag('subProcess', id, `${rest}${inside(each)}`));
          return boundaries(id, each.boundaries);
        }
        case 'fork':
          return fork(each);
        case 'eventGateway': {
          parts.push(tag('eventBasedGateway', id));
          const exits = each.branches.flatMap((branch) => {
            enter(branch.id, [{ id }]);
            parts.push(tag('intermediateCatchEvent', branch.id, waitDefinition(branch.id, branch.on)));
            return sequence(branch.rest, [{ id: branch.id }]);
          });
          return join('exclusiveGateway', id, exits);
        }
        case 'repeat': {
          const { taskId } = each;
          parts.push(tag('exclusiveGateway', mergeId(id)));
          enter(mergeId(id), from);
          enter(taskId, sequence(each.body, [{ id: mergeId(id) }]));
          parts.push(
            dialect.task(taskId, { loops: index.tasks.get(taskId) ?? [], rest: '', attributes: '' }),
          );
          enter(splitId(id), [{ id: taskId }]);
          const exit = `f_${id}`;
          parts.push(tag('exclusiveGateway', splitId(id), '', `default="${exit}"`));
          enter(mergeId(id), [{ id: splitId(id), condition: dialect.condition(`again_${taskId}`, true) }]);
          return [{ id: splitId(id), flowId: exit }];
        }
      }
    };
    const join = (name: string, id: string, exits: readonly Source[]): readonly Source[] => {
      if (exits.length === 0) return [];
      parts.push(tag(name, joinId(id)));
      enter(joinId(id), exits);
      return [{ id: joinId(id) }];
    };
    const fork = (each: Extract<Element, { kind: 'fork' }>): readonly Source[] => {
      const { id, gateway, branches } = each;
      const last = branches.length - 1;
      const isParallel = gateway === 'parallel';
      const flowId = (branch: number): string => `f_${id}_${branch}`;
      parts.push(tag(`${gateway}Gateway`, id, '', isParallel ? '' : `default="${flowId(last)}"`));
      const conditionOf = (branch: number): { condition?: string } => {
        if (isParallel || branch === last) return {};
        const [variable, value] =
          gateway === 'exclusive' ? ([`v_${id}`, branch] as const) : ([`v_${id}_${branch}`, true] as const);
        return { condition: dialect.condition(variable, value) };
      };
      const exits = branches.flatMap((branch, position) =>
        sequence(branch, [{ id, flowId: flowId(position), ...conditionOf(position) }]),
      );
      return join(`${gateway}Gateway`, id, exits);
    };
    const sequence = ({ elements, end }: Sequence, from: readonly Source[]): readonly Source[] => {
      let sources = from;
      for (const each of elements) sources = element(each, sources);
      if (!end) return sources;
      enter(end.id, sources);
      parts.push(tag('endEvent', end.id, end.throws ? throwDefinition(end.throws) : ''));
      return [];
    };
    const render = (): readonly string[] => [...parts, ...artifacts];
    return { parts, render, sequence };
  };

  const eventSubProcess = ({ id, catches, interrupting, body }: EventSubProcess): string => {
    const { parts, render, sequence } = createContent();
    const start = startId(id);
    parts.push(tag('startEvent', start, catchDefinition(id, catches), `isInterrupting="${interrupting}"`));
    sequence(body, [{ id: start }]);
    return tag('subProcess', id, render().join('\n'), 'triggeredByEvent="true"');
  };
  const inside = ({ id, body, events }: Scope): string => {
    const { parts, render, sequence } = createContent();
    const start = startId(id);
    parts.push(tag('startEvent', start));
    sequence(body, [{ id: start }]);
    parts.push(...events.map(eventSubProcess));
    return render().join('\n');
  };
  const process = (scope: Scope): void => {
    processes.push(tag('process', processIdOf(root.id, scope.id), inside(scope), 'isExecutable="true"'));
  };
  return { process };
}
