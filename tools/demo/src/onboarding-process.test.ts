import { customerData } from '@jobwright/connector-customer-data';
import { email } from '@jobwright/connector-email';
import { httpRest } from '@jobwright/connector-http-rest';
import { pdf } from '@jobwright/connector-pdf';
import { isJsonObject, type JsonObject } from '@jobwright/json';
import { evaluate } from '@jobwright/feel';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { beforeAll, describe, expect, it } from 'vitest';
import { readOnboardingProcess } from './onboarding-process.ts';

interface Extension {
  readonly $type: string;
  readonly type?: string;
  readonly inputParameters?: readonly { readonly source: string; readonly target: string }[];
  readonly values?: readonly { readonly key: string; readonly value: string }[];
}
interface FlowElement {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  readonly modelerTemplate?: string;
  readonly extensionElements?: { readonly values: readonly Extension[] };
  readonly attachedToRef?: FlowElement;
  readonly outgoing?: readonly { readonly targetRef: FlowElement }[];
  readonly eventDefinitions?: readonly { readonly errorRef?: { readonly errorCode: string } }[];
}
interface Process extends FlowElement {
  readonly isExecutable: boolean;
  readonly flowElements: readonly FlowElement[];
}
interface Definitions {
  readonly rootElements: readonly [Process];
  readonly diagrams: readonly [
    { readonly plane: { readonly planeElement: readonly { readonly bpmnElement: FlowElement }[] } },
  ];
}

let xml: string;
let definitions: Definitions;
let process: Process;
let warnings: readonly unknown[];

beforeAll(async () => {
  xml = await readOnboardingProcess('camunda8');
  const parsed = await new BpmnModdle({ zeebe }).fromXML(xml);
  definitions = parsed.rootElement as Definitions;
  [process] = definitions.rootElements;
  warnings = parsed.warnings;
});

const variables: JsonObject = {
  customerId: 'ALFKI',
  crmUrl: 'http://127.0.0.1:8080',
  smtpHost: '127.0.0.1',
  smtpPort: 2525,
  customer: {
    customerId: 'ALFKI',
    companyName: 'Alfreds Futterkiste',
    contactName: 'Maria Anders',
    email: 'maria.anders@alfreds-futterkiste.example',
    segment: 'standard',
    creditLimit: 1000,
  },
  letter: {
    document: {
      'camunda.document.type': 'camunda',
      storeId: 'memory',
      documentId: 'd-1',
      contentHash: 'h',
      metadata: { fileName: 'welcome-ALFKI.pdf', contentType: 'application/pdf', size: 3 },
    },
  },
};

const elementsOf = (type: string): readonly FlowElement[] =>
  process.flowElements.filter(({ $type }) => $type === type);
const taskOf = (id: string): FlowElement => elementsOf('bpmn:ServiceTask').find((task) => task.id === id)!;
const extensionOf = (task: FlowElement, type: string): Extension =>
  task.extensionElements!.values.find(({ $type }) => $type === type)!;

type Nested = { [name: string]: unknown };

/** What the engine makes of the input mappings, with the URL as a runtime fills it in. */
function toInput(task: FlowElement): JsonObject {
  const input: Nested = {};
  for (const { source, target } of extensionOf(task, 'zeebe:IoMapping').inputParameters!) {
    const path = target.split('.');
    const name = path.pop()!;
    let parent = input;
    for (const part of path) parent = (parent[part] ??= {}) as Nested;
    parent[name] = source.startsWith('=') ? evaluate(source, variables) : source;
  }
  const url = 'postgres://postgres@127.0.0.1:5432/postgres';
  const text = JSON.stringify(input).replace('{{secrets.CUSTOMER_DATABASE_URL}}', url);
  return JSON.parse(text) as JsonObject;
}

describe('the process customer-onboarding', () => {
  it('is BPMN without warnings, executable, under its id', () => {
    expect(warnings).toEqual([]);
    expect(process).toMatchObject({ id: 'customer-onboarding', isExecutable: true });
  });

  it('is drawn completely', () => {
    const drawn = definitions.diagrams[0].plane.planeElement.map(({ bpmnElement }) => bpmnElement.id).sort();
    expect(drawn).toEqual(process.flowElements.map(({ id }) => id).sort());
  });

  it('names exactly the secrets the demo has', () => {
    const names = [...xml.matchAll(/\{\{secrets\.(\w+)\}\}/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(
      new Set(['CRM_TOKEN', 'CUSTOMER_DATABASE_URL', 'SMTP_USER', 'SMTP_PASSWORD']),
    );
  });

  it.each([
    ['LookUpCustomer', httpRest, 'run'],
    ['UpdateCustomer', customerData, 'update'],
    ['GenerateLetter', pdf, 'run'],
    ['SendMail', email, 'sendEmail'],
  ])('gives %s inputs that its connector takes', (id, connector, operation) => {
    const task = taskOf(id);
    expect(extensionOf(task, 'zeebe:TaskDefinition')).toMatchObject({ type: connector.type, retries: '3' });
    expect(task.modelerTemplate).toBe(connector.template?.id);
    const input = toInput(task);
    expect(() => connector.operations.get(operation)!.bind(input)).not.toThrow();
  });

  it('writes the letter about the customer', () => {
    const task = taskOf('GenerateLetter');
    expect(toInput(task)).toMatchObject({
      fileName: 'welcome-ALFKI.pdf',
      content: expect.arrayContaining([{ type: 'heading', text: 'Welcome, Maria Anders', level: 1 }]),
    });
  });

  it('takes from the CRM what the later tasks use', () => {
    const task = taskOf('LookUpCustomer');
    const headers = extensionOf(task, 'zeebe:TaskHeaders').values!;
    const result = headers.find(({ key }) => key === 'resultExpression')!;
    const body = { ...(isJsonObject(variables['customer']) && variables['customer']), phone: '030' };
    expect(evaluate(result.value, { response: { status: 200, body } })).toEqual({
      customer: variables['customer'],
    });
  });

  it('catches a customer the CRM does not know', () => {
    const [boundary] = elementsOf('bpmn:BoundaryEvent');
    expect(boundary!.attachedToRef!.id).toBe('LookUpCustomer');
    expect(boundary!.eventDefinitions![0]!.errorRef!.errorCode).toBe('CUSTOMER_UNKNOWN');
    expect(boundary!.outgoing![0]!.targetRef).toMatchObject({
      $type: 'bpmn:EndEvent',
      name: 'Customer unknown',
    });
  });
});
