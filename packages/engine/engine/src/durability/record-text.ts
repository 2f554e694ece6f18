import { parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';

/** Most values have no integer beyond 2^53: they are read with the parser that is built in. */
const PLAIN = '=';
const EXACT = '+';

/** One line with a value that is not undefined. Parts that JSON cannot hold are left out. */
export function encodeLine(value: unknown): string {
  try {
    return `${PLAIN}${JSON.stringify(value)}`;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return `${EXACT}${stringifyJson(value)}`;
  }
}

export function decodeLine(line: string): unknown {
  const text = line.slice(1);
  const value: unknown = line.startsWith(EXACT) ? parseJson(text) : JSON.parse(text);
  return value;
}

const stepSchema = z.object({
  name: z.string(),
  /** By the engine's clock when it began, in milliseconds since 1970. */
  at: z.number(),
  /** The last key when it was over: doing it again must end there. */
  lastKey: z.number(),
  /** Secrets that it asked for and did not get. */
  missingSecrets: z.array(z.string()).optional(),
  /** It took so long that a limit of time may end it differently the next time. */
  slow: z.literal(true).optional(),
  argument: z.unknown().optional(),
});

/** A step as it stands in a journal. */
export type StepRecord = z.output<typeof stepSchema>;

/** @param argument the line of the step's argument */
export function encodeStep(step: Omit<StepRecord, 'argument'>, argument: string | undefined): string {
  const text = JSON.stringify(step);
  if (argument === undefined) return `${PLAIN}${text}`;
  return `${argument.slice(0, 1)}${text.slice(0, -1)},"argument":${argument.slice(1)}}`;
}

/** @throws ZodError when the line is not a step */
export const decodeStep = (line: string): StepRecord => stepSchema.parse(decodeLine(line));
