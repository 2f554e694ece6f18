/** How a modeler shows a property. */
export type PropertyType = 'String' | 'Text' | 'Number' | 'Boolean' | 'Dropdown' | 'Hidden';

/** Where a property of a template is written in the BPMN element. */
export type PropertyBinding =
  | { readonly type: 'zeebe:input'; readonly name: string }
  | { readonly type: 'zeebe:taskHeader'; readonly key: string }
  | { readonly type: 'zeebe:taskDefinition'; readonly property: 'type' | 'retries' };

/** A condition on one other property. */
export type SimpleCondition =
  | { readonly type: 'simple'; readonly property: string; readonly equals: string }
  | { readonly type: 'simple'; readonly property: string; readonly oneOf: readonly string[] };

/** When a property is shown. */
export type PropertyCondition = SimpleCondition | { readonly allMatch: readonly SimpleCondition[] };

/** A choice of a dropdown: its label, its value and when it is offered. */
export interface PropertyChoice {
  readonly name: string;
  readonly value: string;
  readonly condition?: PropertyCondition;
}

/** What a modeler demands of a value: that there is one, its length, its pattern. */
export interface PropertyConstraints {
  readonly notEmpty?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: { readonly value: string; readonly message: string };
}

/** A field of a template: how it is shown, what it starts with, where it is written. */
export interface TemplateProperty {
  readonly id: string;
  readonly label?: string;
  readonly description?: string;
  readonly group?: string;
  readonly type: PropertyType;
  readonly value?: string | number | boolean;
  readonly optional?: true;
  readonly feel?: 'optional' | 'required' | 'static';
  readonly placeholder?: string;
  readonly secret?: true;
  readonly choices?: readonly PropertyChoice[];
  readonly constraints?: PropertyConstraints;
  readonly condition?: PropertyCondition;
  readonly binding: PropertyBinding;
}

/** A step of a template's guide. */
export interface TemplateStep {
  readonly name: string;
  readonly presetId: string;
}

/** A set of values that a template offers under one name. */
export interface TemplatePreset {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Camunda 8's element template, as far as connectors use it:
 * https://docs.camunda.io/docs/components/modeler/element-templates/template-properties/
 */
export interface ElementTemplate {
  readonly $schema: string;
  readonly name: string;
  readonly id: string;
  readonly version: number;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly documentationRef?: string;
  readonly category: { readonly id: string; readonly name: string };
  readonly appliesTo: readonly string[];
  readonly elementType: { readonly value: string };
  readonly engines: { readonly camunda: string };
  readonly icon?: { readonly contents: string };
  readonly groups: readonly {
    readonly id: string;
    readonly label: string;
    readonly openByDefault?: true;
  }[];
  readonly steps?: readonly TemplateStep[];
  readonly presets?: readonly TemplatePreset[];
  readonly properties: readonly TemplateProperty[];
}
