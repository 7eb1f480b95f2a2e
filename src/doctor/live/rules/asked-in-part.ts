import type { LiveRule } from '../live-rule.ts';
import { mostOthers } from '../others-asked.ts';

/** So many accounts that not all pairs of them were asked. */
export const askedInPart: LiveRule = {
  id: 'asked-in-part',
  severity: 'note',
  title: 'Not all ways of a large network were tried',
  look: (_, { places, untried }) => {
    if (untried === 0) return [];
    return [
      {
        words: `There are ${places.filter(({ client, system }) => client && !system).length} accounts with clients: each was asked about its neighbours and ${mostOthers} others. ${untried} ways between two of them were not tried.`,
        remedy: 'Give a part of the network alone, or test the ways that matter with --expect.',
      },
    ];
  },
};
