import type { Owner, PageCanvas } from '../pdf/canvas.ts';

/** Part of a page that is never divided, unless it says how. */
export interface BoxSlice {
  readonly kind: 'box';
  /** Points. */
  readonly height: number;
  /** Above it, where it is not the first on a page. */
  readonly gap: number;
  /** Stays on one page with the one after it. */
  readonly keep: boolean;
  /** Of the block in the input. */
  readonly path: string;
  draw(page: PageCanvas, x: number, y: number): void;
  /** Two that make up this one, the first at most so high; `undefined` when nothing of it fits. */
  divide?(height: number): readonly [BoxSlice, BoxSlice] | undefined;
  /** It is divided only when it is higher than a page. */
  readonly breaksOnlyWhenTaller?: boolean | undefined;
}

/** Something to be done when everything before it has been drawn. */
export interface HookSlice {
  readonly kind: 'hook';
  run(flow: Flow): void;
}
/** The rest goes on a new page, or into the next column. */
export interface BreakSlice {
  readonly kind: 'break';
  readonly to?: 'page' | 'column' | undefined;
  readonly path: string;
}
/** The next slice can be made only after this: a document has to come first. */
export interface WaitSlice {
  readonly kind: 'wait';
  until(): Promise<void>;
}
export type Slice = BoxSlice | HookSlice | BreakSlice | WaitSlice;
export type Slices<Result = void> = Generator<Slice, Result, undefined>;

/** Where slices flow. */
export interface Flow {
  /** Draws a slice again on top of each page: the header of a table. */
  add(header: BoxSlice): void;
  remove(header: BoxSlice): void;
  /** What follows goes into these areas of the page, below all that is on it. */
  divide(areas: readonly PageArea[]): void;
}
export const NO_FLOW: Flow = { add: () => undefined, remove: () => undefined, divide: () => undefined };

/** Where text stands on a page. */
export interface PageArea {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** An element of the structure that exists from the moment something of it is drawn. */
export interface Node {
  owner(): Owner;
  close(): void;
}
export const ARTIFACT: Node = { owner: () => 'artifact', close: () => undefined };

export type Part = BoxSlice | HookSlice;

/** Takes the slices of something that goes into a box. */
export function* collectParts(
  slices: Slices<unknown>,
  refuseBreak: (path: string) => never,
): Slices<readonly Part[]> {
  const parts: Part[] = [];
  for (const slice of slices) {
    if (slice.kind === 'wait') yield slice;
    else if (slice.kind === 'break') refuseBreak(slice.path);
    else parts.push(slice);
  }
  return parts;
}

export function measureHeight(parts: readonly Part[]): number {
  let height = 0;
  let isFirst = true;
  for (const part of parts) {
    if (part.kind === 'hook') continue;
    height += part.height + (isFirst ? 0 : part.gap);
    isFirst = false;
  }
  return height;
}

export function drawParts(
  parts: readonly Part[],
  page: PageCanvas,
  at: { readonly x: number; readonly y: number },
): void {
  let { y } = at;
  let isFirst = true;
  for (const part of parts) {
    if (part.kind === 'hook') {
      part.run(NO_FLOW);
      continue;
    }
    if (!isFirst) y += part.gap;
    part.draw(page, at.x, y);
    y += part.height;
    isFirst = false;
  }
}

/** Parts that fit a height, and the rest; a part that can be is divided. */
export function divideParts(
  parts: readonly Part[],
  height: number,
): readonly [readonly Part[], readonly Part[]] {
  const taken: Part[] = [];
  let used = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'hook') {
      taken.push(part);
      continue;
    }
    const gap = taken.some(({ kind }) => kind === 'box') ? part.gap : 0;
    if (used + gap + part.height <= height + 0.01) {
      taken.push(part);
      used += gap + part.height;
      continue;
    }
    const divided = part.divide?.(height - used - gap);
    if (divided === undefined) return [taken, parts.slice(index)];
    return [
      [...taken, divided[0]],
      [divided[1], ...parts.slice(index + 1)],
    ];
  }
  return [taken, []];
}

/** The same slices further to the right. */
export function* indentSlices(slices: Slices<unknown>, left: number): Slices {
  for (const slice of slices) yield slice.kind === 'box' ? indentBox(slice, left) : slice;
}

function indentBox(slice: BoxSlice, left: number): BoxSlice {
  const divide = slice.divide?.bind(slice);
  return {
    ...slice,
    draw: (page, x, y) => slice.draw(page, x + left, y),
    ...(divide === undefined
      ? {}
      : {
          divide(height: number) {
            const divided = divide(height);
            return divided === undefined
              ? undefined
              : [indentBox(divided[0], left), indentBox(divided[1], left)];
          },
        }),
  };
}
