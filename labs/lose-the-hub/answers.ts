import type { LabAnswers } from '../../src/lab/exercise/answer.ts';

/** Ways to do the lab's steps, wrong and right. */
export const answers: LabAnswers = {
  lose: {
    wrong: [
      {
        says: 'crashes the hub, and keeps its disk',
        by: [
          ({ host }) => host.crashServer('hub'),
          ({ apply, config }) => apply('hub', config('hub')),
        ],
        seen: /^(PRICES, SALES|SALES, PRICES)$/,
      },
    ],
  },
  restore: {
    wrong: [
      {
        says: 'makes the streams again, without the place of the consumer',
        by: [
          `hub$ stream add SALES --source '{"name":"SALES_EAST","external":{"api":"$JS.east.API"}}' --source '{"name":"SALES_WEST","external":{"api":"$JS.west.API"}}' --defaults`,
          'hub$ consumer add SALES books --pull --defaults',
        ],
        seen: /^0$/,
        undo: ['hub$ stream rm SALES -f'],
      },
    ],
  },
  copies: {
    wrong: [
      {
        says: 'mirrors a stream of its own domain',
        by: [
          'east$ stream rm PRICES_EAST -f',
          'east$ stream add PRICES_EAST --mirror PRICES --defaults',
        ],
        seen: /mirrors PRICES of its own domain, has never reached it/,
      },
    ],
  },
};
