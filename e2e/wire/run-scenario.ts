import type { Camunda8 } from '@camunda8/sdk';
import { toModelledProcess } from '../src/testing/apply-template.ts';
import { ACCESS_TOKEN } from '../src/testing/authentication-cases.ts';
import { fillIn, type OfficialTemplate, toVersionName } from '../src/testing/official-templates.ts';
import { startWireBackend, type WireBackend, type WireRequest } from '../src/testing/wire-backend.ts';
import { answers, type Scenario } from './scenarios.ts';

/** A request without what differs from run to run; the address of the backend is `{base}`. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a scenario came to: the same form for every runtime. */
export interface Outcome {
  readonly requests: readonly SeenRequest[];
  /** What the job added to the variables; `null` if the process did not come to its end. */
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/** Set by the HTTP client of a runtime, whatever the model says. */
const OF_THE_CLIENT = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'traceparent',
  'transfer-encoding',
  'user-agent',
  'upgrade',
  'http2-settings',
]);
const GIVEN = new Set(['base', 'path', 'name']);
const END_MS = 45_000;

/** A backend that answers by the first segment of the path, token endpoints included. */
export function startBackend(): Promise<WireBackend> {
  const counts = new Map<string, number>();
  return startWireBackend(({ path }) => {
    const [, kind = ''] = path.split('/');
    if (kind === 'token') {
      return { body: JSON.stringify({ access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 3600 }) };
    }
    const nth = (counts.get(path) ?? 0) + 1;
    counts.set(path, nth);
    return answers[kind]?.({ path, nth }) ?? { body: '{"elsewhere":true}' };
  });
}

type Client = ReturnType<Camunda8['getZeebeGrpcApiClient']>;

/**
 * Applies the template, deploys the process, runs it, and tells what came over the wire and what came of it.
 */
export async function runScenario(
  { client, backend }: { readonly client: Client; readonly backend: WireBackend },
  template: OfficialTemplate,
  scenario: Scenario,
): Promise<Outcome> {
  const name = toSlug(`${toVersionName(template)}-${scenario.name}`);
  const path = `/${scenario.kind}/${name}`;
  const processId = `wire-${name}`;
  const model = await toModelledProcess({
    processId,
    template: fillIn(template, scenario.values),
    values: {},
  });
  await client.deployResource({ process: Buffer.from(withBoundaryEvent(model)), name: `${processId}.bpmn` });
  const variables = await client
    .createProcessInstanceWithResult({
      bpmnProcessId: processId,
      variables: { base: backend.url, path, name, ...scenario.variables } as never,
      requestTimeout: END_MS,
    })
    .then(
      (result) => result.variables as Readonly<Record<string, unknown>>,
      () => null,
    );
  const seen = backend.requestsBelow([path, `/token/${name}`]).map((request) => toSeen(request, backend.url));
  return {
    requests: seen,
    variables: variables && normalise(withoutGiven(variables), backend.url),
  };
}

/** Ends the process when the job throws the error `caught`. */
function withBoundaryEvent(model: string): string {
  const event = `<bpmn:boundaryEvent id="caughtEvent" attachedToRef="task"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=failedCode" target="failedCode" /><zeebe:output source="=failedMessage" target="failedMessage" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:outgoing>toCaught</bpmn:outgoing><bpmn:errorEventDefinition errorRef="caughtError" /></bpmn:boundaryEvent>
<bpmn:sequenceFlow id="toCaught" sourceRef="caughtEvent" targetRef="caught" />
<bpmn:endEvent id="caught"><bpmn:incoming>toCaught</bpmn:incoming></bpmn:endEvent>
</bpmn:process><bpmn:error id="caughtError" name="caught" errorCode="caught" />`;
  return model.replace('</bpmn:process>', event);
}

const toSlug = (text: string): string =>
  text
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();

const withoutGiven = (variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !GIVEN.has(name)));

function toSeen({ method, path, query, headers, body }: WireRequest, base: string): SeenRequest {
  const own = Object.entries(headers)
    .filter(([name]) => !OF_THE_CLIENT.has(name))
    .map(([name, value]) => [name, String(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return normalise(
    {
      method,
      target: query === '' ? path : `${path}?${query}`,
      headers: Object.fromEntries(own),
      body,
    },
    base,
  );
}

/** The port is another one in each run. */
function normalise<T>(value: T, base: string): T {
  return JSON.parse(JSON.stringify(value).replaceAll(base, '{base}')) as T;
}
