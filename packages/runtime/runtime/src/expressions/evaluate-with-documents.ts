import { randomUUID } from 'node:crypto';
import { ConnectorError, type DocumentReference } from '@jobwright/connector-sdk';
import { type CompiledExpression, FeelError } from '@jobwright/feel';
import type { ResultDocuments } from '../documents/result-documents.ts';
import { evaluateExpression, type ExpressionHost } from './evaluate-expression.ts';
import { findNewDocuments, type NewDocuments } from './find-new-documents.ts';
import { putReferences } from './put-references.ts';

/** Where expressions that may create documents are evaluated. */
export interface DocumentHost extends ExpressionHost {
  readonly documents: ResultDocuments;
}

/** The result of an expression. */
export interface EvaluatedResult {
  readonly value: unknown;
  /**
   * Stores the documents in it, and returns a copy with their references. Nothing is stored before all have
   * been checked.
   * @throws what the store throws
   */
  readonly storeDocuments: (value: unknown) => Promise<unknown>;
}

export interface ExpressionNames {
  readonly name: string;
  readonly code: string;
}

/**
 * Evaluates a result or error expression. Data cannot create a document: each evaluation that may create one
 * has a mark of its own.
 * @throws ConnectorError with the code given
 */
export async function evaluateWithDocuments(
  expression: CompiledExpression,
  context: Readonly<Record<string, unknown>>,
  { host, name, code }: ExpressionNames & { readonly host: DocumentHost },
): Promise<EvaluatedResult> {
  const failed = (reason: string, cause?: unknown): ConnectorError =>
    new ConnectorError({ code, message: `${name}: ${reason}`, cause });
  const mark = mayCreate(expression) ? randomUUID() : undefined;
  try {
    const value = await evaluateExpression(expression, context, { ...host, mark });
    const found = mark === undefined ? noDocuments : findNewDocuments(value, mark);
    if (typeof found === 'string') throw failed(found);
    return {
      value,
      async storeDocuments(part) {
        if (found.size === 0) return part;
        const references = new Map<object, DocumentReference>();
        for (const [marker, document] of found) references.set(marker, await host.documents.create(document));
        return putReferences(part, references);
      },
    };
  } catch (error) {
    if (error instanceof FeelError) throw failed(error.message, error);
    throw error;
  }
}

const noDocuments: NewDocuments = new Map();

/** The function has no other name. */
const mayCreate = ({ text }: CompiledExpression): boolean => text.includes('createDocument');
