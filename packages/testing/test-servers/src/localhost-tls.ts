/**
 * Key and certificate for `localhost` and `127.0.0.1`, as options of a TLS server or client, in PEM. It
 * vouches for itself: whoever trusts it names it as authority. For tests that need the same one in several
 * processes. Protects nothing.
 */
export const LOCALHOST_TLS = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBS9CbSj0lSE2J67R
PTblRCUkzdLSsNWifB3BkpiL2j6hRANCAAQLd3O1dtGi6UOaB/2RIEtRrldrW3uY
XM002WNC4J/2iAEF6v8xrnpKH/WJL13rRKtJ5sIraODDGJJud0uiysZa
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBpTCCAUugAwIBAgIUIBBXDKjhEijuLbunwIOE9Mz8MhswCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOam9id3JpZ2h0LXRlc3QwIBcNMjYxMTI1MDIyMTI2WhgPMjEy
NjExMDEwMjIxMjZaMBkxFzAVBgNVBAMMDmpvYndyaWdodC10ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEC3dztXbRoulDmgf9kSBLUa5Xa1t7mFzNNNljQuCf
9ogBBer/Ma56Sh/1iS9d60SrSebCK2jgwxiSbndLosrGWqNvMG0wHQYDVR0OBBYE
FJEu/zsT3FqXMJS30eaPLFJB+8pKMB8GA1UdIwQYMBaAFJEu/zsT3FqXMJS30eaP
LFJB+8pKMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/
AAABMAoGCCqGSM49BAMCA0gAMEUCICx09vMh2AqDsB9ZO5tKWExzJBh2Jf5L7lHN
WBdYp+pjAiEArrVhVJxa2haSGCxdexu0+n2S6E/ICpL2A+YzpzSgC5c=
-----END CERTIFICATE-----
`,
} as const;
