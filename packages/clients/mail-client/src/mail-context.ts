import { createResourceScope, type OwnedResourceScope } from '@jobwright/concurrency';
import {
  type JobFacts,
  noEffectLog,
  noTrace,
  openNetwork,
  type OperationContext,
  silentLogger,
} from '@jobwright/connector-sdk';
import type { MailFailure } from './mail-failure.ts';

/** What every call needs besides its own input. The context of a connector's operation is one. */
export interface MailContext extends Pick<
  OperationContext,
  'hideSecret' | 'network' | 'resources' | 'signal' | 'trace'
> {
  /** The code a span is marked with when it fails. Default: the kind of the failure. */
  readonly toFailureCode?: ((failure: MailFailure) => string) | undefined;
}

/** For reading a message: attachments go to `documents`. */
export interface ReadContext extends MailContext, Pick<OperationContext, 'documents'> {}

/** For deleting and moving: `effects` remembers what a repeated call finds done. */
export interface ChangeContext
  extends MailContext, Pick<OperationContext, 'effects' | 'idempotencyKey' | 'logger'> {}

/** For sending: files are read from `documents`, and `effects` remembers who has the mail. */
export interface SendContext
  extends MailContext, Pick<OperationContext, 'documents' | 'effects' | 'idempotencyKey' | 'logger'> {
  readonly job: Pick<JobFacts, 'retries'>;
}

/** All of these, outside a connector. */
export interface OwnMailContext extends ReadContext, ChangeContext, SendContext {
  /** Holds connections; close it at the end. */
  readonly resources: OwnedResourceScope;
}

/** What a context of your own can bring: any part of it but the job and the resources. */
export type MailContextOptions = Partial<Omit<OwnMailContext, 'job' | 'resources'>>;

/**
 * Creates a context for use outside a connector. By default every server may be reached, nothing is logged,
 * traced or remembered, and there are no documents. Give each mail its own `idempotencyKey`: its Message-ID
 * is made from it.
 */
export const createMailContext = (options: MailContextOptions = {}): OwnMailContext => ({
  documents: NO_DOCUMENTS,
  effects: noEffectLog,
  idempotencyKey: crypto.randomUUID(),
  logger: silentLogger,
  network: openNetwork,
  signal: new AbortController().signal,
  trace: noTrace,
  ...options,
  job: { retries: 1 },
  resources: createResourceScope(),
});

const noDocuments = (): Promise<never> => Promise.reject(new Error('This context has no documents'));

const NO_DOCUMENTS: OperationContext['documents'] = { create: noDocuments, open: noDocuments };
