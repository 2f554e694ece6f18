import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { findFreePorts, findProgram, makeServerDirectory, runServer } from '@jobwright/servers/local-server';
import { type CertificateAuthority, createCertificateAuthority } from '@jobwright/test-servers';

export interface Gateway {
  readonly grpcAddress: string;
  readonly restAddress: string;
}

export interface Gateways {
  readonly basic: Gateway & { readonly username: string; readonly password: string };
  readonly bearer: Gateway;
  readonly tls: Gateway;
  readonly mtls: Gateway;
  readonly authority: CertificateAuthority;
  stop(): Promise<void>;
}

export interface GatewaysOptions {
  /** Of the cluster behind, e.g. `grpc://127.0.0.1:26500`. */
  readonly grpcAddress: string;
  readonly restAddress: string;
  /** Whether a bearer token opens the gateway. */
  readonly accepts: (token: string) => Promise<boolean>;
}

const USERNAME = 'connectors';
const PASSWORD = 'pass:wörd';

/** nginx in front of a cluster, once for each way it can be protected. */
export async function startGateways({
  grpcAddress,
  restAddress,
  accepts,
}: GatewaysOptions): Promise<Gateways> {
  const program = findProgram('nginx', 'nginx');
  const authority = await createCertificateAuthority('Test authority');
  const server = await authority.issueServer();
  const directory = makeServerDirectory('nginx');
  const ports = await findFreePorts(['basicGrpc', 'basicRest', 'bearerGrpc', 'bearerRest', 'tls', 'mtls']);
  const verifier = await startVerifier(accepts);
  const digest = createHash('sha1').update(PASSWORD).digest('base64');
  const files = {
    'server.pem': server.certificate,
    'server.key': server.key,
    'ca.pem': authority.certificate,
    passwords: `${USERNAME}:{SHA}${digest}\n`,
    'nginx.conf': toConfiguration(),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const nginx = await runServer({
    name: 'nginx',
    program,
    args: ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'],
    directory,
    port: ports.mtls,
  });
  const plain = (grpc: number, rest: number): Gateway => ({
    grpcAddress: `grpc://localhost:${grpc}`,
    restAddress: `http://localhost:${rest}`,
  });
  const secure = (port: number): Gateway => ({
    grpcAddress: `grpcs://localhost:${port}`,
    restAddress: `https://localhost:${port}`,
  });
  return {
    basic: { ...plain(ports.basicGrpc, ports.basicRest), username: USERNAME, password: PASSWORD },
    bearer: plain(ports.bearerGrpc, ports.bearerRest),
    tls: secure(ports.tls),
    mtls: secure(ports.mtls),
    authority,
    async stop() {
      verifier.close();
      await nginx.stop();
    },
  };

  function toConfiguration(): string {
    const toServer = (listen: string, settings: string): string => `
  server {
    listen 127.0.0.1:${listen};
    ${settings}
    location / { proxy_pass ${restAddress}; proxy_http_version 1.1; client_max_body_size 100m; }
    location /gateway_protocol.Gateway/ { grpc_pass ${grpcAddress}; grpc_read_timeout 300s; }
    location = /verify { internal; proxy_pass ${verifier.origin}/; proxy_pass_request_body off; proxy_set_header Content-Length ""; }
  }`;
    const basic = 'auth_basic cluster; auth_basic_user_file passwords;';
    const bearer = 'auth_request /verify;';
    const tls = 'ssl_certificate server.pem; ssl_certificate_key server.key;';
    const mtls = `${tls} ssl_client_certificate ca.pem; ssl_verify_client on;`;
    return `daemon off; master_process off; error_log stderr warn; pid nginx.pid;
events {}
http {
  access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
${[
  toServer(`${ports.basicGrpc} http2`, basic),
  toServer(String(ports.basicRest), basic),
  toServer(`${ports.bearerGrpc} http2`, bearer),
  toServer(String(ports.bearerRest), bearer),
  toServer(`${ports.tls} ssl http2`, tls),
  toServer(`${ports.mtls} ssl http2`, mtls),
].join('\n')}
}
`;
  }
}

/** Whom nginx asks about each request. */
async function startVerifier(accepts: GatewaysOptions['accepts']) {
  const server = createServer((request, response) => {
    const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    void accepts(token).then((accepted) => response.writeHead(accepted ? 204 : 401).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
