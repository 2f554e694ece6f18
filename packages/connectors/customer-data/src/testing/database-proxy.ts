import { startTcpProxy, type TcpProxy } from '@jobwright/test-servers';

/** Stands between a client and the database of `url`; its own `url` is the client's. */
export async function startDatabaseProxy(url: string): Promise<TcpProxy & { readonly url: string }> {
  const proxied = new URL(url);
  const proxy = await startTcpProxy(proxied.host);
  proxied.host = proxy.address;
  return { ...proxy, url: proxied.href };
}
