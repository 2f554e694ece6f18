/// <reference path="./bidi-js.d.ts" />
/// <reference path="./bwip-js.d.ts" />
/// <reference path="./fontkit.d.ts" />
/// <reference path="./linebreak.d.ts" />
/// <reference path="./svg-to-pdfkit.d.ts" />
