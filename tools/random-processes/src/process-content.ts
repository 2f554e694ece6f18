import type { Dialect } from './dialect.ts';
import type { EventDefinitions } from './event-definitions.ts';
import { type ProcessIndex, processIdOf } from './process-index.ts';
import {
  type Boundary,
  type Element,
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
} from './process-model.ts';
import { renderExpression, renderTag } from './render-tag.ts';

/** Where a flow begins. */
export interface Source {
  readonly id: string;
  readonly flowId?: string;
  readonly condition?: string;
}

/** What the contents of all processes of a file share. */
export interface FileContext {
  readonly rootId: string;
  readonly dialect: Dialect;
  readonly index: ProcessIndex;
  readonly events: EventDefinitions;
  /** The id of a flow that nothing refers to. */
  readonly nextFlowId: () => string;
  /** Adds a process that is called. */
  readonly addProcess: (scope: Scope) => void;
}

type Of<Kind extends Element['kind']> = Extract<Element, { kind: Kind }>;
type Sources = readonly Source[];

/** What a process or sub-process holds. Its methods add elements, and return where the flows go on from. */
export class ProcessContent {
  readonly #context: FileContext;
  readonly #parts: string[] = [];
  /** They come behind all flow elements. */
  readonly #artifacts: string[] = [];
  constructor(context: FileContext) {
    this.#context = context;
  }

  render(): string {
    return [...this.#parts, ...this.#artifacts].join('\n');
  }

  /** Adds the start event and what follows it. */
  addBody({ id, body }: Pick<Scope, 'id' | 'body'>, definition = '', attributes = ''): void {
    const start = startId(id);
    this.#add('startEvent', start, definition, attributes);
    this.#sequence(body, [{ id: start }]);
  }

  addEventSubProcess(event: EventSubProcess): void {
    const { id, catches, interrupting } = event;
    const inner = new ProcessContent(this.#context);
    const definition = this.#context.events.catchDefinition(id, catches);
    inner.addBody(event, definition, `isInterrupting="${interrupting}"`);
    this.#add('subProcess', id, inner.render(), 'triggeredByEvent="true"');
  }

  #add(name: string, id: string, body = '', attributes = ''): void {
    this.#parts.push(renderTag(name, id, body, attributes));
  }

  #enter(id: string, sources: Sources): void {
    for (const source of sources) {
      const { condition, flowId = this.#context.nextFlowId() } = source;
      const body = condition === undefined ? '' : renderExpression('conditionExpression', condition);
      this.#add('sequenceFlow', flowId, body, `sourceRef="${source.id}" targetRef="${id}"`);
    }
  }

  #sequence({ elements, end }: Sequence, from: Sources): Sources {
    let sources = from;
    for (const each of elements) sources = this.#element(each, sources);
    if (!end) return sources;
    this.#enter(end.id, sources);
    this.#add('endEvent', end.id, end.throws ? this.#context.events.throwDefinition(end.throws) : '');
    return [];
  }

  #element(each: Element, from: Sources): Sources {
    if (each.kind === 'repeat') return this.#repeat(each, from);
    const { id } = each;
    const { events } = this.#context;
    this.#enter(id, from);
    switch (each.kind) {
      case 'pass':
        this.#add('intermediateThrowEvent', id);
        return [{ id }];
      case 'catch':
        this.#add('intermediateCatchEvent', id, events.waitDefinition(id, each.on));
        return [{ id }];
      case 'throw':
        this.#add('intermediateThrowEvent', id, events.throwDefinition(each.throws));
        return [{ id }];
      case 'task':
        return this.#task(each);
      case 'scope':
        return this.#scope(each);
      case 'fork':
        return this.#fork(each);
      case 'eventGateway':
        return this.#eventGateway(each);
    }
  }

  #task({ id, loop, isUndoable, boundaries }: Of<'task'>): Sources {
    const { dialect, index } = this.#context;
    const rest = loop ? dialect.loop(id, loop) : '';
    this.#parts.push(dialect.task(id, { loops: index.tasks.get(id) ?? [], rest, attributes: '' }));
    if (isUndoable) this.#undo(id);
    return this.#boundaries(id, boundaries);
  }

  #undo(id: string): void {
    const [event, handler] = [undoEventId(id), handlerId(id)];
    this.#add('boundaryEvent', event, '<bpmn:compensateEventDefinition />', `attachedToRef="${id}"`);
    const attributes = 'isForCompensation="true"';
    this.#parts.push(this.#context.dialect.task(handler, { loops: [], rest: '', attributes }));
    const ends = `associationDirection="One" sourceRef="${event}" targetRef="${handler}"`;
    this.#artifacts.push(renderTag('association', `a_${id}`, '', ends));
  }

  #scope(scope: Of<'scope'>): Sources {
    const { id, loop, isCalled, boundaries } = scope;
    const { addProcess, dialect, rootId } = this.#context;
    const rest = loop ? dialect.loop(id, loop) : '';
    if (isCalled) {
      this.#parts.push(dialect.call(id, { processId: processIdOf(rootId, id), rest }));
      addProcess(scope);
    } else this.#add('subProcess', id, `${rest}${renderScope(scope, this.#context)}`);
    return this.#boundaries(id, boundaries);
  }

  #boundaries(hostId: string, all: readonly Boundary[]): Sources {
    const back: Source[] = [];
    for (const { id, catches, interrupting, body } of all) {
      const attributes = `attachedToRef="${hostId}" cancelActivity="${interrupting}"`;
      this.#add('boundaryEvent', id, this.#context.events.catchDefinition(id, catches), attributes);
      back.push(...this.#sequence(body, [{ id }]));
    }
    if (!merges(all)) return [{ id: hostId }];
    this.#add('exclusiveGateway', mergeId(hostId));
    this.#enter(mergeId(hostId), [{ id: hostId }, ...back]);
    return [{ id: mergeId(hostId) }];
  }

  #join(name: string, id: string, exits: Sources): Sources {
    if (exits.length === 0) return [];
    this.#add(name, joinId(id));
    this.#enter(joinId(id), exits);
    return [{ id: joinId(id) }];
  }

  #fork({ id, gateway, branches }: Of<'fork'>): Sources {
    const last = branches.length - 1;
    const isParallel = gateway === 'parallel';
    const flowId = (branch: number): string => `f_${id}_${branch}`;
    this.#add(`${gateway}Gateway`, id, '', isParallel ? '' : `default="${flowId(last)}"`);
    const conditionOf = (branch: number): { condition?: string } => {
      if (isParallel || branch === last) return {};
      const [variable, value] =
        gateway === 'exclusive' ? ([`v_${id}`, branch] as const) : ([`v_${id}_${branch}`, true] as const);
      return { condition: this.#context.dialect.condition(variable, value) };
    };
    const exits = branches.flatMap((branch, position) =>
      this.#sequence(branch, [{ id, flowId: flowId(position), ...conditionOf(position) }]),
    );
    return this.#join(`${gateway}Gateway`, id, exits);
  }

  #eventGateway({ id, branches }: Of<'eventGateway'>): Sources {
    this.#add('eventBasedGateway', id);
    const exits = branches.flatMap((branch) => {
      this.#enter(branch.id, [{ id }]);
      const definition = this.#context.events.waitDefinition(branch.id, branch.on);
      this.#add('intermediateCatchEvent', branch.id, definition);
      return this.#sequence(branch.rest, [{ id: branch.id }]);
    });
    return this.#join('exclusiveGateway', id, exits);
  }

  #repeat({ id, taskId, body }: Of<'repeat'>, from: Sources): Sources {
    const { dialect, index } = this.#context;
    const [merge, split, exit] = [mergeId(id), splitId(id), `f_${id}`];
    this.#add('exclusiveGateway', merge);
    this.#enter(merge, from);
    this.#enter(taskId, this.#sequence(body, [{ id: merge }]));
    const loops = index.tasks.get(taskId) ?? [];
    this.#parts.push(dialect.task(taskId, { loops, rest: '', attributes: '' }));
    this.#enter(split, [{ id: taskId }]);
    this.#add('exclusiveGateway', split, '', `default="${exit}"`);
    this.#enter(merge, [{ id: split, condition: dialect.condition(`again_${taskId}`, true) }]);
    return [{ id: split, flowId: exit }];
  }
}

/** The elements of a process or sub-process. */
export function renderScope(scope: Scope, context: FileContext): string {
  const content = new ProcessContent(context);
  content.addBody(scope);
  for (const event of scope.events) content.addEventSubProcess(event);
  return content.render();
}
