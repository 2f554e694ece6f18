import type { HttpRequest } from '@jobwright/http-client';

/** A body as it is sent. */
export interface EncodedBody {
  readonly content: NonNullable<HttpRequest['body']>;
  readonly contentType: string;
}
