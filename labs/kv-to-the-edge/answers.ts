import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

const removed = ['leaf$ kv del SHOP -f'];

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  mirror: {
    wrong: [
      {
        says: 'makes a bucket of the same name',
        by: ['leaf$ kv add SHOP', 'leaf$ kv put SHOP opens 07:00'],
        seen: /on \$KV\.SHOP\.>$/,
        undo: removed,
      },
      {
        says: 'misspells the domain',
        by: ['leaf$ kv add SHOP --mirror SHOP --mirror-domain hbu'],
        seen: /mirrors KV_SHOP by \$JS\.hbu\.API, has never reached it/,
        undo: removed,
      },
    ],
    right: [
      {
        says: 'mirrors the stream',
        by: [
          `leaf$ stream add KV_SHOP --mirror '{"name":"KV_SHOP","external":{"api":"$JS.hub.API"}}' --defaults`,
        ],
        undo: ['leaf$ stream rm KV_SHOP -f'],
      },
    ],
  },
  write: {
    wrong: [
      {
        says: 'writes at the hub',
        by: ['hub$ kv put SHOP opens 07:00'],
        seen: /^(none has crossed|only over )/,
      },
    ],
  },
  cut: {
    wrong: [
      {
        says: 'cuts, and writes nothing',
        by: [({ host }) => host.cutLink('leaf-hub', 'refused')],
        seen: /revision (\d) at the hub, \1 at the leaf/,
      },
    ],
  },
};
