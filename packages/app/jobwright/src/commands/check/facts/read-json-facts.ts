import { ModelError, toLocalName } from '@jobwright/bpmn-model';
import { toErrorMessage } from '@jobwright/concurrency';
import { checkResource } from '@jobwright/engine/core';
import { isJsonObject, parseJson, type JsonValue } from '@jobwright/json';
import { z } from 'zod';
import {
  type ElementFacts,
  type FileFacts,
  type MadeFor,
  NO_CAMUNDA7,
  NO_ZEEBE,
  type PartFacts,
} from './model-facts.ts';
import { platformNamed } from './platform-extensions.ts';

const bindingSchema = z.object({
  type: z.string(),
  name: z.string().optional(),
  property: z.string().optional(),
  key: z.string().optional(),
});
const propertySchema = z.object({ value: z.unknown().optional(), binding: bindingSchema });
const templateSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  version: z.number().optional(),
  $schema: z.string().optional(),
  appliesTo: z.array(z.string()),
  elementType: z.object({ value: z.string() }).optional(),
  properties: z.array(propertySchema).max(2_000),
});
type Template = z.output<typeof templateSchema>;

/** A file has one template, or a list of versions. */
const MAX_TEMPLATES = 1_000;

/** Whether a JSON file looks like an element template, without reading all of it. */
export const looksLikeTemplate = (content: string): boolean =>
  /"appliesTo"\s*:/.test(content) && /"properties"\s*:/.test(content);

/**
 * Reads a form.
 * @throws ModelError
 */
export async function readFormFacts(name: string, content: string): Promise<FileFacts> {
  const form = parse(content);
  if (!isJsonObject(form)) throw new ModelError('The file is not a form: a JSON object is expected');
  const { id, executionPlatform } = form;
  const formId = typeof id === 'string' ? id : '';
  const element = describe(formId, 'form');
  return {
    kind: 'form',
    madeFor: typeof executionPlatform === 'string' ? [platformNamed(executionPlatform)] : [],
    parts: [{ kind: 'form', id: formId, isExecutable: true, elements: [element] }],
    broken: [],
    engine: await checkResource({ name: name.replace(/(?:\.form)?$/i, '.form'), content }),
  };
}

/**
 * Reads the element templates of a file.
 * @throws ModelError
 */
export function readTemplateFacts(content: string): FileFacts {
  const value = parse(content);
  const parsed = z
    .array(templateSchema)
    .max(MAX_TEMPLATES)
    .safeParse(Array.isArray(value) ? value : [value]);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.slice(Array.isArray(value) ? 0 : 1).join('.') ?? '';
    throw new ModelError(`The file is not an element template: ${where}: ${issue?.message ?? ''}`);
  }
  const templates = parsed.data;
  return {
    kind: 'template',
    madeFor: [...new Set(templates.map(findPlatform))],
    parts: templates.map(readTemplate),
    broken: [],
    engine: { problems: [], idleParts: [] },
  };
}

function parse(content: string): JsonValue {
  try {
    return parseJson(content, { hugeNumbers: 'text' });
  } catch (error) {
    const reason = toErrorMessage(error);
    const at = /\bat position (\d+)/.exec(reason)?.[1];
    throw new ModelError(
      `The file is not JSON: ${reason.replace(/\s*at position \d+/, '')}`,
      at === undefined ? {} : { position: Number(at) },
    );
  }
}

const describe = (id: string, type: string): ElementFacts => ({
  id,
  type,
  events: [],
  texts: [],
  zeebe: NO_ZEEBE,
  camunda7: NO_CAMUNDA7,
});

const findPlatform = ({ $schema, properties }: Template): MadeFor =>
  ($schema?.includes('zeebe') ?? false) || properties.some(({ binding }) => binding.type.startsWith('zeebe:'))
    ? 'camunda8'
    : 'camunda7';

function readTemplate(template: Template): PartFacts {
  const { id, name, version, properties } = template;
  const valueOf = (isMeant: (binding: z.output<typeof bindingSchema>) => boolean): string | undefined => {
    const value = properties.find(({ binding }) => isMeant(binding))?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const jobType = valueOf(
    ({ type, property }) =>
      type === 'zeebe:taskDefinition:type' || (type === 'zeebe:taskDefinition' && property === 'type'),
  );
  const inboundType = valueOf(
    ({ type, name: property }) => type === 'zeebe:property' && property === 'inbound.type',
  );
  const topic = valueOf(({ name: property }) => property === 'camunda:topic');
  const implementation = Object.fromEntries(
    ['class', 'delegateExpression', 'expression'].flatMap((attribute) => {
      const value = valueOf(({ name: property }) => property === `camunda:${attribute}`);
      return value === undefined ? [] : [[attribute, value] as const];
    }),
  );
  return {
    kind: 'template',
    id,
    ...(name !== undefined && { name }),
    isExecutable: true,
    elements: [
      {
        ...describe(id, findTag(template)),
        ...(name !== undefined && { name }),
        zeebe: {
          ...NO_ZEEBE,
          ...(jobType !== undefined && { jobType }),
          ...(inboundType !== undefined && { inboundType }),
          inputs: properties.flatMap(({ value, binding }) =>
            binding.type === 'zeebe:input' && typeof value === 'string'
              ? [{ source: value, target: binding.name ?? '' }]
              : [],
          ),
          template: { id, ...(version !== undefined && { version }) },
        },
        camunda7: {
          ...NO_CAMUNDA7,
          attributes: { ...implementation, ...(topic !== undefined && { type: 'external', topic }) },
          ...(topic !== undefined && { topic }),
        },
      },
    ],
  };
}

/** `serviceTask` for a template that makes tasks service tasks. */
const findTag = ({ elementType, appliesTo }: Template): string =>
  toLocalName(elementType?.value ?? appliesTo[0] ?? 'bpmn:Task');
