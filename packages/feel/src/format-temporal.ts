import type { FeelDateTime, FeelDuration, FeelTime } from 'feelin';

const clockPattern = /^(\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?/;
const durationPattern =
  /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(\.\d+)?S)?)?$/;

/** `10:00` for a local time and `10:00:00+01:00` for a zoned one, as the broker writes them to variables. */
export function formatTime(time: FeelTime): string {
  if (time.zone === null) return formatClock(time.iso);
  return formatClock(time.iso, { withSeconds: true }) + toZone(time.zone);
}

/** `2020-01-01T10:00`, with offset `2020-01-01T10:00+01:00`, with zone `2020-01-01T10:00+01:00[Europe/Berlin]`. */
export function formatDateTime(value: FeelDateTime): string {
  const [date = '', clock = ''] = value.iso.split('T');
  const local = `${date}T${formatClock(clock)}`;
  if (value.zone === null) return local;
  const zone = toZone(value.zone);
  return zone.startsWith('@') ? `${local}${formatOffset(value['time offset'])}[${value.zone}]` : local + zone;
}

/** `PT24H` for days and time, `P1Y2M` for years and months; the sign goes to each part. */
export function formatDuration(duration: FeelDuration): string {
  const match = durationPattern.exec(duration.iso);
  if (!match) return duration.iso;
  const [, sign, years, months, days, hours, minutes, seconds, fraction = ''] = match;
  if (duration.yearsMonths) {
    const total = Number(years ?? 0) * 12 + Number(months ?? 0);
    return `P${part(sign, Math.trunc(total / 12), 'Y')}${part(sign, total % 12, 'M')}`.replace(/^P$/, 'P0D');
  }
  const total =
    Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const rest =
    fraction === '' ? part(sign, total % 60, 'S') : `${sign}${total % 60}${fraction.replace(/0+$/, '')}S`;
  const text = `PT${part(sign, Math.trunc(total / 3600), 'H')}${part(sign, Math.trunc(total / 60) % 60, 'M')}${rest}`;
  return text === 'PT' ? 'PT0S' : text;
}

function part(sign: string | undefined, amount: number, unit: string): string {
  return amount === 0 ? '' : `${sign ?? ''}${amount}${unit}`;
}

function formatClock(iso: string, options: { readonly withSeconds?: boolean } = {}): string {
  const [, minutes = iso, seconds = '00', fraction = ''] = clockPattern.exec(iso) ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (digits !== '') return `${minutes}:${seconds}.${digits.padEnd(Math.ceil(digits.length / 3) * 3, '0')}`;
  return seconds === '00' && options.withSeconds !== true ? minutes : `${minutes}:${seconds}`;
}

function toZone(zone: string): string {
  if (zone === 'UTC' || zone === '+00:00') return 'Z';
  return /[A-Za-z]{2}/.test(zone) ? `@${zone}` : zone;
}

function formatOffset(offset: FeelDuration): string {
  const minutes = offset.hours * 60 + offset.minutes;
  if (minutes === 0) return 'Z';
  const digits = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${digits(minutes / 60)}:${digits(minutes % 60)}`;
}
