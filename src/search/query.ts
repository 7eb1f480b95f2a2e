import { readLine } from './log-lines.ts';
import { synonymsOf } from './synonyms.ts';
import { stemOf, wordsIn } from './words.ts';

/** A word that is looked for. */
export interface Wish {
  stem: string;
  /** Whether the site has it as it is. */
  known: boolean;
  /** How much it tells one page from another. */
  weight: number;
  /** What is taken for it, its own stem first, and how much each counts. */
  terms: ReadonlyMap<string, number>;
}

/** What was typed or pasted, as the search understands it. */
export interface Query {
  wishes: Wish[];
  /** The stem of the last word, if it may not have been typed to its end. */
  unfinished: string | undefined;
  /** The words alone, as `plainOf` gives them; empty for a single word, which is no phrase. */
  phrase: string;
  /** In lower case, without what a log puts before its message. */
  text: string;
  /** Whether a program wrote it. */
  isLog: boolean;
  /** Whether it tells of a fault. */
  isSymptom: boolean;
}

/**
 * Words that a sentence needs and a page is not about. A query that is a sentence, such as the title
 * of a report, would otherwise find the headings that have the most of them.
 */
const small = new Set(
  (
    'a an and any are as at be been but by can cannot could did do does doesn don for from get gets got had has have ' +
    'how i if in into is it its keep keeps kept ll me my no not of off on or our out properly should so some sometimes t than that the ' +
    'their them then there they this to up us use using ve was we were what when where which while who why will with ' +
    'would you your'
  ).split(' '),
);

/** Words of somebody who sees a fault. */
const symptomatic =
  /\b(?:not?|\w+n['’]?t|never|fail\w*|errors?|lo(?:s[et]|ss)\w*|missing|twice|wrong|refused|reject\w*|denied|expired|invalid|unreachable|closed|violation|stuck|stops?|empty|cannot|timeout|only|instead)\b/;

/** How much a synonym counts: more if readers' own word is rare on the site, so that it may not be the site's. */
const likeness = { rare: 0.4, common: 0.13 };
const rare = 30;

/** How much a stem tells one page from another, by how often the site has it: leaf, hub and server are everywhere. */
export const tellingOf = (uses: number): number => (uses > 1500 ? 0.4 : 1);

/**
 * Reads a query.
 * @param uses how often the site has a stem
 */
export function queryOf(typed: string, uses: (stem: string) => number): Query {
  const line = readLine(typed);
  const { isLog } = line;
  const text = line.text.toLowerCase();
  const stems = stemsOf(isLog ? withoutNumbers(text) : text);
  const wishes = [...stems].map((stem) => {
    const weight = uses(stem) < rare ? likeness.rare : likeness.common;
    const others = [...synonymsOf(stem)].filter((other) => !stems.has(other));
    return {
      stem,
      known: uses(stem) > 0,
      weight: tellingOf(uses(stem)),
      terms: new Map([
        // The number of an error tells more than the words around it.
        [stem, /^\d{4,}$/.test(stem) ? 3 : 1],
        ...others.map((other): [string, number] => [other, weight]),
      ]),
    };
  });
  const last = wishes.at(-1);
  // “wan” is not the beginning of “want”, nor “stale” that of “stall”.
  const isWhole = last && (last.terms.size > 1 || (last.known && !text.trim().endsWith(last.stem)));
  const isPhrase = /\S\s+\S/.test(text.trim());
  return {
    wishes,
    unfinished: isWhole ? undefined : last?.stem,
    phrase: isPhrase ? plainOf(text) : '',
    text,
    isLog,
    isSymptom: symptomatic.test(text),
  };
}

/** A line of a log without its small numbers: parts of addresses, ports of clients, counts. */
const withoutNumbers = (text: string) =>
  text.replace(/\b(?:\d{1,2}|\d{1,3}(?:\.\d+)+(?::\d+)?)\b/g, ' ');

/** The stems of a text, without those of words that tell no page from another if there are others. */
export function stemsOf(text: string): Set<string> {
  const words = wordsIn(text.toLowerCase());
  const telling = words.filter((word) => !small.has(word));
  return new Set((telling.length > 0 ? telling : words).map(stemOf));
}

/** A text as the stems of its words alone, with spaces around each: phrases are looked for in it. */
export const plainOf = (text: string): string =>
  ` ${(text.match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf).join(' ')} `;

/** The share of what is looked for that was found. A synonym is not all of it, nor is a word like it. */
export function coverage(wishes: readonly Wish[], found: readonly string[]): number {
  const shareOf = ({ stem, known, terms }: Wish) => {
    if (found.includes(stem)) return known ? 1 : 0.7;
    return [...terms.keys()].some((term) => found.includes(term)) ? 0.8 : 0;
  };
  return sum(wishes.map((wish) => wish.weight * shareOf(wish))) / weightOf(wishes);
}

/** How much the words of a query tell together. */
export const weightOf = (wishes: readonly Wish[]): number =>
  sum(wishes.map(({ weight }) => weight));

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
