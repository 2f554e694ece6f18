const PATTERN =
  /^P(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d{1,9})?)S)?)?$/i;

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds (`PT30S`, `P1DT2H`), or `undefined`. */
export function parseDurationMs(text: string): number | undefined {
  const trimmed = text.trim();
  const groups = PATTERN.exec(trimmed)?.groups;
  if (groups === undefined || trimmed.length < 3) return undefined;
  const part = (name: string): number => Number(groups[name] ?? 0);
  const ms = ((part('days') * 24 + part('hours')) * 60 + part('minutes')) * 60_000 + part('seconds') * 1000;
  return Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : undefined;
}

export const toIsoDuration = (ms: number): string => `PT${ms / 1000}S`;
