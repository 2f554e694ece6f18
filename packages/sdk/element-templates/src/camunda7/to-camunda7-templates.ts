import type { Connector, TemplateFacts } from '@jobwright/connector-sdk';
import { describeFacts, readIcon } from '../describe-facts.ts';
import { findExpressionHints } from '../expression-hints.ts';
import { listGroups, sortByGroup } from '../groups.ts';
import type { Camunda7Property, Camunda7Template } from './camunda7-template.ts';
import { buildCommonProperties } from './common-properties.ts';
import { buildInputProperties } from './input-properties.ts';
import { listVariants, type Variant } from './list-variants.ts';

/**
 * The element templates of a connector for Camunda 7 and Operaton, for external tasks whose topic is the job
 * type. Their templates know no conditions, so that each operation has its own, and each option where the
 * whole input is a union.
 * @throws Error when the connector says nothing about its template
 */
export function toCamunda7Templates(connector: Connector): readonly Camunda7Template[] {
  const { template: facts } = connector;
  if (facts === undefined) {
    throw new Error(`Connector ${connector.type} has no template: add template: { id, version }`);
  }
  return listVariants(connector).map((variant) => toTemplate(connector, facts, variant));
}

function toTemplate(connector: Connector, facts: TemplateFacts, variant: Variant): Camunda7Template {
  const id = [facts.id, 'camunda7', ...variant.idParts].join('.');
  const inputs = [
    ...Object.entries(variant.fixedInputs).map(([name, value]) =>
      hidden(value, { type: 'camunda:inputParameter', name }),
    ),
    ...buildInputProperties(variant.fields),
  ];
  const properties: readonly Camunda7Property[] = [
    hidden('external', { type: 'property', name: 'camunda:type' }),
    hidden(connector.type, { type: 'property', name: 'camunda:topic' }),
    ...(variant.operation === undefined
      ? []
      : [hidden(variant.operation, { type: 'camunda:property', name: 'operation' })]),
    ...inputs,
    ...buildCommonProperties({
      id,
      facts,
      inputs: inputs.map(({ binding }) => binding.name),
      hints: findExpressionHints(connector),
    }),
  ];
  const groups = listGroups(properties, facts);
  return {
    $schema: 'https://unpkg.com/@camunda/element-templates-json-schema/resources/schema.json',
    name: variant.title === undefined ? connector.name : `${connector.name}: ${variant.title}`,
    id,
    version: facts.version,
    ...describeFacts(facts),
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    ...readIcon(facts),
    groups,
    properties: sortByGroup(properties, groups),
  };
}

const hidden = (value: string, binding: Camunda7Property['binding']): Camunda7Property => ({
  type: 'Hidden',
  value,
  binding,
});
