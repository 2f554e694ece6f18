export default class Big {
  constructor(value: string | number | bigint | Big);
  static readonly roundHalfUp: 1;
  plus(other: Big | string | number): Big;
  minus(other: Big | string | number): Big;
  times(other: Big | string | number): Big;
  div(other: Big | string | number): Big;
  round(decimals: number, mode?: number): Big;
  eq(other: Big | string | number): boolean;
  gt(other: Big | string | number): boolean;
  lt(other: Big | string | number): boolean;
  toFixed(decimals?: number): string;
}
