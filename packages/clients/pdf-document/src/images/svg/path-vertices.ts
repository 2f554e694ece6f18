import { readPathCommands } from './path-commands.ts';

type Vector = readonly [x: number, y: number];

/** A point where a marker may stand, and the directions in which the line arrives and leaves. */
export interface Vertex {
  readonly x: number;
  readonly y: number;
  /** Degrees, clockwise from the x axis. Between the directions of arrival and departure. */
  readonly angle: number;
}

interface Segment {
  readonly end: Vector;
  /** Direction at its start and at its end; `undefined` for a segment without length. */
  readonly leaves: Vector | undefined;
  readonly arrives: Vector | undefined;
}

interface Subpath {
  readonly start: Vector;
  readonly segments: Segment[];
  isClosed: boolean;
}

/**
 * The vertices of path data, with the directions of markers.
 * @see https://www.w3.org/TR/SVG2/paths.html#PathDirectionality
 */
export function listPathVertices(data: string): readonly Vertex[] {
  return readSubpaths(data).flatMap(listVertices);
}

/** The vertices of straight lines between points. */
export function listPointVertices(points: readonly number[], isClosed: boolean): readonly Vertex[] {
  const pairs = Array.from({ length: Math.floor(points.length / 2) }, (_, index): Vector => [
    points[index * 2] ?? 0,
    points[index * 2 + 1] ?? 0,
  ]);
  const [start, ...rest] = pairs;
  if (start === undefined) return [];
  const subpath: Subpath = { start, segments: [], isClosed };
  let from = start;
  for (const end of isClosed ? [...rest, start] : rest) {
    subpath.segments.push(createLine(from, end));
    from = end;
  }
  return listVertices(subpath);
}

function readSubpaths(data: string): readonly Subpath[] {
  const subpaths: Subpath[] = [];
  let at: Vector = [0, 0];
  let open: Subpath | undefined;
  const start = (): Subpath => {
    if (open !== undefined && !open.isClosed) return open;
    open = { start: at, segments: [], isClosed: false };
    subpaths.push(open);
    return open;
  };
  for (const { name, points } of readPathCommands(data)) {
    const end = points.at(-1) ?? at;
    if (name === 'M') {
      at = end;
      open = undefined;
      start();
    } else if (name === 'Z') {
      const closed = start();
      closed.segments.push(createLine(at, closed.start));
      closed.isClosed = true;
      at = closed.start;
    } else {
      start().segments.push(createCurve([at, ...points]));
      at = end;
    }
  }
  return subpaths;
}

const createLine = (from: Vector, end: Vector): Segment => createCurve([from, end]);

/** A curve begins and ends in the direction of the nearest point of its own that is another one. */
function createCurve(points: readonly Vector[]): Segment {
  const [first = [0, 0]] = points;
  const last = points.at(-1) ?? first;
  const isElsewhere =
    (point: Vector) =>
    ([x, y]: Vector): boolean =>
      x !== point[0] || y !== point[1];
  const second = points.find(isElsewhere(first));
  const secondLast = points.findLast(isElsewhere(last));
  return {
    end: last,
    leaves: second && [second[0] - first[0], second[1] - first[1]],
    arrives: secondLast && [last[0] - secondLast[0], last[1] - secondLast[1]],
  };
}

function listVertices({ start, segments, isClosed }: Subpath): readonly Vertex[] {
  const points = [start, ...segments.map(({ end }) => end)];
  return points.map(([x, y], index) => {
    const isEnd = index === segments.length;
    // A closed line goes on from its end to its start.
    const before = index === 0 ? (isClosed ? segments : []) : segments.slice(0, index);
    const after = isEnd ? (isClosed ? segments : []) : segments.slice(index);
    const arrives = before.findLast((segment) => segment.arrives !== undefined)?.arrives;
    const leaves = after.find((segment) => segment.leaves !== undefined)?.leaves;
    return { x, y, angle: bisect(arrives ?? leaves, leaves ?? arrives) };
  });
}

const DEGREES = 180 / Math.PI;

function bisect(arrives: Vector | undefined, leaves: Vector | undefined): number {
  if (arrives === undefined || leaves === undefined) return 0;
  const [before, after] = [Math.atan2(arrives[1], arrives[0]), Math.atan2(leaves[1], leaves[0])];
  const turn = Math.atan2(Math.sin(after - before), Math.cos(after - before));
  return (before + turn / 2) * DEGREES;
}
