/** What keeps a drawing from being drawn, as a sentence. */
export class SvgProblem extends Error {}

const SHOWN = 60;

/** Names what is not understood, with its value. */
export const notUnderstoodProblem = (name: string, value: string): SvgProblem =>
  new SvgProblem(
    `the SVG has ${name}="${value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value}", which is not understood`,
  );
