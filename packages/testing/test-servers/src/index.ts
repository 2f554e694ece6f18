export {
  type Certificate,
  type CertificateAuthority,
  createAddressCertificate,
  createCertificateAuthority,
  createLocalhostCertificate,
} from './certificates.ts';
export { findClosedPort } from './find-closed-port.ts';
export { type HttpProxy, type HttpProxyOptions, startHttpProxy } from './http-proxy.ts';
export {
  type Answer,
  type HttpServer,
  type HttpServerOptions,
  type Reply,
  type SeenRequest,
  startHttpServer,
} from './http-server.ts';
export { LOCALHOST_TLS } from './localhost-tls.ts';
export { type JsonReply, type JsonRequest, type JsonServer, startJsonServer } from './json-server.ts';
export { listen, type ListenOptions, type ServerOptions, type TestServerHandle } from './listen.ts';
export { startSocketServer } from './socket-server.ts';
export { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
export { answerToken, startTokenServer, type TokenAnswer, type TokenServer } from './token-server.ts';
export { verifyAwsSignature } from './verify-aws-signature.ts';
