export interface AllowedCircle {
  readonly within: string;
  /** Files; more of them is an error. */
  readonly most: number;
  readonly reason: string;
}

const DESCENT = 'A recursive descent: each part of a language holds all others.';
const REST = 'A type or constant in the wrong file; to be ended.';

/** Nothing may be added to it; a rest that is ended is taken out. */
export const allowedCircles: readonly AllowedCircle[] = [
  { within: 'packages/sdk/feel/src/compile/', most: 8, reason: DESCENT },
  { within: 'packages/sdk/feel/src/grammar/', most: 3, reason: DESCENT },
  { within: 'packages/sdk/feel/src/', most: 2, reason: REST },
];
