import type { Finding } from '../doctor/finding.ts';
import { derive } from '../lab/derive/derive.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { ascii, mapText } from '../lab/topology/map-text.ts';
import type { BenchState } from './bench.ts';
import { withoutSecrets, type TakenOut } from './without-secrets.ts';

/** How many of the last lines of the log an issue has. */
const lastLines = 40;
const mapWidth = 100;

/** What somebody else must see to help. */
export interface IssueParts {
  state: BenchState;
  /** The version of Leafwise. */
  version: string;
  findings: readonly Finding[];
  /** Lines of servers, the newest last. */
  log: readonly string[];
  /** The whole address that opens the bench, if there is one. */
  link?: string;
}

/**
 * Writes a bench as Markdown, to be put into an issue: the network, its files, commands, what was found, and the last
 * words of its servers. Logins and keys are taken out of all of it, and it says where.
 */
export function issueOf({ state, version, findings, log, link }: IssueParts): string {
  const { state: shown, without, hide } = withoutSecrets(state);
  const map = mapOf(shown);
  const last = log.slice(-lastLines);
  const parts = [
    `nats-server ${inline(shown.server)}, Leafwise ${inline(version)}`,
    ...(link === undefined ? [] : [`Open it: <${link}>`]),
    ...(map === undefined ? [] : ['### The network', fenced(map, 'text')]),
    ...shown.files.flatMap(({ path, text }) => [
      `### ${code(path)}`,
      fenced(text, languageOf(path)),
    ]),
    ...(shown.cut.length > 0
      ? ['### Cut links', shown.cut.map((name) => `- ${code(name)}`).join('\n')]
      : []),
    ...(shown.commands.length > 0
      ? [
          '### Commands',
          fenced(shown.commands.map(({ server, line }) => `${server}> ${line}`).join('\n'), 'text'),
        ]
      : []),
    ...(findings.length > 0
      ? ['### Findings', findings.map((finding) => findingLine(finding, hide)).join('\n')]
      : []),
    ...(last.length > 0
      ? [
          `### The last ${last.length === 1 ? 'line' : `${last.length} lines`} of the log`,
          fenced(hide(last.join('\n')), 'text'),
        ]
      : []),
    ...(without.length > 0 ? ['### Taken out', takenOut(without, hide)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The map, if the files make one. */
function mapOf({ files, assigned }: BenchState): string | undefined {
  try {
    const { files: confs, aliases } = unpacked(files);
    const known = { aliases, assigned: new Map(Object.entries(assigned)) };
    return mapText(derive('bench', confs, known).topology, mapWidth, () => '', ascii);
  } catch {
    return undefined;
  }
}

const findingLine = (
  { severity, place, server, words, remedy }: Finding,
  hide: (words: string) => string,
): string => {
  const at = place ? `${place.path}:${place.line}` : server;
  const told = [words, remedy].filter((each) => each !== '').map((each) => plain(hide(each)));
  return `- **${severity}**${at === undefined ? '' : ` ${code(hide(at))}`}: ${told.join(' ')}`;
};

const takenOut = (without: readonly TakenOut[], hide: (words: string) => string): string =>
  [
    'Equal words stand in the place of equal secrets.',
    '',
    ...without.map(({ path, line, what }) => `- ${code(`${hide(path)}:${line}`)}: ${what}`),
  ].join('\n');

/** A block of code, in a fence that is longer than any in it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** A text as code within a line. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return longest > 0 ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** Words in which nothing is markup, a mention or a link of an issue. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|~!@]/g, (sign) => (sign === '@' ? '@\u200b' : `\\${sign}`));

const inline = (text: string): string => plain(text === '' ? 'of an unknown version' : text);

const languageOf = (path: string): string => (/\.ya?ml$/i.test(path) ? 'yaml' : 'conf');
