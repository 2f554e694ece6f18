import { describe, expect, it } from 'vitest';
import {
  booleanField,
  dateTimeField,
  enumField,
  exact,
  filterOnly,
  integerField,
  keyField,
  type SearchFields,
  textField,
} from '../../../core/search/search-fields.ts';
import { Problem } from '../problem.ts';
import { answerSearch, type SearchAnswer } from './answer-search.ts';
import type { SearchResource } from './search-resource.ts';

interface Parcel {
  readonly key: string;
  readonly name?: string;
  readonly state?: 'SENT' | 'LOST';
  readonly weight?: number;
  readonly sentAt?: number;
  readonly isFragile?: boolean;
  readonly stops?: readonly string[];
}

const fields: SearchFields<Parcel> = {
  parcelKey: keyField(({ key }) => key),
  name: textField(({ name }) => name),
  state: enumField(['SENT', 'LOST'], ({ state }) => state),
  weight: integerField(({ weight }) => weight),
  sentDate: dateTimeField(({ sentAt }) => sentAt),
  isFragile: booleanField(({ isFragile = false }) => isFragile),
  stop: filterOnly(textField(({ stops }) => stops)),
  exactName: filterOnly(exact(textField(({ name }) => name))),
  tags: { type: 'tags', usedFor: 'filter', read: ({ stops = [] }) => stops },
  variables: {
    type: 'variables',
    usedFor: 'filter',
    read: ({ weight }, name) => (name === 'weight' && weight !== undefined ? [weight, { kg: weight }] : []),
  },
};
const resource: SearchResource<Parcel> = {
  fields,
  keyOf: ({ key }) => key,
  render: ({ key }) => ({ parcelKey: key }),
  hasAlternatives: true,
};
const NOON = Date.UTC(2026, 0, 1, 12);
const parcels: readonly Parcel[] = [
  { key: '3', name: 'lamp', state: 'LOST', weight: 5, isFragile: true },
  { key: '1', name: 'Book', state: 'SENT', weight: 2, sentAt: NOON, stops: ['Berlin', 'Rome'] },
  { key: '10', name: 'b*ok', weight: 2, sentAt: NOON + 1_000, stops: ['Berlin'] },
  { key: '2' },
];

const search = (body: unknown, records: readonly Parcel[] = parcels): SearchAnswer =>
  answerSearch(resource, records, body);
const keysOf = ({ items }: SearchAnswer): readonly string[] =>
  items.flatMap((item) => ('parcelKey' in item ? [String(item.parcelKey)] : []));
const find = (filter: unknown): readonly string[] => keysOf(search({ filter }));
const problemOf = (body: unknown): object => {
  try {
    return search(body);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { status: error.status, title: error.title, detail: error.message };
  }
};

describe('filters', () => {
  it.each<readonly [unknown, readonly string[]]>([
    [{}, ['1', '2', '3', '10']],
    [{ name: null, weight: {} }, ['1', '2', '3', '10']],
    [{ parcelKey: '2' }, ['2']],
    [{ parcelKey: 2 }, ['2']],
    [{ parcelKey: { $in: ['1', '9'] } }, ['1']],
    [{ parcelKey: { $eq: '1', $in: [], $notIn: [] } }, ['1']],
    [{ parcelKey: { $notIn: ['1', '2'] } }, ['3', '10']],
    [{ name: { $neq: 'lamp' } }, ['1', '2', '10']],
    [{ name: { $exists: false } }, ['2']],
    [{ name: { $like: 'B??k' } }, ['1']],
    [{ name: { $like: 'b\\**' } }, ['10']],
    [{ name: { $like: '*o*', $neq: 'Book' } }, ['10']],
    [{ state: 'LOST' }, ['3']],
    [{ state: { $in: ['SENT', 'LOST'] } }, ['1', '3']],
    [{ weight: { $gt: 2 } }, ['3']],
    [{ weight: { $gte: 2, $lt: 5 } }, ['1', '10']],
    [{ weight: '5' }, ['3']],
    [{ sentDate: '2026-01-01T13:00:00+01:00' }, ['1']],
    [{ sentDate: { $gt: '2026-01-01T12:00:00Z', $lte: '2026-01-01T12:00:01.000Z' } }, ['10']],
    [{ isFragile: true }, ['3']],
    [{ stop: 'Rome' }, ['1']],
    [{ stop: { $neq: 'Rome' } }, ['2', '3', '10']],
    [{ exactName: 'lamp' }, ['3']],
    [{ tags: ['Berlin'] }, ['1', '10']],
    [{ tags: ['Berlin', 'Rome'] }, ['1']],
    [{ variables: [{ name: 'weight', value: '5' }] }, ['3']],
    [{ variables: [{ name: 'weight', value: { $like: '*"kg":2*' } }] }, ['1', '10']],
    [{ variables: [{ name: 'height', value: { $exists: false } }] }, []],
    [{ weight: 2, $or: [{ name: 'Book' }, { parcelKey: '10', state: { $exists: false } }] }, ['1', '10']],
    [{ $or: [] }, ['1', '2', '3', '10']],
  ])('%j', (filter, expected) => {
    expect(find(filter)).toEqual(expected);
  });

  it.each<readonly [unknown, string]>([
    [{ colour: 'red' }, "There is no filter field 'colour'. Use any of: parcelKey, name"],
    [{ toString: 'red' }, "There is no filter field 'toString'"],
    [{ $or: [{ $or: [] }] }, "There is no filter field '$or'"],
    [{ name: { $near: 'a' } }, "The filter field 'name' has no condition '$near'"],
    [{ parcelKey: { $like: '1*' } }, "The filter field 'parcelKey' has no condition '$like'"],
    [{ exactName: { $eq: 'lamp' } }, "The filter field 'exactName' has no condition '$eq'"],
    [
      { state: 'BROKEN' },
      "Unexpected value 'BROKEN' for enum field 'state'. Use any of the following values: [SENT, LOST]",
    ],
    [{ weight: 'heavy' }, 'Request property [weight] cannot be parsed'],
    [{ weight: { $in: 1 } }, 'Request property [weight.$in] cannot be parsed'],
    [{ isFragile: 'perhaps' }, 'Request property [isFragile] cannot be parsed'],
    [
      { sentDate: '2026-01-01' },
      "The provided sentDate '2026-01-01' cannot be parsed as a date according to RFC 3339, section 5.6.",
    ],
    [{ name: { $like: 'a'.repeat(1_001) } }, 'The provided name.$like exceeds the limit of 1000 characters.'],
    [{ variables: [{ value: '1' }] }, 'Variable name must not be null.'],
    [{ variables: [{ name: 'weight', value: {} }] }, 'Variable value must not be null.'],
    ['all', 'Request property [filter] cannot be parsed'],
  ])('%j is refused', (filter, detail) => {
    expect(problemOf({ filter })).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
  });
});

describe('sorting', () => {
  const sorted = (...sort: readonly object[]): readonly string[] => keysOf(search({ sort }));

  it('is by key unless the request says otherwise, and by key among equals', () => {
    expect(sorted()).toEqual(['1', '2', '3', '10']);
    expect(sorted({ field: 'name' })).toEqual(['1', '10', '3', '2']);
    expect(sorted({ field: 'weight', order: 'desc' })).toEqual(['2', '3', '1', '10']);
    expect(sorted({ field: 'weight' }, { field: 'name', order: 'DESC' })).toEqual(['10', '1', '3', '2']);
  });

  it('refuses unknown fields and orders as the gateway words it', () => {
    const names = '[parcelKey, name, state, weight, sentDate, isFragile]';
    expect(problemOf({ sort: [{ field: 'stop' }] })).toEqual({
      status: 400,
      title: 'Bad Request',
      detail: `Unexpected value 'stop' for enum field 'field'. Use any of the following values: ${names}`,
    });
    expect(problemOf({ sort: [{ field: 'name', order: 'dsc' }] })).toMatchObject({
      detail: "Unexpected value 'dsc' for enum field 'order'. Use any of the following values: [ASC, DESC]",
    });
    expect(problemOf({ sort: [{ order: 'ASC' }] })).toEqual({
      status: 400,
      title: 'INVALID_ARGUMENT',
      detail: 'Sort field must not be null.',
    });
  });
});

describe('pages', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ key: String(index + 1), weight: index % 7 }));

  it('has at most 100 records, and says how many there are', () => {
    const answer = search({}, many);
    expect(answer.items).toHaveLength(100);
    expect(answer.page).toMatchObject({ totalItems: 10_000, hasMoreTotalItems: false });
    expect(search({ page: { limit: 10_000 } }, many).items).toHaveLength(10_000);
    expect(keysOf(search({ page: { from: 9_998, limit: 5 } }, many))).toEqual(['9999', '10000']);
    expect(search({ page: { limit: 0 } }, many)).toMatchObject({
      items: [],
      page: { totalItems: 10_000, startCursor: null, endCursor: null },
    });
  });

  it('goes forwards and backwards by cursors, also when records have come or gone', () => {
    const sort = [{ field: 'weight', order: 'DESC' }];
    const whole = keysOf(search({ sort, page: { limit: 10_000 } }, many));
    const first = search({ sort, page: { limit: 1_500 } }, many);
    const second = search({ sort, page: { after: first.page.endCursor, limit: 1_500 } }, many);
    expect([...keysOf(first), ...keysOf(second)]).toEqual(whole.slice(0, 3_000));
    const back = search({ sort, page: { before: second.page.startCursor, limit: 10 } }, many);
    expect(keysOf(back)).toEqual(whole.slice(1_490, 1_500));
    expect(keysOf(search({ sort, page: { before: first.page.startCursor } }, many))).toEqual([]);
    const fewer = many.filter(({ key }) => key !== whole[1_499]);
    expect(keysOf(search({ sort, page: { after: first.page.endCursor, limit: 3 } }, fewer))).toEqual(
      whole.slice(1_500, 1_503),
    );
  });

  it('sorts long texts by their beginning, so that cursors stay short', () => {
    const long = ['2', '1'].map((key) => ({ key, name: 'x'.repeat(500_000) + key }));
    const sort = [{ field: 'name' }];
    const first = search({ sort, page: { limit: 1 } }, long);
    expect(keysOf(first)).toEqual(['1']);
    expect(first.page.endCursor?.length).toBeLessThan(2_000);
    expect(keysOf(search({ sort, page: { after: first.page.endCursor } }, long))).toEqual(['2']);
  });

  it.each<readonly [unknown, string]>([
    [{}, 'At least one of [from, after, before, limit] is required.'],
    [{ after: 'a', before: 'b' }, 'Only one of [from, after, before] is allowed.'],
    [{ from: 0, after: 'a', limit: 5 }, 'Only one of [from, after, before] is allowed.'],
    [{ limit: 10_001 }, "The value for page.limit is '10001' but must be between 0 and 10000."],
    [{ from: -1 }, "The value for page.from is '-1' but must be between 0 and 2147483647."],
    [{ limit: 'all' }, 'Request property [page.limit] cannot be parsed'],
    [{ after: 'none' }, 'The provided cursor is not valid.'],
    [{ size: 5 }, "There is no property 'page.size'"],
  ])('%j is refused', (page, detail) => {
    expect(problemOf({ page })).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
  });

  it('refuses a cursor of another sort, and unknown properties', () => {
    const { page } = search({ sort: [{ field: 'name' }] });
    expect(problemOf({ page: { after: page.endCursor } })).toMatchObject({ title: 'INVALID_ARGUMENT' });
    expect(problemOf({ filters: {} })).toMatchObject({
      detail: "There is no property 'filters'. Use any of: filter, sort, page",
    });
  });
});
