import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSync, type MessageTypeDefinition } from '@grpc/proto-loader';
import { expect, test } from 'vitest';
import { loadGatewayService } from './gateway-service.ts';

const ours = fileURLToPath(new URL('../proto/gateway.proto', import.meta.url));
const sdk = join(dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')), 'proto/zeebe.proto');

interface Field {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly label: string;
  readonly typeName: string;
}
interface EnumerationDescribed {
  readonly value: readonly { readonly name: string; readonly number: number }[];
}
interface Described {
  readonly name: string;
  readonly field: readonly Field[];
  readonly nestedType: readonly Described[];
  readonly enumType: readonly { name: string; value: readonly { name: string; number: number }[] }[];
}

const wireFacts = ({ name, field, nestedType, enumType }: Described): readonly string[] => [
  ...field.map((one) => `${name}.${one.name} = ${one.number} ${one.label} ${one.type} ${one.typeName}`),
  ...enumType.flatMap((one) =>
    one.value.map((value) => `${name}.${one.name}.${value.name} = ${value.number}`),
  ),
  ...nestedType.flatMap((nested) => wireFacts({ ...nested, name: `${name}.${nested.name}` })),
];

function readFacts(file: string): readonly string[] {
  return Object.entries(loadSync(file)).flatMap(([name, definition]) => {
    if ('format' in definition) {
      // Nested types are listed with their message.
      const isInner = name.split('.').length > 2;
      if (isInner) return [];
      const { type } = definition as MessageTypeDefinition<object, object>;
      return 'value' in type
        ? (type as EnumerationDescribed).value.map((value) => `${name}.${value.name} = ${value.number}`)
        : wireFacts(type as Described);
    }
    return Object.values(definition).map(
      ({ path, requestStream, responseStream, requestType, responseType }) =>
        `${path} ${requestStream} ${responseStream} ${(requestType.type as Described).name} ${(responseType.type as Described).name}`,
    );
  });
}

test('contains everything in the protocol file of @camunda8/sdk, unchanged', () => {
  const facts = readFacts(sdk);
  expect(facts.length).toBeGreaterThan(200);
  expect(readFacts(ours)).toEqual(expect.arrayContaining([...facts]));
});

test('keys are decimal strings, enumeration values are names, and fields have their default', () => {
  const { StreamActivatedJobs: method } = loadGatewayService();
  const job = method?.responseDeserialize(method.responseSerialize({ key: '2251799813685251' }));
  expect(job).toMatchObject({
    key: '2251799813685251',
    variables: '',
    retries: 0,
    kind: 'BPMN_ELEMENT',
    tags: [],
  });
});

test('older and newer clients read the messages of each other', () => {
  const older = Object.values(loadSync(sdk)).find((definition) => !('format' in definition)) as ReturnType<
    typeof loadGatewayService
  >;
  const { CreateProcessInstance: newer } = loadGatewayService();
  const bytes = newer?.requestSerialize({ bpmnProcessId: 'p', tags: ['a'] }) ?? Buffer.alloc(0);
  expect(older['CreateProcessInstance']?.requestDeserialize(bytes)).toEqual({ bpmnProcessId: 'p' });
});
