// Loaded into npm by NODE_OPTIONS: what goes to the public signing services goes to those on loopback instead.
const http = require('node:http');
const https = require('node:https');

const { request } = https;
const { hostname, port } = new URL(process.env.SIGNING_SERVICES);

https.request = (options, ...parameters) =>
  /^(fulcio|rekor)\.sigstore\.dev$/.test(options.hostname ?? options.host ?? '')
    ? http.request(
        { ...options, protocol: 'http:', agent: undefined, hostname, host: hostname, port },
        ...parameters,
      )
    : request(options, ...parameters);
