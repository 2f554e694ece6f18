import { describe, expect, it } from 'vitest';

import type { Key } from '../commands.ts';
import {
  definitions,
  element,
  extensions,
  flows,
  message,
  messageDefinition,
  process,
  signal,
  signalDefinition,
  start,
  startOn,
  task,
  timerDefinition,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from '../testing/test-engine.ts';

const working = (type: string, head = start()): string =>
  definitions(
    message('M', 'go', '=key'),
    signal('S', 'alarm'),
    process('p', head, task('work', { type }), flows('start > work')),
  );

const createDeletionEngine = () => {
  const engine = createTestEngine();
  const deployKey = async (content: string): Promise<Key> => {
    const [deployed] = (await engine.deploy(content)).processes;
    if (!deployed) throw new Error('There is no process');
    return deployed.processDefinitionKey;
  };
  return {
    ...engine,
    deployKey,
    remove: (resourceKey: Key): void => expectOk(engine.core.deleteResource({ resourceKey })),
  };
};

describe('a deleted process', () => {
  it('is gone, and its version number with it', async () => {
    const engine = createDeletionEngine();
    const key = await engine.deployKey(working('first'));
    engine.remove(key);
    expect(
      engine.core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId: TENANT }),
    ).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    expect(
      engine.core.createInstance({ processDefinitionKey: key, variables: {}, tenantId: TENANT }),
    ).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    expect(engine.core.processXml(key)).toBeUndefined();
    expect(engine.core.snapshot()).toMatchObject({ definitions: [], resources: [] });
    expect((await engine.deploy(working('first'))).processes).toMatchObject([{ version: 2 }]);
  });

  it('gives its place to the version before it', async () => {
    const engine = createDeletionEngine();
    await engine.deploy(working('first'));
    const second = await engine.deployKey(working('second'));
    const third = await engine.deployKey(working('third'));
    engine.remove(second);
    engine.start('p');
    expect(engine.take('third')).toHaveLength(1);
    engine.remove(third);
    engine.start('p');
    expect(engine.take('first')).toHaveLength(1);
    // Deployed once more, the first is a new version.
    expect((await engine.deploy(working('first'))).processes).toMatchObject([{ version: 4 }]);
    expect((await engine.deploy(working('first'))).processes).toMatchObject([{ version: 4 }]);
  });

  it('lets its running instances end, and starts no others', async () => {
    const engine = createDeletionEngine();
    const key = await engine.deployKey(working('work'));
    const first = engine.start('p');
    const second = engine.start('p');
    engine.remove(key);
    expect(engine.core.deleteResource({ resourceKey: key })).toMatchObject({
      rejection: { code: 'NOT_FOUND' },
    });
    expect(
      engine.core.createInstance({ processDefinitionKey: key, variables: {}, tenantId: TENANT }),
    ).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    const restored = createTestEngine({ clock: engine.clock, snapshot: engine.core.snapshot() });
    expect(
      restored.core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId: TENANT }),
    ).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    restored.finish('work');
    expect(restored.core.processXml(key)).toBeDefined();
    restored.finish('work');
    expect(restored.view(first).state).toBe('COMPLETED');
    expect(restored.passed(second)).toContain('work');
    expect(restored.core.processXml(key)).toBeUndefined();
    expect(restored.core.snapshot()).toMatchObject({ definitions: [], resources: [] });
    expect((await restored.deploy(working('work'))).processes).toMatchObject([{ version: 2 }]);
  });

  it('goes with its last instance when that is cancelled', async () => {
    const engine = createDeletionEngine();
    const key = await engine.deployKey(working('work'));
    const instance = engine.start('p');
    engine.remove(key);
    expectOk(engine.core.cancelInstance(instance));
    expect(engine.core.snapshot().definitions).toEqual([]);
    expect(engine.view(instance).state).toBe('TERMINATED');
    expect(engine.leftovers()).toBe(0);
  });

  it('keeps the file that another process came from', async () => {
    const engine = createDeletionEngine();
    const both = definitions(process('p', start()), process('q', start('other')));
    const { processes } = await engine.deploy(both);
    engine.remove(processes[0]?.processDefinitionKey ?? '');
    expect(engine.core.processXml(processes[1]?.processDefinitionKey ?? '')).toBe(both);
  });
});

describe('the start events of a deleted version', () => {
  it('wait no longer for messages; those of the version before do', async () => {
    const engine = createDeletionEngine();
    await engine.deploy(working('first', startOn('start', messageDefinition('M'))));
    const second = await engine.deployKey(working('second', startOn('start', messageDefinition('M'))));
    engine.remove(second);
    expectOk(engine.publish('go', 'a'));
    expect(engine.take('first', 10)).toHaveLength(1);
    expect(engine.take('second', 10)).toEqual([]);
  });

  it('wait no longer for signals; those of the version before do', async () => {
    const engine = createDeletionEngine();
    await engine.deploy(working('first', startOn('start', signalDefinition('S'))));
    const second = await engine.deployKey(working('second'));
    engine.signal('alarm');
    expect(engine.take('first', 10)).toEqual([]);
    engine.remove(second);
    engine.signal('alarm');
    expect(engine.take('first', 10)).toHaveLength(1);
  });

  it('wait no longer for timers; those of the version before do', async () => {
    const engine = createDeletionEngine();
    const every = (text: string): string => startOn('start', timerDefinition('timeCycle', text));
    await engine.deploy(working('first', every('R/PT1H')));
    const second = await engine.deployKey(working('second', every('R/PT1M')));
    engine.clock.advance(60_000);
    engine.finish('second');
    engine.remove(second);
    engine.clock.advance(3_600_000);
    expect(engine.take('second', 10)).toEqual([]);
    expect(engine.take('first', 10)).toHaveLength(1);
  });

  it('stay as they are when it was not the latest', async () => {
    const engine = createDeletionEngine();
    const first = await engine.deployKey(working('first', startOn('start', messageDefinition('M'))));
    await engine.deploy(working('second', startOn('start', messageDefinition('M'))));
    engine.remove(first);
    expectOk(engine.publish('go', 'a'));
    expect(engine.take('second', 10)).toHaveLength(1);
  });

  it('wait for nothing when no version is left', async () => {
    const engine = createDeletionEngine();
    const key = await engine.deployKey(
      working('work', startOn('start', timerDefinition('timeCycle', 'R/PT1H'))),
    );
    engine.remove(key);
    engine.clock.advance(3_600_000);
    expect(engine.take('work', 10)).toEqual([]);
    expect(engine.leftovers()).toBe(0);
  });

  it('start no buffered message after the last instance of a correlation key', async () => {
    const engine = createDeletionEngine();
    const key = await engine.deployKey(working('work', startOn('start', messageDefinition('M'))));
    expectOk(engine.publish('go', 'a'));
    expectOk(engine.publish('go', 'a', { timeToLiveMs: 60_000 }));
    engine.remove(key);
    engine.finish('work');
    expect(engine.take('work', 10)).toEqual([]);
  });
});

describe('a call activity', () => {
  const calling = (attributes: string): string =>
    definitions(
      process(
        'parent',
        start(),
        element('callActivity', 'call', {
          body: extensions(`<zeebe:calledElement processId="p" ${attributes} />`),
        }),
        flows('start > call'),
      ),
    );

  it('calls the version that is then the latest, or none', async () => {
    const engine = createDeletionEngine();
    const first = await engine.deployKey(working('first'));
    const second = await engine.deployKey(working('second'));
    await engine.deploy(calling(''));
    engine.remove(second);
    engine.start('parent');
    expect(engine.take('first', 10)).toHaveLength(1);
    engine.remove(first);
    engine.start('parent');
    expect(engine.core.incidents()).toMatchObject([
      {
        type: 'CALLED_ELEMENT_ERROR',
        message: "Expected process with BPMN process id 'p' to be deployed, but not found.",
      },
    ]);
    await engine.deploy(working('third'));
    expectOk(engine.core.resolveIncident(engine.core.incidents()[0]?.key ?? ''));
    expect(engine.take('third', 10)).toHaveLength(1);
  });

  it('goes on when the process it has called is deleted meanwhile', async () => {
    const engine = createDeletionEngine();
    const child = await engine.deployKey(working('work'));
    await engine.deploy(calling(''));
    const key = engine.start('parent');
    engine.remove(child);
    engine.finish('work', { done: true });
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { done: true } });
    expect(engine.core.processXml(child)).toBeUndefined();
  });
});

describe('a deleted form or file', () => {
  it('gives its place to the version before it, and its number is not used again', async () => {
    const engine = createDeletionEngine();
    const version = async (name: string, content: string): Promise<[Key, number]> => {
      const { forms, resources } = expectOk(await engine.deployNamed(name, content));
      const [form] = forms;
      const [resource] = resources;
      return [form?.formKey ?? resource?.resourceKey ?? '', form?.version ?? resource?.version ?? 0];
    };
    for (const name of ['a.form', 'a.rpa', 'a.txt']) {
      const content = (mark: number): string => JSON.stringify({ id: name, mark });
      const [first] = await version(name, content(1));
      const [second] = await version(name, content(2));
      engine.remove(second);
      expect(engine.core.resource(second)).toBeUndefined();
      expect(await version(name, content(1))).toEqual([first, 1]);
      expect(await version(name, content(3))).toMatchObject({ 1: 3 });
    }
    expect(engine.core.snapshot().resources).toHaveLength(6);
  });
});

describe('the deletion of what is not there', () => {
  it('is refused', () => {
    expect(createDeletionEngine().core.deleteResource({ resourceKey: '2251799813685999' })).toEqual({
      ok: false,
      rejection: {
        code: 'NOT_FOUND',
        intent: 'DELETE',
        reason: 'Expected to delete resource but no resource found with key `2251799813685999`',
      },
    });
  });
});
