import { describe, expect, it } from 'vitest';
import { publicModels } from './public-models.ts';
import { runPublicModel } from './run-public-model.ts';

const count = (ids: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
};

describe('processes after public ones', () => {
  it('are at least sixty', () => {
    expect(publicModels.length).toBeGreaterThanOrEqual(60);
    expect(new Set(publicModels.map(({ after }) => after)).size).toBe(publicModels.length);
  });

  it.each(publicModels.map((model) => [model.after, model] as const))('run: %s', async (_after, model) => {
    const run = await runPublicModel(model);
    expect(run.incidents).toEqual([]);
    const completed = count(run.completed);
    const wanted = count(model.completes);
    for (const [id, times] of Object.entries(wanted))
      expect.soft(completed[id] ?? 0, `how often ${id} completes`).toBeGreaterThanOrEqual(times);
    const terminated = count(run.terminated);
    for (const [id, times] of Object.entries(count(model.terminates ?? [])))
      expect.soft(terminated[id] ?? 0, `how often ${id} is terminated`).toBeGreaterThanOrEqual(times);
    const entered = new Set([...run.completed, ...run.terminated]);
    expect.soft((model.avoids ?? []).filter((id) => entered.has(id))).toEqual([]);
    expect.soft(run.variables).toMatchObject(model.variables ?? {});
  });
});
