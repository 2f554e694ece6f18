/**
 * A day, a time of day, or both, as FEEL has them. Durations are none of these: their text is ISO 8601 as it
 * is.
 */
export type FeelTime = FeelDate | FeelTimeOfDay | FeelDateTime;

/** A date of FEEL, e.g. `2026-01-31`. */
export interface FeelDate {
  readonly kind: 'date';
  /** `2026-01-31`. */
  readonly date: string;
}

/** A time of day of FEEL, with its offset or zone where it has one. */
export interface FeelTimeOfDay {
  readonly kind: 'time';
  /** With seconds, and with the digits of a fraction that are not zero at its end: `10:00:00.123`. */
  readonly time: string;
  /** `undefined`: a local time. Of a time in a zone the offset without daylight saving, as FEEL has it. */
  readonly offsetSeconds: number | undefined;
  /** The name of the zone, where one was given. */
  readonly zone: string | undefined;
}

/** A date and time of FEEL, with its offset or zone where it has one. */
export interface FeelDateTime {
  readonly kind: 'date-time';
  /** `2026-01-31`. */
  readonly date: string;
  /** With seconds, and with the digits of a fraction that are not zero at its end: `10:00:00.123`. */
  readonly time: string;
  /** `undefined`: a local date-time, which is no moment. */
  readonly offsetSeconds: number | undefined;
  /** The name of the zone, where one was given. */
  readonly zone: string | undefined;
  /** The moment, exact; `undefined` of a local date-time. */
  readonly epochNanoseconds: bigint | undefined;
}
