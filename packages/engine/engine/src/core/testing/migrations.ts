import { expect } from 'vitest';

import type { Key } from '../commands.ts';
import { definitions } from './bpmn.ts';
import { type createTestEngine, expectOk } from './test-engine.ts';

/** `a > b` maps `a` to `b`; one id alone maps to itself. */
const command = (processInstanceKey: Key, targetProcessDefinitionKey: Key, ...lines: readonly string[]) => ({
  processInstanceKey,
  targetProcessDefinitionKey,
  mappingInstructions: lines.map((line) => {
    const [sourceElementId = '', targetElementId = sourceElementId] = line.split(' > ');
    return { sourceElementId, targetElementId };
  }),
});
type Arguments = Parameters<typeof command>;

/** Migrations in the short form tests want. */
export function createMigrations(engine: ReturnType<typeof createTestEngine>) {
  return {
    deploy: async (...parts: readonly string[]): Promise<Key> =>
      (await engine.deploy(definitions(...parts))).processes[0]?.processDefinitionKey ?? '',
    migrate: (...args: Arguments): void => expectOk(engine.core.migrateInstance(command(...args))),
    /** The reason of a refused migration, after which nothing has changed. */
    refusal: (...args: Arguments): string => {
      const before = JSON.stringify(engine.core.snapshot());
      const result = engine.core.migrateInstance(command(...args));
      expect(JSON.stringify(engine.core.snapshot())).toBe(before);
      if (result.ok) throw new Error('The migration was accepted');
      expect(result.rejection.intent).toBe('MIGRATE');
      const subject = `Expected to migrate process instance '${args[0]}' but `;
      return `${result.rejection.code}: ${result.rejection.reason.replace(subject, '')}`;
    },
  };
}
