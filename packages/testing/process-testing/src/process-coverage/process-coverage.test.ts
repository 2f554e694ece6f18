import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeProcessTests, runProcess, startProcessCoverage } from '../index.ts';
import { order } from '../testing/models.ts';

const diagram =
  '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="order"><bpmndi:BPMNShape id="s1" bpmnElement="charge"><dc:Bounds x="100" y="80" width="100" height="80" /></bpmndi:BPMNShape><bpmndi:BPMNShape id="s2" bpmnElement="approve"><dc:Bounds x="300" y="80" width="100" height="80" /><bpmndi:BPMNLabel><dc:Bounds x="1" y="1" width="1" height="1" /></bpmndi:BPMNLabel></bpmndi:BPMNShape><bpmndi:BPMNEdge id="e1" bpmnElement="large_approve"><di:waypoint x="200" y="120" /><di:waypoint x="300" y="120" /></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>';
const drawn = order.replace('</bpmn:definitions>', diagram);

test('coverage is counted over tests, reported as text, JSON and HTML, and held against thresholds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'process-coverage-test-'));
  let text = '';
  const exitCode = process.exitCode;
  const coverage = startProcessCoverage({
    folder,
    threshold: { total: 80, eachProcess: 50 },
    write: (part) => void (text += part),
  });
  const resources = [{ name: 'order.bpmn', content: drawn }];
  await runProcess(resources, { variables: { amount: 5 }, workers: { charge: {} } });
  const second = await runProcess(resources, { variables: { amount: 6 }, workers: { charge: {} } });
  await second.test.close();
  await second.test.mockChildProcess('other').catch(() => undefined);
  await closeProcessTests();
  const { summary, failures } = coverage.finish();
  process.exitCode = exitCode;

  expect(summary.processes).toEqual([
    {
      processId: 'order',
      fileName: 'order.bpmn',
      instances: 2,
      elements: { covered: 4, total: 7 },
      flows: { covered: 3, total: 6 },
      percent: 53.8,
      missingElements: ['declined_event', 'approve', 'declined'],
      missingFlows: ['large_approve', 'approve_end', 'declined_event_declined'],
    },
  ]);
  expect(failures).toEqual(['Process coverage of all processes is 53.8 %, the threshold is 80 %']);
  expect(text).toBe(
    [
      '',
      'Process coverage',
      '  order   53.8 %  4 of 7 elements, 3 of 6 flows',
      '         elements not passed: declined_event, approve, declined',
      '         flows not passed: large_approve, approve_end, declined_event_declined',
      '  all     53.8 %  4 of 7 elements, 3 of 6 flows',
      'Process coverage of all processes is 53.8 %, the threshold is 80 %',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(readFileSync(join(folder, 'coverage.json'), 'utf8'))).toEqual(summary);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(html).toContain('<g class="covered"><title>charge: passed 2 times</title><rect x="100" y="80"');
  expect(html).toContain('<g class="missing"><title>approve: not passed</title><rect x="300" y="80"');
  expect(html).toContain(
    '<g class="missing"><title>large_approve: not passed</title><polyline points="200,120 300,120"',
  );
  expect(html).not.toMatch(/(?:src|href)="(?!#)/);
});

test('of two versions of a process, each is shown with its own diagram', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'process-coverage-test-'));
  const coverage = startProcessCoverage({
    ...{ folder, reports: ['html'] },
  });
  for (const content of [drawn, drawn.replace('x="100" y="80"', 'x="140" y="80"')])
    await runProcess([{ name: 'order.bpmn', content }], {
      ...{ variables: { amount: 500 }, workers: { charge: {} } },
    });
  await closeProcessTests();
  coverage.finish();
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  expect([...html.matchAll(/charge: passed 1 times<\/title><rect x="(\d+)"/g)].map(([, x]) => x)).toEqual([
    '100',
    '140',
  ]);
});

test('without anybody who wants coverage, nothing is written', async () => {
  await runProcess(order, { variables: { amount: 5 } });
  await closeProcessTests();
  expect(existsSync(join(tmpdir(), `jobwright-process-coverage-${process.pid}`))).toBe(false);
});
