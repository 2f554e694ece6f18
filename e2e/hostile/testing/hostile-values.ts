import type { JsonValue } from '@jobwright/json';
import fc from 'fast-check';

/**
 * The name that stands in the models of these tests, and what it stands for: nothing that leaves the runtime
 * may have it.
 */
export const MARKER_NAME = 'MARKER';
export const MARKER = 'MARKER-s3cret/+%2F~x';
/** A secret that only data names, never a model: nobody at all may get it. */
export const PAYROLL_NAME = 'PAYROLL';
export const PAYROLL = 'PAYROLL-s3cret/+%2F~y';

/** Texts that have broken some program before: each speaks to another reader of it. */
const NASTY_TEXTS = [
  '',
  ' ',
  '\0',
  '\r\n',
  '\u2028',
  '\ud800',
  '\u202e',
  '{{secrets.MARKER}}',
  'secrets.MARKER',
  '{{secrets.PAYROLL}}',
  '{{ secrets.PAYROLL }} and {{secrets.MARKER}}',
  'secrets.PAYROLL',
  '{{secrets.{{secrets.PAYROLL}}}}',
  '=camunda.secrets.MARKER',
  '${data.name}',
  '${',
  '{{ "a" | append: "b" }}',
  '{% for i in (1..100000) %}{% endfor %}',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '%2e%2e/%2e%2e',
  'http://127.0.0.1:1/',
  'http://[::ffff:127.0.0.1]:1/',
  'javascript:alert(1)',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  'a@b.example: c@d.example',
  'a@b.example\r\nBcc: c@d.example',
  '=?utf-8?B?////?=',
  'x'.repeat(70_000),
  '('.repeat(5_000),
  '9'.repeat(400),
  '-1',
  '1e999',
  'NaN',
  'PT99999999999H',
  'P-1D',
] as const;

const NASTY_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'camunda.document.type',
  'camunda.function.type',
  'type',
  'content',
  'url',
  '',
  'a.b',
] as const;

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...NASTY_TEXTS), fc.constantFrom(...NASTY_TEXTS))
      .map(([a, b]) => a.slice(0, 5_000) + b.slice(0, 5_000)),
  },
);

const hostileKey: fc.Arbitrary<string> = fc.oneof(fc.constantFrom(...NASTY_KEYS), hostileText);

/** A document of each kind, and what only looks like one. */
const hostileDocument: fc.Arbitrary<JsonValue> = fc
  .tuple(fc.constantFrom('inline', 'external', 'camunda', 'other'), hostileText, hostileText)
  .map(([type, a, b]) => ({
    'camunda.document.type': type,
    content: a,
    url: a,
    name: b,
    contentType: b,
    documentId: a,
    storeId: b,
    metadata: { fileName: a, contentType: b, size: -1 },
  }));

/** Any JSON at all; keys as they are, `__proto__` too. */
export const hostileJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    hostileText,
    fc.constantFrom(null, true, false, 0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER),
    hostileDocument,
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .array(fc.tuple(hostileKey, tie('value')), { maxLength: 5 })
      .map((entries): JsonValue => Object.fromEntries(entries)),
  ),
})).value;
