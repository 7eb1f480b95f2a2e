import type { Derived } from '../../src/lab/derive/derive.ts';
import { isItself } from '../../src/lab/derive/resolve.ts';
import type { Note, Place } from '../../src/lab/derive/given.ts';
import type { ServerState } from '../../src/lab/network/host.ts';
import type { LinkSeen } from '../../src/lab/monitoring/links-seen.ts';
import type { Outcome } from '../../src/doctor/expect/test-expectations.ts';
import type { Finding, Severity } from '../../src/doctor/finding.ts';
import { pageAddress } from '../lib/about.ts';
import type { Paint } from '../lib/terminal.ts';
import { onOneLine, wrap } from '../../src/lab/text-lines.ts';
import { ascii, boxes, mapText } from '../../src/lab/topology/map-text.ts';

/** What has been found out about a network. */
export interface Checked {
  derived: Derived;
  findings: readonly Finding[];
  /** What became of the expectations that were given. */
  outcomes: readonly Outcome[];
  /** How servers and links stand; empty if none was started. */
  servers: ReadonlyMap<string, ServerState>;
  links: ReadonlyMap<string, LinkSeen>;
}

/** How a report is to look. */
export interface Look {
  /** Of the map, and of other lines, in characters. */
  width: number;
  lineWidth: number;
  paint: Paint;
  /** Findings and what does not hold alone: no map, nothing that is as it should be. */
  quiet: boolean;
  /** A path as the person would write it. */
  shown: (file: string) => string;
}

/** Says what has been found out, for a person. */
export function report(checked: Checked, look: Look): string {
  const { derived, findings: told, outcomes } = checked;
  const blocks = [
    ...(look.quiet ? [] : [mapOf(checked, look)]),
    ...told.map((finding) => findingText(finding, look)),
    ...expectationsText(checked, look),
    ...(look.quiet
      ? []
      : derived.notes.filter(({ severity }) => !severity).map((note) => noteText(note, look))),
    ...(look.quiet ? [] : standInsText(derived, look)),
    ...(look.quiet && told.length === 0 && outcomes.every(({ passed }) => passed)
      ? []
      : [summary(checked, look)]),
  ];
  return blocks.join('\n\n');
}

function mapOf({ derived: { topology }, links, servers }: Checked, { width }: Look): string {
  const linkWords = ({ name, from }: { name: string; from: string }) => {
    const state = links.get(name);
    // Of a host that is not here there is nothing to tell.
    if (!state || servers.get(from)?.type !== 'running') return '';
    if (topology.outside?.some((hub) => name === `${from}-${hub.name}`)) return '';
    return state.type === 'reserve' ? 'in reserve' : state.type;
  };
  return mapText(topology, width, linkWords, showsBoxes() ? boxes : ascii);
}

/** Whether the terminal shows letters beyond ASCII, by its locale; Windows and those without one do. */
function showsBoxes({ LC_ALL, LC_CTYPE, LANG } = process.env): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG;
  return !locale || /utf-?8/i.test(locale) || !/^(C|POSIX)$/.test(locale);
}

const colours: Record<Severity, 'red' | 'yellow' | 'blue'> = {
  error: 'red',
  warning: 'yellow',
  note: 'blue',
};

function findingText(finding: Finding, { lineWidth: width, paint, shown }: Look): string {
  const { rule, severity, server, link, place, words, remedy, page } = finding;
  const at = place
    ? placeText(place, shown)
    : link !== undefined
      ? `link ${link}`
      : server !== undefined
        ? `server ${server}`
        : 'network';
  const address = page === undefined ? undefined : pageWords(page);
  const [first = '', ...rest] = wrap(onOneLine(`${at} ${severity} ${words} (${rule})`), width);
  // Painted when it has been broken into lines: paint has no width.
  const head = `${at} ${severity}`;
  const painted = first.startsWith(head)
    ? `${paint.bold(at)} ${paint[colours[severity]](severity)}${first.slice(head.length)}`
    : first;
  return [
    painted,
    ...rest,
    ...wrap(onOneLine(remedy), width - 4).map((line) => `    ${line}`),
    ...(address === undefined ? [] : [`    ${paint.dim(address)}`]),
  ].join('\n');
}

/** Says where a page is: a path alone would be taken for that of a file. */
function pageWords(page: string): string {
  const address = pageAddress(page);
  return address === page ? `page: ${page.slice(1)} of the site` : address;
}

/** Says which expectations hold; those that do not with their line and with what was seen. */
function expectationsText({ outcomes }: Checked, { lineWidth, paint, quiet }: Look): string[] {
  const told = quiet ? outcomes.filter(({ passed }) => !passed) : outcomes;
  if (told.length === 0) return [];
  const lines = told.flatMap(({ passed, place, says, seen }) => {
    const line = passed ? `holds  ${says}` : `fails  ${place.path}:${place.line} ${says}: ${seen}`;
    return wrap(onOneLine(line), lineWidth).map((text, i) =>
      i === 0
        ? `${paint[passed ? 'green' : 'red'](text.slice(0, 5))}${text.slice(5)}`
        : `       ${text}`,
    );
  });
  return [lines.join('\n')];
}

const placeText = ({ path, line }: Place, shown: Look['shown']): string =>
  onOneLine(`${shown(path)}:${line}`);

function noteText({ path, line, words }: Note, { lineWidth: width, paint, shown }: Look): string {
  const at = onOneLine(line === undefined ? shown(path) : `${shown(path)}:${line}`);
  return wrap(onOneLine(`${at} ${words}`), width)
    .map((text) => paint.dim(text))
    .join('\n');
}

function standInsText({ standIns }: Derived, { lineWidth: width }: Look): string[] {
  if (standIns.length === 0) return [];
  const all = standIns.map(({ server, path }) => `${path} of ${server}`).join(', ');
  return [wrap(onOneLine(`Stand-ins, made for this run: ${all}.`), width).join('\n')];
}

/** Counts what was found, and names what a person can do next. */
function summary(
  { derived: { topology, confs, hosts }, findings, outcomes, servers }: Checked,
  { paint }: Look,
): string {
  const counts = (['error', 'warning', 'note'] as const).map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  const found = counts
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => paint[colours[severity]](plural(count, severity)));
  const ran = [...servers.values()].filter(({ type }) => type === 'running').length;
  // It is no other server, whatever a person says.
  const isOwnContainer = (host: string) =>
    isItself(host) &&
    [...confs.values()].every(
      ({ machine, dials }) => machine !== undefined || dials.every((dial) => dial.host !== host),
    );
  const network = `${plural(topology.servers.length, 'server')}, ${plural(topology.links.length, 'link')}`;
  const run = servers.size === 0 ? 'none was started' : `${ran} ran here`;
  const verdict = found.length > 0 ? found.join(', ') : paint.green('nothing found');
  const outside = (topology.outside ?? []).flatMap(({ name }) =>
    hosts.assigned.has(name) || isOwnContainer(name) ? [] : onOneLine(name),
  );
  return [
    `${network}, ${run}: ${verdict}.`,
    ...(outcomes.length === 0 ? [] : [expectationsSummary(outcomes, paint)]),
    ...outside.map((name) => `If ${name} is one of these servers: --assign ${name}=SERVER`),
  ].join('\n');
}

function expectationsSummary(outcomes: readonly Outcome[], paint: Paint): string {
  const held = outcomes.filter(({ passed }) => passed).length;
  const text = `${held} of ${plural(outcomes.length, 'expectation')} hold.`;
  return held === outcomes.length ? text : paint.red(text);
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
