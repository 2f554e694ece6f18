import { describe, expect, test } from 'vitest';
import { createHttpClient } from './create-http-client.ts';
import { addQuery } from './inputs/text-map.ts';
import { createOutboundNetwork } from './network/create-outbound-network.ts';
import { describeUrlProblem, parseTarget } from './request-target.ts';
import { resolveLink } from './resolve-link.ts';
import { resolveReference, toReference } from './resolve-reference.ts';
import { catchFailure } from './testing/catch-failure.ts';
import { startServer } from '@jobwright/test-servers/vitest';

describe('what RFC 3986 does not allow unencoded is percent-encoded', () => {
  test.each([
    ['/?filter[name]=x', '/?filter%5Bname%5D=x'],
    ['/?ids[]=1&ids[]=2', '/?ids%5B%5D=1&ids%5B%5D=2'],
    ['/a[1]/b]c', '/a%5B1%5D/b%5Dc'],
    ['/a\\b', '/a%5Cb'],
    ['/a"b<c>d^e`f{g|h}i', '/a%22b%3Cc%3Ed%5Ee%60f%7Bg%7Ch%7Di'],
    ['/?a"b<c>d^e`f{g|h}i\\j', '/?a%22b%3Cc%3Ed%5Ee%60f%7Bg%7Ch%7Di%5Cj'],
    ['/100%', '/100%25'],
    ['/50%zz?q=%a', '/50%25zz?q=%25a'],
    ['/Grüße x?ä=€', '/Gr%C3%BC%C3%9Fe%20x?%C3%A4=%E2%82%AC'],
    ['/ſ\u212a', '/%C5%BF%E2%84%AA'],
    ['/😀/\ud800', '/%F0%9F%98%80/%EF%BF%BD'],
    ['/a%2Fb%5b?c=%26+d', '/a%2Fb%5b?c=%26+d'],
    ["/a;b=1,2:@!$&'()*+~/", "/a;b=1,2:@!$&'()*+~/"],
    ["?it's=/?", '/?it%27s=/?'],
    ['//double//slash', '//double//slash'],
    ['', '/'],
    ['#part', '/'],
  ])('%j as %j', async (written, sent) => {
    const server = await startServer();
    const client = createHttpClient();
    await client.send(
      { method: 'GET', url: `${server.origin}${written}` },
      { signal: AbortSignal.timeout(10_000) },
    );
    expect(server.requests[0]?.url).toBe(sent);
    await client.close();
  });

  test('half a character in a parameter is the sign for what is no character, as elsewhere in a URL', () => {
    expect(addQuery('http://a/?b', [['c\ud800', 'x\udc00😀']])).toBe(
      'http://a/?b&c%EF%BF%BD=x%EF%BF%BD%F0%9F%98%80',
    );
  });

  test('brackets stay around the address of a host', () => {
    expect(parseTarget('http://[::1]:8080/a[0]')).toMatchObject({
      host: '[::1]:8080',
      hostname: '::1',
      path: '/a%5B0%5D',
    });
  });
});

describe('a URL leads where it is written to lead, or nowhere', () => {
  test.each([
    'http:///c/x',
    'http:////c/x',
    'http:/127.0.0.1/x',
    'http:127.0.0.1/x',
    'http:\\\\127.0.0.1\\x',
    'http://127.0.0.1\\@evil.example/x',
    'http://evil.example\\.127.0.0.1/',
    'http://?x',
    'http://#x',
    'http://@/x',
    'http://a b/x',
    '//127.0.0.1/x',
    'http://127.0.0.1/a/../b',
    'http://127.0.0.1/a/./b',
    'http://127.0.0.1/a/%2e%2E/b',
    'http://127.0.0.1/a\\..\\b',
    'http://127.0.0.1/a\t/../b',
    'http://127.0.0.1:port/',
    '',
  ])('%j is refused', (url) => {
    expect(describeUrlProblem(url)).toEqual(expect.any(String));
  });

  test('blanks around it and an upper-case scheme change nothing', () => {
    expect(parseTarget('  HTTP://LocalHost:80/A?b  ')).toMatchObject({
      origin: 'http://localhost',
      path: '/A?b',
    });
  });

  test('dots in the query are no way up', () => {
    expect(parseTarget('http://a/b?c=/../d').path).toBe('/b?c=/../d');
  });

  test('rules see the path that goes out, also of a backslash', async () => {
    const network = createOutboundNetwork({ denyUrls: [{ name: 'ADMIN', matches: '/a\\admin' }] });
    const client = createHttpClient({ network });
    const failure = await catchFailure(
      client.send(
        { method: 'GET', url: 'http://127.0.0.1:1/a\\admin' },
        { signal: AbortSignal.timeout(10_000) },
      ),
    );
    expect(failure.code).toBe('HTTP_BLOCKED');
  });
});

describe('references are resolved by RFC 3986, 5.4', () => {
  const base = 'http://a/b/c/d;p?q';
  test.each([
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q'],
    [';x', 'http://a/b/c/;x'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['./', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../../..', 'http://a/'],
    ['../../../g', 'http://a/g'],
    ['/./g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g.', 'http://a/b/c/g.'],
    ['..g', 'http://a/b/c/..g'],
    ['./../g', 'http://a/b/g'],
    ['g/./h', 'http://a/b/c/g/h'],
    ['g/../h', 'http://a/b/c/h'],
    ['g?y/../x', 'http://a/b/c/g?y/../x'],
    ['https://x/y/../z', 'https://x/z'],
    // Not what browsers make of them: another host.
    ['\\\\evil.example\\x', 'http://a/b/c/\\\\evil.example\\x'],
    ['/\\evil.example', 'http://a/\\evil.example'],
    ['///evil.example/x', 'http:///evil.example/x'],
    ['http:x', 'http:x'],
  ])('%j is %j', (reference, resolved) => {
    expect(resolveReference(reference, base)).toBe(resolved);
  });

  test('a link keeps the credentials of its page, and is percent-encoded', () => {
    expect(resolveLink('../b[1]?c d', 'http://u:p@a/x/y')).toEqual({
      url: 'http://u:p@a/b%5B1%5D?c%20d',
      origin: 'http://a',
    });
    expect(resolveLink('///evil.example/x', 'http://a/')).toBeUndefined();
    expect(resolveLink('/%2e%2e/x', 'http://a/')).toBeUndefined();
  });
});

describe('a redirect is followed to where its bytes say', () => {
  const follow = async (location: string): Promise<string | undefined> => {
    const server = await startServer((request, response) => {
      if (request.url !== '/a/start') return void response.end('there');
      // Node writes headers as Latin-1: each character here is a byte.
      response.socket?.end(
        Buffer.from(
          `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
          'latin1',
        ),
      );
    });
    const client = createHttpClient();
    try {
      await client.send(
        { method: 'GET', url: `${server.origin}/a/start`, followRedirects: true },
        { signal: AbortSignal.timeout(10_000) },
      );
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : undefined;
    } finally {
      await client.close();
    }
    return server.requests[1]?.url;
  };

  test.each([
    [Buffer.from('/Grüße x').toString('latin1'), '/Gr%C3%BC%C3%9Fe%20x'],
    ['/caf\xe9', '/caf%E9'],
    ['../b/./c[1]', '/b/c%5B1%5D'],
    ['\\\\127.0.0.2\\x', '/a/%5C%5C127.0.0.2%5Cx'],
    ['///127.0.0.2/x', 'HTTP_URL_INVALID'],
    ['http:/x', 'HTTP_URL_INVALID'],
    ['/b/%2e%2e/c', 'HTTP_URL_INVALID'],
    ['javascript:alert(1)', 'HTTP_URL_INVALID'],
  ])('%j asks %j', async (location, asked) => {
    expect(await follow(location)).toBe(asked);
  });

  test('bytes beyond ASCII stay bytes', () => {
    expect(toReference('a\xc3\xbc')).toBe('a%C3%BC');
  });
});
