import { command, optional, outAll, outJson } from '../../command.ts';
import { choice, onOff } from '../../flags.ts';
import { table, type Cell } from '../../table.ts';
import { showCount } from '../../units.ts';
import { json } from '../common-flags.ts';
import type { StreamInfo } from '../api-types.ts';
import { all, pickStream, streamArg } from './pick.ts';

type Subjects = Readonly<Record<string, number>>;

export const streamSubjects = command({
  name: 'stream subjects',
  aliases: ['subj'],
  help: 'Query subjects held in a stream',
  args: { stream: streamArg, filter: optional('Limit the subjects to those matching a filter') },
  flags: {
    json,
    sort: choice(
      ['name', 'subjects', 'messages', 'count'],
      'Adjusts the sorting order (name, messages)',
    ),
    reverse: onOff('Reverse sort servers', { short: 'R' }),
    names: onOff('List only subject names', { negatable: true }),
    all,
  },
  run: async (context, { stream, filter = '>' }, { sort, reverse, names, ...flags }) => {
    const { name } = (await pickStream(context, stream, flags)).config;
    const js = await context.jetStream();
    // Without a prototype: a subject may be `__proto__`.
    const held = Object.create(null) as Record<string, number>;
    // The server tells subjects in pages.
    for (let offset = 0, total = 1; offset < total;) {
      const page = await js.ask<StreamInfo & { total?: number }>(`STREAM.INFO.${name}`, {
        offset,
        subjects_filter: filter,
      });
      const more = page.state.subjects ?? {};
      Object.assign(held, more);
      const count = Object.keys(more).length;
      total = count ? (page.total ?? 0) : 0;
      offset += count;
    }
    const subjects = Object.keys(held).sort();
    if (flags.json) {
      return outJson(context, Object.fromEntries(subjects.map((each) => [each, held[each]])));
    }
    if (!subjects.length) return context.out(`No subjects found matching ${filter}`);
    const byName = sort === 'name' || sort === 'subjects';
    if (!byName) subjects.sort((a, b) => held[a]! - held[b]!);
    if (reverse) subjects.reverse();
    if (names) return outAll(context, subjects);
    const title = `${subjects.length} Subjects in stream ${name}`;
    outAll(context, [...subjectsTable(title, subjects, held), '']);
  },
});

/** A table of subjects and their messages, as wide as the longest of them allows. */
function subjectsTable(title: string, subjects: string[], held: Subjects): string[] {
  const longest = Math.max(...subjects.map((each) => each.length));
  const width = longest + showCount(Math.max(...subjects.map((each) => held[each]!))).length;
  const columns = width < 20 ? 3 : width < 30 ? 2 : 1;
  const height = Math.ceil(subjects.length / columns);
  const rows = Array.from({ length: height }, (_, row) =>
    Array.from({ length: columns }, (_, column) => subjects[row + column * height]).flatMap(
      (subject): Cell[] =>
        subject === undefined ? ['', ''] : [subject, showCount(held[subject]!)],
    ),
  );
  const head = Array.from({ length: columns }, () => ['Subject', 'Count']).flat();
  return table(title, head, rows);
}
