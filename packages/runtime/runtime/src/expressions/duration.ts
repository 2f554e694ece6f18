const NUMBER = String.raw`[-+]?\d+`;
const PATTERN = new RegExp(
  `^(?<sign>[-+]?)P(?:(?<days>${NUMBER})D)?(?:T(?=[-+\\d])(?:(?<hours>${NUMBER})H)?(?:(?<minutes>${NUMBER})M)?(?:(?<seconds>${NUMBER}(?:[.,]\\d{0,9})?)S)?)?$`,
  'i',
);

/**
 * The milliseconds of an ISO 8601 duration of days, hours, minutes and seconds (`PT30S`, `P1DT2H`), or
 * `undefined`. Each part may have a sign, as in Java; the result may be negative.
 */
export function parseDurationMs(text: string): number | undefined {
  const trimmed = text.trim();
  const groups = PATTERN.exec(trimmed)?.groups;
  if (groups === undefined || !/\d/.test(trimmed)) return undefined;
  const part = (name: string): number => Number((groups[name] ?? '0').replace(',', '.'));
  const ms = ((part('days') * 24 + part('hours')) * 60 + part('minutes')) * 60_000 + part('seconds') * 1000;
  const rounded = Math.round(groups.sign === '-' ? 0 - ms : ms);
  // No negative zero.
  return Number.isSafeInteger(rounded) ? rounded + 0 : undefined;
}

export const toIsoDuration = (ms: number): string => `PT${ms / 1000}S`;
