import { bundledConnectors } from 'jobwright';
import { describe, expect, it } from 'vitest';
import { compareWithOfficial } from './compare-with-official.ts';
import { explainDifference, REASONS } from './explain-difference.ts';
import { OFFICIAL_FILES } from './official-templates.ts';

const connectors = bundledConnectors.filter(({ type }) => OFFICIAL_FILES.has(type));

describe.each(connectors.map((connector) => [connector.name, connector] as const))('%s', (_, connector) => {
  it('offers every input of the official templates that the connector has', async () => {
    const inputs = await compareWithOfficial(connector);
    expect(inputs.length).toBeGreaterThan(30);
    const forgotten = inputs.filter(({ connector: has, ourId }) => has === 'has' && ourId === undefined);
    expect(forgotten.map(({ name }) => name)).toEqual([]);
  });

  it('has every official task header', async () => {
    const headers = (await compareWithOfficial(connector)).filter(({ name }) => name.startsWith('header '));
    expect(headers.map(({ name }) => name)).toContain('header errorExpression');
    expect(headers.filter(({ ourId }) => ourId === undefined)).toEqual([]);
  });
});

it('finds an input that the template forgot', async () => {
  const [connector] = connectors;
  const inputs = await compareWithOfficial(connector!);
  expect(inputs.find(({ name }) => name === 'url')).toMatchObject({ connector: 'has', ourId: 'url' });
  expect(inputs.find(({ name }) => name === 'storeResponse')).toMatchObject({
    connector: 'hidden',
    ourId: undefined,
  });
  expect(inputs.find(({ name }) => name === 'writeTimeoutInSeconds')).toMatchObject({
    connector: 'lacks',
    ourId: undefined,
    versions: [7, 7],
  });
});

it('has no reason left over for inputs that are there by now', async () => {
  const missing = (await Promise.all(connectors.map(compareWithOfficial)))
    .flat()
    .filter(({ ourId }) => ourId === undefined);
  const used = new Set(missing.map(explainDifference));
  for (const [start, reason] of REASONS) {
    expect(used, start).toContain(reason);
    expect(
      missing.some(({ name }) => name.startsWith(start)),
      start,
    ).toBe(true);
  }
});
