/** FEEL when it starts with `=` and has more than that; else the text itself. */
export type Expression = string;

export const isFeel = (expression: Expression): boolean =>
  expression.length > 1 && expression.startsWith('=');
