/** A method of RFC 9110, or PATCH. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/** Name and value of one header line; a repeated header is several lines. */
export type HeaderLine = readonly [name: string, value: string];

/**
 * Headers by name, as the server wrote it (lower case over HTTP/2); a repeated header is a list. Characters
 * are bytes (Latin-1).
 */
export type HttpHeaders = Readonly<Record<string, string | readonly string[]>>;

/** A request body that is too large for memory, or not available yet. */
export interface BodySource {
  /** In bytes. Default: unknown, and the body is sent in chunks. */
  readonly length?: number;
  /** Called each time the body is sent: redirects, a repeated attempt and a renewed token send it again. */
  open(options: { readonly signal: AbortSignal }): AsyncIterable<Uint8Array>;
}

/** A request. */
export interface HttpRequest {
  readonly method: HttpMethod;
  /**
   * Absolute, `http:` or `https:`. Credentials in it become a Basic `Authorization` header unless there is
   * one.
   */
  readonly url: string;
  readonly headers?: readonly HeaderLine[];
  /** Text is sent as UTF-8. */
  readonly body?: string | Uint8Array | BodySource;
  /** Follows up to 20 redirects; another origin gets no headers that may hold a credential. Default false. */
  readonly followRedirects?: boolean;
  /** Sends path and query exactly as written instead of percent-encoding what needs it. Default false. */
  readonly skipUrlEncoding?: boolean;
  /**
   * Repeats the request once after 429 or 503, after the time in `Retry-After` or 1 s, and after a connection
   * that was lost before the response if the method is idempotent. Not if that would take longer than
   * `headersTimeoutMs` or beyond `expiresAt`. Default false.
   */
  readonly repeatsOnce?: boolean;
  /**
   * From the request's last byte to the response's headers, in milliseconds; 0 is no limit. Default: the
   * client's.
   */
  readonly headersTimeoutMs?: number;
  /** Between two reads of the body, in milliseconds; 0 is no limit. Default: the client's. */
  readonly bodyTimeoutMs?: number;
  /** Of the body, as sent and decompressed. Default: the client's. */
  readonly maxResponseBytes?: number;
}

/** Status, reason phrase and headers of a response. */
export interface HttpResponseHead {
  readonly status: number;
  /** The reason phrase; empty when the server sent none. */
  readonly reason: string;
  readonly headers: HttpHeaders;
}

/** A response with its whole body. */
export interface HttpResponse extends HttpResponseHead {
  /** The whole body, decompressed. */
  readonly body: Uint8Array;
}

/**
 * A response whose body has not been read yet. Read or cancel it: otherwise its connection stays occupied.
 */
export interface OpenHttpResponse extends HttpResponseHead {
  /** The URL that answered, after redirects: percent-encoded, without credentials and fragment. */
  readonly url: string;
  readonly body: HttpBody;
}

/** A body as it arrives, decompressed. It can be read once; while nobody reads, the server is slowed down. */
export interface HttpBody extends AsyncIterable<Uint8Array> {
  /** The whole body, or `undefined` if it has more than `maxBytes`; then iterating still gives all of it. */
  readUpTo(maxBytes: number): Promise<Uint8Array | undefined>;
  /** Stops reading, and closes the connection unless the body was read to its end. */
  cancel(): void;
}

/** The first value of a header, whatever the case of its name; `undefined` when there is none. */
export const readHeader = (headers: HttpHeaders, name: string): string | undefined => {
  const value = findHeader(headers, name);
  return typeof value === 'string' ? value : value?.[0];
};

/**
 * All values of a header, one for each of its lines, whatever the case of its name; empty when there is none.
 */
export const readHeaderLines = (headers: HttpHeaders, name: string): readonly string[] =>
  [findHeader(headers, name) ?? []].flat();

function findHeader(headers: HttpHeaders, name: string): string | readonly string[] | undefined {
  const wanted = name.toLowerCase();
  for (const key of Object.keys(headers)) {
    if (key.length === wanted.length && key.toLowerCase() === wanted) return headers[key];
  }
  return undefined;
}
