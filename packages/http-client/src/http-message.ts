export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';

/** Name and value of one header line; a repeated header is several lines. */
export type HeaderLine = readonly [name: string, value: string];

/** Headers as the server wrote them; a repeated one is a list. */
export type HttpHeaders = Readonly<Record<string, string | readonly string[]>>;

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Absolute, `http:` or `https:`. Credentials in it become a Basic `Authorization` header unless there is one. */
  readonly url: string;
  readonly headers?: readonly HeaderLine[];
  /** Text is sent as UTF-8. */
  readonly body?: string | Uint8Array;
  /** Follows up to 20 redirects; another origin gets no headers that may hold a credential. Default false. */
  readonly followRedirects?: boolean;
  /** Sends path and query exactly as written instead of percent-encoding what needs it. Default false. */
  readonly skipUrlEncoding?: boolean;
  /** From the request's last byte to the response's headers, in milliseconds; 0 is no limit. Default: the client's. */
  readonly headersTimeoutMs?: number;
  /** Between two reads of the body, in milliseconds; 0 is no limit. Default: the client's. */
  readonly bodyTimeoutMs?: number;
}

export interface HttpResponse {
  readonly status: number;
  /** The reason phrase; empty when the server sent none. */
  readonly reason: string;
  readonly headers: HttpHeaders;
  /** The whole body, decompressed. */
  readonly body: Uint8Array;
}

/** The first value of a header, whatever the case of its name. */
export function readHeader(headers: HttpHeaders, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === wanted) return typeof value === 'string' ? value : value[0];
  }
  return undefined;
}
