import { LineCounter, parseDocument, type Document } from 'yaml';
import type { GivenFile, Place } from '../../lab/derive/given.ts';
import { parseExpectation, type Expectation } from './expectation.ts';

/** An expectation, and where it stands. */
export interface Expected {
  is: Expectation;
  place: Place;
}

/** A mistake in a file of expectations, with its line. */
export class ExpectationMistake extends Error {
  override name = 'ExpectationMistake';
  readonly place: Place;
  constructor(place: Place, words: string) {
    super(`${place.path}:${place.line}: ${words}.`);
    this.place = place;
  }
}

/** How long a file of expectations may be, in characters, and how many it may have. */
const longest = 1_000_000;
const most = 200;

/**
 * Reads a file of expectations, YAML or JSON: a list, or a map whose key `expect` has one.
 *
 * ```yaml
 * expect:
 *   - from: edge # the domain hub answers clients of edge
 *     domain: hub
 *   - from: plant/ORDERS # and not those of this account
 *     domain: hub
 *     answers: no
 *   - from: edge # a client that names no domain is answered by edge's own
 *     bare: edge
 *   - publish: orders.> # at the hub; any subject of that kind
 *     at: hub
 *     reaches: [east]
 *     misses: [west]
 *   - link: edge-hub # is up, and binds A of edge to B of the hub
 *     binds: { A: B }
 *   - stream: ORDERS # after a cut, the mirror at the hub has each message exactly once
 *     at: edge
 *     subjects: [orders.>]
 *     copied-to: hub
 *     cut: edge-hub
 * ```
 * @throws ExpectationMistake at the first mistake
 */
export function readExpectations({ path, text }: GivenFile): Expected[] {
  const at = (line: number): Place => ({ path, line });
  if (text.length > longest)
    throw new ExpectationMistake(at(1), `it is longer than ${longest} characters`);
  const lines = new LineCounter();
  // `yes` and `no` mean what they say, as in YAML 1.1: people write them.
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    version: '1.1',
    schema: 'yaml-1.1',
  });
  const [fault] = document.errors;
  if (fault) {
    const line = lines.linePos(fault.pos[0]).line;
    throw new ExpectationMistake(at(line), fault.message.split('\n')[0]!.replace(/ at line.*/, ''));
  }
  const whole = document.toJS({ maxAliasCount: 50 }) as unknown;
  const isMap = typeof whole === 'object' && whole !== null && !Array.isArray(whole);
  const list = isMap ? (whole as { expect?: unknown }).expect : whole;
  const base = isMap ? ['expect'] : [];
  if (!Array.isArray(list))
    throw new ExpectationMistake(
      at(1),
      'there is no list of expectations, nor a key expect with one',
    );
  if (isMap) {
    const other = Object.keys(whole).find((key) => key !== 'expect');
    if (other !== undefined)
      throw new ExpectationMistake(
        at(lineOf(document, lines, [other])),
        `${other} is no key here; there is expect alone`,
      );
  }
  if (list.length > most)
    throw new ExpectationMistake(
      at(lineOf(document, lines, [...base, most])),
      `there are ${list.length} expectations, and at most ${most} are tested: make several files of them`,
    );
  return list.map((given: unknown, i): Expected => {
    const read = parseExpectation(given);
    if ('is' in read) return { is: read.is, place: at(lineOf(document, lines, [...base, i])) };
    throw new ExpectationMistake(
      at(lineOf(document, lines, [...base, i, ...read.path])),
      read.wrong,
    );
  });
}

/** The line at which a value stands, or, where it is missing, what it is missing in. */
function lineOf(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
