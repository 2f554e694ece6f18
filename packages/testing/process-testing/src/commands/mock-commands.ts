import type { JsonObject, JsonValue } from '@jobwright/json';
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
  /** Deploys a process in place of the called one, which completes with these variables. */
  readonly mockChildProcess: (
    processId: string,
    variables?: JsonObject | ChildProcessHandler,
  ) => Promise<void>;
  /** Deploys a decision in place of the called one, with this output. */
  readonly mockDmnDecision: (decisionId: string, output: JsonValue) => Promise<void>;
  /** The same as `mockDmnDecision`. */
  readonly mockDecision: (decisionId: string, output: JsonValue) => Promise<void>;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Names of what is deployed for mocks: they are left out of coverage. */
export const MOCK_RESOURCE = 'jobwright-mock-';

const childProcess = (id: string, jobType: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="mock" targetNamespace="mock"><bpmn:process id="${escapeXml(id)}" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="mock" ><bpmn:extensionElements><zeebe:taskDefinition type="${escapeXml(jobType)}" /></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" /><bpmn:sequenceFlow id="to_mock" sourceRef="start" targetRef="mock" /><bpmn:sequenceFlow id="to_end" sourceRef="mock" targetRef="end" /></bpmn:process></bpmn:definitions>`;

const decision = (id: string, output: JsonValue): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="mock_${escapeXml(id)}" name="mock" namespace="mock"><decision id="${escapeXml(id)}" name="${escapeXml(id)}"><variable id="output" name="output" /><literalExpression id="expression"><text>${escapeXml(JSON.stringify(output))}</text></literalExpression></decision></definitions>`;

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
    async mockChildProcess(processId, variables = {}) {
      const jobType = `io.jobwright:mock-child-process:${processId}`;
      const give = typeof variables === 'function' ? variables : () => variables;
      runner.register(
        jobType,
        runHandler(core, (job) => give(job.variables)),
      );
      await deploy(`${processId}.bpmn`, childProcess(processId, jobType));
    },
    mockDmnDecision,
    mockDecision: mockDmnDecision,
  };
}
