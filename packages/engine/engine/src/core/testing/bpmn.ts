/**
 * Small pieces of BPMN for tests. Flows are written without `<incoming>` and `<outgoing>`, which nothing
 * reads.
 */
const SPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

export const definitions = (...parts: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ${SPACES} id="definitions" targetNamespace="test">${parts.join('')}</bpmn:definitions>`;
export const process = (id: string, ...parts: readonly string[]): string =>
  `<bpmn:process id="${id}" isExecutable="true">${parts.join('')}</bpmn:process>`;
export const extensions = (...parts: readonly string[]): string =>
  `<bpmn:extensionElements>${parts.join('')}</bpmn:extensionElements>`;
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const start = (id = 'start'): string => `<bpmn:startEvent id="${id}" />`;
export const end = (id = 'end', body = ''): string => `<bpmn:endEvent id="${id}">${body}</bpmn:endEvent>`;
export const element = (
  tag: string,
  id: string,
  options: { attributes?: string; body?: string } = {},
): string => `<bpmn:${tag} id="${id}" ${options.attributes ?? ''}>${options.body ?? ''}</bpmn:${tag}>`;

/** `a > b` or `a > b : =condition`, with the id `flow_a_b`; several of them make a chain: `a > b > c`. */
export function flows(...lines: readonly string[]): string {
  return lines
    .flatMap((line) => {
      const [way = '', condition] = line.split(' : ');
      const ids = way.split(' > ');
      return ids.slice(1).map((target, index) => flow(ids[index] ?? '', target, condition));
    })
    .join('');
}
function flow(source: string, target: string, condition?: string): string {
  const expression =
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:conditionExpression>`;
  return `<bpmn:sequenceFlow id="flow_${source}_${target}" sourceRef="${source}" targetRef="${target}">${expression}</bpmn:sequenceFlow>`;
}

type Pair = readonly [source: string, target: string];
export interface TaskOptions {
  readonly type?: string;
  readonly retries?: string;
  readonly inputs?: readonly Pair[];
  readonly outputs?: readonly Pair[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly tag?: string;
}
export function ioMapping(inputs: readonly Pair[] = [], outputs: readonly Pair[] = []): string {
  const list = (kind: string, pairs: readonly Pair[]): string =>
    pairs
      .map(([source, target]) => `<zeebe:${kind} source="${escape(source)}" target="${escape(target)}" />`)
      .join('');
  return inputs.length + outputs.length === 0
    ? ''
    : `<zeebe:ioMapping>${list('input', inputs)}${list('output', outputs)}</zeebe:ioMapping>`;
}
/** A task for a job worker; its job type is its id unless told. */
export function task(id: string, options: TaskOptions = {}): string {
  const { type = id, retries, inputs, outputs, headers = {}, tag = 'serviceTask' } = options;
  const retriesText = retries === undefined ? '' : `retries="${escape(retries)}"`;
  const headerList = Object.entries(headers).map(
    ([key, value]) => `<zeebe:header key="${key}" value="${escape(value)}" />`,
  );
  return element(tag, id, {
    body: extensions(
      `<zeebe:taskDefinition type="${escape(type)}" ${retriesText} />`,
      ioMapping(inputs, outputs),
      headerList.length === 0 ? '' : `<zeebe:taskHeaders>${headerList.join('')}</zeebe:taskHeaders>`,
    ),
  });
}

export const errorDefinition = (ref?: string): string =>
  `<bpmn:errorEventDefinition ${ref === undefined ? '' : `errorRef="${ref}"`} />`;
export const error = (id: string, code?: string): string =>
  `<bpmn:error id="${id}" ${code === undefined ? '' : `errorCode="${escape(code)}"`} />`;
export const timerDefinition = (tag: 'timeDuration' | 'timeDate' | 'timeCycle', text: string): string =>
  `<bpmn:timerEventDefinition><bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escape(text)}</bpmn:${tag}></bpmn:timerEventDefinition>`;
export const messageDefinition = (ref: string): string =>
  `<bpmn:messageEventDefinition messageRef="${ref}" />`;
export const message = (id: string, name: string, correlationKey: string): string =>
  `<bpmn:message id="${id}" name="${escape(name)}">${extensions(`<zeebe:subscription correlationKey="${escape(correlationKey)}" />`)}</bpmn:message>`;
export const boundary = (
  id: string,
  host: string,
  options: { body: string; interrupting?: boolean; outputs?: readonly Pair[] },
): string =>
  element('boundaryEvent', id, {
    attributes: `attachedToRef="${host}" cancelActivity="${options.interrupting ?? true}"`,
    body: `${options.outputs ? extensions(ioMapping([], options.outputs)) : ''}${options.body}`,
  });

export const signalDefinition = (ref: string): string => `<bpmn:signalEventDefinition signalRef="${ref}" />`;
export const signal = (id: string, name: string): string =>
  `<bpmn:signal id="${id}" name="${escape(name)}" />`;
export const escalationDefinition = (ref?: string): string =>
  `<bpmn:escalationEventDefinition ${ref === undefined ? '' : `escalationRef="${ref}"`} />`;
export const escalation = (id: string, code: string): string =>
  `<bpmn:escalation id="${id}" escalationCode="${escape(code)}" />`;
export const event = (tag: string, id: string, body = ''): string => element(tag, id, { body });

/** A process start event or an event sub-process start event. */
export const startOn = (id: string, body: string, interrupting = true): string =>
  element('startEvent', id, { attributes: `isInterrupting="${interrupting}"`, body });

export const subProcess = (id: string, ...parts: readonly string[]): string =>
  element('subProcess', id, { body: parts.join('') });
export const eventSubProcess = (id: string, ...parts: readonly string[]): string =>
  element('subProcess', id, { attributes: 'triggeredByEvent="true"', body: parts.join('') });

export interface LoopOptions {
  readonly sequential?: boolean;
  readonly items: string;
  readonly item?: string;
  readonly output?: readonly [collection: string, source: string];
  readonly until?: string;
}
/** Puts multi-instance characteristics into an element. */
export function repeated(activity: string, { sequential, items, item, output, until }: LoopOptions): string {
  const attributes = [
    `inputCollection="${escape(items)}"`,
    item === undefined ? '' : `inputElement="${item}"`,
    output ? `outputCollection="${output[0]}" outputElement="${escape(output[1])}"` : '',
  ].join(' ');
  const condition =
    until === undefined
      ? ''
      : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escape(until)}</bpmn:completionCondition>`;
  const loop = `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential ?? false}">${extensions(`<zeebe:loopCharacteristics ${attributes} />`)}${condition}</bpmn:multiInstanceLoopCharacteristics>`;
  const at = activity.lastIndexOf('</bpmn:');
  return `${activity.slice(0, at)}${loop}${activity.slice(at)}`;
}
