/** ISO 3166-1: alpha-2 and alpha-3 of each country, in one word. */
const CODES = `
  AFAFG AXALA ALALB DZDZA ASASM ADAND AOAGO AIAIA AQATA AGATG ARARG AMARM AWABW AUAUS ATAUT AZAZE BSBHS BHBHR
  BDBGD BBBRB BYBLR BEBEL BZBLZ BJBEN BMBMU BTBTN BOBOL BQBES BABIH BWBWA BVBVT BRBRA IOIOT BNBRN BGBGR BFBFA
  BIBDI CVCPV KHKHM CMCMR CACAN KYCYM CFCAF TDTCD CLCHL CNCHN CXCXR CCCCK COCOL KMCOM CGCOG CDCOD CKCOK CRCRI
  CICIV HRHRV CUCUB CWCUW CYCYP CZCZE DKDNK DJDJI DMDMA DODOM ECECU EGEGY SVSLV GQGNQ ERERI EEEST SZSWZ ETETH
  FKFLK FOFRO FJFJI FIFIN FRFRA GFGUF PFPYF TFATF GAGAB GMGMB GEGEO DEDEU GHGHA GIGIB GRGRC GLGRL GDGRD GPGLP
  GUGUM GTGTM GGGGY GNGIN GWGNB GYGUY HTHTI HMHMD VAVAT HNHND HKHKG HUHUN ISISL ININD IDIDN IRIRN IQIRQ IEIRL
  IMIMN ILISR ITITA JMJAM JPJPN JEJEY JOJOR KZKAZ KEKEN KIKIR KPPRK KRKOR KWKWT KGKGZ LALAO LVLVA LBLBN LSLSO
  LRLBR LYLBY LILIE LTLTU LULUX MOMAC MGMDG MWMWI MYMYS MVMDV MLMLI MTMLT MHMHL MQMTQ MRMRT MUMUS YTMYT MXMEX
  FMFSM MDMDA MCMCO MNMNG MEMNE MSMSR MAMAR MZMOZ MMMMR NANAM NRNRU NPNPL NLNLD NCNCL NZNZL NINIC NENER NGNGA
  NUNIU NFNFK MKMKD MPMNP NONOR OMOMN PKPAK PWPLW PSPSE PAPAN PGPNG PYPRY PEPER PHPHL PNPCN PLPOL PTPRT PRPRI
  QAQAT REREU ROROU RURUS RWRWA BLBLM SHSHN KNKNA LCLCA MFMAF PMSPM VCVCT WSWSM SMSMR STSTP SASAU SNSEN RSSRB
  SCSYC SLSLE SGSGP SXSXM SKSVK SISVN SBSLB SOSOM ZAZAF GSSGS SSSSD ESESP LKLKA SDSDN SRSUR SJSJM SESWE CHCHE
  SYSYR TWTWN TJTJK TZTZA THTHA TLTLS TGTGO TKTKL TOTON TTTTO TNTUN TRTUR TMTKM TCTCA TVTUV UGUGA UAUKR AEARE
  GBGBR USUSA UMUMI UYURY UZUZB VUVUT VEVEN VNVNM VGVGB VIVIR WFWLF EHESH YEYEM ZMZMB ZWZWE
`;

const codes = CODES.trim().split(/\s+/);
const known = new Set(codes.map((word) => word.slice(0, 2)));
const byAlpha3 = new Map(codes.map((word) => [word.slice(2), word.slice(0, 2)]));

/** Codes and names in use that ISO 3166-1 and the locale data do not have, or not in every version. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['uk', 'GB'],
  ['el', 'GR'],
  ['great britain', 'GB'],
  ['united states of america', 'US'],
  ['czech republic', 'CZ'],
  ['czechia', 'CZ'],
  ['turkey', 'TR'],
  ['turkiye', 'TR'],
  ['ivory coast', 'CI'],
  ['cote d ivoire', 'CI'],
  ['cape verde', 'CV'],
  ['swaziland', 'SZ'],
  ['macedonia', 'MK'],
  ['burma', 'MM'],
  ['russian federation', 'RU'],
  ['republic of korea', 'KR'],
  ['viet nam', 'VN'],
  ['hong kong', 'HK'],
  ['macao', 'MO'],
]);

/** By their English names; made at the first use. */
let byName: ReadonlyMap<string, string> | undefined;

function indexNames(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return new Map([...known].map((code) => [foldName(names.of(code) ?? code), code]));
}

const foldName = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * ISO 3166-1 alpha-2 of a country given as alpha-2, alpha-3, number or English name; undefined: there is
 * none.
 */
export function findCountryCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (known.has(code)) return code;
  const ofAlpha3 = byAlpha3.get(code);
  if (ofAlpha3 !== undefined) return ofAlpha3;
  if (/^\d{3}$/.test(code)) {
    const region = new Intl.Locale(`und-${code}`).region ?? '';
    return known.has(region) ? region : undefined;
  }
  byName ??= indexNames();
  const name = foldName(text);
  return byName.get(name) ?? ALIASES.get(name);
}
