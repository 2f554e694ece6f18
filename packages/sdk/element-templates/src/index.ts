export type { Camunda7Binding, Camunda7Property, Camunda7Template } from './camunda7/camunda7-template.ts';
export { toCamunda7Templates } from './camunda7/to-camunda7-templates.ts';
export { type AnyTemplate, checkTemplateHistory } from './check-template-history.ts';
export type {
  ElementTemplate,
  PropertyBinding,
  PropertyChoice,
  PropertyCondition,
  PropertyConstraints,
  PropertyType,
  SimpleCondition,
  TemplatePreset,
  TemplateProperty,
  TemplateStep,
} from './element-template.ts';
export { type TemplateOptions, toElementTemplate } from './to-element-template.ts';
export { toHybridTemplate } from './to-hybrid-template.ts';
export { validateTemplate } from './validate-template.ts';
