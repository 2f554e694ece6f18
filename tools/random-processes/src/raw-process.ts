import fc from 'fast-check';
import type { WaitKind } from './process-model.ts';

/** A process before it has names: whatever chance gives; `finishProcess` makes something sound of it. */
export interface RawSequence {
  readonly elements: readonly RawElement[];
  /** Undefined: it goes on. */
  readonly end: RawEnd | undefined;
}

export type RawEnd = 'none' | 'error' | 'escalation' | 'terminate' | 'signal' | 'compensation';

export interface RawCatch {
  readonly kind: WaitKind | 'error' | 'escalation';
  readonly code: number;
  readonly interrupting: boolean;
  readonly body: RawSequence;
}

export interface RawLoop {
  readonly isSequential: boolean;
  readonly count: number;
  readonly until: number | undefined;
}

export type RawElement =
  | { readonly kind: 'pass' }
  | { readonly kind: 'catch'; readonly on: WaitKind }
  | {
      readonly kind: 'throw';
      readonly throws: 'escalation' | 'signal' | 'compensation';
      readonly code: number;
    }
  | {
      readonly kind: 'task';
      readonly boundaries: readonly RawCatch[];
      readonly loop: RawLoop | undefined;
      readonly isUndoable: boolean;
    }
  | {
      readonly kind: 'scope';
      readonly isCalled: boolean;
      readonly body: RawSequence;
      readonly events: readonly RawCatch[];
      readonly boundaries: readonly RawCatch[];
      readonly loop: RawLoop | undefined;
    }
  | {
      readonly kind: 'fork';
      readonly gateway: 'exclusive' | 'parallel' | 'inclusive';
      readonly branches: readonly RawSequence[];
      readonly taken: number;
    }
  | {
      readonly kind: 'eventGateway';
      readonly branches: readonly { readonly on: WaitKind; readonly rest: RawSequence }[];
    }
  | { readonly kind: 'repeat'; readonly body: RawSequence; readonly times: number };

const waitKind = fc.constantFrom<WaitKind>('message', 'signal', 'timer');
const rarely = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const loop: fc.Arbitrary<RawLoop> = fc.record({
  isSequential: fc.boolean(),
  count: fc.integer({ min: 0, max: 3 }),
  until: rarely(2, fc.integer({ min: 1, max: 2 })),
});
const task = (boundaries: fc.Arbitrary<RawCatch[]>): fc.Arbitrary<RawElement> =>
  fc.record({
    kind: fc.constant('task'),
    boundaries,
    loop: rarely(5, loop),
    isUndoable: fc.boolean(),
  });
const plain: fc.Arbitrary<RawElement> = fc.oneof(
  { weight: 4, arbitrary: task(fc.constant([])) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('catch'), on: waitKind }) },
);
const end = (isEnding: boolean): fc.Arbitrary<RawEnd | undefined> =>
  fc.oneof(
    { weight: isEnding ? 0 : 8, arbitrary: fc.constant(undefined) },
    { weight: 4, arbitrary: fc.constant('none' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<RawEnd>('error', 'escalation', 'terminate', 'signal', 'compensation'),
    },
  );

function catching(depth: number): fc.Arbitrary<RawCatch> {
  return fc.record({
    kind: fc.constantFrom<RawCatch['kind']>('message', 'signal', 'timer', 'error', 'escalation'),
    code: fc.integer({ min: 0, max: 2 }),
    interrupting: fc.boolean(),
    body: sequence(depth - 1),
  });
}

function element(depth: number): fc.Arbitrary<RawElement> {
  if (depth <= 0) return plain;
  const boundaries = fc.array(catching(depth), { maxLength: 2 });
  const inner = sequence(depth - 1);
  const thrown = fc.constantFrom('escalation' as const, 'signal' as const, 'compensation' as const);
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: task(boundaries) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('throw' as const),
        throws: thrown,
        code: fc.integer({ min: 0, max: 1 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('scope' as const),
        isCalled: fc.boolean(),
        body: inner,
        events: fc.array(catching(depth), { maxLength: 2 }),
        boundaries,
        loop: rarely(3, loop),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('fork' as const),
        gateway: fc.constantFrom('exclusive' as const, 'parallel' as const, 'inclusive' as const),
        branches: fc.array(inner, { minLength: 2, maxLength: 3 }),
        taken: fc.nat({ max: 7 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('eventGateway' as const),
        branches: fc.array(fc.record({ on: waitKind, rest: inner }), { minLength: 2, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('repeat' as const),
        body: inner,
        times: fc.integer({ min: 1, max: 3 }),
      }),
    },
  );
}

function sequence(depth: number): fc.Arbitrary<RawSequence> {
  return fc.record({
    elements: fc.array(element(depth), { minLength: 0, maxLength: depth > 1 ? 3 : 2 }),
    end: end(false),
  });
}

export interface RawProcess {
  readonly body: RawSequence;
  readonly events: readonly RawCatch[];
}

/** A process with what happens in it. */
export const rawProcess: fc.Arbitrary<RawProcess> = fc.record({
  body: fc.record({ elements: fc.array(element(3), { minLength: 1, maxLength: 4 }), end: end(true) }),
  events: fc.array(catching(2), { maxLength: 2 }),
});
