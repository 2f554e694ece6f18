export interface AllowedCircle {
  readonly within: string;
  /** Files; more of them is an error. */
  readonly most: number;
  readonly reason: string;
}

export const allowedCircles: readonly AllowedCircle[] = [];
