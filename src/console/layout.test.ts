import { expect, test } from 'vitest';
import { Report } from './report.ts';
import { table } from './table.ts';

test('a table centres its title and sets numbers right, as the nats CLI does', () => {
  expect(table('Consumers', ['Name', 'Ack Pending'], [['C1', 7]], ['', 7])).toEqual([
    '╭────────────────────╮',
    '│      Consumers     │',
    '├──────┬─────────────┤',
    '│ Name │ Ack Pending │',
    '├──────┼─────────────┤',
    '│ C1   │           7 │',
    '├──────┼─────────────┤',
    '│      │           7 │',
    '╰──────┴─────────────╯',
  ]);
});

test('a title wider than its columns widens the last', () => {
  expect(table('A long title', ['K'], [['é']])).toEqual([
    '╭──────────────╮',
    '│ A long title │',
    '├──────────────┤',
    '│ K            │',
    '├──────────────┤',
    '│ é            │',
    '╰──────────────╯',
  ]);
});

test('the labels of a report end in one column, over all its headings', () => {
  const report = new Report('Information')
    .row('Subjects', 'a.>')
    .heading('State:')
    .row('Sources', ['A', 'B'])
    .rowIf('Description', undefined)
    .row('Number of Subjects', 1);
  expect(report.lines()).toEqual([
    'Information',
    '',
    '            Subjects: a.>',
    '',
    'State:',
    '',
    '             Sources: A',
    '                      B',
    '  Number of Subjects: 1',
  ]);
});
