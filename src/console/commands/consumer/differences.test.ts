import { expect, test } from 'vitest';
import { consumerDifferences } from './differences.ts';
import type { ConsumerConfig } from '../api-types.ts';

const before: ConsumerConfig = {
  ack_policy: 'explicit',
  ack_wait: 30e9,
  deliver_policy: 'all',
  durable_name: 'c1',
  name: 'c1',
  filter_subject: 'orders.new',
  max_ack_pending: 1000,
  max_deliver: 5,
  max_waiting: 512,
  replay_policy: 'instant',
  num_replicas: 0,
  metadata: {},
};

test('equal configurations have none', () => {
  expect(consumerDifferences(before, { ...before })).toEqual([]);
});

// What natscli 0.5.1 printed for these flags of `consumer edit`.
test('--wait 1m --description', () => {
  const after = { ...before, ack_wait: 60e9, description: 'hello there' };
  expect(consumerDifferences(before, after).join('\n')).toBe(
    `  api.ConsumerConfig{
- \tDescription:    "",
+ \tDescription:    "hello there",
  \tAckPolicy:      s"Explicit",
- \tAckWait:        s"30s",
+ \tAckWait:        s"1m0s",
  \tDeliverPolicy:  s"All",
  \tDeliverSubject: "",
  \t... // 30 identical fields
  }`,
  );
});

test('--filter twice --headers-only --metadata --backoff', () => {
  const after: ConsumerConfig = {
    ...before,
    filter_subjects: ['orders.new', 'orders.paid'],
    headers_only: true,
    metadata: { a: 'b', c: 'd' },
    backoff: [60e9, 440e9, 820e9],
  };
  delete after.filter_subject;
  expect(consumerDifferences(before, after).join('\n')).toBe(
    `  api.ConsumerConfig{
  \t... // 6 identical fields
  \tDurable:        "c1",
  \tName:           "c1",
- \tFilterSubject:  "orders.new",
+ \tFilterSubject:  "",
- \tFilterSubjects: []string(Inverse(Sort, []string(nil))),
+ \tFilterSubjects: []string(Inverse(Sort, []string{"orders.new", "orders.paid"})),
  \tFlowControl:    false,
  \tHeartbeat:      s"0s",
  \tMaxAckPending:  1000,
  \tMaxDeliver:     5,
- \tBackOff:        nil,
+ \tBackOff:        []time.Duration{s"1m0s", s"7m20s", s"13m40s"},
  \tMaxWaiting:     512,
  \tOptStartSeq:    0,
  \t... // 2 identical fields
  \tReplayPolicy:      s"Instant",
  \tSampleFrequency:   "",
- \tHeadersOnly:       false,
+ \tHeadersOnly:       true,
  \tMaxRequestBatch:   0,
  \tMaxRequestExpires: s"0s",
  \t... // 2 identical fields
  \tReplicas:      0,
  \tMemoryStorage: false,
  \tMetadata: map[string]string{
+ \t\t"a": "b",
+ \t\t"c": "d",
  \t},
  \tPauseUntil:     s"0001-01-01 00:00:00 +0000 UTC",
  \tPriorityGroups: Inverse(Sort, []string(nil)),
  \t... // 4 identical fields
  }`,
  );
});
