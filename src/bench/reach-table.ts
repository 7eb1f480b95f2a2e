import type { Finding } from '../doctor/finding.ts';
import { accountWords, type AccountAt } from '../doctor/live/accounts-at.ts';
import type { Asked } from '../doctor/live/domains.ts';
import type { Reach } from '../doctor/live/reach.ts';
import { inNaturalOrder } from '../lab/natural-order.ts';
import { arrivalWords, type SubjectReach } from './reach-subjects.ts';

/** How a cell looks: a sign and words tell it, and colour only repeats it. */
export type CellLook = 'yes' | 'fault' | 'no' | 'none';

/** What one account of a server reaches, in a few words and in whole ones. */
export interface ReachCell {
  look: CellLook;
  short: string;
  /** Sentences that explain it. */
  words: string;
  /** The findings that say why. */
  findings: readonly Finding[];
}

/** What was asked, in the order of the columns. */
export interface ReachColumn {
  name: string;
  kind: 'own' | 'domain' | 'subject';
}

/** An account of a server, and what it reaches. */
export interface ReachRow {
  name: string;
  cells: readonly ReachCell[];
}

/** What reaches what, as a table, and the places that nobody can ask from. */
export interface ReachTable {
  columns: readonly ReachColumn[];
  rows: readonly ReachRow[];
  closed: readonly { name: string; why: string }[];
  /** How many cells were left out, since there are so many. */
  notAsked: number;
}

/**
 * Makes a table of what servers were seen to do.
 * @param configured the domains that configurations name: one that no server runs in has its column too
 */
export function reachTable(
  reach: Reach,
  findings: readonly Finding[],
  subjects: readonly SubjectReach[],
  configured: readonly string[] = [],
): ReachTable {
  const running = new Set(reach.domains.values());
  const domains = [...new Set([...running, ...configured])]
    .filter((name) => name !== '')
    .sort(inNaturalOrder);
  const places = reach.places.filter(({ system }) => !system);
  const open = places.filter(({ client }) => client);
  const columns: ReachColumn[] = [
    { name: 'its own JetStream', kind: 'own' },
    ...domains.map((name) => ({ name, kind: 'domain' as const })),
    ...subjects.map(({ subject }) => ({ name: subject, kind: 'subject' as const })),
  ];
  const rows = open.map((place): ReachRow => {
    const own = findings.filter(({ server }) => server === place.server);
    const asked = (domain: string | undefined) =>
      reach.asked.find((each) => each.place === place && each.domain === domain);
    return {
      name: accountWords(place),
      cells: [
        ...[undefined, ...domains].map((domain) =>
          domain === undefined || running.has(domain)
            ? apiCell(asked(domain), domain, place, own)
            : stoppedCell(domain),
        ),
        ...subjects.map((subject) => subjectCell(subject, place, own)),
      ],
    };
  });
  return {
    columns,
    rows,
    closed: places
      .filter(({ client }) => !client)
      .map((place) => ({ name: accountWords(place), why: place.closed ?? '' })),
    notAsked: rows.flatMap(({ cells }) => cells).filter(({ look }) => look === 'none').length,
  };
}

const stoppedCell = (domain: string): ReachCell =>
  cell(
    'no',
    'does not run',
    `No server with JetStream in domain ${domain} runs, so that nobody was asked for it. Start one to ask again.`,
    [],
  );

function apiCell(
  asked: Asked | undefined,
  domain: string | undefined,
  place: AccountAt,
  own: readonly Finding[],
): ReachCell {
  const from = accountWords(place);
  const what = domain === undefined ? '$JS.API, without a domain' : `domain ${domain}`;
  if (!asked)
    return cell('none', 'not asked', `${from} was not asked for ${what}: there are many.`, []);
  const { answers, outcome, over } = asked;
  const about = own.filter(({ words }) => domain === undefined || words.includes(domain));
  const way =
    over.length === 0 ? 'The request crossed no link.' : `The request crossed ${over.join(', ')}.`;
  if (outcome === 'unwanted')
    return cell(
      'no',
      'no responders',
      `${from} asked for ${what}: no responders. No server that it reaches listens to that subject. ${way}`,
      about,
    );
  if (outcome === 'silent')
    return cell(
      'fault',
      'silent',
      `${from} asked for ${what}: somebody listens, and no answer came back. ${way}`,
      about,
    );
  const names = answers.map(({ domain: of }) => of ?? 'a JetStream without a domain');
  if (answers.length > 1)
    return cell(
      'fault',
      answers.length === 2 ? 'answered twice' : `answered ${answers.length} times`,
      `${from} asked for ${what} once, and ${answers.length} answers came: from ${names.join(', ')}. ${way}`,
      about,
    );
  const { error } = answers[0]!;
  if (error !== undefined)
    return cell(
      'no',
      'refused',
      `${from} asked for ${what}, and the answer is: ${error}. ${way}`,
      about,
    );
  const other = domain === undefined ? answers[0]!.domain : undefined;
  return cell(
    'yes',
    other === undefined ? 'yes' : `yes: ${other}`,
    `${from} asked for ${what}, and ${names[0]} answered. ${way}`,
    [],
  );
}

function subjectCell(
  { subject, heard, asked, deaf }: SubjectReach,
  place: AccountAt,
  own: readonly Finding[],
): ReachCell {
  const from = accountWords(place);
  const counts = heard.get(place);
  if (!counts)
    return cell('none', 'not asked', `No message was published at ${from}: there are many.`, []);
  const others = asked.filter((each) => each !== place && !deaf.has(each));
  const missed = others.filter((each) => !counts.has(each)).map(accountWords);
  const doubled = [...counts.values()].some((count) => count > 1);
  const arrives =
    counts.size === 0
      ? `What is published to ${subject} at ${from} arrives at no other account.`
      : `What is published to ${subject} at ${from} arrives at ${arrivalWords(counts)}.`;
  const not =
    missed.length > 0 && counts.size > 0 ? ` It does not arrive at ${missed.join(', ')}.` : '';
  const deafWords =
    deaf.size > 0 ? ` Not allowed to listen: ${[...deaf].map(accountWords).join(', ')}.` : '';
  return cell(
    doubled ? 'fault' : counts.size > 0 ? 'yes' : 'no',
    counts.size === 0
      ? 'nowhere else'
      : `${counts.size} of ${others.length}${doubled ? ', some twice' : ''}`,
    `${arrives}${not}${deafWords}`,
    missed.length > 0 || doubled ? own : [],
  );
}

const cell = (
  look: CellLook,
  short: string,
  words: string,
  findings: readonly Finding[],
): ReachCell => ({ look, short, words, findings });
