import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { TestContext } from '../context/test-context.ts';
import { runHandler } from '../jobs/job-runner.ts';
import { type JobWorkerMockBuilder, mockJobWorker } from '../jobs/mock-job-worker.ts';
import { expectDone } from './expect-done.ts';
import { DEFAULT_TENANT } from './instance-commands.ts';

/** What a mocked child process gives back, from the variables that it was started with. */
export type ChildProcessHandler = (variables: JsonObject) => JsonObject | Promise<JsonObject>;

/** Stands in for what a process calls. */
export interface MockCommands {
  /** Mocks the workers of a job type; call one of the methods of what it gives. */
  readonly mockJobWorker: (jobType: string) => JobWorkerMockBuilder;
  /**
   * Deploys a process in place of the called one, which completes with these variables. A call by version tag
   * needs that tag.
   */
  readonly mockChildProcess: (
    processId: string,
    variables?: JsonObject | ChildProcessHandler,
    options?: { readonly versionTag?: string },
  ) => Promise<void>;
  /** Deploys a decision in place of the called one, with this output. */
  readonly mockDmnDecision: (decisionId: string, output: JsonValue) => Promise<void>;
  /** The same as `mockDmnDecision`. */
  readonly mockDecision: (decisionId: string, output: JsonValue) => Promise<void>;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const MOCK_RESOURCE = 'jobwright-mock-';

/** Ids of a mock, which must not meet that of what it stands for. */
const idOf = (part: string): string => `jobwright_mock_${part}`;

const tagExtension = (versionTag: string | undefined): string =>
  versionTag === undefined
    ? ''
    : `<bpmn:extensionElements><zeebe:versionTag value="${escapeXml(versionTag)}" /></bpmn:extensionElements>`;

const childProcess = (id: string, jobType: string, versionTag?: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="${idOf('file')}" targetNamespace="mock">`,
    `<bpmn:process id="${escapeXml(id)}" isExecutable="true">${tagExtension(versionTag)}`,
    `<bpmn:startEvent id="${idOf('start')}" /><bpmn:endEvent id="${idOf('end')}" />`,
    `<bpmn:serviceTask id="${idOf('task')}"><bpmn:extensionElements><zeebe:taskDefinition type="${escapeXml(jobType)}" /></bpmn:extensionElements></bpmn:serviceTask>`,
    `<bpmn:sequenceFlow id="${idOf('in')}" sourceRef="${idOf('start')}" targetRef="${idOf('task')}" />`,
    `<bpmn:sequenceFlow id="${idOf('out')}" sourceRef="${idOf('task')}" targetRef="${idOf('end')}" />`,
    '</bpmn:process></bpmn:definitions>',
  ].join('');

const decision = (id: string, output: JsonValue): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${idOf('file')}_${escapeXml(id)}" name="mock" namespace="mock">`,
    `<decision id="${escapeXml(id)}" name="${escapeXml(id)}">`,
    `<literalExpression id="${idOf('expression')}"><text>${escapeXml(stringifyJson(output))}</text></literalExpression>`,
    '</decision></definitions>',
  ].join('');

/** The mocks of a test. */
export function createMockCommands(context: TestContext): MockCommands {
  const { core, runner } = context;
  const deploy = async (name: string, content: string): Promise<void> => {
    const resources = [{ name: `${MOCK_RESOURCE}${name}`, content }];
    expectDone(await core.deploy({ resources, tenantId: DEFAULT_TENANT }));
    await context.settle();
  };
  const mockDmnDecision = (decisionId: string, output: JsonValue): Promise<void> =>
    deploy(`${decisionId}.dmn`, decision(decisionId, output));
  return {
    mockJobWorker: (jobType) => mockJobWorker(context, runner, jobType),
    async mockChildProcess(processId, variables = {}, { versionTag } = {}) {
      const jobType = `io.jobwright:mock-child-process:${[processId, versionTag ?? ''].join(':')}`;
      const give = typeof variables === 'function' ? variables : () => variables;
      runner.register(
        jobType,
        runHandler(core, (job) => give(job.variables)),
      );
      await deploy(`${processId}.bpmn`, childProcess(processId, jobType, versionTag));
    },
    mockDmnDecision,
    mockDecision: mockDmnDecision,
  };
}
