import type { TemplateFacts } from '@jobwright/connector-sdk';

type Facts = Pick<TemplateFacts, 'description' | 'keywords' | 'documentationRef'>;

/** What a list of templates shows of one, and what it is searched by. */
export const describeFacts = ({ description, keywords, documentationRef }: TemplateFacts): Facts => ({
  ...(description === undefined ? {} : { description }),
  ...(keywords === undefined ? {} : { keywords }),
  ...(documentationRef === undefined ? {} : { documentationRef }),
});

export const readIcon = ({ icon }: TemplateFacts): { readonly icon?: { readonly contents: string } } =>
  icon === undefined ? {} : { icon: { contents: toIconUrl(icon) } };

const toIconUrl = (icon: string): string =>
  icon.startsWith('<svg') ? `data:image/svg+xml,${encodeURIComponent(icon)}` : icon;
