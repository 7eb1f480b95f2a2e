import type { LiveRule } from '../live-rule.ts';
import { answerLost } from './answer-lost.ts';
import { answeredTwice } from './answered-twice.ts';
import { askedInPart } from './asked-in-part.ts';
import { bareApiElsewhere } from './bare-api-elsewhere.ts';
import { bareApiUnanswered } from './bare-api-unanswered.ts';
import { copyDropsIds, copyNotHeard } from './copies.ts';
import { deliveredTwice } from './delivered-twice.ts';
import { domainAnswersTwice } from './domain-answers-twice.ts';
import { domainUnanswered } from './domain-unanswered.ts';
import { linkNotUp } from './link-not-up.ts';
import { noMetaLeader } from './no-meta-leader.ts';
import { bridgeDoesNotRelay, leavesApart } from './not-relayed.ts';
import { serverList } from './server-list.ts';
import { serverNotStarted } from './server-not-started.ts';

/** The rules that ask servers that run. */
export const liveRules: readonly LiveRule[] = [
  serverNotStarted,
  linkNotUp,
  noMetaLeader,
  deliveredTwice,
  domainAnswersTwice,
  domainUnanswered,
  bareApiElsewhere,
  bareApiUnanswered,
  bridgeDoesNotRelay,
  leavesApart,
  answeredTwice,
  answerLost,
  copyNotHeard,
  copyDropsIds,
  serverList,
  askedInPart,
];
