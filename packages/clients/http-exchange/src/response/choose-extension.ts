const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Media types whose extension is not their subtype. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['application/gzip', 'gz'],
  ['application/javascript', 'js'],
  ['application/msword', 'doc'],
  ['application/octet-stream', 'bin'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  [`${OFFICE}.presentationml.presentation`, 'pptx'],
  [`${OFFICE}.spreadsheetml.sheet`, 'xlsx'],
  [`${OFFICE}.wordprocessingml.document`, 'docx'],
  ['application/x-zip-compressed', 'zip'],
  ['audio/mpeg', 'mp3'],
  ['image/jpeg', 'jpg'],
  ['image/vnd.microsoft.icon', 'ico'],
  ['image/x-icon', 'ico'],
  ['text/calendar', 'ics'],
  ['text/javascript', 'js'],
  ['text/markdown', 'md'],
  ['text/plain', 'txt'],
  ['video/quicktime', 'mov'],
]);

/** The file extension for a media type, with its dot; empty if none is known. */
export function chooseExtension(mediaType: string): string {
  const subtype = mediaType.split('/')[1]?.replace(/^x-|\+[^]*/g, '') ?? '';
  const extension = EXTENSIONS.get(mediaType) ?? subtype;
  return /^[a-z0-9]{1,10}$/.test(extension) ? `.${extension}` : '';
}
