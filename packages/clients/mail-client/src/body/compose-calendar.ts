import { createHash } from 'node:crypto';
import { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import createCalendar from 'ical-generator';
import { type Mailbox, toAsciiDomain } from '../addresses/parse-mailboxes.ts';
import type { CalendarEvent } from '../fields/calendar-event.schema.ts';

export interface CalendarPart {
  readonly method: string;
  /** iCalendar text. */
  readonly content: string;
}

export interface EventFacts {
  readonly from: Mailbox;
  /** Who is invited unless the event says otherwise. */
  readonly recipients: readonly Mailbox[];
  readonly idempotencyKey: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The invitation, update or cancellation of an event. Its id is the same on each delivery of the job. */
export function composeCalendar(event: CalendarEvent, facts: EventFacts): CalendarPart {
  if ('content' in event) return event;
  const { method, start, end, organizer = facts.from, attendees = facts.recipients } = event;
  const calendar = createCalendar({ method: ICalCalendarMethod[method], prodId: '//Jobwright//Email//EN' });
  calendar.createEvent({
    id: event.uid ?? uidFor(facts),
    sequence: event.sequence,
    start: start.at,
    end: end.isDay ? new Date(end.at.getTime() + DAY_MS) : end.at,
    allDay: start.isDay,
    summary: event.summary,
    description: normalizeLineBreaks(event.description),
    location: normalizeLineBreaks(event.location),
    ...(method === 'CANCEL' && { status: ICalEventStatus.CANCELLED }),
    organizer: {
      name: escapeParameter(organizer.name || organizer.address),
      email: toUri(organizer.address),
    },
    attendees:
      method === 'PUBLISH'
        ? []
        : attendees.map(({ name, address }) => ({
            email: toUri(address),
            ...(name !== '' && { name: escapeParameter(name) }),
            rsvp: method === 'REQUEST',
            role: ICalAttendeeRole.REQ,
            status: ICalAttendeeStatus.NEEDSACTION,
          })),
  });
  return { method, content: calendar.toString() };
}

/** A quoted value cannot contain a quotation mark (RFC 5545, 3.1): it would end there. */
const escapeParameter = (name: string): string => name.replaceAll(/["\\]/g, "'");

/** In the URI of an address these begin something else (RFC 6068, 2). */
const toUri = (address: string): string =>
  address.replaceAll(/[%?#&/=^`{|}]/g, (character) => encodeURIComponent(character));

/** Every kind of line break is one of the text; some readers would begin a property there. */
const normalizeLineBreaks = (text: string | null | undefined): string | null =>
  text
    ?.replaceAll(/\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '') ?? null;

function uidFor({ idempotencyKey, from }: EventFacts): string {
  const unique = createHash('sha256').update(`event\n${idempotencyKey}`).digest('hex').slice(0, 40);
  return `${unique}@${toAsciiDomain(from.address)}`;
}
