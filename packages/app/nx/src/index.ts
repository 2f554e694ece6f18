export { connectorGenerator, type ConnectorGeneratorOptions } from './connector-generator.ts';
export { operationGenerator, type OperationGeneratorOptions } from './operation-generator.ts';
export { fromOpenapiGenerator, type FromOpenapiGeneratorOptions } from './from-openapi-generator.ts';
export { bundleGenerator, type BundleGeneratorOptions } from './bundle-generator.ts';
