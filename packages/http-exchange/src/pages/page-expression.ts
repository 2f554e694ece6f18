import { ConnectorError, isJsonObject, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';
import { compile, FeelError } from '@jobwright/feel';

/** What an expression sees of a page: the fields of the answer, alone and as `response`, and where we are. */
export interface PageFacts {
  readonly response: JsonObject;
  /** From 1. */
  readonly page: number;
  readonly items: readonly JsonValue[];
  /** Of all pages so far, this one included. */
  readonly itemCount: number;
}

/** @throws ConnectorError `HTTP_PAGES_INVALID` */
export function evaluateOnPage(expression: string, facts: PageFacts): JsonValue {
  try {
    const value = compile(expression).evaluate({ ...facts.response, ...facts });
    return isJsonValue(value) ? value : null;
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    throw toPagesInvalid(`an expression cannot be evaluated on page ${facts.page}`, error);
  }
}

export const toPagesInvalid = (problem: string, cause?: unknown): ConnectorError =>
  new ConnectorError({ code: 'HTTP_PAGES_INVALID', message: `The pages cannot be read: ${problem}`, cause });

const SCALARS: readonly string[] = ['string', 'number', 'boolean', 'bigint'];

const isJsonValue = (value: unknown): value is JsonValue =>
  value === null || SCALARS.includes(typeof value) || Array.isArray(value) || isJsonObject(value);
