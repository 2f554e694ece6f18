/**
 * Characters of CNS 11643 that Big5 has too, as runs `position in the plane:position in Big5:length`. Both
 * sets have the same characters in nearly the same order (Lunde, CJKV Information Processing, appendix on CNS
 * 11643 and Big5).
 */
const PLANE_1 = [
  '0:0:5 6:6:15 21:23:2 24:22:1 29:29:44 73:74:1 74:73:1 75:75:21 98:98:1 100:100:27 127:128:1',
  '128:127:1 130:130:14 146:146:2 148:149:1 149:148:1 150:150:4 155:21:1 156:156:19 188:188:46',
  '282:234:29 312:264:1 314:266:142 3290:471:1412 4702:1884:424 5126:1883:1 5127:2308:1876',
  '7003:4571:1 7004:4184:387 7391:4572:525 7916:5286:1 7917:5097:105 8023:5203:83 8106:5287:84',
  '8190:5517:1 8191:5371:54 8245:5426:1 8246:5425:1 8247:5427:90 8337:5518:354',
];
const PLANE_2 = [
  '0:6280:10 10:6291:33 43:6372:1 44:6324:48 92:6373:46 138:6586:1 139:6419:167 306:6587:1840',
  '2146:9074:1 2147:8428:108 2255:8537:537 2792:8427:1 2793:9075:100 2893:8536:1 2894:9175:399',
  '3293:9575:1637 4930:11761:1 4931:11212:146 5077:11899:1 5078:11358:287 5365:12508:1',
  '5366:11645:116 5482:11762:137 5619:11900:104 5723:12425:1 5724:12004:222 5946:12227:198',
  '6144:12426:82 6226:12509:86 6312:12226:1 6313:12595:8 6321:12604:153 6474:12758:56 6530:13114:1',
  '6531:12814:113 6644:12603:1 6645:12927:142 6787:12757:1 6788:13069:45 6833:13115:71 6904:13380:1',
  '6905:13186:194 7099:13381:490 7589:13914:1 7590:13871:43 7633:13915:1 7634:13917:11 7645:13916:1',
  '7646:13928:4',
];

interface Run {
  readonly start: number;
  readonly big5: number;
  readonly length: number;
}

const parseRuns = (lines: readonly string[]): readonly Run[] =>
  lines.flatMap((line) =>
    line.split(' ').map((text) => {
      const [start = 0, big5 = 0, length = 0] = text.split(':').map(Number);
      return { start, big5, length };
    }),
  );

const PLANES: Readonly<Record<number, readonly Run[]>> = { 1: parseRuns(PLANE_1), 2: parseRuns(PLANE_2) };

/** Stands for a character that Big5 does not have: a white square. */
const MISSING = [0xa1, 0xbc] as const;
const BYTES_PER_ROW = 157;
const LOW_BYTES = 63;

/** The bytes in Big5 of the character that two bytes from 0x21 to 0x7e are in a plane of CNS 11643. */
export function cnsToBig5(plane: number, first: number, second: number): readonly [number, number] {
  const position = (first - 0x21) * 94 + second - 0x21;
  const run = PLANES[plane]?.findLast(({ start }) => start <= position);
  if (run === undefined || position >= run.start + run.length) return MISSING;
  const index = run.big5 + position - run.start;
  const column = index % BYTES_PER_ROW;
  const low = column < LOW_BYTES ? column + 0x40 : column - LOW_BYTES + 0xa1;
  return [Math.floor(index / BYTES_PER_ROW) + 0xa1, low];
}
