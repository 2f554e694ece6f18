// Of the hundred kinds of barcode, those that documents use.
export {
  qrcode,
  swissqrcode,
  code128,
  gs1_128,
  code39,
  ean13,
  ean8,
  upca,
  interleaved2of5,
  itf14,
  datamatrix,
  pdf417,
  azteccode,
} from 'bwip-js/generic';
