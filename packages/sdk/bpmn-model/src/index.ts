export type { BpmnModel, ElementModel, InputMapping, ProcessModel } from './bpmn-model.ts';
export type { Camunda7Element, Camunda7Entry, Camunda7Parameter, Camunda7Value } from './camunda7-model.ts';
export { checkXml, type CheckXmlOptions } from './check-xml.ts';
export { type InputText, listInputTexts } from './list-input-texts.ts';
export { isQuicklyRead } from './is-quickly-read.ts';
export {
  isModdleElement,
  listExtensions,
  type ModdleElement,
  readElement,
  readElements,
  readExtensions,
  readFlag,
  readId,
  readText,
  toLocalName,
  toTagName,
} from './moddle-element.ts';
export { ModelError } from './model-error.ts';
export { type BpmnDocument, type Problem, readBpmn } from './read-bpmn.ts';
export { readAttributes, readLocalName } from './qualified-names.ts';
export { CAMUNDA7_NAMESPACES, mayHaveCamunda7 } from './read-camunda7.ts';
export { readElementModel, readModel, type ReadModelOptions } from './read-model.ts';
