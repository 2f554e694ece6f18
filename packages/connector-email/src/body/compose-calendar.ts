import { createHash } from 'node:crypto';
import { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from '#ical-generator';
import createCalendar from '#ical-generator';
import { type Mailbox, toAsciiDomain } from '../mailbox.ts';
import type { CalendarEvent } from './calendar-event.schema.ts';

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
    id: event.uid ?? toUid(facts),
    sequence: event.sequence,
    start: start.at,
    end: end.isDay ? new Date(end.at.getTime() + DAY_MS) : end.at,
    allDay: start.isDay,
    summary: event.summary,
    description: event.description ?? null,
    location: event.location ?? null,
    ...(method === 'CANCEL' && { status: ICalEventStatus.CANCELLED }),
    organizer: { name: organizer.name || organizer.address, email: organizer.address },
    attendees:
      method === 'PUBLISH'
        ? []
        : attendees.map(({ name, address }) => ({
            email: address,
            ...(name !== '' && { name }),
            rsvp: method === 'REQUEST',
            role: ICalAttendeeRole.REQ,
            status: ICalAttendeeStatus.NEEDSACTION,
          })),
  });
  return { method, content: calendar.toString() };
}

function toUid({ idempotencyKey, from }: EventFacts): string {
  const unique = createHash('sha256').update(`event\n${idempotencyKey}`).digest('hex').slice(0, 40);
  return `${unique}@${toAsciiDomain(from.address)}`;
}
