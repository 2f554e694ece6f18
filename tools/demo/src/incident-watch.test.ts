import { expect, onTestFinished, test, vi } from 'vitest';
import { watchIncidents } from './incident-watch.ts';

const job = {
  ...{ key: '7', type: 'io.camunda:http-json:1', elementId: 'LookUpCustomer', elementInstanceKey: '6' },
  ...{ processInstanceKey: '1', processDefinitionKey: '2', processDefinitionVersion: 1, retries: 3 },
  ...{ bpmnProcessId: 'order', tenantId: '<default>', variables: '{}', headers: {}, deadline: 0 },
};

test('the first job that fails for good ends the demo with its text', () => {
  const { observer, signal, close } = watchIncidents();
  onTestFinished(close);
  const end = (retries: number, reason: string) =>
    observer.activated(job).ended?.({ outcome: 'fail', retries, reason });
  end(2, 'BUSY: later');
  observer.activated(job).ended?.({ outcome: 'complete' });
  expect(signal.aborted).toBe(false);
  end(0, 'INPUT_INVALID: url: It is null');
  end(0, 'INPUT_INVALID: another');
  expect(signal.reason).toEqual(new Error('Incident at "LookUpCustomer": INPUT_INVALID: url: It is null'));
});

test('an incident without a job ends it too', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const incidents: string[] = [];
  const { signal, close } = watchIncidents(() => incidents[0]);
  vi.advanceTimersByTime(1_000);
  expect(signal.aborted).toBe(false);
  incidents.push('"Known": no variable');
  vi.advanceTimersByTime(1_000);
  expect(signal.reason).toEqual(new Error('Incident at "Known": no variable'));
  close();
});
