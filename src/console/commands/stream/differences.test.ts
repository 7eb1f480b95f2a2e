import { expect, test } from 'vitest';
import type { StreamConfig } from '../api-types.ts';
import { differences } from './differences.ts';

const before = {
  name: 'E1',
  subjects: ['e1.>'],
  retention: 'limits',
  max_consumers: -1,
  max_msgs_per_subject: -1,
  max_msgs: -1,
  max_bytes: -1,
  max_age: 0,
  max_msg_size: -1,
  storage: 'file',
  discard: 'old',
  num_replicas: 1,
  duplicate_window: 120e9,
  sealed: false,
  deny_delete: false,
  deny_purge: false,
  allow_rollup_hdrs: false,
  allow_direct: true,
  mirror_direct: false,
  metadata: {},
  consumer_limits: {},
} as unknown as StreamConfig;

test('equal configurations have none, whatever the order of their subjects', () => {
  expect(
    differences({ ...before, subjects: ['a', 'b'] }, { ...before, subjects: ['b', 'a'] }),
  ).toEqual([]);
});

// What nats 0.5.1 prints for `stream edit E1 --max-msgs 5 --subjects a,b,c --description hi --dry-run`.
const ofTheCli = `  api.StreamConfig{
  	Name:        "E1",
- 	Description: "",
+ 	Description: "hi",
  	Subjects: []string(Inverse(Sort, []string{
- 		"e1.>",
+ 		"a",
+ 		"b",
+ 		"c",
  	})),
  	Retention:    s"Limits",
  	MaxConsumers: -1,
  	MaxMsgsPer:   -1,
- 	MaxMsgs:      -1,
+ 	MaxMsgs:      5,
  	MaxBytes:     -1,
  	MaxAge:       s"0s",
  	... // 18 identical fields
  	DiscardNewPer:          false,
  	FirstSeq:               0,
- 	Metadata:               map[string]string{},
+ 	Metadata:               nil,
  	AllowMsgTTL:            false,
  	SubjectDeleteMarkerTTL: s"0s",
  	... // 6 identical fields
  }`;

test('they are shown as the CLI shows them', () => {
  const after = { ...before };
  delete after.metadata;
  const changed = { ...after, description: 'hi', subjects: ['a', 'b', 'c'], max_msgs: 5 };
  expect(differences(before, changed as StreamConfig).join('\n')).toBe(ofTheCli);
});

test.each([
  [
    ['a'],
    ['x'],
    [
      '- Subjects: []string(Inverse(Sort, []string{"a"})),',
      '+ Subjects: []string(Inverse(Sort, []string{"x"})),',
    ],
  ],
  [
    ['b', 'c'],
    ['y', 'z'],
    ['- "b",', '+ "y",', '- "c",', '+ "z",'],
  ],
  [
    ['b', 'c'],
    ['b', 'y'],
    ['"b",', '- "c",', '+ "y",'],
  ],
])('subjects %j to %j', (old, now, lines) => {
  const shown = differences({ ...before, subjects: old }, { ...before, subjects: now }).map(
    (line) => line.trim().replace(/\s+/g, ' '),
  );
  expect(shown.join('\n')).toContain(lines.join('\n'));
});

test('equal subjects beside a difference are shown as sorted', () => {
  const shown = (subjects: string[] | undefined) =>
    differences(
      { ...before, subjects } as StreamConfig,
      { ...before, subjects, retention: 'workqueue' } as StreamConfig,
    ).join('\n');
  expect(shown(['a', 'b'])).toContain('Inverse(Sort, []string{"a", "b"}),');
  expect(shown(undefined)).toContain('Inverse(Sort, []string(nil)),');
});
