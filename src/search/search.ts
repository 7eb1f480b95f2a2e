import MiniSearch from 'minisearch';
import { finderOf } from './log-lines.ts';
import { likeness, namesOf, slugOf } from './names.ts';
import { coverage, plainOf, queryOf, tellingOf, type Query } from './query.ts';
import type { SearchEntry, SearchSection } from './search-entry.ts';
import { stemOf, wordsIn } from './words.ts';

/** A page that was found. */
export interface Hit {
  url: string;
  title: string;
  part: string;
  /** What it says about the query: the text of the part that says the most. */
  text: string;
  /** Its parts that are about the query, the best first. */
  parts: SearchSection[];
  /** The stems that were found. */
  stems: ReadonlySet<string>;
  /** How likely it is what was meant, from 0 to 1 for the best. */
  likely: number;
}

/** Answers the pages that fit, the best first. */
export type Search = (typed: string, most?: number) => Hit[];

/** How many parts of a page are named. */
const mostParts = 3;

/** What is indexed: a page, or a part of one that is about several things. */
type Indexed = Record<keyof typeof boost, string> & { id: string };

const boost = { title: 3, asked: 2, about: 2, headings: 2, text: 1 };

/** A page that has words of the query. */
interface Candidate {
  at: number;
  /** How much it has of them: as a whole, and as one of its names. */
  score: number;
  likeness: number;
  /** The share of what is looked for that it has. */
  share: number;
  stems: ReadonlySet<string>;
}

/** A search that takes words, subjects, configuration keys, questions, and whole lines of a log. */
export function searchIn(entries: readonly SearchEntry[]): Search {
  const uses = new Map<string, number>();
  const index = new MiniSearch<Indexed>({
    fields: Object.keys(boost),
    tokenize: wordsIn,
    processTerm: (word) => {
      const stem = stemOf(word);
      uses.set(stem, (uses.get(stem) ?? 0) + 1);
      return stem;
    },
    searchOptions: { boost, processTerm: (term) => term },
  });
  entries.forEach((entry, at) => index.addAll(indexed(entry, at)));
  const telling = (stem: string) => tellingOf(uses.get(stem) ?? 0);
  const names = entries.map((entry) => namesOf(entry, telling));
  const finders = entries.map(({ says = [] }) => says.map(finderOf));
  const plain = entries.map(({ title, asked = [], sections }) =>
    plainOf(
      [title, ...asked, ...sections.flatMap(({ heading, text }) => [heading, text])].join(' '),
    ),
  );
  const isList = entries.map(({ url }) => entries.some((one) => one.url.startsWith(`${url}/`)));

  return (typed, most = 10) => {
    const query = queryOf(typed, (stem) => uses.get(stem) ?? 0);
    const said = finders.map((all) => Math.max(0, ...all.map((find) => find(query.text))));
    const quoting = new Set(
      query.phrase === ''
        ? []
        : [...entries.keys()].filter((at) => plain[at]!.includes(query.phrase)),
    );
    const isMessage = query.isLog || isOfServer(query, entries, said, quoting);
    const scoreOf = ({ at, score, likeness }: Candidate) =>
      score *
      (1 + 2 * likeness) *
      (1 + said[at]! / 10) *
      (quoting.has(at) ? (quoting.size <= few ? 2 : 1) * numberOfWords(query.phrase) : 1) *
      (isList[at] ? 0.3 : 1) *
      likelihood(entries[at]!, { ...query, isMessage });

    const found = candidates(index, query, uses).map((one) => ({
      ...one,
      likeness: likeness(names[one.at]!, [...one.stems], query.wishes),
    }));
    const bestShare = Math.max(...found.map(({ share }) => share));
    const ranked = found
      .filter(({ at, share }) => said[at]! > 0 || share > bestShare * 0.45)
      .map((one) => ({ ...one, score: scoreOf(one) }))
      .sort((a, b) => b.score - a.score);
    return ranked.slice(0, most).map(({ at, stems, score }) => ({
      ...hitOf(entries[at]!, withoutSynonyms(stems, query)),
      likely: score / ranked[0]!.score,
    }));
  };
}

/** A phrase that so few pages have is the phrase of those pages. */
const few = 5;

const numberOfWords = (phrase: string) => phrase.trim().split(' ').length;

/** Whether the words of a query are those of a server: most of one message, or a phrase of pages about messages. */
function isOfServer(
  { text, phrase }: Query,
  entries: readonly SearchEntry[],
  said: readonly number[],
  quoting: ReadonlySet<number>,
): boolean {
  if (said.some((length) => length > text.length / 2)) return true;
  const messages = [...quoting].filter((at) => entries[at]!.says).length;
  if (numberOfWords(phrase) > 3) return messages > 0;
  return quoting.size <= few && messages > quoting.size / 2;
}

/** How likely a page of its part of the site is what readers look for who ask like this. */
function likelihood(
  { says, part }: SearchEntry,
  { wishes, isMessage, isSymptom }: Query & { isMessage: boolean },
): number {
  if (says) return isMessage ? 1.3 : isSymptom ? 0.7 : 0.4;
  if (isMessage) return 0.6;
  if (part === 'Guides') return wishes.length < 3 ? 1.4 : 1;
  if (part === 'Troubleshooting') return isSymptom ? 1.3 : 1;
  return part === 'Reference' ? 0.8 : 1;
}

/** The pages that have words of a query. A page counts by itself, and by the part of it that has the most. */
function candidates(
  index: MiniSearch<Indexed>,
  { wishes, unfinished }: Query,
  uses: ReadonlyMap<string, number>,
): Omit<Candidate, 'likeness'>[] {
  const terms = wishes.flatMap(({ terms }) => [...terms.keys()]);
  const weights = wishes.flatMap(({ terms }) => [...terms.values()]);
  const own = new Set(wishes.map(({ stem }) => stem));
  const results = index.search(terms.join(' '), {
    tokenize: () => terms,
    boostTerm: (_, i) => weights[i]!,
    // A word that is known is no slip of the finger.
    prefix: (term) => term === unfinished,
    fuzzy: (term) =>
      own.has(term) && term.length > 4 && !/[\d_]/.test(term) && !uses.has(term) && 0.2,
  });
  const pages: Omit<Candidate, 'likeness'>[] = [];
  const parts = new Map<number, number>();
  for (const { id, score, queryTerms, terms } of results) {
    const [at, part] = String(id).split('#').map(Number) as [number, number?];
    const share = coverage(wishes, queryTerms);
    const counted = score * share * share;
    if (part === undefined) pages.push({ at, share, score: counted, stems: new Set(terms) });
    else parts.set(at, Math.max(parts.get(at) ?? 0, counted));
  }
  return pages.map((page) => ({ ...page, score: page.score + 0.6 * (parts.get(page.at) ?? 0) }));
}

/** A page as one text; of a guide or a reference page, which are about several things, also each part. */
function indexed(
  { url, title, part, label = '', description, asked = [], sections }: SearchEntry,
  at: number,
): Indexed[] {
  const page = {
    id: `${at}`,
    title,
    asked: asked.join('. '),
    about: [slugOf(url), label, description].join('. '),
    headings: sections
      .slice(1)
      .map(({ heading }) => heading)
      .join('. '),
    text: sections.map(({ text }) => text).join(' '),
  };
  if (!hasParts(part)) return [page];
  const parts = sections.map(({ heading, text }, i) => ({
    id: `${at}#${i}`,
    title: '',
    asked: '',
    about: '',
    headings: heading,
    text,
  }));
  return [page, ...parts];
}

/** The stems that were found, without the synonyms of those that were. */
function withoutSynonyms(found: ReadonlySet<string>, { wishes }: Query): Set<string> {
  const needless = wishes.flatMap(({ stem, terms }) => (found.has(stem) ? [...terms.keys()] : []));
  const own = new Set(wishes.map(({ stem }) => stem));
  return new Set([...found].filter((stem) => own.has(stem) || !needless.includes(stem)));
}

/** A page with what it says about what was found. */
function hitOf(
  { url, title, part, description, says, sections }: SearchEntry,
  stems: ReadonlySet<string>,
): Omit<Hit, 'likely'> {
  const found = (text: string) => {
    const own = new Set(wordsIn(text).map(stemOf));
    return [...stems].filter((stem) => own.has(stem)).length;
  };
  const ranked = sections
    .map((section, i) => {
      const inHeading = found(section.heading);
      return { section, i, inHeading, score: 2 * inHeading + found(section.text) };
    })
    .sort((a, b) => b.score - a.score || a.i - b.i);
  const best = ranked[0]!;
  const parts = ranked
    .filter(({ section, inHeading }) => {
      return section.id && (inHeading > 0 || (section === best.section && hasParts(part)));
    })
    .slice(0, mostParts);
  return {
    url,
    title,
    part,
    text: says || best.i === 0 || !best.section.text ? description : best.section.text,
    parts: parts.map(({ section }) => section),
    stems,
  };
}

/** Whether the pages of a part of the site are about several things. */
const hasParts = (part: string) => part === 'Guides' || part === 'Reference';
