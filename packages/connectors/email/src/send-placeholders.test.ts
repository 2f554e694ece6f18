import type { JsonObject } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { type SmtpServer, startSmtpServer } from '@jobwright/test-servers/mail';
import { afterEach, describe, expect, it } from 'vitest';
import { email } from './connector.ts';
import { toVariables } from './testing/send-email-variables.ts';

const open: SmtpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** As a task of the current template: it says how values stand in its texts. */
async function run(smtpAction: JsonObject) {
  const server = await startSmtpServer();
  open.push(server);
  const variables = toVariables(server.port, { smtpAction: { textNotation: 'PLACEHOLDERS', ...smtpAction } });
  const { outcome } = await runConnector(email, variables);
  return { outcome, received: server.received };
}
async function send(smtpAction: JsonObject) {
  const { outcome, received } = await run(smtpAction);
  expect(outcome).toMatchObject({ kind: 'complete' });
  return received[0]!.mail;
}
async function refuse(smtpAction: JsonObject): Promise<string> {
  const { outcome, received } = await run(smtpAction);
  expect(outcome).toMatchObject({
    kind: 'fail',
    retries: 0,
    variables: { error: { code: 'INPUT_INVALID' } },
  });
  expect(received).toEqual([]);
  return 'errorMessage' in outcome ? outcome.errorMessage : '';
}

describe('values in texts', () => {
  const hostile = '<b>&"\' [x](http://evil.example) *a* ${total} {{ total }}';
  const templateVariables = { customer: { name: hostile }, total: '1234.5', due: '2026-01-31' };

  it('stand as in PDF documents, each escaped for where it stands', async () => {
    const mail = await send({
      subject: 'Invoice of ${total | money:EUR}',
      contentType: 'MULTIPART',
      body: 'Dear ${customer.name}, by ${due | date:long}; ${title | default:friend}; $${x}',
      htmlBody: '<p title="${customer.name}">Dear ${customer.name}</p>',
      templateVariables,
      language: 'de-DE',
    });
    expect(mail.subject).toBe('Invoice of 1.234,50\u00A0€');
    expect(mail.text?.trim()).toBe(`Dear ${hostile}, by 31. Januar 2026; friend; ${'${x}'}`);
    expect(mail.html).toContain(
      'Dear &lt;b&gt;&amp;&#34;&#39; [x](http://evil.example) *a* ${total} {{ total }}</p>',
    );
    expect(mail.html).not.toContain('<b>');
  });

  it('stay text in Markdown', async () => {
    const body = '**Dear** ${customer.name}';
    const mail = await send({ contentType: 'MARKDOWN', body, templateVariables });
    expect(mail.html).toContain('<strong>Dear</strong> &lt;b&gt;');
    expect(mail.html).not.toMatch(/<(a|em|b)\b/);
  });

  it('are times of a zone', async () => {
    const body = '${at | dateTime:short}';
    const mail = await send({
      body,
      templateVariables: { at: '2026-07-31T08:00:00Z' },
      language: 'de',
      timeZone: 'Europe/Berlin',
    });
    expect(mail.text?.trim()).toBe('31.07.26, 10:00');
  });

  it.each([
    ['a name that there is not', 'Dear ${nme}', {}, '${nme}: There is no such value'],
    ['one without variables', 'Dear ${name}', undefined, '${name}: There is no such value'],
    ['Liquid without variables', 'Dear {{ name }}', undefined, 'in {{ name }}: write ${name}'],
    ['Liquid with variables', '{{ name | upcase }}', { name: 'a' }, 'in {{ name | upcase }}: write ${name}'],
    ['a tag of Liquid', '{% if name %}Hi{% endif %}', { name: 'a' }, 'not as in {% if name %}'],
    [
      'a format that does not fit',
      '${name | money:EUR}',
      { name: 'a' },
      'Expected a number to write as money',
    ],
  ])('%s is refused, and nothing is sent', async (_, body, variables, message) => {
    const given = variables === undefined ? {} : { templateVariables: variables };
    expect(await refuse({ body, ...given })).toContain(message);
    expect(await refuse({ subject: body, ...given })).toContain('data.smtpAction.subject: ');
  });

  it('bring no line break into the subject, and no link that runs something', async () => {
    const subject = 'Hi ${name}';
    expect(await refuse({ subject, templateVariables: { name: 'x\r\nBcc: eve@example.com' } })).toContain(
      'data.smtpAction.subject: ',
    );
    const htmlBody = '<a href="${url}">x</a>';
    const templateVariables = { url: 'javascript:alert(1)' };
    expect(await refuse({ contentType: 'HTML', htmlBody, templateVariables })).toContain(
      'Its variables bring in a link',
    );
  });

  it('a text without any is sent as it is', async () => {
    const body = 'Price: $5 {a} 100% {{}} { { name } }';
    expect((await send({ body })).text?.trim()).toBe(body);
  });
});
