import type { HttpRequest } from '@jobwright/http-client';

/** A body as it goes over the wire. */
export interface EncodedBody {
  readonly content: NonNullable<HttpRequest['body']>;
  readonly contentType: string;
}
