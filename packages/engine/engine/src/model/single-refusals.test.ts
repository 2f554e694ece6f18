import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  event,
  eventSubProcess,
  extensions,
  flows,
  message,
  messageDefinition,
  process,
  start,
  startOn,
  subProcess,
  task,
} from '../core/testing/bpmn.ts';
import { parseResource } from './parse-resource.ts';

/** Known, but of processes alone. */
const MISPLACED = extensions('<zeebe:versionTag value="1" />');
const cancelDefinition = '<bpmn:cancelEventDefinition />';
const inProcess = (...parts: readonly string[]): string =>
  definitions(message('M', 'm', '=key'), process('p', ...parts));
const chained = (...parts: readonly [id: string, xml: string][]): string =>
  inProcess(
    start(),
    ...parts.map(([, xml]) => xml),
    end(),
    flows(['start', ...parts.map(([id]) => id), 'end'].join(' > ')),
  );

/** Every refusal as `path: message`. */
async function refusals(content: string): Promise<readonly string[]> {
  const parsed = await parseResource({ name: 'a.bpmn', content });
  if (parsed.ok) throw new Error('The model was accepted');
  const found: string[] = [];
  let path = '';
  for (const line of parsed.reason.split('\n')) {
    const [, at] = /- Element: (.*)$/.exec(line) ?? [];
    const [, what] = /- ERROR: (.*)$/.exec(line) ?? [];
    if (at !== undefined) path = at;
    if (what !== undefined) found.push(`${path}: ${what}`);
  }
  return found;
}

describe('what is not supported is refused once, without errors that follow from it', () => {
  it.each<[string, string, string]>([
    ['a transaction', chained(['x', element('transaction', 'x')]), 'x'],
    ['a complex gateway', chained(['x', element('complexGateway', 'x')]), 'x'],
    [
      'a cancel end event',
      inProcess(start(), event('endEvent', 'x', cancelDefinition), flows('start > x')),
      'x',
    ],
    [
      'a cancel boundary event',
      inProcess(
        start(),
        task('t'),
        boundary('x', 't', { body: cancelDefinition }),
        end(),
        flows('start > t > end', 'x > end'),
      ),
      'x',
    ],
    [
      'a standard loop',
      chained(['x', element('task', 'x', { body: '<bpmn:standardLoopCharacteristics />' })]),
      'x',
    ],
    [
      'a receive task that starts the process',
      chained(['x', element('receiveTask', 'x', { attributes: 'messageRef="M" instantiate="true"' })]),
      'x',
    ],
    [
      'a misplaced extension of a service task',
      chained(['x', element('serviceTask', 'x', { body: MISPLACED })]),
      'x',
    ],
    ['of a send task', chained(['x', element('sendTask', 'x', { body: MISPLACED })]), 'x'],
    ['of a business rule task', chained(['x', element('businessRuleTask', 'x', { body: MISPLACED })]), 'x'],
    ['of a script task', chained(['x', element('scriptTask', 'x', { body: MISPLACED })]), 'x'],
    ['of a user task', chained(['x', element('userTask', 'x', { body: MISPLACED })]), 'x'],
    ['of a receive task', chained(['x', element('receiveTask', 'x', { body: MISPLACED })]), 'x'],
    ['of a call activity', chained(['x', element('callActivity', 'x', { body: MISPLACED })]), 'x'],
    [
      'of a sub-process',
      chained(['x', element('subProcess', 'x', { body: MISPLACED + start('inner') })]),
      'x',
    ],
    ['of an ad-hoc sub-process', chained(['x', element('adHocSubProcess', 'x', { body: MISPLACED })]), 'x'],
    [
      'of a message event',
      chained(['x', event('intermediateCatchEvent', 'x', MISPLACED + messageDefinition('M'))]),
      'x',
    ],
    [
      'of a throwing event',
      chained(['x', event('intermediateThrowEvent', 'x', MISPLACED + messageDefinition('M'))]),
      'x',
    ],
    ['of a gateway', chained(['x', element('eventBasedGateway', 'x', { body: MISPLACED })]), 'x'],
    ['of the start event', inProcess(startOn('x', MISPLACED), end(), flows('x > end')), 'x'],
    [
      'of the start event of a sub-process',
      chained(['s', subProcess('s', startOn('x', MISPLACED), task('t'), flows('x > t'))]),
      'x',
    ],
    [
      'of the start event of an event sub-process',
      inProcess(
        start(),
        end(),
        flows('start > end'),
        eventSubProcess('s', startOn('x', MISPLACED + messageDefinition('M'))),
      ),
      'x',
    ],
    [
      'an event sub-process with an extension',
      inProcess(
        start(),
        end(),
        flows('start > end'),
        eventSubProcess('x', MISPLACED, startOn('inner', messageDefinition('M'))),
      ),
      'x',
    ],
    [
      'an element behind an event-based gateway',
      inProcess(
        start(),
        element('eventBasedGateway', 'g'),
        event('intermediateCatchEvent', 'x', MISPLACED + messageDefinition('M')),
        event('intermediateCatchEvent', 'y', messageDefinition('M2')),
        flows('start > g > x', 'g > y'),
      ).replace('</bpmn:definitions>', `${message('M2', 'm2', '=key')}</bpmn:definitions>`),
      'x',
    ],
    [
      'a link that is caught by an element with an extension',
      inProcess(
        start(),
        event('intermediateThrowEvent', 'throws', '<bpmn:linkEventDefinition name="l" />'),
        event('intermediateCatchEvent', 'x', `${MISPLACED}<bpmn:linkEventDefinition name="l" />`),
        end(),
        flows('start > throws', 'x > end'),
      ),
      'x',
    ],
    [
      'the host of a boundary event',
      inProcess(
        start(),
        element('serviceTask', 'x', { body: MISPLACED }),
        boundary('b', 'x', { body: messageDefinition('M') }),
        end(),
        flows('start > x > end', 'b > end'),
      ),
      'x',
    ],
  ])('%s', async (_case, content, path) => {
    const found = await refusals(content);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}: .*not supported by this development engine`));
  });

  it.each([
    [
      'an event without a message',
      chained(['x', event('intermediateCatchEvent', 'x', '<bpmn:messageEventDefinition />')]),
      'x > messageEventDefinition: Must reference a message',
    ],
    ['no start event', inProcess(task('t')), 'p: Must have at least one start event'],
    [
      'an error that does not exist',
      inProcess(start(), event('endEvent', 'x', '<bpmn:errorEventDefinition />'), flows('start > x')),
      'x > errorEventDefinition: Must reference an error',
    ],
    [
      'an extension that nobody knows',
      chained(['x', element('serviceTask', 'x', { body: extensions('<zeebe:nonsense />') })]),
      expect.stringMatching(/^definitions: unparsable content <zeebe:nonsense>/),
    ],
  ])('%s is one mistake', async (_case, content, expected) => {
    expect(await refusals(content)).toEqual([expected]);
  });
});
