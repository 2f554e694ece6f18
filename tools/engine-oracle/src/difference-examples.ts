import type { Scope, Step } from '@jobwright/random-processes';
import type { DifferenceExample } from './difference-example.ts';

type Element = Scope['body']['elements'][number];

const task = (id: string, isUndoable = false): Element => ({ kind: 'task', id, boundaries: [], isUndoable });
const complete = (id: string, path = ''): Step => ({ kind: 'complete', id, path });

const process = (id: string, elements: readonly Element[], events: Scope['events'] = []): Scope => ({
  kind: 'scope',
  id,
  isCalled: true,
  boundaries: [],
  body: { elements, end: { id: 'end' } },
  events,
});

const undo: Element = { kind: 'throw', id: 'undo', throws: { kind: 'compensation' } };

export const joinedBranches: DifferenceExample = {
  process: process('joinedBranches', [
    {
      kind: 'fork',
      id: 'g',
      gateway: 'parallel',
      branches: [{ elements: [task('a')] }, { elements: [task('b')] }],
      taken: [0, 1],
    },
  ]),
  steps: [complete('a')],
};

export const undoneTask: DifferenceExample = {
  process: process('undoneTask', [task('a', true), task('b'), undo]),
  steps: [complete('a'), complete('b'), complete('au')],
};

export const waitingGateway: DifferenceExample = {
  process: process('waitingGateway', [
    {
      kind: 'eventGateway',
      id: 'g',
      branches: [
        { id: 'm', on: 'message', rest: { elements: [] } },
        { id: 't', on: 'timer', rest: { elements: [] } },
      ],
    },
    task('a'),
  ]),
  steps: [{ kind: 'message', id: 'm', path: '' }],
};

export const interruptedScope: DifferenceExample = {
  process: process('interruptedScope', [
    {
      kind: 'scope',
      id: 'sub',
      isCalled: false,
      body: { elements: [task('a')], end: { id: 'e1' } },
      events: [
        {
          kind: 'eventSubProcess',
          id: 'v',
          catches: { kind: 'message' },
          interrupting: true,
          body: { elements: [task('b')], end: { id: 'e2' } },
        },
      ],
      boundaries: [{ id: 't', catches: { kind: 'timer' }, interrupting: true, body: { elements: [] } }],
    },
  ]),
  steps: [{ kind: 'message', id: 'v', path: '' }],
};

export const compensatedEventSubProcess: DifferenceExample = {
  process: process(
    'compensatedEventSubProcess',
    [task('a'), undo, task('c')],
    [
      {
        kind: 'eventSubProcess',
        id: 'v',
        catches: { kind: 'message' },
        interrupting: false,
        body: { elements: [task('b', true)], end: { id: 'e2' } },
      },
    ],
  ),
  steps: [{ kind: 'message', id: 'v', path: '' }, complete('b'), complete('a')],
};

export const compensableScope: DifferenceExample = {
  process: process('compensableScope', [
    {
      kind: 'scope',
      id: 'sub',
      isCalled: false,
      body: { elements: [task('a', true)], end: { id: 'e1' } },
      events: [],
      boundaries: [
        {
          id: 't',
          catches: { kind: 'timer' },
          interrupting: false,
          body: { elements: [], end: { id: 'e2' } },
        },
      ],
    },
    task('b'),
  ]),
  steps: [complete('a')],
};

export const escalatedEventSubProcess: DifferenceExample = {
  process: process(
    'escalatedEventSubProcess',
    [task('a'), { kind: 'throw', id: 'w', throws: { kind: 'escalation', code: 'X0' } }, task('c')],
    [
      {
        kind: 'eventSubProcess',
        id: 'v',
        catches: { kind: 'escalation', code: 'X0' },
        interrupting: false,
        body: {
          elements: [task('b')],
          end: { id: 'e2', throws: { kind: 'escalation', code: 'X0' } },
        },
      },
    ],
  ),
  steps: [complete('a'), complete('b')],
};

export const twoTokensOfOneFlow: DifferenceExample = {
  process: process('twoTokensOfOneFlow', [
    {
      kind: 'task',
      id: 'a',
      isUndoable: false,
      boundaries: [
        {
          id: 'm',
          catches: { kind: 'message' },
          interrupting: false,
          body: {
            elements: [
              {
                kind: 'fork',
                id: 'g',
                gateway: 'parallel',
                branches: [{ elements: [] }, { elements: [task('b')] }],
                taken: [0, 1],
              },
              task('c'),
            ],
            end: { id: 'e2' },
          },
        },
      ],
    },
  ]),
  steps: [
    { kind: 'message', id: 'm', path: '' },
    { kind: 'message', id: 'm', path: '' },
  ],
};

export const endBeforeInclusiveJoin: DifferenceExample = {
  process: process('endBeforeInclusiveJoin', [
    {
      kind: 'fork',
      id: 'g',
      gateway: 'inclusive',
      branches: [
        { elements: [task('a')] },
        {
          elements: [
            {
              kind: 'task',
              id: 'b',
              isUndoable: false,
              boundaries: [
                {
                  id: 'x',
                  catches: { kind: 'error', code: 'E0' },
                  interrupting: true,
                  body: { elements: [], end: { id: 'e2' } },
                },
              ],
            },
          ],
        },
        { elements: [] },
      ],
      taken: [0, 1],
    },
    task('c'),
  ]),
  steps: [complete('a'), { kind: 'error', id: 'b', path: '', code: 'E0' }],
};
