import type { PropertyConstraints } from './element-template.ts';

type Pattern = NonNullable<PropertyConstraints['pattern']>;

/** Modelers match the word "undefined" against the pattern when a field is empty. */
const EMPTY = '^(undefined)?$';
const FEEL = '^=';
/** As the runtime reads it: days, hours, minutes and seconds. */
const DURATION = String.raw`^[Pp](?=\d|[Tt]\d)(\d+[Dd])?([Tt](?=\d)(\d+[Hh])?(\d+[Mm])?(\d+([.,]\d+)?[Ss])?)?$`;
const MESSAGE = 'must be an ISO 8601 duration, e.g. PT30S for 30 seconds';

export const wholeNumberOrFeel: Pattern = {
  value: String.raw`${FEEL}|^\d+$`,
  message: 'must be a whole number, e.g. 3',
};
export const durationPattern: Pattern = { value: `${EMPTY}|${DURATION}`, message: MESSAGE };
export const durationOrFeel: Pattern = { value: `${EMPTY}|${FEEL}|${DURATION}`, message: MESSAGE };
