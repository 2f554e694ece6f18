import { expect, test } from 'vitest';
import { addToChangelog, renderChangelogSection } from './workspace-changelog.ts';

test('a release comes on top of the earlier ones', () => {
  const first = renderChangelogSection({
    date: '2026-11-01',
    changes: ['First release.'],
    versions: new Map([['@jobwright/feel', '0.1.0']]),
  });
  const second = renderChangelogSection({
    date: '2026-12-01',
    changes: ['Attachments are streamed.', 'No mail in plain text.\n\nSTARTTLS refuses it.'],
    versions: new Map([
      ['@jobwright/connector-email', '0.1.1'],
      ['jobwright', '0.1.1'],
    ]),
  });
  expect(addToChangelog(addToChangelog('', first), second)).toBe(`# Changelog

## 2026-12-01

- Attachments are streamed.
- No mail in plain text.

  STARTTLS refuses it.

@jobwright/connector-email 0.1.1, jobwright 0.1.1

## 2026-11-01

- First release.

@jobwright/feel 0.1.0
`);
});
