import type { PropertyConstraints } from '../element-template.ts';

/** Where a property of a template is written in the BPMN element. */
export type Camunda7Binding =
  | { readonly type: 'property'; readonly name: 'camunda:type' | 'camunda:topic' }
  | { readonly type: 'camunda:inputParameter'; readonly name: string }
  | { readonly type: 'camunda:property'; readonly name: string };

/** A field of a template: how it is shown, what it starts with, where it is written. */
export interface Camunda7Property {
  readonly label?: string;
  readonly description?: string;
  readonly group?: string;
  readonly type: 'String' | 'Text' | 'Dropdown' | 'Hidden';
  readonly value?: string;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly constraints?: PropertyConstraints;
  readonly binding: Camunda7Binding;
}

/**
 * Camunda 7's element template, as far as connectors use it:
 * https://docs.camunda.io/docs/components/modeler/desktop-modeler/element-templates/c7-defining-templates/
 */
export interface Camunda7Template {
  readonly $schema: string;
  readonly name: string;
  readonly id: string;
  readonly version: number;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly documentationRef?: string;
  readonly appliesTo: readonly string[];
  readonly elementType: { readonly value: string };
  /** Beyond the schema: modelers show it in the list of templates. */
  readonly icon?: { readonly contents: string };
  readonly groups: readonly { readonly id: string; readonly label: string }[];
  readonly properties: readonly Camunda7Property[];
}
