/** Headers of a request by name, in lower case. */
export type Headers = Readonly<Record<string, string>>;

/** What authenticates the calls to a cluster, over gRPC and REST alike. */
export interface ClusterCredentials {
  /** The headers, at once where no token has to be fetched. @throws ClusterCallError */
  getHeaders(): Headers | Promise<Headers>;
  /** The cluster refuses these headers: a token in them is not used again. */
  refuse(headers: Headers): void;
}
