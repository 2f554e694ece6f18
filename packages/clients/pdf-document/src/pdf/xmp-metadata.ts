import { escapeXml } from '../invoice/xml.ts';

export interface DocumentFacts {
  readonly title: string;
  readonly author?: string | undefined;
  readonly subject?: string | undefined;
  readonly keywords?: string | undefined;
  readonly language?: string | undefined;
  /** When the document was made, as the input says; left out when it does not. */
  readonly createdAt?: Date | undefined;
}

export interface Conformance {
  /** Of PDF/A, level B. */
  readonly pdfA: 2 | 3 | undefined;
  /** PDF/UA-1. */
  readonly isAccessible: boolean;
  /** Name of an attached invoice after Factur-X 1.0, profile EN 16931. */
  readonly invoiceFile: string | undefined;
}

const PRODUCER = 'Jobwright';

/** The metadata stream: the same facts as the document's information, and what it conforms to. */
export function writeXmpMetadata(
  facts: DocumentFacts,
  { pdfA, isAccessible, invoiceFile }: Conformance,
): string {
  const { title, author, subject, keywords, language, createdAt } = facts;
  const date = createdAt?.toISOString().replace(/\.\d+Z$/, 'Z');
  const parts = [
    `<dc:format>application/pdf</dc:format>`,
    `<dc:title>${writeAlternatives(title)}</dc:title>`,
    author === undefined
      ? ''
      : `<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>`,
    subject === undefined ? '' : `<dc:description>${writeAlternatives(subject)}</dc:description>`,
    language === undefined
      ? ''
      : `<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language>`,
    `<pdf:Producer>${PRODUCER}</pdf:Producer>`,
    keywords === undefined ? '' : `<pdf:Keywords>${escapeXml(keywords)}</pdf:Keywords>`,
    `<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool>`,
    date === undefined
      ? ''
      : `<xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>`,
    pdfA === undefined ? '' : `<pdfaid:part>${pdfA}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>`,
    isAccessible ? '<pdfuaid:part>1</pdfuaid:part>' : '',
    invoiceFile === undefined
      ? ''
      : `<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>${escapeXml(invoiceFile)}</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>`,
    pdfA === undefined ? '' : writeExtensionSchemas({ isAccessible, hasInvoice: invoiceFile !== undefined }),
  ];
  const namespaces = Object.entries(NAMESPACES).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    `<rdf:Description rdf:about="" ${namespaces.join(' ')}>`,
    ...parts.filter((part) => part !== ''),
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  pdf: 'http://ns.adobe.com/pdf/1.3/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  pdfaid: 'http://www.aiim.org/pdfa/ns/id/',
  pdfuaid: 'http://www.aiim.org/pdfua/ns/id/',
  fx: 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
  pdfaExtension: 'http://www.aiim.org/pdfa/ns/extension/',
  pdfaSchema: 'http://www.aiim.org/pdfa/ns/schema#',
  pdfaProperty: 'http://www.aiim.org/pdfa/ns/property#',
} as const;

const writeAlternatives = (text: string): string =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;

/** PDF/A wants every property explained that XMP itself does not know. */
function writeExtensionSchemas({
  isAccessible,
  hasInvoice,
}: {
  readonly isAccessible: boolean;
  readonly hasInvoice: boolean;
}): string {
  const schemas = [
    ...(isAccessible
      ? [
          writeSchema([
            'PDF/UA identification',
            'pdfuaid',
            [['part', 'Integer', 'internal', 'Part of ISO 14289']],
          ]),
        ]
      : []),
    ...(hasInvoice
      ? [
          writeSchema([
            'Factur-X PDFA Extension Schema',
            'fx',
            [
              ['DocumentFileName', 'Text', 'external', 'The name of the embedded XML document'],
              [
                'DocumentType',
                'Text',
                'external',
                'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER',
              ],
              [
                'Version',
                'Text',
                'external',
                'The actual version of the standard applying to the embedded XML document',
              ],
              ['ConformanceLevel', 'Text', 'external', 'The conformance level of the embedded XML document'],
            ],
          ]),
        ]
      : []),
  ];
  if (schemas.length === 0) return '';
  return `<pdfaExtension:schemas><rdf:Bag>${schemas.join('')}</rdf:Bag></pdfaExtension:schemas>`;
}

type Property = readonly [name: string, type: string, category: string, description: string];
function writeSchema([title, prefix, properties]: readonly [
  string,
  'pdfuaid' | 'fx',
  readonly Property[],
]): string {
  const list = properties.map(
    ([name, type, category, description]) =>
      `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>${type}</pdfaProperty:valueType><pdfaProperty:category>${category}</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
  );
  return `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>${title}</pdfaSchema:schema><pdfaSchema:namespaceURI>${NAMESPACES[prefix]}</pdfaSchema:namespaceURI><pdfaSchema:prefix>${prefix}</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${list.join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`;
}
