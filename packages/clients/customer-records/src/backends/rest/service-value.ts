import { readFeelTime, toIsoTimeText } from '@jobwright/feel-time';
import { isJsonList, type JsonValue } from '@jobwright/json';

type Scalar = string | number | bigint | boolean;

/**
 * What CRMs take for one value: options of a list joined by `;`, and times in ISO 8601 without the name of
 * their zone.
 */
export function toServiceValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') return toTimeText(value);
  if (!isJsonList(value)) return value;
  const options = value.flatMap((option) => (isScalar(option) ? [String(option)] : []));
  return options.length === value.length ? options.join(';') : value;
}

/** Only what is a moment: a text such as `10:00` may be anything. */
const toTimeText = (text: string): string => {
  const time = readFeelTime(text);
  return time?.kind === 'date-time' && time.epochNanoseconds !== undefined ? toIsoTimeText(text) : text;
};

/**
 * Whether the value that a service holds is the one that was written: options in any order, times by their
 * moment.
 */
export function isSameServiceValue(stored: JsonValue, written: JsonValue, source: JsonValue): boolean {
  if (stored === written) return true;
  if (typeof stored !== 'string' || typeof written !== 'string') return false;
  if (isJsonList(source)) return sortOptions(stored) === sortOptions(written);
  const moment = readMoment(written);
  return moment !== undefined && moment === readMoment(stored);
}

const sortOptions = (options: string): string => options.split(';').sort().join(';');

/** Salesforce writes offsets without a colon. */
function readMoment(text: string): bigint | undefined {
  const time = readFeelTime(text);
  return time?.kind === 'date-time' ? time.epochNanoseconds : undefined;
}

const isScalar = (value: JsonValue): value is Scalar =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
