import {
  boundary,
  element,
  event,
  extensions,
  ioMapping,
  messageDefinition,
  task,
  timerDefinition,
} from '../../core/testing/bpmn.ts';

type Pairs = readonly (readonly [source: string, target: string])[];

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

/** A gateway, with the element that its default flow leads to. */
export const gateway = (kind: 'exclusive' | 'inclusive', id: string, defaultTarget?: string): string =>
  element(
    `${kind}Gateway`,
    id,
    defaultTarget === undefined ? {} : { attributes: `default="flow_${id}_${defaultTarget}"` },
  );
export const parallel = (id: string): string => element('parallelGateway', id);
export const eventBased = (id: string): string => element('eventBasedGateway', id);

export const catchMessage = (id: string, messageId: string, outputs: Pairs = []): string =>
  event('intermediateCatchEvent', id, `${extensions(ioMapping([], outputs))}${messageDefinition(messageId)}`);
export const receive = (id: string, messageId: string): string =>
  element('receiveTask', id, { attributes: `messageRef="${messageId}"` });
export const pause = (id: string, duration: string, outputs: Pairs = []): string =>
  event(
    'intermediateCatchEvent',
    id,
    `${extensions(ioMapping([], outputs))}${timerDefinition('timeDuration', duration)}`,
  );
/** A message without a correlation key, as start events have it. */
export const startMessage = (id: string, name: string): string =>
  `<bpmn:message id="${id}" name="${name}" />`;

/** A user task of Camunda's. */
export const userTask = (id: string, ...parts: readonly string[]): string =>
  element('userTask', id, { body: extensions('<zeebe:userTask />', ...parts) });
/** A user task as a job. */
export const formTask = (id: string, ...parts: readonly string[]): string =>
  element('userTask', id, { body: extensions(...parts) });
export const assigned = (assignee: string): string =>
  `<zeebe:assignmentDefinition assignee="${escape(assignee)}" />`;

export const script = (id: string, expression: string, resultVariable: string): string =>
  element('scriptTask', id, {
    body: extensions(
      `<zeebe:script expression="${escape(expression)}" resultVariable="${resultVariable}" />`,
    ),
  });

/** A call activity; variables of the called process come back unless `isolated`. */
export const call = (
  id: string,
  processId: string,
  options: { inputs?: Pairs; outputs?: Pairs; isolated?: boolean; isHandler?: boolean } = {},
): string =>
  element('callActivity', id, {
    ...(options.isHandler && { attributes: 'isForCompensation="true"' }),
    body: extensions(
      `<zeebe:calledElement processId="${escape(processId)}" propagateAllChildVariables="${!options.isolated}" />`,
      ioMapping(options.inputs, options.outputs),
    ),
  });

/** Attaches a compensation handler, which is written beside it, to an activity. */
export const undoneBy = (activity: string, handler: string): string =>
  `${boundary(`undo_${activity}`, activity, { body: '<bpmn:compensateEventDefinition />' })}<bpmn:association id="undo_${activity}_${handler}" associationDirection="One" sourceRef="undo_${activity}" targetRef="${handler}" />`;
export const handler = (id: string): string =>
  task(id).replace('<bpmn:serviceTask ', '<bpmn:serviceTask isForCompensation="true" ');
export const compensate = '<bpmn:compensateEventDefinition />';

/** A service task as an element template of a connector fills it in. */
export const connector = (
  id: string,
  options: { type?: string; inputs?: Pairs; headers?: Readonly<Record<string, string>>; tag?: string } = {},
): string => {
  const { type = 'io.camunda:http-json:1', tag = 'serviceTask', inputs, headers } = options;
  return task(id, { type, tag, ...(inputs && { inputs }), ...(headers && { headers }) }).replace(
    `<bpmn:${tag} `,
    `<bpmn:${tag} zeebe:modelerTemplate="io.example.${tag}.v1" zeebe:modelerTemplateVersion="7" zeebe:modelerTemplateIcon="data:image/svg+xml,%3Csvg /%3E" `,
  );
};
