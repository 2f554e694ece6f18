export { findLeaks } from './find-leaks.ts';
export {
  type ConnectorHarness,
  createConnectorHarness,
  runConnector,
  type RunOptions,
  type TestOutcome,
  type TestRun,
} from './run-connector.ts';
export {
  createFolderDocumentStore,
  createFolderEffectLog,
  createMemoryDocumentStore,
  createMemoryEffectLog,
} from '@jobwright/runtime';
export { type RecordedSpan, recordSpans, type SpanRecorder } from './record-spans.ts';
export { findExampleProblems } from './examples/find-example-problems.ts';
export { createTestDocuments, type TestDocuments } from './test-documents.ts';
