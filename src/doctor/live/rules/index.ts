import type { LiveRule } from '../live-rule.ts';
import { bareApiElsewhere } from './bare-api-elsewhere.ts';
import { domainAnswersTwice } from './domain-answers-twice.ts';
import { domainUnanswered } from './domain-unanswered.ts';
import { linkNotUp } from './link-not-up.ts';
import { serverNotStarted } from './server-not-started.ts';

/** The rules that ask servers that run. */
export const liveRules: readonly LiveRule[] = [
  serverNotStarted,
  linkNotUp,
  domainAnswersTwice,
  domainUnanswered,
  bareApiElsewhere,
];
