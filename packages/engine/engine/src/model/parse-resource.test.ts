import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  extensions,
  flows,
  ioMapping,
  message,
  process,
  start,
  task,
  timerDefinition,
} from '../core/testing/bpmn.ts';
import { parseResource } from './parse-resource.ts';

async function refuse(content: string, name = 'a.bpmn'): Promise<string> {
  const parsed = await parseResource({ name, content });
  if (parsed.ok) throw new Error('The resource was accepted');
  return parsed.reason;
}
const inProcess = (...parts: readonly string[]): string => definitions(process('p', start(), ...parts));
const at = (path: string, message: string): string =>
  `'a.bpmn': - Element: ${path}\n    - ERROR: ${message}\n`;
const mapped = (...inputs: readonly (readonly [string, string])[]): string =>
  inProcess(task('t', { inputs }), flows('start > t'));
const catching = (body: string): string =>
  inProcess(element('intermediateCatchEvent', 'c', { body }), flows('start > c'));
const withBoundary = (...parts: readonly string[]): string =>
  inProcess(task('t'), end(), flows('start > t'), ...parts);
const PATTERN = '[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*';

describe('a model the broker would refuse is refused in its words', () => {
  it.each([
    [
      'no executable process',
      definitions(),
      at('definitions', 'Must contain at least one executable process'),
    ],
    [
      'a process not marked executable',
      definitions('<bpmn:process id="p"><bpmn:startEvent id="s" /></bpmn:process>'),
      at('definitions', 'Must contain at least one executable process'),
    ],
    ['no start event', definitions(process('p', task('t'))), at('p', 'Must have at least one start event')],
    ['two start events', inProcess(start('s2')), at('p', 'Multiple none start events are not allowed')],
    [
      'a sub-process without a start',
      inProcess(element('subProcess', 'sub')),
      at('sub', 'Must have exactly one start event'),
    ],
    [
      'a service task without definition',
      inProcess(element('serviceTask', 't')),
      at('t', "Must have exactly one 'zeebe:taskDefinition' extension element"),
    ],
    [
      'two task definitions',
      inProcess(
        element('serviceTask', 't', {
          body: extensions('<zeebe:taskDefinition type="a" /><zeebe:taskDefinition type="b" />'),
        }),
      ),
      at('t', "Must have exactly one 'zeebe:taskDefinition' extension element"),
    ],
    [
      'a send task without definition',
      inProcess(element('sendTask', 't')),
      at('t', "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element"),
    ],
    [
      'an empty job type',
      inProcess(task('t', { type: '' })),
      at('t > extensionElements > taskDefinition', 'Expected expression but not found.'),
    ],
    [
      'an output without source',
      inProcess(task('t', { outputs: [['', 'a']] }), flows('start > t')),
      at('t > extensionElements > ioMapping > output', 'Expected expression but not found.'),
    ],
    [
      'a mapping without target',
      mapped(['=1', '']),
      at('t > extensionElements > ioMapping > input', 'Expected path expression but not found.'),
    ],
    [
      'an output that is not FEEL',
      inProcess(task('t', { outputs: [['text', 'a']] }), flows('start > t')),
      at(
        't > extensionElements > ioMapping > output',
        "Expected expression but found static value 'text'. An expression must start with '=' (e.g. '=text').",
      ),
    ],
    [
      'a mapping target that is no path',
      mapped(['=1', 'a-b']),
      at(
        't > extensionElements > ioMapping > input',
        `Expected path expression 'a-b' but doesn't match the pattern '${PATTERN}'.`,
      ),
    ],
    [
      'a mapping target that is a keyword',
      mapped(['=1', 'null']),
      at(
        't > extensionElements > ioMapping > input',
        "Expected path expression 'null' but is one of the reserved words (null, true, false, function, if, then, else, for, between, instance, of).",
      ),
    ],
    [
      'a condition that is not FEEL',
      inProcess(
        element('exclusiveGateway', 'g', { attributes: 'default="flow_g_b"' }),
        end('a'),
        end('b'),
        flows('start > g', 'g > a : x > 1', 'g > b'),
      ),
      at(
        'flow_g_a > conditionExpression',
        "Expected expression but found static value 'x > 1'. An expression must start with '=' (e.g. '=x > 1').",
      ),
    ],
    [
      'a way out of a gateway without condition',
      inProcess(
        element('exclusiveGateway', 'g'),
        end('a'),
        end('b'),
        flows('start > g', 'g > a : =true', 'g > b'),
      ),
      at('flow_g_b', 'Must have a condition or be default flow'),
    ],
    [
      'a default flow of another element',
      inProcess(
        element('exclusiveGateway', 'g', { attributes: 'default="flow_start_g"' }),
        end('a'),
        flows('start > g', 'g > a : =true'),
      ),
      at('g', 'Default flow must start at gateway'),
    ],
    [
      'a condition behind a task',
      inProcess(task('t'), end(), flows('start > t', 't > end : =a')),
      at('t', 'Conditional sequence flows are only supported at exclusive or inclusive gateway'),
    ],
    [
      'an end event that goes on',
      inProcess(end(), task('t'), flows('start > end > t')),
      at('end', 'End events must not have outgoing sequence flows to other elements.'),
    ],
    [
      'a boundary event that leads nowhere',
      withBoundary(boundary('b', 't', { body: errorDefinition() })),
      at('b', 'Must have at least one outgoing sequence flow or association'),
    ],
    [
      'a flow into a boundary event',
      withBoundary(boundary('b', 't', { body: errorDefinition() }), flows('t > b', 'b > end')),
      at('b', 'Cannot have incoming sequence flows'),
    ],
    [
      'an error boundary event that does not interrupt',
      withBoundary(boundary('b', 't', { body: errorDefinition(), interrupting: false }), flows('b > end')),
      at('b', 'Non-Interrupting event of this type is not allowed'),
    ],
    [
      'two boundary events for every error',
      withBoundary(
        boundary('b', 't', { body: errorDefinition() }),
        boundary('c', 't', { body: errorDefinition() }),
        flows('b > end', 'c > end'),
      ),
      at(
        't',
        'The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.',
      ),
    ],
    [
      'a boundary event without event',
      withBoundary(boundary('b', 't', { body: '' }), flows('b > end')),
      at('b', 'Must have exactly one event definition'),
    ],
    [
      'an error end event without error',
      inProcess(end('e', errorDefinition())),
      at('e > errorEventDefinition', 'Must reference an error'),
    ],
    [
      'an error without code',
      definitions(process('p', start(), end('e', errorDefinition('E'))), error('E')),
      at('e > errorEventDefinition', 'ErrorCode must be present and not empty'),
    ],
    [
      'a caught error with an expression as code',
      definitions(
        process(
          'p',
          start(),
          task('t'),
          end(),
          boundary('b', 't', { body: errorDefinition('E') }),
          flows('start > t', 'b > end'),
        ),
        error('E', '=x'),
      ),
      at(
        'b > errorEventDefinition',
        'The errorCode of the error catch event is not allowed to be an expression',
      ),
    ],
    [
      'a message event without message',
      catching('<bpmn:messageEventDefinition />'),
      at('c > messageEventDefinition', 'Must reference a message'),
    ],
    [
      'a message without subscription',
      definitions(
        process('p', start(), element('receiveTask', 'r', { attributes: 'messageRef="M"' })),
        '<bpmn:message id="M" name="m" />',
      ),
      at('M', 'Must have exactly one zeebe:subscription extension element'),
    ],
    [
      'a correlation key that is not FEEL',
      definitions(
        process('p', start(), element('receiveTask', 'r', { attributes: 'messageRef="M"' })),
        message('M', 'm', 'key'),
      ),
      at(
        'M > extensionElements > subscription',
        "Expected expression but found static value 'key'. An expression must start with '=' (e.g. '=key').",
      ),
    ],
    [
      'a duration that is none',
      catching(timerDefinition('timeDuration', 'foo')),
      at('c', "Invalid timer duration expression (Invalid duration format 'foo' for expression 'foo'.)"),
    ],
    [
      'a cycle to wait for',
      catching(timerDefinition('timeCycle', 'R/PT1S')),
      at('c', 'Intermediate timer catch event must have either a time duration or a time date.'),
    ],
    [
      'an interrupting cycle',
      withBoundary(boundary('b', 't', { body: timerDefinition('timeCycle', 'R/PT1S') }), flows('b > end')),
      at('b', 'Interrupting timer event with time cycle is not allowed.'),
    ],
    [
      'a loop without a wait state',
      inProcess(
        element('exclusiveGateway', 'g', { attributes: 'default="flow_g_end"' }),
        element('manualTask', 'm'),
        end(),
        flows('start > g', 'g > m : =a', 'm > g', 'g > end'),
      ),
      '`a.bpmn`: - Process: p\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: m > g > m\n',
    ],
    [
      'a loop of gateways alone, which the broker lets pass',
      inProcess(
        element('exclusiveGateway', 'g'),
        element('exclusiveGateway', 'h'),
        flows('start > g > h', 'h > g'),
      ),
      '`a.bpmn`: - Process: p\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: g > h > g\n',
    ],
    [
      'a decision',
      '',
      "'a.dmn': - Element: definitions\n    - ERROR: The file is not DMN: it is not well-formed XML at character 1\n",
      'a.dmn',
    ],
  ])('%s', async (_name, content, expected, name = 'a.bpmn') => {
    expect(await refuse(content, name)).toBe(expected);
  });
});

describe('FEEL that cannot be parsed is told with its place', () => {
  it.each([
    ['job type', inProcess(task('t', { type: '=1 +' })), 't > extensionElements > taskDefinition'],
    ['retries', inProcess(task('t', { retries: '=1 +' })), 't > extensionElements > taskDefinition'],
    ['input', mapped(['=1 +', 'a']), 't > extensionElements > ioMapping > input'],
    [
      'output',
      inProcess(
        element('receiveTask', 'r', {
          attributes: 'messageRef="M"',
          body: extensions(ioMapping([], [['=1 +', 'a']])),
        }),
      ).replace('</bpmn:definitions>', `${message('M', 'm', '=k')}</bpmn:definitions>`),
      'r > extensionElements > ioMapping > output',
    ],
    [
      'condition',
      inProcess(element('exclusiveGateway', 'g'), end(), flows('start > g', 'g > end : =1 +')),
      'flow_g_end > conditionExpression',
    ],
    ['timer', catching(timerDefinition('timeDuration', '=1 +')), 'c > timerEventDefinition'],
    [
      'correlation key',
      definitions(
        process('p', start(), element('receiveTask', 'r', { attributes: 'messageRef="M"' })),
        message('M', 'm', '=1 +'),
      ),
      'M > extensionElements > subscription',
    ],
  ])('%s', async (_name, content, path) => {
    const reason = await refuse(content);
    expect(reason).toContain(`- Element: ${path}\n    - ERROR: failed to parse expression '1 +': `);
    expect(reason).toMatch(/line 1|1:\d/);
  });
});

describe('what is not BPMN is refused', () => {
  it.each([
    ['text', 'hello', /The file is not BPMN/],
    ['nothing', '', /The file is not BPMN/],
    ['other XML', '<a/>', /The file is not BPMN/],
    ['half a file', inProcess().slice(0, -30), /The file is not BPMN/],
    ['an unknown element', inProcess('<bpmn:nonsense id="n" />'), /nonsense/],
    [
      'an unknown attribute',
      inProcess(element('task', 't', { attributes: 'foo="1"' })),
      /unknown attribute <foo>/,
    ],
    ['a duplicate id', inProcess(task('t'), task('t')), /duplicate ID <t>/],
    ['an element without id', inProcess('<bpmn:task />'), /Must have an id/],
    [
      'a flow to nowhere',
      inProcess(flows('start > nowhere')),
      /no element with the id 'nowhere' for its targetRef/,
    ],
    [
      'a flow from nowhere',
      inProcess(end(), flows('nowhere > end')),
      /no element with the id 'nowhere' for its sourceRef/,
    ],
    [
      'a flow without target',
      inProcess('<bpmn:sequenceFlow id="f" sourceRef="start" />'),
      /Element: f\n.*targetRef/,
    ],
    [
      'a flow out of a sub-process',
      inProcess(
        element('subProcess', 'sub', { body: start('inner') }),
        end(),
        flows('start > sub', 'inner > end'),
      ),
      /Element: flow_inner_end\n.*Must connect two elements/,
    ],
    [
      'a boundary event on nothing',
      inProcess(element('boundaryEvent', 'b', { body: errorDefinition() }), end(), flows('b > end')),
      /Element: b\n.*attachedToRef/,
    ],
    [
      'a boundary event on a gateway',
      inProcess(
        element('parallelGateway', 'g'),
        boundary('b', 'g', { body: errorDefinition() }),
        end(),
        flows('start > g', 'b > end'),
      ),
      /Element: g\n.*not to a parallelGateway/,
    ],
  ])('%s', async (_name, content, expected) => {
    expect(await refuse(content)).toMatch(expected);
  });
});

describe('what the engine does not do is refused, with the element and what to do', () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ...(['complexGateway', 'transaction'] as const).map(
      (tag) => [tag, element(tag, 'x'), `a bpmn:${tag} is not supported`] as const,
    ),
    ...['cancelEventDefinition', 'compensateEventDefinition'].map(
      (tag) =>
        [
          `start with ${tag}`,
          `<bpmn:startEvent id="x"><bpmn:${tag} id="d" /></bpmn:startEvent>`,
          `'bpmn:${tag}' on a bpmn:startEvent is not supported`,
        ] as const,
    ),
    ...['escalation', 'compensate', 'cancel'].map(
      (kind) =>
        [
          `catch with ${kind}`,
          element('intermediateCatchEvent', 'x', { body: `<bpmn:${kind}EventDefinition id="d" />` }),
          `'bpmn:${kind}EventDefinition' on a bpmn:intermediateCatchEvent is not supported`,
        ] as const,
    ),
    [
      'a standard loop',
      element('task', 'x', { body: '<bpmn:standardLoopCharacteristics />' }),
      "'bpmn:standardLoopCharacteristics' on a bpmn:task is not supported",
    ],
    [
      'a task listener',
      element('task', 'x', {
        body: extensions(
          '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="l" /></zeebe:taskListeners>',
        ),
      }),
      "'zeebe:taskListeners' on a bpmn:task is not supported",
    ],
    [
      'a called decision where nobody reads it',
      element('task', 'x', {
        body: extensions('<zeebe:calledDecision decisionId="d" resultVariable="r" />'),
      }),
      "'zeebe:calledDecision' on a bpmn:task is not supported",
    ],
    [
      'a task definition where nobody reads it',
      element('manualTask', 'x', { body: extensions('<zeebe:taskDefinition type="t" />') }),
      "'zeebe:taskDefinition' on a bpmn:manualTask is not supported",
    ],
  ];

  it.each(refused)('%s', async (_name, part, expected) => {
    const reason = await refuse(inProcess(part));
    expect(reason).toContain('- Element: x\n');
    expect(reason).toContain(`${expected} by this development engine: `);
    expect(reason.match(/ERROR/g), 'one error, and no untrue second one').toHaveLength(1);
  });

  it('an extension of Zeebe that is unknown', async () => {
    const unknown = element('task', 'x', { body: extensions('<zeebe:brandNew a="1" />') });
    expect(await refuse(inProcess(unknown))).toContain('zeebe:brandNew');
    const attribute = '<zeebe:taskDefinition type="t" brandNew="1" />';
    const strange = element('serviceTask', 'x', { body: extensions(attribute) });
    expect(await refuse(inProcess(strange))).toContain('unknown attribute <brandNew>');
  });

  it('whatever stands in a sub-process', async () => {
    const inner = element('subProcess', 'sub', { body: start('inner') + element('complexGateway', 'x') });
    expect(await refuse(inProcess(inner))).toContain('- Element: x\n    - ERROR: a bpmn:complexGateway');
  });

  it('all problems at once, each once', async () => {
    const reason = await refuse(inProcess(element('complexGateway', 'x'), element('serviceTask', 'y')));
    expect(reason.match(/- Element: /g)).toHaveLength(2);
  });
});
