import type { Camunda7Property, Camunda7Template } from '@jobwright/element-templates';
import type { FilledField } from '@jobwright/modeler';

/** A field of a template, and what the test fills in. */
export interface TemplateField extends FilledField {
  /** The value as the model has it; the panel shows the name of a choice. */
  readonly written: string;
  readonly binding: Camunda7Property['binding'];
}

/** Every visible field with a value that no other field has, where it is not a choice. */
export function fillEveryField({ groups, properties }: Camunda7Template): readonly TemplateField[] {
  const visible = properties.filter(({ type }) => type !== 'Hidden');
  return visible.map((property) => {
    const { binding, choices, group, label = '' } = property;
    const heading = groups.find(({ id }) => id === group)?.label ?? '';
    const choice = choices?.at(-1);
    const written = choice?.value ?? textFor(property);
    return { group: heading, label, value: choice?.name ?? written, written, binding };
  });
}

/** FEEL is possible for every input, and text for every header but two. */
function textFor({ binding }: Camunda7Property): string {
  if (binding.type !== 'camunda:property') return `="${binding.name}: " + string(1 + 1) + "<&>"`;
  if (binding.name === 'retries') return '5';
  if (binding.name.endsWith('Timeout') || binding.name.endsWith('Backoff')) return 'PT2M';
  if (binding.name === 'errorExpression') return '=if 1 > 2 then bpmnError("never", "<&>") else null';
  return binding.name === 'resultExpression' ? '={heavy: 1 < 2, text: "<&>"}' : 'result';
}

/** What is in a task: its attributes, inputs and headers by name. */
export interface WrittenTask {
  readonly topic: string | undefined;
  readonly type: string | undefined;
  readonly template: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export function readTask(xml: string): WrittenTask {
  const [task = ''] = /<bpmn:serviceTask [^>]*>/.exec(xml) ?? [];
  const attribute = (name: string) => new RegExp(`camunda:${name}="([^"]*)"`).exec(task)?.[1];
  const inputs = xml.matchAll(/<camunda:inputParameter name="([^"]*)"(?: \/>|>([^<]*)<)/g);
  const headers = xml.matchAll(/<camunda:property name="([^"]*)"(?: value="([^"]*)")? \/>/g);
  const read = (found: Iterable<RegExpMatchArray>) =>
    Object.fromEntries([...found].map(([, name = '', value = '']) => [name, decode(value)]));
  return {
    topic: attribute('topic'),
    type: attribute('type'),
    template: attribute('modelerTemplate'),
    inputs: read(inputs),
    headers: read(headers),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? '');

/** Fields with values by the names of their inputs and headers, as they are for templates of Camunda 8. */
export function fillFields(
  { groups, properties }: Camunda7Template,
  values: Readonly<Record<string, unknown>>,
): readonly FilledField[] {
  return Object.entries(values).map(([name, value]) => {
    const property = properties.find(({ binding }) => binding.name === name);
    if (property === undefined) throw new Error(`There is no field ${name}`);
    const { choices, group: groupId, label = '' } = property;
    const written = typeof value === 'boolean' ? `=${value}` : String(value);
    const choice = choices?.find((each) => each.value === written);
    const group = groups.find(({ id }) => id === groupId)?.label ?? '';
    return { group, label, value: choice?.name ?? written };
  });
}
