const DURATION =
  /^(?<sign>-)?P(?:(?<days>\d{1,9})D)?(?:T(?:(?<hours>\d{1,9})H)?(?:(?<minutes>\d{1,9})M)?(?:(?<seconds>\d{1,9})(?<fraction>\.\d+)?S)?)?$/;

/**
 * A duration of days and time as a TIME of MySQL, which counts hours: `-P1DT2H` is `-26:00:00`. Undefined:
 * the text is not such a duration.
 */
export function toClockDuration(text: string): string | undefined {
  const groups = text.length < 3 ? undefined : DURATION.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '' } = groups;
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return `${sign}${parts.map((part) => String(part).padStart(2, '0')).join(':')}${fraction}`;
}
