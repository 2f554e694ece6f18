export const PDF_HELP = `
preview draws a PDF as the connector does, without a process, and opens its pages in the program that the system has for PDF files.
The file holds the inputs of the connector as JSON, e.g. {"source": "markdown", "markdown": "# Hello", "title": "Hello"}. With --template it holds
the data of a ready template; without a file, an example of that data is drawn. All mistakes in the data are told at once.
A Word file (.docx) is drawn with the values of --data; what is drawn otherwise than in Word is told.
Documents of a store, such as logos, cannot be drawn here: leave them out.

With --json: {"file", "pages", "warnings": [...]}; nothing is opened.

Exit codes: 0 drawn, 2 wrong input.

Examples:
  jobwright pdf preview --template invoice
  jobwright pdf preview data.json --template invoice --language de-DE
  jobwright pdf preview letter.json --out letter.pdf --no-open
  jobwright pdf preview letter.docx --data data.json
`;
