export { parseKeywords } from './ask-for-facts.ts';
export { type Names, parseName } from './names.ts';
export {
  type ConnectorSpec,
  type OperationNames,
  renderConnector,
  type RenderedConnector,
  renderOperation,
} from './render-connector.ts';
export type { RenderedFile } from './render-template.ts';
export { packageVersion } from './package-version.ts';
export { detectServiceKind, parseServiceKind, type ServiceKind } from './service-kinds.ts';
export type { TemplateFacts } from './template-facts.ts';
