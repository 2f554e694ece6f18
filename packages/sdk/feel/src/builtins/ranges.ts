import { giveUp } from '../feel-error.ts';
import { compareOrder, isComparable } from '../values/compare.ts';
import { type FunctionValue, RangeValue, kindOf } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

interface Edge {
  readonly value: unknown;
  readonly included: boolean;
}

interface Span {
  readonly start: Edge;
  readonly end: Edge;
}

type PointName = 'point' | 'point1' | 'point2';

type Test = (a: Span, b: Span) => boolean;

interface Relation {
  /** What the arguments are. */
  readonly names: readonly [string, string];
  /** How they are called by name; default: as they are. */
  readonly parameters?: readonly [string, string];
  readonly test: Test;
}

const relations: Readonly<Record<string, readonly Relation[]>> = {
  before: [
    ...definePairs(
      ['point1', 'point2'],
      ['point', 'range'],
      ['range', 'point'],
      ['range1', 'range2'],
    )((a, b) => {
      const order = compareOrder(a.end.value, b.start.value);
      return order < 0 || (order === 0 && !(a.end.included && b.start.included));
    }),
  ],
  after: [
    ...definePairs(
      ['point1', 'point2'],
      ['point', 'range'],
      ['range', 'point'],
      ['range1', 'range2'],
    )((a, b) => {
      const order = compareOrder(a.start.value, b.end.value);
      return order > 0 || (order === 0 && !(a.start.included && b.end.included));
    }),
  ],
  meets: [...definePairs(['range1', 'range2'])((a, b) => touches(a.end, b.start))],
  'met by': [...definePairs(['range1', 'range2'])((a, b) => touches(a.start, b.end))],
  overlaps: [
    ...definePairs(['range1', 'range2'])((a, b) => reaches(a.end, b.start) && reaches(b.end, a.start)),
  ],
  'overlaps before': [...definePairs(['range1', 'range2'])((a, b) => overlapsBefore(a, b))],
  'overlaps after': [...definePairs(['range1', 'range2'])((a, b) => overlapsBefore(b, a))],
  finishes: [
    ...definePairs(['point', 'range'])((a, b) => b.end.included && isSameValue(b.end, a.end)),
    ...definePairs(['range1', 'range2'])((a, b) => isSameEdge(a.end, b.end) && !startsBefore(a, b)),
  ],
  'finished by': [
    {
      names: ['range', 'point'],
      // The engine has the two names the wrong way round.
      parameters: ['point', 'range'],
      test: (a, b) => a.end.included && isSameValue(a.end, b.end),
    },
    ...definePairs(['range1', 'range2'])((a, b) => isSameEdge(a.end, b.end) && !startsBefore(b, a)),
  ],
  includes: [
    ...definePairs(['range', 'point'])((a, b) => hasPoint(a, b)),
    ...definePairs(['range1', 'range2'])((a, b) => !startsBefore(b, a) && !endsAfter(b, a)),
  ],
  during: [
    ...definePairs(['point', 'range'])((a, b) => hasPoint(b, a)),
    ...definePairs(['range1', 'range2'])((a, b) => !startsBefore(a, b) && !endsAfter(a, b)),
  ],
  starts: [
    ...definePairs(['point', 'range'])((a, b) => b.start.included && isSameValue(b.start, a.start)),
    ...definePairs(['range1', 'range2'])((a, b) => isSameEdge(a.start, b.start) && !endsAfter(a, b)),
  ],
  'started by': [
    ...definePairs(['range', 'point'])((a, b) => a.start.included && isSameValue(a.start, b.start)),
    ...definePairs(['range1', 'range2'])((a, b) => isSameEdge(a.start, b.start) && !endsAfter(b, a)),
  ],
  coincides: [
    ...definePairs(
      ['point1', 'point2'],
      ['range1', 'range2'],
    )((a, b) => isSameEdge(a.start, b.start) && isSameEdge(a.end, b.end)),
  ],
};

/** How points and ranges lie to each other; both must be of one kind. */
export const rangeFunctions: Functions = Object.fromEntries(
  Object.entries(relations).map(([name, overloads]) => [name, createFunctions(name, overloads)]),
);

/** One overload for each pair of parameters. */
function definePairs(...pairs: readonly (readonly [string, string])[]) {
  return (test: Test): readonly Relation[] => pairs.map((names) => ({ names, test }));
}

/** Any of the overloads takes what one of them takes. */
function createFunctions(name: string, overloads: readonly Relation[]): readonly FunctionValue[] {
  return overloads.map(({ names, parameters = names }) =>
    define(parameters, (_run, a, b) => {
      const known = overloads.find(({ names: [first, second] }) => fits(a, first) && fits(b, second));
      const [x, y] = [toSpan(a), toSpan(b)];
      if (!isComparable(x.start.value, y.start.value) || isText(x)) return undefined;
      if (known) return known.test(x, y);
      return name === 'coincides' ? false : giveUp('a function of ranges was given a point');
    }),
  );
}

const pointNames = new Set<string>(['point', 'point1', 'point2'] satisfies PointName[]);

function fits(value: unknown, name: string): boolean {
  return pointNames.has(name) !== value instanceof RangeValue;
}

function isText(span: Span): boolean {
  return kindOf(span.start.value) === 'string';
}

function toSpan(value: unknown): Span {
  if (value instanceof RangeValue) {
    return {
      start: { value: value.start, included: value.startIncluded },
      end: { value: value.end, included: value.endIncluded },
    };
  }
  const edge = { value, included: true };
  return { start: edge, end: edge };
}

function isSameValue(a: Edge, b: Edge): boolean {
  return compareOrder(a.value, b.value) === 0;
}

function isSameEdge(a: Edge, b: Edge): boolean {
  return isSameValue(a, b) && a.included === b.included;
}

function touches(a: Edge, b: Edge): boolean {
  return isSameValue(a, b) && a.included && b.included;
}

/** Whether an end lies behind a start, or on it with both included. */
function reaches(end: Edge, start: Edge): boolean {
  return compareOrder(end.value, start.value) > 0 || touches(end, start);
}

function startsBefore(a: Span, b: Span): boolean {
  const order = compareOrder(a.start.value, b.start.value);
  return order < 0 || (order === 0 && a.start.included && !b.start.included);
}

function endsAfter(a: Span, b: Span): boolean {
  const order = compareOrder(a.end.value, b.end.value);
  return order > 0 || (order === 0 && a.end.included && !b.end.included);
}

function overlapsBefore(a: Span, b: Span): boolean {
  return startsBefore(a, b) && reaches(a.end, b.start) && !endsAfter(a, b);
}

function hasPoint(range: Span, point: Span): boolean {
  const low = compareOrder(point.start.value, range.start.value);
  const high = compareOrder(point.start.value, range.end.value);
  return (low > 0 && high < 0) || (low === 0 && range.start.included) || (high === 0 && range.end.included);
}
