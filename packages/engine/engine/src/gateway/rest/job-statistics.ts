import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SearchableCore } from '../../core/searchable-core.ts';
import type { JobEntry } from '../../core/records/job-record.ts';
import { exact, filterOnly, textField, type SearchFields } from '../../core/search/search-fields.ts';
import { dateText } from './date-text.ts';
import { countJobs, describeCounts, type JobCounts, sumCounts, type TimeWindow } from './count-jobs.ts';
import { dateTimeText } from './request-schemas.ts';
import { answerSearch } from './search/answer-search.ts';
import type { SearchResource } from './search/search-resource.ts';
import { resolutionMs } from './time-resolution.ts';

const window = { from: dateTimeText('from'), to: dateTimeText('to') };
const jobType = z.string('No jobType provided.');
const globalQuery = z.object({ ...window, jobType: z.string().optional() });
const typeQuery = z.object({ filter: z.looseObject(window), page: z.unknown().optional() });
const typedQuery = z.object({ filter: z.looseObject({ ...window, jobType }), page: z.unknown().optional() });
const seriesQuery = z.object({
  filter: z.object({ ...window, jobType, resolution: z.string().nullish() }),
  page: z.unknown().optional(),
});

/** What a search gets of a body whose filter also names the time. */
function withoutWindow({
  filter,
  page,
}: {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly page?: unknown;
}) {
  const rest = Object.entries(filter).filter(([name]) => !Object.hasOwn(window, name));
  return { filter: Object.fromEntries(rest), ...(page !== undefined && { page }) };
}

const byName: SearchFields<JobCounts> = { jobType: filterOnly(textField(({ jobType: type }) => type)) };
const exactly: SearchFields<JobCounts> = {
  jobType: filterOnly(exact(textField(({ jobType: type }) => type))),
};

const types: SearchResource<JobCounts> = {
  fields: byName,
  keyOf: ({ name }) => name,
  render: (counts) => ({ jobType: counts.name, ...describeCounts(counts), workers: counts.workers.size }),
};
const workers: SearchResource<JobCounts> = {
  fields: exactly,
  keyOf: ({ name }) => name,
  render: (counts) => ({ worker: counts.name, ...describeCounts(counts) }),
};
const series: SearchResource<JobCounts> = {
  fields: exactly,
  keyOf: ({ name }) => name,
  render: (counts) => ({ time: dateText(Number(counts.name)), ...describeCounts(counts) }),
};

interface ErrorGroup {
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly jobType: string;
  readonly workers: Set<string>;
}
const errors: SearchResource<ErrorGroup> = {
  fields: {
    ...{ jobType: filterOnly(exact(textField((group: ErrorGroup) => group.jobType))) },
    errorCode: filterOnly(textField(({ errorCode }) => errorCode)),
    errorMessage: filterOnly(textField(({ errorMessage }) => errorMessage)),
  },
  keyOf: ({ errorCode, errorMessage }) => `${errorCode} ${errorMessage}`,
  render: ({ errorCode, errorMessage, workers: all }) => ({ errorCode, errorMessage, workers: all.size }),
};

function groupErrors(entries: readonly JobEntry[], { from, to }: TimeWindow): readonly ErrorGroup[] {
  const groups = new Map<string, ErrorGroup>();
  for (const { passage } of entries) {
    const { failedAt, errorCode = '', errorMessage = '', type, worker } = passage;
    if (failedAt === undefined || failedAt < from || failedAt > to) continue;
    const key = JSON.stringify([type, errorCode, errorMessage]);
    const group = groups.get(key) ?? { errorCode, errorMessage, jobType: type, workers: new Set() };
    groups.set(key, group);
    if (worker !== '') group.workers.add(worker);
  }
  return [...groups.values()];
}

/** The statistics of jobs of the Camunda 8 REST API, from the jobs that the engine remembers. */
export function addJobStatistics(
  server: FastifyInstance,
  { records }: Pick<SearchableCore, 'records'>,
): void {
  server.get('/v2/jobs/statistics/global', ({ query }) => {
    const { jobType: type, ...time } = globalQuery.parse(query);
    const entries = records.jobs().filter(({ passage }) => type === undefined || passage.type === type);
    const counts = sumCounts(countJobs(entries, time, () => ''));
    return { ...describeCounts(counts), isIncomplete: false };
  });
  server.post('/v2/jobs/statistics/by-types', ({ body }) => {
    const query = typeQuery.parse(body);
    const found = countJobs(records.jobs(), query.filter, ({ passage }) => passage.type);
    return answerSearch(types, found, withoutWindow(query));
  });
  server.post('/v2/jobs/statistics/by-workers', ({ body }) => {
    const query = typedQuery.parse(body);
    const known = records.jobs().filter(({ passage }) => passage.worker !== '');
    const found = countJobs(known, query.filter, ({ passage }) => passage.worker);
    return answerSearch(workers, found, withoutWindow(query));
  });
  server.post('/v2/jobs/statistics/time-series', ({ body }) => {
    const { filter, page } = seriesQuery.parse(body);
    const { resolution, ...rest } = filter;
    const stepMs = resolutionMs(rest, resolution ?? undefined);
    const startOf = (_entry: JobEntry, at: number): string => String(at - (at % stepMs));
    return answerSearch(
      series,
      countJobs(records.jobs(), rest, startOf),
      withoutWindow({ filter: rest, page }),
    );
  });
  server.post('/v2/jobs/statistics/errors', ({ body }) => {
    const query = typedQuery.parse(body);
    return answerSearch(errors, groupErrors(records.jobs(), query.filter), withoutWindow(query));
  });
}
