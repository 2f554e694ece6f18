/** Node's codes of a certificate that was not accepted. */
const CERTIFICATE =
  /^(ERR_TLS_CERT|CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;
/** No TLS came about: the port speaks plain text, or there is no common version or cipher. */
const NO_TLS = /^(ERR_SSL_|EPROTO$)/;

export const isCertificateCode = (code: string): boolean => CERTIFICATE.test(code);

export const isTlsCode = (code: string): boolean => NO_TLS.test(code);
