import { byPlace } from '../by-place.ts';
import type { Finding } from '../finding.ts';
import { findingsOf } from './live-rule.ts';
import { reachOf, type Reach } from './reach.ts';
import { liveRules } from './rules/index.ts';
import type { Running } from './running.ts';
import { allTold } from './settled.ts';

/** What servers that run were seen to do, and what is wrong with it. */
export interface LiveExamination {
  reach: Reach;
  findings: Finding[];
}

/** Waits until servers have told how they stand, asks what can reach what, and lets the rules look. */
export async function examineLive(running: Running): Promise<LiveExamination> {
  const leaderless = await allTold(running);
  const reach = await reachOf(running, leaderless);
  const found = await Promise.all(liveRules.map((rule) => findingsOf(rule, running, reach)));
  return { reach, findings: found.flat().sort(byPlace) };
}
