import { type Dialect, escapeXml } from './dialect.ts';
import type { ProcessIndex } from './process-index.ts';
import type { Catch, EndThrown, Scope, WaitKind } from './process-model.ts';
import { renderExpression, renderTag } from './render-tag.ts';

/** What events wait for, catch and throw, as BPMN. */
export interface EventDefinitions {
  readonly waitDefinition: (id: string, kind: WaitKind) => string;
  readonly catchDefinition: (id: string, catches: Catch) => string;
  readonly throwDefinition: (thrown: EndThrown) => string;
}

interface Context {
  readonly root: Scope;
  readonly dialect: Dialect;
  readonly index: ProcessIndex;
  /** Of the file: messages, signals, errors and escalations, by their ids. */
  readonly definitions: Map<string, string>;
}

/** Adds what the events need in the file to its definitions. */
export function createEventDefinitions({ root, dialect, index, definitions }: Context): EventDefinitions {
  const waitDefinition = (id: string, kind: WaitKind): string => {
    const event = index.events.get(id);
    if (!event) throw new Error(`There is no event ${id}`);
    if (kind === 'timer')
      return `<bpmn:timerEventDefinition>${renderExpression('timeDuration', dialect.duration(event))}</bpmn:timerEventDefinition>`;
    if (kind === 'signal') return signalDefinition(id);
    const name = escapeXml(dialect.messageName(id, event.loops));
    definitions.set(`m_${id}`, renderTag('message', `m_${id}`, dialect.messageExtension, `name="${name}"`));
    return `<bpmn:messageEventDefinition messageRef="m_${id}" />`;
  };
  const signalDefinition = (id: string): string => {
    definitions.set(`s_${id}`, renderTag('signal', `s_${id}`, '', `name="${root.id}_${id}"`));
    return `<bpmn:signalEventDefinition signalRef="s_${id}" />`;
  };
  const coded = (kind: 'error' | 'escalation', code: string | undefined): string => {
    if (code === undefined) return `<bpmn:${kind}EventDefinition />`;
    definitions.set(code, renderTag(kind, code, '', `${kind}Code="${code}" name="${code}"`));
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
  return { waitDefinition, catchDefinition, throwDefinition };
}
