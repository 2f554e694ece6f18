import { readFeelTime } from '@jobwright/feel-time';
import { z } from 'zod';
import { headerText, mailbox, mailboxList } from './mail-fields.schema.ts';

/** Lines are folded character by character, which takes time. */
const MAX_CHARACTERS = 50_000;
/** The most attendees of one event. */
export const MAX_ATTENDEES = 500;

/** When an event begins or ends. */
export interface EventTime {
  /** The instant; for whole days midnight UTC of the day. */
  readonly at: Date;
  /** Whether it is a whole day. */
  readonly isDay: boolean;
}

const eventTime = z.string().transform((text, context): EventTime => {
  const time = readFeelTime(text);
  if (time?.kind === 'date') return { at: new Date(`${time.date}T00:00:00Z`), isDay: true };
  if (time?.kind === 'date-time' && time.epochNanoseconds !== undefined) {
    const at = new Date(Number(time.epochNanoseconds / 1_000_000n));
    if (!Number.isNaN(at.getTime())) return { at, isDay: false };
  }
  const message =
    'Expected a time with its offset or zone such as 2026-12-01T10:00:00+01:00, or a day such as 2026-12-01';
  context.issues.push({ code: 'custom', message, input: text });
  return z.NEVER;
});

const eventFields = z
  .object({
    method: z.enum(['REQUEST', 'PUBLISH', 'CANCEL']).default('REQUEST'),
    start: eventTime,
    /** For whole days, the last day of the event. */
    end: eventTime,
    summary: headerText,
    description: z.string().max(MAX_CHARACTERS).nullish(),
    location: z.string().max(MAX_CHARACTERS).nullish(),
    organizer: mailbox.optional(),
    attendees: mailboxList
      .refine((list) => list.length <= MAX_ATTENDEES, `An event has up to ${MAX_ATTENDEES} attendees`)
      .optional(),
    uid: headerText.min(1).max(250).optional(),
    sequence: z.int().min(0).default(0),
  })
  .superRefine(({ start, end }, context) => {
    const isWrong = start.isDay !== end.isDay || end.at < start.at;
    if (isWrong)
      context.addIssue({
        code: 'custom',
        path: ['end'],
        message: 'Expected a time after start, or two days',
      });
  });

const METHOD = /^METHOD:([A-Z]+)\r?$/im;

const calendarText = z
  .string()
  .max(500_000)
  .transform((text) => text.replaceAll(/\r\n?|\n/g, '\r\n'))
  .pipe(
    z
      .string()
      .regex(/^BEGIN:VCALENDAR\r?\n/i, 'Expected the text of an iCalendar object, from BEGIN:VCALENDAR on'),
  )
  .transform((content) => ({ content, method: METHOD.exec(content)?.[1]?.toUpperCase() ?? 'PUBLISH' }));

/**
 * Checks an event that mail programs offer to add to the calendar (RFC 5545, RFC 6047): its fields, or the
 * text of an iCalendar object. Blank means no event.
 */
export const calendarEvent = z.preprocess(
  (value) => (value === null || value === '' ? undefined : value),
  z
    .union([calendarText, eventFields], {
      error: ({ code }) =>
        code === 'invalid_union'
          ? undefined
          : 'Expected an iCalendar text, or a map with start, end and summary',
    })
    .optional(),
);

/** An event of a mail: its fields, or `content` (the text of an iCalendar object) with its `method`. */
export type CalendarEvent = NonNullable<z.output<typeof calendarEvent>>;
